"""Cards as people really leave them: empty, very long, only spaces, right to left, half changed and changed back."""

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.kinds.mapping import OVERALL, Category, Column, MapEntry, NotAsked, Score
from desktop_app.mapping import actions, queries
from desktop_app.mapping.draft import (
    CardDraft,
    MapDraft,
    RatingDraft,
    Undo,
    missing,
    new_card,
    new_map_draft,
)
from desktop_app.mapping.faces import face_of
from desktop_app.record_store.drafts import AnotherReleases
from desktop_app.record_store.records import Records, TooLong
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, office, put

TODAY = datetime.date(2026, 11, 9)
Copy = tuple[OpenVault, Records]
URDU = "ماما صبح سوتی ہیں، فون 07700 900117"


def entry(copy: Copy, child: str, **others: object) -> CardDraft:
    """A card in the record, as it opens."""
    vault, records = copy
    value = msgspec.structs.replace(
        MapEntry(category="existing_strength", text="Nan reads", whose_view="Nan", standing="told"), **others
    )
    made = office(child, value)
    put(vault, made)
    card = queries.board(records, new_map_draft(child, TODAY)).card(made.header.record)
    assert card is not None
    return card.draft


def changed(card: CardDraft, **others: object) -> CardDraft:
    return msgspec.structs.replace(card, **others)


def added(records: Records, child: str, *cards: CardDraft) -> list[MapEntry]:
    draft = new_map_draft(child, TODAY)
    for card in cards:
        draft = draft.with_card(card)
    actions.add_to_record(records, draft)
    return [one.value for one in records.records(child, MapEntry)]


# -- nothing, and nothing but spaces -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "   ", "\n\t \n"])
def test_a_card_without_a_word_is_nothing_to_add(text: str) -> None:
    card = changed(new_card(Category.PAST_HARM), text=text, whose_view="Nan", standing="told")
    draft = new_map_draft(CHILD, TODAY).with_card(card)
    assert (card.is_changed, draft.count, missing(draft)) == (False, 0, ())


@pytest.mark.parametrize(
    ("field", "value"), [("text", "Nan reads "), ("whose_view", "\nNan"), ("source", "  "), ("views", {"Lee": "  "})]
)
def test_spaces_alone_change_nothing_so_that_nothing_is_left_that_cannot_be_added(
    copy: Copy, child: str, field: str, value: object
) -> None:
    card = changed(entry(copy, child), **{field: value})
    assert not card.is_changed
    assert new_map_draft(child, TODAY).with_card(card).count == 0


def test_what_was_changed_and_changed_back_is_nothing_to_add(copy: Copy, child: str) -> None:
    card = entry(copy, child)
    there_and_back = changed(changed(card, text="Nan sings"), text="Nan reads", begun="2026-11-09")
    assert not there_and_back.is_changed


def test_a_cleared_text_is_asked_for_and_never_added_empty(copy: Copy, child: str, records: Records) -> None:
    card = changed(entry(copy, child), text=" ")
    draft = new_map_draft(child, TODAY).with_card(card)
    assert [one.field for one in missing(draft)] == ["text"]
    with pytest.raises(actions.NotComplete):
        actions.add_to_record(records, draft)


# -- what others say ---------------------------------------------------------------------------------------------------


def test_a_view_that_is_emptied_or_taken_out_leaves_the_card(copy: Copy, child: str, records: Records) -> None:
    card = entry(copy, child, views={"Lee": "Not every day", "Gemma": "Yes", "Ray": "I do too"})
    (now,) = added(records, child, changed(card, views={"Lee": "", "Ray": "I do too"}))
    assert now.views == {"Ray": "I do too"}


def test_words_take_the_place_of_not_asked_yet_and_a_reason_may_be_left_out(
    copy: Copy, child: str, records: Records
) -> None:
    card = entry(copy, child, views={"Lee": NotAsked("At work."), "Gemma": NotAsked("Asleep")})
    assert not changed(card, views={"Lee": NotAsked(" At work. "), "Gemma": NotAsked("Asleep")}).is_changed
    (now,) = added(records, child, changed(card, views={"Lee": "Not every day", "Gemma": NotAsked(" ")}))
    assert now.views == {"Lee": "Not every day", "Gemma": NotAsked("")}


def test_somebody_called_with_a_stroke_keeps_the_view_they_gave(copy: Copy, child: str, records: Records) -> None:
    card = changed(entry(copy, child), views={"Mum/Dad": "Both of us", "": "nobody named"})
    (now,) = added(records, child, card)
    assert now.views["Mum/Dad"] == "Both of us"
    reopened = queries.board(records, new_map_draft(child, TODAY)).cards[0].draft
    (again,) = added(records, child, changed(reopened, views={**reopened.views, "Mum/Dad": "Only one of us"}))
    assert again.views["Mum/Dad"] == "Only one of us"


# -- long, and right to left -------------------------------------------------------------------------------------------


def test_a_text_longer_than_the_store_takes_is_refused_before_anything_is_added(child: str, records: Records) -> None:
    good = changed(new_card(Category.PAST_HARM), text="Short", whose_view="Nan", standing="told")
    long = changed(good, record=b"l" * 16, text="word " * 20_000)
    draft = new_map_draft(child, TODAY).with_card(good).with_card(long)
    actions.keep(records, draft)
    with pytest.raises(TooLong):
        actions.add_to_record(records, draft)
    assert records.records(child, MapEntry) == []
    assert actions.draft_of(records, child, TODAY) == draft


@pytest.mark.parametrize("text", [URDU, "الأم نائمة", "👩‍👧 שלום", "Zażółć gęślą jaźń", "a\u202eb", "e\u0301"])
def test_words_of_any_writing_stand_as_they_were_written(child: str, records: Records, text: str) -> None:
    card = changed(new_card(Category.PAST_HARM), text=text, whose_view=text, standing="told", source=text)
    (now,) = added(records, child, card)
    board = queries.board(records, new_map_draft(child, TODAY))
    assert board.cards[0].text == now.text
    face = face_of(board.cards[0], board, TODAY)
    assert now.text is not None
    assert now.text in face.text
    assert now.text in face.spoken


def test_an_open_card_is_not_changed_by_a_writing_that_the_record_composes(
    copy: Copy, child: str, records: Records
) -> None:
    """The record keeps one form of an accented letter; typing the other over it is no edit."""
    (now,) = added(
        records, child, changed(new_card(Category.PAST_HARM), text="Zoe\u0301 fell", whose_view="Nan", standing="told")
    )
    assert now.text == "Zo\u00e9 fell"


# -- drafts ------------------------------------------------------------------------------------------------------------


def test_a_map_begun_with_another_release_is_kept_and_said_and_the_record_can_be_read(
    child: str, records: Records
) -> None:
    empty = new_map_draft(child, TODAY)
    records.drafts.keep(empty.name, child, actions.WHAT, {"cards": "a newer form"})
    with pytest.raises(AnotherReleases):
        actions.draft_of(records, child, TODAY)
    assert queries.board(records, empty).child == "Ella"
    assert [line.name for line in records.drafts.lines(child)] == [empty.name]


def test_a_card_of_a_category_that_is_not_known_is_seen_among_the_worries(child: str, records: Records) -> None:
    card = changed(new_card(Category.PAST_HARM), category="of_a_newer_release", text="Something", standing="told")
    board = queries.board(records, new_map_draft(child, TODAY).with_card(card))
    assert [one.text for one in board.column(Column.WORRIED)] == ["Something"]


def test_a_rating_is_answered_by_a_number_or_a_reason_and_asks_for_what_lacks() -> None:
    draft = new_map_draft(CHILD, TODAY)
    for key, name, score in (("a", "", Score(4)), ("b", "Nan", Score()), ("c", "Lee", Score(said="not asked"))):
        draft = draft.with_rating(RatingDraft(OVERALL, key, name, "", score))
    assert [(one.field, one.rating) for one in missing(draft)] == [
        ("name", (OVERALL, "a")),
        ("score", (OVERALL, "b")),
    ]
    assert missing(draft)[1].sentence == "Choose a number for Nan, or why there is none."


STEPS = st.lists(st.tuples(st.sampled_from(["card", "rating", "throw", "type", "undo", "redo"]), st.integers(0, 3)))


@given(STEPS)
def test_undo_gives_every_step_back_and_redo_all_of_it_again(steps: list[tuple[str, int]]) -> None:
    begun = new_map_draft(CHILD, TODAY)
    undo = Undo(begun)
    cards = [changed(new_card(Category.PAST_HARM), text=f"Card {number}") for number in range(4)]
    for what, which in steps:
        now: MapDraft = undo.now
        if what == "card":
            undo.step(now.with_card(cards[which]))
        elif what == "rating":
            undo.step(now.with_rating(RatingDraft(OVERALL, str(which), "Nan", "", Score(which))))
        elif what == "throw":
            undo.step(now.without_card(cards[which].record))
        elif what == "type":
            undo.step(now.with_card(changed(cards[which], text=f"Typed {len(now.cards)}")))
        elif what == "undo":
            undo.undo()
        else:
            undo.redo()
    while undo.can_redo:
        undo.redo()
    last = undo.now
    while undo.can_undo:
        undo.undo()
    assert undo.now == begun
    while undo.can_redo:
        undo.redo()
    assert undo.now == last


def test_a_card_typed_twice_is_one_card_in_its_place() -> None:
    one, other = (changed(new_card(Category.PAST_HARM), text=text) for text in ("One", "Other"))
    draft = new_map_draft(CHILD, TODAY).with_card(one).with_card(other).with_card(changed(one, text="One more"))
    assert [card.text for card in draft.cards] == ["One more", "Other"]
    assert draft.without_card(b"unknown") == draft
