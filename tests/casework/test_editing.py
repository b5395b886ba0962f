"""What a change is over: what the person was shown when the form opened, and what their own unsent words stood on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.changes import KEPT, PRESENCE, WITHDRAWN, Change
from casework.editing import WHY, Pen, create, edit, restore, settle, withdraw
from casework.errors import BugError, NothingToSettle, RecordWithdrawn, TwoVersionsOpen
from casework.fold import RecordState, fold

FILE = "person:0123"
RUTH = Pen("ruth", "laptop-a", "2026-11-23", "2026-11-23T10:00:00Z")
OMAR = Pen("omar", "laptop-b", "2026-11-23", "2026-11-23T10:05:00Z")


def state_of(*changes: Change) -> RecordState:
    (state,) = fold(changes).values()
    return state


def shown_over(change: Change) -> set[bytes]:
    return set(change.header.over)


def test_a_new_entry_is_over_nothing_and_says_that_it_is_kept() -> None:
    made = create(FILE, "case_note", {"said": "rang school"}, RUTH)
    assert made.values == {PRESENCE: KEPT, "said": "rang school"}
    assert made.header.over == ()
    assert (made.header.author, made.header.device) == ("ruth", "laptop-a")
    assert create(FILE, "case_note", {}, RUTH).header.record != made.header.record


def test_a_new_entry_of_which_there_can_be_one_has_the_id_it_is_given() -> None:
    made = create(FILE, "person", {}, RUTH, record=b"r" * 16)
    assert made.header.record == b"r" * 16


def test_the_same_salt_makes_the_same_change_twice() -> None:
    made = [create(FILE, "person", {"forename": "Ella"}, RUTH, record=b"r" * 16, salt=b"s" * 16) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0] != create(FILE, "person", {"forename": "Ella"}, RUTH, record=b"r" * 16)


def test_an_edit_is_over_what_was_shown_of_the_fields_it_sets_and_of_no_others() -> None:
    first = create(FILE, "person", {"school": "Elm Road"}, RUTH)
    with_phone = edit(FILE, state_of(first), {}, {"phone": "1"}, RUTH)
    state = state_of(first, with_phone)
    school = edit(FILE, state, state.shown(), {"school": "Oak Lane"}, OMAR)
    assert shown_over(school) == {first.id}
    both = edit(FILE, state, state.shown(), {"school": "Oak Lane", "phone": "2"}, OMAR)
    assert shown_over(both) == {first.id, with_phone.id}


def test_over_is_from_when_the_form_opened_not_from_when_it_was_saved() -> None:
    first = create(FILE, "person", {"school": "Elm Road"}, RUTH)
    opened = state_of(first)
    landed = edit(FILE, opened, opened.shown(), {"school": "Oak Lane"}, OMAR)
    saved = edit(FILE, state_of(first, landed), opened.shown(), {"school": "Hill Top"}, RUTH)
    assert shown_over(saved) == {first.id}
    assert {live.value for live in state_of(first, landed, saved).versions("school")} == {"Oak Lane", "Hill Top"}


def test_own_unsent_words_bring_along_what_they_stood_on() -> None:
    first = create(FILE, "person", {"school": "Elm Road"}, OMAR)
    one = edit(FILE, state_of(first), state_of(first).shown(), {"school": "Oak Lane"}, RUTH)
    state = state_of(first, one)
    two = edit(FILE, state, state.shown(), {"school": "Hill Top"}, RUTH, {one.id: one.header.over})
    assert shown_over(two) == {first.id, one.id}
    waiting = {change.id: change.header.over for change in (one, two)}
    state = state_of(first, one, two)
    three = edit(FILE, state, state.shown(), {"school": "Mill Road"}, RUTH, waiting)
    assert shown_over(three) == {first.id, one.id, two.id}
    # whichever of them the store refuses, one version stands
    for refused in ((one,), (two,), (one, two)):
        left = [change for change in (first, one, two, three) if change not in refused]
        assert state_of(*left).agreed == {"school": "Mill Road"}


def test_a_form_that_still_shows_what_was_refused_since_is_over_what_stood_beneath() -> None:
    first = create(FILE, "person", {"school": "Elm Road"}, OMAR)
    refused = edit(FILE, state_of(first), state_of(first).shown(), {"school": "far too long"}, RUTH)
    opened = state_of(first, refused).shown()
    saved = edit(FILE, state_of(first), opened, {"school": "Hill Top"}, RUTH, {refused.id: refused.header.over})
    assert shown_over(saved) == {first.id, refused.id}
    assert state_of(first, saved).agreed == {"school": "Hill Top"}


def test_a_form_may_not_set_a_field_over_what_it_showed_in_another() -> None:
    first = create(FILE, "person", {"school": "Elm Road", "phone": "1"}, RUTH)
    state = state_of(first)
    with pytest.raises(BugError):
        edit(FILE, state, state.shown("school"), {"school": "Oak Lane", "phone": "2"}, RUTH)
    # a field that nobody had filled in when the form opened is no such thing
    assert edit(FILE, state, state.shown("school"), {"school": "Oak Lane", "role": "x"}, RUTH).values["role"] == "x"


def test_a_field_in_two_versions_takes_only_a_settle_and_others_take_an_edit() -> None:
    first = create(FILE, "person", {"school": "Elm Road", "phone": "1"}, RUTH)
    opened = state_of(first)
    versions = [
        edit(FILE, opened, opened.shown(), {"school": school}, pen) for school, pen in (("A", RUTH), ("B", OMAR))
    ]
    state = state_of(first, *versions)
    with pytest.raises(TwoVersionsOpen):
        edit(FILE, state, state.shown(), {"phone": "2", "school": "C"}, RUTH)
    assert edit(FILE, state, state.shown(), {"phone": "2"}, RUTH).header.fields == ("phone",)
    settled = settle(FILE, state, state.shown(), "school", "A", RUTH, "the school says so")
    assert shown_over(settled) == {change.id for change in versions}
    assert settled.values == {"school": "A", WHY: "the school says so"}
    assert WHY not in settle(FILE, state, state.shown(), "school", "A", RUTH).values
    with pytest.raises(NothingToSettle):
        settle(FILE, state, state.shown(), "phone", "2", RUTH)


def test_a_settle_may_be_settled_otherwise_by_another_change() -> None:
    first = create(FILE, "person", {"school": "Elm Road"}, RUTH)
    opened = state_of(first)
    versions = [
        edit(FILE, opened, opened.shown(), {"school": school}, pen) for school, pen in (("A", RUTH), ("B", OMAR))
    ]
    state = state_of(first, *versions)
    settled = settle(FILE, state, state.shown(), "school", "A", RUTH)
    after = state_of(first, *versions, settled)
    again = edit(FILE, after, after.shown(), {"school": "B"}, OMAR)
    assert state_of(first, *versions, settled, again).agreed["school"] == "B"


def test_a_withdrawal_is_over_everything_that_was_shown() -> None:
    first = create(FILE, "case_note", {"said": "one", "about": "two"}, RUTH)
    added = edit(FILE, state_of(first), {}, {"source": "school"}, OMAR)
    state = state_of(first, added)
    gone = withdraw(FILE, state, state.shown(), "wrong child", OMAR)
    assert shown_over(gone) == {first.id, added.id}
    assert gone.values == {PRESENCE: WITHDRAWN, WHY: "wrong child"}
    withdrawn = state_of(first, added, gone)
    assert not withdrawn.is_kept
    with pytest.raises(RecordWithdrawn):
        edit(FILE, withdrawn, withdrawn.shown(), {"said": "three"}, RUTH)
    back = restore(FILE, withdrawn, withdrawn.shown(), "right after all", RUTH)
    assert shown_over(back) == {gone.id}
    assert state_of(first, added, gone, back).agreed == {"said": "one", "about": "two", "source": "school"}


def test_an_own_withdrawal_that_was_not_sent_yet_can_be_taken_back() -> None:
    first = create(FILE, "case_note", {"said": "one"}, RUTH)
    state = state_of(first)
    gone = withdraw(FILE, state, state.shown(), "wrong child", RUTH)
    withdrawn = state_of(first, gone)
    back = restore(FILE, withdrawn, withdrawn.shown(), "no, right", RUTH, {gone.id: gone.header.over})
    assert shown_over(back) == {first.id, gone.id}
    for arrived in ((first, gone, back), (first, back)):
        assert state_of(*arrived).is_kept


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=8))
def test_the_last_of_a_chain_of_own_edits_stands_alone_whatever_is_refused(steps: list[tuple[int, bool]]) -> None:
    """However many are edited in a row before anything is sent, and whichever are refused, one value stands: the last."""
    first = create(FILE, "person", {"school": "0"}, OMAR)
    held, unsent = [first], dict[bytes, tuple[bytes, ...]]()
    for words, _ in steps:
        state = state_of(*held)
        made = edit(FILE, state, state.shown(), {"school": str(words)}, RUTH, unsent)
        held.append(made)
        unsent[made.id] = made.header.over
    refused = {change.id for change, (_, is_refused) in zip(held[1:-1], steps, strict=False) if is_refused}
    left = state_of(*(change for change in held if change.id not in refused))
    assert [live.change for live in left.fields["school"]] == [held[-1].id]
