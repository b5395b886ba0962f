"""No word of a day's work and no key is in any file that Daybook wrote, wherever it is, and it wrote no file that it should not.

Daybook runs as it is started, with every file that it or a child of it may write noted as it is opened
(tests.support.written_files). Five days: plain work with a store; with a secret in the keystore; papers, print and preview;
brought down by a signal twice, with new keys; practice. Notes each have a marker of their own.
"""

import datetime
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from casework.sound import BYTES_A_SECOND
from desktop_app.practice.folder import practice_profile
from desktop_app.record_store import looking_over
from desktop_app.record_store.identity import keep_setting
from desktop_app.vault import device_secret
from desktop_app.vault.key_file import LEAST, new_slot
from desktop_app.vault.keys import database_key, state_key
from desktop_app.vault.profile import Profile
from desktop_app.vault.rotation import keep_key_file
from desktop_app.vault.vault import OpenVault
from tests.faults.keystore import WHERE, Keystore
from tests.faults.parts_of_a_day import BROUGHT_DOWN, MARKER, PRINTER, SAVED, VOICE
from tests.faults.standing import ANOTHER, Door
from tests.support import made_up, papers, system_calls
from tests.support.laptops import new_laptop
from tests.support.leaks import find_forms, forms
from tests.support.store import ROOT, RunningStore
from tests.support.vaults import PASSPHRASE, new_vault
from tests.support.written_files import WrittenFiles

pytestmark = pytest.mark.skipif(not system_calls.is_watchable(), reason="no program can be watched on this system")
SHORT, LONG = 150, 6000
OURS = re.compile(
    r"keys|device|tries|state|record\.db(\.new)?(-wal|-shm|-journal)?|record\.(mending|damaged-\d+)|in-use|look|mend|door"
    r"|pieces(/[0-9a-f]{2}(/[0-9a-f]{64})?)?|()"
)
"""Every file that a copy may have, by its name in the copy's folder; each may have a ".new" beside it for a moment."""
WHOLE = ("plain", "keystore", "papers", "brought down", "practice")
WITH_A_STORE = ("plain", "keystore", "brought down")
IN_THE_SUITE = ("papers",)
KEYSTORE = "keystore"
OFF_SCREEN = "This plugin does not support"


class Watched:
    """A laptop whose program is watched: its folder, and what was written since it was prepared."""

    def __init__(self, place: Path) -> None:
        self.place, self.profile, self.written = place, Profile(place / "copy"), WrittenFiles()
        self.home = place / "home"
        for folder in (self.home, place / "temporary"):
            folder.mkdir(parents=True)
        self.said = place / "said"

    def environment(self) -> dict[str, str]:
        """Of a worker who has a home, and nothing else in it."""
        names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
        own = dict.fromkeys(names, str(self.home)) | {
            "TMPDIR": str(self.place / "temporary"),
            WHERE: str(self.place / KEYSTORE),
        }
        own |= {"PYTHON_KEYRING_BACKEND": "tests.faults.keystore.Keystore", "PYTHONDONTWRITEBYTECODE": "1"}
        return os.environ | own | {"PYTHONPATH": str(ROOT)}

    def run(self, day: str, part: int, notes: int, *leak: str) -> int:
        """A part of a day and those that follow it by themselves; how the program ended."""
        command = [sys.executable, "-m", "tests.faults.leaky_day", str(self.profile.folder), day, str(part), str(notes)]
        with self.said.open("ab") as said:
            how = {"cwd": ROOT, "env": self.environment(), "stdout": said, "stderr": said}
            return system_calls.watch([*command, *leak], system_calls.NAMES, self.written.look, **how)

    def unexpected(self) -> list[str]:
        """Files that were written and should not have been."""
        folders = [self.profile.folder, practice_profile(self.profile).folder]
        return sorted(path for path in self.written.paths if not self._may_be(Path(path), folders))

    def _may_be(self, path: Path, folders: list[Path]) -> bool:
        if (
            path in {self.place / name for name in (PRINTER, SAVED, SAVED + ".new", KEYSTORE)}
            or path.parent == self.place / "chosen"
        ):
            return True
        for folder in folders:
            if path == folder or folder in path.parents:
                name = str(path.relative_to(folder)).removesuffix(".new")
                return bool(OURS.fullmatch("" if name == "." else name))
        return False

    def leaks(self) -> list[tuple[str, str]]:
        """What is found in files that were written or lie there; but for the printer, which is told the words."""
        said = {f"voice at {start}": VOICE[start : start + 32] for start in range(0, len(VOICE), BYTES_A_SECOND // 4)}
        wanted = forms([MARKER, PASSPHRASE, ANOTHER, papers.GPS_WORDS], self._keys() | said)
        meant = (str(self.place / PRINTER), str(self.place / "chosen"))
        found = self.written.leaks(wanted) + find_forms(self.place, wanted)
        return [(path, what) for path, what in found if not path.startswith((*meant, PRINTER, "chosen"))]

    def _keys(self) -> dict[str, bytes]:
        """Every key of the copy, as it is opened by its passphrase."""
        keys: dict[str, bytes] = {}
        for profile in (self.profile, practice_profile(self.profile)):
            if profile.has_vault:
                keys |= {f"{profile.folder.name}: {name}": key for name, key in keys_of(profile).items()}
        return keys


def keys_of(profile: Profile) -> dict[str, bytes]:
    """The vault key, what comes of it, the signing key, and those of all attachments."""
    from casework.kinds.direct_work import Recording
    from casework.kinds.received import Document
    from desktop_app.direct_work import recordings

    door = Door(profile)
    _, slot = door.slot()
    found = {}
    for number, vault_key in enumerate(slot.open(door.key_file())):
        found |= {f"vault key {number}": vault_key, f"database key {number}": bytes(database_key(vault_key))}
        found[f"state key {number}"] = state_key(vault_key)
    opened = door.open()
    try:
        found["signing key"] = opened.vault.signing_key.to_bytes()
        for paper in opened.records.records_everywhere(Document):
            found |= {f"key of {one.content.pieces[0]}": one.content.key for one in paper.value.content or ()}
        for voice in opened.records.records_everywhere(Recording):
            found |= {"key of a voice": voice.value.sound.key} if voice.value.sound else {}
        for draft in opened.records.drafts.begun(recordings.WHAT, recordings.RecordingDraft):
            found[f"key of {draft.name}"] = draft.sound.key
    finally:
        opened.vault.close()
    return found


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    made, before = Watched(tmp_path / "laptop"), keyring.get_keyring()
    monkeypatch.setenv(WHERE, str(made.place / KEYSTORE))
    keyring.set_keyring(Keystore())
    yield made
    keyring.set_keyring(before)
    made.written.close()


def live(watched: Watched, place: Path, day: str, notes: int, *leak: str) -> None:
    """A whole day, from a laptop that has joined and was closed."""
    if day not in WITH_A_STORE:
        hub = made_up.hub()
        vault = new_vault(watched.profile.folder)
        made_up.fill(vault, hub, hub.worker)
        looked_over(vault)
        vault.close()
        _live(watched, day, notes, *leak)
        return
    with RunningStore(place / "store") as store:
        store.add_hub("hub-1", ["ruth"], ["ella", "maya"])
        with new_laptop(watched.profile.folder, store, "ruth") as laptop:
            laptop.sync()
        if day == "keystore":
            take_a_part_from_the_keystore(watched.profile)
        _live(watched, day, notes, *leak)


def looked_over(vault: OpenVault) -> None:
    """It is not looked over in idle time: what no store sealed would not hold, and the worker would be told of it."""
    keep_setting(vault.engine, looking_over._NAME, looking_over.LookedOver(datetime.datetime.now(datetime.UTC)))


def take_a_part_from_the_keystore(profile: Profile) -> None:
    """The passphrase opens the copy together with a secret that the system keeps."""
    door = Door(profile)
    _, slot = door.slot()
    name = door.key_file().read_header().profile
    secret = device_secret.keep_new(name)
    assert secret is not None
    keys = slot.open(door.key_file())
    keep_key_file(profile, new_slot(PASSPHRASE, profile=name, hardness=LEAST, device_secret=secret), *keys)


def _live(watched: Watched, day: str, notes: int, *leak: str) -> None:
    part = 0
    for brought_down in BROUGHT_DOWN.get(day, ()):
        assert watched.run(day, part, notes, *leak) in (-signal.SIGSEGV, -signal.SIGABRT)
        part = brought_down + 1
    assert watched.run(day, part, notes, *leak) == 0, watched.said.read_text()[-3000:]


@pytest.mark.parametrize(
    ("day", "notes"),
    [(day, SHORT) for day in IN_THE_SUITE]
    + [pytest.param(day, LONG, marks=[pytest.mark.long, pytest.mark.timeout(1800)]) for day in WHOLE],
)
def test_no_word_and_no_key_is_in_a_file_and_no_file_is_unexpected(
    watched: Watched, tmp_path: Path, day: str, notes: int
) -> None:
    live(watched, tmp_path, day, notes)
    assert watched.unexpected() == []
    assert watched.leaks() == []
    assert [line for line in watched.said.read_text().splitlines() if OFF_SCREEN not in line] == []
    assert len(watched.written.paths) > 10


@pytest.mark.parametrize(
    ("leak", "day", "where", "what"),
    [
        pytest.param(
            "sorted on the disk", "written and sorted", r".*/etilqs_\w+ \(gone\)", MARKER, marks=pytest.mark.long
        ),
        pytest.param("paper for a viewer", "on paper", r".*/temporary/\w+\.pdf", "", marks=pytest.mark.long),
        pytest.param("word in the log", "written and sorted", "said", MARKER, marks=pytest.mark.long),
        pytest.param("voice beside", "recorded", r".*/copy/voice", "voice at 0", marks=pytest.mark.long),
        pytest.param("log file", "written and sorted", r".*/copy/log", MARKER, marks=pytest.mark.long),
        ("key beside", "written and sorted", r".*/copy/name", "copy: database key 0"),
    ],
)
def test_a_daybook_that_leaks_is_found_out(
    watched: Watched, tmp_path: Path, leak: str, day: str, where: str, what: str
) -> None:
    live(watched, tmp_path, day, 60, leak)
    if what:
        assert [found for path, found in watched.leaks() if re.fullmatch(where, path) and found == what]
    if where != "said":
        assert [path for path in watched.unexpected() if re.fullmatch(where.removesuffix(r" \(gone\)"), path)]
