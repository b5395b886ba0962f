"""What a case file says now, from a few changes written by hand. The wide proofs stand in tests/sync."""

import pytest

from casework.changes import KEPT, PRESENCE
from casework.editing import Pen, create, edit, restore, settle, withdraw
from casework.errors import NothingToSettle, RecordWithdrawn, TwoVersionsOpen
from casework.fold import Presence, RecordState, fold

FILE = "person:0123"
ANNA = Pen("anna", "device-a", "2026-11-23", "2026-11-23T10:00:00Z")
BEN = Pen("ben", "device-b", "2026-11-23", "2026-11-23T10:05:00Z")


def only_state(*changes) -> RecordState:
    (state,) = fold(changes).values()
    return state


def test_an_edit_over_what_was_shown_replaces_it() -> None:
    first = create(FILE, "person", {"forename": "Maisie"}, ANNA)
    state = only_state(first)
    second = edit(FILE, state, state.shown("forename"), {"forename": "Maisy"}, BEN)
    after = only_state(second, first)
    assert after.agreed == {"forename": "Maisy"}
    assert after.fields_in_two_versions == ()


def test_two_people_who_did_not_see_each_other_make_two_versions() -> None:
    first = create(FILE, "person", {"school": "Pebble Lane"}, ANNA)
    state = only_state(first)
    shown = state.shown("school")
    by_anna = edit(FILE, state, shown, {"school": "Pebble Lane, Year 4"}, ANNA)
    by_ben = edit(FILE, state, shown, {"school": "Hill Top"}, BEN)
    both = only_state(first, by_anna, by_ben)
    assert both.fields_in_two_versions == ("school",)
    assert "school" not in both.agreed
    assert {live.value for live in both.versions("school")} == {"Pebble Lane, Year 4", "Hill Top"}
    with pytest.raises(TwoVersionsOpen):
        edit(FILE, both, both.shown("school"), {"school": "Other"}, ANNA)
    chosen = settle(FILE, both, both.shown("school"), "school", "Hill Top", ANNA, why="Gemma said so")
    settled = only_state(first, by_anna, by_ben, chosen)
    assert settled.agreed["school"] == "Hill Top"
    assert settled.versions("school")[0].notes == {"#why": "Gemma said so"}
    with pytest.raises(NothingToSettle):
        settle(FILE, settled, settled.shown("school"), "school", "x", ANNA)


def test_the_same_words_from_two_people_are_one_version() -> None:
    first = create(FILE, "person", {"school": "A"}, ANNA)
    state = only_state(first)
    by_anna = edit(FILE, state, state.shown(), {"school": "Caf\u00e9"}, ANNA)
    by_ben = edit(FILE, state, state.shown(), {"school": "Cafe\u0301"}, BEN)
    assert only_state(first, by_anna, by_ben).fields_in_two_versions == ()


def test_withdrawing_hides_only_what_was_seen() -> None:
    first = create(FILE, "case_note", {"said": "one"}, ANNA)
    state = only_state(first)
    gone = withdraw(FILE, state, state.shown(), "written in the wrong file", BEN)
    withdrawn = only_state(first, gone)
    assert withdrawn.presence is Presence.WITHDRAWN
    with pytest.raises(RecordWithdrawn):
        edit(FILE, withdrawn, withdrawn.shown(), {"said": "two"}, ANNA)
    unseen = edit(FILE, state, state.shown("said"), {"said": "two"}, ANNA)
    disputed = only_state(first, gone, unseen)
    assert disputed.presence is Presence.TWO_VERSIONS
    assert disputed.fields_in_two_versions == (PRESENCE,)
    back = restore(FILE, disputed, disputed.shown(), "it is right after all", BEN)
    kept = only_state(first, gone, unseen, back)
    assert kept.presence is Presence.KEPT
    assert kept.versions(PRESENCE)[0].value == KEPT
    assert kept.agreed["said"] == "two"
