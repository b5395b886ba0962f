"""CSV files of the Standard Safeguarding Dataset, read by their columns' own names."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from casework.kinds.people import Address, Place
from central_store.extracts import cells
from central_store.extracts.cells import NotADate
from central_store.extracts.extract import Allocation, Found, Problem, StaffIn, TeamIn, UnreadableExtract
from central_store.extracts.gathering import Gathering

Row = Mapping[str, str]
PREFIXES = re.compile(r"^(pers|fami|addr|invo|prof|dept)_")
PERSON_FIELDS = ("forename", "surname", "gender", "ethnicity", "death_date", "send_flag", "nationality")
ADDRESS_PARTS = ("ROOM", "FLOOR", "FLAT", "BUILDING", "HOUSE", "STREET", "TOWN")


class Lines:
    """One file's rows, with what is wrong in them noted where it stands."""

    def __init__(self, name: str, rows: list[tuple[int, Row]], to: Gathering) -> None:
        self.name = name
        self.rows = rows
        self._to = to

    def date(self, number: int, row: Row, field: str, person_id: str) -> str | None:
        """An ISO date or None; what is none is kept on the child."""
        words = row.get(field, "")
        try:
            return cells.iso_date(words, self._to.today) or None
        except NotADate:
            self.problem(number, field, f"“{words}” is not a date that can be.", "Correct it in your system.")
            if person_id:
                self._to.note(person_id, f"{self.name}: “{field}” said “{words}”, which could not be read as a date.")
            return None

    def problem(self, number: int, field: str, what: str, todo: str) -> None:
        """Add to the list of problems."""
        self._to.problem(Problem(self.name, f"column {field}" if field else "", what, todo, number))


def read_dataset(paths: list[Path], to: Gathering) -> None:
    """Read the files that this import uses, people first; others are named as left out. Raises UnreadableExtract."""
    by_table: dict[str, Path] = {}
    for path in paths:
        table = next((name for name in READERS if name in path.stem.casefold()), None)
        if table is None:
            to.leave_out(path.name)
        else:
            by_table[table] = path
    if "ssd_person" not in by_table:
        raise UnreadableExtract("There is no ssd_person file among them. The others say nothing without it.")
    for table, read in READERS.items():
        if table in by_table:
            read(Lines(by_table[table].name, list(_rows(by_table[table])), to), to)


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableExtract(f"{path} cannot be opened. Check the name and try again.") from error
    reader = csv.reader(io.StringIO(_decoded(path, data), newline=""))
    headers = [PREFIXES.sub("", cells.text(header).casefold()) for header in next(reader, [])]
    if not any(headers):
        raise UnreadableExtract(f"{path.name} is empty. Export it again; nothing was added.")
    for line in reader:
        values = {name: cells.text(value) for name, value in zip(headers, line, strict=False)}
        if any(values.values()):
            yield reader.line_num, values


def _decoded(path: Path, data: bytes) -> str:
    if data.startswith((b"PK", b"\xd0\xcf")) or (
        b"\0" in data[:200] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        raise UnreadableExtract(f"{path.name} is not a CSV file, whatever its name says. Export it again as CSV.")
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableExtract(f"{path.name} is in an alphabet that cannot be read. Export it as UTF-8.")


def _people(lines: Lines, to: Gathering) -> None:
    for number, row in lines.rows:
        person_id = row.get("person_id", "")
        if not person_id:
            lines.problem(number, "person_id", "the row has no person's id.", "Find the person; this row was not read.")
            continue
        to.count(lines.name)
        person = {field: row[field] for field in PERSON_FIELDS if row.get(field)}
        person["person_id"] = person_id
        if row.get("sex"):
            person["sex"] = cells.sex(row["sex"])
        for field in ("dob", "expected_dob", "death_date"):
            day = lines.date(number, row, field, person_id)
            person.pop(field, None)
            if day:
                is_to_come = field == "dob" and day > to.today.isoformat()
                person["expected_dob" if is_to_come else field] = day
        to.child(person_id, person, [], [], [], lines.name)
        if cells.yes_no(row.get("is_mother", "")) == "Y":
            to.without_file(person_id)


def _families(lines: Lines, to: Gathering) -> None:
    for number, row in lines.rows:
        if _known(lines, number, row, to) and row.get("family_id"):
            to.count(lines.name)
            to.family(row["person_id"], row["family_id"])


def _addresses(lines: Lines, to: Gathering) -> None:
    for number, row in lines.rows:
        if not _known(lines, number, row, to):
            continue
        to.count(lines.name)
        person_id = row["person_id"]
        value = Address(
            place=Place(_address_lines(row.get("address_json", "")), row.get("address_postcode", "")),
            address_type=row.get("address_type") or None,
            address_start_date=lines.date(number, row, "address_start_date", person_id),
            address_end_date=lines.date(number, row, "address_end_date", person_id),
        )
        key = row.get("address_id") or f"{row.get('address_start_date', '')} {row.get('address_postcode', '')}"
        to.child(person_id, {}, [Found(("address", key), value)], [], [], lines.name)


def _involvements(lines: Lines, to: Gathering) -> None:
    for number, row in lines.rows:
        if not _known(lines, number, row, to):
            continue
        to.count(lines.name)
        person_id = row["person_id"]
        end = lines.date(number, row, "involvement_end_date", person_id)
        allocation = Allocation(
            team=row.get("professional_team", ""),
            worker="",
            rank=0 if end is None else 10,
            professional_id=row.get("professional_id", ""),
            role=row.get("professional_role_id", ""),
            start=lines.date(number, row, "involvement_start_date", person_id),
            end=end,
            key=row.get("involvements_id", ""),
        )
        to.child(person_id, {}, [], [allocation], [], lines.name)


def _professionals(lines: Lines, to: Gathering) -> None:
    for number, row in lines.rows:
        if not row.get("professional_id"):
            lines.problem(number, "professional_id", "the row has no id.", "Find the worker; this row was not read.")
            continue
        to.count(lines.name)
        to.staff(
            StaffIn(
                name=row.get("professional_name", ""),
                professional_id=row["professional_id"],
                job_title=row.get("professional_job_title", ""),
                registration=row.get("social_worker_registration_no", ""),
                team=row.get("professional_department", ""),
            )
        )


def _departments(lines: Lines, to: Gathering) -> None:
    for number, row in lines.rows:
        if not row.get("team_id"):
            lines.problem(number, "team_id", "the row has no id.", "Give the team an id; this row was not read.")
            continue
        to.count(lines.name)
        to.team(TeamIn(row.get("team_name") or row["team_id"], row["team_id"], row.get("team_parent_name", "")))


def _known(lines: Lines, number: int, row: Row, to: Gathering) -> bool:
    if to.knows(row.get("person_id", "")):
        return True
    what = f"nobody with the id “{row.get('person_id', '')}” stands in ssd_person."
    lines.problem(number, "person_id", what, "Export ssd_person again; this row was not read.")
    return False


def _address_lines(text: str) -> str:
    try:
        parts = json.loads(text) if text else {}
    except ValueError:
        return text
    if not isinstance(parts, dict):
        return text
    named = {str(name).upper(): str(value).strip() for name, value in parts.items() if value}
    return ", ".join(named[part] for part in ADDRESS_PARTS if named.get(part))


READERS: dict[str, Callable[[Lines, Gathering], None]] = {
    "ssd_person": _people,
    "ssd_department": _departments,
    "ssd_professionals": _professionals,
    "ssd_family": _families,
    "ssd_address": _addresses,
    "ssd_involvements": _involvements,
}
