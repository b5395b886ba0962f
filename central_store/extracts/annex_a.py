"""Annex A of the inspection framework: lists 3 to 9, whatever an authority calls sheets and columns.

A list is known by its columns, not by its sheet's name; a column by a pattern. Source: the child-level data that Ofsted's
framework for inspecting local authority children's services (ILACS) asks for.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from casework.kinds.reading import Kind
from casework.kinds.work import Assessment, CareStage, Referral, Section47
from central_store.extracts import cells
from central_store.extracts.cells import Cell, NotADate
from central_store.extracts.extract import Allocation, Found, Problem, UnreadableExtract
from central_store.extracts.gathering import Gathering
from central_store.extracts.workbook import FORMULA_WITHOUT_VALUE, Sheet, column_letter, sheets_of

CHILD_ID = re.compile(
    r"\bchild('s)?\s*(unique)?\s*(id|identifier)\b|^unique\s+(child\s+)?(id|identifier)|\bperson\s*id\b", re.I
)
AGE = re.compile(r"^age\b", re.I)  # worked out again from the date of birth, every day
EVERY = {
    "person_id": CHILD_ID,
    "sex": re.compile(r"^(gender|sex)\b", re.I),
    "ethnicity": re.compile(r"ethnic", re.I),
    "dob": re.compile(r"date of birth|\bd\.?o\.?b\b", re.I),
    "disability": re.compile(r"child have a disab|\bdisab", re.I),
    "team": re.compile(r"allocated team|\bteam\b", re.I),
    "worker": re.compile(r"allocated (social )?worker|\bworker\b(?!.*visit)", re.I),
}


class Values:
    """One row by field, noting what cannot be read as it is asked for."""

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

    def has(self, field: str) -> bool:
        """Whether the sheet has such a column."""
        return field in self._at

    def raw(self, field: str) -> Cell:
        """The cell, as it stands; errors and uncounted formulae are noted and count as blank."""
        place = self._at.get(field)
        cell = self._line[place] if place is not None and place < len(self._line) else None
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

    def text(self, field: str) -> str | None:
        """Words without the authority's letter, or None."""
        return cells.coded(self.raw(field)) or None

    def date(self, field: str, today: datetime.date) -> str | None:
        """An ISO date, or None; what is no date is kept in words."""
        cell = self.raw(field)
        try:
            return cells.iso_date(cell, today) or None
        except NotADate:
            words = cells.text(cell)
            self.note(field, f"“{words}” is not a date that can be.", "Correct it in your system, or tell the worker.")
            self._unread.append(
                f"{self._sheet.name}: “{self.header(field)}” said “{words}”, which could not be read as a date."
            )
            return None

    def flag(self, field: str) -> str | None:
        """ "Y", "N" or None; other words are kept."""
        cell = self.raw(field)
        flag = cells.yes_no(cell)
        if not flag and cells.text(cell):
            self._unread.append(f"{self._sheet.name}: “{self.header(field)}” said “{cells.coded(cell)}”.")
        return flag or None

    def number(self, field: str) -> int | None:
        """A count or None."""
        return cells.whole_number(self.raw(field))

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

    def note(self, field: str, what: str, todo: str) -> None:
        """Add to the list of problems."""
        column = f"column {column_letter(self._at[field])} ({self.header(field)})" if field in self._at else ""
        self._to.problem(Problem(self._sheet.name, column, what, todo, self.row))


class ListForm(msgspec.Struct, frozen=True):
    """One list. marks: patterns of which all must be among the headers; columns: {field: pattern}; rank: for allocation."""

    number: int
    title: str
    marks: tuple[re.Pattern[str], ...]
    columns: dict[str, re.Pattern[str]]
    rank: int
    make: Callable[[Values, datetime.date], tuple[Kind, tuple[str, ...], bool]]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.I)


def _referral(of: Values, today: datetime.date) -> tuple[Kind, tuple[str, ...], bool]:
    start = of.date("start", today)
    value = Referral(
        referral_date=start,
        referral_source_code=of.text("source"),
        referral_nfa=of.flag("nfa"),
        number_of_previous=of.number("previous"),
    )
    return value, ("referral", start or ""), True


def _assessment(of: Values, today: datetime.date) -> tuple[Kind, tuple[str, ...], bool]:
    start, done = of.date("start", today), of.date("authorised", today)
    value = Assessment(
        assessment_start_date=start,
        assessment_auth_date=done,
        child_seen=of.flag("seen"),
        outcome_nfa=of.text("outcome"),
    )
    return value, ("assessment", start or ""), done is None


def _section_47(of: Values, today: datetime.date) -> tuple[Kind, tuple[str, ...], bool]:
    start = of.date("start", today)
    value = Section47(
        strategy_discussion_date=start,
        icpc_date=of.date("conference", today),
        icpc_outcome_cp_flag=of.flag("resulted"),
    )
    return value, ("section_47", start or ""), True


def _stage(stage: str) -> Callable[[Values, datetime.date], tuple[Kind, tuple[str, ...], bool]]:
    def make(of: Values, today: datetime.date) -> tuple[Kind, tuple[str, ...], bool]:
        start, end = of.date("start", today), of.date("end", today)
        value = CareStage(
            stage=stage,
            start_date=start,
            end_date=end,
            initial_category=of.text("category"),
            latest_category=of.text("latest_category"),
            placement_type=of.text("placement"),
            placement_start_date=of.date("placed", today),
            legal_status=of.text("legal_status"),
            last_review_date=of.date("reviewed", today),
            last_seen_date=of.date("seen", today),
            end_reason=of.text("reason"),
        )
        return value, (stage, start or ""), end is None

    return make


LISTS = (
    ListForm(
        7,
        "children with a child protection plan",
        (_pattern("child protection plan start|cpp? start"),),
        {
            "start": _pattern("plan start|cpp? start"),
            "category": _pattern("initial category"),
            "latest_category": _pattern("latest category|current category"),
            "seen": _pattern("last (statutory )?visit|last seen"),
            "reviewed": _pattern("latest review|last review"),
            "end": _pattern("plan end|cpp? end"),
        },
        1,
        _stage("cp_plan"),
    ),
    ListForm(
        8,
        "children looked after",
        (_pattern("started to be looked after|(lac|cla) start|became looked after"),),
        {
            "start": _pattern("started to be looked after|(lac|cla) start|became looked after"),
            "category": _pattern("category of need"),
            "legal_status": _pattern("(?<!current )legal status$|^child's legal|^legal status"),
            "reviewed": _pattern("latest statutory review|last (statutory )?review"),
            "seen": _pattern("last social work visit|last (statutory )?visit"),
            "end": _pattern("ceased to be looked after(?!.*reason)|date.*ceased"),
            "reason": _pattern("reason ceased"),
            "placed": _pattern("start date of (most recent )?placement"),
            "placement": _pattern("placement type"),
        },
        0,
        _stage("looked_after"),
    ),
    ListForm(
        5,
        "section 47 enquiries",
        (_pattern("section 47|s\\.?47"),),
        {
            "start": _pattern("(section 47|s\\.?47).*(start|date)|strategy discussion"),
            "conference": _pattern("date of initial child protection conference|icpc date|date of icpc"),
            "resulted": _pattern("result in a child protection plan|icpc outcome"),
        },
        3,
        _section_47,
    ),
    ListForm(
        4,
        "assessments",
        (_pattern("assessment.*(start|date)"), _pattern("authori[sz]ation|child seen|completed?.*assessment")),
        {
            "start": _pattern("assessment start"),
            "seen": _pattern("child seen"),
            "authorised": _pattern("authori[sz]ation|assessment (end|completion)"),
            "outcome": _pattern("requiring.*support|outcome|result"),
        },
        4,
        _assessment,
    ),
    ListForm(
        6,
        "children in need",
        (_pattern("(cin|child in need).*start|^cin start"),),
        {
            "start": _pattern("(cin|child in need).*start"),
            "category": _pattern("primary need"),
            "seen": _pattern("last seen|last visit"),
            "end": _pattern("(cin|child in need).*(closure|end)|^closure date"),
            "reason": _pattern("reason for closure|closure reason"),
        },
        2,
        _stage("cin_plan"),
    ),
    ListForm(
        9,
        "care leavers",
        (_pattern("eligibility category"), _pattern("in touch|accommodation")),
        {
            "category": _pattern("eligibility"),
            "placement": _pattern("type of accommodation"),
            "start": _pattern("became a care leaver|care leaver start"),
        },
        2,
        _stage("care_leaver"),
    ),
    ListForm(
        3,
        "referrals",
        (_pattern("date of referral|referral date"),),
        {
            "start": _pattern("date of referral|referral date"),
            "source": _pattern("referral source"),
            "nfa": _pattern("nfa|no further action"),
            "previous": _pattern("number of referrals"),
        },
        5,
        _referral,
    ),
)
NEEDED = (4, 5, 6, 7, 8, 9)


def read_annex_a(path: Path, to: Gathering) -> None:
    """Read a workbook into the gathering. Raises UnreadableExtract."""
    sheets = sheets_of(path, lambda header: bool(CHILD_ID.search(header)))
    if not sheets:
        raise UnreadableExtract(
            f"{path.name} has no sheet with a column for the child's id. Is it an Annex A workbook?"
        )
    found: dict[int, list[str]] = {}
    for sheet in sheets:
        form = _form_of(sheet)
        if form is None:
            to.leave_out(sheet.name)
            continue
        found.setdefault(form.number, []).append(sheet.name)
        _read_list(form, sheet, to)
    _say_what_is_missing(path, found, to)


def _say_what_is_missing(path: Path, found: dict[int, list[str]], to: Gathering) -> None:
    titles = {form.number: form.title for form in LISTS}
    for number in NEEDED:
        if number not in found:
            what = f"there is no list {number} ({titles[number]})."
            to.problem(Problem(path.name, "", what, "Add the sheet if you have such children; the others are read."))


def _form_of(sheet: Sheet) -> ListForm | None:
    numbered = re.search(r"\blist\s*(\d+)\b", sheet.name, re.I)
    fitting = [
        form for form in LISTS if all(any(mark.search(header) for header in sheet.headers) for mark in form.marks)
    ]
    if numbered:
        number = int(numbered[1])
        by_name = [form for form in fitting if form.number == number]
        is_other_list = number not in {form.number for form in LISTS}
        return by_name[0] if by_name else None if is_other_list else next(iter(fitting), None)
    return next(iter(fitting), None)


def _read_list(form: ListForm, sheet: Sheet, to: Gathering) -> None:
    at = _columns(form, sheet)
    for field, pattern in form.columns.items():
        if field == "start" and field not in at and form.number != 9:
            what = f"no column for when it began ({pattern.pattern})."
            to.problem(Problem(sheet.name, "", what, "Rename the header to Annex A's own; the rest is read."))
    seen: set[tuple[Cell, ...]] = set()
    for row, line in sheet.rows:
        of = Values(row, sheet, at, line, to)
        if line in seen:
            of.note("person_id", "the same row stands here twice.", "Nothing to do: it is read once.")
            continue
        seen.add(line)
        _read_row(form, sheet, of, to)


def _columns(form: ListForm, sheet: Sheet) -> dict[str, int]:
    at: dict[str, int] = {}
    for field, pattern in (EVERY | form.columns).items():
        for place, header in enumerate(sheet.headers):
            if pattern.search(header) and place not in at.values():
                at[field] = place
                break
    return at


def _read_row(form: ListForm, sheet: Sheet, of: Values, to: Gathering) -> None:
    person_id = cells.text(of.raw("person_id"))
    if not person_id:
        of.note("person_id", "the row has no child's id.", "Find the child in your system; this row was not read.")
        return
    to.count(sheet.name)
    person = {"sex": cells.sex(of.raw("sex")), "ethnicity": of.text("ethnicity"), "disability": of.flag("disability")}
    dob = of.date("dob", to.today)
    is_born = dob is None or dob <= to.today.isoformat()
    person["dob" if is_born else "expected_dob"] = dob
    value, key, is_open = form.make(of, to.today)
    team, worker = cells.text(of.raw("team")), cells.text(of.raw("worker"))
    allocations = [Allocation(team, worker, form.rank + (0 if is_open else 10))] if team or worker else []
    to.child(
        person_id,
        {field: found for field, found in person.items() if found},
        [Found(key, value)],
        allocations,
        [*of.unread, *filter(None, [of.beside()])],
        sheet.name,
    )
