"""One way to write a value as bytes, so that two machines agree on what is the same.

Canonical msgpack: shortest integers, keys in code point order, text in NFC, dates as ISO text, whole numbers as
integers, booleans for flags. `1`, `true` and `"1"` stay three different values; `1.0` is written as `1`.

What has no canonical form is refused here, where it is written, and again where a change comes in: a value that cannot
be compared would stop every laptop that holds it from reading the file.
"""

import datetime
import math
import unicodedata
from typing import Any

import msgspec

from casework.errors import BadMessage

type_error = "A value of this kind cannot be kept in the record: "
MOST_NESTED = 50  # lists and mappings within each other; far more than any form has, far less than Python can walk
SMALLEST_WHOLE, LARGEST_WHOLE = -(2**63), 2**64 - 1  # what msgpack can hold
_encoder = msgspec.msgpack.Encoder(order="deterministic")
_decoder = msgspec.msgpack.Decoder()


def canonical(value: Any) -> bytes:
    """Write `value` (text, numbers, bytes, None, dates, lists, mappings with text keys, msgspec structs) canonically.

    Raises BadMessage for a value that has no canonical form (NaN, a key that is no text, half of a character, more
    lists within lists than MOST_NESTED, an unknown type).
    """
    try:
        return _encoder.encode(plain(value))
    except UnicodeEncodeError as error:
        raise BadMessage(type_error + "half of a character") from error


def decoded(data: bytes) -> Any:
    """The value that canonical bytes stand for. Raises BadMessage where they are no msgpack."""
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage("Some bytes of the record could not be read.") from error


def is_canonical(data: bytes) -> bool:
    """Whether the bytes are exactly what `canonical` would write for the value they hold."""
    try:
        return canonical(decoded(data)) == data
    except BadMessage:
        return False


def plain(value: Any, room: int = MOST_NESTED) -> Any:  # noqa: PLR0911 - one line a type reads best
    """The value in the few types that msgpack knows, normalised. room: how many more may lie within each other."""
    if isinstance(value, str):  # first: nearly every value is text
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, (bool, bytes)):
        return value
    if isinstance(value, int):
        return _plain_whole(value)
    if isinstance(value, float):
        return _plain_number(value)
    if isinstance(value, dict):
        return _plain_mapping(value, _less(room))
    if isinstance(value, list | tuple):
        room = _less(room)
        return [plain(part, room) for part in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, msgspec.Struct):
        return plain(msgspec.to_builtins(value, builtin_types=(bytes,)), room)
    raise BadMessage(type_error + type(value).__name__)


def _less(room: int) -> int:
    if not room:
        raise BadMessage(type_error + "too many lists within lists")
    return room - 1


def _plain_whole(value: int) -> int:
    if not SMALLEST_WHOLE <= value <= LARGEST_WHOLE:
        raise BadMessage(type_error + "a number with too many figures")
    return value


def _plain_number(value: float) -> int | float:
    if not math.isfinite(value):
        raise BadMessage(type_error + "not a number")
    is_whole = value.is_integer() and SMALLEST_WHOLE <= value <= LARGEST_WHOLE
    return int(value) if is_whole else value


def _plain_mapping(value: dict[Any, Any], room: int) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for key, part in value.items():
        if not isinstance(key, str):
            raise BadMessage(type_error + "a key that is no text")
        written[key if key.isascii() else unicodedata.normalize("NFC", key)] = plain(part, room)
    if len(written) != len(value):
        raise BadMessage(type_error + "two keys that read the same")
    return written
