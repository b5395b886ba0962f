"""What was copied from Daybook does not stay: over a real X server, with another program that reads and copies."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from types import TracebackType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.shell.clipboard import NEVER_DRAGGED, ClipboardKeeper
from tests.pass_the_suite import ROOT, VirtualDisplay

WORDS = "Maisie hides in the wardrobe"


class Program:
    """A window of its own on the display; seconds: it keeps its clipboard as Daybook does."""

    def __init__(self, display: str, *seconds: str) -> None:
        environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-m", "tests.support.copying", *seconds]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)

    def do(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().rstrip("\n")

    def read(self) -> str:
        return self.do("read").partition("|")[0]

    def __enter__(self) -> "Program":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate("end\n", timeout=20)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb here")
    with VirtualDisplay() as name:
        assert name is not None
        yield name


def test_it_goes_after_its_time_and_at_once_when_the_screen_is_hidden(display: str, qtbot: QtBot) -> None:
    with Program(display, "1.5") as daybook, Program(display) as other:
        daybook.do(f"copy {WORDS}")
        assert other.read() == WORDS
        assert "x-kde-passwordManagerHint" in other.do("read")
        qtbot.waitUntil(lambda: other.read() == "", timeout=20_000)
        daybook.do(f"copy {WORDS}")
        daybook.do("clear")
        assert other.read() == ""


def test_what_was_copied_elsewhere_since_stays(display: str, qtbot: QtBot) -> None:
    with Program(display, "60") as daybook, Program(display) as other:
        daybook.do(f"copy {WORDS}")
        other.do("copy a train at 10:42")
        for program in (daybook, other):
            qtbot.waitUntil(lambda program=program: program.read() == "a train at 10:42", timeout=20_000)  # type: ignore[misc]
        daybook.do("clear")
        qtbot.waitUntil(lambda: other.read() == "a train at 10:42", timeout=20_000)


def test_no_words_are_dragged_out(qapp: QApplication) -> None:
    before = qapp.startDragDistance()
    try:
        ClipboardKeeper()
        assert qapp.startDragDistance() == NEVER_DRAGGED
    finally:
        qapp.setStartDragDistance(before)
