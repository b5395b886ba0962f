"""Which appointments at the children's home were kept by a visit begun without one: a visit counts for one of them at most."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from casework.kinds.appointments import Slot
from casework.kinds.visits import Visit
from desktop_app.record_store.records import Records

EARLY = datetime.timedelta(hours=2)
"""How long before its time an appointed visit may have begun: one begun earlier may be the reason to come again."""


class OpenAppointment(msgspec.Struct, frozen=True):
    """One that no visit was made from. slot: the earliest time of it that is known."""

    group: bytes
    slot: Slot
    files: frozenset[str]


class _Begun(msgspec.Struct, frozen=True):
    """A visit of this worker that was begun from a child's page. at: None where it is not known."""

    group: bytes
    date: str
    at: datetime.datetime | None
    files: frozenset[str]


def kept_without_starting(
    records: Records, still_open: Iterable[OpenAppointment], from_appointments: frozenset[bytes]
) -> frozenset[bytes]:
    """The groups of those that count as kept. from_appointments: groups of the visits that each belong to an appointment.

    Each visit goes to the nearest appointment with its children; one with several children is kept once all were visited.
    """
    appointed = {one.group: one for one in still_open}
    begun = _begun_without_one(records, appointed.values(), from_appointments)
    pairs = [(one, visit) for one in appointed.values() for visit in begun if _may_be(one, visit)]
    seen: dict[bytes, frozenset[str]] = defaultdict(frozenset)
    used: set[bytes] = set()
    for one, visit in sorted(pairs, key=_distance):
        if visit.group not in used and not one.files <= seen[one.group]:
            used.add(visit.group)
            seen[one.group] |= visit.files
    return frozenset(group for group, one in appointed.items() if one.files <= seen[group])


def _begun_without_one(
    records: Records, appointed: Iterable[OpenAppointment], from_appointments: frozenset[bytes]
) -> list[_Begun]:
    found: dict[bytes, _Begun] = {}
    for file in sorted({file for one in appointed for file in one.files}):
        for record in records.records(file, Visit):
            group = record.value.group or record.record
            if record.author != records.professional or group in from_appointments:
                continue
            before = found.get(group)
            files = (before.files if before else frozenset()) | {file}
            found[group] = _Begun(group, (record.value.date or "")[:10], _moment(record.value.started or ""), files)
    return list(found.values())


def _may_be(one: OpenAppointment, visit: _Begun) -> bool:
    if visit.date != one.slot.date or not visit.files & one.files:
        return False
    due = _due(one)
    return due is None or visit.at is None or visit.at >= due - EARLY


def _distance(pair: tuple[OpenAppointment, _Begun]) -> tuple[bool, float, str]:
    """Those with the very same children first, then whichever is nearest in time, then the earlier."""
    one, visit = pair
    due = _due(one)
    apart = abs((visit.at - due).total_seconds()) if visit.at and due else 0.0
    return (visit.files != one.files, apart, one.slot.start)


def _due(one: OpenAppointment) -> datetime.datetime | None:
    return _moment(f"{one.slot.date}T{one.slot.start}") if one.slot.start else None


def _moment(text: str) -> datetime.datetime | None:
    """With its zone: this machine's where none stands in it."""
    try:
        return datetime.datetime.fromisoformat(text).astimezone() if text else None
    except ValueError:
        return None
