"""Killed while the vault key is renewed, the passphrase changed or the worker let in: nothing is lost, it always opens."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.vaults import new_vault

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
Program = subprocess.Popen[str]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    vault = new_vault(tmp_path)
    with vault.engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT)"))
        rows = [{"words": f"{number} " + "and more " * 60} for number in range(600)]
        connection.execute(text("INSERT INTO note(words) VALUES (:words)"), rows)
    public = vault.signing_key.public.hex()
    vault.close()
    command = [sys.executable, "-m", "tests.support.killed_children", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert ask(running, "look") == f"600 {public} whole done True"
        yield running
        assert running.stdin is not None
        running.stdin.close()


def ask(program: Program, line: str) -> str:
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(line + "\n")
    program.stdin.flush()
    return heard(program)


def heard(program: Program) -> str:
    assert program.stdout is not None
    return program.stdout.readline().rstrip("\n")


def kill(child: str, program: Program) -> None:
    with contextlib.suppress(ProcessLookupError):  # it had ended by itself
        os.kill(int(child), signal.SIGKILL)
    assert heard(program) == "ended"


def seconds_of_a_renewal(program: Program) -> float:
    began = time.monotonic()
    ask(program, "renew")
    assert heard(program) == "ended"
    return time.monotonic() - began


@pytest.mark.parametrize("kills", [60, pytest.param(700, marks=pytest.mark.long)])
def test_renewing_the_vault_key(program: Program, kills: int) -> None:
    chance = random.Random(kills)
    longest = 1.1 * seconds_of_a_renewal(program)
    count, public = ask(program, "look").split()[:2]
    halves = 0
    for number in range(kills):
        if number % 5 == 0:
            writer = ask(program, "write")
            assert heard(program) == "written"
            kill(writer, program)
            count = str(int(count) + 1)
        child = ask(program, "renew")
        time.sleep(chance.uniform(0, longest))
        kill(child, program)
        found = ask(program, "look").split()
        assert found[:3] == [count, public, "whole"]
        assert found[4] == "True", "the older key was not dropped"
        halves += found[3] == "half"
    assert halves, "no kill hit the middle"


@pytest.mark.parametrize("kills", [60, pytest.param(700, marks=pytest.mark.long)])
def test_changing_the_passphrase(program: Program, kills: int) -> None:
    chance = random.Random(kills)
    count, public = ask(program, "look").split()[:2]
    for _ in range(kills):
        child = ask(program, "change")
        time.sleep(chance.uniform(0, 0.02))
        kill(child, program)
        assert ask(program, "look").split()[:3] == [count, public, "whole"]


@pytest.mark.parametrize("kills", [60, pytest.param(700, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_being_let_in_by_two_administrators(program: Program, kills: int) -> None:
    """By the old passphrase or by the new one it opens, with all that was written; the device is the old one or a new one."""
    chance = random.Random(kills)
    count, public = ask(program, "look").split()[:2]
    began = time.monotonic()
    ask(program, "let_in")
    assert heard(program) == "ended"
    longest = 1.1 * (time.monotonic() - began)
    assert ask(program, "look").split()[1] != public
    devices, halves = set(), 0
    for number in range(kills):
        if number % 5 == 0:
            writer = ask(program, "write")
            assert heard(program) == "written"
            kill(writer, program)
            count = str(int(count) + 1)
        child = ask(program, "let_in")
        time.sleep(chance.uniform(0, longest))
        kill(child, program)
        found = ask(program, "look").split()
        assert (found[0], found[2], found[4]) == (count, "whole", "True")
        devices.add(found[1])
        halves += found[3] == "half"
    assert len(devices) > kills // 10
    assert halves, "no kill hit the middle"
