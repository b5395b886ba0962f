"""The words that two people compare by phone: one for each byte, and none to be taken for another."""

import itertools

import pytest

from casework.spoken_words import WORDS, are_the_same, spoken


def test_each_byte_has_a_word_of_its_own() -> None:
    assert len(set(WORDS)) == len(WORDS) == 256
    assert tuple(sorted(WORDS)) == WORDS
    assert spoken(bytes(range(256))) == WORDS
    assert all(word.isascii() and word.islower() and 4 <= len(word) <= 11 for word in WORDS)


def test_no_two_are_alike() -> None:
    near = [(one, other) for one, other in itertools.combinations(WORDS, 2) if _letters_apart(one, other) < 3]
    assert not near
    beginnings = [word[:4] for word in WORDS]
    assert len(set(beginnings)) == len(beginnings)


@pytest.mark.parametrize(
    "heard", ["acorn zigzag acorn", "Acorn, Zigzag, ACORN.", "1. acorn 2. zigzag 3. acorn", "acorn-zigzag\nacorn"]
)
def test_case_and_what_stands_between_do_not_matter(heard: str) -> None:
    assert are_the_same(heard, ("acorn", "zigzag", "acorn"))


@pytest.mark.parametrize(
    "heard", ["", "acorn", "zigzag acorn acorn", "acorn zigzag acorn acorn", "acorns zigzag acorn"]
)
def test_other_words_or_another_order_are_not_the_same(heard: str) -> None:
    assert not are_the_same(heard, ("acorn", "zigzag", "acorn"))


def _letters_apart(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        next_row = [at]
        for there, its in enumerate(other, start=1):
            next_row.append(min(row[there] + 1, next_row[-1] + 1, row[there - 1] + (letter != its)))
        row = next_row
    return row[-1]
