"""One way to write a value: what is the same has the same bytes, and what has no such form is refused, never guessed."""

import datetime
import math
import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casework.canonical import LARGEST_WHOLE, MOST_NESTED, SMALLEST_WHOLE, canonical, decoded, is_canonical
from casework.errors import BadMessage
from casework.kinds.people import Place

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(SMALLEST_WHOLE, LARGEST_WHOLE)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | st.binary(max_size=12)
)
VALUES = st.recursive(LEAVES, lambda part: st.lists(part, max_size=4) | st.dictionaries(TEXT, part, max_size=4))


def nested(depth: int) -> Any:
    value: Any = "at the bottom"
    for _ in range(depth):
        value = [value]
    return value


def has_two_keys_that_read_the_same(value: Any) -> bool:
    if isinstance(value, dict):
        keys = {unicodedata.normalize("NFC", key) for key in value}
        return len(keys) < len(value) or any(map(has_two_keys_that_read_the_same, value.values()))
    return isinstance(value, list) and any(map(has_two_keys_that_read_the_same, value))


@given(VALUES)
def test_what_was_written_reads_back_and_writes_the_same(value: Any) -> None:
    assume(not has_two_keys_that_read_the_same(value))
    data = canonical(value)
    assert canonical(decoded(data)) == data
    assert is_canonical(data)


@given(st.dictionaries(TEXT, LEAVES, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_a_form_was_filled_in_does_not_matter(value: dict[str, Any], shuffled: Any) -> None:
    assume(not has_two_keys_that_read_the_same(value))
    items = list(value.items())
    shuffled.shuffle(items)
    assert canonical(dict(items)) == canonical(value)


@given(TEXT)
def test_words_are_the_same_however_their_accents_were_typed(words: str) -> None:
    assert canonical(unicodedata.normalize("NFD", words)) == canonical(unicodedata.normalize("NFC", words))


@given(LEAVES, LEAVES)
def test_values_that_differ_have_other_bytes(one: Any, other: Any) -> None:
    def identity(value: Any) -> tuple[str, Any]:
        if isinstance(value, str):
            return "text", unicodedata.normalize("NFC", value)
        return ("number" if isinstance(value, int | float) and not isinstance(value, bool) else str(type(value))), value

    assert (canonical(one) == canonical(other)) == (identity(one) == identity(other))


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (0, b"\x00"),
        (1.0, b"\x01"),
        (-0.0, b"\x00"),
        (127, b"\x7f"),
        (128, b"\xcc\x80"),
        (-33, b"\xd0\xdf"),
        (True, b"\xc3"),
        ("1", b"\xa11"),
        (b"1", b"\xc4\x011"),
        (None, b"\xc0"),
        (0.5, b"\xcb\x3f\xe0\x00\x00\x00\x00\x00\x00"),
        (datetime.date(2026, 6, 4), b"\xaa2026-06-04"),
        (datetime.time(9, 30), b"\xa809:30:00"),
        ({"b": 1, "a": [2]}, b"\x82\xa1a\x91\x02\xa1b\x01"),
        (Place("12 Fen Road", confidential=True), b"\x82\xacconfidential\xc3\xa5lines\xab12 Fen Road"),
    ],
)
def test_the_bytes_are_these_on_every_machine_and_in_every_release(value: Any, data: bytes) -> None:
    assert canonical(value) == data


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        -math.inf,
        LARGEST_WHOLE + 1,
        SMALLEST_WHOLE - 1,
        "half a smile \ud83d",
        {"half a key \ud83d": 1},
        {1: "a key that is no text"},
        {"é": 1, "e\u0301": 2},
        {1, 2},
        object(),
        nested(MOST_NESTED + 1),
        nested(5000),
        {"deep": [nested(MOST_NESTED)]},
    ],
)
def test_what_has_no_one_form_is_refused_where_it_is_written(value: Any) -> None:
    with pytest.raises(BadMessage):
        canonical(value)


def test_lists_lie_within_each_other_as_deep_as_any_form_needs() -> None:
    assert decoded(canonical(nested(MOST_NESTED))) == nested(MOST_NESTED)


@pytest.mark.parametrize("number", [1e19, 1.8446744073709552e19, 1e300, -1e300, 2.0**63])
def test_a_number_too_large_for_whole_numbers_stays_as_it_is(number: float) -> None:
    assert decoded(canonical(number)) == number
    assert is_canonical(canonical(number))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        b"\x91",
        b"\xa2\xff\xfe",
        b"\x01\x01",
        b"\x91" * 60_000 + b"\xc0",
    ],
)
def test_bytes_that_are_no_message_are_refused(data: bytes) -> None:
    with pytest.raises(BadMessage):
        decoded(data)
    assert not is_canonical(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\xcc\x01",  # a small number written long
        b"\xd9\x01a",  # a short text written long
        b"\x82\xa1b\x01\xa1a\x02",  # keys out of order
        b"\x82\xa1a\x01\xa1a\x02",  # a key twice
        msgspec.msgpack.encode("e\u0301"),
        msgspec.msgpack.encode(1.0),
        msgspec.msgpack.encode(msgspec.msgpack.Ext(5, b"x")),
        msgspec.msgpack.encode({"a": math.nan}),
        msgspec.msgpack.encode({b"a": 1}),
    ],
)
def test_the_same_value_written_another_way_is_not_canonical(data: bytes) -> None:
    assert not is_canonical(data)


@given(st.binary(max_size=40))
def test_no_bytes_from_elsewhere_do_more_than_be_refused(data: bytes) -> None:
    try:
        value = decoded(data)
    except BadMessage:
        return
    try:
        assert canonical(decoded(canonical(value))) == canonical(value)
    except BadMessage:
        assert not is_canonical(data)
