"""Text is made fit for paper without an empty box, and what was replaced is told."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.characters import Replaced, fit_for_paper, name_of
from desktop_app.documents.faces import FALLBACKS, can_be_set, face_for, face_named

BODY = "AtkinsonHyperlegibleNext-Regular"


def fitted(text: str) -> tuple[str, list[Replaced]]:
    replaced: list[Replaced] = []
    return fit_for_paper(text, BODY, replaced.append), replaced


def test_plain_words_stay_as_they_are() -> None:
    words = "Lee’s plan – “at Nan’s”, 8:50am… £3.50 Łukasz Siân ŵ"
    assert fitted(words) == (words, [])


def test_a_phone_number_is_never_broken() -> None:
    assert fitted("Ring 01632 960117 or 0800 1111.")[0] == "Ring 01632\u00a0960117 or 0800\u00a01111."
    assert fitted("On 3 May 16 children came")[0] == "On 3 May 16 children came"


def test_letters_are_composed_so_that_they_look_as_they_should() -> None:
    assert fitted("Zoe\u0308")[0] == "Zoë"


def test_what_cannot_be_seen_does_not_come_on_paper() -> None:
    assert fitted("a\u200bb\u00adc\x07d\ufeffe\tf\r\ng")[0] == "abcde f\ng"


def test_marks_that_turn_text_round_are_taken_out_of_what_was_typed() -> None:
    assert fitted("ring \u202e711069\u202c now") == ("ring 711069 now", [])


def test_numbers_and_dates_keep_their_order_in_right_to_left_text() -> None:
    text, _ = fitted("اتصل 01632 960117 يوم Tuesday 16 June 2026 الساعة 8:50am")
    assert "\u206601632\u00a0960117\u2069" in text
    assert "\u2066Tuesday\u00a016\u00a0June\u00a02026\u2069" in text
    assert "\u20668:50am\u2069" in text


def test_an_emoji_a_child_typed_is_printed() -> None:
    assert fitted("i love u 😭❤️👩🏽‍🦱") == ("i love u 😭❤️👩🏽‍🦱", [])


def test_what_no_typeface_holds_is_named_and_reported() -> None:
    text, replaced = fitted("a ✓ for 李明, ਪੰਜਾਬੀ and \ud800")
    assert text == "a [tick] for [Chinese characters], [Gurmukhi letters] and [a letter that cannot be read]"
    assert [(each.characters, each.name) for each in replaced][:2] == [("✓", "tick"), ("李明", "Chinese characters")]


def test_each_sign_without_a_plain_name_goes_by_its_own() -> None:
    assert name_of("\u2318") == "place of interest sign"
    assert name_of("\U0010fffd") == "character 10fffd"


@given(st.text())
def test_whatever_was_typed_can_be_set(text: str) -> None:
    result, _ = fitted(text)
    assert all(character == "\n" or can_be_set(character, BODY) for character in result)
    assert not any(unicodedata.category(character) == "Cc" for character in result if character != "\n")


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F, categories=("L", "N", "P"))))
def test_what_is_fit_stays_fit(text: str) -> None:
    once, _ = fitted(text)
    assert fitted(once)[0] == once


def test_names_of_families_here_are_held_by_the_faces() -> None:
    for name in ("Łukasz Żółć", "Siân Ŵyn", "Nguyễn Thị Ánh", "Şeyma Çağlar", "Adébọ̀wálé", "Ștefan Țîrlea", "Адріана"):
        assert fitted(name)[1] == []
    latin = face_named(BODY)
    assert latin.holds_all("ąćęłńóśźżăâîșțŵŷçğışÀÉñß")
    assert face_for("Адріана", BODY) is face_named(FALLBACKS[0])
