"""Killed at any moment of an erasure, at the store or on a laptop, and while an old copy is led on: all of it or nothing."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
SHORT, LONG = 25, 400
MORE = 100  # rounds at most, until a kill has hit the middle of each
KILLS = pytest.mark.parametrize(
    "kills", [SHORT, pytest.param(LONG, marks=[pytest.mark.long, pytest.mark.timeout(7200)])]
)
MOST_MORE = 400
Program = subprocess.Popen[str]


@pytest.fixture
def program(tmp_path: Path, kills: int) -> Iterator[Program]:
    command = [sys.executable, "-m", "tests.support.killed_erasures", str(tmp_path), str(kills + MORE + 5)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert heard(running) == "ready"
        yield running
        assert running.stdin is not None
        running.stdin.close()


def ask(program: Program, line: str) -> str:
    assert program.stdin is not None
    program.stdin.write(line + "\n")
    program.stdin.flush()
    return heard(program)


def heard(program: Program) -> str:
    assert program.stdout is not None
    return program.stdout.readline().rstrip("\n")


def kill_after(program: Program, what: str, seconds: float) -> None:
    child = ask(program, what)
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):  # it had ended by itself
        os.kill(int(child), signal.SIGKILL)
    assert heard(program) == "ended"


def seconds_of(program: Program, what: str) -> float:
    began = time.monotonic()
    ask(program, what)
    assert heard(program) == "ended"
    return time.monotonic() - began


@KILLS
def test_at_the_store_and_on_the_laptop(program: Program, kills: int) -> None:
    chance = random.Random(kills)
    at_store, on_laptop = 1.1 * seconds_of(program, "store"), 1.1 * seconds_of(program, "laptop")
    ordered, held, halves = 1, 1, [0, 0]
    for number in range(kills + MORE):
        if number >= kills and all(halves):
            break
        kill_after(program, "store", chance.uniform(0, at_store))
        orders, was_cut_off, wrong, is_finished, found = json.loads(ask(program, "look_store"))
        assert (wrong, is_finished) == ([], True)
        assert orders - ordered in (0, 1)
        assert found == [word(orders)], "what was ordered is gone from every byte, and what was not is there"
        ordered, halves[0] = orders, halves[0] + was_cut_off
        kill_after(program, "laptop", chance.uniform(0, on_laptop))
        orders, was_cut_off, wrong, found = json.loads(ask(program, "look_laptop"))
        assert wrong == []
        assert held <= orders <= ordered
        assert found == [word(orders)]
        held, halves[1] = orders, halves[1] + was_cut_off
    assert all(halves), f"no kill hit the middle: {halves}"


@KILLS
def test_while_a_copy_of_the_first_release_is_led_on(program: Program, kills: int) -> None:
    chance = random.Random(kills)
    ask(program, "anew")
    longest = seconds_of(program, "lead_on")
    versions, left = set(), kills
    while left > 0 or (versions != {1, 2} and left > -MOST_MORE):  # until one came before the step and one after it
        left -= 1
        ask(program, "anew")
        kill_after(program, "lead_on", chance.uniform(0, longest))
        version, wrong, has_words, is_led_on = json.loads(ask(program, "look_old"))
        assert (wrong, has_words, is_led_on) == ([], True, True)
        versions.add(version)
    assert versions == {1, 2}, "no kill came before the step, or none after it"


def word(one: int) -> str:
    return f"kestrel{one:05}violet"
