"""A readable image of a damaged database, in memory: whatever stands on a page that is whole can be read from it.

A damaged page is replaced by an empty one, so that a table can be walked past it. Where it led to other pages of a table,
a new page leads there. What used to overflow onto a damaged page reads as the fill it was given: two images with different
fills show which rows those are.
"""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.vault.errors import DamagedDatabase
from desktop_app.vault.page_reading import PAGE, SALT, USABLE, read_one, read_pages

TABLE_LEAF, TABLE_INSIDE, INDEX_INSIDE = 0x0D, 0x05, 0x02
FIRST_PAGE_HEADER = 100
SIZE_AT, VERSIONS_AT = 28, 18
ROLLBACK_JOURNAL = 1
NO_ROW = bytes([2, 0, 2, 0])  # two bytes of content, number 0: a row of one NULL
NOTHING_LEFT = "The copy on this laptop is damaged at its beginning and cannot be read. Do not delete anything; ring your administrator."


@dataclass(frozen=True)
class Image:
    """A plain database in memory, and which pages of it were damaged."""

    bytes: bytes
    damaged: frozenset[int]

    @contextlib.contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """To be read by the library that Python has: nothing of it reaches the disk."""
        with contextlib.closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(self.bytes)
            yield connection


def image_of(data: bytes, key: bytes, spare: Mapping[int, bytes], fill: int = 0) -> Image:
    """The image of a database with the log folded in. spare: `pages_of_schema` when it was closed last.

    Raises DamagedDatabase where nothing can be read.
    """
    pages, damaged = _pages(data, key, spare)
    whole = pages | {number: _empty(fill) for number in damaged - pages.keys()}
    try:
        _lead_past(whole, damaged - pages.keys())
    except sqlite3.DatabaseError as error:
        raise DamagedDatabase(NOTHING_LEFT) from error
    return Image(_joined(whole), damaged)


def _lead_past(whole: dict[int, bytes], empty: frozenset[int]) -> None:
    """Where a damaged page of a table led to others, let one in its place lead to them."""
    lost = [number for number in _of_tables(whole) if number in empty]
    stray = _stray_pages(whole)
    if stray and len(lost) == 1:  # with more than one it cannot be told which table the stray pages are of
        whole[lost[0]] = _leading_to(stray, whole)


def pages_of_schema(path: Path, key: bytes) -> dict[int, bytes]:
    """The pages, sealed as they are, that say where each table begins: without them nothing could be found."""
    found: dict[int, bytes] = {}
    left = [1]
    with path.open("rb") as file:
        salt = file.read(SALT)
        while left:
            number = left.pop()
            file.seek((number - 1) * PAGE)
            sealed = file.read(PAGE)
            page = read_one(sealed, number, key, salt)
            if page is not None and number not in found:
                found[number] = sealed
                left.extend(_children(page, number))
    return found


def _pages(data: bytes, key: bytes, spare: Mapping[int, bytes]) -> tuple[dict[int, bytes], frozenset[int]]:
    """The pages that are whole or spare, and the numbers of those that are damaged in the file."""
    own, pages = read_pages(data, key), read_pages(data, key, spare)
    if 1 not in pages:
        raise DamagedDatabase(NOTHING_LEFT)
    said = int.from_bytes(own[1][SIZE_AT : SIZE_AT + 4], "big") if 1 in own else 0
    everything = set(range(1, max(len(data) // PAGE, said, *pages) + 1))
    return pages, frozenset(everything - (own or pages).keys())


def _joined(pages: dict[int, bytes]) -> bytes:
    """One after the other, as a database that has no log and is as long as it is."""
    start, last = bytearray(pages[1]), max(pages)
    start[VERSIONS_AT : VERSIONS_AT + 2] = bytes([ROLLBACK_JOURNAL] * 2)
    start[SIZE_AT : SIZE_AT + 4] = last.to_bytes(4, "big")
    return bytes(start) + b"".join(pages[number] for number in range(2, last + 1))


def _empty(fill: int) -> bytes:
    """A leaf of a table with the one row that a leaf must have, numbered 0 as no row of ours is.

    Every byte that a row could have overflowed onto is the fill, or depends on it.
    """
    at = USABLE - len(NO_ROW) - fill
    header = bytes([TABLE_LEAF, 0, 0, 0, 1]) + at.to_bytes(2, "big") + bytes([fill]) + at.to_bytes(2, "big")
    return header + bytes([fill]) * (at - len(header)) + NO_ROW + bytes([fill]) * (PAGE - at - len(NO_ROW))


def _children(page: bytes, number: int) -> list[int]:
    start = FIRST_PAGE_HEADER if number == 1 else 0
    if page[start] not in (TABLE_INSIDE, INDEX_INSIDE):
        return []
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    cells = [int.from_bytes(page[at : at + 2], "big") for at in range(start + 12, start + 12 + 2 * count, 2)]
    return [int.from_bytes(page[at : at + 4], "big") for at in (*cells, start + 8)]


def _kind(pages: dict[int, bytes], number: int) -> int:
    return pages[number][FIRST_PAGE_HEADER if number == 1 else 0]


def _roots(pages: dict[int, bytes]) -> dict[int, bool]:
    """{root page: whether it is a table's}, as the schema says; what of it lies on a damaged page is missing."""
    with Image(_joined(pages), frozenset()).opened() as connection:
        rows = connection.execute("SELECT rootpage, type FROM sqlite_master WHERE rootpage > 0")
        return {1: True} | {root: kind == "table" for root, kind in rows}


def _walk(pages: dict[int, bytes], tops: list[int]) -> set[int]:
    reached: set[int] = set()
    while tops:
        number = tops.pop()
        if number in pages and number not in reached:
            reached.add(number)
            tops.extend(_children(pages[number], number))
    return reached


def _of_tables(pages: dict[int, bytes]) -> list[int]:
    """Every page of a table that a root leads to."""
    return sorted(_walk(pages, [root for root, is_table in _roots(pages).items() if is_table]))


def _stray_pages(pages: dict[int, bytes]) -> list[int]:
    """Pages of tables that no root leads to: what a damaged page used to lead to; the highest of each tree."""
    reached = _walk(pages, list(_roots(pages)))
    stray = {number for number in pages.keys() - reached if _kind(pages, number) in (TABLE_LEAF, TABLE_INSIDE)}
    below = {child for number in stray for child in _children(pages[number], number)}
    return sorted(stray - below, key=lambda number: _last_row(pages, number))


def _leading_to(stray: list[int], pages: dict[int, bytes]) -> bytes:
    """A page inside a table that leads to these, in the order of their rows."""
    *lefts, right = stray
    page = bytearray(PAGE)
    end = USABLE
    for place, number in enumerate(lefts):
        cell = number.to_bytes(4, "big") + _varint(_last_row(pages, number))
        end -= len(cell)
        page[end : end + len(cell)] = cell
        page[12 + 2 * place : 14 + 2 * place] = end.to_bytes(2, "big")
    page[0] = TABLE_INSIDE
    page[3:5] = len(lefts).to_bytes(2, "big")
    page[5:7] = end.to_bytes(2, "big")
    page[8:12] = right.to_bytes(4, "big")
    return bytes(page)


def _last_row(pages: dict[int, bytes], number: int) -> int:
    """The highest row number that a page, or what it leads to, holds; 0 for one without rows."""
    while _kind(pages, number) == TABLE_INSIDE:
        number = _children(pages[number], number)[-1]
        if number not in pages:
            return 0
    page = pages[number]
    count = int.from_bytes(page[3:5], "big")
    if _kind(pages, number) != TABLE_LEAF or not count:
        return 0
    at = int.from_bytes(page[8 + 2 * (count - 1) : 10 + 2 * (count - 1)], "big")
    _, at = _read_varint(page, at)
    return _read_varint(page, at)[0]


def _read_varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        value = value << 7 | page[at + place] & 0x7F
        if page[at + place] < 0x80:
            return value, at + place + 1
    return value << 8 | page[at + 8], at + 9


def _varint(value: int) -> bytes:
    """Of a row number below 2**56, as ours all are."""
    parts = [value & 0x7F]
    while value := value >> 7:
        parts.append(value & 0x7F | 0x80)
    return bytes(reversed(parts))
