"""Read-models of safety concerns: the sheet, whom to ring, who may decide, and what is open. Frozen values; no Qt."""

import datetime

import msgspec

from casework.access import Role, may_write, title
from casework.case_files import AUTHORITY_BOOK, FileKind, Room, kind_of_file, room
from casework.decisions import Worth
from casework.deeds import FileDeed, may
from casework.kinds import NAME_OF
from casework.kinds.books import AUTHORITY_RECORD, Authority, Hub, Professional
from casework.kinds.concerns import DecisionAnswer, SafetyConcern
from casework.kinds.people import SUBJECT, Person, display_name
from casework.standing import standing_of
from casework.wording import age_in_words, in_a_row, long_date, plain_date, years_old
from desktop_app.caseload.facts import day
from desktop_app.caseload.offers import offers
from desktop_app.concerns.actions import WITHDRAWN, Withdrawn, is_withdrawn, of_group, unfinished
from desktop_app.concerns.body import CHILD, figure_for
from desktop_app.concerns.decided import DecisionShown
from desktop_app.concerns.draft import ConcernDraft, group_of, name_of
from desktop_app.concerns.own_words import OwnWords, own_words
from desktop_app.concerns.parents import parents_of
from desktop_app.concerns.reading import ConcernShown, concern, concerns, names_of, whole_name
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names
from desktop_app.visits.begun import unfinished as unfinished_visits
from desktop_app.visits.queries import children_for_visit, people_for_visit

NOBODY_TO_RAISE = (
    "You can raise no safety concern in your role. Ring a social worker of the child’s hub, or their consultant."
)


class Child(msgspec.Struct, frozen=True):
    """A child a concern may be about. called: first name; words: whole name with the age; figure: the outline of a body that
    is nearest to that age."""

    file: str
    called: str
    words: str
    figure: str = CHILD


class RingLine(msgspec.Struct, frozen=True):
    """Whom to ring: who, what they are or when they answer, the number."""

    who: str
    what: str
    number: str


class Decider(msgspec.Struct, frozen=True):
    """Somebody who may decide for these children. words: with what they are."""

    professional: str
    name: str
    words: str


class ConcernForm(msgspec.Struct, frozen=True):
    """What the sheet opens with. draft: what is new; stands: what the record has of it; children: the family's whose files
    are here, those it is about among them; choices: whom it may be about where no child is known; there: who is there, as the
    visit that is being written says; people: who else may have said something; checked: the day on which the numbers were tried last, in words; own_words: {key of what a child said in
    it: how that stands in the child's voice}; parents: names of those with parental responsibility."""

    draft: ConcernDraft
    stands: ConcernShown | None
    me: str
    my_name: str
    children: tuple[Child, ...]
    choices: tuple[Child, ...]
    there: tuple[str, ...]
    people: tuple[str, ...]
    ring: tuple[RingLine, ...]
    checked: str
    deciders: tuple[Decider, ...]
    may_write: bool
    own_words: dict[str, OwnWords] = {}
    parents: tuple[str, ...] = ()

    def figure_of(self, draft: ConcernDraft, file: str) -> str:
        """The outline shown of a child: as the worker chose, else the one on which marks are, else by the child's age."""
        if file in draft.figures:
            return draft.figures[file]
        stands = self.stands.marks if self.stands is not None else ()
        on = [one.mark.spot.figure for one in stands if one.file == file and one.mark.spot is not None]
        on += [one.figure for one in draft.marks if one.file == file]
        by_age = next((child.figure for child in self.children if child.file == file), CHILD)
        return on[-1] if on else by_age


class OpenConcern(msgspec.Struct, frozen=True):
    """One concern that waits for a decision or for its confirmation, as a strip says it.

    file: of the first child; title: names nobody but the child; state: how it stands; decision: the one that waits, if any; tone: of the strip.
    """

    name: str
    file: str
    title: str
    state: str
    said: str
    tone: str
    decision: DecisionShown | None


def concern_form(records: Records, name: str, begun: ConcernDraft, now: datetime.datetime) -> ConcernForm:
    """The sheet of this name: as it was left, else as it is begun; or what may be added to what stands in the record.

    Raises Withdrawn where it does not stand any more.
    """
    today = now.date()
    stands = concern(records, group_of(name), today)
    draft = records.drafts.find(name, ConcernDraft) or begun
    if stands is None and is_withdrawn(records, draft.group, draft.files):
        raise Withdrawn(WITHDRAWN)
    if stands is not None:
        draft = draft.with_values(files=stands.files, body=draft.body or stands.files[0])
    files = draft.files
    ring, checked = whom_to_ring(records, files, today)
    staff = staff_names(records)
    rights = records.rights()
    return ConcernForm(
        draft,
        stands,
        records.professional,
        staff.get(records.professional, ""),
        _family(records, files, today),
        () if files else _caseload(records, today),
        _who_is_there(records, draft),
        tuple(one.name for one in people_for_visit(records, files)) if files else (),
        ring,
        checked,
        deciders(records, files),
        all(rights.may_write(file, NAME_OF[SafetyConcern]) for file in files),
        own_words(records, list(of_group(records, draft.group).values())) if stands is not None else {},
        tuple(one.name for one in parents_of(records, files)),
    )


def _who_is_there(records: Records, draft: ConcernDraft) -> tuple[str, ...]:
    """Those marked on the visit to these children that is being written that day: somebody new stands in no file yet."""
    visits = [
        visit
        for visit in unfinished_visits(records)
        if visit.group == draft.visit or (visit.date == draft.date and set(visit.files) & set(draft.files))
    ]
    return tuple(dict.fromkeys(person.name for visit in visits for person in visit.present))


def draft_about(records: Records, files: tuple[str, ...]) -> ConcernDraft | None:
    """The sheet about any of these children that was begun and not added, changed last."""
    return next((draft for draft in unfinished(records) if set(draft.files) & set(files)), None) if files else None


def who_can_raise(records: Records, files: tuple[str, ...]) -> str:
    """Who can raise a safety concern about these children, in a sentence; "" where the person at this laptop can.

    Without a child in view: whether there is any child about whom they can.
    """
    if files:
        return offers(records, files[0]).said(FileDeed.CONCERN)
    return "" if _files_to_raise_in(records) else NOBODY_TO_RAISE


def whom_to_ring(records: Records, files: tuple[str, ...], today: datetime.date) -> tuple[tuple[RingLine, ...], str]:
    """The consultant social worker of the hub, then the numbers that the authority gave, in its order; and when they
    were tried last. Nothing stands here that the authority did not give."""
    mine = records.rights().standing.hubs
    held = frozenset[str]().union(*(records.rights().holders(file) for file in files)) or mine
    staff = [one.value for one in records.records(AUTHORITY_BOOK, Professional) if not one.value.left_on]
    found = [
        RingLine(one.professional_name or "", "consultant social worker", one.phone)
        for one in staff
        if one.role == Role.CONSULTANT_SOCIAL_WORKER.value
        and held & one.hubs.keys()
        and one.phone
        and one.professional_id != records.professional
    ]
    book = records.record(AUTHORITY_BOOK, Authority, AUTHORITY_RECORD)
    given = sorted(book.value.ring.values(), key=lambda one: one.position) if book is not None else []
    for one in given:
        line = RingLine(one.who, one.hours, one.number)
        same = next((at for at, known in enumerate(found) if _is_same(known, line)), None)
        if same is None:
            found.append(line)
        else:  # the authority says too when they answer
            found[same] = msgspec.structs.replace(
                found[same], what=". ".join(filter(None, (found[same].what, line.what)))
            )
    checked = min((one.checked for one in given if one.checked), default="")
    tried = day(checked)
    return tuple(found), plain_date(tried, today) if tried else ""


def _is_same(known: RingLine, line: RingLine) -> bool:
    """Whether the authority's line names somebody who stands there already, with the same number."""
    return known.who in line.who and [*filter(str.isdigit, known.number)] == [*filter(str.isdigit, line.number)]


def deciders(records: Records, files: tuple[str, ...]) -> tuple[Decider, ...]:
    """Who may say that a decision about all these children is theirs; the consultant social worker of the hub first."""
    rights, kind = records.rights(), NAME_OF[DecisionAnswer]
    hubs = [one.value for one in records.records(AUTHORITY_BOOK, Hub)]
    found = []
    for one in (record.value for record in records.records(AUTHORITY_BOOK, Professional)):
        known = one.professional_id or ""
        stands = standing_of(known, one, hubs)
        if known and files and all(may_write(stands, file, rights.holders(file), kind) for file in files):
            name = one.professional_name or known
            is_me = known == records.professional
            words = "I decide this" if is_me else f"{name}, {_lower(title(one.role))}"
            found.append(
                (not is_me, one.role != Role.CONSULTANT_SOCIAL_WORKER.value, name, Decider(known, name, words))
            )
    return tuple(decider for *_, decider in sorted(found, key=lambda one: one[:3]))


def open_concerns(records: Records, today: datetime.date, file: str = "") -> tuple[OpenConcern, ...]:
    """What still waits for a decision that its decider confirmed: about one child, or all that are this worker's affair.

    Without a file: those this worker may decide about, those they wrote, and any that waits for their own word.
    """
    rights, found = records.rights(), []
    for one in concerns(records, today, file):
        mine = next((decision for decision in one.decisions if decision.mine), None)
        is_their_affair = (
            mine is not None
            or one.author == records.professional
            or all(rights.may_write(its, NAME_OF[DecisionAnswer]) for its in one.files)
        )
        if (one.is_open or mine is not None) and (file or is_their_affair):
            found.append(_strip(records, one, mine, today))
    return tuple(found)


def _strip(records: Records, one: ConcernShown, mine: DecisionShown | None, today: datetime.date) -> OpenConcern:
    on = day(one.date)
    when = " at ".join(part for part in (_day_words(on, today), one.time) if part)
    newest = mine or one.newest
    state, said, tone = "No decision is written down yet.", "", "warning"
    if newest is not None and newest.worth is Worth.NOT_THEIRS:
        state, said, tone = f"{newest.who} says: this is not what I decided.", newest.standing.words, "trouble"
    elif newest is not None and newest.worth is Worth.NO_DECIDER:
        state = f"{newest.who} may not decide this. Ask somebody who may."
    elif newest is not None and newest.standing.decision is not None:
        by = "your decision" if newest.mine else f"the decision of {newest.who}"
        state = f"{newest.heard_by} wrote down {by}, not yet confirmed."
        said = f"{newest.standing.decision.what} Why: {newest.standing.decision.why}"
    elif newest is not None:
        state = "There are two versions of the decision. Somebody has to choose."
    whose = in_a_row([whole_name(records, file) for file in one.files])
    return OpenConcern(
        name_of(one.group), one.files[0], f"Safety concern about {whose}, {when}.", state, said, tone, mine
    )


def _day_words(on: datetime.date | None, today: datetime.date) -> str:
    if on is None:
        return ""
    return "today" if on == today else long_date(on, with_year=on.year != today.year)


def _family(records: Records, files: tuple[str, ...], today: datetime.date) -> tuple[Child, ...]:
    """These children, then their brothers and sisters whose files are here."""
    others = [one.child.file for file in files[:1] for one in children_for_visit(records, file)]
    return tuple(_child(records, file, today) for file in dict.fromkeys((*files, *others)))


def _child(records: Records, file: str, today: datetime.date) -> Child:
    found = records.record(file, Person, SUBJECT)
    person = found.value if found else Person()
    born = day(person.dob)
    age = age_in_words(born, today) if born else ""
    if born and age.endswith(("years", "year")):
        age = str(years_old(born, today))
    name = display_name(person)
    return Child(file, names_of(records, (file,)), f"{name}, {age}" if age else name, figure_for(born, today))


def _caseload(records: Records, today: datetime.date) -> tuple[Child, ...]:
    """Every child in whose file this worker may write a concern, by name."""
    found = [_child(records, file, today) for file in _files_to_raise_in(records)]
    return tuple(sorted(found, key=lambda child: child.words.casefold()))


def _files_to_raise_in(records: Records) -> list[str]:
    rights = records.rights()
    return [
        one.file
        for one in records.records_everywhere(Person)
        if one.record == SUBJECT
        and kind_of_file(one.file) is FileKind.PERSON
        and room(one.file) is Room.MAIN
        and may(rights, FileDeed.CONCERN, one.file)
    ]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
