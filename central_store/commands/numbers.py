"""The numbers a worker rings when a child may not be safe: brought in by the administrator, who tried each of them."""

import csv
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.editing import edit
from casework.errors import KnownError
from casework.fold import fold
from casework.kinds import NAME_OF
from casework.kinds.books import AUTHORITY_RECORD, Authority, NumberToRing
from casework.kinds.reading import BETWEEN, element
from central_store.devices.key_files import AuthorityKeys
from central_store.store import Store

COLUMNS = ("who", "number", "hours", "checked")
RING = "ring"


class NumbersNotReadable(KnownError):
    """The list of numbers has not the form that is asked for."""


def bring_in_numbers(store: Store, keys: AuthorityKeys, path: Path, say: Callable[[str], None]) -> int:
    """Give every laptop this list in place of the one it has. Raises NumbersNotReadable, with nothing changed."""
    numbers = read_numbers(path)
    with store.adding("numbers to ring", path.name) as ledger:
        state = fold(ledger.changes_of(AUTHORITY_BOOK))[NAME_OF[Authority], AUTHORITY_RECORD]
        values: dict[str, Any] = {
            field: None for field in state.fields if field.startswith(f"{RING}{BETWEEN}") and state.agreed.get(field)
        }
        values |= {element(RING, f"{one.position:02}"): msgspec.to_builtins(one) for one in numbers}
        change = edit(AUTHORITY_BOOK, state, state.shown(), values, store.pen(keys))
        ledger.add_sealed({AUTHORITY_BOOK: [change]}, keys.administrator_key())
    for one in numbers:
        say(f"{one.who}: {one.number}{f', {one.hours}' if one.hours else ''}")
    say("Every laptop has them when it connects next.")
    return 0


def read_numbers(path: Path) -> list[NumberToRing]:
    """The list, in its order: CSV with the columns who, number, hours, checked (the day it was tried, as 2026-11-02)."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise NumbersNotReadable(f"{path.name} cannot be read as CSV. Nothing was changed.") from error
    if not rows or not set(COLUMNS) <= rows[0].keys():
        raise NumbersNotReadable(f"{path.name} needs the columns {', '.join(COLUMNS)}. Nothing was changed.")
    return [_number(at, row) for at, row in enumerate(rows, start=1)]


def _number(at: int, row: dict[str, str | None]) -> NumberToRing:
    who, number, hours, checked = ((row[name] or "").strip() for name in COLUMNS)
    if not who or not number:
        raise NumbersNotReadable(f"Line {at} needs who it is and the number. Nothing was changed.")
    try:
        datetime.date.fromisoformat(checked)
    except ValueError as error:
        raise NumbersNotReadable(
            f"Line {at} needs the day on which somebody tried {number}, as 2026-11-02. Nothing was changed."
        ) from error
    return NumberToRing(at, who, number, hours, checked)
