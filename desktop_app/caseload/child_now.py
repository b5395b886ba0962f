"""Read-model of one child's page as it stands now: who, why, what is due and promised, who lives there. No Qt."""

import datetime

import msgspec

from casework.childs_words import WORKERS, who_may_see
from casework.clocks import Due
from casework.joined_visits import one_each
from casework.kind_words import noun
from casework.kinds.direct_work import Quote
from casework.kinds.mapping import Category, MapEntry, View
from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from casework.kinds.plans import Action, Plan
from casework.kinds.record import Record
from casework.kinds.visits import SameVisit, Visit
from casework.kinds.work import Assessment, CareStage, Involvement
from casework.workers import Workers
from casework.workers import workers as workers_of
from desktop_app.caseload import due, facts
from desktop_app.caseload.facts import Seen
from desktop_app.caseload.hidden import Hidden, hidden_from
from desktop_app.caseload.unsent import unsent_of
from desktop_app.direct_work import sharing
from desktop_app.record_store.records import Records
from desktop_app.visits.begun import unfinished

CASE_HOLDERS = ("social_worker", "senior_social_worker", "asye")


class PersonLine(msgspec.Struct, frozen=True):
    """A person of the family or network: how they belong, and what is known of them. called: as the family says it."""

    record: bytes
    name: str
    called: str
    relationship: str
    has_parental_responsibility: bool | None
    other_file: str | None
    lives_with: bool
    dob: datetime.date | None


class PromiseLine(msgspec.Struct, frozen=True):
    """What was promised, to whom, by when. record: what was on screen, for the tick that says it was kept."""

    record: Record[Action]
    what: str
    to: str
    by: datetime.date | None


class LastWords(msgspec.Struct, frozen=True):
    """The child's newest words, covered until asked for. may_see: who the child said may see them, as a tag has it."""

    words: str
    said_on: datetime.date | None
    setting: str
    may_see: sharing.Tag


class ChildNow(msgspec.Struct, frozen=True):
    """One child's page as it stands now. possessive: "her", "his" or "their"; two_versions: of what, once for each.

    unsent: things about this child that are on this laptop alone; hidden: what this worker does not see, and whom to ask;
    on_visit: whether a visit to this child is under way today, so that the family may see the screen.
    """

    file: str
    name: str
    first_name: str
    possessive: str
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
    views: tuple[tuple[str, View], ...]
    last_words: LastWords | None
    due: tuple[Due, ...]
    promised: tuple[PromiseLine, ...]
    home: tuple[PersonLine, ...]
    elsewhere: tuple[PersonLine, ...]
    two_versions: tuple[str, ...]
    unsent: int
    hidden: tuple[Hidden, ...] = ()
    on_visit: bool = False
    workers: Workers = Workers()

    @property
    def is_unborn(self) -> bool:
        """Whether this child is still expected."""
        return facts.is_unborn(self.dob, self.expected)


KINDS_SHOWN = (Person, Relation, CareStage, Assessment, Action, Plan, Visit, SameVisit, Involvement, MapEntry, Quote)


def child_now(records: Records, file: str, today: datetime.date) -> ChildNow:
    """One child's page. Fields in two versions are named, never shown with one silent value."""
    read = records.kinds(file, *KINDS_SHOWN)
    people, relations, stages = read.records(Person), read.values(Relation), read.values(CareStage)
    actions, plans = read.records(Action), read.values(Plan)
    person = facts.subject(people)
    dob, expected = facts.day(person.dob), facts.day(person.expected_dob)
    visits = one_each(read.records(Visit), read.values(SameVisit))
    seen = facts.last_seen(visits, today, unborn=facts.is_unborn(dob, expected))
    worker = _worker(read.values(Involvement), records.professional, today)
    why, why_from, views = _why(read.records(MapEntry))
    lines = _people_lines(people, relations)
    stage, seen_on = facts.stage_now(stages, today), seen.on if seen else None
    called, workers = (
        facts.children_called(people, read.values(Relation)),
        facts.workers_called(read.values(Involvement)),
    )
    steps = due.still_to_do([action.value for action in actions], seen, called, workers)
    return ChildNow(
        file=file,
        name=display_name(person),
        first_name=first_name(person),
        possessive=facts.possessive(person),
        dob=dob,
        expected=expected,
        stage=facts.why(stages, read.values(Assessment), today),
        lives_with=facts.lives_with(people, relations),
        school=person.school or "",
        seen=seen,
        worker=(worker.professional_name or "") if worker else "",
        worker_since=facts.day(worker.involvement_start_date) if worker else None,
        i_am_worker=worker is not None and worker.professional_id == records.professional,
        why=why,
        why_from=why_from,
        views=views,
        last_words=_last_words(read.records(Quote), _names(people)),
        due=tuple(due.everything_due(stage, seen_on, plans, steps)),
        promised=_promised(actions),
        home=tuple(line for line in lines if line.lives_with),
        elsewhere=tuple(line for line in lines if not line.lives_with),
        two_versions=tuple(noun(item.kind).a for item in records.two_versions(file)),
        unsent=unsent_of(records, file),
        hidden=hidden_from(records, file),
        on_visit=_is_on_visit(records, file, today),
        workers=workers_of(read.values(Involvement), today),
    )


def _is_on_visit(records: Records, file: str, today: datetime.date) -> bool:
    return any(draft.date == today.isoformat() and file in draft.files for draft in unfinished(records))


def _worker(involvements: list[Involvement], professional: str, today: datetime.date) -> Involvement | None:
    """The worker to name: the social worker whom the child has, and where there is none, the person at this laptop who works
    with the child. Of several social workers it is the one at this laptop, else the newest."""
    mine = facts.works_with(involvements, professional, today)
    if mine is not None and mine.professional_role_id in CASE_HOLDERS:
        return mine
    holders = [
        involvement
        for involvement in involvements
        if involvement.professional_role_id in CASE_HOLDERS
        and facts.is_open(involvement.involvement_start_date, involvement.involvement_end_date, today)
    ]
    return max(holders, key=lambda involvement: involvement.involvement_start_date or "", default=mine)


def _why(entries: list[Record[MapEntry]]) -> tuple[str, str, tuple[tuple[str, View], ...]]:
    """Why we are involved: the first danger statement, whose it is, and what others say about it."""
    statements = [record for record in entries if record.value.category == Category.DANGER_STATEMENT.value]
    if not statements:
        return "", "", ()
    first = min(statements, key=lambda record: (record.value.position or 0, record.written))
    return first.value.text or "", first.value.whose_view or "", tuple(sorted(first.value.views.items()))


def _names(people: list[Record[Person]]) -> dict[str, str]:
    return {person.record.hex(): first_name(person.value) for person in people}


def _last_words(quotes: list[Record[Quote]], names: dict[str, str]) -> LastWords | None:
    """The newest words that this reader may see."""
    said = [
        quote
        for quote in quotes
        if quote.value.words and quote.value.confirmed is not False and who_may_see(quote.value, WORKERS).may_see
    ]
    if not said:
        return None
    newest = max(said, key=lambda quote: (quote.value.said_on or "", quote.written)).value
    tag = sharing.tag(newest.may_see, newest.override, names)
    return LastWords(newest.words or "", facts.day(newest.said_on), newest.setting or "", tag)


def _promised(actions: list[Record[Action]]) -> tuple[PromiseLine, ...]:
    lines = [
        PromiseLine(
            record,
            record.value.what or "",
            record.value.promised_to or "",
            facts.day(record.value.who_by_when.by) if record.value.who_by_when else None,
        )
        for record in actions
        if record.value.promised_to and not record.value.done
    ]
    return tuple(sorted(lines, key=lambda line: (line.by or datetime.date.max, line.what)))


def _people_lines(people: list[Record[Person]], relations: list[Relation]) -> list[PersonLine]:
    by_id = {person.record: person.value for person in people if person.record != SUBJECT}
    lines = [
        PersonLine(
            record=relation.person,
            name=display_name(by_id[relation.person]),
            called=first_name(by_id[relation.person]),
            relationship=relation.relationship or "",
            has_parental_responsibility=_yes_no(relation.parental_responsibility),
            other_file=relation.other_file,
            lives_with=bool(relation.lives_with),
            dob=facts.day(by_id[relation.person].dob),
        )
        for relation in relations
        if relation.person is not None and relation.person in by_id
    ]
    return sorted(lines, key=lambda line: (line.other_file is not None, line.dob or datetime.date.min, line.name))


def _yes_no(flag: str | None) -> bool | None:
    return None if flag is None else flag == "Y"
