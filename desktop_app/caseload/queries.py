"""Read-models for the list of children and the head of one child's page. Frozen values; no Qt."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

import msgspec

from casework.case_files import AUTHORITY_BOOK, FileKind, Room, grants_log, room
from casework.clocks import Due
from casework.joined_visits import one_each
from casework.kinds.books import Grant, Hub
from casework.kinds.people import Person, Relation, display_name, first_name
from casework.kinds.plans import Action, Plan
from casework.kinds.reading import Kind
from casework.kinds.record import Record
from casework.kinds.visits import SameVisit, Visit
from casework.kinds.work import Assessment, CareStage, Involvement
from casework.standing import HELD, UNALLOCATED
from casework.wording import in_a_row
from desktop_app.caseload import due, facts
from desktop_app.caseload.child_now import ChildNow, LastWords, PersonLine, PromiseLine, child_now
from desktop_app.caseload.facts import Seen
from desktop_app.caseload.unsent import unsent_things
from desktop_app.record_store.reads import EVERY_FILE
from desktop_app.record_store.records import Records

__all__ = [
    "ChildHeading",
    "ChildNow",
    "ChildRow",
    "Filter",
    "LastWords",
    "PersonLine",
    "PromiseLine",
    "child_heading",
    "child_now",
    "children",
    "hub_name",
]
SOON = datetime.timedelta(days=7)
LONG_AGO = datetime.timedelta(days=42)
K = TypeVar("K", bound=Kind)


class Filter(Enum):
    """The chips above the list: whose children, the first two, and what narrows them down, the others."""

    I_WORK_WITH = "I work with"
    WHOLE_HUB = "Whole hub"
    DUE_THIS_WEEK = "Due this week"
    NOT_SEEN_ALONE = "Not seen alone lately"
    NOT_SENT = "Not sent"


WHOSE = (Filter.I_WORK_WITH, Filter.WHOLE_HUB)


class ChildRow(msgspec.Struct, frozen=True):
    """One child in the list. No score stands here, and none can be sorted by.

    clocks: what is due without what somebody said they would do; family: what brothers and sisters have in common.
    """

    file: str
    name: str
    initials: str
    dob: datetime.date | None
    expected: datetime.date | None
    lives_with: tuple[str, ...]
    why: str
    seen: Seen | None
    due: Due | None
    unsent: int
    i_work_with: bool
    seen_alone_lately: bool
    person_id: str = ""
    is_unallocated: bool = False
    clocks: tuple[Due, ...] = ()
    family: str = ""

    @property
    def is_unborn(self) -> bool:
        """Whether this child is still expected."""
        return facts.is_unborn(self.dob, self.expected)

    def belongs_to(self, chosen: Filter, today: datetime.date) -> bool:
        """Whether this child is shown under a chip."""
        if chosen is Filter.I_WORK_WITH:
            return self.i_work_with
        if chosen is Filter.DUE_THIS_WEEK:
            return self.due is not None and self.due.on <= today + SOON
        if chosen is Filter.NOT_SEEN_ALONE:
            return self.dob is not None and not self.seen_alone_lately
        if chosen is Filter.NOT_SENT:
            return self.unsent > 0
        return True

    def matches(self, typed: str) -> bool:
        """Whether the words typed into the search field begin words of the name or the id."""
        words = f"{self.name} {self.person_id}".casefold().replace("-", " ").split()
        return all(any(word.startswith(part) for word in words) for part in typed.casefold().replace("-", " ").split())


def children(records: Records, today: datetime.date) -> tuple[ChildRow, ...]:
    """Every child whose file this laptop holds, what is due soonest first, then by name.

    What waits to be sent is counted each time; the rest is worked out again only when something has changed.
    """
    rows = records.remembered(
        "children with clocks", EVERY_FILE, today, tuple[ChildRow, ...], lambda: _rows(records, today)
    )
    unsent = unsent_things(records)
    return tuple(msgspec.structs.replace(row, unsent=unsent[row.file]) if row.file in unsent else row for row in rows)


def _rows(records: Records, today: datetime.date) -> tuple[ChildRow, ...]:
    of = _Gathered(records)
    rows = [
        _row(file, of, records.professional, today)
        for file in records.files(FileKind.PERSON)
        if room(file) is Room.MAIN
    ]
    return tuple(sorted(rows, key=lambda row: (row.due.on if row.due else datetime.date.max, row.name)))


def hub_name(records: Records) -> str:
    """How the worker's hub is called; their hubs in a row where there are several, "" where none is known."""
    mine = records.rights().standing.hubs
    names = [
        hub.value.team_name
        for hub in records.records(AUTHORITY_BOOK, Hub)
        if hub.value.team_id in mine and hub.value.team_name
    ]
    return in_a_row(sorted(names))


class ChildHeading(msgspec.Struct, frozen=True):
    """Who a child's page is about. age_on: the day to count the age on; expected: for a child not born yet."""

    file: str
    name: str
    first_name: str
    dob: datetime.date | None
    expected: datetime.date | None
    age_on: datetime.date | None
    stage: str


def child_heading(records: Records, file: str, today: datetime.date) -> ChildHeading:
    """What stands at the head of a child's page, whatever tab is chosen."""
    read = records.kinds(file, Person, CareStage, Assessment)
    person = facts.subject(read.records(Person))
    return ChildHeading(
        file=file,
        name=display_name(person),
        first_name=first_name(person),
        dob=facts.day(person.dob),
        expected=facts.day(person.expected_dob),
        age_on=facts.day(person.death_date) or today,
        stage=facts.why(read.values(CareStage), read.values(Assessment), today),
    )


class _Gathered:
    """The kinds that the list needs, of all files at once: one read for each rather than for each child."""

    def __init__(self, records: Records) -> None:
        self.people = _by_file(records.records_everywhere(Person))
        self.relations = _by_file(records.records_everywhere(Relation))
        self.stages = _by_file(records.records_everywhere(CareStage))
        self.assessments = _by_file(records.records_everywhere(Assessment))
        self.visits = _by_file(records.records_everywhere(Visit))
        self.same_visits = _by_file(records.records_everywhere(SameVisit))
        self.involvements = _by_file(records.records_everywhere(Involvement))
        self.plans = _by_file(records.records_everywhere(Plan))
        self.actions = _by_file(records.records_everywhere(Action))
        self.grants = _grants(records)


def _grants(records: Records) -> dict[str, str]:
    """{file: how a hub of this worker holds it}."""
    found = {}
    for hub in records.rights().standing.hubs:
        for grant in records.records(grants_log(hub), Grant):
            if grant.value.file and grant.value.state in (HELD, UNALLOCATED):
                found[grant.value.file] = grant.value.state
    return found


def _by_file(found: list[Record[K]]) -> Mapping[str, list[Record[K]]]:
    by_file: dict[str, list[Record[K]]] = defaultdict(list)
    for record in found:
        by_file[record.file].append(record)
    return by_file


def _row(file: str, of: _Gathered, professional: str, today: datetime.date) -> ChildRow:
    people = of.people.get(file, [])
    person = facts.subject(people)
    stages = [record.value for record in of.stages.get(file, [])]
    visits = one_each(of.visits.get(file, []), [record.value for record in of.same_visits.get(file, [])])
    dob, expected = facts.day(person.dob), facts.day(person.expected_dob)
    seen = facts.last_seen(visits, today, unborn=facts.is_unborn(dob, expected))
    stage = facts.stage_now(stages, today)
    plans = [record.value for record in of.plans.get(file, [])]
    relations = [record.value for record in of.relations.get(file, [])]
    involvements = [record.value for record in of.involvements.get(file, [])]
    actions = due.still_to_do(
        [record.value for record in of.actions.get(file, [])],
        seen,
        facts.children_called(people, relations),
        facts.workers_called(involvements),
    )
    soonest = due.everything_due(stage, seen.on if seen else None, plans, actions)
    name = display_name(person)
    is_named = bool(person.forename or person.preferred_name or person.surname)
    return ChildRow(
        file=file,
        name=name,
        initials=facts.initials(name) if is_named else "",
        dob=dob,
        expected=expected,
        lives_with=facts.carers(people, relations),
        why=facts.why(stages, [record.value for record in of.assessments.get(file, [])], today),
        seen=seen,
        due=soonest[0] if soonest else None,
        unsent=0,
        i_work_with=facts.works_with(involvements, professional, today) is not None,
        seen_alone_lately=_seen_alone_since(visits, today - LONG_AGO),
        person_id=person.person_id or "",
        is_unallocated=of.grants.get(file) == UNALLOCATED,
        clocks=tuple(due.clocks(stage, seen.on if seen else None, plans)),
        family=person.family or file,
    )


def _seen_alone_since(visits: list[Visit], since: datetime.date) -> bool:
    return any(
        visit.seen_alone is not None and visit.seen_alone.alone and (visit.date or "") >= since.isoformat()
        for visit in visits
    )
