"""What a card says, drawn and read aloud: kind, words, whose view; a child's words covered; nothing lost in two versions."""

import datetime

import pytest

from casework.kinds.mapping import COLUMN_OF, Category, Column, NotAsked
from desktop_app.mapping.draft import CardDraft, new_card
from desktop_app.mapping.faces import Face, day_in_words, face_of
from desktop_app.mapping.queries import Board, Card
from desktop_app.mapping.words import map_words

TODAY = datetime.date(2026, 11, 9)
BOARD = Board("Maisie", (), (), ())


def card(category: Category, text: str = "Something", **others: object) -> Card:
    step = {"step": category is Category.NEXT_STEP}
    draft = CardDraft(b"1", category.value, text, **step)
    return Card(draft, COLUMN_OF[category], category, others.pop("standing", "opinion"), text, **others)  # type: ignore[arg-type]


def face(category: Category, text: str = "Something", **others: object) -> Face:
    return face_of(card(category, text, **others), BOARD, TODAY)


@pytest.mark.parametrize(
    ("standing", "form", "kind"),
    [("fact", "fact", "Fact"), ("told", "told", "Told to us"), ("opinion", "opinion", "Opinion")],
)
def test_how_sure_it_is_comes_first_and_what_it_is_beside_it(standing: str, form: str, kind: str) -> None:
    shown = face(Category.PAST_HARM, "Tom fell", standing=standing, whose_view="Nan", on=datetime.date(2026, 11, 3))
    assert (shown.form, shown.kind, shown.aside) == (form, kind, "What has happened")
    assert shown.spoken == f"{kind}, What has happened. Tom fell. Whose view: Nan. 3 November."


def test_a_pair_is_read_with_its_number_and_what_others_say() -> None:
    views = (("Lee", "it is too strong"), ("Gemma", "True."))
    shown = face(Category.DANGER_STATEMENT, "Nan is worried", pair=2, whose_view="Nan and school", views=views)
    assert (shown.form, shown.number) == ("pair", 2)
    assert shown.spoken.startswith("Pair 2, Danger statement, Opinion. Nan is worried. Whose view: Nan and school. ")
    assert "Lee: it is too strong. Gemma: True." in shown.spoken


def test_nobody_is_made_to_say_that_they_were_not_asked_and_why_is_not_for_the_table() -> None:
    views = (("Lee", NotAsked("he was at work")), ("Gemma", NotAsked("")))
    said = card(Category.DANGER_STATEMENT, whose_view="Nan", views=views)
    on_the_table = face_of(said, BOARD, TODAY).spoken
    assert "Lee has not been asked yet. Gemma has not been asked yet." in on_the_table


def test_a_goal_is_neither_a_fact_nor_an_opinion() -> None:
    for pair in (0, 1):
        shown = face(Category.SAFETY_GOAL, pair=pair, standing="")
        assert (shown.form, shown.kind, shown.aside, shown.number) == ("pair", "Safety goal", "", pair)


@pytest.mark.parametrize(
    ("source", "on", "rest"),
    [
        ("From", datetime.date(2026, 11, 15), "from 15 November"),
        ("", TODAY, "by today"),
        ("Every Sunday", None, "every Sunday"),
    ],
)
def test_a_step_says_who_and_when(source: str, on: datetime.date | None, rest: str) -> None:
    shown = face(Category.NEXT_STEP, "Sleeps at the house", whose_view="Lee", source=source, on=on)
    assert (shown.form, shown.foot, shown.rest) == ("step", "Lee,", rest)
    assert "Who: Lee" in shown.spoken


def test_a_childs_words_stand_in_quotation_marks() -> None:
    said = face(Category.PAST_HARM, "I hide", standing="childs_words", whose_view="Maisie")
    assert (said.form, said.text, said.kind) == ("child", "“I hide”", "Maisie’s words")


def test_that_the_child_says_something_of_a_card_is_not_told() -> None:
    shown = face(Category.PAST_HARM, "One road", whose_view="Nan", views=(("Maisie", "I was there"), ("Lee", "no")))
    assert "Maisie" not in shown.spoken + shown.rest
    assert "Lee: no." in shown.rest


def test_two_versions_are_both_on_the_card() -> None:
    shown = face(Category.PAST_HARM, "", two_versions=("text", "views/Lee"), versions=("One road", "Two roads"))
    assert shown.text == "1. One road\n2. Two roads"
    assert shown.notes[0].words == "Two versions of what stands here, and of what Lee says."


def test_what_is_not_in_the_record_yet_says_so() -> None:
    assert [note.words for note in face(Category.PAST_HARM, state="new").notes] == ["Not added yet"]
    assert [note.words for note in face(Category.PAST_HARM, unsent=True).notes] == ["Not sent yet"]


def test_days_have_a_year_only_where_it_is_another() -> None:
    assert day_in_words(TODAY, TODAY) == "today"
    assert day_in_words(datetime.date(2025, 12, 1), TODAY) == "1 December 2025"


def test_every_column_category_and_standing_has_its_words() -> None:
    words = map_words()
    assert set(words.columns) == set(words.empty) == set(Column)
    assert set(words.categories) == set(words.hints) == set(Category)
    assert words.standing("childs_words", "Tom") == "Tom’s words"
    assert words.standing("of another release", "Tom") == ""
    assert new_card(Category.NEXT_STEP).is_step
