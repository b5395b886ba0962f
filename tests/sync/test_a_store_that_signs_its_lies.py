"""A store that lies with its own key can withhold, delay and put in another order; it cannot make up, alter, or take away.

After each lie the laptop's disk is what it was before, for the next one: what a store has signed it cannot take back.
"""

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from casework.errors import KnownError
from casework.kinds.work import CaseNote
from desktop_app.record_store import intake, trust
from desktop_app.vault.encrypted_database import reading
from tests.sync.hostile import HostileWire
from tests.sync.laptop import Laptop
from tests.sync.liar import Liar
from tests.sync.test_planted_mutants import Plant, plant  # noqa: F401 fixture
from tests.sync.world import FILES, World, new_world

A_FEW, LIES, TOLD_ON_ONE_DISK = 60, 120, 10


def campaign(seed: int, lies: int) -> Liar:
    """So many rounds with a store that lies."""
    dice = random.Random(seed)
    with new_world("ruth at her desk", "omar") as world:
        ruth = world.laptops[0]
        liar = Liar(seed, world.store.store.key)
        wire = HostileWire(world.store, liar)
        ruth.wire = wire
        ruth.crash_and_reopen()
        for number in range(lies):
            if number % TOLD_ON_ONE_DISK == 0:
                begin_anew(world, number)
            add(world, 1, dice.choice(FILES), f"{number} of omar")
            if dice.random() < 0.5:
                add(world, 1, dice.choice(FILES), f"{number} of omar, under the same seal")
            world.laptops[1].sync()
            before = kept(ruth)
            wire.is_hostile = True
            a_round(ruth, liar)
            wire.is_hostile = False
            check(world, ruth, before, liar)
            ruth.put_back()
        assert ruth.sync().trouble == ""
        world.end()
        world.check_proofs()
    return liar


def begin_anew(world: World, number: int) -> None:
    """Ruth has everything, and something that she has not sent; so it lies on the copy of her disk."""
    ruth = world.laptops[0]
    assert ruth.sync().trouble == ""
    add(world, 0, FILES[0], f"{number} of ruth, not sent")
    add(world, 0, FILES[1], f"{number} of ruth, not sent either")
    folder = Path(str(ruth.folder) + " as it was")
    if folder.exists():
        shutil.rmtree(folder)
    ruth.take_copy(folder)


def add(world: World, whose: int, file: str, words: str) -> None:
    laptop = world.laptops[whose]
    world.oracle.added(laptop.name, laptop.add(file, CaseNote(said=words)))


def kept(laptop: Laptop) -> dict[bytes, bytes]:
    """{change: its words}, of every file and of what was set aside."""
    with reading(laptop.vault.engine) as connection:
        rows = connection.exec_driver_sql("SELECT id, body FROM log").all()
    return {row[0]: row[1] for row in rows} | {
        one.change.id: one.change.body or b"" for one in laptop.records.set_aside()
    }


def a_round(laptop: Laptop, liar: Liar) -> None:
    """It may say in words that something is wrong; nothing else may come out of it."""
    try:
        laptop.sync()
    except KnownError:
        pass
    except Exception as error:
        raise AssertionError(f"{liar.last}: {type(error).__name__}: {error}") from error


def check(world: World, laptop: Laptop, before: dict[bytes, bytes], liar: Liar) -> None:
    """Nothing of hers is gone, and all that is there somebody wrote, with these words."""
    now = kept(laptop)
    assert before.items() <= now.items(), f"{liar.last}: something is gone or altered"
    with world.store.store.reading() as ledger:
        true = {change.id: change.body for head in ledger.heads() for change in ledger.changes_of(head.file)}
    came = {name: body for name, body in now.items() if name not in before}
    assert came.items() <= true.items(), f"{liar.last}: something was made up or altered"
    world.check_laptop(laptop)


def test_nothing_is_made_up_altered_or_taken_away() -> None:
    told = campaign(20261127, A_FEW).told
    assert len(told) > 12


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(10))
def test_nothing_is_made_up_altered_or_taken_away_in_a_thousand_lies(seed: int) -> None:
    campaign(seed, LIES)


# -- and a laptop that believed it would be found ------------------------------------------------------------------


def found_out() -> bool:
    return any(is_found(seed) for seed in range(1, 9))


def is_found(seed: int) -> bool:
    try:
        campaign(seed, A_FEW)
    except AssertionError:
        return True
    return False


def test_a_laptop_that_checks_no_seal_is_found_out(plant: Plant) -> None:  # noqa: F811
    plant(intake.check_seal, lambda *_parts: None)
    assert found_out()


def test_a_laptop_that_lets_a_store_approve_devices_is_found_out(plant: Plant) -> None:  # noqa: F811
    plant(trust.check_approval, lambda *_parts: None)
    assert found_out()


def test_a_laptop_that_lets_words_be_withheld_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    real = intake.check_batch

    def lets_words_go(*given: Any) -> None:
        real(*given[:-1], {change.id for change in given[-2]})

    monkeypatch.setattr(intake, "check_batch", lets_words_go)
    assert found_out()
