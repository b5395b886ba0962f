"""The enrolment code: typed by a tired person, and safe to trust once it reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.enrolment import BadCode, EnrolmentCode, read_code

CODE = EnrolmentCode(bytes(range(10)), bytes(range(12)), bytes(range(50, 62)))


@given(st.binary(min_size=34, max_size=34))
def test_a_code_reads_as_it_was_written(raw: bytes) -> None:
    code = EnrolmentCode(raw[:10], raw[10:22], raw[22:])
    assert read_code(code.written()) == code


def test_case_spaces_and_lookalikes_do_not_matter() -> None:
    typed = CODE.written().lower().replace("-", "  ").replace("o", "0").replace("i", "1")
    assert read_code(typed) == CODE


@pytest.mark.parametrize("position", range(0, 55, 6))
def test_one_wrong_letter_is_noticed(position: int) -> None:
    letters = CODE.written().replace("-", "")
    wrong = "A" if letters[position] != "A" else "C"
    with pytest.raises(BadCode, match="one letter is wrong"):
        read_code(letters[:position] + wrong + letters[position + 1 :])


@pytest.mark.parametrize("typed", ["", "hello", "12345", CODE.written()[:-6], CODE.written() + "AAAAA", "£$%"])
def test_what_is_no_code_gets_a_sentence(typed: str) -> None:
    with pytest.raises(BadCode):
        read_code(typed)
