"""A decision taken by phone is worth what its decider says of it, and nobody else's word counts."""

import pytest

from casework.changes import Change
from casework.decisions import DecisionStanding, Withdrawal, Worth, standing_of_decision, withdrawal_of
from casework.editing import Pen, create, edit, withdraw
from casework.fold import fold_record
from casework.kinds.concerns import Answer, Decision, DecisionAnswer, ManagementDecision, answer_id
from casework.kinds.reading import values_of

TOM = "person:" + "1" * 32
RECORD = b"d" * 16
HEARD = Decision(
    "Hold a strategy discussion today.", "Not explained; Tom is 5.", "ana", "Ana Reed", "2026-06-09T09:31:00Z"
)


def pen(author: str, minute: int = 33) -> Pen:
    written = f"2026-06-09T09:{minute:02}:00Z"
    return Pen(author, f"laptop-{author}", written, written)


def heard_by(author: str, decision: Decision = HEARD) -> Change:
    return create(
        TOM, "management_decision", values_of(ManagementDecision(decision=decision)), pen(author), record=RECORD
    )


def answer(author: str, about: bytes, *, is_theirs: bool = True, words: str = "", whose: str = "ana") -> Change:
    value = DecisionAnswer(decision=RECORD, answer=Answer(about, is_theirs, words))
    return create(TOM, "decision_answer", values_of(value), pen(author, 50), record=answer_id(RECORD, whose))


def stands(decision: list[Change], answers: list[Change]) -> DecisionStanding:
    said = fold_record("decision_answer", answer_id(RECORD, "ana"), answers) if answers else None
    return standing_of_decision(fold_record("management_decision", RECORD, decision), said, decides)


def decides(professional: str, _at: str) -> bool:
    """Ana is the consultant social worker."""
    return professional == "ana"


def test_what_another_wrote_down_is_not_yet_confirmed() -> None:
    found = stands([heard_by("jo")], [])
    assert (found.worth, found.written_by, found.decision) == (Worth.NOT_CONFIRMED, "jo", HEARD)


def test_the_decider_confirms_it() -> None:
    heard = heard_by("jo")
    found = stands([heard], [answer("ana", heard.id)])
    assert (found.worth, found.answered) == (Worth.CONFIRMED, "2026-06-09T09:50:00Z")


@pytest.mark.parametrize("stranger", ["jo", "omar", ""])
def test_nobody_confirms_for_the_decider_even_in_the_decider_s_own_record(stranger: str) -> None:
    heard = heard_by("jo")
    assert stands([heard], [answer(stranger, heard.id)]).worth is Worth.NOT_CONFIRMED


def test_the_decider_says_that_it_is_not_what_they_decided_in_their_words() -> None:
    heard = heard_by("jo")
    found = stands([heard], [answer("ana", heard.id, is_theirs=False, words="I said tomorrow.")])
    assert (found.worth, found.words) == (Worth.NOT_THEIRS, "I said tomorrow.")


def test_what_is_changed_after_it_was_confirmed_is_to_be_confirmed_again() -> None:
    heard = heard_by("jo")
    state = fold_record("management_decision", RECORD, [heard])
    other = values_of(ManagementDecision(decision=Decision("Do nothing.", "", "ana", "Ana Reed", HEARD.at)))
    changed = edit(TOM, state, state.shown(), other, pen("jo", 55))
    found = stands([heard, changed], [answer("ana", heard.id)])
    assert found.decision is not None
    assert (found.decision.what, found.worth) == ("Do nothing.", Worth.NOT_CONFIRMED)


def test_a_decider_who_writes_it_down_needs_no_confirming() -> None:
    assert stands([heard_by("ana")], []).worth is Worth.CONFIRMED


def test_nobody_becomes_the_decider_by_writing_themselves_into_another_s_decision() -> None:
    heard = heard_by("jo")
    state = fold_record("management_decision", RECORD, [heard])
    taken = edit(TOM, state, state.shown(), values_of(ManagementDecision(decision=HEARD)), pen("omar", 55))
    assert stands([heard, taken], [answer("omar", taken.id)]).worth is Worth.NOT_CONFIRMED


def test_of_two_answers_that_did_not_see_each_other_the_stricter_holds() -> None:
    heard = heard_by("jo")
    yes, no = answer("ana", heard.id), answer("ana", heard.id, is_theirs=False, words="No.")
    for order in ([yes, no], [no, yes]):
        assert stands([heard], order).worth is Worth.NOT_THEIRS


def test_two_versions_of_a_decision_are_settled_before_it_counts() -> None:
    heard = heard_by("jo")
    state = fold_record("management_decision", RECORD, [heard])
    both = [
        edit(
            TOM,
            state,
            state.shown(),
            values_of(ManagementDecision(decision=Decision(what, "", "ana", "Ana", ""))),
            pen(who),
        )
        for who, what in (("jo", "See a doctor."), ("omar", "Wait."))
    ]
    found = stands([heard, *both], [answer("ana", both[0].id)])
    assert (found.decision, found.worth) == (None, Worth.NOT_CONFIRMED)


def test_an_answer_that_was_withdrawn_counts_no_more() -> None:
    heard = heard_by("jo")
    said = answer("ana", heard.id)
    state = fold_record("decision_answer", answer_id(RECORD, "ana"), [said])
    gone = withdraw(TOM, state, state.shown(), "Pressed by mistake", pen("ana", 58))
    assert stands([heard], [said, gone]).worth is Worth.NOT_CONFIRMED


def test_somebody_who_has_no_daybook_is_named_and_never_confirms() -> None:
    by_duty = Decision("See a doctor tonight.", "", "", "Duty team, R. Vale", HEARD.at)
    heard = heard_by("jo", by_duty)
    assert stands([heard], [answer("", heard.id)]).worth is Worth.NOT_CONFIRMED


def test_a_form_of_a_newer_release_is_never_read_as_confirmed() -> None:
    newer = create(TOM, "management_decision", {"decision": ["a newer form"]}, pen("ana"), record=RECORD)
    assert stands([newer], []).worth is Worth.NOT_CONFIRMED


def test_nobody_makes_a_decision_by_writing_themselves_down_as_its_decider() -> None:
    by_jo = Decision("See a doctor.", "", "jo", "Jo Lane", HEARD.at, "own")
    assert stands([heard_by("jo", by_jo)], []).worth is Worth.NO_DECIDER
    heard = heard_by("omar", by_jo)
    assert stands([heard], [answer("jo", heard.id, whose="jo")]).worth is Worth.NO_DECIDER


@pytest.mark.parametrize(("author", "by", "is_theirs"), [("ana", "jo", False), ("jo", "jo", True), ("jo", "ana", True)])
def test_a_decision_is_taken_out_by_its_author_or_who_decides_and_by_nobody_else(
    author: str, by: str, is_theirs: bool
) -> None:
    heard = heard_by(author)
    state = fold_record("management_decision", RECORD, [heard])
    assert withdrawal_of(state, author, decides) is None
    gone = withdraw(TOM, state, state.shown(), "Not needed", pen(by, 58))
    after = fold_record("management_decision", RECORD, [heard, gone])
    assert withdrawal_of(after, author, decides) == Withdrawal(by, "2026-06-09T09:58:00Z", "Not needed", is_theirs)
