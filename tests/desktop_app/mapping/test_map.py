"""The map: kept as it is typed, added in one go, never over what the worker was not shown; words held back stay back."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.changes import new_record_id
from casework.editing import edit
from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.mapping import OVERALL, Category, Column, MapEntry, NotAsked, Rating, Score
from casework.kinds.people import SUBJECT, Address, Person, Place, Relation
from casework.kinds.plans import Action, Done, WhoByWhen
from desktop_app.mapping import actions, queries
from desktop_app.mapping.draft import (
    DID_NOT_WANT,
    CardDraft,
    MapDraft,
    RatingDraft,
    Undo,
    missing,
    new_card,
    new_map_draft,
)
from desktop_app.mapping.view.not_added import what_is_not_added
from desktop_app.network.secrecy import INSTEAD
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, OFFICE, SISTER, WORKER, office, open_copy, put

TODAY = datetime.date(2026, 11, 9)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[tuple[OpenVault, Records]]:
    with open_copy(tmp_path / "copy") as both:
        yield both


@pytest.fixture
def records(copy: tuple[OpenVault, Records]) -> Records:
    return copy[1]


def filled(category: Category, text: str, pair: bytes | None = None, **others: object) -> CardDraft:
    card = msgspec.structs.replace(new_card(category, pair), text=text)
    if not card.is_step:
        card = msgspec.structs.replace(card, whose_view="Hannah", standing="opinion")
    return msgspec.structs.replace(card, **others)


def mapped(records: Records) -> MapDraft:
    """A danger statement with its goal, a strength, a next step and two ratings, in the record."""
    danger = filled(Category.DANGER_STATEMENT, "Nan and school are worried that", views={"Lee": "Too strong."})
    draft = new_map_draft(CHILD, TODAY)
    for card in (
        filled(Category.EXISTING_STRENGTH, "Gemma takes Ayla to the clinic", standing="told", source="Health visitor"),
        danger,
        filled(Category.SAFETY_GOAL, "Every morning for three months", danger.pair),
        filled(Category.NEXT_STEP, "Sleeps at the house", who="Lee", by="2026-11-15", lead="From"),
    ):
        draft = draft.with_card(card)
    draft = draft.with_rating(RatingDraft(OVERALL, SUBJECT.hex(), "Ella", "child", Score(5, words="a bit")))
    draft = draft.with_rating(RatingDraft(OVERALL, "ray", "Ray", "uncle", Score(said=DID_NOT_WANT)))
    actions.add_to_record(records, draft)
    return draft


def entries(records: Records) -> dict[str, MapEntry]:
    return {record.value.category or "": record.value for record in records.records(CHILD, MapEntry)}


def test_cards_and_ratings_stand_in_the_record(records: Records) -> None:
    draft = mapped(records)
    found = entries(records)
    danger = found[Category.DANGER_STATEMENT.value]
    assert danger.pair == found[Category.SAFETY_GOAL.value].pair
    assert danger.views == {"Lee": "Too strong."}
    assert found[Category.EXISTING_STRENGTH.value].source == "Health visitor"
    (step,) = records.records(CHILD, Action)
    assert step.value.who_by_when == WhoByWhen("Lee", "2026-11-15", "From")
    assert [rating.value.score for rating in records.records(CHILD, Rating)] == [
        Score(5, words="a bit"),
        Score(said=DID_NOT_WANT),
    ]
    assert actions.draft_of(records, CHILD, TODAY).cards == ()
    assert draft.count == 6


def test_what_was_typed_is_there_again(records: Records) -> None:
    draft = new_map_draft(CHILD, TODAY).with_card(filled(Category.PAST_HARM, "Maisie missed 11 da"))
    actions.keep(records, draft)
    assert actions.draft_of(records, CHILD, TODAY) == draft
    actions.keep(records, draft.without_card(draft.cards[0].record))
    assert records.drafts.lines(CHILD) == []


def test_the_board_puts_pairs_first_and_numbers_them_alike(records: Records) -> None:
    mapped(records)
    board = queries.board(records, actions.draft_of(records, CHILD, TODAY))
    worried, goal = board.column(Column.WORRIED)[0], board.column(Column.NEEDS_TO_HAPPEN)[0]
    assert (worried.pair, goal.pair) == (1, 1)
    assert (worried.category, goal.category) == (Category.DANGER_STATEMENT, Category.SAFETY_GOAL)
    assert [card.category for card in board.column(Column.NEEDS_TO_HAPPEN)][1] is Category.NEXT_STEP
    assert [scale.number for scale in board.scales] == [1, 0]
    overall = board.scales[-1]
    child = overall.mark_of(SUBJECT.hex())
    assert child is not None
    assert child.rater.is_child
    assert child.score.value == 5


def test_what_is_not_added_yet_is_shown_as_such_and_can_be_taken_back(records: Records) -> None:
    mapped(records)
    undo = Undo(actions.draft_of(records, CHILD, TODAY))
    board = queries.board(records, undo.now)
    strength = board.column(Column.WORKING_WELL)[0]
    undo.step(undo.now.with_card(msgspec.structs.replace(strength.draft, text="Each child has a clean bed.")))
    undo.step(undo.now.with_card(filled(Category.COMPLICATING_FACTOR, "The bus was cut")))
    shown = {card.text: card.state for card in queries.board(records, undo.now).cards}
    assert shown["Each child has a clean bed."] == "changed"
    assert shown["The bus was cut"] == "new"
    undo.undo()
    undo.undo()
    assert {card.state for card in queries.board(records, undo.now).cards} == {""}
    assert undo.redo().count == 1


def test_only_what_was_changed_is_written_and_a_strangers_word_on_the_same_card_stays(
    copy: tuple[OpenVault, Records],
) -> None:
    vault, records = copy
    mapped(records)
    board = queries.board(records, actions.draft_of(records, CHILD, TODAY))
    opened = board.column(Column.WORKING_WELL)[0].draft
    state = records.state(CHILD, "map_entry", opened.record)
    put(vault, edit(CHILD, state, opened.shown, {"text": "Nan takes Ayla.", "source": "Nan"}, OFFICE))
    draft = new_map_draft(CHILD, TODAY).with_card(msgspec.structs.replace(opened, source="Clinic letter"))
    actions.add_to_record(records, draft)
    (card,) = [record for record in records.records(CHILD, MapEntry) if record.record == opened.record]
    assert card.value.text == "Nan takes Ayla."
    assert card.in_two_versions == ("source",)


def test_a_card_is_withdrawn_with_its_reason(records: Records) -> None:
    mapped(records)
    strength = queries.board(records, actions.draft_of(records, CHILD, TODAY)).column(Column.WORKING_WELL)[0]
    draft = new_map_draft(CHILD, TODAY).with_card(
        msgspec.structs.replace(strength.draft, withdrawn_because="It was Tom, not Ayla.")
    )
    assert queries.board(records, draft).column(Column.WORKING_WELL)[0].state == "withdrawn"
    actions.add_to_record(records, draft)
    assert Category.EXISTING_STRENGTH.value not in entries(records)


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (filled(Category.PAST_HARM, "Something", standing=""), "standing"),
        (filled(Category.PAST_HARM, "Something", whose_view=" "), "whose_view"),
        (filled(Category.NEXT_STEP, "Ring school", by="2026-11-12"), "who"),
        (filled(Category.NEXT_STEP, "Ring school", who="Nan"), "by"),
    ],
)
def test_a_card_says_whose_view_it_is_and_a_step_says_who_by_when(
    records: Records, card: CardDraft, field: str
) -> None:
    draft = new_map_draft(CHILD, TODAY).with_card(card)
    assert [one.field for one in missing(draft)] == [field]
    with pytest.raises(actions.NotComplete):
        actions.add_to_record(records, draft)
    assert records.records(CHILD, MapEntry) == []


def test_nothing_to_add_is_said(records: Records) -> None:
    with pytest.raises(actions.NotComplete):
        actions.add_to_record(records, new_map_draft(CHILD, TODAY).with_card(new_card(Category.PAST_HARM)))


def test_the_later_of_two_ratings_of_one_person_counts(records: Records) -> None:
    mapped(records)
    later = new_map_draft(CHILD, TODAY).with_rating(RatingDraft(OVERALL, SUBJECT.hex(), "Ella", "child", Score(7)))
    later = later.with_rating(RatingDraft(OVERALL, SUBJECT.hex(), "Ella", "child", Score(6)))
    mark = queries.board(records, later).scales[-1].mark_of(SUBJECT.hex())
    assert mark is not None
    assert (mark.score.value, mark.draft) == (6, True)
    assert later.without_rating(OVERALL, SUBJECT.hex()).ratings == ()


def test_everybody_can_be_asked(records: Records) -> None:
    gemma = records.create(CHILD, Person(forename="Gemma"))
    relation = Relation(person=gemma.header.record, relationship="mother", lives_with=True)
    records.add(gemma, records.create(CHILD, relation))
    raters = queries.board(records, new_map_draft(CHILD, TODAY)).raters
    assert [(rater.name, rater.role) for rater in raters] == [
        ("Ella", "child"),
        ("Gemma", "mother"),
        ("Ruth", "social_worker"),
    ]
    assert raters[-1].key == WORKER


@pytest.mark.parametrize(
    ("sharing", "open_to_all"), [(Sharing("everyone"), True), (Sharing("professionals"), False), (None, False)]
)
def test_words_the_child_holds_back_are_not_on_the_map(
    copy: tuple[OpenVault, Records], sharing: Sharing | None, open_to_all: bool
) -> None:
    vault, records = copy
    quote = Quote(words="I hide", house="worries", confirmed=True, said_on="2026-10-29", may_see=sharing)
    older = Quote(words="older", house="worries", confirmed=True, said_on="2026-09-01", may_see=sharing)
    put(vault, office(CHILD, quote, new_record_id()), office(CHILD, older, new_record_id()))
    empty = new_map_draft(CHILD, TODAY)
    board = queries.board(records, empty)
    assert [card.text for card in board.column(Column.WORRIED)] == (["I hide"] if open_to_all else [])
    assert [card.text for card in board.apart] == ([] if open_to_all else ["I hide"])
    assert len(board.words_said) == (2 if open_to_all else 0), "nor in the list of a card"


def test_a_card_with_a_childs_words_whose_quote_is_not_here_is_held_back(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    entry = MapEntry(
        category=Category.PAST_HARM.value, text="I do the bottle", standing="childs_words", quote=new_record_id()
    )
    put(vault, office(CHILD, entry))
    assert queries.board(records, new_map_draft(CHILD, TODAY)).cards == ()


def test_done_steps_and_steps_of_a_plan_are_not_cards(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    for action in (
        Action(what="Done", done=Done("2026-11-01")),
        Action(what="Of a plan", plan=new_record_id()),
        Action(what="Open", who_by_when=WhoByWhen("Nan", "2026-11-20")),
    ):
        put(vault, office(CHILD, action))
    cards = queries.board(records, new_map_draft(CHILD, TODAY)).column(Column.NEEDS_TO_HAPPEN)
    assert [(card.text, card.whose_view) for card in cards] == [("Open", "Nan")]


def test_a_confidential_address_on_a_card_is_masked_on_the_map_and_stands_where_it_is_mended(
    copy: tuple[OpenVault, Records],
) -> None:
    vault, records = copy
    refuge = Address(person=SUBJECT, place=Place("4 Quiet Lane", "ZZ9 9ZZ", confidential=True))
    put(vault, office(CHILD, refuge))
    words = "Nan walks her to 4, quiet lane."
    views = {"Rob": "I know zz9 9zz.", "Nan": NotAsked("She is at 4 Quiet Lane")}
    entry = MapEntry(category=Category.EXISTING_STRENGTH.value, text=words, source="seen at 4 Quiet Lane", views=views)
    records.add(records.create(CHILD, entry))
    begun = new_card(Category.PAST_HARM, begun="2026-11-09")
    draft = new_map_draft(CHILD, TODAY).with_card(msgspec.structs.replace(begun, text="Rob waits at 4 Quiet Lane"))
    shown = {card.text: card for card in queries.board(records, draft).cards}
    assert set(shown) == {f"Nan walks her to {INSTEAD}.", f"Rob waits at {INSTEAD}"}
    card = shown[f"Nan walks her to {INSTEAD}."]
    assert (card.source, dict(card.views)["Rob"]) == (f"seen at {INSTEAD}", f"I know {INSTEAD}.")
    assert dict(card.views)["Nan"] == NotAsked(f"She is at {INSTEAD}")
    assert card.draft.text == words


def test_no_number_is_said_of_cards_that_a_child_keeps_off_the_table() -> None:
    on_it, apart = (
        CardDraft(new_record_id(), Category.EXISTING_STRENGTH.value, words)
        for words in ("Nan comes", "I do the bottle")
    )
    empty = new_map_draft(CHILD, TODAY)
    both = empty.with_card(on_it).with_card(apart)
    assert what_is_not_added(both, {apart.record}) == "1 card"
    assert what_is_not_added(empty.with_card(apart), {apart.record}) == "what was begun"
    assert what_is_not_added(empty, {apart.record}) == ""


def test_a_card_for_brothers_and_sisters_is_each_childs_own_and_a_childs_words_are_not(
    copy: tuple[OpenVault, Records],
) -> None:
    vault, records = copy
    put(
        vault,
        office(CHILD, Relation(person=new_record_id(), relationship="sibling", other_file=SISTER, lives_with=True)),
    )
    draft = new_map_draft(CHILD, TODAY)
    assert [file for file, _ in queries.board(records, draft).others] == [SISTER]
    shared = CardDraft(
        new_record_id(), Category.PAST_HARM.value, "They were alone", "Nan", "told", "Nan", also=(SISTER,)
    )
    step = CardDraft(new_record_id(), Category.NEXT_STEP.value, "Nan comes", step=True, who="Nan", also=(SISTER,))
    step = msgspec.structs.replace(step, by=TODAY.isoformat())
    own = CardDraft(new_record_id(), Category.PAST_HARM.value, "I hide", "Ella", "childs_words", "Ella", also=(SISTER,))
    actions.add_to_record(records, draft.with_card(shared).with_card(step).with_card(own))
    both = [{one.value.text for one in records.records(file, MapEntry)} for file in (CHILD, SISTER)]
    assert both == [{"They were alone", "I hide"}, {"They were alone"}]
    assert [one.value.what for one in records.records(SISTER, Action)] == ["Nan comes"]
    (theirs,) = records.records(SISTER, MapEntry)
    records.add(records.edit(theirs, {"text": "They were alone all night"}))
    assert "They were alone" in {one.value.text for one in records.records(CHILD, MapEntry)}, "each map by itself"
