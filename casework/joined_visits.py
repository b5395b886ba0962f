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

    Accounts of one visit begin with the earliest; the visits stand in the order of their first account.
    """
    every = list(visits)
    together = {one.record: [one] for one in every}
    for answer in answers:
        if answer.same and answer.one in together and answer.other in together:
            here, there = together[answer.one], together[answer.other]
            if here is not there:
                here += there
                together |= {one.record: here for one in there}
    found = {id(its): its for its in (together[one.record] for one in every)}
    return [tuple(sorted(its, key=_earliest_first)) for its in found.values()]


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
