"""A full disk, a folder that is closed, a file cut short: said in a sentence, nothing that was kept is lost, and it can be
tried again."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from casework.case_files import FileKind
from casework.kinds.people import Person
from casework.kinds.record import Record
from casework.kinds.work import CaseNote
from desktop_app.opening import actions
from desktop_app.record_store.identity import NotEnrolled
from desktop_app.record_store.records import Records
from desktop_app.record_store.schema import NewerCopy
from desktop_app.vault import safe_files
from desktop_app.vault.attachments import piece_name
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.errors import (
    DamagedDatabase,
    DamagedKeyFile,
    MustWait,
    NoRoom,
    NotOurs,
    VaultError,
    WrongPassphrase,
    trouble_with_disk,
)
from desktop_app.vault.key_file import LEAST
from desktop_app.vault.pieces import PieceFolder
from desktop_app.vault.profile import Profile
from desktop_app.vault.safe_files import write_whole
from desktop_app.vault.vault import OpenVault, make_vault, open_vault
from tests.support import copies
from tests.support.refusing_disk import refuse_to_write
from tests.support.vaults import PASSPHRASE


@pytest.fixture
def closed(tmp_path: Path) -> Profile:
    """A copy that was joined, filled and closed."""
    with copies.open_copy(tmp_path / "copy"):
        pass
    return Profile(tmp_path / "copy")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    opened = make_vault(Profile(tmp_path / "copy"), PASSPHRASE, hardness=LEAST)
    with opened.engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
        connection.execute(text("INSERT INTO note VALUES ('kept')"))
    yield opened
    opened.close()


# -- small files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, NoRoom), (errno.EROFS, NotOurs), (errno.EACCES, NotOurs)])
def test_a_disk_that_takes_nothing_leaves_the_old_file_and_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: type[VaultError]
) -> None:
    path = tmp_path / "keys"
    write_whole(path, b"old")
    refuse_to_write(monkeypatch, number)
    with pytest.raises(said):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["keys"]


def test_what_is_no_trouble_of_the_disk_is_not_called_one(tmp_path: Path) -> None:
    assert trouble_with_disk(OSError(errno.EINVAL, "invalid")) is None
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "no such folder" / "keys", b"new")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_and_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "copy")
    make_vault(profile, PASSPHRASE, hardness=LEAST).close()
    for file in (profile.key_file, profile.signing_key):
        assert stat.S_IMODE(file.stat().st_mode) == safe_files.OWNER_ONLY_FILE
    for folder in (profile.folder, profile.pieces):
        assert stat.S_IMODE(folder.stat().st_mode) == safe_files.OWNER_ONLY_FOLDER


def test_a_piece_of_a_drawing_that_finds_no_room_is_not_said_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, piece = PieceFolder(tmp_path / "pieces"), b"sealed"
    name = piece_name(piece)
    with monkeypatch.context() as full:
        refuse_to_write(full, errno.ENOSPC)
        with pytest.raises(NoRoom, match="disk is full"):
            folder.keep(name, piece)
    assert not folder.has(name)
    folder.keep(name, piece)
    assert folder.read(name) == piece


# -- the front door -------------------------------------------------------------------------------------------------


def test_with_a_full_disk_the_door_says_so_and_opens_when_there_is_room(
    closed: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        refuse_to_write(full, errno.ENOSPC)
        with pytest.raises(NoRoom):
            actions.unlock(closed, PASSPHRASE)
    actions.unlock(closed, PASSPHRASE).close()


def test_a_folder_that_may_not_be_written_is_said(closed: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path, *_args: object, **_named: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as shut:
        shut.setattr(Path, "open", refused)
        with pytest.raises(NotOurs, match="help desk"):
            actions.unlock(closed, PASSPHRASE)
    actions.unlock(closed, PASSPHRASE).close()


@pytest.mark.parametrize("part", ["key_file", "signing_key"])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_key_that_was_cut_short_is_damaged_and_never_thrown_away(closed: Profile, part: str, share: float) -> None:
    path: Path = getattr(closed, part)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises((DamagedKeyFile, WrongPassphrase)) as refused:
        actions.unlock(closed, PASSPHRASE)
    assert "ring your administrator" in refused.value.sentence.lower()
    path.write_bytes(whole)
    actions.unlock(closed, PASSPHRASE).close()


def test_a_signing_key_that_has_gone_is_said_and_the_copy_is_let_go(closed: Profile) -> None:
    away = closed.signing_key.read_bytes()
    closed.signing_key.unlink()
    with pytest.raises(DamagedKeyFile, match="missing"):
        actions.unlock(closed, PASSPHRASE)
    closed.signing_key.write_bytes(away)
    actions.unlock(closed, PASSPHRASE).close()


def _overwrite(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)


def _scramble_the_start(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[:64] = bytes(64)
    path.write_bytes(data)


def read_a_child(profile: Profile) -> list[Record[Person]]:
    opened = actions.unlock(profile, PASSPHRASE)
    try:
        return opened.records.records(copies.CHILD, Person)
    finally:
        opened.close()


@pytest.mark.parametrize("harm", [_overwrite, _scramble_the_start])
def test_a_damaged_database_is_said_at_the_door_and_is_not_replaced(
    closed: Profile, harm: Callable[[Path], None]
) -> None:
    whole = closed.database.read_bytes()
    harm(closed.database)
    size = closed.database.stat().st_size
    with pytest.raises(DamagedDatabase, match="Do not delete anything"):
        read_a_child(closed)
    assert closed.database.stat().st_size >= size
    assert not closed.being_mended.exists()
    assert closed.kept_damaged() == []
    closed.database.write_bytes(whole)
    opened = actions.unlock(closed, PASSPHRASE)
    assert opened.records.files(FileKind.PERSON) == sorted([copies.CHILD, copies.SISTER])
    opened.close()


def test_a_copy_of_a_newer_release_is_refused_and_may_be_opened_by_that_release(closed: Profile) -> None:
    opened = open_vault(closed, PASSPHRASE)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version=99")
    opened.close()
    with pytest.raises(NewerCopy, match="nothing was changed"):
        actions.unlock(closed, PASSPHRASE)
    again = open_vault(closed, PASSPHRASE)  # it was let go
    with reading(again.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 99
    again.close()


def test_a_copy_that_never_joined_says_what_to_ask_for(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "copy")
    make_vault(profile, PASSPHRASE, hardness=LEAST).close()
    with pytest.raises(NotEnrolled, match="one-time code"):
        actions.unlock(profile, PASSPHRASE)


# -- an open copy ---------------------------------------------------------------------------------------------------


def _fill(vault: OpenVault) -> None:
    with vault.engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        connection.execute(text("INSERT INTO note VALUES (:words)"), [{"words": "more " * 500} for _ in range(50)])


def test_a_full_disk_keeps_all_of_what_was_added_or_none(vault: OpenVault) -> None:
    with pytest.raises(NoRoom, match="Everything kept before is still here"):
        _fill(vault)
    with vault.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        assert connection.execute(text("SELECT words FROM note")).scalars().all() == ["kept"]
        connection.execute(text("INSERT INTO note VALUES ('after')"))
    with reading(vault.engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM note")).scalar_one() == 2


def write_until_it_is_full(records: Records) -> None:
    for _ in range(200):
        records.add(records.create(copies.CHILD, CaseNote(how="call", said="She rang about Monday. " * 90)))


def test_a_note_that_finds_no_room_is_not_said_to_be_kept(tmp_path: Path) -> None:
    with copies.open_copy(tmp_path / "copy") as (vault, records):
        with vault.engine.begin() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        vault.engine.dispose()
        with vault.engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(NoRoom):
            write_until_it_is_full(records)
        before = len(records.records(copies.CHILD, CaseNote))
        assert len(records.waiting_records()) == before
        with vault.engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        records.add(records.create(copies.CHILD, CaseNote(how="call", said="There is room again.")))
        assert len(records.records(copies.CHILD, CaseNote)) == before + 1


def test_another_mistake_of_a_question_is_still_ours(vault: OpenVault) -> None:
    with pytest.raises(OperationalError), reading(vault.engine) as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")


# -- wrong passphrases ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "said"), [(30, "30 seconds"), (89, "89 seconds"), (90, "2 minutes"), (3600, "60 m")]
)
def test_a_wait_is_said_as_a_person_would(seconds: float, said: str) -> None:
    assert said in MustWait(seconds).sentence
