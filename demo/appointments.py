"""The days around today in everybody's diary: home visits announced and not, a meeting, and what to know at the door.

Written after everything else, so that no other word of the hub depends on it.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from casework.case_files import Room, room_of
from casework.kinds.appointments import Appointment, Goer, Slot, Where, appointment_id
from casework.kinds.rooms import HeldApart, held_apart_record
from casework.kinds.work import CaseNote
from demo import days
from demo.people import Child, Family
from demo.scribe import Scribe, at
from demo.staff import BY_ID, CASE_HOLDERS, CONSULTANTS, HERON, SUPPORTERS
from demo.writing import words


@dataclass(frozen=True)
class _Kind:
    """One kind of appointment: what for, when, where ("" for home; {school} is filled in), whether the family knows."""

    purpose: str
    start: str
    end: str
    where: str = ""
    announced: bool = True
    with_supporter: bool = False


Taken = set[tuple[str, datetime.date, str]]
"""Who is somewhere, on which day and from when: nobody is at two places."""
TODAY = (
    _Kind("Home visit", "10:00", "11:00", with_supporter=True),
    _Kind("Plan meeting", "13:30", "14:30", where="{school}"),
    _Kind("Home visit", "16:00", "16:45", announced=False),
)
NEXT = (_Kind("Home visit", "09:30", "10:30"), _Kind("See the bedrooms", "15:45", "16:30", with_supporter=True))
LATER = (_Kind("Core group", "11:00", "12:30", where="{school}"), _Kind("Home visit", "14:00", "15:00"))
SUPPORT = (_Kind("Morning routine", "08:00", "08:45"), _Kind("Shopping and cooking with the family", "12:30", "14:00"))


def write_appointments(scribe: Scribe, families: tuple[Family, ...], today: datetime.date) -> None:
    """Everybody's appointments today, on the next working day and on one soon after."""
    by_worker: dict[str, list[Family]] = defaultdict(list)
    by_supporter: dict[str, list[Family]] = defaultdict(list)
    for family in families:
        by_worker[family.worker].append(family)
        by_supporter[family.supporter].append(family)
    next_day = days.after(today, 1)
    taken: Taken = set()
    diaries = ((today, TODAY), (next_day, NEXT), (days.after(next_day, 2), LATER))
    for hub in CASE_HOLDERS:
        for worker in CASE_HOLDERS[hub]:
            _write_diary(scribe, worker, by_worker[worker], diaries, today, taken)
        for worker in SUPPORTERS[hub]:
            _write_diary(scribe, worker, by_supporter[worker], ((next_day, SUPPORT),), today, taken)
    _write_safety_note(scribe, families, today)


def _write_diary(
    scribe: Scribe,
    worker: str,
    families: list[Family],
    diary: tuple[tuple[datetime.date, tuple[_Kind, ...]], ...],
    today: datetime.date,
    taken: Taken,
) -> None:
    """One family for each place in the diary, as far as they go round; a confidential home is among them where there is one."""
    wanted = [(day, kind) for day, kinds in diary for kind in kinds]
    rest = sorted(families[3:], key=lambda family: not family.homes[family.main_child.home].confidential)
    for (day, kind), family in zip(wanted, [*families[:3], *rest], strict=False):
        _write_one(scribe, worker, family, day, kind, today, taken)


def _write_one(
    scribe: Scribe, worker: str, family: Family, day: datetime.date, kind: _Kind, today: datetime.date, taken: Taken
) -> None:
    children = [child for child in family.children if child.home == family.main_child.home]
    meeting, place = bool(kind.where), family.main_child.school or "The hub’s office"
    if meeting:
        children = [family.main_child]
    group = scribe.new_id()
    goes_along = kind.with_supporter and family.supporter != worker and (family.supporter, day, kind.start) not in taken
    second = BY_ID[family.supporter] if goes_along else None
    taken.update((who, day, kind.start) for who in (worker, *([second.id] if second else [])))
    value = Appointment(
        group=group,
        slot=Slot(day.isoformat(), kind.start, kind.end),
        purpose=kind.purpose,
        where=Where(words=kind.where.format(school=place)) if meeting else Where(at_home=True),
        announced=kind.announced,
        worker=Goer(BY_ID[worker].name, worker),
        second_worker=Goer(second.name, second.id) if second else None,
        interpreter=_interpreter(family, family.main_child),
        access_needs=None if meeting else _at_the_door(scribe, family),
        files={child.file: True for child in children},
    )
    when = at(days.before(today, scribe.rng.randint(1, 4)), "16:20", 10)
    for child in children:
        scribe.create(child.file, value, worker, when, appointment_id(group, child.file))


def _interpreter(family: Family, child: Child) -> str | None:
    language = family.adults[child.carer].language
    return f"{language}, booked by telephone" if language else None


def _at_the_door(scribe: Scribe, family: Family) -> str | None:
    known = list(words("lists")["at_the_door"])
    if family.pet == "Biscuit":
        return "Ask for the dog to be shut in\nKnock, do not ring"
    return str(scribe.rng.choice(known)) if scribe.rng.random() < 0.5 else None


def _write_safety_note(scribe: Scribe, families: tuple[Family, ...], today: datetime.date) -> None:
    """One family about which something is kept apart for the safety of workers: the third on the worker's day."""
    its = [family for family in families if family.hub == HERON and family.worker == families[0].worker][2:3]
    for family in its:
        when = at(days.before(today, 9), "15:10", 20)
        author, child = CONSULTANTS[HERON], family.main_child
        note = CaseNote(
            how="met",
            date=when.happened[:10],
            about="Safety of workers",
            said="A visitor to the home shouted at a worker on the stairs. Two of us go, and we leave when asked to.",
            this_is="told",
            source="The weekly meeting",
        )
        scribe.create(room_of(child.file, Room.WORKER_SAFETY), note, author, when)
        scribe.create(
            child.file, HeldApart(room=Room.WORKER_SAFETY.value), author, when, held_apart_record(Room.WORKER_SAFETY)
        )
