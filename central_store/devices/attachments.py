"""Opening an attachment at the store: only one whose key was handed over in quarantine, for whoever looks through it.

The form is the laptop's (docs/protocol.md): 64 KiB segments of AES-256-GCM, four to a piece, the last one flagged.
"""

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.kinds.direct_work import Attachment

SEGMENT, TAG = 64 * 1024, 16
PURPOSE = b"daybook/attachment/1"


def open_attachment(
    attachment: Attachment, read_piece: Callable[[str], bytes], *, has_ended: bool = True
) -> bytes | None:
    """The bytes; None where a piece is not here, or not as it was sealed. has_ended: False for a recording that goes on, whose
    last piece is not sealed yet."""
    try:
        sealed = b"".join(map(read_piece, attachment.pieces))
        starts = range(0, len(sealed), SEGMENT + TAG)
        cipher = AESGCM(attachment.key)
        opened = b"".join(
            cipher.decrypt(
                _nonce(number, has_ended and start == starts[-1]), sealed[start : start + SEGMENT + TAG], PURPOSE
            )
            for number, start in enumerate(starts)
        )
    except (KeyError, InvalidTag, ValueError):
        return None
    return opened if len(opened) == attachment.length else None


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
