"""Orders of things on the way between laptop and store, told as they happen: a cut at any statement, seals of several changes
in the smallest pages, a laptop that may no longer connect.
"""

import pytest

from casework.exchange import Endpoint
from casework.kinds.people import SUBJECT
from casework.kinds.work import CaseNote
from desktop_app.sync.transport import StoreRefused
from tests.sync.laptop import Laptop
from tests.sync.oracle import Entry
from tests.sync.power import power_goes
from tests.sync.wire import PowerCut, Trouble
from tests.sync.world import ELLA, new_world

CHILD: Entry = (ELLA, "person", SUBJECT)
MOST_STATEMENTS = 1000
MOST_PAGES = 60


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.long)])
def test_the_power_goes_at_any_statement_of_a_round(step: int) -> None:
    """Each round is cut so many statements later than the one before, until one comes to its end."""
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        for place in range(1, MOST_STATEMENTS, step):
            for laptop in (omar, ruth):
                world.oracle.added(laptop.name, laptop.add(ELLA, CaseNote(said=f"{place} of {laptop.name}")))
            omar.sync()
            if is_whole(ruth, place):
                break
            assert ruth.sync().trouble == "", place
        assert 20 < place < MOST_STATEMENTS - step  # or there was little to be cut, or no end of it
        world.end()
        world.check_proofs()


def test_the_disk_is_full_and_has_room_again() -> None:
    """Room for one page more each time, until a whole round has room: nothing is kept by halves, and nothing is lost."""
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        for pages in range(MOST_PAGES):
            for laptop in (omar, ruth):
                for number in range(20):
                    words = f"{pages}.{number} of {laptop.name}: " + "a word or two " * 20
                    world.oracle.added(laptop.name, laptop.add(ELLA, CaseNote(said=words)))
            omar.sync()
            if world.sync_with_a_full_disk(ruth, pages):
                break
            assert ruth.sync().trouble == ""
        assert 2 < pages < MOST_PAGES - 1
        world.end()
        world.check_proofs()


def is_whole(laptop: Laptop, place: int) -> bool:
    """Whether a round ends before the nth statement on the laptop's disk; else it was cut there, and opened again."""
    try:
        with power_goes(laptop, place):
            laptop.sync()
    except PowerCut:
        laptop.crash_and_reopen()
        return False
    return True


def test_several_changes_under_one_seal_come_whole_in_the_smallest_pages() -> None:
    with new_world("ruth at her desk", "omar", "zoe") as world:
        ruth, omar, zoe = world.laptops
        for number in range(5):
            world.write_note(ruth, ELLA, f"{number} under one seal")
        world.sync(ruth)
        world.write_note(omar, ELLA, "under another")
        world.sync(omar)
        world.sync(zoe, in_small_pages=True)
        assert len(zoe.held(ELLA)) == len(omar.held(ELLA))
        world.end()
        world.check_proofs()


def test_a_revoked_laptop_neither_gives_nor_takes() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        world.sync(ruth)
        world._office.revoke(ruth.records.identity.device)
        world.write(omar, CHILD, school="Oak Lane")
        world.sync(omar)
        world.write(ruth, CHILD, school="Hill Top")
        for token in (ruth.wire.token, ""):
            ruth.wire.token = token
            assert refused(ruth) == "device"
        world.sync(omar)
        assert omar.screen(*CHILD)["school"] == ("Oak Lane",)  # type: ignore[index]
        assert ruth.screen(*CHILD)["school"] == ("Hill Top",)  # type: ignore[index] kept, for whoever looks through it
        assert ruth.records.waiting().count == 1


def refused(laptop: Laptop) -> str:
    """The code with which the store refuses a round; empty where it does not."""
    try:
        laptop.sync()
    except StoreRefused as error:
        return error.code
    return ""


def test_who_lost_most_writes_first_and_a_colleague_still_gives_back_what_was_lost() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, _omar = world.laptops
        world.back_up_store()
        world.copy_laptop(ruth)
        world.write(ruth, CHILD, school="Hill Top")
        for laptop in world.laptops:
            world.sync(laptop)
        world.put_back_laptop(ruth)  # one fire took both: only Omar holds what she wrote
        world.put_back_store()
        world.write(ruth, CHILD, school="Oak Lane")
        world.sync(ruth)
        world.end()
        world.check_proofs()
        assert set(ruth.screen(*CHILD)["school"]) == {"Hill Top", "Oak Lane"}  # type: ignore[index]


def test_the_store_is_put_back_twice_and_takes_the_older_of_two_seals_over_the_same_words() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        world.back_up_store()
        world.write(omar, CHILD, school="Oak Lane")
        world.sync(omar)
        world.sync(ruth)
        world.put_back_store()
        world.sync(omar)  # he seals his words anew; nobody hears of it
        world.put_back_store()
        world.sync(ruth)  # she gives them back under the seal that she has
        world.sync(omar)
        world.check_proofs()
        world.back_up_store()
        world.write(ruth, CHILD, school="Hill Top")
        world.sync(ruth)
        world.sync(omar)
        world.put_back_store()  # the fork is after those words now: how far he was is worked out from their seal
        world.end()
        world.check_proofs()


def test_a_seal_over_what_the_store_has_back_already_uses_up_no_number() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        world.copy_laptop(omar)
        world.back_up_store()
        world.write(omar, CHILD, school="Oak Lane")
        world.sync(omar)
        world.sync(ruth)
        world.put_back_store()
        given_back_first = Trouble(Endpoint.PUSH, 0, "meanwhile", lambda: world.sync(ruth))
        world.sync(omar, given_back_first)  # his own new seal over the same words comes a moment later
        world.put_back_laptop(omar)  # and he does not know of it any more
        world.write(omar, CHILD, phone="0300 123 1009")
        world.end()
        world.check_proofs()
        assert ruth.screen(*CHILD)["phone"] == ("0300 123 1009",)  # type: ignore[index]


def test_what_a_pull_had_taken_before_it_was_cut_is_not_asked_for_again() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        for number in range(3):
            world.write_note(omar, ELLA, f"note {number}")
            world.sync(omar)
        assert not world.sync(ruth, Trouble(Endpoint.PULL, 2, "before"), in_small_pages=True)
        world.check_laptop(ruth)
        world.end()
        world.check_proofs()
