"""One CSV file as rows under headers: what it is, whether it is whole, which sign parts its cells."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from central_store.extracts import cells
from central_store.extracts.extract import Place, UnreadableExtract
from central_store.extracts.gathering import Gathering

Row = Mapping[str, str]
PREFIXES = re.compile(r"^(pers|fami|addr|invo|prof|dept)_")
SEPARATORS = ",;\t|"
NAMES = {"forename", "surname", "professional_name", "team_name", "team_parent_name"}
IN_WORDS = {"address_json"}
"""Columns in which a cell may run over several lines."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Table(msgspec.Struct, frozen=True):
    """headers: {name without the table's prefix: as it is written}; rows: (line of the file on which it begins, {name: cell})."""

    headers: Mapping[str, str]
    rows: tuple[tuple[int, Row], ...]


def read_table(path: Path, needed: str, to: Gathering) -> Table:
    """The file's rows. needed: the column without which none of them says anything.

    Raises UnreadableExtract with a sentence for a file that is no CSV file, is not whole, or has other columns.
    """
    lines = _decoded(path, _read(path)).removeprefix("\ufeff")
    if re.match(r"sep=.\r?\n", lines):
        lines = "\r\n" + lines.partition("\n")[2]  # a line for the office's own program; the count of lines stays
    numbered = _numbered(path, lines)
    headers = next((line for _, line in numbered if any(map(str.strip, line))), [])
    names = tuple(PREFIXES.sub("", cells.text(header).casefold()) for header in headers)
    if not any(names):
        raise UnreadableExtract(f"{path.name} is empty. Export it again; nothing was added.")
    if needed not in names:
        said = ", ".join(f"“{cells.text(header)[:40]}”" for header in headers[:4])
        raise UnreadableExtract(
            f"{path.name} has no column for {needed}; its first line reads {said}. Export it again with the columns'"
            " own names; nothing was added."
        )
    for name in {name for name in names if name and names.count(name) > 1}:
        to.at(Place(path.name, f"column {name}"), "two columns have this name.", "The first of them is read.")
    written = {name: cells.text(header) for name, header in zip(names, headers, strict=True) if name}
    return Table(written, tuple(_rows(path, names, numbered, to)))


def _rows(
    path: Path, names: tuple[str, ...], numbered: Iterator[tuple[int, list[str]]], to: Gathering
) -> Iterator[tuple[int, Row]]:
    for number, line in numbered:
        if not any(map(str.strip, line)):
            continue
        if any(map(str.strip, line[len(names) :])):
            what = f"the row has {len(line)} cells under {len(names)} headers."
            to.at(Place(path.name, "", number), what, "Put quotation marks around its cells; this row was not read.")
            continue
        if len(line) < len(names):
            what = f"the row has {len(line)} cells under {len(names)} headers."
            to.at(Place(path.name, "", number), what, "Look whether the file is whole; it is read as far as it goes.")
        values: dict[str, str] = {}
        for name, value in zip(names, line, strict=False):
            if "\n" in value.strip() and name not in IN_WORDS:
                raise UnreadableExtract(
                    f"{path.name}, row {number}, column {name}: the cell runs over several lines. A quotation mark is"
                    " missing or one too many. Mend it and import again; nothing was added."
                )
            values.setdefault(name, _cell(name, value))
        yield number, values


def _cell(name: str, value: str) -> str:
    if name in NAMES:
        return cells.name(value)
    return cells.identity(value) if name.endswith("_id") else cells.text(value)


def _numbered(path: Path, lines: str) -> Iterator[tuple[int, list[str]]]:
    """(line on which it begins, cells) of each row."""
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=_separator(lines), strict=True)
    begins = 1
    try:
        for line in reader:
            yield begins, line
            begins = reader.line_num + 1
    except csv.Error as error:
        is_long = "field larger" in str(error)
        what = (
            "a cell is longer than a cell can be"
            if is_long
            else "a quotation mark is missing or one too many from here on"
        )
        raise UnreadableExtract(
            f"{path.name}, row {begins}: {what}. Mend it and import again; nothing was added."
        ) from error


def _separator(lines: str) -> str:
    """The sign that parts the first line into most names of the dataset."""
    first = next((line for line in lines.splitlines() if line.strip()), "")
    names = {sign: [cells.text(name.strip('"')) for name in first.split(sign)] for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: sum(bool(PREFIXES.match(name.casefold())) for name in names[sign]))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableExtract(f"{path} cannot be opened. Check the name and try again.") from error


def _decoded(path: Path, data: bytes) -> str:
    if data.startswith((b"PK", b"\xd0\xcf")):
        raise UnreadableExtract(
            f"{path.name} is a workbook, whatever its name says. Let its name end in .xlsx and import that;"
            " nothing was added."
        )
    if b"\0" in data[:200] and not data.startswith(UTF_16):
        raise UnreadableExtract(f"{path.name} is not a CSV file, whatever its name says. Export it again as CSV.")
    for encoding in ("utf-16",) if data.startswith(UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableExtract(f"{path.name} is in an alphabet that cannot be read. Export it as UTF-8.")
