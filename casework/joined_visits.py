"""One visit with several accounts: which visits of a file were one, and what they say together. The fold knows nothing of it."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import msgspec

from casework.kinds.record import Record
from casework.kinds.visits import SameVisit, SeenAlone, Visit

Account: TypeAlias = Record[Visit]
Joined: TypeAlias = tuple[Account, ...]


def joined(visits: Iterable[Account], answers: Iterable[SameVisit]) -> list[Joined]:
    """The visits, those that were one together: each once, whoever joined them in whichever order.

    Two of which somebody said that they were two are never together, also where each was joined with a third
    (`two_answers`). Accounts of one visit begin with the earliest; the visits stand in the order of their first account.
    """
    return _linked(visits, answers)[0]


def two_answers(visits: Iterable[Account], answers: Iterable[SameVisit]) -> list[tuple[Joined, Joined]]:
    """Visits that one person said were one, and that another's answer keeps apart: a person has to say."""
    its, open_still = _linked(visits, answers)
    of = {account.record: one for one in its for account in one}
    found = {frozenset((id(of[one]), id(of[other]))): (of[one], of[other]) for one, other in open_still}
    return list(found.values())


def _linked(visits: Iterable[Account], answers: Iterable[SameVisit]) -> tuple[list[Joined], list[tuple[bytes, bytes]]]:
    """The visits, and the pairs that were joined and cannot stand together. Taken in the order of their ids, so that every
    laptop finds the same."""
    every = list(visits)
    together = {one.record: [one] for one in every}
    said = [
        (one.one, one.other, one.same)
        for one in answers
        if one.one in together and one.other in together and one.one and one.other
    ]
    apart = [(one, other) for one, other, same in said if same is False]
    open_still = []
    for one, other in sorted((one, other) for one, other, same in said if same):
        here, there = together[one], together[other]
        if here is there:
            continue
        if any({id(together[a]), id(together[b])} == {id(here), id(there)} for a, b in apart):
            open_still.append((one, other))
            continue
        here += there
        together |= {its.record: here for its in there}
    found = {id(its): its for its in (together[one.record] for one in every)}
    return [tuple(sorted(its, key=_earliest_first)) for its in found.values()], open_still


def as_one(accounts: Sequence[Account]) -> Visit:
    """What the accounts say together, for whatever counts visits: the first day; seen where one worker saw the child, alone

    where one saw the child alone, the bedroom where one saw it.
    """
    values = [one.value for one in accounts]
    first = values[0]
    if len(values) == 1:
        return first
    return msgspec.structs.replace(
        first,
        date=min((one.date for one in values if one.date), default=None),
        seen=_any([one.seen for one in values]),
        seen_alone=_alone([one.seen_alone for one in values if one.seen_alone is not None]),
        bedroom=_any([one.bedroom for one in values]),
    )


def one_each(visits: Iterable[Account], answers: Iterable[SameVisit]) -> list[Visit]:
    """Every visit once, as its accounts say it together: what meets a clock, and what is counted."""
    return [as_one(accounts) for accounts in joined(visits, answers)]


def _any(said: Sequence[bool | None]) -> bool | None:
    if any(said):
        return True
    return False if False in said else None


def _alone(said: Sequence[SeenAlone]) -> SeenAlone | None:
    return next((one for one in said if one.alone), next(iter(said), None))


def _earliest_first(account: Account) -> tuple[str, str, bytes]:
    return account.value.started or account.value.date or "", account.written, account.record
