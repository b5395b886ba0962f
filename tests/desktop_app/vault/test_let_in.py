"""Coming in with what two administrators opened: new keys each time, and whatever goes wrong, the copy opens."""

import errno
import os
from pathlib import Path

import pytest
from sqlalchemy import text

from casework.recovery import RecoveryKey, answer_purpose, seal_to, slot_purpose
from desktop_app.vault.encrypted_database import opens, reading
from desktop_app.vault.errors import CannotBeLetIn, NoRoom, VaultInUse, WrongPassphrase
from desktop_app.vault.key_file import LEAST, KeyFile, open_with_recovery_key, read_key_file, slot_of
from desktop_app.vault.keys import database_key
from desktop_app.vault.letting_in import Request
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault, change_passphrase, make_vault, open_vault

PASSPHRASE, ANOTHER = "lantern orbit pebble thursday", "eleven brass kettles under rain"
AUTHORITY = RecoveryKey.generate()


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "copy")
    vault = make_vault(made, PASSPHRASE, hardness=LEAST, recovery_public=AUTHORITY.public)
    with vault.engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
        connection.execute(text("INSERT INTO note VALUES ('kept')"))
    vault.close()
    return made


def kept(profile: Profile) -> KeyFile:
    return read_key_file(profile.key_file.read_bytes())


def answer(request: Request) -> bytes:
    """What two administrators make of a request."""
    opened = AUTHORITY.open(request.ask.slot, slot_purpose(request.ask.header))
    return seal_to(request.ask.ephemeral, opened, answer_purpose(request.ask.name))


def words_of(vault: OpenVault) -> list[str]:
    with reading(vault.engine) as connection:
        found = list(connection.execute(text("SELECT words FROM note")).scalars())
    vault.close()
    return found


def test_it_opens_with_the_new_passphrase_alone_under_keys_that_nobody_had(profile: Profile) -> None:
    before = open_with_recovery_key(kept(profile), AUTHORITY)
    request = Request(profile, "made-up")
    vault = request.come_in(answer(request), request.new_slot(ANOTHER))
    assert vault.signing_key.public == request.ask.public
    assert words_of(vault) == ["kept"]
    with pytest.raises(WrongPassphrase):
        open_vault(profile, PASSPHRASE)
    again = open_vault(profile, ANOTHER)
    assert again.signing_key.public == request.ask.public
    assert not again.standing.was_put_back
    assert words_of(again) == ["kept"]
    (after,) = open_with_recovery_key(kept(profile), AUTHORITY)
    assert after not in before
    assert not any(opens(profile.database, database_key(key)) for key in before)


def test_a_renewal_that_was_not_finished_leaves_neither_of_its_two_keys(profile: Profile) -> None:
    change_passphrase(profile, PASSPHRASE, ANOTHER, renew_key=True)
    both = open_with_recovery_key(kept(profile), AUTHORITY)
    assert len(both) == 2
    request = Request(profile, "made-up")
    vault = request.come_in(answer(request), request.new_slot("a third one after all"))
    assert words_of(vault) == ["kept"]
    assert not any(opens(profile.database, database_key(key)) for key in both)
    assert words_of(open_vault(profile, "a third one after all")) == ["kept"]


@pytest.mark.parametrize("full", ["device.new", "keys.new"])
def test_on_a_full_disk_the_old_passphrase_opens_it_and_the_same_answer_once_there_is_room(
    profile: Profile, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    request, flush = Request(profile, "made-up"), os.fsync
    sealed, slot = answer(request), request.new_slot(ANOTHER)

    def fsync(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink().name == full:
            raise OSError(errno.ENOSPC, "full")
        flush(descriptor)

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", fsync)
        with pytest.raises(NoRoom):
            request.come_in(sealed, slot)
    assert words_of(open_vault(profile, PASSPHRASE)) == ["kept"]
    vault = request.come_in(sealed, slot)
    assert vault.signing_key.public == request.ask.public
    assert words_of(vault) == ["kept"]


def test_a_copy_that_was_changed_since_is_left_as_it_is(profile: Profile) -> None:
    request = Request(profile, "made-up")
    sealed, slot = answer(request), request.new_slot(ANOTHER)
    change_passphrase(profile, PASSPHRASE, "remembered it after all", renew_key=True)
    before = kept(profile)
    with pytest.raises(CannotBeLetIn, match="changed since you asked"):
        request.come_in(sealed, slot)
    assert kept(profile) == before
    assert words_of(open_vault(profile, "remembered it after all")) == ["kept"]


def test_while_it_is_open_elsewhere_nobody_is_let_in(profile: Profile) -> None:
    request = Request(profile, "made-up")
    vault = open_vault(profile, PASSPHRASE)
    with pytest.raises(VaultInUse):
        request.come_in(answer(request), request.new_slot(ANOTHER))
    assert words_of(vault) == ["kept"]


def test_what_was_not_sealed_for_this_request_opens_nothing(profile: Profile) -> None:
    request, another = Request(profile, "made-up"), Request(profile, "made-up")
    flipped = bytearray(answer(request))
    flipped[-1] ^= 1
    for sealed in (answer(another), bytes(flipped), b""):
        with pytest.raises(CannotBeLetIn, match="does not open this copy"):
            request.come_in(sealed, request.new_slot(ANOTHER))
    key_file = kept(profile)
    assert len(slot_of(key_file, PASSPHRASE).open(key_file)) == 1
