"""CSV files of the dataset as systems write them, and each way in which one goes wrong: nobody lost without a word."""

from pathlib import Path

import pytest

from casework.kinds.people import Address
from central_store.extracts.extract import Extract, UnreadableExtract, told
from central_store.extracts.reading import read_extract
from central_store.intake.mapping import propose
from central_store.intake.wanted import UNALLOCATED_TRAY, tray_of
from tests.central_store.test_reading_annex_a import ANNEX_A, TODAY

PEOPLE = "pers_person_id,pers_forename,pers_surname,pers_dob\n1,Ann,Vole,2015-01-05\n2,Bo,Vole,2016-01-05\n"


def folder(tmp_path: Path, **tables: str | bytes) -> Path:
    for name, words in tables.items():
        (tmp_path / f"{name}.csv").write_bytes(words.encode() if isinstance(words, str) else words)
    return tmp_path


def read(tmp_path: Path, **tables: str | bytes) -> Extract:
    return read_extract([folder(tmp_path, **tables)], TODAY)


def names(extract: Extract) -> list[str]:
    return [child.name for child in extract.children.values()]


def test_two_files_of_one_table_are_both_read_and_named(tmp_path: Path) -> None:
    later = "pers_person_id,pers_forename\n2,Beau\n9,Zed\n"
    extract = read(tmp_path, ssd_person=PEOPLE, ssd_person_2025=later)
    assert names(extract) == ["1 (Ann Vole)", "2 (Bo Vole)", "9 (Zed)"]
    assert told(extract.problems) == [
        "ssd_person.csv: 2 files hold the table ssd_person. All are read. Take away any that is old, and import again.",
        "ssd_person_2025.csv: 2 files hold the table ssd_person. All are read. Take away any that is old, and import again.",
        (
            "ssd_person_2025.csv, row 2, column pers_forename: child 2: forename is “Beau” here and “Bo” in "
            "ssd_person.csv, row 3. Correct your system; both are kept."
        ),
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('pers_person_id,pers_forename\n1,"Ann\n2,Bo\n3,Cy\n', "row 2: a quotation mark is missing"),
        ('pers_person_id,pers_forename\n1,Ann\n2,"Bo\n3,"Cy"\n', "row 3: a quotation mark is missing"),
        ('pers_person_id,pers_forename\n1,"Ann\n2,Bo"\n3,Cy\n', "row 2, column forename: the cell runs over several"),
        ('pers_person_id,pers_forename\n1,"' + "x" * 140_000 + '"\n', "row 2: a cell is longer than a cell can be"),
        ("pers_forename,pers_surname\nAnn,Vole\n", "has no column for person_id"),
        ("pers_person_id,pers_forename\n", "No child could be read from ssd_person.csv; nothing was added"),
        ("pers_person_id,pers_forename\n,Ann\n", "row 2, column pers_person_id: the row has no id"),
        ("", "is empty"),
        (ANNEX_A.read_bytes(), "is a workbook, whatever its name says"),
        (b"\x01\0\x02\0", "is not a CSV file"),
        (b"pers_person_id,pers_forename\n1,\x81\x8d\n", "in an alphabet that cannot be read"),
    ],
    ids=[
        "open",
        "opened again",
        "over a row",
        "long",
        "no id",
        "no row",
        "no ids",
        "empty",
        "xlsx",
        "binary",
        "letters",
    ],
)
def test_a_file_that_cannot_be_read_whole_says_where_and_why(tmp_path: Path, words: str | bytes, says: str) -> None:
    with pytest.raises(UnreadableExtract) as refused:
        read(tmp_path, ssd_person=words)
    assert says in refused.value.sentence
    assert "ssd_person.csv" in refused.value.sentence


@pytest.mark.parametrize("sign", [";", "\t", "|"])
@pytest.mark.parametrize("first", ["", "sep={}\r\n"])
def test_other_signs_between_cells_are_read(tmp_path: Path, sign: str, first: str) -> None:
    assert names(read(tmp_path, ssd_person=first.format(sign) + PEOPLE.replace(",", sign))) == [
        "1 (Ann Vole)",
        "2 (Bo Vole)",
    ]


def test_names_that_look_like_blanks_are_names(tmp_path: Path) -> None:
    words = "pers_person_id,pers_forename,pers_surname\n1,Na,Null\n2,Ana,None\n3,-,#N/A\n4,Jo,n/a\n"
    extract = read(tmp_path, ssd_person=words)
    assert names(extract) == ["1 (Na Null)", "2 (Ana None)", "3", "4 (Jo)"]


def test_cells_that_do_not_fit_under_the_headers_are_never_read_as_something_else(tmp_path: Path) -> None:
    extract = read(tmp_path, ssd_person=PEOPLE + "3,Cy,Vole, junior,2017-01-05\n4,Di\n")
    assert names(extract) == ["1 (Ann Vole)", "2 (Bo Vole)", "4 (Di)"]
    assert [line.partition(". ")[0] for line in told(extract.problems)] == [
        "ssd_person.csv, row 4: the row has 5 cells under 4 headers",
        "ssd_person.csv, row 5: the row has 2 cells under 4 headers",
    ]


def test_columns_that_are_not_used_and_other_files_of_the_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "Annex_A.xlsx").write_bytes(b"PK")
    extract = read(tmp_path, ssd_person="pers_person_id,pers_upn\n1,A123\n", ssd_missing="miss_person_id\n1\n")
    assert extract.left_out == ("Annex_A.xlsx", "ssd_missing.csv", "ssd_person.csv columns pers_upn")


def test_what_is_too_long_for_a_field_is_a_note_on_the_child(tmp_path: Path) -> None:
    extract = read(tmp_path, ssd_person=f"pers_person_id,pers_forename\n1,{'x' * 2000}\n")
    assert "forename" not in extract.children["1"].person
    assert "x" * 2000 in extract.children["1"].said[0]
    assert "row 2, column pers_forename: is longer than 1,000 letters" in told(extract.problems)[0]


def test_an_address_that_is_no_whole_json_is_kept_as_it_stands(tmp_path: Path) -> None:
    nested, odd = "[" * 5000, '"{""HOUSE"": ""\\ud800 4""}"'
    addresses = f"addr_address_id,addr_person_id,addr_address_json\na,1,{nested}\nb,2,{odd}\n"
    extract = read(tmp_path, ssd_person=PEOPLE, ssd_address=addresses)
    assert nested in extract.children["1"].said[0]
    (home,) = extract.children["2"].records
    assert isinstance(home.value, Address)
    assert home.value.place is not None
    assert home.value.place.lines == "4"


def test_a_child_whose_work_ended_years_ago_belongs_to_no_team(tmp_path: Path) -> None:
    involvements = (
        "invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_team,invo_involvement_end_date\n"
        "i1,1,P1,T1,2020-01-01\ni2,2,P1,T2,2020-01-01\ni3,2,P2,T1,\n"
    )
    extract = read(tmp_path, ssd_person=PEOPLE, ssd_involvements=involvements)
    mapping = propose(extract)
    assert [tray_of(child, mapping) for child in extract.children.values()] == [UNALLOCATED_TRAY, "t1"]


def test_the_same_worker_twice_with_another_name_is_told(tmp_path: Path) -> None:
    staff = "prof_professional_id,prof_professional_name\nP1,Ada Lamb\nP1,Ada Ram\n"
    extract = read(tmp_path, ssd_person=PEOPLE, ssd_professionals=staff)
    assert told(extract.problems) == [
        (
            "ssd_professionals.csv, row 3, column prof_professional_id: “P1” stands twice and differs. Correct your "
            "system; the first is read."
        )
    ]
