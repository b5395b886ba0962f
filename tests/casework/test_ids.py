"""Which ids people and hubs can have: every one that can is the name of a case file that a laptop may ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.canonical import canonical, decoded
from casework.case_files import grants_log, hub_book, is_case_file, practice_book
from casework.ids import may_name_a_hub, may_name_a_person


@pytest.mark.parametrize("fit", ["hub-14", "T1", "hannah.okafor", "sean.o'neil", "SW 12", "équipe-1", "00123"])
def test_ids_as_authorities_have_them(fit: str) -> None:
    assert may_name_a_person(fit)
    assert may_name_a_hub(fit)


@pytest.mark.parametrize("unfit", ["", "T:2", "a/b", "a\\b", "x" * 101, " a", "a  b", "a\nb", "a\u200bb", "e\u0301"])
def test_ids_that_would_name_no_file_or_another(unfit: str) -> None:
    assert not may_name_a_person(unfit)
    assert not may_name_a_hub(unfit)


def test_ids_kept_for_daybook_itself() -> None:
    assert not any(may_name_a_person(one) for one in ("store", "Store", "administrator", "ADMINISTRATOR", "authority"))
    assert not may_name_a_hub("unallocated")


@given(st.text(max_size=120))
def test_whatever_may_be_an_id_names_a_file_that_is_one(name: str) -> None:
    if may_name_a_hub(name):
        assert is_case_file(hub_book(name))
        assert is_case_file(grants_log(name))
        assert decoded(canonical(name)) == name
    if may_name_a_person(name):
        assert is_case_file(practice_book(name))
