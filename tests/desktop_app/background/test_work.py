"""Work beside the screen: order, answers, troubles, cancelling, owners that have gone, closing in the middle."""

import gc
import threading
from collections.abc import Iterator

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QObject, QThread
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from casework.errors import BugError, KnownError, NotReachable
from desktop_app.background.qt_runner import QtScreen
from desktop_app.background.work import Cancelled, Job, Steps, Work

PATIENCE = 20_000  # ms; never reached when all is well


class Part(QObject):
    """A part of the screen that asks for work and hears the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[QThread] = set()

    def hear(self, answer: object) -> None:
        self.heard.append(answer)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def screen(qapp: object) -> QtScreen:
    return QtScreen()


@pytest.fixture
def unheard() -> list[str]:
    return []


@pytest.fixture
def work(screen: QtScreen, unheard: list[str]) -> Iterator[Work]:
    made = Work(screen, unheard=unheard.append)
    yield made
    assert made.close()


@pytest.fixture
def part(qapp: object) -> Part:
    return Part()


def refuse() -> None:
    raise NotReachable("The central store cannot be reached. Your work is safe on this laptop.")


def fall_over() -> None:
    raise ZeroDivisionError


def test_an_answer_comes_back_on_the_thread_that_paints(work: Work, part: Part, qtbot: QtBot) -> None:
    work.ask(lambda: threading.current_thread().name, then=part.hear)
    qtbot.waitUntil(lambda: part.heard == ["record"], timeout=PATIENCE)
    assert part.threads == {QThread.currentThread()}


def test_the_record_is_one_thread_and_the_pool_is_others(work: Work, part: Part, qtbot: QtBot) -> None:
    both = threading.Barrier(2)

    def side_by_side() -> int:
        both.wait(20)
        return threading.get_ident()

    for _ in range(5):
        work.ask(threading.get_ident, then=part.hear)
    qtbot.waitUntil(lambda: len(part.heard) == 5, timeout=PATIENCE)
    assert len(set(part.heard)) == 1
    work.beside(side_by_side, then=part.hear)
    work.beside(side_by_side, then=part.hear)
    qtbot.waitUntil(lambda: len(part.heard) == 7, timeout=PATIENCE)
    assert len(set(part.heard)) == 3


@given(st.lists(st.sampled_from(["answer", "trouble"]), min_size=1, max_size=30))
def test_answers_and_troubles_come_in_the_order_asked(kinds: list[str]) -> None:
    """On a screen cranked by hand, so that the order is ours to see."""

    class Cranked:
        def __init__(self) -> None:
            self.calls: list = []

        def call(self, call) -> None:
            self.calls.append(call)

        def has(self, _owner: object) -> bool:
            return True

    screen, heard = Cranked(), []
    work = Work(screen, pool_size=1)

    def do(number: int, kind: str) -> str:
        if kind == "trouble":
            raise KnownError(f"{number} trouble")
        return f"{number} answer"

    jobs = [work.ask(do, at, kind, then=heard.append, trouble=heard.append) for at, kind in enumerate(kinds)]
    assert all(job.wait_until_ended(20) for job in jobs)
    work.ask(int, then=lambda _: None).wait_until_ended(20)
    while screen.calls:
        screen.calls.pop(0)()
    assert work.close()
    assert heard == [f"{at} {kind}" for at, kind in enumerate(kinds)]


def test_a_known_error_is_a_sentence_for_the_one_who_asked(
    work: Work, part: Part, unheard: list[str], qtbot: QtBot
) -> None:
    work.ask(refuse, then=part.hear, trouble=part.hear)
    qtbot.waitUntil(lambda: bool(part.heard), timeout=PATIENCE)
    assert part.heard == ["The central store cannot be reached. Your work is safe on this laptop."]
    assert unheard == []


def test_a_known_error_nobody_asked_about_still_reaches_the_screen(
    work: Work, part: Part, unheard: list[str], qtbot: QtBot
) -> None:
    work.ask(refuse, then=part.hear)
    qtbot.waitUntil(lambda: bool(unheard), timeout=PATIENCE)
    assert unheard[0].startswith("The central store cannot be reached")


def test_any_other_error_is_raised_loudly_where_the_screen_is(work: Work, part: Part, qtbot: QtBot) -> None:
    with capture_exceptions() as raised:
        work.ask(fall_over, then=part.hear, trouble=part.hear)
        work.ask(lambda: "after", then=part.hear)
        qtbot.waitUntil(lambda: part.heard == ["after"], timeout=PATIENCE)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]


def test_progress_is_told_and_the_last_step_always(work: Work, part: Part, qtbot: QtBot) -> None:
    steps_told: list[tuple[int, int, str]] = []

    def count(*, steps: Steps) -> str:
        for done in range(1, 2001):
            steps(done, 2000, "counting")
        return "counted"

    work.ask(count, then=part.hear, progress=lambda *told: steps_told.append(told))
    qtbot.waitUntil(lambda: part.heard == ["counted"], timeout=PATIENCE)
    assert steps_told[0] == (1, 2000, "counting")
    assert steps_told[-1] == (2000, 2000, "counting")
    assert len(steps_told) < 200


def stepping(started: threading.Event, go_on: threading.Event, ended: list[str]):
    def function(*, steps: Steps) -> str:
        started.set()
        go_on.wait(20)
        try:
            steps(1, 2)
        except Cancelled:
            ended.append("stopped at its next step")
            raise
        return "went to its end"

    return function


def test_cancel_stops_a_job_at_its_next_step_and_calls_only_stopped(work: Work, part: Part, qtbot: QtBot) -> None:
    started, go_on, ended, told = threading.Event(), threading.Event(), [], []
    job = work.beside(
        stepping(started, go_on, ended),
        then=part.hear,
        progress=lambda *_: told.append("progress"),
        stopped=lambda: told.append("stopped"),
    )
    assert started.wait(20)
    job.cancel()
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: told == ["stopped"], timeout=PATIENCE)
    assert ended == ["stopped at its next step"]
    assert part.heard == []


def test_a_job_cancelled_before_it_starts_never_runs(work: Work, part: Part, qtbot: QtBot) -> None:
    hold = threading.Event()
    work.ask(hold.wait, 20)
    job = work.ask(part.hear, "ran", then=part.hear, stopped=lambda: part.hear("stopped"))
    job.cancel()
    hold.set()
    qtbot.waitUntil(lambda: part.heard == ["stopped"], timeout=PATIENCE)


def test_an_answer_that_was_under_way_when_cancelled_is_thrown_away(
    work: Work, screen: QtScreen, part: Part, qtbot: QtBot
) -> None:
    job = work.ask(lambda: "answer", then=part.hear, stopped=lambda: part.hear("stopped"))
    assert job.wait_until_ended(20)
    job.cancel()  # its answer is already queued for the screen
    qtbot.waitUntil(lambda: bool(part.heard), timeout=PATIENCE)
    assert part.heard == ["stopped"]


@pytest.mark.parametrize("how", ["then", "trouble", "progress"])
def test_a_part_that_has_gone_hears_nothing(how: str, work: Work, qtbot: QtBot) -> None:
    gone, stays = Part(), Part()
    heard = gone.heard
    hold = threading.Event()

    def function(*, steps: Steps | None = None) -> str:
        hold.wait(20)
        if steps:
            steps(1, 1)
        if how == "trouble":
            refuse()
        return "late"

    callbacks = {"then": gone.hear, "trouble": gone.hear}
    if how == "progress":
        callbacks["progress"] = lambda *_: heard.append("progress")
    work.ask(function, **callbacks)
    work.ask(lambda: "done", then=stays.hear)
    shiboken6.delete(gone)
    hold.set()
    qtbot.waitUntil(lambda: stays.heard == ["done"], timeout=PATIENCE)
    assert heard == []


def test_a_closed_widget_named_as_owner_is_asked_about_too(work: Work, qtbot: QtBot) -> None:
    owner, stays, heard = QObject(), Part(), []
    hold = threading.Event()
    work.ask(hold.wait, 20, then=lambda _: heard.append("late"), owner=owner)
    work.ask(int, then=stays.hear)
    shiboken6.delete(owner)
    hold.set()
    qtbot.waitUntil(lambda: bool(stays.heard), timeout=PATIENCE)
    assert heard == []


def test_another_thread_can_speak_to_the_screen(work: Work, part: Part, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: [work.on_screen(part.hear, number) for number in range(100)])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(part.heard) == 100, timeout=PATIENCE)
    assert part.heard == list(range(100))
    assert part.threads == {QThread.currentThread()}


def test_closing_finishes_the_record_and_stops_the_rest(screen: QtScreen, part: Part, qtbot: QtBot) -> None:
    work = Work(screen, pool_size=1)
    written: list[int] = []
    hold, started, ended = threading.Event(), threading.Event(), []
    work.ask(hold.wait, 20)
    for number in range(50):
        work.ask(written.append, number, then=part.hear)
    slow = work.beside(stepping(started, hold, ended), then=part.hear, progress=lambda *_: None)
    never = work.beside(written.append, 99, then=part.hear)
    assert started.wait(20)
    threading.Timer(0.05, hold.set).start()
    assert work.close(20)
    assert written == list(range(50)), "everything asked of the record before closing was done"
    assert ended == ["stopped at its next step"]
    assert slow.ended
    assert never.ended
    QCoreApplication.processEvents()
    assert part.heard == []
    with pytest.raises(BugError):
        work.ask(int)
    assert work.close()


def test_the_application_ends_while_a_job_runs(qapp: object) -> None:
    """The screen goes first, as when a session is ended by force: the thread finds nobody and ends quietly."""
    screen = QtScreen()
    work = Work(screen, pool_size=1)
    hold = threading.Event()
    job: Job = work.ask(hold.wait, 20, then=lambda _: pytest.fail("called after the end"))
    shiboken6.delete(screen)
    hold.set()
    assert job.wait_until_ended(20)
    assert work.close()
    gc.collect()
