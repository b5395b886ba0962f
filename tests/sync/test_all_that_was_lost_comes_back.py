"""A store put back from a copy that is five hundred changes old regains every one, under its author's own seal, from another's laptop."""

from casework.exchange import from_wire
from casework.kinds.work import CaseNote
from central_store.pages import Pages
from tests.support.store import TENANT
from tests.sync.laptop import Laptop
from tests.sync.world import FILES, World, new_world

LATER, IN_A_PUSH = 500, 10
EVERYTHING = 2**40


def test_five_hundred_later_changes_are_given_back_by_a_laptop_that_wrote_none_of_them() -> None:
    with new_world("ruth at her desk", "omar", "zoe") as world:
        ruth, omar, zoe = world.laptops
        for laptop in world.laptops:
            world.sync(laptop)
        world.back_up_store()
        later = written_in_turn(world, ruth, omar)
        assert len(later) == LATER
        sealed_before = {name: seal for name, seal in seals_at_store(world).items() if name in later}
        assert zoe.sync().agrees
        for gone in (ruth, omar):  # with their laptops, in the same night
            world.laptops.remove(gone)
            gone.close()
        world.put_back_store()
        assert later.isdisjoint(seals_at_store(world))
        world.sync(zoe)
        found = seals_at_store(world)
        assert {name: found.get(name) for name in later} == sealed_before
        world.end()
        world.check_proofs()


def written_in_turn(world: World, *writers: Laptop) -> set[bytes]:
    """Ids of what they write and send, a few changes a push, in both children's files."""
    later = set[bytes]()
    for number in range(LATER // IN_A_PUSH):
        writer, file = writers[number % len(writers)], FILES[number // len(writers) % len(FILES)]
        for place in range(IN_A_PUSH):
            change = writer.add(file, CaseNote(said=f"{number}.{place} of {writer.name}"))
            world.oracle.added(writer.name, change)
            later.add(change.id)
        assert writer.sync().trouble == ""
    return later


def seals_at_store(world: World) -> dict[bytes, tuple[str, bytes]]:
    """{change: (device that sealed it, its signature)} of every change that the store has numbered, as it hands them out."""
    with world.store.store.engine.connect() as connection:
        pages = Pages(connection, TENANT)
        batches = [batch for file in FILES for batch in pages.batches_after(file, 0, EVERYTHING)[0]]
    return {
        from_wire(wire).id: (batch.seal.device, batch.seal.signature)
        for batch in batches
        for wire in batch.changes
        if wire.mark != "known"
    }
