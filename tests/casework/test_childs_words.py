"""Who may see a child's words: professionals only until the child was asked, and then as the child said."""

from typing import Any

import msgspec
import pytest

from casework.childs_words import (
    OPEN_ROOM,
    WORKERS,
    Audience,
    Choice,
    Eyes,
    Sight,
    family_member,
    who_may_see,
    words_for,
)
from casework.editing import Pen, create, edit, settle
from casework.fold import RecordState, fold
from casework.kinds.direct_work import Drawing, Override, Quote, Sharing
from casework.kinds.reading import read_as, values_of

MUM, DAD, NAN = "a1", "b2", "c3"
CHILD = Audience(Eyes.CHILD)
EVERY_AUDIENCE = (CHILD, WORKERS, OPEN_ROOM, family_member(MUM), family_member(MUM, DAD), family_member())
RUTH = Pen("ruth", "laptop-a", "2026-11-23", "2026-11-23T10:00:00Z")
OMAR = Pen("omar", "laptop-b", "2026-11-23", "2026-11-23T10:05:00Z")
PICKED = Sharing(Choice.PICKED.value, {MUM: True, NAN: True, DAD: False})


@pytest.mark.parametrize("words", [Quote(words="i dont like it when they shout"), Drawing(title="Home")])
def test_until_the_child_was_asked_it_is_for_professionals_only(words: Quote | Drawing) -> None:
    for audience in EVERY_AUDIENCE:
        sight = who_may_see(words, audience)
        assert sight is (Sight.SHOWN if audience in (CHILD, WORKERS) else Sight.NOT_ASKED)
        assert sight.may_see is (sight is Sight.SHOWN)


@pytest.mark.parametrize(
    ("choice", "audience", "sight"),
    [
        (Sharing("everyone"), OPEN_ROOM, Sight.SHOWN),
        (Sharing("everyone"), family_member(DAD), Sight.SHOWN),
        (Sharing("professionals"), OPEN_ROOM, Sight.HELD_BACK),
        (Sharing("professionals"), family_member(MUM), Sight.HELD_BACK),
        (Sharing("ask_first"), OPEN_ROOM, Sight.ASK_CHILD),
        (Sharing("ask_first"), family_member(MUM), Sight.ASK_CHILD),
        (PICKED, family_member(MUM), Sight.SHOWN),
        (PICKED, family_member(MUM, NAN), Sight.SHOWN),
        (PICKED, family_member(DAD), Sight.HELD_BACK),
        (PICKED, family_member(MUM, DAD), Sight.HELD_BACK),  # one who may not is enough
        (PICKED, family_member("never named"), Sight.HELD_BACK),
        (PICKED, family_member(), Sight.HELD_BACK),  # "nobody in particular" is not "everybody allowed"
        (PICKED, OPEN_ROOM, Sight.HELD_BACK),  # whoever comes in at the door was not picked
        (Sharing("something a newer release knows"), OPEN_ROOM, Sight.HELD_BACK),
        (Sharing("something a newer release knows", {MUM: True}), family_member(MUM), Sight.HELD_BACK),
        (Sharing(""), family_member(MUM), Sight.HELD_BACK),
    ],
)
def test_the_child_s_choice_holds(choice: Sharing, audience: Audience, sight: Sight) -> None:
    for words in (Quote(words="x", may_see=choice), Drawing(may_see=choice)):
        assert who_may_see(words, audience) is sight
        assert who_may_see(words, WORKERS) is Sight.SHOWN
        assert who_may_see(words, CHILD) is Sight.SHOWN


@pytest.mark.parametrize(
    ("override", "counts"),
    [
        (Override("to keep her safe at contact", "I told her why", (DAD,)), True),
        (Override("to keep her safe at contact", "I told her why"), False),
        (Override("to keep her safe at contact", "I told her why", (MUM,)), False),
        (Override("", "I told her why", (DAD,)), False),
        (Override("to keep her safe at contact", "", (DAD,)), False),
        (Override("  \n", "I told her why", (DAD,)), False),
        (Override("to keep her safe at contact", " ", (DAD,)), False),
    ],
)
def test_an_override_counts_only_with_its_reason_for_whom_it_names_and_what_the_child_was_told(
    override: Override, counts: bool
) -> None:
    for words in (
        Quote(words="x", may_see=Sharing("professionals"), override=override),
        Quote(words="x", override=override),
    ):
        assert who_may_see(words, family_member(DAD)).may_see is counts
        assert not who_may_see(words, family_member(DAD, NAN)).may_see, "all who look on must be meant"
        assert not who_may_see(words, OPEN_ROOM).may_see, "a paper on the table is for everybody"


def states(*choices: Sharing) -> tuple[RecordState, list]:
    """A quote whose sharing stands in as many versions as there are choices."""
    first = create("person:0123", "quote", values_of(Quote(words="x")), RUTH)
    (bare,) = fold([first]).values()
    versions = [
        edit("person:0123", bare, bare.shown(), {"may_see": {"choice": one.choice, "people": one.people}}, pen)
        for one, pen in zip(choices, (RUTH, OMAR, RUTH), strict=False)
    ]
    (state,) = fold([first, *versions]).values()
    return state, [first, *versions]


def test_a_choice_in_two_versions_is_as_if_the_child_had_not_been_asked() -> None:
    state, changes = states(Sharing("everyone"), Sharing("professionals"))
    assert state.fields_in_two_versions == ("may_see",)
    assert who_may_see(read_as(Quote, state), family_member(MUM)) is Sight.NOT_ASKED
    assert who_may_see(read_as(Quote, state), WORKERS) is Sight.SHOWN
    settled = settle("person:0123", state, state.shown(), "may_see", {"choice": "everyone", "people": {}}, RUTH)
    (after,) = fold([*changes, settled]).values()
    assert who_may_see(read_as(Quote, after), family_member(MUM)) is Sight.SHOWN


def test_who_was_picked_differently_on_two_laptops_sees_nothing_until_it_is_settled() -> None:
    state, _ = states(Sharing("picked", {MUM: True}), Sharing("picked", {MUM: True, DAD: True}))
    assert who_may_see(read_as(Quote, state), family_member(MUM)) is Sight.NOT_ASKED


def test_the_same_choice_on_two_laptops_is_one_choice() -> None:
    state, _ = states(Sharing("everyone"), Sharing("everyone"))
    assert who_may_see(read_as(Quote, state), OPEN_ROOM) is Sight.SHOWN


SAID = Quote(words="boi sie mnie", language="Polish", translation="He is afraid of me", confirmed=True, may_see=PICKED)
APART: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({"words": "boje sie go"}, {"words": "boi sie"}),
    ({"words": "boje sie go", "confirmed": False}, {"translation": "He is scared of me", "confirmed": True}),
    ({"words": "boje sie go", "confirmed": False}, {"confirmed": True}),
    ({"confirmed": False}, {"confirmed": True}),
    ({"language": "Czech"}, {"language": "Slovak"}),
    ({"translation": "I am afraid of him"}, {"translation": "He is afraid"}),
    ({"may_see": {"choice": "professionals"}}, {"may_see": {"choice": "everyone"}}),
    (
        {"override": {"why": "contact", "told_child": "I told her", "people": (DAD,)}},
        {"override": {"why": "contact", "told_child": "I told her", "people": (DAD, NAN)}},
    ),
)


@pytest.mark.parametrize(("here", "there"), APART)
@pytest.mark.parametrize("choice", ["everyone", "picked", "professionals"])
def test_what_two_laptops_say_of_words_shows_nobody_more_than_either_alone(
    choice: str, here: dict[str, Any], there: dict[str, Any]
) -> None:
    shared = msgspec.structs.replace(SAID, may_see=Sharing(choice, PICKED.people))
    first = create("person:0123", "quote", values_of(shared), RUTH)
    (bare,) = fold([first]).values()
    ours, theirs = (edit("person:0123", bare, bare.shown(), one, pen) for one, pen in ((here, RUTH), (there, OMAR)))
    (both, alone_here, alone_there) = (
        read_as(Quote, next(iter(fold(said).values())))
        for said in ([first, ours, theirs], [first, ours], [first, theirs])
    )
    for audience in (OPEN_ROOM, family_member(MUM), family_member(DAD), family_member(DAD, NAN)):
        if who_may_see(both, audience).may_see:
            assert who_may_see(alone_here, audience).may_see
            assert who_may_see(alone_there, audience).may_see


def test_words_that_one_laptop_says_the_child_did_not_hear_again_are_for_professionals_only() -> None:
    first = create("person:0123", "quote", values_of(msgspec.structs.replace(SAID, may_see=Sharing("everyone"))), RUTH)
    (bare,) = fold([first]).values()
    ours, theirs = (
        edit("person:0123", bare, bare.shown(), one, pen)
        for one, pen in (({"words": "boje sie go", "confirmed": False}, RUTH), ({"confirmed": True}, OMAR))
    )
    (state,) = fold([first, ours, theirs]).values()
    assert who_may_see(read_as(Quote, state), OPEN_ROOM) is Sight.NOT_ASKED
    assert words_for(read_as(Quote, state), OPEN_ROOM) == ""


def test_what_is_said_of_a_held_back_word_blames_nobody() -> None:
    assert {sight.value for sight in Sight if not sight.may_see} == {
        "the child has not been asked yet",
        "the child asked that this is not shown",
        "the child asked to be asked first",
    }
