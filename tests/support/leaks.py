"""Searching a folder for words that must not be there, however they may have been written down."""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
GZIP_HEAD = b"\x1f\x8b\x08"
ZSTD_HEAD = b"\x28\xb5\x2f\xfd"
RAW_DEFLATE_IN_PDF_OR_ZIP = re.compile(rb"(?:stream\r?\n|PK\x03\x04)")


def forms_of(marker: str) -> set[bytes]:
    """The marker as UTF-8, UTF-16 and, at each of the three alignments, base64 of both."""
    plain = {marker.encode(), marker.encode("utf-16-le"), marker.encode("utf-16-be")}
    return plain | {form for text in plain for form in _as_base64(text)}


def find_leaks(folder: Path, markers: Iterable[str]) -> list[tuple[str, str]]:
    """(file, marker) for every marker found in any file below the folder, or inside compressed data in it."""
    wanted = {form: marker for marker in markers for form in forms_of(marker)}
    pattern = re.compile(b"|".join(re.escape(form) for form in sorted(wanted, key=len, reverse=True)))
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            hits = {wanted[hit] for data in _views(path.read_bytes()) for hit in pattern.findall(data)}
            found += [(str(path.relative_to(folder)), marker) for marker in sorted(hits)]
    return found


def _as_base64(text: bytes) -> Iterator[bytes]:
    """The part of the encoding that does not depend on what stands before and after."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + text)
        start = (before * 8 + 5) // 6
        yield encoded[start : len(encoded) - 4]


def _views(data: bytes) -> Iterator[bytes]:
    yield data
    for head in ZLIB_HEADS:
        for at in _places(data, head):
            yield from _inflated(data[at:], zlib.MAX_WBITS)
    for at in _places(data, GZIP_HEAD):
        yield from _inflated(data[at:], zlib.MAX_WBITS | 16)
    for match in RAW_DEFLATE_IN_PDF_OR_ZIP.finditer(data):
        for skip in (0, 30, 31, 32, 36, 40, 44, 48, 52):
            yield from _inflated(data[match.end() + skip :], -zlib.MAX_WBITS)
    for at in _places(data, ZSTD_HEAD):
        yield from _unpacked(data[at:])


def _places(data: bytes, head: bytes) -> Iterator[int]:
    at = data.find(head)
    while at >= 0:
        yield at
        at = data.find(head, at + 1)


def _inflated(data: bytes, window: int) -> Iterator[bytes]:
    try:
        out = zlib.decompressobj(window).decompress(data, 1 << 22)
    except zlib.error:
        return
    if len(out) > 8:
        yield out


def _unpacked(data: bytes) -> Iterator[bytes]:
    from backports import zstd

    try:
        yield zstd.ZstdDecompressor().decompress(data, 1 << 22)
    except zstd.ZstdError:
        return
