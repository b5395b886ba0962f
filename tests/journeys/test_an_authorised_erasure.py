"""Two people of the authority order that words are erased: they are gone from the store and every laptop, and all still holds."""

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.direct_work import Drawing
from casework.kinds.work import CaseNote
from desktop_app.headless.exporting import export
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.vault.encrypted_database import reading
from tests.support.erased import ORDERED, erase, left_at, left_on
from tests.support.laptops import Laptop, new_laptop, open_again
from tests.support.store import PROGRAM, RunningStore, child_file

ELLA, MAYA = child_file("ella"), child_file("maya")
MARKER, KEPT_MARKER = "violetkestrel", "amberwagtail"
SAID, KEPT = f"Her {MARKER} is on the upper shelf.", f"Rang school about the {KEPT_MARKER}."
INK = b"strokes of a drawing" * 20_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella", "maya"])
        yield running


@pytest.fixture
def ruth(store: RunningStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "ruth", store, "ruth") as laptop:
        laptop.sync()
        yield laptop


@pytest.fixture
def omar(store: RunningStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "omar", store, "omar") as laptop:
        laptop.sync()
        yield laptop


def add_note(laptop: Laptop, said: str, file: str = ELLA) -> str:
    """The id of its record."""
    change = laptop.records.create(file, CaseNote(said=said))
    laptop.records.add(change)
    assert laptop.sync().trouble == ""
    return change.header.record.hex()


def notes(laptop: Laptop, file: str = ELLA) -> list[str | None]:
    return [one.value.said for one in laptop.records.records(file, CaseNote)]


def assert_holds(laptop: Laptop) -> None:
    with reading(laptop.vault.engine) as connection:
        assert problems_of_copy(connection, laptop.records.identity) == []


def pieces_of(laptop: Laptop) -> list[str]:
    return laptop.vault.pieces.names()


def test_what_was_ordered_is_gone_everywhere_and_everything_still_verifies(
    store: RunningStore, ruth: Laptop, omar: Laptop, tmp_path: Path
) -> None:
    ink = ruth.records.keep_attachment(ELLA, INK, "application/x-ink")
    drawing = ruth.records.create(ELLA, Drawing(title=f"{MARKER} at home", ink=ink))
    ruth.records.add(drawing)
    wrong = add_note(ruth, SAID)
    add_note(ruth, KEPT)
    omar.sync()
    assert left_on(omar, [MARKER]) == [MARKER], "the search finds what is there"
    assert left_at(store, [MARKER])
    said = erase(store, "ella", "--record", wrong[:12], "--record", drawing.header.record.hex())
    assert "In all: 2 versions in 1 case file and" in said
    assert MARKER not in said, "the words themselves are shown to nobody"
    assert left_at(store, [MARKER]) == []
    assert store.problems() == []
    for laptop in (ruth, omar):
        outcome = laptop.sync()
        assert (outcome.trouble, outcome.agrees) == ("", True)
        assert ELLA in outcome.files, "the screens that show this child look again"
        assert notes(laptop) == [KEPT]
        assert laptop.records.find(MARKER) == []
        assert [found.value.said for found in laptop.records.find(KEPT_MARKER)] == [KEPT]
        assert left_on(laptop, [MARKER, KEPT_MARKER]) == [KEPT_MARKER]
        assert pieces_of(laptop) == []
        assert_holds(laptop)
        export(laptop.records, tmp_path / f"export-{laptop.records.professional}")
    exported = "".join(path.read_text("utf-8") for path in tmp_path.glob("export-*/*.json"))
    assert MARKER not in exported
    assert KEPT_MARKER in exported
    assert not [path for path in (store.data / "pieces").rglob("*") if path.is_file()]


def test_a_laptop_that_joins_afterwards_gets_everything_but_the_words(
    store: RunningStore, ruth: Laptop, tmp_path: Path
) -> None:
    wrong = add_note(ruth, SAID)
    add_note(ruth, KEPT)
    erase(store, ELLA, "--record", wrong)
    with new_laptop(tmp_path / "late", store, "omar") as late:
        assert late.sync().agrees
        assert notes(late) == [KEPT]
        assert left_on(late, [MARKER]) == []
        assert_holds(late)
        (left,) = late.records.erased_records(ELLA)
        assert (left.kind, left.author, left.value.said) == ("case_note", "ruth", None)
        assert left.erased


def test_one_version_of_an_entry_goes_and_what_was_put_in_its_place_stays(
    store: RunningStore, ruth: Laptop, omar: Laptop
) -> None:
    wrong = add_note(ruth, SAID)
    (first,) = ruth.records.history(ELLA, "case_note", bytes.fromhex(wrong))
    (held,) = ruth.records.records(ELLA, CaseNote)
    ruth.records.add(ruth.records.edit(held, {"said": "It is with her nan."}))
    ruth.sync()
    omar.sync()
    erase(store, ELLA, "--change", first.id.hex())
    omar.sync()
    (left,) = omar.records.records(ELLA, CaseNote)
    assert left.value.said == "It is with her nan."
    assert left.erased, "the entry says that something of it was erased"
    assert left_on(omar, [MARKER]) == []
    assert left_at(store, [MARKER]) == []


def test_a_correction_that_was_not_sent_yet_stands_over_what_was_erased(
    store: RunningStore, ruth: Laptop, omar: Laptop
) -> None:
    wrong = add_note(ruth, SAID)
    omar.sync()
    (held,) = omar.records.records(ELLA, CaseNote)
    omar.records.add(omar.records.edit(held, {"said": "It is with her nan."}))
    erase(store, ELLA, "--record", wrong)
    for laptop in (omar, ruth):
        assert laptop.sync().agrees
        (left,) = laptop.records.records(ELLA, CaseNote)
        assert (left.value.said, left.in_two_versions) == ("It is with her nan.", ())
        assert left_on(laptop, [MARKER]) == []
        assert_holds(laptop)
    assert store.problems() == []


def test_a_restored_store_gets_the_order_back_before_any_word(
    store: RunningStore, ruth: Laptop, omar: Laptop, tmp_path: Path
) -> None:
    """Omar's laptop was away since before the order, and holds the words; Ruth's holds the order."""
    wrong = add_note(ruth, SAID)
    omar.sync()
    store.command("backup", "--data", str(store.data), "--to", str(tmp_path / "yesterday"))
    later = add_note(ruth, KEPT)
    omar.sync()
    erase(store, ELLA, "--record", wrong, "--record", later)
    ruth.sync()
    store.stop()
    shutil.rmtree(store.data)
    store.command("restore", "--from", str(tmp_path / "yesterday"), "--data", str(store.data))
    store.start()
    assert left_at(store, [MARKER]), "the backup still held it"
    outcome = ruth.sync()
    assert outcome.trouble == ""
    assert left_at(store, [MARKER, KEPT_MARKER]) == []
    assert omar.sync().trouble == ""
    assert omar.sync().agrees
    assert ruth.sync().agrees
    for laptop in (ruth, omar):
        assert notes(laptop) == []
        assert left_on(laptop, [MARKER, KEPT_MARKER]) == []
        assert_holds(laptop)
    assert left_at(store, [MARKER, KEPT_MARKER]) == []
    assert store.problems() == []


def test_a_laptop_that_gives_back_first_brings_words_that_the_order_takes_when_it_comes(
    store: RunningStore, ruth: Laptop, omar: Laptop, tmp_path: Path
) -> None:
    store.command("backup", "--data", str(store.data), "--to", str(tmp_path / "yesterday"))
    wrong = add_note(ruth, SAID)
    omar.sync()
    erase(store, ELLA, "--record", wrong)
    ruth.sync()
    store.stop()
    shutil.rmtree(store.data)
    store.command("restore", "--from", str(tmp_path / "yesterday"), "--data", str(store.data))
    store.start()
    omar.sync()
    assert left_at(store, [MARKER]), "nobody who connected knew of the order"
    ruth.sync()
    assert left_at(store, [MARKER]) == []
    assert omar.sync().agrees
    assert left_on(omar, [MARKER]) == []
    assert store.problems() == []


def test_the_copies_of_sisters_go_on_request_and_what_quotes_it_where_it_is_named(
    store: RunningStore, ruth: Laptop
) -> None:
    from casework.changes import new_record_id
    from casework.kinds.plans import Line, Plan

    group = new_record_id()
    first, second = (ruth.records.create(file, CaseNote(said=SAID, group=group)) for file in (ELLA, MAYA))
    plan = ruth.records.create(ELLA, Plan(why={"1": Line(1, f"We worry. {SAID}")}))
    ruth.records.add(first, second, plan)
    ruth.sync()
    only = ("--record", first.header.record.hex(), "--dry-run")
    told = erase(store, ELLA, *only)
    assert "Its copies stand here, and stay without --with-copies" in told
    assert "Person maya" in told
    assert "    plan, record" in told
    assert "(holds 1 of 1 sentence)" in told
    assert "Nothing was erased" in told
    assert notes(ruth, MAYA) == [SAID]
    also = ("--also", plan.header.record.hex()[:12])
    erase(store, ELLA, "--record", first.header.record.hex(), "--with-copies", *also)
    ruth.sync()
    assert (notes(ruth), notes(ruth, MAYA), ruth.records.records(ELLA, Plan)) == ([], [], [])
    assert left_at(store, [MARKER]) == []
    assert left_on(ruth, [MARKER]) == []
    assert store.problems() == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("--by", "Tom Price"), "Two different people order an erasure"),
        (("--by", "Tom Price", "--by", " tom  PRICE"), "Two different people order an erasure"),
        (("--by", "Tom Price", "--by", "Nadia Rahman", "--reason", " "), "Say why"),
        ((*ORDERED, "--record", "ffffffffffff"), "No single record of this file"),
        (ORDERED, "or say --whole-file"),
    ],
)
def test_without_two_people_a_reason_and_an_entry_nothing_is_erased(
    store: RunningStore, ruth: Laptop, typed: tuple[str, ...], answer: str
) -> None:
    import subprocess

    add_note(ruth, SAID)
    command = [
        *PROGRAM,
        "erase",
        "--data",
        str(store.data),
        "--authority-key",
        str(store.key_file),
        "--file",
        ELLA,
        *typed,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert answer in done.stderr
    assert left_at(store, [MARKER])
    assert store.problems() == []


@pytest.mark.parametrize("file", ["authority", "grants:hub-1"])
def test_the_books_that_say_whom_to_believe_cannot_be_erased(store: RunningStore, file: str) -> None:
    import subprocess

    keyed = ("--authority-key", str(store.key_file))
    done = subprocess.run(
        [*PROGRAM, "erase", "--data", str(store.data), *keyed, "--file", file, "--whole-file", *ORDERED],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "never erased" in done.stderr


def test_a_laptop_closed_in_the_middle_finishes_when_it_is_opened(
    store: RunningStore, ruth: Laptop, omar: Laptop, tmp_path: Path
) -> None:
    """The order is in its record, and what lies beside the database was not destroyed any more."""
    from desktop_app.record_store import erasing

    ink = ruth.records.keep_attachment(ELLA, INK, "application/x-ink")
    drawing = ruth.records.create(ELLA, Drawing(title=MARKER, ink=ink))
    ruth.records.add(drawing)
    ruth.sync()
    omar.sync()
    assert pieces_of(omar)
    erase(store, ELLA, "--record", drawing.header.record.hex())
    finish = erasing.finish
    erasing.finish = lambda _vault: None
    try:
        omar.sync()
    finally:
        erasing.finish = finish
    assert pieces_of(omar)
    omar.close()
    with open_again(tmp_path / "omar") as opened:
        assert pieces_of(opened) == []
        assert left_on(opened, [MARKER]) == []
        assert opened.sync().agrees


def test_one_version_takes_the_same_version_of_a_sister_along_and_nothing_else_of_hers(
    store: RunningStore, ruth: Laptop
) -> None:
    from casework.changes import new_record_id

    group = new_record_id()
    first, second = (ruth.records.create(file, CaseNote(said=SAID, group=group)) for file in (ELLA, MAYA))
    ruth.records.add(first, second)
    (hers,) = ruth.records.records(MAYA, CaseNote)
    ruth.records.add(ruth.records.edit(hers, {"analysis": KEPT}))
    ruth.sync()
    erase(store, ELLA, "--change", first.id.hex(), "--with-copies")
    ruth.sync()
    (left,) = ruth.records.records(MAYA, CaseNote)
    assert (left.value.said, left.value.analysis) == (None, KEPT)
    assert left_on(ruth, [MARKER, KEPT_MARKER]) == [KEPT_MARKER]


def test_a_whole_file_goes_room_by_room_and_the_child_is_in_no_list(store: RunningStore, ruth: Laptop) -> None:
    from casework.case_files import Room, room_of
    from desktop_app.caseload.queries import children

    add_note(ruth, SAID)
    add_note(ruth, KEPT, room_of(ELLA, Room.WORKER_SAFETY))
    told = erase(store, "ella", "--whole-file")
    assert "Not among it, because it is a file of its own: Person" in told
    assert ruth.sync().agrees
    today = datetime.date(2026, 11, 27)
    assert [row.name for row in children(ruth.records, today)] == ["Maya"]
    assert notes(ruth, room_of(ELLA, Room.WORKER_SAFETY)) == [KEPT]
    erase(store, room_of(ELLA, Room.WORKER_SAFETY), "--whole-file")
    ruth.sync()
    assert left_on(ruth, [MARKER, KEPT_MARKER]) == []
    assert store.problems() == []
