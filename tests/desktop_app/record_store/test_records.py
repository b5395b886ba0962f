"""What a worker writes is in the copy when they are told so, all of it or none, and nothing is silently replaced."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.case_files import AUTHORITY_BOOK, FileKind, hub_book
from casework.editing import Pen, create, edit
from casework.errors import NotAllowed, NothingToSettle, RecordWithdrawn, TwoVersionsOpen
from casework.kinds.books import Hub
from casework.kinds.people import SUBJECT, Person
from casework.kinds.visits import Present, Visit
from casework.kinds.work import Assessment, CaseNote
from desktop_app.record_store import schema
from desktop_app.record_store.log import take_out
from desktop_app.record_store.reads import EVERY_FILE
from desktop_app.record_store.records import Records
from desktop_app.record_store.schema import NewerCopy
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, COLLEAGUE, HUB, SISTER, open_copy, put

Copy = tuple[OpenVault, Records]
COLLEAGUES_PEN = Pen(COLLEAGUE, "their-device", "2026-02-01T10:00:00Z", "2026-02-01T10:00:00Z")


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


def test_a_visit_to_two_children_is_added_in_one_go(copy: Copy) -> None:
    _, records = copy
    visit = Visit(date="2026-06-04", seen=True, present={"a": Present("Mum")})
    records.add(records.create(CHILD, visit), records.create(SISTER, visit))
    for file in (CHILD, SISTER):
        (found,) = records.records(file, Visit)
        assert found.value == visit
        assert found.unsent
    assert records.waiting().count == 1, "one visit is one thing to a person"
    assert [item.count for item in records.waiting().items] == [1, 1], "and stands in two files"
    assert [record.kind for record in records.waiting_records()] == ["visit", "visit"]


def test_if_one_change_may_not_be_made_none_is(copy: Copy) -> None:
    _, records = copy
    book = records.create(AUTHORITY_BOOK, Hub(team_name="Mine"))
    with pytest.raises(NotAllowed):
        records.add(records.create(CHILD, CaseNote(said="rang school")), book)
    assert records.records(CHILD, CaseNote) == []
    assert records.waiting().count == 0


def test_a_family_support_worker_may_not_write_an_assessment(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy", role="family_support_worker") as (_, records), pytest.raises(NotAllowed):
        records.add(records.create(CHILD, Assessment(outcome_nfa="Y")))


def test_no_word_about_a_child_gets_into_the_hubs_book(copy: Copy) -> None:
    _, records = copy
    note = records.create(hub_book(HUB), CaseNote(said="Ella was upset"))
    with pytest.raises(NotAllowed, match="this book in your role"):
        records.add(note, records.create(CHILD, CaseNote(said="rang school")))
    assert records.waiting().count == 0


def test_an_edit_replaces_what_was_shown_and_leaves_what_was_not(copy: Copy) -> None:
    vault, records = copy
    (shown,) = records.records(CHILD, Person)
    theirs = edit(CHILD, records.state(*shown.key), shown.shown, {"school": "Elm Road"}, COLLEAGUES_PEN)
    put(vault, theirs)
    records.add(records.edit(shown, {"school": "Oak Lane", "languages": "English"}))
    (now,) = records.records(CHILD, Person)
    assert now.in_two_versions == ("school",)
    assert now.value.school is None
    assert now.value.languages == "English"
    assert [(item.file, item.record, item.field) for item in records.two_versions()] == [(CHILD, SUBJECT, "school")]
    with pytest.raises(TwoVersionsOpen):
        records.edit(now, {"school": "Elm Road"})
    records.add(records.settle(now, "school", "Elm Road", "rang the school"))
    (settled,) = records.records(CHILD, Person)
    assert settled.value.school == "Elm Road"
    assert records.two_versions() == []
    with pytest.raises(NothingToSettle):
        records.settle(settled, "school", "Oak Lane")


def test_a_withdrawn_note_is_gone_from_screens_and_search_and_can_be_restored(copy: Copy) -> None:
    _, records = copy
    records.add(records.create(CHILD, CaseNote(said="the pelican poster")))
    (note,) = records.records(CHILD, CaseNote)
    assert [one.key for one in records.find("pelic")] == [(CHILD, "case_note", note.record)]
    records.add(records.withdraw(note, "wrong child"))
    assert records.records(CHILD, CaseNote) == []
    assert records.find("pelican") == []
    (withdrawn,) = records.records(CHILD, CaseNote, with_withdrawn=True)
    assert withdrawn.is_withdrawn
    with pytest.raises(RecordWithdrawn):
        records.edit(withdrawn, {"said": "more"})
    records.add(records.restore(withdrawn, "right child after all"))
    assert records.record(CHILD, CaseNote, note.record) is not None
    assert [one.key for one in records.find("PELICAN poster")] == [(CHILD, "case_note", note.record)]


def test_what_the_store_refused_leaves_the_file_and_uncovers_what_it_was_over(copy: Copy) -> None:
    vault, records = copy
    (shown,) = records.records(CHILD, Person)
    refused = records.edit(shown, {"forename": "Refused"})
    records.add(refused)
    (between,) = records.records(CHILD, Person)
    records.add(records.edit(between, {"forename": "Eleanor"}))
    with vault.engine.begin() as connection:
        take_out(connection, CHILD, [refused.id])
    (now,) = records.records(CHILD, Person)
    assert now.value.forename == "Eleanor"
    assert now.in_two_versions == ()


def test_adding_puts_its_draft_away_and_a_draft_survives_reopening(copy: Copy) -> None:
    vault, records = copy
    records.drafts.keep("visit:1", CHILD, "visit", {"own_part": "half a sent"})
    again = Records(vault)
    assert again.drafts.find("visit:1", dict) == {"own_part": "half a sent"}
    assert [line.what for line in again.drafts.lines(CHILD)] == ["visit"]
    assert again.waiting().count == 1
    again.add(again.create(CHILD, Visit(own_part="half a sentence")), draft_done="visit:1")
    assert again.drafts.lines() == []
    assert again.waiting().count == 1


def test_since_last_looked_names_only_what_others_added(copy: Copy) -> None:
    vault, records = copy
    with vault.engine.begin() as connection:
        connection.execute(schema.files.insert().values(file=CHILD, digest=b""))
    first = records.since_last_looked(CHILD)
    assert first.changes == (), "a file that was never open here is not full of news"
    records.mark_looked(CHILD, first.upto)
    (shown,) = records.records(CHILD, Person)
    theirs = edit(CHILD, records.state(*shown.key), shown.shown, {"school": "Elm Road"}, COLLEAGUES_PEN)
    put(vault, theirs)
    records.add(records.create(CHILD, CaseNote(said="mine")))
    then = records.since_last_looked(CHILD)
    assert [change.id for change in then.changes] == [theirs.id]
    late = records.create(CHILD, CaseNote(said="came while the page was being left"))
    records.add(late)
    records.mark_looked(CHILD, then.upto)
    assert records.since_last_looked(CHILD).changes == ()
    put(vault, create(CHILD, "case_note", {"said": "Dev rang"}, COLLEAGUES_PEN))
    assert len(records.since_last_looked(CHILD).changes) == 1
    records.mark_looked(CHILD, first.upto)
    assert len(records.since_last_looked(CHILD).changes) == 1, "looking never becomes unlooked, nor the other way"


def test_a_read_model_is_made_again_when_the_file_or_the_day_changed(copy: Copy) -> None:
    _, records = copy
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    day = datetime.date(2026, 6, 4)
    assert [records.remembered("row", CHILD, day, int, make) for _ in range(2)] == [1, 1]
    records.add(records.create(CHILD, CaseNote(said="new")))
    assert records.remembered("row", CHILD, day, int, make) == 2
    assert records.remembered("row", CHILD, day + datetime.timedelta(1), int, make) == 3


def test_a_read_model_of_every_file_is_made_again_also_when_a_refused_change_gave_its_row_to_the_next(
    copy: Copy,
) -> None:
    vault, records = copy
    day = datetime.date(2026, 6, 4)

    def ask() -> list[str]:
        return records.remembered("notes", EVERY_FILE, day, list[str], notes)

    def notes() -> list[str]:
        return [note.value.said or "" for note in records.records_everywhere(CaseNote)]

    assert ask() == []
    refused = records.create(CHILD, CaseNote(said="refused"))
    records.add(refused)
    assert ask() == ["refused"]
    with vault.engine.begin() as connection:
        take_out(connection, CHILD, [refused.id])
    assert ask() == []
    records.add(records.create(SISTER, CaseNote(said="the next")))
    assert ask() == ["the next"]


def test_files_are_listed_by_what_they_are_about(copy: Copy) -> None:
    _, records = copy
    assert records.files(FileKind.PERSON) == sorted([CHILD, SISTER])
    assert records.files(FileKind.AUTHORITY) == [AUTHORITY_BOOK]
    assert records.files(FileKind.PRACTICE) == []


def test_a_drawing_comes_back_as_it_was_and_waits_to_be_sent(copy: Copy) -> None:
    vault, records = copy
    data = bytes(range(256)) * 2000
    attachment = records.keep_attachment(CHILD, data, "application/x-ink")
    assert records.has_attachment(attachment)
    assert records.open_attachment(attachment) == data
    with vault.engine.begin() as connection:
        names = connection.exec_driver_sql("SELECT name FROM pieces WHERE sent=0").all()
    assert {row[0] for row in names} == set(attachment.pieces)


def test_a_copy_of_a_newer_release_is_left_alone(copy: Copy) -> None:
    vault, _ = copy
    with vault.engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={schema.VERSION + 1}")
    with pytest.raises(NewerCopy):
        Records(vault)


def test_the_log_itself_cannot_be_changed(copy: Copy) -> None:
    vault, _ = copy
    with pytest.raises(Exception, match="never changed"), vault.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE log SET head=x'00'")
