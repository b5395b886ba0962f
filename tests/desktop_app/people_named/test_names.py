"""The list of names to check before a paper goes out: everybody on it, and no ordinary word among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.wording import DAYS, MONTHS
from desktop_app.people_named.names import is_ordinary, names_in, ordinary_words


def names(text: str, *known: str, listed: tuple[str, ...] = ()) -> tuple[str, ...]:
    return names_in(text, listed, known)


@pytest.mark.parametrize(
    "text",
    [
        "Lee says: It was once.",
        "Was not there when we wrote it. He is asked this week.",
        "Fridays are hard. On Fridays, and on Friday’s walk, we go slowly.",
        "We look at it in May; March was too soon. December’s meeting is off.",
        "I’m sure. I think I’ll come. I don’t shout.",
        "The GP and the TV are OK.",
        "• Keeps two beds made up\n- Stopped shouting\n– Carries him up",
        "“She hides.” (It was one morning.) ‘They row.’",
        "Half-term is long. It’s loud. That’s all. Let’s stop. Won’t do. Doesn’t help.",
        "WE STOP SHOUTING AT NIGHT",
        "Why? Because! When… Then: Now.",
        "",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert names(text, "Lee") == (("Lee",) if "Lee" in text else ())


@pytest.mark.parametrize("word", [*DAYS, *(f"{day}s" for day in DAYS), *MONTHS])
def test_no_day_and_no_month_is_a_name_wherever_it_stands(word: str) -> None:
    assert names(f"{word} is good. We meet on {word}, always. {word}’s walk.") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We ring Dave first.", ("Dave",)),
        ("Dave comes each day.", ("Dave",)),
        ("When Dave comes, Zara’s bag is packed.", ("Dave", "Zara")),
        ("Ms Bell and Dr. Lowry know.", ("Ms Bell", "Lowry")),
        ("She sleeps at Mary-Jane O’Brien’s.", ("Mary-Jane O’Brien",)),
        ("Uncle Sol rings. Aunty Bea does not.", ("Uncle Sol", "Aunty Bea")),
        ("We meet at Pebble Lane with École Élise and Łukasz Żak.", ("Pebble Lane", "École Élise", "Łukasz Żak")),
        ("It is Ms Bell. Ask Bell again.", ("Ms Bell",)),
        ("He said “Dave did it”.", ("Dave",)),
        ("Grace sleeps. Will comes.", ("Grace", "Will")),
        ("We go with Rose. The sun rose.", ("Rose",)),
    ],
)
def test_what_looks_like_a_name_is_listed_as_it_stands(text: str, found: tuple[str, ...]) -> None:
    assert names(text) == found


def test_a_word_that_begins_a_sentence_and_stands_small_elsewhere_is_none() -> None:
    assert names("Lego calms him. He likes lego.") == ()
    assert names("Lego calms him.") == ("Lego",), "shown where nobody can tell"
    assert names("He likes lego, and Lego Ltd.") == ("Lego Ltd",), "within a sentence a capital means something"


@pytest.mark.parametrize("name", ["It", "Was", "May", "Friday", "Will", "Hope", "The"])
def test_a_name_of_the_record_is_always_listed_whatever_it_is(name: str) -> None:
    assert names(f"{name} sleeps here.", name) == (name,)
    assert names(f"We ask {name}.", name) == (name,)


def test_known_names_are_found_however_they_are_typed_but_not_within_other_words() -> None:
    assert names("lee shouts. LEE shouts.", "Lee") == ("Lee",)
    assert names("They sleep. The leeway is small.", "Lee") == ()
    assert names("We will see. It may rain, I hope. Mark it.", "Will", "May", "Hope") == ("Mark",)


def test_whole_names_come_before_their_parts_and_each_stands_once() -> None:
    found = names("Gemma Hart came. Gemma spoke. Nan spoke to Gemma Hart.", "Gemma", "Hart", "Gemma Hart", "Nan")
    assert found == ("Gemma Hart", "Gemma", "Nan")


def test_names_stand_in_the_order_of_the_paper() -> None:
    assert names("First Zoe, then Abe, then Mo.", "Mo", "Abe", "Zoe") == ("Zoe", "Abe", "Mo")


def test_a_field_that_says_who_somebody_is_lists_them_also_where_the_text_has_the_word_small() -> None:
    assert names("We will meet. He likes lego.", listed=("Will", "Lego")) == ("Will", "Lego")
    assert names("", listed=("Nights and weekends",)) == ()
    assert names("", listed=("Nights and weekends", "Nan’s friend Will", "Uncle Sol")) == ("Nan", "Will", "Uncle Sol")


def test_names_in_scripts_without_capitals_are_found_where_the_record_knows_them() -> None:
    assert names("تتصل مريم بالمدرسة", "مريم") == ("مريم",)
    assert names("مریم اسکول جاتی ہے") == ()


def test_a_name_with_signs_that_mean_something_to_a_search_is_looked_for_as_it_is() -> None:
    assert names("We ring D(ave) and J.R. (again).", "D(ave)", "J.R.") == ("D(ave)", "J.R.")


@given(st.sampled_from(sorted(ordinary_words())))
def test_every_ordinary_word_may_begin_a_sentence_in_any_form(word: str) -> None:
    assert is_ordinary(word.capitalize())
    assert names(f"{word.capitalize()} it. {word.upper()} it.") == ()


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=60), st.text(max_size=8))
def test_whatever_is_typed_a_known_name_is_in_the_list_and_nothing_breaks(text: str, name: str) -> None:
    found = names(f"{text} Ludmilla {name}", "Ludmilla", name.strip())
    assert "Ludmilla" in " ".join(found)
