"""Any value of any kind is said in words; what differs is found by whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.versions import words

NAMES = {"aa": "Gemma Hart"}


def name_of(key: str) -> str:
    return NAMES.get(key, "")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-11-05", "Thursday 5 November 2026"),
        (True, "Yes"),
        (False, "No"),
        ("Y", "Yes"),
        ("picked", "Only people the child picked"),
        (None, "Nothing is written here."),
        ("", "Nothing is written here."),
        (b"\xaa", "Gemma Hart"),
        (b"\xbb", "somebody in this file"),
        (7, "7"),
        ({"who": "Gemma", "by": "2026-11-05"}, "Gemma, by Thursday 5 November 2026"),
        ({"who": "Lee", "by": "2026-11-05", "lead": "from"}, "Lee, from Thursday 5 November 2026"),
        ({"who": "Lee"}, "Lee"),
        ({"alone": False, "why_not": "Mum stayed"}, "Not alone: Mum stayed"),
        ({"alone": True}, "Yes, alone"),
        ({"on": "2026-11-05", "note": "all of it"}, "Yes, on Thursday 5 November 2026: all of it"),
        ({"value": 4, "words": "Mornings are hard"}, "4 of 10: Mornings are hard"),
        ({"said": "did not want to say"}, "Did not want to say"),
        ({"lines": "1 Old Lane", "postcode": "ZZ1 1AA"}, "1 Old Lane, ZZ1 1AA"),
        ({"at_home": True}, "At home"),
        ({"words": "3 Quiet Lane", "confidential": True}, "3 Quiet Lane\nThis place is confidential."),
        ({"date": "2026-11-05", "start": "10:00", "end": "11:00"}, "Thursday 5 November 2026, 10:00 to 11:00"),
        ({"name": "Dev Sandhu", "professional": "dev.sandhu"}, "Dev Sandhu"),
        ({"position": 1, "text": "School", "lead": "When"}, "When School"),
        ({"allowed": "N", "detail": "only by letter"}, "Allowed: No\nDetail: only by letter"),
        ({"choice": "picked", "people": {"aa": True}}, "Choice: Only people the child picked\nPeople: Gemma Hart: Yes"),
    ],
)
def test_what_a_value_says(value: object, said: str) -> None:
    assert words.said("anything", value, name_of) == said


def test_a_question_is_asked_for_fields_that_this_release_does_not_know() -> None:
    assert words.question("newer_kind", "new_field", "Ella") == "New field (newer kind)"
    assert words.question("plan", "contacts/p1", "Ella") == "Whom to ring (plan)"
    assert words.question("visit", "bedroom", "Ella") == "Was Ella’s bedroom seen?"
    assert words.question("person", "dob", "Ella", "Gemma") == "When was Gemma born?"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(VALUES)
def test_no_value_of_a_newer_release_makes_it_fall_over(value: object) -> None:
    assert isinstance(words.said("anything", value, name_of), str)


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_what_is_left_of_both_is_the_same(one: str, other: str) -> None:
    def rest(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
        for start, end in reversed(spans):
            text = text[:start] + " " + text[end:]
        return text.split()

    assert rest(one, words.differing(one, other)) == rest(other, words.differing(other, one))
