"""What a decision is worth: told by another until the decider says, on their own device, that it is theirs.

Only the decider's own word counts, and only for the decision as they read it: both are known by the changes themselves,
which the decider's device sealed, so no screen, no other role and no store can confirm in their place.
"""

from enum import Enum
from typing import TypeVar

import msgspec

from casework.fold import Live, RecordState
from casework.kinds.concerns import Answer, Decision

Form = TypeVar("Form", bound=msgspec.Struct)


class Worth(Enum):
    """How a decision stands, with how it is said."""

    NOT_CONFIRMED = "not yet confirmed"
    CONFIRMED = "confirmed"
    NOT_THEIRS = "not what was decided"


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


def standing_of_decision(decision: RecordState, answers: RecordState | None) -> DecisionStanding:
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
