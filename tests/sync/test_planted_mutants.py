"""The suite can fail: faults that a naive record has are planted in the real code, and the directed schedules find them.

A planted fault that no schedule finds would mean that the schedules prove nothing of it.
"""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from sqlalchemy import Connection

from casework import acceptance, editing, fold
from casework.changes import ANNOTATION, PRESENCE, Change
from casework.exchange import Cursor
from casework.fold import Presence, RecordState
from desktop_app.record_store import intake, outbox, records
from tests.sync import test_directed_schedules as directed

PACKAGES = ("casework", "desktop_app", "central_store")
Plant = Callable[[Any, Any], None]
"""plant(original, mutant): everywhere in the product where the original is used, the mutant now stands."""


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Put a mutant wherever a function of the product is known by name."""

    def planted(original: Any, mutant: Any) -> None:
        places = [
            (module, name)
            for module in list(sys.modules.values())
            if getattr(module, "__name__", "").startswith(PACKAGES)
            for name, value in list(vars(module).items())
            if value is original
        ]
        assert places, "nobody uses that function"
        for module, name in places:
            monkeypatch.setattr(module, name, mutant)

    return planted


def found_by(*checks: Callable[[], None]) -> list[str]:
    """Names of the schedules that fail now."""
    names = []
    for check in checks:
        try:
            check()
        except Exception:  # noqa: BLE001 however it fails, it has found the fault
            names.append(check.__name__)
    return names


def test_over_taken_when_the_form_is_saved_is_found(plant: Plant) -> None:
    for make in (editing.edit, editing.settle, editing.withdraw, editing.restore):

        def at_save(file: str, state: RecordState, _shown: Any, *rest: Any, _make: Any = make, **more: Any) -> Change:
            return _make(file, state, state.shown(), *rest, **more)

        plant(make, at_save)
    pull_lands = directed.test_a_pull_lands_while_a_form_is_open
    assert found_by(pull_lands) == [pull_lands.__name__]


def test_a_withdrawal_that_wins_over_words_it_never_saw_is_found(plant: Plant) -> None:
    def wins(_fields: Any, withdrawals: list[Change]) -> Presence:
        return Presence.WITHDRAWN if withdrawals else Presence.KEPT

    plant(fold._presence, wins)
    unseen = directed.test_what_nobody_who_withdrew_it_had_seen_is_not_withdrawn
    assert found_by(unseen) == [unseen.__name__]


def test_a_settle_that_clears_a_version_it_was_not_shown_is_found(plant: Plant) -> None:
    real = fold.fold_record

    def clears_all(kind: str, record: bytes, changes: Iterable[Change]) -> RecordState:
        every = list(changes)
        state = real(kind, record, every)
        fields = dict(state.fields)
        for field, lives in state.fields.items():
            setters = {change.id for change in every if field in change.header.fields}
            over = {change.id: len(setters & set(change.header.over)) for change in every}
            settled = tuple(live for live in lives if over[live.change] > 1)
            if field != PRESENCE and not field.startswith(ANNOTATION) and settled:
                fields[field] = settled
        return RecordState(kind, record, fields, state.presence)

    plant(real, clears_all)
    third = directed.test_who_settles_two_versions_does_not_swallow_a_third
    assert found_by(third) == [third.__name__]


def test_own_unsent_words_that_are_not_named_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records.Records, "_unsent", lambda _self, _file: {})
    first = directed.test_several_unsent_edits_of_one_field_and_the_first_is_refused
    later = directed.test_a_form_still_shows_words_that_the_store_refused_in_the_meantime
    assert found_by(first, later) == [first.__name__, later.__name__]


def test_own_words_set_aside_that_are_not_named_are_found(plant: Plant) -> None:
    plant(records.waiting_to_send.set_aside_changes, lambda _connection: [])
    later = directed.test_a_form_still_shows_words_that_the_store_refused_in_the_meantime
    assert found_by(later) == [later.__name__]


def test_a_known_change_that_is_refused_is_found(plant: Plant) -> None:
    real = acceptance.refusal_of_right

    def forgets_what_it_knows(file: str, changes: Any, standing: Any, held_by: Any, _is_known: Any) -> Any:
        return real(file, changes, standing, held_by, lambda _name: False)

    plant(real, forgets_what_it_knows)
    moved = directed.test_what_the_store_has_already_is_not_refused_when_the_child_has_moved_on
    assert found_by(moved) == [moved.__name__]


# -- and others, of which each has once cost somebody a record elsewhere -----------------------------------------


def test_a_tail_that_is_dropped_when_the_store_was_put_back_is_found(plant: Plant) -> None:
    plant(intake._own_without_number, lambda _connection, _file: [])
    burnt = directed.test_the_store_is_put_back_from_a_backup_and_a_stranger_sends_first
    assert found_by(burnt) == [burnt.__name__]


def test_a_pull_that_remembers_only_how_far_it_came_is_found(plant: Plant) -> None:
    real = intake.log.add_to_log

    def loses_others(connection: Connection, file: str, arrived: Any) -> None:
        real(connection, file, [one for one in arrived if one[1] is None])  # what has a number came from the store

    plant(real, loses_others)
    lands = directed.test_a_strangers_edit_comes_between_my_acknowledgement_and_my_pull
    assert found_by(lands) == [lands.__name__]


def test_an_acknowledgement_that_counts_as_a_pull_is_found(plant: Plant) -> None:
    real = outbox.was_taken

    def jumps(connection: Connection, identity: Any, push: Any, answer: Any) -> None:
        real(connection, identity, push, answer)
        head = answer.head
        intake.keep_cursor(connection, push.file, Cursor(head.epoch, head.number, head.digest))

    plant(real, jumps)
    between = directed.test_a_strangers_edit_comes_between_my_acknowledgement_and_my_pull
    assert found_by(between) == [between.__name__]


def test_words_that_are_counted_twice_for_being_written_twice_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecordState, "versions", lambda self, field: self.fields.get(field, ()))
    twice = directed.test_one_thing_of_which_there_is_one_is_written_on_two_laptops
    assert found_by(twice) == [twice.__name__]
