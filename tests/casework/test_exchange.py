"""Messages between the two machines: what goes over comes out the same, and what is missing is noticed."""

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import exchange
from casework.canonical import canonical
from casework.editing import Pen, create
from casework.errors import BadMessage
from casework.exchange import (
    Batch,
    Cursor,
    FilePush,
    NotTaken,
    PushAnswer,
    Taken,
    WireChange,
    from_wire,
    roll_up,
    to_wire,
)
from casework.seals import NO_SEAL_BEFORE, Head, Seen, SigningKey, make_seal

PEN = Pen("ruth", "laptop-a", "2026-11-23", "2026-11-23T10:00:00Z")
KEY = SigningKey.from_bytes(b"k" * 32)
NOTE = create("person:0123", "case_note", {"said": "rang school"}, PEN)
HEADS = st.lists(
    st.tuples(st.text(max_size=8), st.integers(1, 2**40), st.integers(0, 2**40), st.binary(min_size=32, max_size=32)),
    unique_by=lambda head: head[0],
    max_size=6,
)


@pytest.mark.parametrize("mark", ["", "late", "released", "known"])
def test_a_change_comes_out_of_the_wire_as_it_went_in(mark: str) -> None:
    wire = msgspec.msgpack.decode(msgspec.msgpack.encode(to_wire(NOTE, mark)), type=WireChange)
    assert wire.mark == mark
    again = from_wire(wire)
    assert (again.id, again.head, again.body, again.salt) == (NOTE.id, NOTE.head, NOTE.body, NOTE.salt)
    again.check_form()


def test_the_hash_of_the_words_travels_only_when_the_words_do_not() -> None:
    assert to_wire(NOTE).hash_of_body is None
    erased = to_wire(NOTE.erased())
    assert (erased.body, erased.salt, erased.hash_of_body) == (None, None, NOTE.hash_of_body)
    assert from_wire(erased) == NOTE
    assert from_wire(erased).is_erased


@pytest.mark.parametrize(
    "wire",
    [
        WireChange(NOTE.head, None, None),
        WireChange(NOTE.head, NOTE.salt, None),
        WireChange(NOTE.head, None, NOTE.body),
    ],
)
def test_a_change_without_words_and_without_their_hash_is_refused(wire: WireChange) -> None:
    with pytest.raises(BadMessage):
        from_wire(wire)


def test_a_wire_cannot_say_another_hash_than_its_words_have() -> None:
    lying = WireChange(NOTE.head, NOTE.salt, NOTE.body, b"l" * 32)
    assert from_wire(lying).hash_of_body == NOTE.hash_of_body


@given(HEADS, st.randoms(use_true_random=False))
def test_the_roll_up_is_the_same_in_any_order(heads: list[tuple[str, int, int, bytes]], dice) -> None:
    try:
        expected = hashlib.sha256(canonical(sorted([list(head) for head in heads]))).digest()
    except BadMessage:
        return  # half a character
    shuffled = list(heads)
    dice.shuffle(shuffled)
    assert roll_up(shuffled) == roll_up(heads)
    if all(head[0].isascii() for head in heads):
        assert roll_up(heads) == expected


@pytest.mark.parametrize(
    "other",
    [
        [("b", 1, 2, b"d" * 32)],
        [("a", 2, 2, b"d" * 32)],
        [("a", 1, 3, b"d" * 32)],
        [("a", 1, 2, b"e" * 32)],
        [("a", 1, 2, b"d" * 32), ("b", 1, 0, b"d" * 32)],
        [],
    ],
)
def test_the_roll_up_tells_every_difference(other: list[tuple[str, int, int, bytes]]) -> None:
    assert roll_up(other) != roll_up([("a", 1, 2, b"d" * 32)])


def test_an_answer_to_a_push_says_of_each_file_whether_it_was_taken() -> None:
    head = Head("person:0123", 1, 2, b"d" * 32, b"s" * 64)
    answer = PushAnswer((Taken("person:0123", 2, head, (NOTE.id,)), NotTaken("person:4567", "right", (NOTE.id,))))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=PushAnswer) == answer


def test_a_batch_goes_over_with_its_seal() -> None:
    seal = make_seal(KEY, "made-up", "person:0123", 1, NO_SEAL_BEFORE, [NOTE], Seen(1, 0, b"d" * 32))
    push = FilePush("person:0123", Batch(seal, (to_wire(NOTE),), 7))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(push), type=FilePush) == push


def test_a_newer_release_may_say_more_in_a_message() -> None:
    said = {"file": "a", "reason": "right", "changes": [], "type": "not taken", "newer": 1}
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(said), type=Taken | NotTaken) == NotTaken("a", "right")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode([1, 2, b"d", "newer"]), type=Cursor) == Cursor(1, 2, b"d")


def test_the_bounds_fit_within_each_other() -> None:
    assert exchange.MOST_BYTES_A_BODY < exchange.MOST_BYTES_A_PUSH < exchange.MOST_BYTES_A_PAGE
    assert 16 * exchange.MOST_BYTES_A_PUSH < exchange.MOST_BYTES_A_MESSAGE  # a round sends 16 batches in one message
    assert exchange.PIECE_BYTES < exchange.MOST_BYTES_A_MESSAGE
    paths = [value for name, value in vars(exchange.Endpoint).items() if name.isupper()]
    assert len(set(paths)) == len(paths) == 16


def test_whoever_exchanges_a_part_of_a_request_to_be_let_in_has_other_words() -> None:
    ask = exchange.RecoverAsk("d" * 32, b"p" * 32, b"e" * 1216, b"header", b"slot")
    assert len(ask.words) == exchange.WORDS_OF_A_REQUEST == 8
    others = [
        msgspec.structs.replace(ask, device="c" * 32),
        msgspec.structs.replace(ask, public=b"q" * 32),
        msgspec.structs.replace(ask, ephemeral=b"f" * 1216),
        msgspec.structs.replace(ask, header=b"another", slot=b"slot"),
        msgspec.structs.replace(ask, header=b"header", slot=b"Slot"),
        msgspec.structs.replace(ask, header=b"heade", slot=b"rslot"),
    ]
    assert len({ask.words, *(one.words for one in others)}) == len(others) + 1
    assert msgspec.structs.replace(ask, signature=b"s" * 64).name == ask.name
