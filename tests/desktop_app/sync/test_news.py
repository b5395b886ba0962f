"""A laptop that waits: what a colleague wrote comes with the news of it, in few bytes, and is asked for only once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from casework.exchange import Endpoint, WaitAnswer
from casework.kinds.work import CaseNote
from desktop_app.sync.keeper import StepKeeper
from desktop_app.sync.rounds import Outcome
from desktop_app.sync.status import Link, Status
from tests.desktop_app.sync.lying_store import LyingStore, hear, said
from tests.support.laptops import Laptop
from tests.support.store import child_file

ELLA, MAYA = child_file("ella"), child_file("maya")
SECONDS = 20


@pytest.fixture
def children() -> list[str]:
    """More than two: news about one of them must not cost as much as all."""
    return ["ella", "maya", *(f"child {number}" for number in range(40))]


@pytest.fixture
def told(store: LyingStore) -> list[WaitAnswer]:
    """What the store told, in answers that brought pages."""
    found: list[WaitAnswer] = []

    def overheard(_ask: Any, truly: Callable[[], WaitAnswer]) -> WaitAnswer:
        answer = truly()
        if answer.pages:
            found.append(answer)
        return answer

    store.lies[Endpoint.WAIT] = overheard
    return found


def test_what_is_new_comes_with_the_news_and_nothing_more_is_asked(
    store: LyingStore, ruth: Laptop, omar: Laptop, told: list[WaitAnswer]
) -> None:
    hear(store, ruth, omar, ELLA, lambda: bool(told))
    before = ruth.engine.bytes_received
    store.asked.clear()
    outcome = ruth.sync()
    assert (outcome.received, outcome.agrees, outcome.files) == (1, True, {ELLA})
    assert store.asked == []
    assert ruth.engine.bytes_received == before
    assert said(ruth, ELLA) == said(omar, ELLA)
    assert [head.file for head in told[0].heads] == [ELLA]
    assert ruth.sync().agrees


def test_news_that_came_before_more_was_taken_over_is_asked_for_again_and_accuses_nobody(
    store: LyingStore, ruth: Laptop, omar: Laptop, told: list[WaitAnswer]
) -> None:
    hear(store, ruth, omar, ELLA, lambda: bool(told))
    ruth.records.add(ruth.records.create(ELLA, CaseNote(said="mine, after theirs")))
    outcome = ruth.sync()  # sends first, and then takes up what it was told before
    assert (outcome.sent, outcome.trouble, outcome.agrees) == (1, "", True)
    assert said(ruth, ELLA) == said(omar, ELLA) | {"mine, after theirs"}


def test_what_a_laptop_sent_itself_is_no_news_to_it_and_does_not_come_back(store: LyingStore, ruth: Laptop) -> None:
    answers: list[WaitAnswer] = []

    def overheard(_ask: Any, truly: Callable[[], WaitAnswer]) -> WaitAnswer:
        answers.append(truly())
        return answers[-1]

    store.lies[Endpoint.WAIT] = overheard
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(ruth.engine.has_news, 3.0)
        ruth.records.add(ruth.records.create(ELLA, CaseNote(said="mine")))
        ruth.sync()
        waiting.result()
    assert all(not answer.pages for answer in answers)
    assert ruth.sync().agrees


def test_two_programs_that_are_open_show_each_others_work_at_once(
    store: LyingStore, ruth: Laptop, omar: Laptop
) -> None:
    both = [_Open(ruth), _Open(omar)]
    try:
        for one in both:
            one.keeper.start()
            one.wait_until(lambda one=one: one.status.link is Link.CONNECTED and one.status.is_all_sent)  # type: ignore[misc]
        for number in range(3):
            for writer, reader in (both, both[::-1]):
                words = f"{number} by {writer.laptop.records.professional}"
                writer.laptop.records.add(writer.laptop.records.create(MAYA, CaseNote(said=words)))
                writer.keeper.something_was_written()
                reader.wait_until(lambda reader=reader, words=words: words in said(reader.laptop, MAYA))  # type: ignore[misc]
        for one in both:
            one.wait_until(lambda one=one: one.status.is_all_sent)  # type: ignore[misc]
            assert one.status.trouble == ""
    finally:
        for one in both:
            one.keeper.stop()


class _Open:
    """A laptop with Daybook open: what its keeper tells."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop = laptop
        self.status = Status()
        self._told = threading.Condition()
        self.keeper = StepKeeper(laptop.engine, laptop.records, self._on_status, self._on_outcome)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        with self._told:
            assert self._told.wait_for(holds, SECONDS)

    def _on_status(self, status: Status) -> None:
        with self._told:
            self.status = status
            self._told.notify_all()

    def _on_outcome(self, _outcome: Outcome) -> None:
        with self._told:
            self._told.notify_all()
