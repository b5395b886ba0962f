"""Over a thousand answers of a store in the wrong hands, each bent another way: a laptop says so, and neither breaks, believes nor loses.

What must be so after each: only an error that says what to do; every change on the disk is one that somebody really sealed;
nothing that was there is gone, and no screen shows otherwise than it stands; in the end, with a store that answers
truly again, everybody has everything.
"""

import random
from collections.abc import Collection

import msgspec
import pytest

from casework.errors import KnownError
from casework.exchange import Endpoint
from casework.kinds.work import CaseNote
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.sync import transport
from desktop_app.vault.encrypted_database import reading
from tests.sync.hostile import Bender, HostileWire
from tests.sync.laptop import Laptop
from tests.sync.world import FILES, World, new_world

CHECKED_EVERY, PROVED_EVERY = 5, 25
WORLDS, IN_A_WORLD = 14, 75  # a world that has seen much takes longer to be looked through
IN_THE_SUITE = 4  # of them; the others with --long


def campaign(seed: int, replies: int) -> dict[str, int]:
    """So many bent answers, in a world of their own; how many to which question."""
    dice, bender = random.Random(seed), Bender(seed)
    with new_world("ruth at her desk", "omar") as world:
        ruth, _omar = world.laptops
        wire = HostileWire(world.store, bender)
        ruth.wire = wire
        ruth.crash_and_reopen()  # now over that wire
        ruth.sync()
        rounds = 0
        while bender.count < replies:
            rounds += 1
            something_is_written(world, dice, rounds)
            before = kept(ruth).keys()
            wire.is_hostile = True
            a_round(ruth, bender)
            wire.is_hostile = False
            check(world, ruth, before, bender, rounds)
        ruth.sync()
        world.end()
        world.check_proofs()
        assert ruth.records.waiting().count == 0
    return bender.bent


def something_is_written(world: World, dice: random.Random, number: int) -> None:
    """Now and then on either laptop, so that every answer has something in it."""
    ruth, omar = world.laptops
    if dice.random() < 0.4:
        written(world, omar, dice.choice(FILES), f"note {number} of omar")
        omar.sync()
    if dice.random() < 0.3:
        written(world, ruth, dice.choice(FILES), f"note {number} of ruth")


def written(world: World, laptop: Laptop, file: str, words: str) -> None:
    world.oracle.added(laptop.name, laptop.add(file, CaseNote(said=words)))


def a_round(laptop: Laptop, bender: Bender) -> None:
    """A round, in which the laptop may say that something is wrong, in words, and nothing else."""
    try:
        laptop.sync()
    except KnownError as error:
        is_said = bool(error.sentence.strip())
    except Exception as error:
        raise AssertionError(f"{bender.last}: {type(error).__name__}: {error}") from error
    else:
        is_said = True  # in the outcome, where there was anything to say
    assert is_said, bender.last


def kept(laptop: Laptop) -> dict[bytes, bool]:
    """{change: whether its words are there}, of the children's files and of what was set aside as refused."""
    held = {change.id: change.body is not None for file in FILES for change in laptop.held(file)}
    return held | {one.change.id: one.change.body is not None for one in laptop.records.set_aside()}


def check(world: World, laptop: Laptop, before: Collection[bytes], bender: Bender, rounds: int) -> None:
    """What must be so. What the store is made to refuse is set aside and shown, as if it had meant it."""
    now = kept(laptop)
    assert set(before) <= now.keys(), f"{bender.last}: what was on the laptop is gone"
    assert all(now.values()), f"{bender.last}: words are gone"
    try:
        for name in now:
            world.oracle.act_of(name)
    except KeyError as error:
        raise AssertionError(f"{bender.last}: a change that nobody sealed") from error
    world._note_refusals(laptop)
    if rounds % CHECKED_EVERY == 0:
        world.check_laptop(laptop)
    if rounds % PROVED_EVERY == 0:
        with reading(laptop.vault.engine) as connection:
            assert problems_of_copy(connection, laptop.records.identity) == [], bender.last


@pytest.mark.parametrize(
    "seed", [one if one < IN_THE_SUITE else pytest.param(one, marks=pytest.mark.long) for one in range(WORLDS)]
)
def test_a_thousand_answers_are_bent_and_nothing_is_lost_or_made_up(seed: int) -> None:
    bent = campaign(seed, IN_A_WORLD)
    assert bent.keys() >= {Endpoint.WAIT, Endpoint.PULL, Endpoint.PUSH}


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("first", range(WORLDS, 10 * WORLDS, WORLDS))
def test_ten_thousand_answers_are_bent_and_nothing_is_lost_or_made_up(first: int) -> None:
    for seed in range(first, first + WORLDS):
        campaign(seed, IN_A_WORLD)


# -- and a laptop that is not on its guard is found out --------------------------------------------------------------


def test_a_laptop_that_reads_whatever_comes_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "_decode", lambda body, form: msgspec.msgpack.decode(body, type=form))
    with pytest.raises(AssertionError, match="DecodeError"):
        campaign(0, IN_A_WORLD)
