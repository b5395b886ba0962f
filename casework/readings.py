"""What stood in a record before somebody corrected it. Nothing is overwritten: both readings are kept, with who, when and why."""

from collections.abc import Iterable
from typing import Any

import msgspec

from casework.canonical import canonical
from casework.changes import ANNOTATION, PRESENCE, Change
from casework.editing import WHY


class Correction(msgspec.Struct, frozen=True):
    """One field that was corrected. before, after: its values; author, written, why: of the change that corrected it."""

    field: str
    before: Any
    after: Any
    author: str
    written: str
    why: str


class Addition(msgspec.Struct, frozen=True):
    """One field that its record was begun without, and that was filled later: who filled it first, and when."""

    field: str
    author: str
    written: str


def additions(changes: Iterable[Change]) -> tuple[Addition, ...]:
    """What was added to a record after it was begun, the oldest first. An erased addition is not spoken of."""
    in_order = sorted(changes, key=lambda one: one.header.written)
    if not in_order:
        return ()
    begun_with = _filled(in_order[0])
    found: dict[str, Addition] = {}
    for change in in_order[1:]:
        for field in sorted(_filled(change) - begun_with - found.keys()):
            found[field] = Addition(field, change.header.author, change.header.written)
    return tuple(found.values())


def _filled(change: Change) -> set[str]:
    return {
        field
        for field, value in change.values.items()
        if value not in (None, "") and field != PRESENCE and not field.startswith(ANNOTATION)
    }


def corrections(changes: Iterable[Change]) -> tuple[Correction, ...]:
    """Every reading that a later change of the same record was put over, the oldest correction first.

    What was empty before was added, not corrected. An erased reading is gone and is not spoken of.
    """
    every = {change.id: change for change in changes}
    found = [one for change in every.values() if not change.is_erased for one in _made_by(change, every)]
    return tuple(sorted(found, key=lambda one: one.written))


def _made_by(change: Change, every: dict[bytes, Change]) -> Iterable[Correction]:
    header = change.header
    for field in header.fields:
        if field == PRESENCE or field.startswith(ANNOTATION):
            continue
        below = [every[name] for name in header.over if name in every and field in every[name].header.fields]
        further_down = {name for one in below for name in one.header.over}  # unsent work names what it was over, too
        for one in below:
            before, after = one.values.get(field), change.values.get(field)
            if before in (None, "") or one.id in further_down or canonical(before) == canonical(after):
                continue
            why = str(change.annotations.get(WHY) or "")
            yield Correction(field, before, after, header.author, header.written, why)
