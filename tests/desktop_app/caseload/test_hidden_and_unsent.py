"""What a child's page says of what it does not show: what is hidden and whom to ask, and what waits to be sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.acceptance import Reason
from casework.case_files import AUTHORITY_BOOK, Room, room_of
from casework.errors import NotAllowed
from casework.kinds.books import Professional, professional_record
from casework.kinds.rooms import HeldApart, held_apart_record
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import CaseNote
from desktop_app.caseload.hidden import Hidden, hidden_from
from desktop_app.caseload.queries import child_now, children
from desktop_app.caseload.unsent import unsent_of
from desktop_app.record_store import schema
from desktop_app.record_store.records import Records
from desktop_app.sending.queries import waiting
from desktop_app.vault.vault import OpenVault
from tests.desktop_app.caseload.test_child_now import TODAY
from tests.support.copies import CHILD, HUB, SISTER, WORKER, office, open_copy, put

Copy = tuple[OpenVault, Records]
CLINICAL, PROTECTED = room_of(CHILD, Room.CLINICAL), room_of(CHILD, Room.PROTECTED)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


def staff(vault: OpenVault, name: str, role: str, hub: str = HUB, **others: str) -> None:
    key = name.split(maxsplit=1)[0].lower()
    one = Professional(professional_id=key, professional_name=name, role=role, hubs={hub: "2025-01-01"}, **others)  # type: ignore[arg-type]
    put(vault, office(AUTHORITY_BOOK, one, professional_record(key)))


def kept_apart(vault: OpenVault, *rooms: str) -> None:
    for room in rooms:
        put(vault, office(CHILD, HeldApart(room=room), room.encode().ljust(16, b"-")[:16]))


# -- hidden ---------------------------------------------------------------------------------------------------------


def test_nothing_is_said_to_be_hidden_where_nothing_is(copy: Copy) -> None:
    vault, records = copy
    staff(vault, "Ruth Abelman", "clinician")
    assert child_now(records, CHILD, TODAY).hidden == ()


def test_a_social_worker_is_told_what_is_hidden_and_whom_to_ask_and_nothing_of_what_it_says(copy: Copy) -> None:
    vault, records = copy
    staff(vault, "Marian Pryce", "consultant_social_worker")
    staff(vault, "Ruth Abelman", "clinician")
    staff(vault, "Olu Bright", "clinician", left_on="2026-01-01")
    staff(vault, "Vera Stone", "clinician", hub="hub-9")
    kept_apart(vault, "clinical", "protected")
    clinical, protected = child_now(records, CHILD, TODAY).hidden
    assert clinical.said == ("Clinical notes: ask Ruth Abelman (clinician) or Marian Pryce (consultant social worker).")
    assert protected == Hidden("Protected entries", "Marian Pryce (consultant social worker)")
    assert hidden_from(records, SISTER) == ()


def test_what_a_worker_may_read_is_not_hidden_from_them(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy", role="clinician") as (vault, records):
        kept_apart(vault, "clinical", "protected", "worker-safety")
        assert [one.what for one in hidden_from(records, CHILD)] == ["Protected entries"]


def test_where_nobody_is_known_who_may_read_it_the_role_to_ask_is_named(copy: Copy) -> None:
    vault, records = copy
    kept_apart(vault, "clinical")
    (only,) = hidden_from(records, CHILD)
    assert only.ask == "the consultant social worker of the hub that holds this file"


def test_a_room_of_a_newer_release_is_hidden_too(copy: Copy) -> None:
    vault, records = copy
    kept_apart(vault, "adoption", "police")
    (both,) = hidden_from(records, CHILD)
    assert both.said.startswith("Some entries: ask the consultant")


def test_the_first_word_in_a_room_is_told_in_the_main_file_in_the_same_go_and_once(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy", role="consultant_social_worker") as (_vault, records):
        for said in ("one", "two"):
            changed = records.add(records.create(PROTECTED, CaseNote(said=said)))
        assert changed.files == {PROTECTED}, "the second time the main file says so already"
        (told,) = records.records(CHILD, HeldApart)
        assert (told.value.room, told.record) == ("protected", held_apart_record(Room.PROTECTED))
        assert told.in_two_versions == ()
        assert [note.value.said for note in records.records(PROTECTED, CaseNote)] == ["one", "two"]
        assert records.records(CHILD, CaseNote) == []


def test_who_may_not_write_in_a_room_does_not_say_that_it_is_there_either(copy: Copy) -> None:
    _, records = copy
    with pytest.raises(NotAllowed):
        records.add(records.create(CLINICAL, CaseNote(said="not mine to write")))
    assert records.records(CHILD, HeldApart) == []
    assert records.waiting().count == 0


def test_two_who_say_so_apart_make_no_two_versions(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy", role="clinician") as (vault, records):
        put(vault, office(CHILD, HeldApart(room="clinical"), held_apart_record(Room.CLINICAL)))
        late = records.create(CHILD, HeldApart(room="clinical"), record=held_apart_record(Room.CLINICAL))
        records.add(late, records.create(CLINICAL, CaseNote(said="she sleeps better")))
        assert records.two_versions() == []
        assert len(records.records(CHILD, HeldApart)) == 1


# -- unsent ---------------------------------------------------------------------------------------------------------


def test_a_visit_is_one_thing_for_each_child_it_was_to(copy: Copy) -> None:
    _, records = copy
    visit, words = Visit(date="2026-11-09"), SharedWords(text="Gemma was up.")
    records.add(*[records.create(file, one) for file in (CHILD, SISTER) for one in (visit, words)])
    assert (unsent_of(records, CHILD), unsent_of(records, SISTER)) == (1, 1)
    assert {row.file: row.unsent for row in children(records, TODAY)} == {CHILD: 1, SISTER: 1}


def test_a_draft_about_two_children_waits_for_both(copy: Copy) -> None:
    _, records = copy
    records.drafts.keep("visit:1", CHILD, "visit", {"files": (CHILD, SISTER)})
    assert child_now(records, CHILD, TODAY).unsent == 1
    assert child_now(records, SISTER, TODAY).unsent == 1


def test_what_the_store_refused_still_counts(copy: Copy) -> None:
    vault, records = copy
    change = records.create(CHILD, CaseNote(said="School rang."))
    with vault.engine.begin() as connection:
        aside = schema.set_aside.insert().values(
            file=CHILD,
            id=change.id,
            head=change.head,
            salt=change.salt,
            body=change.body,
            reason=Reason.RIGHT.value,
            since="2026-11-09T10:00:00Z",
        )
        connection.execute(aside)
    assert child_now(records, CHILD, TODAY).unsent == 1
    assert child_now(records, SISTER, TODAY).unsent == 0


def test_what_waits_in_a_room_counts_with_the_child_and_goes_by_the_childs_name(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy", role="clinician") as (_vault, records):
        records.add(records.create(CLINICAL, CaseNote(said="she sleeps better")))
        assert unsent_of(records, CHILD) == 1
        assert [line.title for line in waiting(records).lines] == ["Note about Ella"]


def test_what_waits_in_a_workers_own_book_counts_with_no_child(copy: Copy) -> None:
    _, records = copy
    records.add(records.create(f"practice:{WORKER}", CaseNote(said="my own")))
    assert unsent_of(records, CHILD) == 0
