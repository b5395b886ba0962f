"""More faults that are planted in the real code, where words are on their way or lie with the store; each is found."""

from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import Connection

from casework import fold, seals
from casework.changes import PRESENCE, Change
from casework.exchange import Batch
from casework.fold import RecordState
from central_store import people
from central_store.pages import Pages
from desktop_app.record_store import log
from desktop_app.record_store.post_room import PostRoom
from tests.sync import test_directed_on_the_way as on_the_way
from tests.sync import test_directed_schedules as directed
from tests.sync.test_planted_mutants import Plant, found_by, plant  # noqa: F401 fixture


def keep_one_of_each(plant: Plant, rank: Any) -> None:  # noqa: F811
    """Of every field only one value stands, whatever else was written: the one that ranks highest."""
    real = fold.fold_record

    def one_stands(kind: str, record: bytes, changes: Iterable[Change]) -> RecordState:
        every = {change.id: change for change in changes}
        state = real(kind, record, every.values())
        fields = {
            field: (max(lives, key=lambda live: rank(every, field, live)),) if lives and field != PRESENCE else lives
            for field, lives in state.fields.items()
        }
        return RecordState(kind, record, fields, state.presence)

    plant(real, one_stands)


def test_a_version_that_is_dropped_is_found(plant: Plant) -> None:  # noqa: F811
    keep_one_of_each(plant, lambda _every, _field, live: live.change)
    lands = directed.test_a_pull_lands_while_a_form_is_open
    assert found_by(lands) == [lands.__name__]


def test_a_clock_that_is_trusted_is_found(plant: Plant) -> None:  # noqa: F811
    real = fold.fold_record

    def latest_wins(kind: str, record: bytes, changes: Iterable[Change]) -> RecordState:
        every = list(changes)
        state = real(kind, record, every)
        fields = dict(state.fields)
        for field in fields.keys() - {PRESENCE}:
            latest = max((one for one in every if field in one.header.fields), key=lambda one: one.header.written)
            alone = Change(latest.head, latest.hash_of_body, latest.salt, latest.body)
            fields[field] = real(kind, record, [alone]).fields[field]
        return RecordState(kind, record, fields, state.presence)

    plant(real, latest_wins)
    clocks = directed.test_a_clock_a_year_behind_or_ahead_changes_nothing
    assert found_by(clocks) == [clocks.__name__]


def test_a_cursor_that_is_kept_before_its_rows_is_found(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    real_add, real_take = log.add_to_log, PostRoom.take
    held_back: list[tuple[str, Any]] = []
    is_taking = False

    def later(connection: Connection, file: str, arrived: Any) -> None:
        if is_taking:
            held_back.append((file, arrived))
        else:
            real_add(connection, file, arrived)

    def cursor_first(self: PostRoom, pages: Any) -> Any:
        nonlocal is_taking
        is_taking = True
        try:
            taken = real_take(self, pages)
        finally:
            is_taking = False
            rows, held_back[:] = list(held_back), []
        for file, arrived in rows:
            with self._database.begin() as connection:
                real_add(connection, file, arrived)
        return taken

    plant(real_add, later)
    monkeypatch.setattr(PostRoom, "take", cursor_first)

    def power_goes() -> None:
        on_the_way.test_the_power_goes_at_any_statement_of_a_round(3)

    assert found_by(power_goes)


def test_a_page_that_ends_in_the_middle_of_a_seal_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Pages.batches_after

    def cut(self: Pages, file: str, number: int, most_bytes: int) -> tuple[list[Batch], bool]:
        batches, more = real(self, file, number, most_bytes)
        if most_bytes == 1 and batches and len(batches[-1].changes) > 1:
            half = len(batches[-1].changes) // 2
            batches[-1] = Batch(batches[-1].seal, batches[-1].changes[:half], batches[-1].number)
            more = True
        return batches, more

    monkeypatch.setattr(Pages, "batches_after", cut)
    pages = on_the_way.test_several_changes_under_one_seal_come_whole_in_the_smallest_pages
    assert found_by(pages) == [pages.__name__]


def test_a_revoked_device_that_is_let_in_is_found(plant: Plant) -> None:  # noqa: F811
    plant(people._revoked, lambda _known: frozenset())
    revoked = on_the_way.test_a_revoked_laptop_neither_gives_nor_takes
    assert found_by(revoked) == [revoked.__name__]


def test_a_seal_number_that_is_given_away_again_is_found(plant: Plant) -> None:  # noqa: F811
    plant(seals.seal_number_after, lambda newest, _epoch: newest + 1)
    fire = on_the_way.test_who_lost_most_writes_first_and_a_colleague_still_gives_back_what_was_lost
    assert found_by(fire) == [fire.__name__]


def test_an_answer_that_is_taken_for_an_acknowledgement_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message whose answer was lost counts as sent: what the store never heard of would never be sent again."""
    real = PostRoom.next_pushes

    def once_only(self: PostRoom, but_not: frozenset[str], most: int) -> Any:
        pushes = real(self, but_not, most)
        with self._database.begin() as connection:
            for push in pushes:
                connection.exec_driver_sql("UPDATE log SET sent=1 WHERE file=?", (push.file,))
                connection.exec_driver_sql("DELETE FROM outgoing WHERE file=?", (push.file,))
        return pushes

    monkeypatch.setattr(PostRoom, "next_pushes", once_only)

    def cut_before_the_store_heard() -> None:
        directed.test_a_round_is_cut_anywhere("/v1/push", "before")

    assert found_by(cut_before_the_store_heard)
