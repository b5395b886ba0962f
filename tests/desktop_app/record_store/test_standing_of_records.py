"""The rows of records are what the fold of the log says, whatever arrives in whatever order; nothing else is kept."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from casework.changes import PRESENCE, Change
from casework.editing import Pen, create, edit, settle, withdraw
from casework.exchange import Cursor
from casework.fold import fold, fold_record
from casework.kinds import NAME_OF
from casework.kinds.people import SUBJECT, Person
from casework.kinds.reading import values_of
from casework.kinds.visits import Visit
from casework.kinds.work import CaseNote
from desktop_app.record_store import current, log, schema
from desktop_app.record_store.intake import keep_cursor
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, COLLEAGUE, SISTER, office, open_copy, put

Copy = tuple[OpenVault, Records]
THEIR_PEN = Pen(COLLEAGUE, "their-device", "2026-02-01T10:00:00Z", "2026-02-01T10:00:00Z")
TODAY = datetime.date(2026, 11, 26)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with open_copy(tmp_path_factory.mktemp("copy")) as opened:
        yield opened


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


def some_history(record: bytes, words: list[str]) -> list[Change]:
    """One note: written, edited by two who did not see each other, settled, withdrawn."""
    kind = NAME_OF[CaseNote]
    made = create(CHILD, kind, values_of(CaseNote(said=words[0], how="call")), THEIR_PEN, record=record)
    state = fold_record(kind, record, [made])
    one = edit(CHILD, state, state.shown(), {"said": words[1]}, THEIR_PEN)
    other = edit(CHILD, state, state.shown(), {"said": words[2]}, THEIR_PEN)
    parted = fold_record(kind, record, [made, one, other])
    history = [made, one, other]
    if parted.is_in_two_versions("said"):
        history.append(settle(CHILD, parted, parted.shown(), "said", words[0], THEIR_PEN, "asked"))
    together = fold_record(kind, record, history)
    history.append(withdraw(CHILD, together, together.shown(), "wrong child", THEIR_PEN))
    return history


@given(
    record=st.binary(min_size=16, max_size=16),
    words=st.lists(st.text("abc é", min_size=1, max_size=8), min_size=3, max_size=3),
    order=st.randoms(use_true_random=False),
    cut=st.integers(0, 5),
)
def test_rows_are_the_fold_of_the_log_in_any_order(
    shared: Copy, record: bytes, words: list[str], order: object, cut: int
) -> None:
    vault, records = shared
    arriving = some_history(record, words)
    order.shuffle(arriving)  # type: ignore[attr-defined]
    arriving = arriving[: len(arriving) - cut] or arriving[:1]
    for change in (*arriving, *arriving[:2]):  # what is known may come again
        put(vault, change)
    kind = NAME_OF[CaseNote]
    held = records.history(CHILD, kind, record)
    with reading(vault.engine) as connection:
        row = connection.execute(
            schema.current.select().where(schema.current.c.kind == kind, schema.current.c.record == record)
        ).one()
    state = fold_record(kind, record, held)
    assert row.content == current.encode(current.content_of(state, held))
    assert row.presence == state.presence.value
    assert bool(row.in_two_versions) == bool(state.fields_in_two_versions)
    shown = [found for found in records.records(CHILD, CaseNote) if found.record == record]
    assert bool(shown) == state.is_kept


def test_making_every_row_again_from_the_log_changes_nothing(copy: Copy) -> None:
    vault, records = copy
    put(vault, *some_history(b"n" * 16, ["one", "two", "three"])[:3])
    records.add(records.create(CHILD, Visit(date="2026-11-05", own_part="She drew a dog.")))

    def rows() -> list[tuple[object, ...]]:
        with reading(vault.engine) as connection:
            return [tuple(row) for row in connection.execute(schema.current.select().order_by(schema.current.c.id))]

    before = rows()
    with vault.engine.begin() as connection:
        for file in (CHILD, SISTER):
            keys = fold(log.changes_of_file(connection, file)).keys()
            log.fold_into_current(connection, file, keys)
    assert rows() == before


def test_the_log_is_never_changed(copy: Copy) -> None:
    vault, _ = copy
    for column in ("head", "file", "id", "kind", "record", "hash_of_body"):
        with pytest.raises(DatabaseError, match="never changed"), vault.engine.begin() as connection:
            connection.execute(text(f"UPDATE log SET {column}={column} WHERE file=:file"), {"file": CHILD})


def test_words_are_found_in_every_version_and_not_once_withdrawn(copy: Copy) -> None:
    vault, records = copy
    history = some_history(b"n" * 16, ["pangolin rang", "quokka rang", "zebu rang"])
    put(vault, *history[:3])
    for words in ("quokka", "zebu ra", "QUOK", "rang"):
        assert [(one.file, one.kind) for one in records.find(words)] == [(CHILD, "case_note")], words
    assert records.find("pangolin") == [], "what every version replaced is not what it says now"
    assert records.find('"; DROP TABLE log; --') == []
    assert records.find("   ") == []
    put(vault, *history[3:])
    assert records.find("rang") == []


def test_accents_do_not_hide_a_name(copy: Copy) -> None:
    _, records = copy
    records.add(records.create(CHILD, CaseNote(said="Zoë Müller rang.")))
    assert len(records.find("zoe muller")) == 1


def test_what_others_added_since_the_page_was_open(copy: Copy) -> None:
    vault, records = copy
    with vault.engine.begin() as connection:
        keep_cursor(connection, CHILD, Cursor(1, 0, b""))  # as after the first round with the store
    since = records.since_last_looked(CHILD)
    records.mark_looked(CHILD, since.upto)
    records.add(records.create(CHILD, CaseNote(said="My own call.")))
    put(vault, create(CHILD, "case_note", values_of(CaseNote(said="Dev rang Lee.")), THEIR_PEN))
    put(vault, create(SISTER, "case_note", values_of(CaseNote(said="Of another child.")), THEIR_PEN))
    found = records.since_last_looked(CHILD)
    assert [change.values["said"] for change in found.changes] == ["Dev rang Lee."], "one's own work is not news"
    put(vault, create(CHILD, "case_note", values_of(CaseNote(said="Came while it was read.")), THEIR_PEN))
    records.mark_looked(CHILD, found.upto)
    assert [change.values["said"] for change in records.since_last_looked(CHILD).changes] == ["Came while it was read."]


def test_a_remembered_value_is_made_again_when_the_file_or_the_day_changes(copy: Copy) -> None:
    _, records = copy
    made: list[int] = []

    def make() -> list[str]:
        made.append(1)
        return ["value"]

    def ask(day: datetime.date = TODAY) -> list[str]:
        return records.remembered("page", CHILD, day, list[str], make)

    assert ask() == ask() == ["value"]
    assert len(made) == 1
    records.add(records.create(SISTER, CaseNote(said="of another")))
    assert ask() == ["value"]
    assert len(made) == 1
    records.add(records.create(CHILD, CaseNote(said="of this one")))
    assert ask() == ["value"]
    assert len(made) == 2
    ask(TODAY + datetime.timedelta(days=1))
    assert len(made) == 3


def test_work_that_was_refused_leaves_no_trace_in_what_is_shown(copy: Copy) -> None:
    vault, records = copy
    (person,) = records.records(CHILD, Person)
    change = records.edit(person, {"school": "Elm Road Axolotl"})
    records.add(change)
    note = records.create(CHILD, CaseNote(said="a note of its own"))
    records.add(note)
    with vault.engine.begin() as connection:
        log.take_out(connection, CHILD, [change.id, note.id])
    (now,) = records.records(CHILD, Person)
    assert now.value.school is None
    assert records.records(CHILD, CaseNote) == []
    assert records.find("axolotl") == []
    assert records.waiting().count == 0


def test_what_the_store_has_cannot_be_taken_out(copy: Copy) -> None:
    vault, records = copy
    sent = office(CHILD, CaseNote(said="from the office"))
    put(vault, sent)
    with vault.engine.begin() as connection:
        log.take_out(connection, CHILD, [sent.id])
    assert [note.value.said for note in records.records(CHILD, CaseNote)] == ["from the office"]


def test_a_field_of_a_newer_release_survives_being_shown_and_edited(copy: Copy) -> None:
    vault, records = copy
    newer = create(CHILD, "case_note", {"said": "hello", "hologram": {"x": 1}}, THEIR_PEN)
    put(vault, newer)
    (note,) = records.records(CHILD, CaseNote)
    records.add(records.edit(note, {"said": "hello again"}))
    state = records.state(CHILD, "case_note", newer.header.record)
    assert state.agreed["hologram"] == {"x": 1}
    assert state.agreed["said"] == "hello again"


def test_a_record_withdrawn_and_brought_back(copy: Copy) -> None:
    _, records = copy
    records.add(records.create(CHILD, CaseNote(said="School rang.")))
    (note,) = records.records(CHILD, CaseNote)
    records.add(records.withdraw(note, "wrong child"))
    assert records.records(CHILD, CaseNote) == []
    (gone,) = records.records(CHILD, CaseNote, with_withdrawn=True)
    assert gone.is_withdrawn
    records.add(records.restore(gone, "it was right"))
    (back,) = records.records(CHILD, CaseNote)
    assert back.value.said == "School rang."
    written = [change.values.get("#why") for change in records.history(*back.key)]
    assert written == [None, "wrong child", "it was right"]
    assert back.shown.keys() >= {"said", PRESENCE}


def test_a_record_that_is_not_there(copy: Copy) -> None:
    _, records = copy
    assert records.record(CHILD, CaseNote, b"x" * 16) is None
    subject = records.record(CHILD, Person, SUBJECT)
    assert subject is not None
    assert subject.value.forename == "Ella"


def test_a_part_of_a_word_is_found_once_every_word_was_learned(copy: Copy) -> None:
    _, records = copy
    records.add(records.create(CHILD, CaseNote(said="Her grandmother collects her.")))
    assert records.find("mother") == []
    assert records.learn_words()
    assert not records.learn_words(), "nothing came since"
    assert len(records.find("mother collect")) == 1
    assert records.find("mother", (SISTER,)) == []
