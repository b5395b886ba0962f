"""The vault's door: made, opened, refused, and nothing readable left in the folder."""

import gzip
import sqlite3
import subprocess
import sys
import threading
import zlib
from base64 import b64encode
from pathlib import Path

import pytest
from backports import zstd
from sqlalchemy import text

from desktop_app.vault.encrypted_database import check_whole, open_database, reading
from desktop_app.vault.errors import (
    DamagedDatabase,
    DamagedKeyFile,
    NoVault,
    VaultError,
    VaultInUse,
    WrongPassphrase,
)
from desktop_app.vault.key_file import LEAST, read_key_file, write_key_file
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import change_passphrase, make_vault, open_vault
from desktop_app.vault.wrong_tries import TryCounter
from tests.support.leaks import find_leaks

PASSPHRASE = "lantern orbit pebble thursday"
MARKER = "Zwartbles-in-the-wardrobe"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile")


def test_what_was_written_is_there_after_closing_and_opening(profile: Profile) -> None:
    vault = make_vault(profile, PASSPHRASE, hardness=LEAST)
    public = vault.signing_key.public
    with vault.engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
        connection.execute(text("INSERT INTO note VALUES (:words)"), {"words": MARKER})
    vault.close()
    again = open_vault(profile, PASSPHRASE)
    with reading(again.engine) as connection:
        assert connection.execute(text("SELECT words FROM note")).scalar_one() == MARKER
    assert again.signing_key.public == public
    assert check_whole(again.engine) == []
    again.close()


def test_a_wrong_passphrase_and_a_missing_copy_get_a_sentence(profile: Profile) -> None:
    with pytest.raises(NoVault):
        open_vault(profile, PASSPHRASE)
    make_vault(profile, PASSPHRASE, hardness=LEAST).close()
    with pytest.raises(WrongPassphrase, match=r"Nothing is lost; try again\. You have 4 more tries"):
        open_vault(profile, PASSPHRASE + "!")
    with pytest.raises(NoVault, match="already"):
        make_vault(profile, PASSPHRASE, hardness=LEAST)
    open_vault(profile, PASSPHRASE).close()


def test_two_daybooks_cannot_open_one_copy(profile: Profile) -> None:
    vault = make_vault(profile, PASSPHRASE, hardness=LEAST)
    with pytest.raises(VaultInUse, match="already open"):
        open_vault(profile, PASSPHRASE)
    vault.close()


def test_a_copy_that_a_command_works_on_says_so_and_one_that_was_killed_keeps_nobody_out(profile: Profile) -> None:
    make_vault(profile, PASSPHRASE, hardness=LEAST).close()
    holds = (
        "import sys; from pathlib import Path; from desktop_app.vault.profile import Profile, ProfileLock;"
        "lock = ProfileLock(Profile(Path(sys.argv[1]), worked_by='sync')); lock.take(); print('has it', flush=True); input()"
    )
    command = [sys.executable, "-c", holds, str(profile.folder)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "has it\n"
        with pytest.raises(VaultInUse, match="“sync” is working on this Daybook just now"):
            open_vault(profile, PASSPHRASE)
    finally:
        holder.kill()
        holder.communicate(timeout=30)
    assert (profile.folder / "in-use").read_bytes() == b"sync"
    open_vault(profile, PASSPHRASE).close()


def test_who_waits_is_let_in_when_the_other_ends(profile: Profile) -> None:
    vault = make_vault(profile, PASSPHRASE, hardness=LEAST)
    ending = threading.Timer(0.3, vault.close)
    ending.start()
    open_vault(Profile(profile.folder, waits=20.0), PASSPHRASE).close()
    ending.join()


def test_changing_the_passphrase_leaves_the_old_one_useless(profile: Profile) -> None:
    make_vault(profile, PASSPHRASE, hardness=LEAST).close()
    change_passphrase(profile, PASSPHRASE, "another four odd words")
    with pytest.raises(WrongPassphrase):
        open_vault(profile, PASSPHRASE)
    open_vault(profile, "another four odd words").close()


def test_every_flipped_byte_of_the_key_file_is_refused(profile: Profile) -> None:
    make_vault(profile, PASSPHRASE, hardness=LEAST).close()
    whole = profile.key_file.read_bytes()
    for position in range(0, len(whole), 11):
        damaged = bytearray(whole)
        damaged[position] ^= 1
        profile.key_file.write_bytes(damaged)
        TryCounter(profile.tries).begin_anew()
        with pytest.raises(VaultError):
            open_vault(profile, PASSPHRASE)
    profile.key_file.write_bytes(whole)
    TryCounter(profile.tries).begin_anew()
    open_vault(profile, PASSPHRASE).close()


def test_a_header_that_asks_for_less_work_is_not_believed(profile: Profile) -> None:
    import msgspec

    make_vault(profile, PASSPHRASE, hardness=LEAST).close()
    key_file = read_key_file(profile.key_file.read_bytes())
    header = msgspec.structs.replace(key_file.read_header(), hardness=msgspec.structs.replace(LEAST, memory=8))
    weakened = msgspec.structs.replace(key_file, header=msgspec.msgpack.encode(header))
    profile.key_file.write_bytes(write_key_file(weakened))
    with pytest.raises(DamagedKeyFile):
        open_vault(profile, PASSPHRASE)


def test_the_database_refuses_another_key(profile: Profile) -> None:
    vault = make_vault(profile, PASSPHRASE, hardness=LEAST)
    with vault.engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
    vault.close()
    with pytest.raises(DamagedDatabase), reading(open_database(profile.database, bytearray(32))):
        pass


def test_no_file_holds_a_word_that_was_written(profile: Profile) -> None:
    vault = make_vault(profile, PASSPHRASE, hardness=LEAST)
    with vault.engine.begin() as connection:
        connection.execute(text("CREATE VIRTUAL TABLE note USING fts5(words)"))
        rows = [{"words": f"{MARKER} {number} " + "and more words " * 20} for number in range(500)]
        connection.execute(text("INSERT INTO note VALUES (:words)"), rows)
    with reading(vault.engine) as connection:
        connection.execute(text("SELECT words FROM note ORDER BY words DESC")).all()
        assert find_leaks(profile.folder, [MARKER, PASSPHRASE]) == []
    vault.close()
    assert find_leaks(profile.folder, [MARKER, PASSPHRASE]) == []


@pytest.mark.parametrize(
    "leak",
    [
        lambda data: data,
        lambda data: data.decode().encode("utf-16-le"),
        lambda data: b"xx" + b64encode(b"?" + data + b"!"),
        lambda data: b"junk" + zlib.compress(data),
        gzip.compress,
        lambda data: b"stream\n" + zlib.compress(data) + b"endstream",
        lambda data: b"\0" + zstd.compress(data),
    ],
)
def test_the_search_finds_a_planted_leak(tmp_path: Path, leak) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file.bin").write_bytes(leak(b"before " + MARKER.encode() + b" after, and some more"))
    assert find_leaks(tmp_path, [MARKER]) == [("deep/file.bin", MARKER)]


def test_the_search_finds_a_database_that_is_not_encrypted(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "plain.db")
    connection.execute("CREATE TABLE note (words TEXT)")
    connection.execute("INSERT INTO note VALUES (?)", (MARKER,))
    connection.commit()
    connection.close()
    assert find_leaks(tmp_path, [MARKER]) == [("plain.db", MARKER)]
