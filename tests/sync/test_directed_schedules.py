"""The orders of things in which a naive record loses somebody's words or makes two versions that nobody wrote.

Each is told as it happens to the workers. The world watches every screen beside what is asserted here (tests/sync/oracle).
"""

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.exchange import Endpoint
from casework.kinds.people import SUBJECT
from tests.sync.laptop import Laptop
from tests.sync.oracle import Entry
from tests.sync.schedules import TOO_LONG
from tests.sync.wire import Trouble
from tests.sync.world import ELLA, World, new_world

CHILD: Entry = (ELLA, "person", SUBJECT)
CUT_BEFORE_PULL = Trouble(Endpoint.PULL, 0, "before")
ANSWER_LOST = Trouble(Endpoint.PUSH, 0, "after")


def stands(laptop: Laptop, field: str = "school", entry: Entry = CHILD) -> set[object]:
    """The words of a field on this laptop's screen: one, or every version."""
    screen = laptop.screen(*entry)
    assert screen is not None
    return set(screen[field])


def the_note(world: World, laptop: Laptop) -> Entry:
    """The note that everybody holds."""
    return next(entry for entry in world.entries(laptop) if entry[:2] == (ELLA, "case_note"))


def everybody_sees(world: World, *words: str, field: str = "school", entry: Entry = CHILD) -> None:
    """All connect until it is quiet; then every screen shows these words and no others, and asks to settle only several."""
    world.end()
    world.check_proofs()
    for laptop in world.laptops:
        assert stands(laptop, field, entry) == set(words), laptop.name
        to_settle = {(one.file, one.kind, one.record, one.field) for one in laptop.records.two_versions()}
        assert ((*entry, field) in to_settle) == (len(words) > 1), laptop.name


# -- the five that break every reading of "the last number I saw" ------------------------------------------------


def test_a_strangers_edit_comes_between_my_acknowledgement_and_my_pull() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        world.write(omar, CHILD, school="Oak Lane")
        world.sync(omar)
        world.write(ruth, CHILD, school="Hill Top")
        world.sync(ruth, CUT_BEFORE_PULL)  # the store has hers and said so; she has not heard of his
        assert stands(ruth) == {"Hill Top"}
        world.write(ruth, CHILD, school="Hill Top Infants")
        everybody_sees(world, "Oak Lane", "Hill Top Infants")


def test_a_pull_lands_while_a_form_is_open() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        open_on_her_screen = world.open_form(ruth, CHILD, ("school",))
        world.write(omar, CHILD, school="Oak Lane")
        world.sync(omar)
        world.sync(ruth)
        assert stands(ruth) == {"Oak Lane"}  # on her page, but not in the form that she opened before
        world.finish(ruth, open_on_her_screen, "Hill Top")
        everybody_sees(world, "Oak Lane", "Hill Top")


def test_one_person_writes_on_two_machines() -> None:
    with new_world("ruth at her desk", "ruth in the car") as world:
        desk, car = world.laptops
        world.write(car, CHILD, school="Oak Lane")
        world.write(desk, CHILD, school="Hill Top")
        world.sync(car)
        world.sync(desk, CUT_BEFORE_PULL)
        world.write(desk, CHILD, school="Hill Top Infants")
        everybody_sees(world, "Oak Lane", "Hill Top Infants")


def test_the_store_is_put_back_from_a_backup_and_a_stranger_sends_first() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        world.back_up_store()
        world.write(ruth, CHILD, school="Hill Top")
        world.sync(ruth)
        world.write(ruth, CHILD, school="Hill Top Infants")
        world.sync(ruth)
        world.put_back_store()
        world.write(omar, CHILD, school="Oak Lane")  # takes the number that hers had
        world.sync(omar)
        world.sync(ruth)
        everybody_sees(world, "Hill Top Infants", "Oak Lane")


def test_a_laptop_is_put_back_from_a_backup_and_goes_on_with_its_own_old_words() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        world.write(ruth, CHILD, school="Hill Top")
        world.copy_laptop(ruth)  # as yet unsent on this copy
        world.sync(ruth)
        world.sync(omar)
        world.put_back_laptop(ruth)
        world.write(ruth, CHILD, school="Hill Top Infants")
        everybody_sees(world, "Hill Top Infants")


def test_a_laptop_that_was_put_back_replaces_only_what_its_old_screen_showed() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, _omar = world.laptops
        world.write(ruth, CHILD, school="Hill Top")
        world.copy_laptop(ruth)
        world.write(ruth, CHILD, school="Oak Lane")
        world.sync(ruth)
        world.put_back_laptop(ruth)
        assert stands(ruth) == {"Hill Top"}
        world.write(ruth, CHILD, school="Hill Top Infants")
        everybody_sees(world, "Oak Lane", "Hill Top Infants")


def test_a_colleague_gives_back_what_neither_the_store_nor_the_writer_s_laptop_has_any_more() -> None:
    with new_world("ruth at her desk", "omar", "zoe") as world:
        ruth, omar, zoe = world.laptops
        world.back_up_store()
        world.copy_laptop(ruth)
        world.write(ruth, CHILD, school="Hill Top")
        world.sync(ruth)
        world.sync(omar)
        world.put_back_laptop(ruth)  # one fire took both
        world.put_back_store()
        world.sync(zoe)
        assert stands(zoe) == {"Elm Road"}
        world.sync(omar)
        world.sync(zoe)
        assert stands(zoe) == {"Hill Top"}
        world.write(ruth, CHILD, school="Oak Lane")  # under a seal number that she has had before
        everybody_sees(world, "Hill Top", "Oak Lane")


# -- settling, withdrawing ---------------------------------------------------------------------------------------


def test_who_settles_two_versions_does_not_swallow_a_third() -> None:
    with new_world("ruth at her desk", "omar", "zoe") as world:
        ruth, omar, zoe = world.laptops
        for laptop, school in ((ruth, "Hill Top"), (omar, "Oak Lane"), (zoe, "Mill Road")):
            world.write(laptop, CHILD, school=school)
        for laptop in (ruth, omar, ruth):
            world.sync(laptop)
        assert stands(ruth) == {"Hill Top", "Oak Lane"}
        world.write(ruth, CHILD, school="Oak Lane, from Monday")  # the form asks her to choose
        world.sync(ruth)
        everybody_sees(world, "Oak Lane, from Monday", "Mill Road")


def test_two_settle_the_same_way_and_it_is_settled() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        for laptop, school in ((ruth, "Hill Top"), (omar, "Oak Lane")):
            world.write(laptop, CHILD, school=school)
        for laptop in (ruth, omar, ruth):
            world.sync(laptop)
        for laptop in (ruth, omar):
            world.write(laptop, CHILD, school="Oak Lane")
        everybody_sees(world, "Oak Lane")


def test_what_nobody_who_withdrew_it_had_seen_is_not_withdrawn() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        note = the_note(world, ruth)
        world.write(omar, note, said="she said she is scared of going home")
        world.finish(ruth, world.open_form(ruth, note, (), "withdraw"))
        world.sync(ruth)
        world.sync(omar)
        everybody_sees(world, "kept", "withdrawn", field="*", entry=note)
        everybody_sees(world, "she said she is scared of going home", field="said", entry=note)
        world.finish(omar, world.open_form(omar, note, (), "restore"))
        everybody_sees(world, "kept", field="*", entry=note)


def test_what_was_seen_and_withdrawn_is_gone_from_every_screen_until_it_is_restored() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        note = the_note(world, ruth)
        world.finish(ruth, world.open_form(ruth, note, (), "withdraw"))
        everybody_sees(world, "withdrawn", field="*", entry=note)
        world.finish(omar, world.open_form(omar, note, (), "restore"))
        everybody_sees(world, "kept", field="*", entry=note)


def test_one_thing_of_which_there_is_one_is_written_on_two_laptops() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        note = world.write_note(ruth, ELLA, "met Gemma", only_one=True)
        assert note == world.write_note(omar, ELLA, "met Gemma", only_one=True)
        everybody_sees(world, "met Gemma", field="said", entry=note)


# -- answers that never came -------------------------------------------------------------------------------------


def test_a_form_still_shows_words_that_the_store_refused_in_the_meantime() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, _omar = world.laptops
        world.write(ruth, CHILD, school=TOO_LONG)
        form = world.open_form(ruth, CHILD, ("school",))
        world.sync(ruth)
        assert [one.reason for one in ruth.records.set_aside()] == ["size"]
        assert stands(ruth) == {"Elm Road"}
        world.finish(ruth, form, "Hill Top")
        everybody_sees(world, "Hill Top")


def test_several_unsent_edits_of_one_field_and_the_first_is_refused() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, _omar = world.laptops
        world.write(ruth, CHILD, school=TOO_LONG)
        world.write(ruth, CHILD, school="Hill Top")
        world.write(ruth, CHILD, school="Hill Top Infants")
        world.sync(ruth)
        everybody_sees(world, "Hill Top Infants")


def test_what_the_store_has_already_is_not_refused_when_the_child_has_moved_on() -> None:
    with new_world("ruth at her desk") as world:
        (ruth,) = world.laptops
        world.write(ruth, CHILD, school="Hill Top")
        world.sync(ruth, ANSWER_LOST)
        assert ruth.records.waiting().count == 1
        world.hand_on(ELLA)
        world.sync(ruth)
        assert ruth.records.waiting().count == 0
        assert ruth.records.set_aside() == []


def test_what_comes_new_after_the_child_has_moved_on_is_set_aside_and_shown() -> None:
    with new_world("ruth at her desk") as world:
        (ruth,) = world.laptops
        world.write(ruth, CHILD, school="Hill Top")
        world.hand_on(ELLA)
        world.sync(ruth)
        assert [(one.change.values, one.reason) for one in ruth.records.set_aside()] == [
            ({"school": "Hill Top"}, "right")
        ]
        assert stands(ruth) == {"Elm Road"}


@pytest.mark.parametrize("endpoint", [Endpoint.WAIT, Endpoint.PUSH, Endpoint.PULL])
@pytest.mark.parametrize("what", ["before", "after", "twice", "late", "power"])
def test_a_round_is_cut_anywhere(endpoint: str, what: str) -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        world.write(omar, CHILD, phone="0300 123 1002")
        world.sync(omar)
        world.write(ruth, CHILD, school="Hill Top")
        world.sync(ruth, Trouble(endpoint, 0, what), in_small_pages=True)
        world.write(ruth, CHILD, school="Hill Top Infants")
        ruth.wire.deliver()
        everybody_sees(world, "Hill Top Infants")
        assert stands(omar, "phone") == {"0300 123 1002"}


def test_a_message_sent_before_the_store_burnt_reaches_the_store_that_was_put_back() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        world.write(ruth, CHILD, school="Hill Top")
        world.sync(ruth)
        world.back_up_store()
        world.write(ruth, CHILD, school="Hill Top Infants")
        world.sync(ruth, Trouble(Endpoint.PUSH, 0, "late"))
        world.put_back_store()
        world.sync(omar)
        ruth.wire.deliver()
        everybody_sees(world, "Hill Top Infants")


def test_a_colleague_sends_while_my_message_is_on_its_way() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        world.write(ruth, CHILD, school="Hill Top")
        world.write(omar, CHILD, school="Oak Lane")
        world.sync(ruth, Trouble(Endpoint.PUSH, 0, "meanwhile", lambda: world.sync(omar)))
        everybody_sees(world, "Hill Top", "Oak Lane")


def test_i_go_on_writing_while_my_message_is_on_its_way() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, _omar = world.laptops
        world.write(ruth, CHILD, school="Hill Top")
        more = Trouble(Endpoint.PUSH, 0, "meanwhile", lambda: world.write(ruth, CHILD, school="Hill Top Infants"))
        world.sync(ruth, more)
        everybody_sees(world, "Hill Top Infants")


def test_a_clock_a_year_behind_or_ahead_changes_nothing() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, omar = world.laptops
        ruth.set_clock(400)
        omar.set_clock(-400)
        world.write(ruth, CHILD, school="Hill Top")
        world.sync(ruth)
        world.sync(omar)
        world.write(omar, CHILD, school="Oak Lane")  # "earlier" than what it replaces
        everybody_sees(world, "Oak Lane")


def test_the_authoritys_book_comes_to_a_store_that_was_put_back_as_to_any_other_file() -> None:
    with new_world("ruth at her desk", "omar") as world:
        ruth, _omar = world.laptops
        world.back_up_store()
        world.put_back_store()
        world.end()
        assert ruth.records.standing_of_files()[AUTHORITY_BOOK].number > 0
        world.check_proofs()
