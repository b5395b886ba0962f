"""kill -9 at any moment of ordinary work: nothing that was done is lost, nothing is there twice or by half, no try is won.

What is done between is in tests.faults.work; each child that comes after a kill looks at everything before it goes on. At
the end of a laptop's life everything is with the store, once.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.people import SUBJECT, Person
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.profile import Profile
from tests.faults.killed_work import AT_WORK, BY_HALVES
from tests.faults.standing import TRIES, WHICH, WRITTEN, Door, Told, what_stands
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import ROOT, RunningStore, child_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
LONGEST_WORK = 0.3  # seconds
WHILE_OPENING = 0.25  # of all kills
A_COLLEAGUE_WRITES_EVERY = 10
WORKERS = tuple(f"worker-{life}" for life in range(11))
"""One a life: what an earlier laptop of the same worker wrote would stand in the next one's copy as that worker's own."""
FILES = (child_file("ella"), child_file("maya"))


class Killed:
    """One laptop's life: killed again and again, and what it told until then."""

    def __init__(self, folder: Path, told: Path, chance: random.Random, *spoilt: str) -> None:
        self.folder, self._told_at, self._chance, self.told = folder, told, chance, Told()
        self.told.stands = {TRIES: "0", WHICH: "0"}
        self._told_at.touch()
        self._heard = 0
        command = [sys.executable, "-m", "tests.faults.killed_work", str(folder), str(told), *spoilt]
        self._program = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def kill_once(self) -> None:
        """Let it work for a moment, kill it, and check what it told. Raises AssertionError where something is wrong."""
        assert self._program.stdin is not None
        self._program.stdin.write(f"{self._chance.getrandbits(32)}\n")
        self._program.stdin.flush()
        child = int(self._line())
        heard = self._line() if self._chance.random() > WHILE_OPENING else AT_WORK
        if heard == AT_WORK:
            time.sleep(self._chance.uniform(0, LONGEST_WORK))
            os.kill(child, signal.SIGKILL)
            while (heard := self._line()) == AT_WORK:
                pass
        assert heard == f"ended {-signal.SIGKILL}", "it ended by itself"
        data = self._told_at.read_bytes()
        self.told.hear(data[self._heard :])
        self._heard = len(data)

    def kill_again_and_again(self, times: int) -> None:
        """Each time at another moment."""
        for _ in range(times):
            self.kill_once()

    def end(self) -> None:
        """Nobody works there any more."""
        assert self._program.stdin is not None
        self._program.stdin.close()
        self._program.wait(30)
        assert self._program.stdout is not None
        self._program.stdout.close()

    def _line(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline().strip()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", [*WORKERS, "sam"], ["ella", "maya"])
        yield running


@pytest.mark.parametrize(
    ("lives", "kills"), [(1, 30), pytest.param(len(WORKERS), 100, marks=[pytest.mark.long, pytest.mark.timeout(3600)])]
)
def test_whatever_is_being_done(store: RunningStore, tmp_path: Path, lives: int, kills: int) -> None:
    with new_laptop(tmp_path / "colleague", store, "sam") as colleague:
        colleague.sync()
        for life in range(lives):
            chance = random.Random(100 * kills + life)
            live(store, tmp_path / f"life-{life}", WORKERS[life], colleague, kills, chance)


@pytest.mark.long
def test_a_laptop_that_adds_by_halves_what_belongs_together_is_found_out(store: RunningStore, tmp_path: Path) -> None:
    with new_laptop(tmp_path / "copy", store, WORKERS[0]) as laptop:
        laptop.sync()
    killed = Killed(tmp_path / "copy", tmp_path / "told", random.Random(7), BY_HALVES)
    try:
        with pytest.raises(AssertionError, match="done by half"):
            killed.kill_again_and_again(300)
    finally:
        killed.end()


def live(store: RunningStore, folder: Path, worker: str, colleague: Laptop, kills: int, chance: random.Random) -> None:
    """One worker's laptop, from joining to the day on which all of it is with the store."""
    with new_laptop(folder, store, worker) as laptop:
        laptop.sync()
        device = laptop.records.identity.device
    killed = Killed(folder, folder.with_suffix(".told"), chance)
    try:
        for number in range(kills):
            if number % A_COLLEAGUE_WRITES_EVERY == 0:
                name_a_school(colleague, chance)
            killed.kill_once()
    finally:
        killed.end()
    finish(folder, killed.told)
    colleague.sync()
    assert written_by(colleague, device) == {name for name, what in killed.told.stands.items() if what == WRITTEN}
    assert store.problems() == []


def name_a_school(colleague: Laptop, chance: random.Random) -> None:
    """A colleague writes another one, in a file that the laptop may be changing."""
    colleague.sync()
    person = colleague.records.record(chance.choice(FILES), Person, SUBJECT)
    assert person is not None
    school = f"School {chance.getrandbits(32):x}"
    if "school" in person.in_two_versions:
        colleague.records.add(colleague.records.settle(person, "school", school))
    else:
        colleague.records.add(colleague.records.edit(person, {"school": school}))
    colleague.sync()


def finish(folder: Path, told: Told) -> None:
    """Open it in the ordinary way, look at everything, send everything."""
    opened = Door(Profile(folder)).open()
    told.check(what_stands(opened))
    with Laptop(opened.vault) as laptop:
        assert laptop.sync().agrees
        assert laptop.sync().agrees
        waiting = laptop.records.waiting()
        assert (waiting.set_aside, waiting.things) == (0, 0)
        with reading(laptop.vault.engine) as connection:
            assert problems_of_copy(connection, laptop.records.identity) == []


def written_by(laptop: Laptop, device: str) -> set[str]:
    """The names of all changes of another device that a laptop holds."""
    from casework.changes import Change
    from tests.faults.standing import change_name

    with reading(laptop.vault.engine) as connection:
        rows = connection.exec_driver_sql("SELECT head, hash_of_body, salt, body FROM log").all()
    return {change_name(one) for one in (Change(*row) for row in rows) if one.header.device == device}
