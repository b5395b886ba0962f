"""One way to write a value as bytes, so that two machines agree on what is the same.

Canonical msgpack: shortest integers, keys in code point order, text in NFC, dates as ISO text, whole numbers as
integers, booleans for flags. `1`, `true` and `"1"` stay three different values; `1.0` is written as `1`.
"""

import datetime
import math
import unicodedata
from typing import Any

import msgspec

from casework.errors import BadMessage

type_error = "A value of this kind cannot be kept in the record: "
_encoder = msgspec.msgpack.Encoder(order="deterministic")
_decoder = msgspec.msgpack.Decoder()


def canonical(value: Any) -> bytes:
    """Write `value` (text, numbers, bytes, None, dates, lists, mappings with text keys, msgspec structs) canonically.

    Raises BadMessage for a value that has no canonical form (NaN, a key that is no text, an unknown type).
    """
    return _encoder.encode(plain(value))


def decoded(data: bytes) -> Any:
    """The value that canonical bytes stand for. Raises BadMessage where they are no msgpack."""
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadMessage("Some bytes of the record could not be read.") from error


def is_canonical(data: bytes) -> bool:
    """Whether the bytes are exactly what `canonical` would write for the value they hold."""
    try:
        return canonical(decoded(data)) == data
    except BadMessage:
        return False


def plain(value: Any) -> Any:  # noqa: PLR0911 - one line a type reads best
    """The value in the few types that msgpack knows, normalised."""
    if value is None or isinstance(value, bool | int | bytes):
        return value
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        return _plain_number(value)
    if isinstance(value, dict):
        return _plain_mapping(value)
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, msgspec.Struct):
        return plain(msgspec.to_builtins(value, builtin_types=(bytes,)))
    raise BadMessage(type_error + type(value).__name__)


def _plain_number(value: float) -> int | float:
    if not math.isfinite(value):
        raise BadMessage(type_error + "not a number")
    return int(value) if value.is_integer() else value


def _plain_mapping(value: dict[Any, Any]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for key, part in value.items():
        if not isinstance(key, str):
            raise BadMessage(type_error + "a key that is no text")
        written[unicodedata.normalize("NFC", key)] = plain(part)
    if len(written) != len(value):
        raise BadMessage(type_error + "two keys that read the same")
    return written
