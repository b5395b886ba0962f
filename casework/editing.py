"""Making changes from what a person was shown: the only door through which `over` is decided.

`over` is taken when the form opens, never when it is saved: it means "what I was shown".
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import msgspec

from casework.changes import KEPT, PRESENCE, WITHDRAWN, Change, new_record_id, write_change
from casework.errors import BugError, NothingToSettle, RecordWithdrawn, TwoVersionsOpen
from casework.fold import Presence, RecordState

Shown: TypeAlias = Mapping[str, tuple[bytes, ...]]
"""{field: ids of the live values a person saw}, from RecordState.shown when the form opened."""
Unsent: TypeAlias = Mapping[bytes, tuple[bytes, ...]]
"""{id: over} of this device's own changes that the store has not acknowledged, those set aside after a refusal included:
a form that opened before the refusal still shows them."""

WHY = "#why"


class Pen(msgspec.Struct, frozen=True):
    """Who writes, on which device, when: author (professional id), device id, happened and written (ISO)."""

    author: str
    device: str
    happened: str
    written: str


def create(
    file: str,
    kind: str,
    values: Mapping[str, Any],
    pen: Pen,
    *,
    record: bytes | None = None,
    salt: bytes | None = None,
) -> Change:
    """Add a new record. `record` is given where there can be only one (derived_record_id)."""
    return _write(file, kind, record or new_record_id(), {PRESENCE: KEPT, **values}, frozenset(), pen, salt)


def edit(
    file: str, state: RecordState, shown: Shown, values: Mapping[str, Any], pen: Pen, unsent: Unsent | None = None
) -> Change:
    """Set fields of a record, over what the person was shown of them.

    Raises TwoVersionsOpen where a field was shown in two versions, RecordWithdrawn where the record is withdrawn,
    BugError where the form sets a field that it did not show: a change is over all that it names in every field it sets.
    """
    if state.presence is Presence.WITHDRAWN:
        raise RecordWithdrawn("This entry was withdrawn. Restore it first; what you wrote is kept as a draft.")
    for field in values:
        if len(_distinct_shown(state, shown, field)) > 1:
            raise TwoVersionsOpen("There are two versions of this. Choose between them first; nothing is lost.")
    over = _over(shown, values, unsent)
    for field in values:
        live = {value.change for value in state.fields.get(field, ())}
        if (live & over) - _over(shown, [field], unsent):
            raise BugError(f"A form set the field {field} and did not show it.")
    return _write(file, state.kind, state.record, values, over, pen)


def settle(
    file: str,
    state: RecordState,
    shown: Shown,
    field: str,
    value: Any,
    pen: Pen,
    why: str = "",
    unsent: Unsent | None = None,
) -> Change:
    """Settle a field that stands in two versions. A version the person was not shown stays live beside the settled one.

    Raises NothingToSettle where the person was not shown two versions.
    """
    if len(_distinct_shown(state, shown, field)) < 2:
        raise NothingToSettle("There are no longer two versions of this: somebody settled it.")
    values = {field: value} | ({WHY: why} if why else {})
    return _write(file, state.kind, state.record, values, _over(shown, [field], unsent), pen)


def withdraw(file: str, state: RecordState, shown: Shown, why: str, pen: Pen, unsent: Unsent | None = None) -> Change:
    """Withdraw a record with a reason, over every live value that the person was shown (all fields)."""
    values = {PRESENCE: WITHDRAWN, WHY: why}
    return _write(file, state.kind, state.record, values, _over(shown, shown, unsent), pen)


def restore(file: str, state: RecordState, shown: Shown, why: str, pen: Pen, unsent: Unsent | None = None) -> Change:
    """Bring a withdrawn record back, or settle a disputed withdrawal as kept."""
    values = {PRESENCE: KEPT, WHY: why}
    return _write(file, state.kind, state.record, values, _over(shown, [PRESENCE], unsent), pen)


def _over(shown: Shown, fields: Iterable[str], unsent: Unsent | None) -> frozenset[bytes]:
    """Ids shown in the fields set; for own unsent ones also what those were over: a refusal may take them away."""
    over = {name for field in fields for name in shown.get(field, ())}
    waiting = list(over & (unsent or {}).keys())
    while waiting:
        below = set((unsent or {})[waiting.pop()]) - over
        over |= below
        waiting.extend(below & (unsent or {}).keys())
    return frozenset(over)


def _distinct_shown(state: RecordState, shown: Shown, field: str) -> set[bytes]:
    seen = set(shown.get(field, ()))
    return {live.same_as for live in state.fields.get(field, ()) if live.change in seen and not live.is_erased}


def _write(
    file: str,
    kind: str,
    record: bytes,
    values: Mapping[str, Any],
    over: frozenset[bytes],
    pen: Pen,
    salt: bytes | None = None,
) -> Change:
    return write_change(
        file=file,
        record=record,
        kind=kind,
        values=values,
        over=over,
        author=pen.author,
        device=pen.device,
        happened=pen.happened,
        written=pen.written,
        salt=salt,
    )
