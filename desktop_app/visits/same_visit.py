"""Two workers wrote down a visit of the same day: was it one? A person says so, and both accounts stay as they are. No Qt."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from casework.changes import Change
from casework.deeds import FileDeed, may
from casework.editing import WHY
from casework.errors import KnownError
from casework.joined_visits import Account, Joined, joined, two_answers
from casework.kinds.appointments import Appointment
from casework.kinds.people import SUBJECT, Person, first_name
from casework.kinds.record import Record
from casework.kinds.visits import SameVisit, Visit, same_visit_id
from casework.wording import in_a_row, long_date
from desktop_app.network.secrecy import masked, secrets_everywhere
from desktop_app.record_store.records import Changed, Records
from desktop_app.record_store.staff import staff_names
from desktop_app.visits.days import day_of, time_here
from desktop_app.visits.earlier import by_whom

ASKED_FOR = datetime.timedelta(days=60)  # nobody is asked about visits of years ago
WITHOUT_AN_END = datetime.timedelta(hours=1)
AT_ONCE = "Taken back at once"


class Side(msgspec.Struct, frozen=True):
    """One of the two visits, or those that were joined to it. key: of its first account; what: where and what for."""

    key: str
    who: str
    children: str
    when: str
    what: str


class SameVisitAsked(msgspec.Struct, frozen=True):
    """One question: were these one visit? on: the day in words; answers: what was said of it, where that cannot all stand."""

    on: str
    sides: tuple[Side, Side]
    answers: tuple[str, ...] = ()


# -- asking ------------------------------------------------------------------------------------------------------------


def same_visit_asked(records: Records, file: str, today: datetime.date) -> SameVisitAsked | None:
    """The newest two visits in a child's file that may be one and that nobody was asked about; None where there are none."""
    if not may(records.rights(), FileDeed.VISIT, file):
        return None
    said = records.records(file, SameVisit)
    answers = [one.value for one in said]
    for one, other in two_answers(records.records(file, Visit), answers):
        return _asked(records, one, other, _answers_between(records, said, (*one, *other)))
    answered = {same_visit_id(one.one, one.other) for one in answers if one.one and one.other and one.same is not None}
    every = joined(records.records(file, Visit), answers)
    lately = [its for its in every if (on := day_of(its[0].value.date)) and today - ASKED_FOR <= on <= today]
    lately.sort(key=lambda its: its[0].value.date or "", reverse=True)
    arranged = _arranged_together(records, file)
    for at, one in enumerate(lately):
        for other in lately[at + 1 :]:
            if _may_be_one(one, other, answered, arranged):
                return _asked(records, one, other)
    return None


def _answers_between(records: Records, said: Iterable[Record[SameVisit]], its: Sequence[Account]) -> tuple[str, ...]:
    """Who said of which of these that they were one, or two, when and why: the newest first."""
    names, author = staff_names(records), {one.record: one.author for one in its}
    lines = []
    for one in said:
        if one.value.same is None or one.value.one not in author or one.value.other not in author:
            continue
        (live, *_) = records.state(*one.key).versions("same")
        pair = in_a_row([names.get(author[name], author[name]) for name in (one.value.one, one.value.other) if name])
        what = f"{'One visit' if one.value.same else 'Two visits'} of {pair}: said"
        why = str(live.notes.get(WHY) or "")
        lines.append((live.written, by_whom(what, live.written, names.get(live.author, live.author), why)))
    return tuple(line for _, line in sorted(lines, reverse=True))


Arranged = frozenset[tuple[str, frozenset[str]]]
"""(ISO day, the workers who were to go together) of each appointment that two go to."""


def _arranged_together(records: Records, file: str) -> Arranged:
    found = set()
    for one in records.records(file, Appointment):
        goers = {goer.professional for goer in (one.value.worker, one.value.second_worker) if goer}
        if one.value.slot and len(goers) == 2:
            found.add((one.value.slot.date, frozenset(goers)))
    return frozenset(found)


def _may_be_one(one: Joined, other: Joined, answered: set[bytes], arranged: Arranged) -> bool:
    pairs = [(here, there) for here in one for there in other]
    if any(same_visit_id(here.record, there.record) in answered for here, there in pairs):
        return False
    return any(_seem_one(here, there, arranged) for here, there in pairs)


def _seem_one(one: Account, other: Account, arranged: Arranged) -> bool:
    """Two workers, the same day, and at the same time as far as times were written; or they were to go together."""
    if one.author == other.author or (one.value.date or "")[:10] != (other.value.date or "")[:10]:
        return False
    if ((one.value.date or "")[:10], frozenset((one.author, other.author))) in arranged:
        return True
    here, there = _span(one.value), _span(other.value)
    return here is None or there is None or (here[0] <= there[1] and there[0] <= here[1])


def _span(visit: Visit) -> tuple[datetime.datetime, datetime.datetime] | None:
    """From when to when; None where only the day is known."""
    try:
        began = datetime.datetime.fromisoformat(visit.started or "")
        return began, datetime.datetime.fromisoformat(visit.ended) if visit.ended else began + WITHOUT_AN_END
    except ValueError:
        return None


def _asked(records: Records, one: Joined, other: Joined, answers: tuple[str, ...] = ()) -> SameVisitAsked:
    names, secrets = staff_names(records), secrets_everywhere(records)
    on = day_of(one[0].value.date)
    first, second = sorted((one, other), key=lambda its: (its[0].value.started or "", its[0].record))
    sides = tuple(_side(records, its, names, secrets) for its in (first, second))
    return SameVisitAsked(
        long_date(on) if on else "", (sides[0], sides[1]), tuple(masked(one, secrets) for one in answers)
    )


def _side(records: Records, its: Joined, names: dict[str, str], secrets: frozenset[str]) -> Side:
    value = its[0].value
    began, ended = time_here(value.started or ""), time_here(value.ended or "")
    when = f"{began} to {ended}" if began and ended else f"from {began}" if began else "no time written"
    what = ", ".join(words for words in (value.place, value.purpose) if words)
    return Side(
        its[0].record.hex(),
        in_a_row(list(dict.fromkeys(names.get(one.author, one.author) for one in its))),
        in_a_row([_called(records, one.file) for one in _in_every_file(records, its[0])]),
        when,
        masked(what, secrets),
    )


# -- answering ---------------------------------------------------------------------------------------------------------


def join(records: Records, file: str, one: str, other: str) -> Changed:
    """They were one visit, in every child's file that holds both, with every account that was joined to either before.

    one, other: keys of their entries. Raises KnownError where one is not here any more.
    """
    return _answer(records, _all_between(records, file, one, other), same=True)


def two_visits(records: Records, file: str, one: str, other: str) -> Changed:
    """They were two: nobody is asked about them again."""
    return _answer(records, _all_between(records, file, one, other), same=False)


def ask_again(records: Records, file: str, one: str, other: str) -> Changed:
    """It was not said after all."""
    return _answer(records, _all_between(records, file, one, other), same=None, why=AT_ONCE)


def take_apart(records: Records, file: str, key: str, why: str) -> Changed:
    """This account is of another visit than those it was joined with. Raises KnownError without a reason."""
    if not why.strip():
        raise KnownError("Say why it is another visit. Both accounts stay, with your reason.")
    account = _there(records, file, key)
    answers = [one.value for one in records.records(file, SameVisit) if one.value.same]
    others = {one.other if one.one == account.record else one.one for one in answers if account.record in _pair(one)}
    pairs = [(account, _there(records, file, other.hex())) for other in others if other is not None]
    if not pairs:
        raise KnownError("It stands as a visit of its own already.")
    return _answer(records, pairs, same=False, why=why.strip())


def _pair(answer: SameVisit) -> tuple[bytes | None, bytes | None]:
    return answer.one, answer.other


def _all_between(records: Records, file: str, one: str, other: str) -> list[tuple[Account, Account]]:
    """Every account of the one with every account of the other: whichever is taken out later, the rest stay together."""
    _there(records, file, one), _there(records, file, other)
    every = joined(records.records(file, Visit), [answer.value for answer in records.records(file, SameVisit)])
    of = {account.record.hex(): its for its in every for account in its}
    if other not in of or one not in of:
        raise KnownError("One of the two visits was withdrawn. Nothing was changed.")
    return [(here, there) for here in of[one] for there in of[other] if here.record != there.record]


def _answer(records: Records, pairs: Iterable[tuple[Account, Account]], *, same: bool | None, why: str = "") -> Changed:
    changes: list[Change] = []
    for here, there in pairs:
        in_files = {one.file: one for one in _in_every_file(records, here)}
        for other in _in_every_file(records, there):
            if other.file in in_files and may(records.rights(), FileDeed.VISIT, other.file):
                changes += _said(records, in_files[other.file], other, same, why)
    if not changes:
        raise KnownError("Somebody said so already. Nothing was changed.")
    return records.add(*changes)


def _said(records: Records, one: Account, other: Account, same: bool | None, why: str) -> Iterator[Change]:
    """One answer in one file: new, or put over the one before; nothing where it stands so already."""
    first, second = sorted((one.record, other.record))
    name = same_visit_id(first, second)
    known = records.record(one.file, SameVisit, name)
    if known is None:
        if same is not None:
            yield records.create(one.file, SameVisit(one=first, other=second, same=same), record=name)
    elif "same" in known.in_two_versions:
        yield records.settle(known, "same", same, why)
    elif known.value.same is not same:
        yield records.edit(known, {"same": same} | ({WHY: why} if why else {}))


# -- finding -----------------------------------------------------------------------------------------------------------


def _there(records: Records, file: str, key: str) -> Account:
    found = records.record(file, Visit, bytes.fromhex(key))
    if found is None:
        raise KnownError("This visit is not on this laptop any more.")
    return found


def _in_every_file(records: Records, account: Account) -> Sequence[Account]:
    """The same worker's visit in the files of all the children it was to, the eldest first as far as births are known."""
    group = account.value.group
    if group is None:
        return (account,)
    its = [one for one in records.records_everywhere(Visit) if one.value.group == group]
    return sorted(its, key=lambda one: _born(records, one.file)) or (account,)


def _born(records: Records, file: str) -> str:
    person = records.record(file, Person, SUBJECT)
    return (person.value.dob or person.value.expected_dob or "9") if person else "9"


def _called(records: Records, file: str) -> str:
    person = records.record(file, Person, SUBJECT)
    return first_name(person.value) if person else "this child"
