"""Remarks point at what a family may stumble over, and at nothing else; the reading age follows the text."""

import pytest

from desktop_app.plans.plain_words import reading_age, remarks, rules

PLAIN = (
    "On Sunday 3 May and Saturday 16 May, Lee had been drinking and shouted at home. Maisie and Tom were there. "
    "They were scared. Since February, Maisie has missed nine days of school."
)
OFFICIAL = (
    "Following the multi-agency strategy discussion it was ascertained that parental engagement remained inconsistent, "
    "and that the identified interventions required co-ordination between participating organisations in order to "
    "demonstrate sustainable improvement in emotional availability."
)


def sentences(text: str) -> list[str]:
    return [remark.sentence for remark in remarks(text)]


def test_plain_text_is_left_alone() -> None:
    assert remarks(PLAIN) == ()
    assert remarks("") == ()
    assert remarks("Lee rings at 7.40 or 8:50 each day, on 01632 960117.") == ()


@pytest.mark.parametrize("avoid", [one.word for one in rules().avoid])
def test_every_word_to_avoid_is_pointed_out_in_any_case(avoid: str) -> None:
    for written in (avoid, avoid.capitalize(), avoid.upper()):
        found = [remark for remark in remarks(f"Then {written} is what we say.") if remark.about == written]
        assert found, written


def test_a_word_inside_another_is_not_meant() -> None:
    assert remarks("We contacted Nan. Her replacement key is there.") == ()
    assert [remark.about for remark in remarks("His challenging behaviour")] == ["challenging behaviour"]


def test_a_sentence_of_twenty_words_is_fine_and_one_more_is_not() -> None:
    twenty = " ".join(["we"] * 20) + "."
    assert remarks(f"{twenty} {twenty}") == ()
    assert sentences("They " + twenty) == ["“They we we we …” has 21 words. Make it two sentences of at most 20."]


def test_lines_end_a_sentence_too() -> None:
    assert remarks("\n".join(["one two three four five six seven eight nine ten eleven"] * 3)) == ()


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Tom is on a CP plan.", ["CP"]),
        ("The IRO and two TAFs came.", ["IRO", "TAFs"]),
        ("See your GP. Watch TV.", []),
        ("A child in need (CIN) plan.", []),
        ("CIN (child in need) plan.", []),
        ("I am OK.", []),
    ],
)
def test_abbreviations_are_to_be_explained(text: str, about: list[str]) -> None:
    assert [remark.about for remark in remarks(text)] == about


@pytest.mark.parametrize("day", ["16/05/2026", "16.5.26", "2026-05-16"])
def test_days_are_written_in_full(day: str) -> None:
    assert [remark.about for remark in remarks(f"We meet on {day}.")] == [day]
    assert [remark.about for remark in remarks("We meet on the 4th of June.")] == ["4th of June"]


def test_the_reading_age_tells_plain_words_from_official_ones() -> None:
    plain, official = reading_age([PLAIN]), reading_age([OFFICIAL])
    assert plain is not None
    assert official is not None
    assert plain <= 11
    assert official > 16
    assert reading_age(["Too short to say."]) is None
    assert reading_age([]) is None
