"""Every kind of record has one noun, which counts, names and asks alike on every screen."""

import re

import pytest

from casework.kind_words import NOUNS, noun
from casework.kinds import KINDS

OF_BOOKS = {"authority", "hub", "professional", "device", "grant", "policy", "erasure", "quarantine"}


def test_every_kind_that_a_file_about_a_person_holds_has_its_noun() -> None:
    assert set(NOUNS) == set(KINDS) - OF_BOOKS


@pytest.mark.parametrize("kind", NOUNS)
def test_a_noun_can_be_counted_and_stands_after_its_article(kind: str) -> None:
    said = noun(kind)
    assert re.match(r"(an [aeiou]|a [^aeiou])", said.a), said.a
    assert said.added(1) == said.a
    assert said.added(2) == f"two {said.many}"
    assert said.added(12) == f"12 {said.many}"
    assert said.counted(1).startswith("1 ")
    assert said.one != said.many
    assert not re.match(r"(the|how|who|what) ", said.many), "two of it could not be said"


def test_a_visit_to_two_children_is_not_counted_as_two_visits() -> None:
    assert noun("visit").counted(2) == "2 records of the visit"
    assert noun("visit").added(2) == "two visits"


def test_a_kind_of_a_newer_release_is_called_by_its_own_name() -> None:
    assert noun("wellbeing_check").added(3) == "three wellbeing checks"
    assert noun("entry_of_care").a == "an entry of care"
