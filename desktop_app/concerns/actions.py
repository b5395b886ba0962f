"""What a worker does with a safety concern: keep it as it is made, add it, add to it; and the decider's own word. No Qt."""

import datetime

import msgspec

from casework import typed_days
from casework.case_files import FileKind, kind_of_file, practice_book
from casework.changes import Change
from casework.errors import KnownError, NotAllowed
from casework.kinds import NAME_OF
from casework.kinds.concerns import (
    AddedLater,
    Answer,
    BodyMark,
    Decision,
    DecisionAnswer,
    ManagementDecision,
    ParentsTold,
    SafetyConcern,
    SaidOfConcern,
    Spot,
    Told,
    answer_id,
    concern_id,
    decision_id,
)
from casework.kinds.reading import values_of
from casework.kinds.record import AnyRecord, Record
from casework.kinds.visits import visit_id
from casework.moments import as_utc
from casework.typed_times import read_time
from desktop_app.concerns.decided import DecisionShown
from desktop_app.concerns.draft import (
    SOMEBODY_ELSE,
    ConcernDraft,
    DecisionDraft,
    MarkDraft,
    happened_at,
    missing,
    new_key,
)
from desktop_app.concerns.own_words import taken_from
from desktop_app.concerns.parents import parents_of, told_for
from desktop_app.concerns.reading import called
from desktop_app.record_store.records import Changed, Records
from desktop_app.record_store.staff import staff_names
from desktop_app.visits.earlier import why_withdrawn


class NotComplete(KnownError):
    """Something that a safety concern must say is still missing."""


class NotTheDecider(KnownError):
    """Only who took a decision can say that it is theirs."""


class Withdrawn(KnownError):
    """The concern was withdrawn in the meantime."""


WITHDRAWN = (
    "This safety concern was withdrawn. It can be read under Visits and notes. Raise another one if you need to."
)


NOT_YOURS_TO_WITHDRAW = "Somebody else’s decision goes with this concern. Ask who may decide about the child to withdraw it. Nothing was changed."


def is_withdrawn(records: Records, group: bytes, files: tuple[str, ...]) -> bool:
    """Whether the concern of this group was withdrawn from one of these files."""
    found = [records.record(file, SafetyConcern, concern_id(group, file)) for file in files]
    return any(one is not None and one.is_withdrawn for one in found)


def keep(records: Records, draft: ConcernDraft) -> None:
    """Keep the sheet as it stands: on disk, encrypted, when this returns; an empty one leaves nothing behind.

    One that says no child yet is kept with the worker's own book.
    """
    if not draft.has_words():
        records.drafts.done(draft.name)
        return
    file = draft.files[0] if draft.files else practice_book(records.professional)
    records.drafts.keep(draft.name, file, "concern", draft)


def throw_away(records: Records, draft: ConcernDraft) -> None:
    """The worker says that nothing of the sheet is wanted."""
    records.drafts.done(draft.name)


def unfinished(records: Records) -> list[ConcernDraft]:
    """Sheets with words that are not in the record, newest first."""
    return records.drafts.begun("concern", ConcernDraft)


def add_to_record(records: Records, draft: ConcernDraft, now: datetime.datetime) -> Changed:
    """Add the concern to each child's file with the decision that was heard, or what is new of it; all or none.

    Raises NotComplete with the first thing that is missing, Withdrawn, NotAllowed, TooLong. now: local time of this laptop.
    """
    standing = of_group(records, draft.group)
    if not standing and is_withdrawn(records, draft.group, draft.files):
        raise Withdrawn(WITHDRAWN)
    parents = parents_of(records, draft.files)
    lacking = missing(draft, now, [one.name for one in parents], is_later=bool(standing))
    if lacking:
        raise NotComplete(lacking[0].sentence)
    if standing:
        draft = draft.with_values(files=tuple(standing))
    if any(kind_of_file(file) is not FileKind.PERSON for file in draft.files):
        raise KnownError("A safety concern is about children. Choose at least one.")
    added = {new_key(): AddedLater(one.words.strip(), one.about) for one in draft.later if one.words.strip()}
    names = {file: called(records, file) for file in draft.files}
    changes: list[Change] = []
    for file in draft.files:
        value, known = _concern(draft, file, names), standing.get(file)
        if parents:
            value = msgspec.structs.replace(value, parents=None, parents_told=told_for(draft, parents, file))
        if known is None:
            happened = value.time or draft.date
            changes.append(records.create(file, value, record=concern_id(draft.group, file), happened=happened))
        else:
            values = _new_of(value, known) | values_of(SafetyConcern(added=added))
            changes += [records.edit(known, values)] if values else []
        if draft.decision is not None:
            changes.append(_heard(records, draft, draft.decision, file))
    if not changes:
        records.drafts.done(draft.name)
        return Changed(frozenset(), frozenset())
    return records.add(*changes, draft_done=draft.name)


def withdraw(records: Records, group: bytes, why: str) -> Changed:
    """It was written in the wrong file, or twice: withdrawn from every child's file with its decisions and with the
    child's words that were taken from it into their voice; all can be read.

    Raises NotComplete without a reason, NotAllowed where a decision goes with it that is not this worker's to withdraw.
    """
    if not why.strip():
        raise NotComplete("Say why it is withdrawn.")
    found = _with_decisions(records, group)
    if not all(_is_theirs_to_withdraw(records, one) for one in found):
        raise NotAllowed(NOT_YOURS_TO_WITHDRAW)
    return records.add(*[records.withdraw(one, why.strip()) for one in found])


def _is_theirs_to_withdraw(records: Records, record: AnyRecord) -> bool:
    """A decision is withdrawn by who wrote it down, or by those who take decisions (casework.decisions.withdrawal_of)."""
    is_decision = isinstance(record.value, ManagementDecision)
    may_decide = records.rights().may_write(record.file, NAME_OF[DecisionAnswer])
    return not is_decision or record.author == records.professional or may_decide


def bring_back(records: Records, group: bytes) -> Changed:
    """Take back `withdraw`: another change, so that both stand in the record."""
    found = _with_decisions(records, group, is_withdrawn=True)
    return records.add(*[records.restore(one, "It was withdrawn by mistake.") for one in found])


def _with_decisions(records: Records, group: bytes, *, is_withdrawn: bool = False) -> list[AnyRecord]:
    """The records of one concern, of its decisions and of words taken from it: those that stand, or those that were
    withdrawn. Words that were taken away by themselves do not come back with it."""
    found: list[AnyRecord] = []
    for file in records.files(FileKind.PERSON):
        concern = records.record(file, SafetyConcern, concern_id(group, file))
        if concern is None or concern.is_withdrawn is not is_withdrawn:
            continue
        about = records.records(file, ManagementDecision, with_withdrawn=True)
        found += [concern, *(one for one in about if one.value.concern == concern.record)]
        why = _why_away(records, concern)
        found += [one for one in taken_from(records, concern) if not is_withdrawn or _why_away(records, one) == why]
    return [one for one in found if one.is_withdrawn is is_withdrawn]


def _why_away(records: Records, record: AnyRecord) -> str:
    return why_withdrawn(records.history(*record.key), {})[0] if record.is_withdrawn else ""


def of_group(records: Records, group: bytes) -> dict[str, Record[SafetyConcern]]:
    """{file: record} of one concern, in every file of this laptop that has one."""
    return {one.file: one for one in records.records_everywhere(SafetyConcern) if one.value.group == group}


def _concern(draft: ConcernDraft, file: str, names: dict[str, str]) -> SafetyConcern:
    """One child's record: the marks on this child's body alone, and what was said about this child."""
    return SafetyConcern(
        group=draft.group,
        date=draft.date,
        time=_moment(draft) if read_time(draft.time) else None,
        where=draft.where.strip() or None,
        visit=visit_id(draft.visit, file) if draft.visit else None,
        seen=draft.seen.strip() or None,
        thinks=draft.thinks.strip() or None,
        parents=ParentsTold(draft.parents == "yes", draft.why_not.strip()) if draft.parents else None,
        late_because=draft.late_because.strip() or None,
        marks={one.key: _mark(one) for one in draft.marks if one.file == file},
        said={
            one.key: SaidOfConcern(
                one.who.strip(), one.words.strip(), one.asked.strip(), one.mark, one.who == names[file]
            )
            for one in draft.said
            if file in (one.files or draft.files)
        },
        told={
            one.key: Told(one.who.strip(), _moment(draft, one.time, one.date), one.how, one.words.strip())
            for one in draft.told
        },
        to_do=dict(draft.to_do),
    )


def _mark(one: MarkDraft) -> BodyMark:
    spot = Spot(one.side, one.x, one.y, one.figure) if one.side else None
    return BodyMark(
        one.number,
        one.part.strip(),
        spot,
        one.mark,
        one.looks.strip(),
        one.size_cm.strip(),
        one.colour.strip(),
        one.seen,
    )


def _new_of(value: SafetyConcern, known: Record[SafetyConcern]) -> dict[str, object]:
    """Elements that the record does not have, or has otherwise (a tick); no word that stands is written over."""
    had = values_of(known.value)
    now = values_of(SafetyConcern(marks=value.marks, said=value.said, told=value.told, to_do=value.to_do))
    return {name: part for name, part in now.items() if had.get(name) != part}


# -- decisions --------------------------------------------------------------------------------------------------------


def _heard(records: Records, draft: ConcernDraft, heard: DecisionDraft, file: str) -> Change:
    """The decision as it was heard, in one child's file."""
    is_other = heard.decided_by == SOMEBODY_ELSE
    name = heard.name.strip() if is_other else staff_names(records).get(heard.decided_by, heard.decided_by)
    is_own = heard.decided_by == records.professional
    decision = Decision(
        heard.what.strip(),
        heard.why.strip(),
        "" if is_other else heard.decided_by,
        name,
        _moment(draft, heard.time, heard.date),
        "own" if is_own else "phone",
    )
    value = ManagementDecision(decision=decision, concern=concern_id(draft.group, file), group=heard.group)
    return records.create(file, value, record=decision_id(heard.group, file), happened=decision.at)


def _moment(draft: ConcernDraft, time: str = "", date: str = "") -> str:
    """A time of the sheet as the record keeps times. Raises NotComplete where it has no day."""
    at = happened_at(draft, time, date)
    if at is None:
        raise NotComplete(typed_days.no_day(date or draft.date))
    return as_utc(at)


def confirm(records: Records, shown: DecisionShown) -> Changed:
    """The decider says: this is what I decided. For the decision as it was on screen. Raises NotTheDecider."""
    return _answer(records, shown, is_theirs=True, words="")


def not_mine(records: Records, shown: DecisionShown, words: str) -> Changed:
    """The decider says in their words what they decided instead. Raises NotTheDecider, NotComplete."""
    if not words.strip():
        raise NotComplete("Write what you decided, in your own words.")
    return _answer(records, shown, is_theirs=False, words=words.strip())


def _answer(records: Records, shown: DecisionShown, *, is_theirs: bool, words: str) -> Changed:
    decision = shown.standing.decision
    if decision is None or decision.decided_by != records.professional:
        raise NotTheDecider("Only who took this decision can confirm it, on their own laptop.")
    changes = []
    for file, about in shown.shown.items():
        heard = decision_id(shown.group, file)
        answer = DecisionAnswer(decision=heard, answer=Answer(about, is_theirs, words))
        record = answer_id(heard, records.professional)
        before = records.record(file, DecisionAnswer, record)
        if before is None:
            changes.append(records.create(file, answer, record=record))
        else:
            changes.append(records.edit(before, {"answer": answer.answer}))
    return records.add(*changes)
