"""Bytes to messages and back: bounded before anything is decoded, compressed where the other side takes it."""

from collections.abc import AsyncIterator
from typing import TypeVar

import msgspec
from backports import zstd

from central_store.serving.trouble import too_large, unreadable

M = TypeVar("M")
WORTH_COMPRESSING = 1024
LEVEL = 3


async def bounded(chunks: AsyncIterator[bytes], most: int) -> bytes:
    """The whole body. Raises Refusing as soon as there is more of it than allowed."""
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise too_large()
    return bytes(body)


def decoded(body: bytes, encoding: str | None, form: type[M], most: int) -> M:
    """The message; most: bytes of it, also when unpacked. Raises Refusing for what cannot be read, is cut short, or grows
    beyond bounds."""
    try:
        plain = decompressed(body, most) if encoding == "zstd" else body
        return msgspec.msgpack.decode(plain, type=form)
    except (msgspec.DecodeError, zstd.ZstdError, UnicodeDecodeError, RecursionError) as error:
        raise unreadable() from error


def decompressed(body: bytes, most: int) -> bytes:
    """The plain bytes of one whole zstd frame, which may not ask for more memory than the largest message. Raises Refusing."""
    window: dict[int, int] = {zstd.DecompressionParameter.window_log_max: (most - 1).bit_length()}
    decompressor = zstd.ZstdDecompressor(options=window)
    plain = decompressor.decompress(body, max_length=most + 1)
    if len(plain) > most:
        raise too_large()
    if not decompressor.eof or decompressor.unused_data:
        raise unreadable()
    return plain


def encoded(message: msgspec.Struct, takes_zstd: bool) -> tuple[bytes, dict[str, str]]:
    """The body and its headers."""
    plain = msgspec.msgpack.encode(message)
    if takes_zstd and len(plain) >= WORTH_COMPRESSING:
        return zstd.compress(plain, LEVEL), {"content-encoding": "zstd"}
    return plain, {}
