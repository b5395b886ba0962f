"""Read-models for the list of children and for one child's page as it stands now. Frozen values; no Qt."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

import msgspec

from casework.case_files import FileKind, Room, room
from casework.clocks import Due
from casework.kinds.direct_work import Quote
from casework.kinds.mapping import Category, MapEntry
from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from casework.kinds.plans import Action, Plan
from casework.kinds.reading import Kind
from casework.kinds.record import Record
from casework.kinds.visits import Visit
from casework.kinds.work import Assessment, CareStage, Involvement
from desktop_app.caseload import due, facts
from desktop_app.caseload.facts import Seen
from desktop_app.record_store.records import Records

SOON = datetime.timedelta(days=7)
LONG_AGO = datetime.timedelta(days=42)
K = TypeVar("K", bound=Kind)


class Filter(Enum):
    """The chips above the list."""

    I_WORK_WITH = "I work with"
    WHOLE_HUB = "Whole hub"
    DUE_THIS_WEEK = "Due this week"
    NOT_SEEN_ALONE = "Not seen alone lately"
    NOT_SENT = "Not sent"


class ChildRow(msgspec.Struct, frozen=True):
    """One child in the list. No score stands here, and none can be sorted by."""

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
    """Every child whose file this laptop holds, what is due soonest first, then by name."""
    of = _Gathered(records)
    unsent = {item.file: item.count for item in records.waiting().items}
    rows = [
        _row(file, of, unsent.get(file, 0), records.professional, today)
        for file in records.files(FileKind.PERSON)
        if room(file) is Room.MAIN
    ]
    return tuple(sorted(rows, key=lambda row: (row.due.on if row.due else datetime.date.max, row.name)))


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
    person = facts.subject(records.records(file, Person))
    stages = [record.value for record in records.records(file, CareStage)]
    return ChildHeading(
        file=file,
        name=display_name(person),
        first_name=first_name(person),
        dob=_date(person.dob),
        expected=_date(person.expected_dob),
        age_on=_date(person.death_date) or today,
        stage=facts.why(stages, [record.value for record in records.records(file, Assessment)], today),
    )


class PersonLine(msgspec.Struct, frozen=True):
    """A person of the family or network: how they belong, and what is known of them."""

    record: bytes
    name: str
    relationship: str
    has_parental_responsibility: bool | None
    other_file: str | None
    lives_with: bool
    dob: datetime.date | None


class PromiseLine(msgspec.Struct, frozen=True):
    """What was promised, to whom, by when, and whether it was kept."""

    record: Record[Action]
    what: str
    to: str
    by: datetime.date | None


class LastWords(msgspec.Struct, frozen=True):
    """The child's newest words, covered until asked for."""

    words: str
    said_on: datetime.date | None
    setting: str


class ChildNow(msgspec.Struct, frozen=True):
    """One child's page as it stands now."""

    file: str
    name: str
    first_name: str
    dob: datetime.date | None
    expected: datetime.date | None
    stage: str
    lives_with: tuple[str, ...]
    school: str
    seen: Seen | None
    worker: str
    worker_since: datetime.date | None
    i_am_worker: bool
    why: str
    why_from: str
    views: tuple[tuple[str, str], ...]
    last_words: LastWords | None
    due: tuple[Due, ...]
    promised: tuple[PromiseLine, ...]
    home: tuple[PersonLine, ...]
    elsewhere: tuple[PersonLine, ...]
    two_versions: tuple[tuple[str, bytes, str], ...]
    unsent: int
    hidden_rooms: tuple[str, ...]


def child_now(records: Records, file: str, today: datetime.date) -> ChildNow:
    """One child's page. Fields in two versions are named, never shown with one silent value."""
    people = records.records(file, Person)
    relations = records.records(file, Relation)
    stages = [record.value for record in records.records(file, CareStage)]
    visits = [record.value for record in records.records(file, Visit)]
    actions = records.records(file, Action)
    plans = [record.value for record in records.records(file, Plan)]
    person = facts.subject(people)
    stage = facts.stage_now(stages, today)
    seen = facts.last_seen(visits, today)
    mine = _worker(records, file, today)
    why, why_from, views = _why(records.records(file, MapEntry))
    lines = _people_lines(people, [relation.value for relation in relations])
    return ChildNow(
        file=file,
        name=display_name(person),
        first_name=first_name(person),
        dob=_date(person.dob),
        expected=_date(person.expected_dob),
        stage=facts.why(stages, [record.value for record in records.records(file, Assessment)], today),
        lives_with=facts.lives_with(people, [relation.value for relation in relations]),
        school=person.school or "",
        seen=seen,
        worker=(mine.professional_name or "") if mine else "",
        worker_since=_date(mine.involvement_start_date) if mine else None,
        i_am_worker=mine is not None and mine.professional_id == records.professional,
        why=why,
        why_from=why_from,
        views=views,
        last_words=_last_words(records.records(file, Quote)),
        due=tuple(due.everything_due(stage, seen.on if seen else None, plans, [action.value for action in actions])),
        promised=_promised(actions),
        home=tuple(line for line in lines if line.lives_with),
        elsewhere=tuple(line for line in lines if not line.lives_with),
        two_versions=tuple(
            (item.kind, item.record, item.field) for item in records.two_versions() if item.file == file
        ),
        unsent=next((item.count for item in records.waiting().items if item.file == file), 0),
        hidden_rooms=(),
    )


class _Gathered:
    """The kinds that the list needs, of all files at once: six reads rather than six for each child."""

    def __init__(self, records: Records) -> None:
        self.people = _by_file(records.records_everywhere(Person))
        self.relations = _by_file(records.records_everywhere(Relation))
        self.stages = _by_file(records.records_everywhere(CareStage))
        self.assessments = _by_file(records.records_everywhere(Assessment))
        self.visits = _by_file(records.records_everywhere(Visit))
        self.involvements = _by_file(records.records_everywhere(Involvement))
        self.plans = _by_file(records.records_everywhere(Plan))
        self.actions = _by_file(records.records_everywhere(Action))


def _by_file(found: list[Record[K]]) -> Mapping[str, list[Record[K]]]:
    by_file: dict[str, list[Record[K]]] = defaultdict(list)
    for record in found:
        by_file[record.file].append(record)
    return by_file


def _row(file: str, of: _Gathered, unsent: int, professional: str, today: datetime.date) -> ChildRow:
    people = of.people.get(file, [])
    person = facts.subject(people)
    stages = [record.value for record in of.stages.get(file, [])]
    visits = [record.value for record in of.visits.get(file, [])]
    seen = facts.last_seen(visits, today)
    stage = facts.stage_now(stages, today)
    soonest = due.everything_due(
        stage,
        seen.on if seen else None,
        [record.value for record in of.plans.get(file, [])],
        [record.value for record in of.actions.get(file, [])],
    )
    name = display_name(person)
    return ChildRow(
        file=file,
        name=name,
        initials=facts.initials(name),
        dob=_date(person.dob),
        expected=_date(person.expected_dob),
        lives_with=facts.lives_with(people, [record.value for record in of.relations.get(file, [])]),
        why=facts.why(stages, [record.value for record in of.assessments.get(file, [])], today),
        seen=seen,
        due=soonest[0] if soonest else None,
        unsent=unsent,
        i_work_with=facts.works_with([record.value for record in of.involvements.get(file, [])], professional, today)
        is not None,
        seen_alone_lately=_seen_alone_since(visits, today - LONG_AGO),
        person_id=person.person_id or "",
    )


def _seen_alone_since(visits: list[Visit], since: datetime.date) -> bool:
    return any(
        visit.seen_alone is not None and visit.seen_alone.alone and (visit.date or "") >= since.isoformat()
        for visit in visits
    )


def _worker(records: Records, file: str, today: datetime.date) -> Involvement | None:
    """The worker to name: the person at this laptop where they work with the child, else the newest involvement."""
    involvements = [record.value for record in records.records(file, Involvement)]
    mine = facts.works_with(involvements, records.professional, today)
    if mine is not None:
        return mine
    open_now = [
        involvement
        for involvement in involvements
        if involvement.professional_role_id in ("social_worker", "senior_social_worker", "asye")
        and facts.is_open(involvement.involvement_start_date, involvement.involvement_end_date, today)
    ]
    return max(open_now, key=lambda involvement: involvement.involvement_start_date or "", default=None)


def _why(entries: list[Record[MapEntry]]) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Why we are involved: the first danger statement, whose it is, and what others say about it."""
    statements = [record for record in entries if record.value.category == Category.DANGER_STATEMENT.value]
    if not statements:
        return "", "", ()
    first = min(statements, key=lambda record: (record.value.position or 0, record.written))
    return first.value.text or "", first.value.whose_view or "", tuple(sorted(first.value.views.items()))


def _last_words(quotes: list[Record[Quote]]) -> LastWords | None:
    said = [record.value for record in quotes if record.value.words]
    if not said:
        return None
    newest = max(said, key=lambda quote: quote.said_on or "")
    return LastWords(newest.words or "", _date(newest.said_on), newest.setting or "")


def _promised(actions: list[Record[Action]]) -> tuple[PromiseLine, ...]:
    open_promises = [record for record in actions if record.value.promised_to and not record.value.done]
    lines = [
        PromiseLine(
            record,
            record.value.what or "",
            record.value.promised_to or "",
            _date(record.value.who_by_when.by) if record.value.who_by_when else None,
        )
        for record in open_promises
    ]
    return tuple(sorted(lines, key=lambda line: (line.by or datetime.date.max, line.what)))


def _people_lines(people: list[Record[Person]], relations: list[Relation]) -> list[PersonLine]:
    by_id = {person.record: person.value for person in people if person.record != SUBJECT}
    lines = [
        PersonLine(
            record=relation.person,
            name=display_name(by_id[relation.person]),
            relationship=relation.relationship or "",
            has_parental_responsibility=_yes_no(relation.parental_responsibility),
            other_file=relation.other_file,
            lives_with=bool(relation.lives_with),
            dob=_date(by_id[relation.person].dob),
        )
        for relation in relations
        if relation.person is not None and relation.person in by_id
    ]
    return sorted(lines, key=lambda line: (line.other_file is not None, line.dob or datetime.date.min, line.name))


def _yes_no(flag: str | None) -> bool | None:
    return None if flag is None else flag == "Y"


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text[:10]) if text else None
