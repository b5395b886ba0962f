"""The fold does not depend on order, on repeats, or on how it was cut: what stands, stands for everybody."""

import random

from hypothesis import given
from hypothesis import strategies as st

from casework.changes import KEPT, PRESENCE, WITHDRAWN, Change, write_change
from casework.fold import Presence, RecordState, fold, fold_record

FILE, KIND, RECORD = "person:0123", "case_note", b"r" * 16
Line = tuple[tuple[str, ...], int, frozenset[int], bool]
"""(fields, words, earlier lines it is over, whether it withdraws where it sets presence)."""
LINES = st.lists(
    st.tuples(
        st.sets(st.sampled_from(["said", "about", PRESENCE]), min_size=1).map(lambda names: tuple(sorted(names))),
        st.integers(0, 2),
        st.frozensets(st.integers(0, 11), max_size=4),
        st.booleans(),
    ),
    max_size=12,
)


def changes_of(lines: list[Line]) -> list[Change]:
    """Changes of one record, each over any of those before it: every history that can be, not only sensible ones."""
    made: list[Change] = []
    for place, (fields, words, over, withdraws) in enumerate(lines):
        values: dict[str, object] = dict.fromkeys(fields, f"words {words}")
        if PRESENCE in fields:
            values[PRESENCE] = WITHDRAWN if withdraws else KEPT
        made.append(
            write_change(
                file=FILE,
                record=RECORD,
                kind=KIND,
                values=values,
                over=frozenset(made[one].id for one in over if one < place),
                author="ruth",
                device="laptop-a",
                happened="",
                written=str(place),
                salt=place.to_bytes(16, "big"),
            )
        )
    return made


def state_of(changes: list[Change]) -> RecordState:
    return fold_record(KIND, RECORD, changes)


@given(LINES, st.randoms(use_true_random=False))
def test_order_and_repeats_mean_nothing(lines: list[Line], dice: random.Random) -> None:
    changes = changes_of(lines)
    plain = state_of(changes).as_plain()
    shuffled = changes + dice.sample(changes, len(changes) // 2)
    dice.shuffle(shuffled)
    assert state_of(shuffled).as_plain() == plain
    assert state_of(changes[::-1]).as_plain() == plain


@given(LINES)
def test_a_value_is_live_exactly_where_nothing_that_sets_its_field_is_over_it(lines: list[Line]) -> None:
    changes = changes_of(lines)
    state = state_of(changes)
    for field in {name for change in changes for name in change.header.fields}:
        live = {value.change for value in state.fields[field]}
        for change in changes:
            if field in change.header.fields:
                replaced = any(change.id in one.header.over for one in changes if field in one.header.fields)
                assert (change.id in live) is not replaced
        assert [value.change for value in state.fields[field]] == sorted(live)


@given(LINES, st.integers(0, 12))
def test_what_was_replaced_never_comes_back_when_more_arrives(lines: list[Line], cut: int) -> None:
    changes = changes_of(lines)
    before, after = state_of(changes[:cut]), state_of(changes)
    for field, values in after.fields.items():
        early = {change.id for change in changes[:cut] if field in change.header.fields}
        were_live = {value.change for value in before.fields.get(field, ())}
        assert {value.change for value in values} & early <= were_live


@given(LINES)
def test_no_field_in_two_versions_is_shown_as_one(lines: list[Line]) -> None:
    state = state_of(changes_of(lines))
    for field in state.fields:
        if field != PRESENCE:
            words = {value.value for value in state.fields[field]}
            assert state.is_in_two_versions(field) is (len(words) > 1)
            assert (field in state.agreed) is (len(words) == 1)
            assert [version.value for version in state.versions(field)] == list(
                dict.fromkeys(value.value for value in state.fields[field])
            )


@given(LINES)
def test_only_what_nobody_disputes_is_withdrawn(lines: list[Line]) -> None:
    state = state_of(changes_of(lines))
    said = [value.value for value in state.fields.get(PRESENCE, ())]
    if state.presence is Presence.WITHDRAWN:
        assert said
        assert set(said) == {WITHDRAWN}
    if WITHDRAWN not in said:
        assert state.presence is Presence.KEPT
    if WITHDRAWN in said and KEPT in said:
        assert state.presence is Presence.TWO_VERSIONS
    assert (PRESENCE in state.fields_in_two_versions) is (state.presence is Presence.TWO_VERSIONS)
    assert state.is_kept is (state.presence is not Presence.WITHDRAWN)


@given(LINES, st.sets(st.integers(0, 11)))
def test_an_erasure_brings_nothing_back_and_shows_no_words(lines: list[Line], erased: set[int]) -> None:
    changes = changes_of(lines)
    left = [change.erased() if place in erased else change for place, change in enumerate(changes)]
    before, after = state_of(changes), state_of(left)
    assert after.live_ids == before.live_ids
    assert after.shown() == before.shown()
    gone = {changes[place].id for place in erased if place < len(changes)}
    for field in after.fields:
        assert not gone & {version.change for version in after.versions(field)}
    if before.presence is Presence.WITHDRAWN:
        assert after.presence is Presence.WITHDRAWN or any(
            change.id in gone and not change.header.over for change in changes
        )


@given(LINES)
def test_what_is_shown_names_every_live_value_and_no_other(lines: list[Line]) -> None:
    state = state_of(changes_of(lines))
    assert {name for names in state.shown().values() for name in names} == state.live_ids
    for field in state.fields:
        assert state.shown(field) == {field: tuple(value.change for value in state.fields[field])}
    assert state.shown("never set") == {"never set": ()}


def test_records_of_one_id_and_two_kinds_are_two_records() -> None:
    (note,) = changes_of([(("said",), 1, frozenset(), False)])
    other = write_change(
        file=FILE, record=RECORD, kind="quote", values={"words": "x"}, author="r", device="d", happened="", written=""
    )
    assert set(fold([note, other])) == {(KIND, RECORD), ("quote", RECORD)}


def test_a_note_beside_a_change_is_no_field() -> None:
    values = {"said": "x", "#why": "as told"}
    one = write_change(
        file=FILE, record=RECORD, kind=KIND, values=values, author="r", device="d", happened="", written=""
    )
    state = state_of([one])
    assert set(state.fields) == {"said"}
    assert state.fields["said"][0].notes == {"#why": "as told"}
