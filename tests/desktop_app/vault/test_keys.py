"""The keys of a copy: another passphrase, a new vault key, the authority's recovery key."""

import errno
import os
import shutil
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from casework.recovery import RecoveryKey
from desktop_app.vault import key_file as keys
from desktop_app.vault.encrypted_database import opens, reading
from desktop_app.vault.errors import DamagedKeyFile, MustWait, NewerKeyFile, NoRoom, WrongPassphrase
from desktop_app.vault.key_file import LEAST, open_with_recovery_key, read_key_file, write_key_file
from desktop_app.vault.keys import database_key
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault, change_passphrase, check_passphrase, make_vault, open_vault

PASSPHRASE, ANOTHER = "lantern orbit pebble thursday", "eleven brass kettles under rain"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "copy")
    vault = make_vault(made, PASSPHRASE, hardness=LEAST)
    with vault.engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
        connection.execute(text("INSERT INTO note VALUES ('kept')"))
    vault.close()
    return made


def words_of(vault: OpenVault) -> list[str]:
    with reading(vault.engine) as connection:
        return list(connection.execute(text("SELECT words FROM note")).scalars())


def test_a_wrong_old_passphrase_changes_nothing_and_is_counted(profile: Profile) -> None:
    before = profile.key_file.read_bytes()
    with pytest.raises(WrongPassphrase):
        change_passphrase(profile, "something else entirely", ANOTHER)
    assert profile.key_file.read_bytes() == before
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            check_passphrase(profile, "something else entirely")
    with pytest.raises(MustWait):
        open_vault(profile, PASSPHRASE)


def test_a_new_key_comes_with_the_next_opening_and_an_older_key_file_opens_nothing_then(
    profile: Profile, tmp_path: Path
) -> None:
    older = shutil.copytree(profile.folder, tmp_path / "older")
    (older_key,) = keys.slot_of(key_file := read_key_file(profile.key_file.read_bytes()), PASSPHRASE).open(key_file)
    vault = open_vault(profile, PASSPHRASE)
    public = vault.signing_key.public
    change_passphrase(profile, PASSPHRASE, ANOTHER, renew_key=True)
    assert words_of(vault) == ["kept"]  # the copy that is open goes on
    vault.close()
    assert opens(profile.database, database_key(older_key))
    again = open_vault(profile, ANOTHER)
    assert words_of(again) == ["kept"]
    assert again.signing_key.public == public
    again.close()
    assert not opens(profile.database, database_key(older_key))
    assert sorted(file.name for file in profile.folder.iterdir()) == sorted(
        file.name for file in older.iterdir()
    )  # nothing of the older database is left
    shutil.copy(older / "keys", profile.key_file)
    with pytest.raises(DamagedKeyFile):
        open_vault(profile, PASSPHRASE)


def test_without_room_for_a_new_copy_the_older_key_goes_on(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    change_passphrase(profile, PASSPHRASE, ANOTHER, renew_key=True)
    with monkeypatch.context() as full:

        def no_room(*_: object) -> None:
            raise NoRoom("full")

        full.setattr("desktop_app.vault.rotation.encrypt_anew", no_room)
        vault = open_vault(profile, ANOTHER)
        assert words_of(vault) == ["kept"]
        vault.close()
    slot = keys.slot_of(key_file := read_key_file(profile.key_file.read_bytes()), ANOTHER)
    assert len(slot.open(key_file)) == 2
    open_vault(profile, ANOTHER).close()
    slot = keys.slot_of(key_file := read_key_file(profile.key_file.read_bytes()), ANOTHER)
    assert len(slot.open(key_file)) == 1


def test_a_key_file_that_does_not_open_never_takes_the_place_of_one_that_does(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, read = profile.key_file.read_bytes(), Path.read_bytes

    def spoilt(path: Path) -> bytes:
        data = read(path)
        return data[:-1] + bytes([data[-1] ^ 1]) if path.name == "keys.new" else data

    with monkeypatch.context() as disk:
        disk.setattr(Path, "read_bytes", spoilt)
        with pytest.raises((WrongPassphrase, DamagedKeyFile)):
            change_passphrase(profile, PASSPHRASE, ANOTHER)
    assert profile.key_file.read_bytes() == whole
    assert not profile.key_file.with_name("keys.new").exists()


def test_a_disk_that_takes_nothing_leaves_the_old_passphrase(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    key_file = profile.key_file.read_bytes()
    flush = os.fsync

    def fsync(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink().name == "keys.new":
            raise OSError(errno.ENOSPC, "full")
        flush(descriptor)

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fsync)
        with pytest.raises(NoRoom):
            change_passphrase(profile, PASSPHRASE, ANOTHER)
    assert profile.key_file.read_bytes() == key_file


def test_the_authoritys_recovery_key_opens_it_before_during_and_after_a_new_key(tmp_path: Path) -> None:
    recovery, other = RecoveryKey.generate(), RecoveryKey.generate()
    profile = Profile(tmp_path / "copy")
    make_vault(profile, PASSPHRASE, hardness=LEAST, recovery_public=recovery.public).close()
    found = []
    for step in (lambda: None, lambda: change_passphrase(profile, PASSPHRASE, ANOTHER, renew_key=True)):
        step()
        found.append(open_with_recovery_key(read_key_file(profile.key_file.read_bytes()), recovery))
    open_vault(profile, ANOTHER).close()
    found.append(open_with_recovery_key(read_key_file(profile.key_file.read_bytes()), recovery))
    (older,), both, (newer,) = found
    assert both == (older, newer)
    with pytest.raises(DamagedKeyFile):
        open_with_recovery_key(read_key_file(profile.key_file.read_bytes()), other)


def test_a_recovery_slot_is_bound_to_its_header(tmp_path: Path) -> None:
    recovery = RecoveryKey.generate()
    slot = keys.new_slot(PASSPHRASE, profile="one", hardness=LEAST, recovery_public=recovery.public)
    sealed = slot.seal(bytes(32))
    header = msgspec.structs.replace(sealed.read_header(), salt=bytes(16))
    with pytest.raises(DamagedKeyFile):
        open_with_recovery_key(msgspec.structs.replace(sealed, header=msgspec.msgpack.encode(header)), recovery)


def test_a_key_file_of_a_newer_release_is_refused_with_a_sentence(profile: Profile) -> None:
    whole = read_key_file(profile.key_file.read_bytes())
    header = msgspec.structs.replace(whole.read_header(), version=2)
    newer = msgspec.structs.replace(whole, header=msgspec.msgpack.encode(header))
    profile.key_file.write_bytes(write_key_file(newer))
    with pytest.raises(NewerKeyFile, match="newer Daybook"):
        open_vault(profile, PASSPHRASE)
