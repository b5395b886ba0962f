"""Older files in the place of newer ones: reported at the next opening or by the store, and never without a reason."""

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import pytest

from casework.kinds.work import CaseNote
from casework.seals import SigningKey
from desktop_app.opening.actions import records_of
from desktop_app.record_store.looking_over import is_due, steps
from desktop_app.record_store.records import Records
from desktop_app.vault.page_reading import PAGE
from tests.support import copies
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import RunningStore, child_file
from tests.support.vaults import open_once_more

SESSIONS = 6
ROOT = Path(__file__).resolve().parents[3]
Sessions = tuple[list[Path], Path, SigningKey]
"""The copy as it lay after each ordinary end; as it lay in the middle of the last; its key."""


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Sessions:
    folder = tmp_path_factory.mktemp("sessions")
    with copies.open_copy(folder / "copy") as (vault, _):
        key = vault.signing_key
    ends = []
    for number in range(SESSIONS):
        vault = open_once_more(folder / "copy", key)
        assert not vault.standing.was_put_back
        assert not vault.standing.was_cut_off
        write(Records(vault), 8)
        vault.close()
        ends.append(shutil.copytree(folder / "copy", folder / f"end {number}"))
    vault = open_once_more(folder / "copy", key)
    write(Records(vault), 8)
    middle = shutil.copytree(folder / "copy", folder / "middle")
    vault.close()
    return ends, middle, key


def write(records: Records, count: int) -> None:
    for number in range(count):
        records.add(records.create(copies.CHILD, CaseNote(how="call", said=f"{number} " + "She rang. " * 120)))


def is_reported(folder: Path, key: SigningKey) -> bool:
    vault = open_once_more(folder, key)
    try:
        return vault.standing.was_put_back or vault.is_damaged
    finally:
        vault.close()


@pytest.mark.parametrize("times", [6, pytest.param(50, marks=pytest.mark.long)])
def test_an_older_database_is_reported(sessions: Sessions, tmp_path: Path, times: int) -> None:
    ends, _, key = sessions
    chance = random.Random(times)
    pairs = list(itertools.combinations(range(SESSIONS), 2))
    for number in range(times):
        older, newer = chance.choice(pairs)
        folder = shutil.copytree(ends[newer], tmp_path / str(number))
        shutil.copy(ends[older] / "record.db", folder / "record.db")
        assert is_reported(folder, key), (older, newer)


@pytest.mark.parametrize("times", [12, pytest.param(50, marks=pytest.mark.long)])
def test_one_older_page_is_reported(sessions: Sessions, tmp_path: Path, times: int) -> None:
    ends, _, key = sessions
    chance = random.Random(times)
    for number in range(times):
        newer = chance.randrange(1, SESSIONS)
        older = (ends[newer - 1] / "record.db").read_bytes()
        folder = shutil.copytree(ends[newer], tmp_path / str(number))
        now = bytearray((folder / "record.db").read_bytes())
        changed = [at for at in range(0, len(older), PAGE) if older[at : at + PAGE] != now[at : at + PAGE]]
        at = chance.choice(changed)
        now[at : at + PAGE] = older[at : at + PAGE]
        (folder / "record.db").write_bytes(now)
        assert is_reported(folder, key), at


def test_a_log_that_was_taken_away_is_reported_and_one_that_is_there_is_not(sessions: Sessions, tmp_path: Path) -> None:
    _, middle, key = sessions
    whole = shutil.copytree(middle, tmp_path / "whole")
    vault = open_once_more(whole, key)
    assert vault.standing.was_cut_off
    assert not vault.standing.was_put_back
    vault.close()
    for number, take_away in enumerate((Path.unlink, lambda path: path.write_bytes(b""))):
        folder = shutil.copytree(middle, tmp_path / str(number))
        take_away(folder / "record.db-wal")
        assert is_reported(folder, key)


@pytest.mark.parametrize("times", [12, pytest.param(60, marks=pytest.mark.long)])
def test_a_flipped_bit_in_the_log_is_reported_but_in_its_last_transaction(
    sessions: Sessions, tmp_path: Path, times: int
) -> None:
    _, middle, key = sessions
    chance = random.Random(times)
    size = (middle / "record.db-wal").stat().st_size
    for number in range(times):
        folder = shutil.copytree(middle, tmp_path / str(number))
        log = folder / "record.db-wal"
        data = bytearray(log.read_bytes())
        data[chance.randrange(size // 2)] ^= 1 << chance.randrange(8)
        log.write_bytes(data)
        assert is_reported(folder, key)


def test_without_what_was_kept_beside_it_the_copy_is_not_taken_for_whole(sessions: Sessions, tmp_path: Path) -> None:
    ends, _, key = sessions
    folder = shutil.copytree(ends[2], tmp_path / "gone")
    (folder / "state").unlink()
    assert is_reported(folder, key)
    folder = shutil.copytree(ends[2], tmp_path / "forged")
    (folder / "state").write_bytes(bytes(200))
    assert is_reported(folder, key)


class Keystore(keyring.backend.KeyringBackend):
    """A keystore of a test's own, as keyring has others."""

    priority = -1  # type: ignore[assignment]  # never chosen by itself

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


@pytest.fixture
def keystore() -> Iterator[Keystore]:
    before, made = keyring.get_keyring(), Keystore()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_whole_folder_that_was_put_back_is_known_to_the_keystore(
    sessions: Sessions, tmp_path: Path, keystore: Keystore
) -> None:
    ends, _, key = sessions
    for number, (end, is_older) in enumerate([(2, False), (4, False), (4, False), (3, True), (5, False)]):
        vault = open_once_more(shutil.copytree(ends[end], tmp_path / str(number)), key)
        assert not vault.standing.was_put_back
        assert vault.is_older_than_the_keystore_knows() == is_older
        vault.close()


def test_a_whole_folder_that_was_put_back_is_known_to_the_store(tmp_path: Path) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        with new_laptop(tmp_path / "copy", store, "ruth") as laptop:
            laptop.sync()
            key = laptop.vault.signing_key
        older = shutil.copytree(tmp_path / "copy", tmp_path / "older")
        with Laptop(open_once_more(tmp_path / "copy", key)) as laptop:
            note = CaseNote(how="call", said="She rang.")
            laptop.records.add(laptop.records.create(child_file("ella"), note))
            assert laptop.sync().came_back == 0
        with Laptop(open_once_more(older, key)) as laptop:
            assert laptop.sync().came_back == 1
            assert laptop.sync().came_back == 0
            assert [one.value.said for one in laptop.records.records(child_file("ella"), CaseNote)] == ["She rang."]


def test_it_is_looked_over_after_a_cut_and_then_once_a_week(sessions: Sessions, tmp_path: Path) -> None:
    import datetime

    _, middle, key = sessions
    folder, now = shutil.copytree(middle, tmp_path / "copy"), datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC)
    vault = open_once_more(folder, key)
    assert is_due(vault, now)
    assert not any(steps(vault, Records(vault), now))
    vault.close()
    vault = open_once_more(folder, key)
    assert not is_due(vault, now + datetime.timedelta(days=6))
    assert is_due(vault, now + datetime.timedelta(days=7))
    assert is_due(vault, now - datetime.timedelta(days=1))  # a clock that was put back puts nothing off
    vault.close()


def test_what_is_found_is_mended_at_the_next_opening(sessions: Sessions, tmp_path: Path) -> None:
    import datetime

    ends, _, key = sessions
    folder, now = shutil.copytree(ends[-1], tmp_path / "copy"), datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC)
    data = bytearray((folder / "record.db").read_bytes())
    data[20 * PAGE + 1000] ^= 1
    (folder / "record.db").write_bytes(data)
    vault = open_once_more(folder, key)
    assert any(steps(vault, Records(vault), now))
    vault.close()
    vault = open_once_more(folder, key)
    records, mended = records_of(vault)
    assert mended is not None
    assert not any(steps(vault, records, now))
    vault.close()


OPENER = """
import os, sys, time
from pathlib import Path
from casework.seals import SigningKey
from desktop_app.vault.last_state import Seen
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.rotation import KeysInUse
from desktop_app.vault.vault import open_with_keys
profile, keys = Profile(Path(sys.argv[1])), KeysInUse(bytes(32), SigningKey.from_bytes(bytes(32)))
profile.make()
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        while True:
            lock = ProfileLock(profile)
            lock.take()
            vault = open_with_keys(profile, keys, lock, Seen.of(profile))
            if vault.standing.was_put_back or vault.is_damaged:
                os._exit(9)
            vault.close()
    sys.stdout.write(f"{child}\\n")
    sys.stdout.flush()
    sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\\n")
    sys.stdout.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
@pytest.mark.parametrize("kills", [40, pytest.param(1000, marks=pytest.mark.long)])
def test_a_kill_is_never_taken_for_older_files(tmp_path: Path, kills: int) -> None:
    chance = random.Random(kills)
    command = [sys.executable, "-c", OPENER, str(tmp_path / "copy")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as opener:
        assert opener.stdin is not None
        assert opener.stdout is not None
        for _ in range(kills):
            opener.stdin.write("go\n")
            opener.stdin.flush()
            child = int(opener.stdout.readline())
            time.sleep(chance.uniform(0.01, 0.09))
            os.kill(child, signal.SIGKILL)
            assert int(opener.stdout.readline()) == -signal.SIGKILL, "it took its own kill for older files"
        opener.stdin.close()
