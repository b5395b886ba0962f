"""Two people at one child's map: what each adds stands, what each edits is shown, and no laptop counts otherwise."""

import datetime
from typing import Any

import msgspec
import pytest

from casework.changes import Change, new_record_id
from casework.editing import create, edit, withdraw
from casework.errors import RecordWithdrawn, TwoVersionsOpen
from casework.fold import fold_record
from casework.kinds import NAME_OF, Kind
from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.mapping import OVERALL, Category, Column, MapEntry, NotAsked, Rating, Score
from casework.kinds.people import SUBJECT
from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.reading import values_of
from desktop_app.mapping import actions, queries
from desktop_app.mapping.draft import CardDraft, MapDraft, RatingDraft, as_new_card, new_card, new_map_draft
from desktop_app.mapping.faces import two_versions_of
from desktop_app.record_store.records import AlreadyAdded, Records
from desktop_app.vault.vault import OpenVault
from desktop_app.versions.words import said
from tests.support.copies import new_child, office, put
from tests.support.two_versions import THEIR_PEN

TODAY = datetime.date(2026, 11, 9)
Copy = tuple[OpenVault, Records]


def theirs(file: str, value: Kind, record: bytes | None = None) -> Change:
    return create(file, NAME_OF[type(value)], values_of(value), THEIR_PEN, record=record)


def their_edit(vault: OpenVault, base: Change, values: dict[str, Any]) -> None:
    state = fold_record(base.header.kind, base.header.record, [base])
    put(vault, edit(base.header.file, state, state.shown(), values, THEIR_PEN))


def their_withdrawal(vault: OpenVault, base: Change, why: str = "Wrong child") -> None:
    state = fold_record(base.header.kind, base.header.record, [base])
    put(vault, withdraw(base.header.file, state, state.shown(), why, THEIR_PEN))


def shown(records: Records, file: str, draft: MapDraft | None = None) -> queries.Board:
    return queries.board(records, draft or new_map_draft(file, TODAY))


def opened(records: Records, file: str, base: Change) -> CardDraft:
    card = shown(records, file).card(base.header.record)
    assert card is not None
    return card.draft


def filled(category: Category, text: str, **others: object) -> CardDraft:
    card = msgspec.structs.replace(new_card(category), text=text, whose_view="Hannah", standing="opinion")
    return msgspec.structs.replace(card, **others)


HARM = MapEntry(category="past_harm", text="Tom crossed two roads.", whose_view="Nan", standing="told", source="Nan")


# -- adding apart -----------------------------------------------------------------------------------------------------


def test_cards_that_two_people_add_both_stand(vault: OpenVault, records: Records, child: str) -> None:
    put(vault, theirs(child, HARM))
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(filled(Category.PAST_HARM, "He was cold.")))
    board = shown(records, child)
    assert {card.text for card in board.column(Column.WORRIED)} == {"Tom crossed two roads.", "He was cold."}
    assert all(card.two_versions == () for card in board.cards)


def test_the_same_person_asked_by_two_workers_gave_two_answers_and_the_later_is_the_mark(
    vault: OpenVault, records: Records, child: str
) -> None:
    said = [("2026-11-07", 3), ("2026-11-08", 6)]
    for day, value in reversed(said):
        put(vault, theirs(child, Rating(about=OVERALL, rater=SUBJECT.hex(), score=Score(value), date=day)))
    scale = shown(records, child).scales[-1]
    assert [mark.score.value for mark in scale.said_by(SUBJECT.hex())] == [6, 3]
    assert [mark.score.value for mark in scale.earlier] == [3]


def test_a_pair_has_one_number_on_every_laptop_whichever_card_came_first(
    vault: OpenVault, records: Records, child: str
) -> None:
    """The same two statements in two files, in the other order of arrival: as two laptops got them."""
    other, numbers = new_child(vault), []
    early = MapEntry(category="danger_statement", text="First", pair=b"1" * 16)
    late = MapEntry(category="danger_statement", text="Second", pair=b"2" * 16)
    for file, order in ((child, (0, 1)), (other, (1, 0))):
        pens = [msgspec.structs.replace(THEIR_PEN, written=f"2026-11-0{day}T10:00:00Z") for day in (1, 2)]
        made = [
            create(file, "map_entry", values_of(value), pen, record=key)
            for value, pen, key in zip((early, late), pens, (b"a" * 16, b"b" * 16), strict=True)
        ]
        put(vault, *[made[place] for place in order])
        numbers.append({card.text: card.pair for card in shown(records, file).cards})
    assert numbers == [{"First": 1, "Second": 2}] * 2


def test_an_edit_of_the_first_statement_does_not_make_it_the_second(
    vault: OpenVault, records: Records, child: str
) -> None:
    for number in (1, 2):
        card = filled(Category.DANGER_STATEMENT, f"Statement {number}")
        actions.add_to_record(records, new_map_draft(child, TODAY).with_card(card))
    first = next(card for card in shown(records, child).cards if card.pair == 1)
    changed = msgspec.structs.replace(first.draft, text="Said better")
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(changed))
    assert next(card.text for card in shown(records, child).cards if card.pair == 1) == "Said better"


def test_a_map_that_was_added_is_not_added_once_more_by_a_page_that_still_has_it(records: Records, child: str) -> None:
    draft = new_map_draft(child, TODAY).with_card(filled(Category.PAST_HARM, "He was cold."))
    step = msgspec.structs.replace(new_card(Category.NEXT_STEP), text="Ring school", who="Nan", by="2026-11-12")
    draft = draft.with_card(step)
    actions.add_to_record(records, draft)
    with pytest.raises(AlreadyAdded):
        actions.add_to_record(records, draft)
    assert len(records.history(child, "map_entry", draft.cards[0].record)) == 1
    assert records.two_versions() == [] or all(one.file != child for one in records.two_versions())


# -- one edit each ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "mine", "their"),
    [
        ("text", "Tom crossed three roads.", "Tom crossed the high street."),
        ("whose_view", "School", "Grandad"),
        ("standing", "fact", "opinion"),
        ("source", "School", "Grandad"),
        ("event_date", "2026-09-01", "2026-09-02"),
        ("category", "complicating_factor", "danger_statement"),
    ],
)
def test_one_edit_each_of_any_field_stands_in_two_versions_and_says_of_what(
    vault: OpenVault, records: Records, child: str, field: str, mine: str, their: str
) -> None:
    base = office(child, HARM)
    put(vault, base)
    card = msgspec.structs.replace(opened(records, child, base), **{field: mine})
    their_edit(vault, base, {field: their})
    before = shown(records, child, new_map_draft(child, TODAY).with_card(card)).card(base.header.record)
    assert before is not None
    assert before.theirs is not None, "the card says that a colleague changed it"
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(card))
    after = shown(records, child).card(base.header.record)
    assert after is not None, "a card in two versions is on the board"
    assert after.two_versions == (field,)
    assert two_versions_of(after).startswith("Two versions of ")
    live = {live.value for live in records.state(child, "map_entry", base.header.record).versions(field)}
    assert live == {mine, their}


def test_the_same_edit_by_both_is_one_version(vault: OpenVault, records: Records, child: str) -> None:
    base = office(child, HARM)
    put(vault, base)
    card = msgspec.structs.replace(opened(records, child, base), text="Tom crossed the high street.")
    their_edit(vault, base, {"text": "Tom crossed the high street."})
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(card))
    after = shown(records, child).card(base.header.record)
    assert after is not None
    assert (after.two_versions, after.text) == ((), "Tom crossed the high street.")


def test_edits_of_other_fields_go_together(vault: OpenVault, records: Records, child: str) -> None:
    base = office(child, HARM)
    put(vault, base)
    card = msgspec.structs.replace(opened(records, child, base), views={"Lee": "It was one road."})
    their_edit(vault, base, {"views/Gemma": "I was asleep.", "source": "Grandad"})
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(card))
    after = shown(records, child).card(base.header.record)
    assert after is not None
    assert dict(after.views) == {"Lee": "It was one road.", "Gemma": "I was asleep."}
    assert (after.source, after.two_versions) == ("Grandad", ())


def test_words_by_one_and_not_asked_yet_by_the_other_are_two_versions_and_neither_is_swallowed(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = office(child, HARM)
    put(vault, base)
    card = msgspec.structs.replace(opened(records, child, base), views={"Lee": "It was one road."})
    their_edit(vault, base, {"views/Lee": NotAsked("At work.")})
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(card))
    after = shown(records, child).card(base.header.record)
    assert after is not None
    assert (after.two_versions, after.views) == (("views/Lee",), ())
    live = records.state(child, "map_entry", base.header.record).versions("views/Lee")
    assert {said("views/Lee", one.value, str) for one in live} == {"It was one road.", "Not asked yet: At work."}


def test_a_field_that_was_seen_in_two_versions_is_settled_elsewhere_and_the_others_can_be_edited(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = office(child, HARM)
    put(vault, base)
    for text in ("One way.", "Another way."):
        their_edit(vault, base, {"text": text})
    card = shown(records, child).card(base.header.record)
    assert card is not None
    assert set(card.versions) == {"One way.", "Another way."}
    draft = new_map_draft(child, TODAY)
    with pytest.raises(TwoVersionsOpen):
        actions.add_to_record(records, draft.with_card(msgspec.structs.replace(card.draft, text="A third.")))
    actions.add_to_record(records, draft.with_card(msgspec.structs.replace(card.draft, source="Grandad")))
    after = shown(records, child).card(base.header.record)
    assert after is not None
    assert (after.source, set(after.versions)) == ("Grandad", {"One way.", "Another way."})


def test_three_who_write_apart_make_three_versions_on_one_card(vault: OpenVault, records: Records, child: str) -> None:
    base = office(child, HARM)
    put(vault, base)
    card = msgspec.structs.replace(opened(records, child, base), text="Three.")
    for text in ("One.", "Two."):
        their_edit(vault, base, {"text": text})
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(card))
    after = shown(records, child).card(base.header.record)
    assert after is not None
    assert set(after.versions) == {"One.", "Two.", "Three."}


def test_a_next_step_given_to_two_people_shows_both(vault: OpenVault, records: Records, child: str) -> None:
    base = office(child, Action(what="Ring school", who_by_when=WhoByWhen("Nan", "2026-11-12")))
    put(vault, base)
    card = msgspec.structs.replace(opened(records, child, base), who="Gemma")
    their_edit(vault, base, {"who_by_when": {"who": "Lee", "by": "2026-11-12"}})
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(card))
    after = shown(records, child).card(base.header.record)
    assert after is not None
    assert (after.text, after.two_versions) == ("Ring school", ("who_by_when",))


# -- withdrawn --------------------------------------------------------------------------------------------------------


def test_a_card_a_colleague_took_away_keeps_what_was_typed_on_it_as_a_card_of_its_own(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = office(child, HARM)
    put(vault, base)
    card = msgspec.structs.replace(opened(records, child, base), text="Tom crossed three roads.")
    draft = new_map_draft(child, TODAY).with_card(card)
    actions.keep(records, draft)
    their_withdrawal(vault, base)
    on_board = shown(records, child, draft).card(base.header.record)
    assert on_board is not None
    assert on_board.is_gone
    with pytest.raises(RecordWithdrawn):
        actions.add_to_record(records, draft)
    assert actions.draft_of(records, child, TODAY).cards == (card,), "what was typed is kept"
    new = as_new_card(card)
    actions.add_to_record(records, draft.without_card(card.record).with_card(new))
    assert [one.text for one in shown(records, child).cards] == ["Tom crossed three roads."]
    assert actions.draft_of(records, child, TODAY).cards == ()


def test_taking_away_what_a_colleague_went_on_with_is_not_decided_by_who_was_faster(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = office(child, HARM)
    put(vault, base)
    card = msgspec.structs.replace(opened(records, child, base), withdrawn_because="It was Kit, not Tom.")
    their_edit(vault, base, {"text": "Tom crossed two roads on Friday."})
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(card))
    after = shown(records, child).card(base.header.record)
    assert after is not None, "it stands until somebody settles it"
    assert after.two_versions == ("*",)
    assert two_versions_of(after) == "Two versions of whether it stays on the map."


def test_both_took_it_away_and_it_is_gone(vault: OpenVault, records: Records, child: str) -> None:
    base = office(child, HARM)
    put(vault, base)
    card = msgspec.structs.replace(opened(records, child, base), withdrawn_because="It was Kit.")
    their_withdrawal(vault, base, "Wrong child")
    actions.add_to_record(records, new_map_draft(child, TODAY).with_card(card))
    assert shown(records, child).cards == ()


# -- the child's words on a card --------------------------------------------------------------------------------------


def with_words(vault: OpenVault, child: str, sharing: Sharing | None) -> tuple[Change, Change]:
    words = theirs(child, Quote(words="I do the bottle", confirmed=True, may_see=sharing))
    on_card = MapEntry(category="past_harm", standing="childs_words", quote=words.header.record)
    return words, theirs(child, on_card)


def test_a_child_who_takes_words_away_takes_them_off_the_map(vault: OpenVault, records: Records, child: str) -> None:
    words, card = with_words(vault, child, Sharing("everyone"))
    put(vault, words, card)
    assert [one.text for one in shown(records, child).cards] == ["I do the bottle"]
    their_withdrawal(vault, words, "The child asked")
    assert shown(records, child).cards == ()
    assert shown(records, child).words_said == ()


def test_a_child_who_chooses_again_takes_the_card_off_the_map_at_once(
    vault: OpenVault, records: Records, child: str
) -> None:
    words, card = with_words(vault, child, Sharing("everyone"))
    put(vault, words, card)
    assert len(shown(records, child).cards) == 1
    their_edit(vault, words, {"may_see": {"choice": "ask_first"}})
    assert shown(records, child).cards == ()
    assert len(shown(records, child).apart) == 1


def test_two_choices_written_down_apart_are_read_the_strict_way(vault: OpenVault, records: Records, child: str) -> None:
    words, card = with_words(vault, child, None)
    put(vault, words, card)
    for choice in ("everyone", "professionals"):
        their_edit(vault, words, {"may_see": {"choice": choice}})
    assert shown(records, child).cards == ()


def test_words_whose_quote_is_still_on_its_way_stand_apart_from_the_board(
    vault: OpenVault, records: Records, child: str
) -> None:
    card = MapEntry(category="past_harm", standing="childs_words", text="As I noted it", quote=new_record_id())
    put(vault, theirs(child, card))
    (only,) = shown(records, child).apart
    assert only.held_back
    assert shown(records, child).cards == ()


# -- ratings of a draft -----------------------------------------------------------------------------------------------


def test_a_draft_answer_stands_over_the_record_and_all_before_it_is_history(
    vault: OpenVault, records: Records, child: str
) -> None:
    put(vault, theirs(child, Rating(about=OVERALL, rater="nan", rater_name="Nan", score=Score(2), date="2026-11-01")))
    draft = new_map_draft(child, TODAY).with_rating(RatingDraft(OVERALL, "nan", "Nan", "grandmother", Score(8)))
    scale = shown(records, child, draft).scales[-1]
    mark = scale.mark_of("nan")
    assert mark is not None
    assert (mark.score.value, mark.draft) == (8, True)
    assert [one.score.value for one in scale.said_by("nan")] == [8, 2]
    actions.add_to_record(records, draft)
    again = shown(records, child).scales[-1].mark_of("nan")
    assert again is not None
    assert (again.score.value, again.draft) == (8, False)


def test_nought_is_an_answer_and_stands_on_the_scale(records: Records, child: str) -> None:
    draft = new_map_draft(child, TODAY).with_rating(RatingDraft(OVERALL, "nan", "Nan", "", Score(0)))
    actions.add_to_record(records, draft)
    mark = shown(records, child).scales[-1].mark_of("nan")
    assert mark is not None
    assert mark.score.value == 0
