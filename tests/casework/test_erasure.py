"""What an order to erase must be, to be believed: the authority's own word, by two people, about a file that may be erased."""

from typing import Any

import msgspec
import pytest

from casework.case_files import AUTHORITY_BOOK, grants_log, person_file
from casework.changes import Change
from casework.editing import Pen, create
from casework.erasure import are_two_people, orders_in, pieces_named, sentences_in, without_erased
from casework.kinds.books import ErasureOrder
from casework.seals import SigningKey, order_erasure

TENANT = "made-up"
ELLA = person_file(TENANT, "ella")
AUTHORITY, FORGER = SigningKey.generate(), SigningKey.generate()
OFFICE = Pen("office", "office-device", "2026-11-27T09:00:00Z", "2026-11-27T09:00:00Z")
ID = b"\x07" * 16


def order(**other: Any) -> ErasureOrder:
    said = ErasureOrder(ELLA, (ID,), "In the wrong file", ("Nadia Rahman", "Tom Price"), "2026-11-27T09:00:00Z")
    return msgspec.structs.replace(said, **other)


def in_book(said: ErasureOrder) -> Change:
    return create(AUTHORITY_BOOK, "erasure", {"order": msgspec.to_builtins(said, builtin_types=(bytes,))}, OFFICE)


def believed(said: ErasureOrder) -> list[ErasureOrder]:
    return orders_in(AUTHORITY.public, TENANT, [in_book(said)])


def test_an_order_that_the_authority_signed_is_believed_whole() -> None:
    signed = order_erasure(AUTHORITY, TENANT, order(pieces=(b"\x01" * 32,)))
    assert believed(signed) == [signed]


@pytest.mark.parametrize(
    "altered",
    [
        {"changes": (b"\x08" * 16,)},
        {"changes": (ID, b"\x08" * 16)},
        {"file": person_file(TENANT, "maya")},
        {"pieces": (b"\x02" * 32,)},
        {"reason": "Another reason"},
        {"by": ("Nadia Rahman", "Somebody Else")},
        {"given": "2020-01-01T09:00:00Z"},
    ],
    ids=lambda one: next(iter(one)),
)
def test_an_order_that_was_altered_is_not(altered: dict[str, Any]) -> None:
    signed = order_erasure(AUTHORITY, TENANT, order())
    assert believed(msgspec.structs.replace(signed, **altered)) == []


def test_an_order_of_another_key_another_authority_or_nobody_is_not_believed() -> None:
    assert believed(order_erasure(FORGER, TENANT, order())) == []
    assert believed(order_erasure(AUTHORITY, "elsewhere", order())) == []
    assert believed(order()) == []
    assert (
        orders_in(AUTHORITY.public, TENANT, [create(AUTHORITY_BOOK, "erasure", {"order": "all of it"}, OFFICE)]) == []
    )


@pytest.mark.parametrize(
    "said",
    [
        order(by=("Tom Price",)),
        order(by=("Tom Price", " tom   PRICE ")),
        order(by=("Tom Price", "")),
        order(by=("Tom Price", "Nadia Rahman", "Ruth Mensah")),
        order(reason="  "),
        order(changes=(b"short",)),
        order(file=AUTHORITY_BOOK),
        order(file=grants_log("hub-1")),
        order(file="nothing of ours"),
    ],
)
def test_even_the_authoritys_own_order_needs_its_form(said: ErasureOrder) -> None:
    assert believed(order_erasure(AUTHORITY, TENANT, said)) == []


def test_two_people_are_two_however_they_are_written() -> None:
    assert are_two_people(("Tom Price", "Nadia Rahman"))
    assert not are_two_people(("Tom Price", "TOM PRICE"))


def test_what_is_covered_is_kept_without_its_words_and_the_rest_with_them() -> None:
    one, other = (create(ELLA, "case_note", {"said": said}, OFFICE) for said in ("one", "other"))
    left = without_erased([one, other], {one.id})
    assert [change.is_erased for change in left] == [True, False]
    assert left == [one, other], "each is the same change still"


def test_pieces_are_found_however_deep_they_are_named() -> None:
    name = "ab" * 32
    attachment = {"key": b"k" * 32, "pieces": [name, "no name"], "length": 1, "media": "image/png"}
    assert set(pieces_named({"content": [{"content": attachment, "preview": None}]})) == {bytes.fromhex(name)}
    assert set(pieces_named({"pieces": [name]})) == set(), "a field of that name is no attachment"


def test_a_sentence_is_known_again_by_itself_and_by_its_lines_but_not_by_a_word() -> None:
    found = sentences_in({"said": "Her nan can have her.\nYes.\nShe hid in the wardrobe.", "about": "Friday"})
    assert {"Her nan can have her.", "She hid in the wardrobe."} < found
    assert not found & {"Yes.", "Friday"}
