"""The framework's labels: an authority's own words stand where they can, ours where they cannot."""

from collections.abc import Iterator

import pytest

from casework.labels import LEVELS, labels_of, level_of, problem_with, split_level, standard_labels, use_labels


@pytest.fixture(autouse=True)
def no_words_of_its_own() -> Iterator[None]:
    yield
    use_labels({})


def test_an_authoritys_words_stand_in_place_of_ours() -> None:
    use_labels({"map.columns.worried": "What worries us?"})
    assert labels_of("map")["columns"]["worried"] == "What worries us?"
    assert labels_of("map")["columns"]["working_well"] == standard_labels()["map.columns.working_well"]


def test_words_of_a_level_come_before_words_of_every_level_and_those_before_ours() -> None:
    use_labels(
        {"map.columns.worried": "What worries us?", "child_protection:map.columns.worried": "What is dangerous?"}
    )
    worried = {level: labels_of("map", level)["columns"]["worried"] for level in ("", *LEVELS)}
    assert worried.pop("child_protection") == "What is dangerous?"
    assert set(worried.values()) == {"What worries us?"}
    use_labels({"early_help:family-plan.headings.going_well": "Good in your family"})
    assert labels_of("family-plan", "early_help")["headings"]["going_well"] == "Good in your family"
    assert labels_of("family-plan", "looked_after")["headings"]["going_well"] == "What is going well"


@pytest.mark.parametrize(
    ("stages", "referred", "level"),
    [
        (("cin_plan", "cp_plan"), True, "child_protection"),
        (("looked_after", "cin_plan"), True, "looked_after"),
        (("cin_plan",), False, "child_in_need"),
        (("care_leaver",), False, "looked_after"),
        ((), True, ""),
        ((), False, "early_help"),
        (("another", None), True, ""),
    ],
)
def test_the_level_is_that_of_the_plan_that_asks_most_of_us(
    stages: tuple[str | None, ...], referred: bool, level: str
) -> None:
    assert level_of(stages, is_referred=referred) == level


def test_every_label_of_ours_could_be_put_there_by_an_authority() -> None:
    assert [where for where, words in standard_labels().items() if problem_with(where, words)] == []


@pytest.mark.parametrize(
    ("where", "words", "why"),
    [
        ("map.columns.nothing", "Worries", "There is no label"),
        ("early_help:map.columns.nothing", "Worries", "There is no label"),
        ("late_help:map.columns.worried", "Worries", "names no level of need"),
        ("map.columns.worried", "  ", "must be one line"),
        ("map.columns.worried", "Two\nlines", "must be one line"),
        ("map.columns.worried", "x" * 401, "must be one line"),
        ("map.standings.childs_words", "The child’s words", "must keep {child}"),
        ("map.standings.childs_words", "{child.__class__}’s words", "must keep {child}"),
        ("map.standings.childs_words", "{child!r}’s words", "must keep {child}"),
        ("map.columns.worried", "What {child} fears", "must keep nothing in {braces}"),
        ("map.columns.worried", "What { worries", "must keep nothing in {braces}"),
    ],
)
def test_words_that_cannot_stand_there_are_told_and_never_shown(where: str, words: str, why: str) -> None:
    assert why in problem_with(where, words)
    level, label = split_level(where)
    sheet, table, name = label.split(".")
    use_labels({where: words})
    assert labels_of(sheet, level)[table].get(name) == standard_labels().get(label)
