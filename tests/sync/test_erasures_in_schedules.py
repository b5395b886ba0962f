"""Erasures among everything else that can happen: no order's words come back, no other words go, everybody ends with the same."""

import random
from collections.abc import Iterator

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.erasure import orders_in
from casework.fold import fold
from casework.kinds.books import ErasureOrder
from central_store.erasing import Going, erase
from desktop_app.record_store import log
from desktop_app.vault.encrypted_database import reading
from tests.support.store import TENANT
from tests.sync.laptop import Laptop
from tests.sync.schedules import Player, Step, schedule
from tests.sync.world import FILES, PEOPLE, Broken, World, new_world

A_FEW = 8
MANY, IN_ONE_TEST = 1000, 50
ONE_IN = 6
BOTH = ("Nadia Rahman", "Tom Price")
# The laptop that knows of the order is another than the one that brings the words back to a store from a backup.
DIRECTED = (
    *(Step("back up store"), Step("note", 0), Step("sync", 0), Step("sync", 1), Step("erase", n=999), Step("sync", 0)),
    *(Step("put back store"), Step("sync", 1), Step("sync", 0), Step("sync", 1)),
)


class Eraser(Player):
    """Plays schedules in which the authority orders erasures."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        world.check_laptop = lambda _laptop: None  # type: ignore[method-assign] the oracle of screens knows no gaps

    def play(self, step: Step) -> None:
        """One step."""
        if step.what == "erase":
            self._erase(step)
        else:
            super().play(step)

    def _erase(self, step: Step) -> None:
        world = self._world
        there = [change for change in world._at_store() if not change.is_erased]
        if there:
            change = there[step.n % len(there)]
            its = [one for one in there if one.header.record == change.header.record] if step.m % 2 else [change]
            going = Going(change.header.file, tuple(one.id for one in its if one.header.file == change.header.file))
            erase(world.store.store, world._office.keys, [going], "In the wrong file", BOTH)


def play(laptops: int, steps: list[Step]) -> None:
    """To the end, where everybody connects until it is quiet. Raises Broken, or whatever else goes wrong."""
    with new_world(*list(PEOPLE)[:laptops]) as world:
        eraser = Eraser(world)
        for step in steps:
            eraser.play(step)
        for laptop in world.laptops:
            for form in laptop.forms():
                world.save(laptop, form)
            laptop.wire.deliver()
        world._until_quiet()
        world._until_quiet()  # an order that came back last is known to everybody after one more
        check(world)
        world.check_proofs()


def check(world: World) -> None:
    """What must be so of words that were ordered to go, and of all others."""
    orders = orders_at(world)
    ordered = {(order.file, name) for order in orders for name in order.changes}
    at_store = {change.id: change for change in world._at_store()}
    for where, change in everything(world):
        if change.is_erased is not ((change.header.file, change.id) in ordered):
            raise Broken(f"at {where}: {'words are missing' if change.is_erased else 'words came back'}")
    for act in world.oracle.acts.values():
        if act.name not in at_store and not act.is_gone and not act.is_refused:
            raise Broken(f"act {act.serial} of {act.laptop} was added and is nowhere")
    for file in FILES:
        plain = {
            key: state.as_plain() for key, state in fold(c for c in at_store.values() if c.header.file == file).items()
        }
        for laptop in world.laptops:
            if {key: state.as_plain() for key, state in fold(laptop.held(file)).items()} != plain:
                raise Broken(f"{laptop.name} and the store do not say the same")
            check_screens(laptop, file)
    for laptop in world.laptops:
        if laptop.records.waiting().count:
            raise Broken(f"{laptop.name} still has something to send")


def check_screens(laptop: Laptop, file: str) -> None:
    """Records as they stand are what the log says, also where words are gone."""
    with reading(laptop.vault.engine) as connection:
        held = connection.exec_driver_sql(
            "SELECT kind, record, presence, content FROM current WHERE file=?", (file,)
        ).all()
    with laptop.vault.engine.begin() as connection:
        log.fold_into_current(connection, file, [(row.kind, row.record) for row in held])
        again = connection.exec_driver_sql(
            "SELECT kind, record, presence, content FROM current WHERE file=?", (file,)
        ).all()
    if sorted(held) != sorted(again):
        raise Broken(f"{laptop.name} shows something otherwise than it stands")


def everything(world: World) -> Iterator[tuple[str, Change]]:
    """Every change, wherever it lies."""
    yield from (("the store", change) for change in world._at_store())
    for laptop in world.laptops:
        yield from ((laptop.name, change) for change in world._held(laptop))


def orders_at(world: World) -> list[ErasureOrder]:
    """The orders that the store still has: one that nobody held when it burnt is the authority's to give again."""
    with world.store.store.reading() as ledger:
        return orders_in(world.store.store.about.authority, TENANT, ledger.changes_of(AUTHORITY_BOOK))


def with_erasures(seed: int) -> tuple[int, list[Step]]:
    """The schedule of this seed, with an erasure now and then."""
    dice = random.Random(f"erasures {seed}")
    laptops, steps = schedule(seed)
    mixed: list[Step] = list(DIRECTED) if dice.random() < 0.3 else []
    for step in steps:
        mixed.append(step)
        if dice.randrange(ONE_IN) == 0:
            mixed.append(Step("erase", n=dice.randrange(1000), m=dice.randrange(1000)))
    return laptops, mixed


def check_seed(seed: int) -> None:
    """Play it; a failure says the seed."""
    laptops, steps = with_erasures(seed)
    try:
        play(laptops, steps)
    except Exception as error:
        told = "\n".join(f"  {step.what} who={step.who} n={step.n} m={step.m}" for step in steps)
        raise AssertionError(f"seed {seed}, {laptops} laptops: {type(error).__name__}: {error}\n{told}") from error


@pytest.mark.parametrize("seed", range(A_FEW))
def test_only_what_was_ordered_goes_and_nothing_of_it_comes_back(seed: int) -> None:
    check_seed(seed)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("first", range(A_FEW, MANY, IN_ONE_TEST))
def test_only_what_was_ordered_goes_in_a_thousand_schedules(first: int) -> None:
    for seed in range(first, min(first + IN_ONE_TEST, MANY)):
        check_seed(seed)


def test_a_store_from_a_backup_hears_of_the_order_after_the_words() -> None:
    play(2, list(DIRECTED))
