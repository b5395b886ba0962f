"""What the next extract says of what the last one said: what ended goes on, and older words give way to newer."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.fold import fold
from casework.kinds.people import SUBJECT, Person
from casework.kinds.work import CareStage, CaseNote
from central_store.erasing import Going, erase
from tests.central_store.test_import import Office, child
from tests.central_store.test_reading_annex_a import CIN, book, with_

SEPTEMBER = datetime.date(2026, 9, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = Office(tmp_path)
    yield opened
    opened.store.close()


def stage(office: Office) -> CareStage:
    (one,) = office.all_of(child(100), CareStage)
    assert isinstance(one, CareStage)
    return one


def notes(office: Office) -> list[str | None]:
    return [note.said for note in office.all_of(child(100), CaseNote) if isinstance(note, CaseNote)]


def test_a_case_that_reopens_has_not_ended(office: Office, tmp_path: Path) -> None:
    office.bring_in(book(tmp_path / "a.xlsx", [with_(end=SEPTEMBER)]))
    assert stage(office).end_date == "2026-09-01"
    reopened = book(tmp_path / "a.xlsx", [with_(end=None)])
    assert office.bring_in(reopened).changes > 0
    assert stage(office).end_date is None
    assert office.bring_in(reopened).changes == 0
    office.bring_in(book(tmp_path / "a.xlsx", [with_(end=SEPTEMBER)]))
    assert stage(office).end_date == "2026-09-01"


def test_a_blank_is_no_word_against_what_a_worker_wrote_nor_a_column_that_is_not_there(
    office: Office, tmp_path: Path
) -> None:
    office.bring_in(book(tmp_path / "a.xlsx", [with_(end=SEPTEMBER)]))
    without = [header for header in CIN if header != "CIN Closure Date"]
    cut = [cell for header, cell in zip(CIN, with_(), strict=True) if header != "CIN Closure Date"]
    office.bring_in(book(tmp_path / "a.xlsx", [cut], without))
    assert stage(office).end_date == "2026-09-01"
    with office.store.reading() as ledger:
        ((kind, record),) = [key for key in fold(ledger.changes_of(child(100))) if key[0] == "care_stage"]
    office.worker_edits(child(100), kind, record, end_date="2026-09-15")
    office.bring_in(book(tmp_path / "a.xlsx", [with_(end=None)]))
    assert stage(office).end_date == "2026-09-15"


def test_a_death_that_was_entered_by_mistake_is_taken_back(office: Office, tmp_path: Path) -> None:
    people = tmp_path / "ssd_person.csv"
    for day in ("2026-09-01", ""):
        people.write_text(f"pers_person_id,pers_forename,pers_death_date\n100,Tess,{day}\n", "utf-8")
        office.bring_in(people)
        (person,) = office.all_of(child(100), Person)
        assert isinstance(person, Person)
        assert (person.forename, person.death_date or "") == ("Tess", day)


def test_newer_words_of_a_column_without_a_field_take_the_place_of_the_older(office: Office, tmp_path: Path) -> None:
    headers = [*CIN, "Number of visits"]
    for visits in (6, 7):
        path = book(tmp_path / "a.xlsx", [[*with_(), visits]], headers)
        office.bring_in(path)
        assert notes(office) == [f"List 6 also says: Number of visits: {visits}."]
        assert office.bring_in(path).changes == 0
    office.bring_in(book(tmp_path / "a.xlsx", [[*with_(), None]], headers))
    assert notes(office) == []
    office.bring_in(book(tmp_path / "a.xlsx", [[*with_(), 7]], headers))
    assert notes(office) == ["List 6 also says: Number of visits: 7."]


def test_a_note_of_an_import_in_which_a_worker_wrote_stays(office: Office, tmp_path: Path) -> None:
    office.bring_in(book(tmp_path / "a.xlsx", [with_(seen="about Easter")]))
    with office.store.reading() as ledger:
        ((kind, record),) = [key for key in fold(ledger.changes_of(child(100))) if key[0] == "case_note"]
    office.worker_edits(child(100), kind, record, analysis="Ring the school")
    office.bring_in(book(tmp_path / "a.xlsx", [with_()]))
    assert len(notes(office)) == 1


def test_rows_in_another_order_change_nothing(office: Office, tmp_path: Path) -> None:
    rows = [with_(seen=SEPTEMBER), with_(seen=None), with_(id=101)]
    office.bring_in(book(tmp_path / "a.xlsx", rows))
    assert office.bring_in(book(tmp_path / "a.xlsx", rows[::-1])).changes == 0
    with office.store.reading() as ledger:
        assert fold(ledger.changes_of(child(100)))["person", SUBJECT].fields_in_two_versions == ()


def test_what_was_erased_is_not_brought_back_by_an_extract_that_still_says_it(office: Office, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [[*with_(), 6]], [*CIN, "Number of visits"])
    office.bring_in(path)
    with office.store.reading() as ledger:
        (note,) = [one for one in ledger.changes_of(child(100)) if one.header.kind == "case_note"]
        (began,) = [one for one in ledger.changes_of(child(100)) if one.header.kind == "care_stage"]
    erase(office.store, office.keys, [Going(child(100), (note.id, began.id))], "In the wrong file", ("A B", "C D"))
    assert office.bring_in(path).changes == 0
    assert (
        office.bring_in(book(tmp_path / "a.xlsx", [[*with_(end=SEPTEMBER), 7]], [*CIN, "Number of visits"])).changes
        == 0
    )
    assert notes(office) == [None]
