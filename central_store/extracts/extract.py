"""What was read from an extract: children with their records, people, teams, and every problem with what to do."""

from collections.abc import Iterable

import msgspec

from casework.errors import KnownError
from casework.kinds.reading import Kind

MOST_ROWS_NAMED = 6
LONGEST_ID = 100
LONGEST_FIELD = 1_000
LONGEST_NOTE = 15_000
"""In letters. A record is kept in one body, which may have so many bytes at most (casework.exchange.MOST_BYTES_A_BODY)."""


class UnreadableExtract(KnownError):
    """The file as a whole cannot be read."""


class Place(msgspec.Struct, frozen=True):
    """Where something stands. sheet: or file; column: letter and header; row: as the sheet counts it, 0 for all of it."""

    sheet: str
    column: str = ""
    row: int = 0


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that could not be read. sheet: or file; row: as the sheet counts it, 0 for the whole sheet;
    column: letter and header; what: what stands there; todo: what a person can do about it."""

    sheet: str
    column: str
    what: str
    todo: str
    row: int = 0

    @property
    def sentence(self) -> str:
        """One line."""
        return told([self])[0]


class Found(msgspec.Struct, frozen=True):
    """One record of a child. key: what makes it this one, so that the same row read again is the same record.

    words: what its row says beside, for which there is no field; ended_no_more: fields that would say that it ended, and
    whose cell is blank.
    """

    key: tuple[str, ...]
    value: Kind
    words: str = ""
    ended_no_more: frozenset[str] = frozenset()


class Note(msgspec.Struct, frozen=True):
    """Words about a child that have no field. key: what makes it this one, so that newer words take the place of older;
    words: "" where there is nothing to say any more."""

    key: tuple[str, ...]
    words: str


class Allocation(msgspec.Struct, frozen=True):
    """Who works with a child, as the extract has it. rank: the lower, the more this one says who holds the file; one that
    has ended says nothing of that."""

    team: str
    worker: str
    rank: int
    is_open: bool = True
    professional_id: str = ""
    role: str = ""
    start: str | None = None
    end: str | None = None
    key: str = ""
    ended_no_more: frozenset[str] = frozenset()


class ChildIn(msgspec.Struct, frozen=True):
    """One child. person: {field of Person: value}; notes: what could not be read, in words."""

    person_id: str
    person: dict[str, str]
    records: tuple[Found, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    notes: tuple[Note, ...] = ()
    family: str = ""
    has_file: bool = True
    ended_no_more: frozenset[str] = frozenset()

    @property
    def said(self) -> tuple[str, ...]:
        """The words of the notes that say something."""
        return tuple(note.words for note in self.notes if note.words)

    @property
    def name(self) -> str:
        """As the extract has them: "100 (Tess Vole)", or the id alone."""
        name = " ".join(self.person[field] for field in ("forename", "surname") if field in self.person)
        return f"{self.person_id} ({name})" if name else self.person_id


class StaffIn(msgspec.Struct, frozen=True):
    """One member of staff. professional_id is empty where the extract gives only a name."""

    name: str
    professional_id: str = ""
    job_title: str = ""
    registration: str = ""
    team: str = ""


class TeamIn(msgspec.Struct, frozen=True):
    """One team or hub. team_id is empty where the extract gives only a name."""

    name: str
    team_id: str = ""
    parent: str = ""


class Extract(msgspec.Struct, frozen=True):
    """All that was read. left_out: sheets and files that this import does not use, by name; named: where each team and
    worker, by name or id, stands first."""

    children: dict[str, ChildIn]
    staff: tuple[StaffIn, ...] = ()
    teams: tuple[TeamIn, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: dict[str, int] = {}
    left_out: tuple[str, ...] = ()
    named: dict[str, Place] = {}


def told(problems: Iterable[Problem]) -> list[str]:
    """The problems as lines; the same thing in many rows is one line that names the first rows."""
    grouped: dict[tuple[str, str, str, str], list[int]] = {}
    for problem in problems:
        grouped.setdefault((problem.sheet, problem.column, problem.what, problem.todo), []).append(problem.row)
    lines = []
    for (sheet, column, what, todo), rows in grouped.items():
        where = ", ".join(part for part in (sheet, _rows(rows), column) if part)
        lines.append(f"{where}: {what} {todo}".rstrip())
    return lines


def _rows(rows: list[int]) -> str:
    numbers = sorted({row for row in rows if row})
    if not numbers:
        return ""
    named = ", ".join(str(row) for row in numbers[:MOST_ROWS_NAMED])
    more = len(numbers) - MOST_ROWS_NAMED
    return f"row{'s' if len(numbers) > 1 else ''} {named}" + (f" and {more} more" if more > 0 else "")
