"""An extract as authorities send it, and each way in which one goes wrong: a clear sentence, and nothing lost."""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest

from casework.kinds.work import Assessment, CareStage, Section47
from central_store.extracts.extract import Extract, UnreadableExtract, told
from central_store.extracts.reading import read_extract

ROOT = Path(__file__).resolve().parents[2]
ANNEX_A = ROOT / "tests" / "data" / "annex_a" / "Annex_A.xlsx"
TODAY = datetime.date(2026, 11, 24)
CIN = [
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "CIN Start Date",
    "Date Child Was Last Seen",
    "CIN Closure Date",
    "Allocated Team",
    "Allocated Worker",
]
ROW = [
    100,
    "a) Male",
    "a) WBRI",
    datetime.date(2015, 1, 5),
    datetime.date(2026, 1, 5),
    datetime.date(2026, 10, 1),
    None,
    "Unit 1",
    "Ada Lamb",
]


def book(path: Path, rows: list[list[object]], headers: list[str] | None = None, name: str = "List 6") -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = name
    for line in [headers or CIN, *rows]:
        sheet.append(line)
    workbook.save(path)
    return path


def with_(**changed: object) -> list[object]:
    place = {"id": 0, "gender": 1, "dob": 3, "start": 4, "seen": 5, "end": 6, "team": 7, "worker": 8}
    row: list[object] = list(ROW)
    for name, value in changed.items():
        row[place[name]] = value
    return row


def read(path: Path) -> Extract:
    return read_extract([path], TODAY)


def lines(extract: Extract) -> list[str]:
    return [line for line in told(extract.problems) if "there is no list" not in line]


def stage(extract: Extract, child: str = "100") -> CareStage:
    value = extract.children[child].records[0].value
    assert isinstance(value, CareStage)
    return value


def test_the_real_form_of_annex_a_is_read_whole() -> None:
    extract = read(ANNEX_A)
    assert extract.rows == {"List 3": 6, "List 4": 5, "List 5": 5, "List 6": 5, "List 7": 7, "List 8": 5, "List 9": 6}
    assert len(extract.children) == 38
    assert told(extract.problems) == [
        f"List 6, rows 2, 3, 4, 5, 6, column {column}: #N/A stands where a value should be. Mend the formula or type the value."
        for column in ("M (Allocated Team)", "N (Allocated Worker)")
    ]
    assert set(extract.left_out) == {"List 1", "List 2", "List 10", "List 11"}
    child = extract.children["6537810"]
    assert child.person == {"sex": "M", "ethnicity": "WBRI", "dob": "2004-07-18", "disability": "N"}
    (enquiry,) = [found.value for found in child.records if isinstance(found.value, Section47)]
    assert (enquiry.strategy_discussion_date, enquiry.icpc_date, enquiry.icpc_outcome_cp_flag) == (
        "2020-09-16",
        "2020-10-05",
        "Y",
    )
    assert [(one.team, one.worker) for one in child.allocations] == [
        ("Multi Agency Safeguarding Hub", "Dustin Hazlett"),
        ("Locality 3 Duty Team", "Reagan Mor"),
    ]
    looked_after = stage(extract, "1373595")
    assert (looked_after.stage, looked_after.legal_status) == ("looked_after", "C2: FCO")
    assert any("Placement Provider: PR1 - Own provision" in note for note in extract.children["1373595"].said)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (datetime.datetime(2026, 1, 5), "2026-01-05"),  # noqa: DTZ001 as a sheet gives it
        ("05/01/2026", "2026-01-05"),
        ("5 January 2026", "2026-01-05"),
        ("Mon 5th Jan 2026", None),
        ("Monday 5th January 2026", "2026-01-05"),
        ("5-Jan-26", "2026-01-05"),
        ("2026-01-05 00:00:00", "2026-01-05"),
        (46027, "2026-01-05"),
        ("46027", "2026-01-05"),
        (None, None),
        ("#N/A", None),
        ("n/a", None),
        ("33/13/2026", None),
        (datetime.date(1900, 1, 1), None),
        ("05/01/2096", None),
    ],
)
def test_dates_as_people_write_them(tmp_path: Path, written: object, read_as: str | None) -> None:
    assert stage(read(book(tmp_path / "a.xlsx", [with_(start=written)]))).start_date == read_as


def test_what_is_no_date_is_named_with_sheet_row_and_column_and_kept_on_the_child(tmp_path: Path) -> None:
    extract = read(book(tmp_path / "a.xlsx", [ROW, with_(id=101, seen="33/13/2026")]))
    assert lines(extract) == [
        (
            "List 6, row 3, column F (Date Child Was Last Seen): “33/13/2026” is not a date that can be. "
            "Correct it in your system, or tell the worker."
        )
    ]
    assert extract.children["101"].said == (
        "List 6: “Date Child Was Last Seen” said “33/13/2026”, which could not be read as a date.",
    )
    assert stage(extract, "101").start_date == "2026-01-05"


def test_the_same_thing_in_many_rows_is_one_line(tmp_path: Path) -> None:
    extract = read(book(tmp_path / "a.xlsx", [with_(id=number, seen="#N/A") for number in range(100, 140)]))
    assert lines(extract) == [
        (
            "List 6, rows 2, 3, 4, 5, 6, 7 and 34 more, column F (Date Child Was Last Seen): #N/A stands where a value "
            "should be. Mend the formula or type the value."
        )
    ]


def test_a_formula_that_nobody_worked_out(tmp_path: Path) -> None:
    extract = read(book(tmp_path / "a.xlsx", [with_(seen="=TODAY()")]))
    assert "a formula that was never worked out. Open the workbook in Excel" in lines(extract)[0]
    assert stage(extract).last_seen_date is None


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("a) Male", "M"), ("b) Female", "F"), ("Female", "F"), ("M", "M"), ("c) Not stated/recorded", "U"), (None, None)],
)
def test_lettered_values(tmp_path: Path, written: object, read_as: str | None) -> None:
    extract = read(book(tmp_path / "a.xlsx", [with_(gender=written)]))
    assert extract.children["100"].person.get("sex") == read_as


def test_hard_spaces_and_ids_as_decimals(tmp_path: Path) -> None:
    extract = read(book(tmp_path / "a.xlsx", [with_(id=100.0, worker="Ada\u00a0Lamb", team=" Unit\u00a01 ")]))
    (one,) = extract.children["100"].allocations
    assert (one.team, one.worker) == ("Unit 1", "Ada Lamb")


def test_an_unborn_child_has_an_expected_date(tmp_path: Path) -> None:
    extract = read(book(tmp_path / "a.xlsx", [with_(dob=datetime.date(2027, 2, 1))]))
    assert extract.children["100"].person["expected_dob"] == "2027-02-01"
    assert "dob" not in extract.children["100"].person


def test_a_row_without_an_id_and_a_row_twice(tmp_path: Path) -> None:
    extract = read(book(tmp_path / "a.xlsx", [with_(id=None), ROW, ROW]))
    assert [line.split(":")[0] for line in lines(extract)] == [
        "List 6, row 2, column A (Child Unique ID)",
        "List 6, row 4, column A (Child Unique ID)",
    ]
    assert len(extract.children["100"].records) == 1


def test_two_lists_that_disagree_keep_both(tmp_path: Path) -> None:
    extract = read(
        book(tmp_path / "a.xlsx", [ROW, with_(dob=datetime.date(2015, 1, 6), start=datetime.date(2025, 1, 5))])
    )
    child = extract.children["100"]
    assert child.person["dob"] == "2015-01-05"
    assert child.said == ("List 6 gives “2015-01-05” for the date of birth; another row gives “2015-01-06”.",)
    assert (
        "List 6, row 3, column D (Date of Birth): child 100: the date of birth is “2015-01-06” here and “2015-01-05” in "
        "row 2. Correct your system; both are kept."
    ) in lines(extract)


def test_headers_of_another_authority_below_a_title(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Assessments Q2"
    sheet.append(["Annex A return"])
    sheet.append([])
    sheet.append(["Unique Child ID", "Sex", "DOB", "Assessment Start", "Child Seen?", "Authorisation Date", "Team"])
    sheet.append(["A-77", "F", "01/02/2019", "03/02/2026", "Y", None, "Unit 2"])
    workbook.save(tmp_path / "a.xlsx")
    extract = read(tmp_path / "a.xlsx")
    (found,) = extract.children["A-77"].records
    assert found.value == Assessment(assessment_start_date="2026-02-03", child_seen="Y")
    assert extract.children["A-77"].allocations[0].team == "Unit 2"


def test_a_missing_list_is_named_and_the_others_read(tmp_path: Path) -> None:
    extract = read(book(tmp_path / "a.xlsx", [ROW]))
    missing = [line for line in told(extract.problems) if "there is no list" in line]
    assert [line.split(" (")[0] for line in missing] == [f"a.xlsx: there is no list {n}" for n in (4, 5, 7, 8, 9)]
    assert list(extract.children) == ["100"]


def test_a_list_that_differs_from_another_names_both_places(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(book(tmp_path / "a.xlsx", [ROW]))
    sheet = workbook.create_sheet("List 3")
    sheet.append(["Child Unique ID", "Gender", "Date of Referral"])
    sheet.append([100, "b) Female", datetime.date(2026, 1, 5)])
    workbook.save(tmp_path / "a.xlsx")
    assert (
        "List 3, row 2, column B (Gender): child 100: sex is “F” here and “M” in List 6, row 2. Correct your system; "
        "both are kept."
    ) in lines(read(tmp_path / "a.xlsx"))


def test_two_entries_that_begin_alike_are_named_with_their_place(tmp_path: Path) -> None:
    extract = read(book(tmp_path / "a.xlsx", [ROW, with_(end=datetime.date(2026, 9, 1))]))
    assert lines(extract) == [
        (
            "List 6, row 3, column E (CIN Start Date): child 100: two different entries begin on the same day. Correct "
            "your system; both are kept."
        )
    ]


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        (
            ["Reference", *CIN[1:]],
            "List 6, row 1: no column is called the child's id (row 1 reads “Reference”, “Gender”",
        ),
        (["Child Unique ID", "a", "b", "c", "d", "e", "f"], "List 6, row 1: these are not the columns of a list of"),
    ],
    ids=["id", "others"],
)
def test_a_list_that_stands_there_and_cannot_be_read_is_not_called_missing(
    tmp_path: Path, headers: list[str], says: str
) -> None:
    workbook = openpyxl.load_workbook(ANNEX_A)
    for place, header in enumerate(headers, start=1):
        workbook["List 6"].cell(1, place).value = header
    for place in range(len(headers) + 1, 20):
        workbook["List 6"].cell(1, place).value = None
    workbook.save(tmp_path / "a.xlsx")
    extract = read(tmp_path / "a.xlsx")
    assert "List 6" in extract.left_out
    said = told(extract.problems)
    assert [line[: len(says)] for line in said if line.startswith("List 6")] == [says]
    assert not any("there is no list 6" in line for line in said)


def test_a_number_that_is_none_and_words_too_long_for_a_field_are_kept_on_the_child(tmp_path: Path) -> None:
    headers = ["Child Unique ID", "Date of Referral", "Referral Source", "Number of Referrals"]
    extract = read(book(tmp_path / "a.xlsx", [[100, "05/01/2026", "x" * 1500, "²"]], headers, "List 3"))
    assert lines(extract) == [
        "List 3, row 2, column C (Referral Source): is longer than 1,000 letters. It is kept as a note on the child."
    ]
    (words,) = extract.children["100"].said
    assert "“Number of Referrals” said “²”" in words
    assert "x" * 1500 in words


def test_a_true_in_a_column_of_dates_is_no_date(tmp_path: Path) -> None:
    assert "“Yes” is not a date that can be" in lines(read(book(tmp_path / "a.xlsx", [with_(seen=True)])))[0]


@pytest.mark.parametrize("odd", ["../../etc", "a:b", "😀", "6537810.5", "x" * 100])
def test_a_child_s_id_may_be_anything_that_can_be_seen(tmp_path: Path, odd: str) -> None:
    assert list(read(book(tmp_path / "a.xlsx", [with_(id=f" {odd}\u200b")])).children) == [odd]


def test_one_id_however_it_is_composed_is_one_child_and_one_too_long_is_told(tmp_path: Path) -> None:
    extract = read(
        book(tmp_path / "a.xlsx", [with_(id="e\u0301-1"), with_(id="\u00e9-1", seen=None), with_(id="x" * 101)])
    )
    assert list(extract.children) == ["\u00e9-1"]
    assert any(
        line.startswith("List 6, row 4, column A (Child Unique ID): the id is longer") for line in lines(extract)
    )


def _not_a_workbook(path: Path) -> None:
    path.write_text("Child Unique ID;100", "utf-8")


def _truncated(path: Path) -> None:
    path.write_bytes(ANNEX_A.read_bytes()[:9000])


def _one_byte_wrong(path: Path) -> None:
    data = bytearray(ANNEX_A.read_bytes())
    with zipfile.ZipFile(ANNEX_A) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    data[entry.header_offset + 200] ^= 0xFF
    path.write_bytes(data)


def _locked(path: Path) -> None:
    path.write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    )


def _old(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))


def _a_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "hello")


def _without_ids(path: Path) -> None:
    book(path, [[1, 2]], ["Budget", "Spent"])


def _a_cell_far_away(path: Path) -> None:
    """All cells between would be held in memory: the reader's own language ends the whole program then."""
    book(path, [ROW])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace(b"</sheetData>", far))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_not_a_workbook, "is not a workbook"),
        (_truncated, "cut short or damaged"),
        (_one_byte_wrong, "cut short or damaged"),
        (_locked, "locked with a password"),
        (_old, "old form of Excel"),
        (_a_zip, "no workbook"),
        (_a_cell_far_away, "so far from the others"),
        (_without_ids, "no sheet with a column for the child's id"),
        (lambda _: None, "cannot be opened"),
    ],
    ids=["text", "truncated", "damaged", "locked", "xls", "zip", "far cell", "other sheet", "missing"],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "extract.xlsx"
    make(path)  # type: ignore[operator]
    with pytest.raises(UnreadableExtract, match=words):
        read(path)
