"""The power goes at a laptop: what was said to be kept is kept, and the copy opens, whatever the disk had taken by then.

The whole program is watched from its first moment: joining, writing, filing, sending, changing the passphrase, renewing the
key, being let in by two administrators, words that are erased by order. Of each moment the model makes disks that may be left (tests.support.power_cuts), and each is opened as the front door
does. The disk that lies, and Windows and macOS, are not covered.
"""

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from central_store.choosing import going
from central_store.erasing import erase
from desktop_app.record_store.identity import NotEnrolled
from desktop_app.vault.profile import Profile
from tests.faults import led_on_day, standing, store_day
from tests.faults.laptop_day import JOINED, MUTANTS
from tests.faults.standing import WRITTEN, Door, Opened, Told
from tests.faults.work import ERASE, LET_IN
from tests.support import system_calls
from tests.support.administrators import ROSA, TARIQ, give_recovery_key, let_device_in
from tests.support.power_cuts import Deed, Journal, Said, cuts, put_on_disk
from tests.support.store import ROOT, RunningStore

WATCHED = (*system_calls.NAMES, *system_calls.CONTENTS)
IN_THE_SUITE = ("normal",)
pytestmark = pytest.mark.skipif(not system_calls.is_watchable(), reason="no program can be watched on this system")


Look = Callable[[Path, Told], str]


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

    parts = give_recovery_key(store, place)

    def hear(line: bytes) -> None:
        first, *more = line.removeprefix(JOINED).removeprefix(LET_IN).removeprefix(ERASE).decode().split()
        if line.startswith(JOINED):
            store.approve(first)
        elif line.startswith(LET_IN):
            let_device_in(store, " ".join(more), first, parts[ROSA], parts[TARIQ])
        elif line.startswith(ERASE):
            order_erasure(store, first, [bytes.fromhex(one) for one in more])

    journal = Journal(folder, told, hear)
    words = [str(folder), str(told), store.address, store.enrol("ruth"), str(seed), str(rounds), *mutant]
    return watched("laptop_day", journal, folder, *words)


def watched(day: str, journal: Journal, folder: Path, *words: str) -> Day:
    """What a program did below a folder from its first moment to its end."""
    command = [sys.executable, "-m", f"tests.faults.{day}", *words]
    assert system_calls.watch(command, WATCHED, journal.look, cwd=ROOT) == 0
    return Day(folder, journal.deeds)


def a_day_without_a_store(name: str, place: Path, *words: str) -> Day:
    """Watch another program that needs nobody: a copy that is led on, or a store under its administrators."""
    place.mkdir()
    folder, told = place / "store", place.with_suffix(".told")
    return watched(name, Journal(folder, told), folder, str(folder), str(told), *words)


def order_erasure(store: RunningStore, file: str, ids: list[bytes]) -> None:
    """As two administrators do."""
    opened = store.open()
    try:
        with opened.reading() as ledger:
            goes = going(ledger, (one for one in ledger.changes_of(file) if one.id in ids))
        erase(opened, store.keys, goes, "In the wrong file", ("Nadia Rahman", "Tom Price"))
    finally:
        opened.close()


def cut_off(day: Day, place: Path, count: int, seed: int, look: Look | None = None) -> Tried:
    """Cut the power so often in a day, and open what is left. look: at it, where it is not a laptop of ours."""
    lost: dict[str, int] = {}
    door = Door(Profile(place))
    look = look or (lambda _place, told: trouble_with(door, told))
    for at, left in cuts(day.deeds, count, random.Random(seed)):
        put_on_disk(left, day.folder, place)
        told = Told()
        for deed in day.deeds[:at]:
            if isinstance(deed, Said) and not deed.line.startswith((JOINED, LET_IN, ERASE)):
                told.hear(deed.line)
        if trouble := look(place, told):
            lost[trouble] = lost.get(trouble, 0) + 1
        shutil.rmtree(place, ignore_errors=True)
    return Tried(count, lost)


def trouble_with_store(place: Path, told: Told) -> str:
    """What is wrong with a store, in a line; until it was told that it stands, nothing is."""
    if not told.stands:
        return ""
    try:
        told.check({"the store": WRITTEN} | store_day.what_stands(place, told.stands | told.under_way))
    except AssertionError as error:
        return str(error).splitlines()[0]
    except Exception as error:  # noqa: BLE001
        return f"it does not open: {error!r}"
    return ""


def trouble_with_old_copy(place: Path, told: Told) -> str:
    """The same of a copy that the first release left."""
    return trouble_with(Door(Profile(place)), told, led_on_day.what_stands) if told.stands else ""


def trouble_with(door: Door, told: Told, what_stands: Callable[[Opened], dict[str, str]] = standing.what_stands) -> str:
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
    ("disks", "rounds"), [(100, 1), pytest.param(3200, 4, marks=[pytest.mark.long, pytest.mark.timeout(3600)])]
)
def test_no_power_cut_loses_what_was_said_to_be_kept(
    store: RunningStore, tmp_path: Path, disks: int, rounds: int
) -> None:
    day = a_day(store, tmp_path / "day", 20261127, rounds)
    tried = cut_off(day, tmp_path / "left", disks, disks)
    assert tried == Tried(disks, {})


@pytest.mark.parametrize("disks", [15, pytest.param(400, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_a_copy_of_the_first_release_is_led_on_or_is_as_it_was(tmp_path: Path, disks: int) -> None:
    day = a_day_without_a_store("led_on_day", tmp_path / "day")
    assert cut_off(day, tmp_path / "left", disks, disks, trouble_with_old_copy) == Tried(disks, {})


@pytest.mark.parametrize(
    ("disks", "rounds"), [(30, 1), pytest.param(1000, 4, marks=[pytest.mark.long, pytest.mark.timeout(3600)])]
)
def test_no_power_cut_loses_what_administrators_did_at_the_store(tmp_path: Path, disks: int, rounds: int) -> None:
    day = a_day_without_a_store("store_day", tmp_path / "day", "20261127", str(rounds))
    assert cut_off(day, tmp_path / "left", disks, disks, trouble_with_store) == Tried(disks, {})


@pytest.mark.long
@pytest.mark.parametrize("mutant", store_day.MUTANTS)
def test_a_store_without_one_of_its_precautions_is_found_out(tmp_path: Path, mutant: str) -> None:
    day = a_day_without_a_store("store_day", tmp_path / "day", "7", "2", mutant)
    assert cut_off(day, tmp_path / "left", 300, 7, trouble_with_store).lost


@pytest.mark.parametrize(
    "mutant", [pytest.param(one, marks=[] if one in IN_THE_SUITE else pytest.mark.long) for one in MUTANTS]
)
def test_a_laptop_without_one_of_its_precautions_is_found_out(store: RunningStore, tmp_path: Path, mutant: str) -> None:
    day = a_day(store, tmp_path / "day", 7, 1, mutant)
    assert cut_off(day, tmp_path / "left", 60, 7).lost
