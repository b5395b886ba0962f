"""One row of a sheet by field, noting what cannot be read as it is asked for."""

import datetime
import re
from collections.abc import Mapping

from central_store.extracts import cells
from central_store.extracts.cells import Cell, NotADate
from central_store.extracts.extract import LONGEST_FIELD, LONGEST_ID, Place
from central_store.extracts.gathering import Gathering
from central_store.extracts.workbook import FORMULA_WITHOUT_VALUE, Sheet, column_letter

AGE = re.compile(r"^age\b", re.I)  # worked out again from the date of birth, every day


class Values:
    """The cells of one row. at: {field: position of its column}."""

    def __init__(self, row: int, sheet: Sheet, at: Mapping[str, int], line: tuple[Cell, ...], to: Gathering) -> None:
        self.row = row
        self._sheet = sheet
        self._at = at
        self._line = line
        self._to = to
        self._unread: list[str] = []

    @property
    def unread(self) -> tuple[str, ...]:
        """Words for the child's file: what stood there and could not be read."""
        return tuple(self._unread)

    def is_blank(self, field: str) -> bool:
        """Whether the sheet has such a column and nothing at all stands in it here."""
        cell = self._cell(field)
        return field in self._at and not cells.is_error(cell) and not cells.text(cell)

    def raw(self, field: str) -> Cell:
        """The cell, as it stands; errors and uncounted formulae are noted and count as blank."""
        cell = self._cell(field)
        if cells.is_error(cell):
            self.note(
                field, f"{str(cell).strip()} stands where a value should be.", "Mend the formula or type the value."
            )
            return None
        if cell == FORMULA_WITHOUT_VALUE:
            self.note(
                field, "a formula that was never worked out.", "Open the workbook in Excel, save it, import again."
            )
            return None
        return cell

    def text(self, field: str, longest: int = LONGEST_FIELD) -> str | None:
        """Words without the authority's letter, or None; what is too long for a field is kept in words."""
        words = cells.coded(self.raw(field))
        if len(words) <= longest:
            return words or None
        self.note(field, f"is longer than {longest:,} letters.", "It is kept as a note on the child.")
        self._unread.append(f"{self._sheet.name}: “{self.header(field)}” said “{words}”.")
        return None

    def name(self, field: str) -> str:
        """The name of a team or a worker, "" for none."""
        return cells.text(self.raw(field)) if (self.text(field, LONGEST_ID)) else ""

    def identity(self, field: str) -> str:
        """An id, "" for none."""
        return cells.identity(self.raw(field))

    def date(self, field: str, today: datetime.date) -> str | None:
        """An ISO date, or None; what is no date is kept in words."""
        cell = self.raw(field)
        try:
            return cells.iso_date(cell, today) or None
        except NotADate:
            words = cells.text(cell)
            self.note(
                field, f"“{words[:60]}” is not a date that can be.", "Correct it in your system, or tell the worker."
            )
            self._unread.append(
                f"{self._sheet.name}: “{self.header(field)}” said “{words}”, which could not be read as a date."
            )
            return None

    def flag(self, field: str) -> str | None:
        """ "Y", "N" or None; other words are kept."""
        cell = self.raw(field)
        flag = cells.yes_no(cell)
        if not flag:
            self._keep(field, cell)
        return flag or None

    def number(self, field: str) -> int | None:
        """A count or None; other words are kept."""
        cell = self.raw(field)
        number = cells.whole_number(cell)
        if number is None:
            self._keep(field, cell)
        return number

    def beside(self) -> str:
        """The columns that have no field of their own, in words; "" where there is none with a value."""
        used = set(self._at.values())
        told = [
            f"{header}: {cells.coded(cell)}"
            for place, (header, cell) in enumerate(zip(self._sheet.headers, self._line, strict=False))
            if place not in used
            and header
            and not AGE.search(header)
            and cells.text(cell)
            and cell != FORMULA_WITHOUT_VALUE
        ]
        return f"{self._sheet.name} also says: {'; '.join(told)}." if told else ""

    def header(self, field: str) -> str:
        """The column's own header."""
        return self._sheet.headers[self._at[field]] if field in self._at else field

    def place(self, field: str = "") -> Place:
        """Where a field of this row stands."""
        at = self._at.get(field)
        column = "" if at is None else f"column {column_letter(at)} ({self.header(field)})"
        return Place(self._sheet.name, column, self.row)

    def note(self, field: str, what: str, todo: str) -> None:
        """Add to the list of problems."""
        self._to.at(self.place(field), what, todo)

    def _cell(self, field: str) -> Cell:
        place = self._at.get(field)
        return self._line[place] if place is not None and place < len(self._line) else None

    def _keep(self, field: str, cell: Cell) -> None:
        if cells.text(cell):
            self._unread.append(f"{self._sheet.name}: “{self.header(field)}” said “{cells.coded(cell)}”.")
