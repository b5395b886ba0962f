"""What a decision is worth: told by another until the decider says, on their own device, that it is theirs.

Only the decider's own word counts, and only for the decision as they read it: both are known by the changes themselves,
which the decider's device sealed, so no screen, no other role and no store can confirm in their place. Whether they were one
who takes decisions says the authority's book, never the decision.
"""

from collections.abc import Callable
from enum import Enum
from typing import TypeAlias, TypeVar

import msgspec

from casework.changes import PRESENCE, WITHDRAWN
from casework.editing import WHY
from casework.fold import Live, Presence, RecordState
from casework.kinds.concerns import Answer, Decision

Form = TypeVar("Form", bound=msgspec.Struct)

Deciders: TypeAlias = Callable[[str, str], bool]
"""(professional id, UTC time): whether that person took decisions then, by the authority's book."""


class Worth(Enum):
    """How a decision stands, with how it is said."""

    NOT_CONFIRMED = "not yet confirmed"
    CONFIRMED = "confirmed"
    NOT_THEIRS = "not what was decided"
    NO_DECIDER = "not by somebody who may decide"


class DecisionStanding(msgspec.Struct, frozen=True):
    """A decision and its worth. change: what a confirmation names; written_by, written: who wrote it down and when (UTC);
    words: what the decider said of it; answered: when (UTC). decision is None where it stands in two versions."""

    decision: Decision | None
    worth: Worth
    change: bytes = b""
    written_by: str = ""
    written: str = ""
    words: str = ""
    answered: str = ""


class Withdrawal(msgspec.Struct, frozen=True):
    """That a decision was withdrawn: by whom (professional id), when (UTC) and why."""

    by: str
    written: str
    why: str
    is_theirs_to_withdraw: bool


def withdrawal_of(decision: RecordState, author: str, decides: Deciders) -> Withdrawal | None:
    """Who took a decision out; None while it stands. author: who wrote the record first.

    It is its author's, or theirs who take decisions. Anybody else's word changes nothing: it is told, and the decision stands.
    Of two who withdrew it, the one who may is told.
    """
    if decision.presence is not Presence.WITHDRAWN:
        return None
    found = [
        Withdrawal(
            live.author,
            live.written,
            str(live.notes.get(WHY) or ""),
            live.author == author or decides(live.author, live.written),
        )
        for live in decision.fields.get(PRESENCE, ())
        if live.value == WITHDRAWN
    ]
    return max(found, key=lambda one: (one.is_theirs_to_withdraw, one.written), default=None)


def standing_of_decision(decision: RecordState, answers: RecordState | None, decides: Deciders) -> DecisionStanding:
    """How a decision stands. answers: the answer record of the decider (casework.kinds.concerns.answer_id), if any.

    Where the decider answered twice without having seen the first, "not what I decided" holds until they settle it.
    """
    versions = decision.versions("decision")
    if len(versions) != 1:
        return DecisionStanding(None, Worth.NOT_CONFIRMED)
    heard = versions[0]
    value = _read(heard.value, Decision)
    if value is None:
        return DecisionStanding(None, Worth.NOT_CONFIRMED)
    stands = DecisionStanding(value, Worth.NOT_CONFIRMED, heard.change, heard.author, heard.written)
    if not value.decided_by:
        return stands
    if not decides(value.decided_by, heard.written):
        return msgspec.structs.replace(stands, worth=Worth.NO_DECIDER)
    if heard.author == value.decided_by:
        return msgspec.structs.replace(stands, worth=Worth.CONFIRMED, answered=heard.written)
    return _answered(stands, decision, answers)


def _answered(stands: DecisionStanding, decision: RecordState, answers: RecordState | None) -> DecisionStanding:
    decider = stands.decision.decided_by if stands.decision else ""
    same = {live.change for live in decision.fields.get("decision", ())}  # equal words written twice are one decision
    for live, answer in sorted(_answers_of(decider, answers), key=lambda one: one[1].is_theirs):
        if answer.about in same:
            worth = Worth.CONFIRMED if answer.is_theirs else Worth.NOT_THEIRS
            return msgspec.structs.replace(stands, worth=worth, words=answer.words, answered=live.written)
    return stands


def _answers_of(decider: str, answers: RecordState | None) -> list[tuple[Live, Answer]]:
    if answers is None or not answers.is_kept:
        return []
    lives = [live for live in answers.fields.get("answer", ()) if live.author == decider and not live.is_erased]
    read = [(live, _read(live.value, Answer)) for live in lives]
    return [(live, answer) for live, answer in read if answer is not None]


def _read(value: object, form: type[Form]) -> Form | None:
    """A nested value; None where a newer release wrote it in a form that this one does not know."""
    try:
        return msgspec.convert(value, form, strict=False, builtin_types=(bytes,))
    except msgspec.ValidationError:
        return None
