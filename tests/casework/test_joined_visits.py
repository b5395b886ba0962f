"""Which visits were one: whoever said so in whichever order, and never against somebody who said that they were two."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from casework.joined_visits import joined, one_each, two_answers
from casework.kinds.record import Record
from casework.kinds.visits import SameVisit, Visit

NAMES = "abcd"
PAIRS = [(one, other) for one in NAMES for other in NAMES if one < other]
VISITS = [Record("person:1", "visit", name.encode() * 16, Visit(date="2026-11-24"), {}) for name in NAMES]


def answer(one: str, other: str, same: bool | None) -> SameVisit:
    return SameVisit(one=one.encode() * 16, other=other.encode() * 16, same=same)


def groups(answers: list[SameVisit]) -> set[str]:
    return {"".join(sorted(chr(account.record[0]) for account in its)) for its in joined(VISITS, answers)}


def test_a_no_keeps_two_apart_that_were_each_joined_with_a_third() -> None:
    answers = [answer("a", "b", False), answer("a", "c", True), answer("b", "c", True)]
    for order in permutations(answers):
        assert groups(list(order)) == {"ac", "b", "d"}
        ((one, other),) = two_answers(VISITS, order)
        assert {len(one), len(other)} == {1, 2}
        assert len(one_each(VISITS, order)) == 3


def test_without_a_no_all_stand_together_and_nothing_is_asked() -> None:
    answers = [answer("a", "c", True), answer("b", "c", True), answer("a", "b", None)]
    assert groups(answers) == {"abc", "d"}
    assert two_answers(VISITS, answers) == []


@given(st.lists(st.sampled_from([True, False, None]), min_size=len(PAIRS), max_size=len(PAIRS)), st.randoms())
def test_no_visit_ever_contains_two_that_somebody_said_were_two(said: list[bool | None], chance: object) -> None:
    answers = [answer(*pair, same) for pair, same in zip(PAIRS, said, strict=True)]
    found = groups(answers)
    shuffled = list(answers)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups(shuffled) == found, "whatever the order"
    open_still = [{chr(side[0].record[0]) for side in pair} for pair in two_answers(VISITS, answers)]
    for (one, other), same in zip(PAIRS, said, strict=True):
        are_together = any(one in its and other in its for its in found)
        assert not (are_together and same is False)
        assert are_together or same is not True or open_still, "what was joined is together, or is asked about"
