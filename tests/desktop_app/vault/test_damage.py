"""A damaged page: refused or mended, nothing wrong is ever shown, what was sent comes back, what was lost is counted."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from casework.kinds.work import CaseNote
from casework.seals import SigningKey
from desktop_app.opening.actions import records_of, said_of_mending
from desktop_app.record_store.mending import Mended, mend
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import check_whole, reading
from desktop_app.vault.errors import DamagedAttachment, DamagedDatabase
from desktop_app.vault.page_reading import PAGE, USABLE
from desktop_app.vault.vault import OpenVault
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import RunningStore, child_file
from tests.support.vaults import open_once_more

ELLA = child_file("ella")
SENT, UNSENT = 45, 25


class Kept(NamedTuple):
    """A closed copy with work that was sent and work that was not, and the store that has the sent part."""

    folder: Path
    signing_key: SigningKey
    store: RunningStore
    notes: frozenset[str]
    drafts: frozenset[str]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("damage")
    with RunningStore(folder) as store:
        store.add_hub("hub-1", ["ruth"], ["ella", "maya"])
        with new_laptop(folder / "copy", store, "ruth") as laptop:
            laptop.sync()
            write_notes(laptop.records, "sent", SENT)
            drawing = laptop.records.keep_attachment(ELLA, bytes(range(256)) * 1200, "image/png")
            assert drawing.pieces
            laptop.sync()
            write_notes(laptop.records, "unsent", UNSENT)
            for number in range(6):
                laptop.records.drafts.keep(f"note:{number}", ELLA, "note", {"said": f"begun {number} " * 90})
            signing_key = laptop.vault.signing_key
            notes, drafts = notes_of(laptop.records), drafts_of(laptop.records)
        once_more = open_once_more(folder / "copy", signing_key)
        Records(once_more)
        once_more.close()
        yield Kept(folder / "copy", signing_key, store, notes, drafts)


def write_notes(records: Records, what: str, count: int) -> None:
    for number in range(count):
        records.add(
            records.create(ELLA, CaseNote(how="call", said=f"{what} {number} " + "She rang about Monday. " * 40))
        )


def notes_of(records: Records) -> frozenset[str]:
    return frozenset(note.value.said or "" for note in records.records(ELLA, CaseNote))


def drafts_of(records: Records) -> frozenset[str]:
    found = (records.drafts.find(line.name, dict) for line in records.drafts.lines())
    return frozenset(str(draft) for draft in found)


def open_as_the_door_does(folder: Path, key: SigningKey) -> tuple[OpenVault, Records, Mended | None]:
    vault = open_once_more(folder, key)
    return vault, *records_of(vault)


def flip(path: Path, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(bit // 8)
        (byte,) = file.read(1)
        file.seek(bit // 8)
        file.write(bytes([byte ^ 1 << bit % 8]))


def check_after_damage(kept: Kept, folder: Path) -> Mended | None:
    """Open it, look at every page as is done in idle time, have it mended; nothing but what was written is there then."""
    vault, records, mended = open_as_the_door_does(folder, kept.signing_key)
    if mended is None and check_whole(vault.engine):
        vault.close()
        Path(folder / "mend").touch()
        vault, records, mended = open_as_the_door_does(folder, kept.signing_key)
    try:
        assert check_whole(vault.engine) == []
        notes, drafts = notes_of(records), drafts_of(records)
        assert notes <= kept.notes
        assert drafts <= kept.drafts
        unsent = {note for note in kept.notes - notes if note.startswith("unsent")}
        is_told = mended is not None and not mended.is_sure
        assert is_told or len(unsent) == (mended.unsent if mended else 0)
        assert is_told or len(kept.drafts) - len(drafts) == (mended.drafts if mended else 0)
        if mended is None:
            assert (notes, drafts) == (kept.notes, kept.drafts)
    finally:
        vault.close()
    return mended


def check_all_comes_back(kept: Kept, folder: Path) -> None:
    vault = open_once_more(folder, kept.signing_key)
    with Laptop(vault) as laptop:
        outcome = laptop.sync()
        assert outcome.agrees, outcome
        missing = kept.notes - notes_of(laptop.records)
        assert not [note for note in missing if note.startswith("sent")]
        with reading(laptop.vault.engine) as connection:
            assert problems_of_copy(connection, laptop.records.identity) == []


@pytest.mark.parametrize("flips", [30, pytest.param(1000, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_every_flipped_bit_of_the_database_is_mended_or_harmless(kept: Kept, tmp_path: Path, flips: int) -> None:
    chance = random.Random(flips)
    bits = (kept.folder / "record.db").stat().st_size * 8
    mended = []
    for number in range(flips):
        folder = shutil.copytree(kept.folder, tmp_path / str(number))
        flip(folder / "record.db", chance.randrange(bits))
        mended.append(check_after_damage(kept, folder))
        if number % 60 == 0:
            store_folder = shutil.copytree(folder, tmp_path / f"{number} to the store")
            check_all_comes_back(kept, store_folder)
        shutil.rmtree(folder)
    assert all(mended), "a flipped bit was not noticed"


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.long)])
def test_each_page_is_lost_in_turn_and_only_what_stood_on_it(kept: Kept, tmp_path: Path, every: int) -> None:
    size = (kept.folder / "record.db").stat().st_size
    lost = 0
    for start in range(0, size, every * PAGE):
        folder = shutil.copytree(kept.folder, tmp_path / str(start))
        with (folder / "record.db").open("r+b") as file:
            file.seek(start)
            file.write(bytes(USABLE))
        mended = check_after_damage(kept, folder)
        assert mended is not None
        lost += mended.unsent
        shutil.rmtree(folder)
    assert lost <= 3 * UNSENT, "more is lost than stood on the pages"


@pytest.mark.parametrize("flips", [120, pytest.param(1000, marks=pytest.mark.long)])
def test_every_flipped_bit_of_an_attachment_is_refused(kept: Kept, tmp_path: Path, flips: int) -> None:
    chance = random.Random(flips)
    folder = shutil.copytree(kept.folder, tmp_path / "copy")
    vault = open_once_more(folder, kept.signing_key)
    pieces = sorted(path for path in (folder / "pieces").rglob("*") if path.is_file())
    for _ in range(flips):
        piece = chance.choice(pieces)
        whole, bit = piece.read_bytes(), chance.randrange(piece.stat().st_size * 8)
        flip(piece, bit)
        with pytest.raises(DamagedAttachment):
            vault.pieces.read(piece.name)
        piece.write_bytes(whole)
    vault.close()


def test_the_damaged_file_is_kept_encrypted_and_what_is_said_is_true(kept: Kept, tmp_path: Path) -> None:
    folder = shutil.copytree(kept.folder, tmp_path / "copy")
    damaged = bytearray((folder / "record.db").read_bytes())
    damaged[5 * PAGE + 100] ^= 1
    (folder / "record.db").write_bytes(damaged)
    (folder / "mend").touch()
    vault, _, mended = open_as_the_door_does(folder, kept.signing_key)
    vault.close()
    assert mended is not None
    assert (folder / "record.damaged-1").read_bytes() == damaged
    assert not (folder / "mend").exists()
    assert not (folder / "record.mending").exists()
    assert "encrypted, until everything has been sent" in said_of_mending(mended)
    assert "1 entry and 2 drafts" in said_of_mending(Mended(1, 0, 1, 2))
    assert "Nothing that you had not sent yet is missing." in said_of_mending(Mended(1, 4, 0, 0))
    assert "Nothing that you" not in said_of_mending(Mended(1, 4, 0, 0, is_sure=False))


def test_a_copy_of_which_only_the_key_is_left_comes_back_from_the_store(kept: Kept, tmp_path: Path) -> None:
    folder = shutil.copytree(kept.folder, tmp_path / "copy")
    path = folder / "record.db"
    path.write_bytes(bytes(path.stat().st_size))
    mended = check_after_damage(kept, folder)
    assert mended is not None
    assert not mended.is_sure
    check_all_comes_back(kept, folder)


def test_where_nothing_can_be_read_nothing_is_replaced(kept: Kept, tmp_path: Path) -> None:
    folder = shutil.copytree(kept.folder, tmp_path / "copy")
    path = folder / "record.db"
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    (folder / "state").unlink()
    damaged = path.read_bytes()
    vault = open_once_more(folder, kept.signing_key)
    assert vault.is_damaged
    with pytest.raises(DamagedDatabase, match="Do not delete anything"):
        mend(vault)
    vault.close()
    assert path.read_bytes() == damaged
