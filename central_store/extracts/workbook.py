"""Opening a workbook that somebody sent: what it is, whether it is whole, and its sheets as rows under headers."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from defusedxml import ElementTree
from python_calamine import CalamineError, CalamineWorkbook

from central_store.extracts.cells import Cell, text
from central_store.extracts.extract import UnreadableExtract

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LOOK_FOR_HEADERS_IN = 25
FORMULA_WITHOUT_VALUE = "#FORMULA"
MOST_BYTES = 200_000_000
MOST_CELLS = 20_000_000
"""Of the rectangle around a sheet's cells: all of it is held in memory, so that one cell far away would end the program."""
FILLED_CELL = re.compile(rb"""<(?:\w+:)?c\b[^<>]{0,300}?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]{0,300}(?<!/)>""")
CELL_NAME = re.compile(r"([A-Z]+)(\d+)")
DAMAGED = (
    *(CalamineError, zipfile.BadZipFile, zlib.error, struct.error, ElementTree.ParseError),
    *(ValueError, KeyError, EOFError, OSError, RuntimeError),
)
"""What libraries raise over a file that is no whole workbook: entities in it, a part missing, a locked archive, bad letters."""
XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Sheet(msgspec.Struct, frozen=True):
    """One sheet below its headers. headers: by position, none where no row was known as headers; rows: (row as the sheet
    counts it, cells); first_row, first: the row of the headers, or the first one that says anything."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    first_row: int = 0
    first: tuple[str, ...] = ()


def sheets_of(path: Path, is_header: Callable[[str], bool]) -> list[Sheet]:
    """Every sheet that says anything, below its headers: the first row with a cell for which `is_header` holds.

    Raises UnreadableExtract with a sentence for a file that is locked, cut short, or no workbook.
    """
    data = _read(path)
    try:
        _check_whole(path, data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        raw = [(name, _cells(book, name)) for name in book.sheet_names]
        uncounted = _without_value(data)
    except DAMAGED as error:
        raise UnreadableExtract(f"{path.name} is cut short or damaged. Export it again; nothing was added.") from error
    found = [_sheet(name, rows, uncounted.get(name, {}), is_header) for name, rows in raw]
    return [sheet for sheet in found if sheet is not None]


def column_letter(position: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cells(book: CalamineWorkbook, name: str) -> list[list[Cell]]:
    return [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableExtract(f"{path} cannot be opened. Check the name and try again.") from error
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise UnreadableExtract(
                f"{path.name} is locked with a password. Save it without one, and import that copy."
            )
        raise UnreadableExtract(
            f"{path.name} is in an old form of Excel. Save it as an .xlsx workbook, and import that."
        )
    if not data.startswith(b"PK"):
        raise UnreadableExtract(f"{path.name} is not a workbook. Name the Annex A .xlsx, or CSV files ending in .csv.")
    return data


def _check_whole(path: Path, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise UnreadableExtract(f"{path.name} is a zip file, but no workbook. Name the Annex A .xlsx itself.")
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise UnreadableExtract(f"{path.name} is larger than an extract can be. Nothing was added.")
        damaged = archive.testzip()
        parts = [name for name in archive.namelist() if name.endswith(".xml")]  # a sheet may lie anywhere
        too_wide = damaged is None and any(_cells_around(archive.read(name)) > MOST_CELLS for name in parts)
    if damaged is not None:
        raise UnreadableExtract(f"{path.name} is cut short or damaged. Export it again; nothing was added.")
    if too_wide:
        raise UnreadableExtract(
            f"{path.name} has a cell so far from the others that the sheet cannot be read. Delete the empty-looking rows"
            " and columns after the list, save it, and import that. Nothing was added."
        )


def _cells_around(sheet: bytes) -> int:
    """How many cells the rectangle from the first to the farthest filled cell of a sheet has."""
    column = row = 0
    for letters, number in FILLED_CELL.findall(sheet):
        row = max(row, int(number))
        column = max(column, _position(letters.decode()) + 1)
    return row * column


def _sheet(
    name: str, rows: list[list[Cell]], uncounted: Mapping[tuple[int, int], str], is_header: Callable[[str], bool]
) -> Sheet | None:
    for place, row in enumerate(rows[:LOOK_FOR_HEADERS_IN]):
        headers = tuple(text(cell) for cell in row)
        if any(is_header(header) for header in headers):
            body = [
                (number, _with_formulas(number, cells, uncounted))
                for number, cells in enumerate(rows[place + 1 :], start=place + 2)
            ]
            filled = [(number, cells) for number, cells in body if any(text(cell) for cell in cells)]
            return Sheet(name, headers, tuple(filled), place + 1, headers)
    said = [(number, tuple(text(cell) for cell in row)) for number, row in enumerate(rows, start=1)]
    first = next(((number, row) for number, row in said if any(row)), None)
    return Sheet(name, (), (), *first) if first else None


def _with_formulas(row: int, cells: list[Cell], uncounted: Mapping[tuple[int, int], str]) -> tuple[Cell, ...]:
    return tuple(uncounted.get((row, place), cell) for place, cell in enumerate(cells))


def _without_value(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """{sheet: {(row, position): what to read}} of errors, and of formulae saved by a program that did not work them out."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, part in _parts(archive).items():
            if part in archive.namelist():
                body = archive.read(part)
                if b"<f" in body or b't="e"' in body:
                    found[name] = _uncounted(body)
    return found


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    wanted = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    sheets = book.iter(f"{XML}sheet")
    return {sheet.get("name", ""): _within(targets.get(sheet.get(wanted), "")) for sheet in sheets}


def _within(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _uncounted(body: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for cell in ElementTree.fromstring(body).iter(f"{XML}c"):
        match = CELL_NAME.fullmatch(cell.get("r", ""))
        value = cell.findtext(f"{XML}v", "")
        is_error, is_formula = cell.get("t") == "e", cell.find(f"{XML}f") is not None
        if match and (is_error or (is_formula and not value)):
            found[int(match[2]), _position(match[1])] = value or FORMULA_WITHOUT_VALUE
    return found


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position - 1
