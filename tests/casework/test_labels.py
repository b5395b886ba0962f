"""The framework's labels: an authority's own words stand where they can, ours where they cannot."""

from collections.abc import Iterator

import pytest

from casework.labels import labels_of, problem_with, standard_labels, use_labels


@pytest.fixture(autouse=True)
def no_words_of_its_own() -> Iterator[None]:
    yield
    use_labels({})


def test_an_authoritys_words_stand_in_place_of_ours() -> None:
    use_labels({"map.columns.worried": "What worries us?"})
    assert labels_of("map")["columns"]["worried"] == "What worries us?"
    assert labels_of("map")["columns"]["working_well"] == standard_labels()["map.columns.working_well"]


def test_every_label_of_ours_could_be_put_there_by_an_authority() -> None:
    assert [where for where, words in standard_labels().items() if problem_with(where, words)] == []


@pytest.mark.parametrize(
    ("where", "words", "why"),
    [
        ("map.columns.nothing", "Worries", "There is no label"),
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
    sheet, table, name = where.split(".")
    use_labels({where: words})
    assert labels_of(sheet)[table].get(name) == standard_labels().get(where)
