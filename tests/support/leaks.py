"""Searching files for words and keys that must not be there, however they may have been written down."""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
GZIP_HEAD = b"\x1f\x8b\x08"
ZSTD_HEAD = b"\x28\xb5\x2f\xfd"
RAW_DEFLATE_IN_PDF_OR_ZIP = re.compile(rb"(?:stream\r?\n|PK\x03\x04)")
PACKED, UNPACKED = 1 << 22, 1 << 22  # bytes of a packed part that are looked at, before and after
Forms = Mapping[bytes, str]
"""{how it may have been written down: what it is}."""


def forms_of(marker: str) -> set[bytes]:
    """The marker as UTF-8, UTF-16 and, at each of the three alignments, base64 of both."""
    plain = {marker.encode(), marker.encode("utf-16-le"), marker.encode("utf-16-be")}
    return plain | {form for text in plain for form in _as_base64(text)}


def forms_of_key(key: bytes) -> set[bytes]:
    """The key as it is, in hexadecimal and base64, and these as UTF-16."""
    written = {key.hex().encode(), key.hex().upper().encode(), *_as_base64(key)}
    return {key} | written | {form.decode().encode("utf-16-le") for form in written}


def forms(markers: Iterable[str], keys: Mapping[str, bytes] | None = None) -> dict[bytes, str]:
    """Everything to look for. keys: {what it is: the key}."""
    found = {form: marker for marker in markers for form in forms_of(marker)}
    return found | {form: name for name, key in (keys or {}).items() for form in forms_of_key(key)}


def find_leaks(folder: Path, markers: Iterable[str]) -> list[tuple[str, str]]:
    """(file, marker) for every marker found in any file below the folder, or inside compressed data in it."""
    return find_forms(folder, forms(markers))


def find_forms(folder: Path, wanted: Forms) -> list[tuple[str, str]]:
    """(file, what it is) for everything wanted that is found in any file below the folder."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found += [(str(path.relative_to(folder)), what) for what in sorted(found_in(path.read_bytes(), wanted))]
    return found


def found_in(data: bytes, wanted: Forms) -> set[str]:
    """What is found in some bytes, or inside compressed data in them."""
    return {what for view in _views(data) for form, what in wanted.items() if form in view}


def _as_base64(text: bytes) -> Iterator[bytes]:
    """The part of the encoding that does not depend on what stands before and after."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + text)
        start = (before * 8 + 5) // 6
        yield encoded[start : len(encoded) - 4]


def _views(data: bytes) -> Iterator[bytes]:
    yield data
    whole = memoryview(data)
    for head in ZLIB_HEADS:
        for at in _places(data, head):
            yield from _inflated(whole[at : at + PACKED], zlib.MAX_WBITS)
    for at in _places(data, GZIP_HEAD):
        yield from _inflated(whole[at : at + PACKED], zlib.MAX_WBITS | 16)
    for match in RAW_DEFLATE_IN_PDF_OR_ZIP.finditer(data):
        for skip in (0, 30, 31, 32, 36, 40, 44, 48, 52):
            yield from _inflated(whole[match.end() + skip : match.end() + skip + PACKED], -zlib.MAX_WBITS)
    for at in _places(data, ZSTD_HEAD):
        yield from _unpacked(whole[at : at + PACKED])


def _places(data: bytes, head: bytes) -> Iterator[int]:
    at = data.find(head)
    while at >= 0:
        yield at
        at = data.find(head, at + 1)


def _inflated(data: memoryview, window: int) -> Iterator[bytes]:
    try:
        out = zlib.decompressobj(window).decompress(data, UNPACKED)
    except zlib.error:
        return
    if len(out) > 8:
        yield out


def _unpacked(data: memoryview) -> Iterator[bytes]:
    from backports import zstd

    try:
        yield zstd.ZstdDecompressor().decompress(data, UNPACKED)
    except zstd.ZstdError:
        return
