"""Where erased words stand again: found in every file and in quarantine, shown to those who erase, taken where they are named."""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.case_files import Room, hub_book, practice_book, room_of
from casework.exchange import to_wire
from casework.kinds.work import CaseNote
from casework.leaving import CHANGES, DRAFT, SET_ASIDE, HandedAside, HandedChanges
from central_store import likeness
from central_store.commands.run import main
from central_store.likeness import Sentences
from tests.central_store.device import Device, audit_lines
from tests.central_store.test_quarantine import Leaver
from tests.support.erased import ORDERED, erase, left_at
from tests.support.store import RunningStore, child_file

ELLA, MAYA, STRANGER = (child_file(name) for name in ("ella", "maya", "stranger"))
MARKER = "violetkestrel"
SAID, MORE = f"Her {MARKER} is on the upper shelf.", "Nobody is to know of this but Nan."
SHORT = f"{MARKER[:9]} here"
WIDE = [
    room_of(ELLA, Room.CLINICAL),
    room_of(ELLA, Room.PROTECTED),
    room_of(MAYA, Room.WORKER_SAFETY),
    STRANGER,
    practice_book("ruth"),
    hub_book("hub-1"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella", "maya", "stranger"])
        yield running


def left(store: RunningStore, marker: str) -> bool:
    """Whether the record or a file of the store's folder still holds it."""
    opened = store.open()
    try:
        with opened.reading() as ledger:
            every = [one for head in ledger.heads() for one in ledger.changes_of(head.file) if not one.is_erased]
    finally:
        opened.close()
    return any(marker in str(one.values) for one in every) or bool(left_at(store, [marker]))


def record_of(store: RunningStore, file: str, said: str) -> str:
    (change,) = store.write((file, CaseNote(said=said), None))
    return change.header.record.hex()


def test_they_are_found_in_rooms_and_books_and_files_of_others_and_each_stays_unless_it_is_named(
    store: RunningStore,
) -> None:
    wrong = record_of(store, ELLA, f"{SAID}\n{MORE}")
    there = {file: record_of(store, file, f"I quote: {SAID}") for file in WIDE}
    record_of(store, MAYA, SHORT)
    told = erase(store, "ella", "--record", wrong, "--with-copies", "--dry-run")
    for file, record in there.items():
        assert file in told
        assert record[:12] in told
    assert told.count("(holds 1 of 3 sentences)") == len(WIDE)
    assert MARKER not in told
    assert "In all: 1 version in 1 case file." in told
    named = ("--also", there[STRANGER][:12], "--also", practice_book("ruth"))
    told = erase(store, "ella", "--record", wrong, "--with-copies", *named)
    assert "In all: 3 versions in 3 case files." in told
    rest = [file for file in WIDE if file not in (STRANGER, practice_book("ruth"))]
    assert left(store, MARKER), "what was not named stays"
    for file in rest:
        erase(store, file, "--record", there[file])
    assert not left(store, MARKER)
    assert store.problems() == []


@pytest.mark.parametrize("name", ["ffffffffffff", "abc", "maya", "0f3c9a11/3"])
def test_a_name_of_nothing_that_was_found_erases_nothing(
    store: RunningStore, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = record_of(store, ELLA, SAID)
    record_of(store, STRANGER, SAID)
    keyed = ("--data", str(store.data), "--authority-key", str(store.key_file), "--file", "ella")
    assert main(["erase", *keyed, "--record", wrong, "--also", name, *ORDERED]) == 1
    assert "Nothing was erased" in capsys.readouterr().err
    assert left(store, MARKER)


def test_what_lies_in_quarantine_is_searched_and_what_was_released_or_edits_it_goes_with_the_order(
    store: RunningStore,
) -> None:
    ruth = Device(store, "ruth").join()
    wrong = record_of(store, ELLA, SAID)
    store.revoke(ruth.id)
    leaver = Leaver(ruth)
    leaver.begin()
    record = bytes.fromhex(wrong)
    note = ruth.note(ELLA, f"{SAID} I wrote it twice.")
    batch = ruth.sealed(ELLA, [note]).batch
    refused = HandedAside(to_wire(ruth.note(ELLA, f"{SAID} Refused.")), "right", "2026-11-26")
    contents = (
        (CHANGES, msgspec.msgpack.encode(HandedChanges(ELLA, batch)), ""),
        (DRAFT, msgspec.msgpack.encode({"file": ELLA, "record": record, "said": f"{MARKER} once more"}), "correction"),
        (DRAFT, msgspec.msgpack.encode({"said": f"{SAID} And quite other things."}), "note"),
        (DRAFT, msgspec.msgpack.encode({"said": "Quite other things, amberwagtail."}), "note"),
        (SET_ASIDE, msgspec.msgpack.encode(refused), "right"),
    )
    for what, content, name in contents:
        leaver.add(what, ELLA, content, name)
    leaver.end()
    keyed = ("--data", str(store.data), "--authority-key", str(store.key_file))
    store.command("quarantine", "release", *keyed, "--device", ruth.id, "--item", "1")
    short = ruth.id[:12]
    told = erase(store, ELLA, "--record", wrong, "--dry-run")
    assert f"{short}/2  a draft: correction" in told.partition("In quarantine, and destroyed with it:")[2]
    for number in (1, 3, 5):
        assert f"{short}/{number}  " in told.partition("The same words lie in quarantine.")[2]
    assert f"{short}/4" not in told
    assert MARKER not in told
    released = note.header.record.hex()
    erase(store, ELLA, "--record", wrong, "--also", released, "--also", f"{short}/3", "--also", f"{short}/5")
    assert not left(store, MARKER)
    assert left(store, "amberwagtail")
    assert len(audit_lines(store, "quarantine destroyed")) == 4
    listed = store.command("quarantine", "list", "--data", str(store.data))
    assert listed.count("[destroyed ") == 4
    assert store.problems() == []
    ruth.close()


def test_many_sentences_are_looked_for_by_how_they_begin_and_found_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from casework.changes import new_record_id
    from casework.editing import create
    from casework.kinds.reading import values_of
    from tests.support.copies import OFFICE

    chance = random.Random(7)
    words = ["shelf", "Nan", "upper", "rang", "école", "school", "quietly", "violet"]
    texts = [" ".join(chance.choices(words, k=6)) for _ in range(40)]
    some = [
        create(ELLA, "case_note", values_of(CaseNote(said=text)), OFFICE, record=new_record_id()) for text in texts[:20]
    ]
    sentences = Sentences(some)
    bodies = [msgspec.msgpack.encode({"said": f"I quote: {text}"}) for text in texts]
    quick = [sentences.may_be_in(body) for body in bodies]
    assert quick[:20] == [True] * 20
    monkeypatch.setattr(likeness, "FEW", 1)
    assert all(sentences.may_be_in(body) for body, held in zip(bodies, quick, strict=True) if held)
    assert not sentences.may_be_in(msgspec.msgpack.encode({"said": "Quite another thing."}))
