"""Attachments at rest: 64 KiB segments of AES-256-GCM, in order, with a last-segment flag; one random key each.

The key lies in the record's body, so that erasing the record takes the attachment along. Nothing is released before it
verifies. Four segments are one piece on the wire, named by the SHA-256 of its sealed bytes.

    segment n = AES-256-GCM(key, nonce = number of 11 bytes with flag of 1, associated data = "daybook/attachment/1")

The nonce needs no random part, because a key seals exactly one attachment. One that grows, a recording, is sealed piece by
piece as it comes: a piece whose bytes are settled, and never another one in its place.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.kinds.direct_work import Attachment
from desktop_app.vault.errors import DamagedAttachment

SEGMENT = 64 * 1024
TAG = 16
SEGMENTS_A_PIECE = 4
PIECE = SEGMENTS_A_PIECE * (SEGMENT + TAG)
HELD_BY_A_PIECE = SEGMENTS_A_PIECE * SEGMENT
PURPOSE = b"daybook/attachment/1"

ReadPiece = Callable[[str], bytes]
"""The sealed bytes of a piece by its name. Raises KeyError or DamagedAttachment where it is not here."""


def seal_attachment(data: bytes, media: str, key: bytes | None = None) -> tuple[Attachment, dict[str, bytes]]:
    """The attachment's description, and its pieces by name. `key` is given only to make the same pieces again."""
    key = key or secrets.token_bytes(32)
    whole, starts = memoryview(data), range(0, max(1, len(data)), HELD_BY_A_PIECE)
    pieces = [
        seal_piece(key, number, whole[start : start + HELD_BY_A_PIECE], is_last=start == starts[-1])
        for number, start in enumerate(starts)
    ]
    names = tuple(piece_name(piece) for piece in pieces)
    return Attachment(key, names, len(data), media), dict(zip(names, pieces, strict=True))


def seal_piece(key: bytes, number: int, data: bytes | memoryview, *, is_last: bool) -> bytes:
    """Piece `number` of an attachment, from 0; every one but the last holds HELD_BY_A_PIECE bytes.

    With the same key and number only ever the same bytes, or the key is worth nothing.
    """
    cipher, whole = AESGCM(key), memoryview(data)
    starts = range(0, max(1, len(whole)), SEGMENT)
    return b"".join(
        cipher.encrypt(
            _nonce(number * SEGMENTS_A_PIECE + place, is_last and start == starts[-1]),
            whole[start : start + SEGMENT],
            PURPOSE,
        )
        for place, start in enumerate(starts)
    )


def open_attachment(attachment: Attachment, read_piece: ReadPiece) -> bytes:
    """The whole attachment. Raises DamagedAttachment where anything is not as it was sealed."""
    data = b"".join(read_segments(attachment, 0, attachment.length, read_piece))
    if len(data) != attachment.length:
        raise _damaged()
    return data


def read_segments(attachment: Attachment, offset: int, length: int, read_piece: ReadPiece) -> Iterator[bytes]:
    """Verified bytes from `offset` on, a segment at a time: what playback needs. Raises DamagedAttachment."""
    end = min(offset + length, attachment.length)
    last = max(1, -(-attachment.length // SEGMENT)) - 1
    if len(attachment.pieces) != last // SEGMENTS_A_PIECE + 1:
        raise _damaged()
    name, piece = "", b""
    for number in range(offset // SEGMENT, last + 1):
        start = number * SEGMENT
        if start >= end and not (end == 0 and number == 0):
            return
        if name != attachment.pieces[number // SEGMENTS_A_PIECE]:
            name = attachment.pieces[number // SEGMENTS_A_PIECE]
            piece = read_piece(name)
        segment = _open_segment(attachment, number, number == last, piece)
        yield segment[max(0, offset - start) : end - start]


def piece_name(piece: bytes) -> str:
    """SHA-256 of the sealed bytes, in hexadecimal."""
    return hashlib.sha256(piece).hexdigest()


def names_of(attachments: Iterable[Attachment]) -> set[str]:
    """Every piece that these attachments need."""
    return {name for attachment in attachments for name in attachment.pieces}


def _open_segment(attachment: Attachment, number: int, is_last: bool, piece: bytes) -> bytes:
    start = (number % SEGMENTS_A_PIECE) * (SEGMENT + TAG)
    sealed = piece[start:] if is_last else piece[start : start + SEGMENT + TAG]
    try:
        segment = AESGCM(attachment.key).decrypt(_nonce(number, is_last), sealed, PURPOSE)
    except (InvalidTag, ValueError) as error:
        raise _damaged() from error
    if len(segment) != min(SEGMENT, attachment.length - number * SEGMENT):
        raise _damaged()
    return segment


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _damaged() -> DamagedAttachment:
    return DamagedAttachment(
        "A drawing, document or recording on this laptop is damaged. It will be fetched again when connected."
    )
