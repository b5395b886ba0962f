"""Where a laptop keeps words, and that an order reaches each of these places and nothing else."""

import datetime
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from casework.changes import Change
from casework.kinds.direct_work import Drawing
from casework.kinds.plans import Action
from casework.kinds.work import CaseNote
from casework.seals import SigningKey
from desktop_app.notes.draft import NoteDraft
from desktop_app.plans.draft import PlanDraft, Sentence, Step, Taken
from desktop_app.record_store import erasing
from desktop_app.record_store.erased_drafts import ERASED_WORDS
from desktop_app.record_store.identity import keep_identity
from desktop_app.record_store.mending import mend
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.record_store.reads import EVERY_FILE
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.vault import OpenVault
from desktop_app.visits.correcting import Answer
from desktop_app.visits.correction_draft import CorrectionDraft
from tests.support.copies import CHILD, SISTER, office, open_copy, put
from tests.support.erased import AUTHORITY, erase_in, order_for

SAID, KEPT = "Her violetkestrel is on the upper shelf.", "Rang school about Friday."
TODAY = datetime.date(2026, 11, 27)
Copy = tuple[OpenVault, Records]


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


def note(copy: Copy, said: str = SAID, **other: Any) -> Change:
    change = copy[1].create(CHILD, CaseNote(said=said, **other))
    copy[1].add(change)
    return change


def test_an_entry_that_went_whole_is_in_no_list_and_no_search_and_says_where_it_stood(copy: Copy) -> None:
    gone, records = note(copy), copy[1]
    note(copy, KEPT)
    done = erase_in(*copy, gone)
    assert (done.orders, done.files, done.kinds) == (1, {CHILD}, {"case_note"})
    assert [one.value.said for one in records.records(CHILD, CaseNote, with_withdrawn=True)] == [KEPT]
    assert records.record(CHILD, CaseNote, gone.header.record) is None
    assert records.find("violetkestrel") == []
    (left,) = records.erased_records(CHILD)
    assert (left.record, left.erased, left.author) == (gone.header.record, "2026-11-27", records.professional)


def test_a_forged_order_does_nothing(copy: Copy) -> None:
    gone = note(copy)
    assert erase_in(*copy, gone, key=SigningKey.generate()) == erasing.Erased()
    assert [one.value.said for one in copy[1].records(CHILD, CaseNote)] == [SAID]


def test_what_a_read_model_remembers_of_it_is_forgotten(copy: Copy) -> None:
    gone, records = note(copy), copy[1]

    def count() -> int:
        return len(records.records(CHILD, CaseNote))

    for file in (CHILD, EVERY_FILE):
        assert records.remembered("count", file, TODAY, int, count) == 1
    erase_in(*copy, gone)
    for file in (CHILD, EVERY_FILE):
        assert records.remembered("count", file, TODAY, int, count) == 0


def test_a_draft_that_corrects_it_goes_and_others_are_left(copy: Copy) -> None:
    gone, records = note(copy), copy[1]
    (held,) = records.records(CHILD, CaseNote)
    answer = Answer("said", "said", "What was said", SAID)
    shown = {held.record.hex(): held.shown}
    correction = CorrectionDraft(CHILD, held.record, "Note", (answer,), shown=shown, said={"said": "Her kestrel"})
    another = NoteDraft(b"\x01" * 16, "2026-11-27", said="Quite another thing.")
    records.drafts.keep(correction.name, CHILD, "correction", correction)
    records.drafts.keep(another.name, CHILD, "note", another)
    erase_in(*copy, gone)
    assert [line.name for line in records.drafts.lines()] == [another.name]


def test_a_draft_that_quotes_it_keeps_everything_else_that_was_typed(copy: Copy) -> None:
    gone, records = note(copy), copy[1]
    typed = NoteDraft(b"\x01" * 16, "2026-11-27", said=f"I read: {SAID} I rang her nan.", analysis="I am less sure.")
    records.drafts.keep(typed.name, SISTER, "note", typed)
    erase_in(*copy, gone)
    left = records.drafts.find(typed.name, NoteDraft)
    assert left is not None
    assert (left.said, left.analysis) == (f"I read: {ERASED_WORDS} I rang her nan.", "I am less sure.")


def test_of_a_plan_only_the_step_goes_that_was_taken_from_what_is_erased(copy: Copy) -> None:
    records = copy[1]
    step = records.create(CHILD, Action(what="Lock the upper shelf"))
    records.add(step)
    (held,) = records.records(CHILD, Action)
    taken = Taken(CHILD, held.record, held.shown)
    plan = PlanDraft(
        b"\x02" * 16,
        (CHILD,),
        "2026-11-27",
        why=(Sentence("We are worried."),),
        steps=(Step("Lock it", "Lee", taken=taken), Step("Ring nan", "Ruth")),
    )
    records.drafts.keep(plan.name, CHILD, "plan", plan)
    erase_in(*copy, step)
    left = records.drafts.find(plan.name, PlanDraft)
    assert left is not None
    assert [one.what for one in left.steps] == ["Ring nan"]
    assert left.why == plan.why


def test_what_the_store_refused_goes_too(copy: Copy) -> None:
    """It had taken it once, before it was put back from a backup."""
    vault, records = copy
    gone = records.create(CHILD, CaseNote(said=SAID))
    with vault.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO set_aside VALUES(?,?,?,?,?,'right','')", (CHILD, gone.id, gone.head, gone.salt, gone.body)
        )
    erase_in(*copy, gone)
    assert records.set_aside() == []


def test_what_was_erased_is_no_news_and_no_correction(copy: Copy) -> None:
    vault, records = copy
    first = office(CHILD, CaseNote(said=SAID))
    put(vault, first)
    assert first in records.since_last_looked(CHILD, "2020-01-01").changes
    erase_in(*copy, first)
    assert first not in records.since_last_looked(CHILD, "2020-01-01").changes


def test_the_log_keeps_the_header_and_lets_nothing_else_be_altered(copy: Copy) -> None:
    gone, vault = note(copy), copy[0]
    erase_in(*copy, gone)
    (left,) = copy[1].history(CHILD, "case_note", gone.header.record)
    assert left == gone
    assert (left.salt, left.body, left.header) == (None, None, gone.header)
    with pytest.raises(Exception, match="the log is never changed"), vault.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE log SET head=x'80' WHERE id=?", (gone.id,))


def test_a_damaged_copy_that_is_made_anew_knows_its_orders(copy: Copy) -> None:
    vault, records = copy
    gone = note(copy)
    order = order_for(gone)
    identity = msgspec.structs.replace(records.identity, authority=AUTHORITY.public)
    keep_identity(vault.engine, identity)
    put(vault, order)
    with vault.engine.begin() as connection:
        erasing.carry_out(connection, identity, [order])
    mended = mend(vault)
    assert mended.unsent == 0
    again = Records(vault)
    assert [one.record for one in again.erased_records(CHILD)] == [gone.header.record]
    with reading(vault.engine) as connection:
        assert erasing.covered(connection, CHILD) == {gone.id}
        assert problems_of_copy(connection, identity) == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system which file is flushed")
def test_no_power_cut_brings_back_the_log_or_the_pieces_of_what_was_erased(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite cuts its log without a flush, and a name that is removed is there again until its folder was flushed."""
    vault, records = copy
    flushed: list[tuple[Path, int]] = []
    fsync = os.fsync

    def note_and_flush(descriptor: int) -> None:
        flushed.append((Path(f"/proc/self/fd/{descriptor}").readlink(), os.fstat(descriptor).st_size))
        fsync(descriptor)

    ink = records.keep_attachment(CHILD, b"strokes of a drawing", "application/x-ink")
    drawing = records.create(CHILD, Drawing(title=SAID, ink=ink))
    records.add(drawing)
    order = order_for(drawing)
    (name,) = ink.pieces
    with vault.engine.begin() as connection:
        identity = msgspec.structs.replace(records.identity, authority=AUTHORITY.public)
        erasing.carry_out(connection, identity, [order])
        connection.exec_driver_sql("INSERT OR IGNORE INTO to_destroy(name) VALUES(?)", (name,))
    monkeypatch.setattr(os, "fsync", note_and_flush)
    erasing.finish(vault)
    assert (vault.profile.database_log, 0) in flushed
    assert vault.profile.pieces / name[:2] in [path for path, _ in flushed]
    assert not vault.pieces.has(name)
