"""What was read from an extract: children with their records, people, teams, and every problem with what to do."""

from collections.abc import Iterable

import msgspec

from casework.errors import KnownError
from casework.kinds.reading import Kind

MOST_ROWS_NAMED = 6


class UnreadableExtract(KnownError):
    """The file as a whole cannot be read."""


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
    """One record of a child. key: what makes it this one, so that the same row read again is the same record."""

    key: tuple[str, ...]
    value: Kind


class Allocation(msgspec.Struct, frozen=True):
    """Who works with a child, as the extract has it. rank: the lower, the more this one says who holds the file."""

    team: str
    worker: str
    rank: int
    professional_id: str = ""
    role: str = ""
    start: str | None = None
    end: str | None = None
    key: str = ""


class ChildIn(msgspec.Struct, frozen=True):
    """One child. person: {field of Person: value}; notes: what could not be read, in words; source: where from."""

    person_id: str
    person: dict[str, str]
    records: tuple[Found, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    notes: tuple[str, ...] = ()
    family: str = ""
    has_file: bool = True


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
    """All that was read. left_out: sheets and files that this import does not use, by name."""

    children: dict[str, ChildIn]
    staff: tuple[StaffIn, ...] = ()
    teams: tuple[TeamIn, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: dict[str, int] = {}
    left_out: tuple[str, ...] = ()


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
