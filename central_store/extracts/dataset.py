"""CSV files of the Standard Safeguarding Dataset, read by their columns' own names."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from casework.kinds.people import Address
from casework.kinds.people import Place as Home
from central_store.extracts import cells
from central_store.extracts.cells import NotADate
from central_store.extracts.csv_files import Row, Table, read_table
from central_store.extracts.extract import (
    LONGEST_FIELD,
    LONGEST_ID,
    Allocation,
    Found,
    Place,
    StaffIn,
    TeamIn,
    UnreadableExtract,
)
from central_store.extracts.gathering import Gathering, Said

PERSON_FIELDS = ("forename", "surname", "gender", "ethnicity", "send_flag", "nationality")
ADDRESS_PARTS = ("ROOM", "FLOOR", "FLAT", "BUILDING", "HOUSE", "STREET", "TOWN")


class Lines:
    """One file's rows, with what is wrong in them noted where it stands."""

    def __init__(self, name: str, table: str, read: Table, to: Gathering) -> None:
        self.name = name
        self.table = table
        self._headers = read.headers
        self._rows = read.rows
        self._to = to

    def with_an_id(self, field: str, of_whom: str) -> Iterator[tuple[int, Row]]:
        """The rows that say whom they are about; the others are noted."""
        for number, row in self._rows:
            said = row.get(field, "")
            if said and len(said) <= LONGEST_ID:
                self._to.count(self.name)
                yield number, row
            else:
                what = "the id is longer than an id can be." if said else "the row has no id."
                self.problem(number, field, what, f"Find the {of_whom}; this row was not read.")

    def of_known_people(self) -> Iterator[tuple[int, Row]]:
        """The rows about somebody who stands in ssd_person; the others are noted."""
        for number, row in self._rows:
            if self._to.knows(row.get("person_id", "")):
                self._to.count(self.name)
                yield number, row
            else:
                what = f"nobody with the id “{row.get('person_id', '')[:LONGEST_ID]}” stands in ssd_person."
                self.problem(number, "person_id", what, "Export ssd_person again; this row was not read.")

    def text(self, number: int, row: Row, field: str, person_id: str = "", longest: int = LONGEST_FIELD) -> str:
        """Words, "" for none; what is too long for a field is kept on the child."""
        words = row.get(field, "")
        is_too_long = len(words) > longest
        if is_too_long:
            todo = "It is kept as a note on the child." if person_id else "Shorten it; it was not read."
            self.problem(number, field, f"is longer than {longest:,} letters.", todo)
        self._keep(
            row,
            field,
            person_id,
            f"{self.name}: “{self._headers.get(field, field)}” said “{words}”." if is_too_long else "",
        )
        return "" if is_too_long else words

    def date(self, number: int, row: Row, field: str, person_id: str) -> str | None:
        """An ISO date or None; what is none is kept on the child."""
        words = row.get(field, "")
        try:
            day = cells.iso_date(words, self._to.today) or None
        except NotADate:
            self.problem(number, field, f"“{words[:60]}” is not a date that can be.", "Correct it in your system.")
            kept = (
                f"{self.name}: “{self._headers.get(field, field)}” said “{words}”, which could not be read as a date."
            )
            self._keep(row, field, person_id, kept)
            return None
        self._keep(row, field, person_id, "")
        return day

    def ended_no_more(self, row: Row, *fields: str) -> frozenset[str]:
        """Those of these columns that are there and blank."""
        return frozenset(field for field in fields if field in self._headers and not row.get(field))

    def place(self, number: int, field: str = "") -> Place:
        """Where a field of a row stands."""
        return Place(self.name, f"column {self._headers.get(field, field)}" if field else "", number)

    def problem(self, number: int, field: str, what: str, todo: str) -> None:
        """Add to the list of problems."""
        self._to.at(self.place(number, field), what, todo)

    def _keep(self, row: Row, field: str, person_id: str, words: str) -> None:
        if person_id:
            which = next((row[name] for name in ("address_id", "involvements_id") if row.get(name)), "")
            self._to.note(person_id, (self.table, field, which), words)


class Reader(msgspec.Struct, frozen=True):
    """How one table is read. needed: its column without which no row says anything; used: the others."""

    read: Callable[[Lines, Gathering], None]
    needed: str
    used: tuple[str, ...]


def read_dataset(paths: list[Path], to: Gathering) -> None:
    """Read the files that this import uses, people first; others are named as left out. Raises UnreadableExtract."""
    by_table: dict[str, list[Path]] = {}
    for path in paths:
        table = next((name for name in READERS if re.search(rf"(?<![a-z]){name}(?![a-z])", path.stem.casefold())), None)
        if table is None:
            to.leave_out(path.name)
        else:
            by_table.setdefault(table, []).append(path)
    if "ssd_person" not in by_table:
        raise UnreadableExtract("There is no ssd_person file among them. The others say nothing without it.")
    for table, reader in READERS.items():
        files = by_table.get(table, [])
        for path in files:
            if len(files) > 1:
                what = f"{len(files)} files hold the table {table}."
                to.at(Place(path.name), what, "All are read. Take away any that is old, and import again.")
            _read(path, table, reader, to)


def _read(path: Path, table: str, reader: Reader, to: Gathering) -> None:
    read = read_table(path, reader.needed, to)
    unused = [written for name, written in read.headers.items() if name not in (reader.needed, *reader.used)]
    if unused:
        to.leave_out(f"{path.name} columns {', '.join(unused)}")
    reader.read(Lines(path.name, table, read, to), to)


def _people(lines: Lines, to: Gathering) -> None:
    for number, row in lines.with_an_id("person_id", "person"):
        person_id = row["person_id"]
        person = {field: lines.text(number, row, field, person_id) for field in PERSON_FIELDS}
        person |= {"person_id": person_id, "sex": cells.sex(row.get("sex", ""))}
        for field in ("dob", "expected_dob", "death_date"):
            day = lines.date(number, row, field, person_id)
            if day:
                is_to_come = field == "dob" and day > to.today.isoformat()
                person["expected_dob" if is_to_come else field] = day
        said = {field: value for field, value in person.items() if value}
        places = {field: lines.place(number, field) for field in said}
        ended_no_more = lines.ended_no_more(row, "death_date")
        to.child(Said(person_id, lines.place(number), said, places, ended_no_more=ended_no_more))
        if cells.yes_no(row.get("is_mother", "")) == "Y":
            to.without_file(person_id)


def _families(lines: Lines, to: Gathering) -> None:
    for number, row in lines.of_known_people():
        family = lines.text(number, row, "family_id", longest=LONGEST_ID)
        if family:
            to.family(row["person_id"], family, lines.place(number, "family_id"))


def _addresses(lines: Lines, to: Gathering) -> None:
    for number, row in lines.of_known_people():
        person_id = row["person_id"]
        written = _address_lines(row.get("address_json", ""))
        value = Address(
            place=Home(
                written if len(written) <= LONGEST_FIELD else lines.text(number, row, "address_json", person_id),
                lines.text(number, row, "address_postcode", person_id, LONGEST_ID),
            ),
            address_type=lines.text(number, row, "address_type", person_id) or None,
            address_start_date=lines.date(number, row, "address_start_date", person_id),
            address_end_date=lines.date(number, row, "address_end_date", person_id),
        )
        key = row.get("address_id") or f"{row.get('address_start_date', '')} {row.get('address_postcode', '')}"
        ended_no_more = lines.ended_no_more(row, "address_end_date")
        record = Found(("address", key), value, ended_no_more=ended_no_more)
        to.child(
            Said(
                person_id,
                lines.place(number),
                places={"start": lines.place(number, "address_start_date")},
                record=record,
            )
        )


def _involvements(lines: Lines, to: Gathering) -> None:
    for number, row in lines.of_known_people():
        person_id = row["person_id"]
        end = lines.date(number, row, "involvement_end_date", person_id)
        team = lines.text(number, row, "professional_team", person_id, LONGEST_ID)
        professional = lines.text(number, row, "professional_id", person_id, LONGEST_ID)
        for field, name in (("professional_team", team), ("professional_id", professional)):
            if name:
                to.named(name, lines.place(number, field))
        allocation = Allocation(
            team=team,
            worker="",
            rank=0,
            is_open=end is None or end > to.today.isoformat(),
            professional_id=professional,
            role=lines.text(number, row, "professional_role_id", person_id),
            start=lines.date(number, row, "involvement_start_date", person_id),
            end=end,
            key=row.get("involvements_id", ""),
            ended_no_more=lines.ended_no_more(row, "involvement_end_date"),
        )
        to.child(Said(person_id, lines.place(number), allocation=allocation))


def _professionals(lines: Lines, to: Gathering) -> None:
    for number, row in lines.with_an_id("professional_id", "worker"):
        member = StaffIn(
            name=lines.text(number, row, "professional_name"),
            professional_id=row["professional_id"],
            job_title=lines.text(number, row, "professional_job_title"),
            registration=lines.text(number, row, "social_worker_registration_no"),
            team=lines.text(number, row, "professional_department"),
        )
        to.staff(member, lines.place(number, "professional_id"))


def _departments(lines: Lines, to: Gathering) -> None:
    for number, row in lines.with_an_id("team_id", "team"):
        name = lines.text(number, row, "team_name") or row["team_id"]
        team = TeamIn(name, row["team_id"], lines.text(number, row, "team_parent_name"))
        to.team(team, lines.place(number, "team_id"))


def _address_lines(text: str) -> str:
    try:
        parts = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return text
    if not isinstance(parts, dict):
        return text
    named = {str(name).upper(): cells.text(str(value)) for name, value in parts.items() if value}
    return ", ".join(named[part] for part in ADDRESS_PARTS if named.get(part))


READERS: dict[str, Reader] = {
    "ssd_person": Reader(
        _people,
        "person_id",
        (*PERSON_FIELDS, "sex", "dob", "expected_dob", "death_date", "is_mother"),
    ),
    "ssd_department": Reader(_departments, "team_id", ("team_name", "team_parent_name")),
    "ssd_professionals": Reader(
        _professionals,
        "professional_id",
        (
            *("professional_name", "professional_job_title", "professional_department"),
            "social_worker_registration_no",
        ),
    ),
    "ssd_family": Reader(_families, "person_id", ("family_id",)),
    "ssd_address": Reader(
        _addresses,
        "person_id",
        (
            *("address_id", "address_type", "address_start_date", "address_end_date"),
            *("address_postcode", "address_json"),
        ),
    ),
    "ssd_involvements": Reader(
        _involvements,
        "person_id",
        (
            *("involvements_id", "professional_id", "professional_role_id", "professional_team"),
            *("involvement_start_date", "involvement_end_date"),
        ),
    ),
}
