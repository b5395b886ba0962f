"""Attachments: what was drawn comes back, or nothing does."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.vault.attachments import PIECE, SEGMENT, open_attachment, read_segments, seal_attachment
from desktop_app.vault.errors import DamagedAttachment
from desktop_app.vault.pieces import PieceFolder

SIZES = [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 4 * SEGMENT, 4 * SEGMENT + 7, 9 * SEGMENT + 3]


def made(size: int) -> bytes:
    return bytes(position * 7 % 251 for position in range(256)) * (size // 256) + bytes(size % 256)


@pytest.mark.parametrize("size", SIZES)
def test_it_comes_back_whole(size: int) -> None:
    attachment, pieces = seal_attachment(made(size), "image/png")
    assert open_attachment(attachment, pieces.__getitem__) == made(size)
    assert all(len(piece) <= PIECE for piece in pieces.values())


@settings(max_examples=60)
@given(st.sampled_from(SIZES), st.integers(0, 10 * SEGMENT), st.integers(0, 3 * SEGMENT))
def test_any_part_can_be_read_alone(size: int, offset: int, length: int) -> None:
    attachment, pieces = seal_attachment(made(size), "audio/flac", key=bytes(32))
    part = b"".join(read_segments(attachment, offset, length, pieces.__getitem__))
    assert part == made(size)[offset : offset + length]


@settings(max_examples=80)
@given(st.data())
def test_one_flipped_bit_is_refused(data: st.DataObject) -> None:
    attachment, pieces = seal_attachment(made(5 * SEGMENT + 9), "image/png", key=bytes(32))
    name = data.draw(st.sampled_from(attachment.pieces))
    damaged = bytearray(pieces[name])
    damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DamagedAttachment):
        open_attachment(attachment, (pieces | {name: bytes(damaged)}).__getitem__)


def test_cut_swapped_and_foreign_pieces_are_refused() -> None:
    data = made(9 * SEGMENT)
    attachment, pieces = seal_attachment(data, "image/png")
    other, other_pieces = seal_attachment(data, "image/png")
    first, second, third = attachment.pieces
    shapes = [
        {"pieces": (first, second), "length": 8 * SEGMENT},
        {"pieces": (second, first, third)},
        {"pieces": (first, first, third)},
        {"pieces": (other.pieces[0], second, third)},
        {"pieces": (first, second, third, third), "length": 10 * SEGMENT},
        {"length": 9 * SEGMENT - 1},
        {"key": other.key},
    ]
    for shape in shapes:
        with pytest.raises(DamagedAttachment):
            open_attachment(msgspec.structs.replace(attachment, **shape), (pieces | other_pieces).__getitem__)
    cut = pieces | {third: pieces[third][:-1]}
    with pytest.raises(DamagedAttachment):
        open_attachment(attachment, cut.__getitem__)


def test_a_folder_hands_on_only_what_the_name_stands_for(tmp_path) -> None:
    folder = PieceFolder(tmp_path)
    _, pieces = seal_attachment(b"a drawing", "image/png")
    ((name, piece),) = pieces.items()
    folder.keep(name, piece)
    assert folder.has(name)
    assert folder.read(name) == piece
    with pytest.raises(DamagedAttachment):
        folder.keep(name, piece + b"!")
    (tmp_path / name[:2] / name).write_bytes(b"changed")
    with pytest.raises(DamagedAttachment):
        folder.read(name)
    folder.forget(name)
    with pytest.raises(KeyError):
        folder.read(name)
    with pytest.raises(DamagedAttachment):
        folder.read("../../etc/passwd")
