"""Words fill lines: nothing is lost, nothing stands out, and every script is read in its own order."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.faces import JOINED_TO_THE_LAST, face_named
from desktop_app.documents.paper import BODY, CHILDS_WORDS, Style
from desktop_app.documents.typesetting import Line, Span, Typesetter

BOLD = BODY.strong


def told(line: Line) -> str:
    words = []
    for piece in line.pieces:
        letters = [glyph.text for glyph in piece.shaped.glyphs if glyph.text != JOINED_TO_THE_LAST]
        words.append("".join(reversed(letters) if piece.right_to_left else letters))
    return "".join(words)


def set_in(text: str, width: float, style: Style = BODY) -> list[str]:
    return [told(line) for line in Typesetter().lines([Span(text)], style, width)]


WORDS = st.text(st.sampled_from("abc é1.,-—’ \n£WAV"), max_size=120)


@given(WORDS, st.floats(30, 500))
def test_no_word_is_lost_and_no_line_is_too_wide(text: str, width: float) -> None:
    lines = Typesetter().lines([Span(text)], BODY, width)
    assert "".join("".join(told(line) for line in lines).split()) == "".join(text.split())
    for line in lines:
        assert line.width <= width + 0.01
        assert all(0 <= piece.x <= width + 0.01 for piece in line.pieces)


@given(st.text(st.sampled_from("ab אבגد هو 12(),. \u0651"), max_size=60), st.floats(60, 400))
def test_right_to_left_words_fill_lines_and_stay_in_the_column(text: str, width: float) -> None:
    for line in Typesetter().lines([Span(text)], BODY, width):
        places = sorted((piece.x, piece.end) for piece in line.pieces)
        assert all(first[1] <= second[0] + 0.01 for first, second in itertools.pairwise(places))
        assert line.width <= width + 0.01


def test_lines_are_as_full_as_they_can_be() -> None:
    assert set_in("one two three four", 1000) == ["one two three four"]
    assert set_in("When Lee has been drinking, he sleeps elsewhere", 180) == [
        "When Lee has been drinking, he ",
        "sleeps elsewhere",
    ]


def test_a_lonely_last_word_gets_company() -> None:
    words = "Maisie and Tom tell Jo"
    width = Typesetter().width_of("Maisie and Tom tell", BODY) + 2
    assert set_in(words, width) == ["Maisie and Tom ", "tell Jo"]


def test_a_word_wider_than_the_column_is_broken_and_nothing_is_cut_off() -> None:
    lines = set_in("Donaudampfschifffahrtsgesellschaft", 80)
    assert len(lines) > 1
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaft"


def test_a_long_name_breaks_after_its_hyphen_first() -> None:
    assert set_in("Christopher-Alexander", 90) == ["Christopher-", "Alexander"]


def test_a_line_end_in_the_text_ends_the_line_and_keeps_the_words_apart() -> None:
    assert set_in("First time:\nMonday 22 June", 300) == ["First time: ", "Monday 22 June"]


def test_a_phone_number_stands_on_one_line_and_is_told_with_ordinary_spaces() -> None:
    assert set_in("Ring this number now please: 01632 960117", 190)[-1] == "01632 960117"


def test_bold_words_are_set_in_the_strong_face() -> None:
    (line,) = Typesetter().lines([Span("Lee ", strong=True), Span("sees it")], BODY, 500)
    assert [piece.face.name for piece in line.pieces if told(Line((piece,), 0)).strip()] == [BOLD, BODY.face, BODY.face]


def test_letters_are_kerned() -> None:
    face = face_named(BODY.face)
    pair, alone = face.shape("To"), (*face.shape("T"), *face.shape("o"))
    assert sum(glyph.advance for glyph in pair) < sum(glyph.advance for glyph in alone)


def test_letters_are_not_run_together_in_ligatures() -> None:
    assert [glyph.text for glyph in face_named(BODY.face).shape("office")] == list("office")


def test_every_letter_of_arabic_is_told_once_and_joins() -> None:
    shaped = face_named("NotoNaskhArabic-Regular").shape("بسم", right_to_left=True)
    assert "".join(reversed([glyph.text for glyph in shaped if glyph.text != JOINED_TO_THE_LAST])) == "بسم"
    alone = face_named("NotoNaskhArabic-Regular").shape("ب", right_to_left=True)
    assert {glyph.number for glyph in alone} - {glyph.number for glyph in shaped}


def test_a_right_to_left_paragraph_stands_at_the_right_and_its_number_is_not_turned() -> None:
    (line,) = Typesetter().lines([Span("اتصل 01632 960117 الآن")], BODY, 400)
    assert max(piece.end for piece in line.pieces) == pytest.approx(400)
    (number,) = [piece for piece in line.pieces if not piece.right_to_left]
    assert told(Line((number,), 0)) == "01632\u00a0960117"
    first_word = line.pieces[0]
    assert first_word.x > number.x


def test_a_name_in_one_face_where_one_face_holds_it() -> None:
    (line,) = Typesetter().lines([Span("Adébọ̀wálé")], BODY, 400)
    assert len({piece.face.name for piece in line.pieces}) == 1


def test_letters_put_together_from_several_shapes_are_told_as_a_whole() -> None:
    (line,) = Typesetter().lines([Span("ẹ")], BODY, 400)
    assert [glyph.text for glyph in line.pieces[0].shaped.glyphs] == ["ẹ", JOINED_TO_THE_LAST]
    assert line.pieces[0].shaped.said == "ẹ"


def test_at_the_end_of_the_column() -> None:
    (line,) = Typesetter().lines([Span("999")], BODY._replace(at_end=True), 100)
    assert max(piece.end for piece in line.pieces) == pytest.approx(100)


def test_a_childs_words_are_set_in_their_own_face() -> None:
    (line,) = Typesetter().lines([Span("the see side")], CHILDS_WORDS, 300)
    assert {piece.face.name for piece in line.pieces} == {"Lexend-Regular"}
