"""A bit changed, a part cut, swapped, put back or brought from elsewhere, by somebody who may write where the copy lies: refused,
and nothing of it is handed on before it has proved to be what was written."""

import contextlib
import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from casework.kinds.direct_work import Attachment
from casework.recovery import RecoveryKey
from casework.seals import SigningKey
from desktop_app.vault.attachments import (
    PIECE,
    SEGMENT,
    TAG,
    open_attachment,
    piece_name,
    read_segments,
    seal_attachment,
)
from desktop_app.vault.errors import DamagedAttachment, DamagedKeyFile, NewerKeyFile, WrongPassphrase
from desktop_app.vault.key_file import (
    LEAST,
    new_slot,
    open_with_recovery_key,
    read_key_file,
    write_key_file,
)
from desktop_app.vault.keys import new_vault_key, unwrap_signing_key, wrap_signing_key
from desktop_app.vault.last_state import LastState
from desktop_app.vault.profile import Profile
from tests.support.laptops import new_laptop
from tests.support.store import RunningStore, child_file
from tests.support.vaults import PASSPHRASE

SEALED = SEGMENT + TAG
DATA = random.Random(27).randbytes(9 * SEGMENT + 11)


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


# -- the key file ----------------------------------------------------------------------------------------------------


def test_every_flipped_bit_of_the_key_file_is_refused_even_by_the_right_key() -> None:
    """The right key stands ready, so it is the seal that refuses, and not the passphrase that is worked out otherwise."""
    slot = new_slot(PASSPHRASE, profile="a test's", hardness=LEAST)
    whole = write_key_file(slot.seal(new_vault_key()))
    for bit in range(len(whole) * 8):
        with pytest.raises((DamagedKeyFile, NewerKeyFile, WrongPassphrase)):
            slot.open(read_key_file(flipped(whole, bit)))


@pytest.mark.parametrize("every", [23, pytest.param(1, marks=pytest.mark.long)])
def test_every_flipped_bit_of_a_key_file_is_refused_by_the_authoritys_key(every: int) -> None:
    """But for the passphrase's own part, which is no part of what that key opens."""
    recovery = RecoveryKey.generate()
    slot = new_slot(PASSPHRASE, profile="a test's", hardness=LEAST, recovery_public=recovery.public)
    vault_key = new_vault_key()
    key_file = slot.seal(vault_key)
    whole = write_key_file(key_file)
    own = range(
        8 * whole.index(key_file.passphrase_slot),
        8 * (whole.index(key_file.passphrase_slot) + len(key_file.passphrase_slot)),
    )
    for bit in range(0, len(whole) * 8, every):
        opened = None
        with contextlib.suppress(DamagedKeyFile, NewerKeyFile):
            opened = open_with_recovery_key(read_key_file(flipped(whole, bit)), recovery)
        assert opened == ((vault_key,) if bit in own else None)


def test_every_flipped_bit_of_the_signing_keys_file_is_refused() -> None:
    vault_key = new_vault_key()
    whole = wrap_signing_key(vault_key, SigningKey.generate())
    for bit in range(len(whole) * 8):
        with pytest.raises(DamagedKeyFile):
            unwrap_signing_key(vault_key, flipped(whole, bit))


def test_every_flipped_bit_of_how_the_copy_stood_is_not_believed(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    state = LastState(profile, bytes(32))
    state.closing()
    whole = profile.last_state.read_bytes()
    assert state.read() is not None
    for bit in range(len(whole) * 8):
        profile.last_state.write_bytes(flipped(whole, bit))
        assert state.read() is None


def test_parts_of_two_key_files_make_none(tmp_path: Path) -> None:
    slots = [new_slot(PASSPHRASE, profile=name, hardness=LEAST) for name in ("one", "other")]
    one, other = (slot.seal(new_vault_key()) for slot in slots)
    for part in ("header", "passphrase_slot"):
        mixed = msgspec.structs.replace(one, **{part: getattr(other, part)})
        for slot in slots:
            with pytest.raises(WrongPassphrase):
                slot.open(mixed)


# -- attachments -----------------------------------------------------------------------------------------------------


Segments = list[bytes]


def cut_at(number: int, keep: int = 0) -> Callable[[Segments, Segments], Segments]:
    return lambda own, _foreign: [*own[:number], *([own[number][:keep]] if keep else [])]


def swapped(one: int, other: int) -> Callable[[Segments, Segments], Segments]:
    def swap(own: Segments, _foreign: Segments) -> Segments:
        own[one], own[other] = own[other], own[one]
        return own

    return swap


def put_in(number: int, where_from: int) -> Callable[[Segments, Segments], Segments]:
    """An earlier segment of the same attachment once more."""
    return lambda own, _foreign: [*own[:number], own[where_from], *own[number + 1 :]]


def foreign(number: int) -> Callable[[Segments, Segments], Segments]:
    """The same words, sealed for another record."""
    return lambda own, foreign: [*own[:number], foreign[number], *own[number + 1 :]]


SHAPES = {
    "cut at a segment": cut_at(5),
    "cut at a piece": cut_at(8),
    "cut in a segment": cut_at(4, 900),
    "its last byte gone": cut_at(9, 26),
    "without its first": lambda own, _foreign: own[1:],
    "swapped in a piece": swapped(1, 2),
    "swapped over pieces": swapped(2, 6),
    "the last swapped": swapped(8, 9),
    "put in once more": put_in(7, 3),
    "the last made another": put_in(9, 0),
    "added to": lambda own, _foreign: [*own, own[9]],
    "foreign": foreign(3),
    "all but one foreign": lambda own, foreign: [own[0], *foreign[1:]],
}


def segments(pieces: dict[str, bytes]) -> Segments:
    sealed = b"".join(pieces.values())
    return [sealed[start : start + SEALED] for start in range(0, len(sealed), SEALED)]


def named(attachment: Attachment, changed: Segments) -> tuple[Attachment, dict[str, bytes]]:
    """Pieces under names that fit them, and an attachment that asks for these: names alone must not be what refuses."""
    sealed = b"".join(changed)
    pieces = [sealed[start : start + PIECE] for start in range(0, len(sealed), PIECE)]
    names = tuple(piece_name(piece) for piece in pieces)
    return msgspec.structs.replace(attachment, pieces=names), dict(zip(names, pieces, strict=True))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_segment_that_is_not_where_it_was_sealed_is_refused_and_nothing_of_it_is_released(shape: str) -> None:
    attachment, own = seal_attachment(DATA, "audio/flac")
    _, other = seal_attachment(DATA, "audio/flac")
    changed = SHAPES[shape](segments(own), segments(other))
    first_wrong = next(at for at, (one, was) in enumerate(itertools.zip_longest(changed, segments(own))) if one != was)
    asks, pieces = named(attachment, changed)
    with pytest.raises(DamagedAttachment):
        open_attachment(asks, pieces.__getitem__)
    released = b""
    with contextlib.suppress(DamagedAttachment):
        for part in read_segments(asks, 0, asks.length, pieces.__getitem__):
            released += part
    assert len(released) <= first_wrong * SEGMENT
    assert DATA.startswith(released)


@pytest.mark.parametrize("flips", [150, pytest.param(1000, marks=pytest.mark.long)])
def test_playback_from_anywhere_hands_on_nothing_of_a_segment_with_a_flipped_bit(flips: int) -> None:
    chance = random.Random(flips)
    attachment, own = seal_attachment(DATA, "audio/flac")
    for _ in range(flips):
        changed = segments(own)
        wrong = chance.randrange(len(changed))
        changed[wrong] = flipped(changed[wrong], chance.randrange(len(changed[wrong]) * 8))
        asks, pieces = named(attachment, changed)
        offset = chance.randrange(attachment.length)
        given = read_segments(asks, offset, attachment.length, pieces.__getitem__)
        released = b"".join(until_refused(given))
        upto = len(DATA) if offset // SEGMENT > wrong else max(offset, wrong * SEGMENT)
        assert released == DATA[offset:upto]


def until_refused(parts: Iterator[bytes]) -> Iterator[bytes]:
    with contextlib.suppress(DamagedAttachment):
        yield from parts


def test_a_paper_that_was_tampered_with_is_shown_to_nobody_and_comes_again_from_the_store(tmp_path: Path) -> None:
    file = child_file("ella")
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        with new_laptop(tmp_path / "copy", store, "ruth") as laptop:
            laptop.sync()
            paper = laptop.records.keep_attachment(file, DATA, "application/pdf")
            laptop.sync()
            one, other, last = (tmp_path / "copy" / "pieces" / name[:2] / name for name in paper.pieces)
            for tamper in (
                lambda: one.write_bytes(flipped(one.read_bytes(), 77)),
                lambda: one.write_bytes(other.read_bytes()),
                lambda: last.write_bytes(last.read_bytes()[:-1]),
                lambda: last.write_bytes(b""),
            ):
                tamper()
                with pytest.raises(DamagedAttachment):
                    laptop.records.open_attachment(paper)
                assert laptop.records.drop_damaged([paper])
                laptop.engine.fetch(file, paper)
                assert laptop.records.open_attachment(paper) == DATA
