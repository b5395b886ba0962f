"""A lock ends the process that held the keys, within two seconds, and the one that takes over knows none of them."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casework.kinds.work import CaseNote
from desktop_app.opening.standing import take
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.shell import tokens
from desktop_app.shell.controls import SearchField
from desktop_app.shell.window import MainWindow
from desktop_app.start.program import Daybook
from desktop_app.start.succession import AFTER_LOCK, RESTS, Begins, command_for
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import open_vault
from tests.support.accessibility import faint
from tests.support.copies import CHILD, open_copy
from tests.support.pictures import settle, wear
from tests.support.private_bus import ROOT, System, system
from tests.support.vaults import PASSPHRASE

SAID = "School rang about the bruise on Tuesday."
LONGEST = 2.0  # seconds from the system's word to the process being gone, as promised
ON_A_BUSY_MACHINE = 5.0  # the tests run beside others


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    with open_copy(tmp_path / "copy") as (_vault, records):
        records.add(records.create(CHILD, CaseNote(how="call", said=SAID)))
    return Profile(tmp_path / "copy")


@pytest.fixture
def logind(tmp_path: Path) -> Iterator[System]:
    if shutil.which("dbus-daemon") is None or os.geteuid() != 0:
        pytest.skip("needs dbus-daemon, and root to read another process's memory")
    with system(tmp_path) as made:
        yield made


def memory_of(process: int) -> bytes:
    """Everything that the process could write to, as root reads it."""
    found = []
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text("ascii").splitlines():
            part = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if part is None:
                continue
            start, end = (int(bound, 16) for bound in part.groups())
            try:
                memory.seek(start)
                found.append(memory.read(end - start))
            except (OSError, OverflowError):
                continue
    return b"".join(found)


def successor_of(profile: Profile) -> int | None:
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0") if folder.name.isdigit() else []
        except OSError:
            continue
        if AFTER_LOCK.encode() in words and str(profile.folder).encode() in words:
            return int(folder.name)
    return None


def test_before_the_machine_sleeps_the_process_with_the_keys_is_gone(
    profile: Profile, logind: System, qtbot: QtBot
) -> None:
    vault = open_vault(profile, PASSPHRASE)
    key = bytes(vault._database_key)
    vault.close()
    forms = {"raw": key, "hexadecimal": key.hex().encode()}
    command = [sys.executable, "-m", "tests.support.worked_on", str(profile.folder), PASSPHRASE, CHILD]
    keyed = subprocess.Popen(command, cwd=ROOT, env=logind.environment, stdout=subprocess.PIPE, text=True)
    successor = None
    try:
        assert keyed.stdout is not None
        assert logind.line() == "inhibit sleep delay by Daybook"
        assert keyed.stdout.readline() == "open\n"
        held = memory_of(keyed.pid)
        assert all(form in held for form in forms.values()), "the test finds a key where there is one"
        logind.does("sleep")
        asked = time.monotonic()
        assert keyed.wait(ON_A_BUSY_MACHINE) == 0
        sys.stderr.write(f"from the signal to the process gone: {time.monotonic() - asked:.2f} s\n")
        assert logind.line() == "released"
        qtbot.waitUntil(lambda: successor_of(profile) is not None, timeout=20_000)
        successor = successor_of(profile)
        assert successor is not None
        assert logind.line() == "inhibit sleep delay by Daybook"  # its window stands
        left = memory_of(successor)
        assert left
        assert [name for name, form in forms.items() if form in left] == []
        assert PASSPHRASE.encode() not in left
        assert SAID.encode() not in left
        vault = open_vault(Profile(profile.folder, waits=5.0), PASSPHRASE)
        stood = take(vault.engine)
        vault.close()
        assert [(place.key, place.tab) for place in stood.trail] == [("today", ""), ("child", "entries")]
    finally:
        if successor is not None:
            os.kill(successor, 15)
        keyed.kill()
        keyed.communicate(timeout=30)


def test_the_next_process_leads_back_to_the_page_and_the_field(profile: Profile, qtbot: QtBot) -> None:
    wear(tokens.light())
    begins: list[Begins] = []
    ended: list[bool] = []

    def end(next_begins: Begins) -> object:
        begins.append(next_begins)
        return lambda: ended.append(True)

    first = Daybook(profile, ends=end)  # type: ignore[arg-type]
    window = _unlock(first, qtbot)
    window.router.go("children")
    view = window.view()
    assert view is not None
    search = view.findChild(SearchField)
    assert search is not None
    qtbot.waitUntil(search.line.isVisible)
    search.line.setFocus()
    assert window.focusWidget() is search.line
    trail = window.router.trail()
    first.lock()
    qtbot.waitUntil(lambda: bool(ended))
    first.close()
    first.window.deleteLater()
    assert begins == [Begins(after_lock=True)]
    second = Daybook(Profile(profile.folder, waits=5.0), begins=begins[0])
    try:
        window = _unlock(second, qtbot)
        assert window.router.trail() == trail
        view = window.view()
        assert view is not None
        again = view.findChild(SearchField)
        assert again is not None
        qtbot.waitUntil(lambda: window.focusWidget() is again.line)
    finally:
        second.close()
        second.window.deleteLater()
        settle()


def test_a_child_finds_no_question_after_a_lock(profile: Profile, qtbot: QtBot) -> None:
    daybook = Daybook(profile, begins=Begins(after_lock=True, rests=True))
    try:
        daybook.window.show()
        assert not isinstance(daybook.window, UnlockPage)
        daybook.window.worker.click()  # type: ignore[attr-defined]
        assert isinstance(daybook.window, UnlockPage)
    finally:
        daybook.close()
        daybook.window.deleteLater()
        settle()


def test_what_rests_lies_on_light_paper_also_where_the_worker_wears_dark(profile: Profile, qtbot: QtBot) -> None:
    wear(tokens.dark(125))
    daybook = Daybook(profile, begins=Begins(after_lock=True, rests=True))
    try:
        daybook.window.show()
        settle()
        assert faint(daybook.window) == []
        daybook.window.worker.click()  # type: ignore[attr-defined]
        assert tokens.current() == tokens.dark(125)
    finally:
        daybook.close()
        daybook.window.deleteLater()
        settle()


def test_the_next_process_is_told_the_folder_and_nothing_else(profile: Profile) -> None:
    command = command_for(profile, Begins(after_lock=True, rests=True))
    assert command[0] == sys.executable
    assert command[2:] == ["--profile", str(profile.folder), AFTER_LOCK, RESTS]
    assert command_for(profile, Begins(), again=("daybook", "demo")) == ["daybook", "demo"]


def _unlock(daybook: Daybook, qtbot: QtBot) -> MainWindow:
    page = daybook.window
    assert isinstance(page, UnlockPage)
    page.show()
    qtbot.keyClicks(page._passphrase.line, PASSPHRASE)
    page._ask()
    qtbot.waitUntil(lambda: isinstance(daybook.window, MainWindow), timeout=20_000)
    assert isinstance(daybook.window, MainWindow)
    return daybook.window
