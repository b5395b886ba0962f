"""Annex A of the inspection framework: lists 3 to 9 read, whatever an authority calls sheets and columns."""

import re
from collections.abc import Sequence
from pathlib import Path

from central_store.extracts import cells
from central_store.extracts.cells import Cell
from central_store.extracts.extract import LONGEST_ID, Allocation, Found, Problem, UnreadableExtract
from central_store.extracts.gathering import Gathering, Said
from central_store.extracts.lists import CHILD_ID, EVERY, LISTS, NEEDED, ListForm
from central_store.extracts.rows import Values
from central_store.extracts.workbook import Sheet, sheets_of

TITLES = {form.number: form.title for form in LISTS}
HEADERS_NAMED = 4


def read_annex_a(path: Path, to: Gathering) -> None:
    """Read a workbook into the gathering. Raises UnreadableExtract."""
    sheets = sheets_of(path, lambda header: bool(CHILD_ID.search(header)))
    if not any(sheet.headers for sheet in sheets):
        raise UnreadableExtract(
            f"{path.name} has no sheet with a column for the child's id. Is it an Annex A workbook?"
        )
    there: set[int] = set()
    for sheet in sheets:
        form = _form_of(sheet) if sheet.headers else None
        number = form.number if form else _number_in(sheet.name)
        if form is not None:
            read_list(form, sheet, to)
        else:
            to.leave_out(sheet.name)
            if number in TITLES:
                _say_why_not(sheet, TITLES[number], to)
        there.add(number)
    for number in NEEDED:
        if number not in there:
            what = f"there is no list {number} ({TITLES[number]})."
            to.problem(Problem(path.name, "", what, "Add the sheet if you have such children; the others are read."))


def _say_why_not(sheet: Sheet, title: str, to: Gathering) -> None:
    """A sheet that bears the name of a list and cannot be read as one."""
    if not sheet.headers:
        what = f"no column is called the child's id (row {sheet.first_row} reads {_some(sheet.first)})."
        todo = "Call it Child Unique ID and import again; nothing of this sheet was read."
    else:
        what = f"these are not the columns of a list of {title}."
        todo = "Call them as Annex A does and import again; nothing of this sheet was read."
    to.problem(Problem(sheet.name, "", what, todo, sheet.first_row))


def _some(headers: Sequence[str]) -> str:
    named = [f"“{header[:40]}”" for header in headers if header]
    return ", ".join(named[:HEADERS_NAMED]) + (" ..." if len(named) > HEADERS_NAMED else "")


def _number_in(name: str) -> int:
    """The number in a sheet's name, as in "List 6"; 0 where it has none."""
    numbered = re.search(r"\blist\s*([0-9]{1,3})\b", name, re.I)
    return int(numbered[1]) if numbered else 0


def _form_of(sheet: Sheet) -> ListForm | None:
    number = _number_in(sheet.name)
    fitting = [
        form for form in LISTS if all(any(mark.search(header) for header in sheet.headers) for mark in form.marks)
    ]
    by_name = [form for form in fitting if form.number == number]
    if by_name or (number and number not in TITLES):
        return by_name[0] if by_name else None
    return next(iter(fitting), None)


def read_list(form: ListForm, sheet: Sheet, to: Gathering) -> None:
    """Read the rows of one list into the gathering."""
    at = _columns(form, sheet)
    if "start" not in at and form.number != 9:
        what = f"no column for when it began ({form.columns['start'].pattern})."
        to.problem(Problem(sheet.name, "", what, "Rename the header to Annex A's own; the rest is read."))
    seen: set[tuple[Cell, ...]] = set()
    for row, line in sheet.rows:
        of = Values(row, sheet, at, line, to)
        if line in seen:
            of.note("person_id", "the same row stands here twice.", "Nothing to do: it is read once.")
            continue
        seen.add(line)
        _read_row(form, of, to)


def _columns(form: ListForm, sheet: Sheet) -> dict[str, int]:
    at: dict[str, int] = {}
    for field, pattern in (EVERY | form.columns).items():
        for place, header in enumerate(sheet.headers):
            if pattern.search(header) and place not in at.values():
                at[field] = place
                break
    return at


def _read_row(form: ListForm, of: Values, to: Gathering) -> None:
    person_id = of.identity("person_id")
    if not person_id or len(person_id) > LONGEST_ID:
        what = "the id is longer than an id can be." if person_id else "the row has no child's id."
        of.note("person_id", what, "Find the child in your system; this row was not read.")
        return
    to.count(of.place().sheet)
    person, columns = _person(of, to)
    value, key, is_open = form.make(of, to.today)
    team, worker = of.name("team"), of.name("worker")
    for field, name in (("team", team), ("worker", worker)):
        if name:
            to.named(name, of.place(field))
    words = "\n".join([*of.unread, *filter(None, [of.beside()])])
    ended_no_more = frozenset(field for column, field in form.ends.items() if of.is_blank(column))
    to.child(
        Said(
            person_id,
            of.place(),
            person,
            {field: of.place(column) for field, column in columns.items()} | {"start": of.place("start")},
            Found(key, value, words, ended_no_more),
            Allocation(team, worker, form.rank, is_open) if team or worker else None,
        )
    )


def _person(of: Values, to: Gathering) -> tuple[dict[str, str], dict[str, str]]:
    """What the row says of the child, and from which column each of it is."""
    dob = of.date("dob", to.today)
    born = "dob" if dob is None or dob <= to.today.isoformat() else "expected_dob"
    person = {
        "sex": cells.sex(of.raw("sex")),
        "ethnicity": of.text("ethnicity"),
        "disability": of.flag("disability"),
        born: dob,
    }
    columns = {field: field for field in person} | {born: "dob"}
    return {field: found for field, found in person.items() if found}, columns
