"""The power goes at a laptop: what was said to be kept is kept, and the copy opens, whatever the disk had taken by then.

The whole program is watched from its first moment: joining, writing, filing, sending, changing the passphrase, renewing the
key. Of each moment the model makes disks that may be left (tests.support.power_cuts), and each is opened as the front door
does. The disk that lies, and Windows and macOS, are not covered.
"""

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop_app.record_store.identity import NotEnrolled
from desktop_app.vault.profile import Profile
from tests.faults.laptop_day import JOINED, MUTANTS
from tests.faults.standing import Door, Told, what_stands
from tests.support import system_calls
from tests.support.power_cuts import Deed, Journal, Said, cuts, put_on_disk
from tests.support.store import ROOT, RunningStore

WATCHED = (*system_calls.NAMES, *system_calls.CONTENTS)
IN_THE_SUITE = ("normal", "folder not flushed")
pytestmark = pytest.mark.skipif(not system_calls.is_watchable(), reason="no program can be watched on this system")


class Day(NamedTuple):
    """What a laptop did below a folder, in order."""

    folder: Path
    deeds: list[Deed]


class Tried(NamedTuple):
    """How many disks were opened, and what was wrong with how many of them: {what: how often}."""

    disks: int
    lost: dict[str, int]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth"], ["ella", "maya"])
        yield running


def a_day(store: RunningStore, place: Path, seed: int, rounds: int, *mutant: str) -> Day:
    """Watch a laptop through a day."""
    place.mkdir()
    folder, told = place / "copy", place.with_suffix(".told")

    def hear(line: bytes) -> None:
        if line.startswith(JOINED):
            store.approve(line.removeprefix(JOINED).strip().decode())

    journal = Journal(folder, told, hear)
    words = [str(folder), str(told), store.address, store.enrol("ruth"), str(seed), str(rounds), *mutant]
    command = [sys.executable, "-m", "tests.faults.laptop_day", *words]
    assert system_calls.watch(command, WATCHED, journal.look, cwd=ROOT) == 0
    return Day(folder, journal.deeds)


def cut_off(day: Day, place: Path, count: int, seed: int) -> Tried:
    """Cut the power so often in a day, and open what is left."""
    lost: dict[str, int] = {}
    door = Door(Profile(place))
    for at, left in cuts(day.deeds, count, random.Random(seed)):
        put_on_disk(left, day.folder, place)
        told = Told()
        for deed in day.deeds[:at]:
            if isinstance(deed, Said) and not deed.line.startswith(JOINED):
                told.hear(deed.line)
        if trouble := trouble_with(door, told):
            lost[trouble] = lost.get(trouble, 0) + 1
        shutil.rmtree(place, ignore_errors=True)
    return Tried(count, lost)


def trouble_with(door: Door, told: Told) -> str:
    """What is wrong with a copy, in a line; "" where it opens and holds what it must."""
    try:
        if not told.stands and not door.profile.has_vault:
            return ""  # nothing was said to be done: whoever joins begins again
        opened = door.open()
    except NotEnrolled:
        return "" if not told.stands else "it has not joined"
    except Exception as error:  # noqa: BLE001 whatever keeps a copy closed is what is looked for
        return f"it does not open: {error!r}"
    try:
        found = what_stands(opened)
        if told.stands:
            told.check(found)
    except AssertionError as error:
        return str(error).splitlines()[0]
    except Exception as error:  # noqa: BLE001
        return f"it cannot be read: {error!r}"
    finally:
        opened.vault.close()
    return ""


@pytest.mark.parametrize(
    ("disks", "rounds"), [(120, 2), pytest.param(3200, 5, marks=[pytest.mark.long, pytest.mark.timeout(3600)])]
)
def test_no_power_cut_loses_what_was_said_to_be_kept(
    store: RunningStore, tmp_path: Path, disks: int, rounds: int
) -> None:
    day = a_day(store, tmp_path / "day", 20261127, rounds)
    tried = cut_off(day, tmp_path / "left", disks, disks)
    assert tried == Tried(disks, {})


@pytest.mark.parametrize(
    "mutant", [pytest.param(one, marks=[] if one in IN_THE_SUITE else pytest.mark.long) for one in MUTANTS]
)
def test_a_laptop_without_one_of_its_precautions_is_found_out(store: RunningStore, tmp_path: Path, mutant: str) -> None:
    day = a_day(store, tmp_path / "day", 7, 1, mutant)
    assert cut_off(day, tmp_path / "left", 60, 7).lost
