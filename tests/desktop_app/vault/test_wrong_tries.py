"""Guessing at the front door: half a second each, fewer than ten in five minutes, whatever is killed, deleted or set."""

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.vault.errors import MustWait
from desktop_app.vault.wrong_tries import (
    FREE_TRIES,
    LEAST_SECONDS_A_TRY,
    LONGEST_WAIT_SECONDS,
    Moment,
    TryCounter,
    wait_after,
)

ROOT = Path(__file__).resolve().parents[3]
FIVE_MINUTES = 300.0
YEARS = 10 * 365 * 86_400.0


class Laptop:
    """A machine whose hours a test decides: how long it has run, and what its clock says."""

    def __init__(self, path: Path) -> None:
        self.uptime, self.clock, self.boot = 50_000.0, 1_800_000_000.0, "one"
        self.counter = TryCounter(path, lambda: Moment(self.clock, self.uptime, self.boot), self.wait)

    def wait(self, seconds: float) -> None:
        self.uptime += seconds
        self.clock += seconds

    def start_again(self, seconds: float) -> None:
        self.boot, self.uptime = f"{self.boot} more", seconds
        self.clock += seconds

    def is_let_try(self) -> bool:
        try:
            self.counter.begin()
        except MustWait:
            return False
        return True


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    made = Laptop(tmp_path / "tries")
    made.counter.begin_anew()
    return made


def test_waits_grow_and_never_end_in_destruction() -> None:
    assert [wait_after(wrong) for wrong in (0, 4, 5, 6, 8, 10, 50)] == [0, 0.5, 30, 60, 240, 960, 3600]


def test_fewer_than_ten_in_five_minutes_and_half_a_second_each(laptop: Laptop) -> None:
    began, times = laptop.uptime, []
    while laptop.uptime < began + FIVE_MINUTES:
        if laptop.is_let_try():
            times.append(laptop.uptime)
        else:
            laptop.wait(1.0)
    assert len(times) < 10
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= LEAST_SECONDS_A_TRY
    laptop.counter.succeeded()
    assert laptop.counter.read().wrong == 0


def test_what_comes_is_said_after_each(laptop: Laptop) -> None:
    said = []
    for _ in range(6):
        laptop.wait(60.0)
        assert laptop.is_let_try()
        said.append(laptop.counter.what_comes())
    assert said[0] == "You have 4 more tries before Daybook waits for a while."
    assert said[2] == "You have 2 more tries before Daybook waits for a while."
    assert said[3] == "After one more wrong one Daybook waits 30 seconds."
    assert said[4:] == ["The next try can be made in 30 seconds.", "The next try can be made in 60 seconds."]


@pytest.mark.parametrize("set_to", [-YEARS, -3600.0, 60.0, YEARS])
def test_setting_the_clock_shortens_no_wait_while_the_machine_runs(laptop: Laptop, set_to: float) -> None:
    for _ in range(FREE_TRIES + 2):
        laptop.wait(31.0)
        assert laptop.is_let_try()
    laptop.clock += set_to
    assert not laptop.is_let_try()
    assert laptop.counter.seconds_left() == pytest.approx(60.0)
    laptop.wait(60.0)
    assert laptop.is_let_try()


def test_starting_the_machine_again_saves_only_what_it_takes(laptop: Laptop) -> None:
    for _ in range(FREE_TRIES + 4):
        laptop.wait(150.0)
        assert laptop.is_let_try()
    laptop.clock -= YEARS
    laptop.start_again(40.0)
    assert not laptop.is_let_try()
    assert laptop.counter.seconds_left() == pytest.approx(wait_after(FREE_TRIES + 4) - 40)
    laptop.clock += YEARS + 8 * 3600  # set right, and in the morning
    assert laptop.is_let_try()


def no_text(path: Path) -> None:
    begun = TryCounter(path, lambda: Moment(0.0, 0.0, "of a boot"))
    begun.begin_anew()
    path.write_bytes(path.read_bytes().replace(b"of a boot", b"of a b\xf4ot"))


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"\xff\x00"), no_text])
def test_a_count_that_is_gone_or_damaged_is_the_worst(tmp_path: Path, laptop: Laptop, damage) -> None:
    damage(tmp_path / "tries")
    assert not laptop.is_let_try()
    laptop.wait(LONGEST_WAIT_SECONDS / 2)
    assert not laptop.is_let_try()
    damage(tmp_path / "tries")
    assert laptop.counter.seconds_left() == LONGEST_WAIT_SECONDS
    laptop.wait(LONGEST_WAIT_SECONDS)
    assert laptop.is_let_try()


GUESSER = """
import sys
from pathlib import Path
from desktop_app.vault.errors import MustWait
from desktop_app.vault.wrong_tries import Moment, TryCounter
import os, time
path, tried = Path(sys.argv[1]), Path(sys.argv[2])
for line in sys.stdin:
    uptime = float(line)
    child = os.fork()
    if child == 0:
        counter = TryCounter(path, lambda: Moment(0.0, uptime, "one"), lambda seconds: None)
        try:
            counter.begin()
            with tried.open("ab", buffering=0) as file:  # here a passphrase would be tried
                file.write(b"x")
        except MustWait:
            pass
        while True:  # until it is killed
            time.sleep(1)
    sys.stdout.write(f"{child}\\n")
    sys.stdout.flush()
    os.waitpid(child, 0)
    sys.stdout.write("ended\\n")
    sys.stdout.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
@pytest.mark.parametrize("kills", [60, pytest.param(1000, marks=pytest.mark.long)])
def test_killing_it_in_the_middle_wins_no_try(tmp_path: Path, kills: int) -> None:
    chance = random.Random(20261127)
    tries, tried = tmp_path / "tries", tmp_path / "tried"
    TryCounter(tries, lambda: Moment(0.0, 0.0, "one")).begin_anew()
    command = [sys.executable, "-c", GUESSER, str(tries), str(tried)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as guesser:
        assert guesser.stdin is not None
        assert guesser.stdout is not None
        for number in range(kills):
            guesser.stdin.write(f"{10.0 + number * FIVE_MINUTES / kills}\n")
            guesser.stdin.flush()
            child = int(guesser.stdout.readline())
            time.sleep(chance.uniform(0, 0.012))
            os.kill(child, signal.SIGKILL)
            assert guesser.stdout.readline() == "ended\n"
        guesser.stdin.close()
    made = tried.stat().st_size if tried.exists() else 0
    counted = TryCounter(tries, lambda: Moment(0.0, 400.0, "one")).read().wrong
    assert made <= counted < 10
    assert counted > FREE_TRIES
