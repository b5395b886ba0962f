"""Two people who each write an answer without having seen the other's, on a copy without a store."""

from typing import Any

from casework.case_files import AUTHORITY_BOOK
from casework.editing import Pen, edit, withdraw
from casework.fold import fold_record
from casework.kinds import NAME_OF, Kind
from casework.kinds.books import Professional, professional_record
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, COLLEAGUE, HUB, office, put

THEIR_PEN = Pen(COLLEAGUE, "their-laptop", "2026-11-05T10:00:00Z", "2026-11-05T16:10:00Z")


def know_colleague(vault: OpenVault) -> None:
    """Dev stands in the authority's book."""
    dev = Professional(
        professional_id=COLLEAGUE,
        professional_name="Dev Sandhu",
        role="family_support_worker",
        hubs={HUB: "2025-01-01"},
    )
    put(vault, office(AUTHORITY_BOOK, dev, professional_record(COLLEAGUE)))


def write_apart(
    vault: OpenVault, records: Records, value: Kind, theirs: dict[str, Any], ours: dict[str, Any], file: str = CHILD
) -> bytes:
    """The office writes `value`; the colleague and the worker each edit it as they saw it. The record's id."""
    base = office(file, value)
    put(vault, base)
    kind, record = NAME_OF[type(value)], base.header.record
    state = fold_record(kind, record, [base])
    shown = records.record(file, type(value), record)
    assert shown is not None
    records.add(records.edit(shown, ours))
    put(vault, edit(file, state, state.shown(), theirs, THEIR_PEN))
    return record


def withdrawn_by_them(vault: OpenVault, records: Records, value: Kind, ours: dict[str, Any], why: str) -> bytes:
    """The office writes `value`; the colleague withdraws it, while the worker goes on with it."""
    base = office(CHILD, value)
    put(vault, base)
    kind, record = NAME_OF[type(value)], base.header.record
    state = fold_record(kind, record, [base])
    shown = records.record(CHILD, type(value), record)
    assert shown is not None
    records.add(records.edit(shown, ours))
    put(vault, withdraw(CHILD, state, state.shown(), why, THEIR_PEN))
    return record
