"""A name in another writing stands where it was put, and everything around it too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.writing_direction import END_OF_ISOLATE, FIRST_STRONG_ISOLATE, FROM_THE_LEFT, isolated

ARABIC, HEBREW = "مُحَمَّد عبد الرحمن", "נֹעַם"


@pytest.mark.parametrize("name", [ARABIC, HEBREW])
def test_a_name_in_a_sentence_is_set_apart(name: str) -> None:
    apart = f"{FIRST_STRONG_ISOLATE}{name}{END_OF_ISOLATE}"
    assert isolated(f"{name}’s last words") == f"{FROM_THE_LEFT}{apart}’s last words"
    assert isolated(f"Visit to {name}, 8 years") == f"{FROM_THE_LEFT}Visit to {apart}, 8 years"
    assert isolated(name) == f"{FROM_THE_LEFT}{apart}", "alone it stands at the left too"


def test_names_in_a_row_are_each_set_apart() -> None:
    assert isolated(f"{ARABIC}, {HEBREW} and Tom").count(FIRST_STRONG_ISOLATE) == 2


def test_what_is_written_from_right_to_left_as_a_whole_runs_that_way() -> None:
    prose = "ذهبنا إلى المدرسة، ثم عدنا."
    assert isolated(prose) == prose


@given(st.text(alphabet=st.characters(max_codepoint=0x58F)))
def test_all_other_words_are_as_they_were(words: str) -> None:
    assert isolated(words) == words
