"""A worker's laptop in this process: the real copy, the real engine, and forms that stay open as long as they like."""

import datetime
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from casework.changes import PRESENCE, Change
from casework.kinds import KINDS
from casework.kinds.record import AnyRecord, Record
from casework.seals import SigningKey
from desktop_app.record_store.post_room import PostRoom
from desktop_app.record_store.records import Records
from desktop_app.sync import session
from desktop_app.sync.engine import Outcome, SyncEngine
from desktop_app.vault.encrypted_database import open_database, reading
from desktop_app.vault.pieces import PieceFolder
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.vault import OpenVault
from tests.sync.wire import StoreHere, Trouble, Wire

NOON = datetime.datetime(2026, 11, 26, 12, 0, tzinfo=datetime.UTC)
Shown = dict[str, tuple[str, ...]]
"""{field: the words of it that stood on the screen}; of "*" whether the entry stood there as kept or withdrawn."""


class Form(msgspec.Struct, frozen=True):
    """A form that a worker has open: which entry, what its screen showed, and what was typed. Kept as a draft.

    action: "edit", "settle", "withdraw" or "restore"; over: the ids that the record handed to the form when it opened;
    saw: serials of the acts whose words stood on the screen then, by field (the oracle's, not the program's).
    """

    name: str
    file: str
    kind: str
    record: bytes
    action: str
    typed: dict[str, str]
    over: dict[str, tuple[bytes, ...]]
    saw: dict[str, tuple[int, ...]]


class Keys(msgspec.Struct, frozen=True):
    """What opens a laptop: its database's key and its signing key. No passphrase: that takes most of a second."""

    database: bytes
    signing: bytes


class RecordsOfAnEarlierRelease(Records):
    """Lets through what is too long, as laptops did before they looked: it is how the store comes to refuse something."""

    def check_length(self, changes: Iterable[Change]) -> None:
        """Look at nothing."""


class Laptop:
    """One laptop, open."""

    def __init__(self, name: str, folder: Path, store: StoreHere, keys: Keys) -> None:
        self.name = name
        self.folder = folder
        self.clock = NOON
        self._keys = keys
        self.wire = Wire(store)
        self.copy: Path | None = None
        self._open()

    def _open(self) -> None:
        profile = Profile(self.folder)
        profile.make()
        lock = ProfileLock(profile)
        lock.take()
        key = bytearray(self._keys.database)
        engine = open_database(profile.database, key)
        signing = SigningKey.from_bytes(self._keys.signing)
        self.vault = OpenVault(profile, engine, signing, PieceFolder(profile.pieces), key, lock)
        self.records = RecordsOfAnEarlierRelease(self.vault, self._now)
        with patch.object(session, "Transport", lambda _address, _trusted: self.wire):
            self.engine = SyncEngine(PostRoom(self.vault, self.records), self.records.identity, signing)

    def _now(self) -> datetime.datetime:
        self.clock += datetime.timedelta(minutes=1)
        return self.clock

    def set_clock(self, days: int) -> None:
        """The clock goes wrong by so many days."""
        self.clock = NOON + datetime.timedelta(days=days)

    def close(self) -> None:
        """Shut the lid."""
        self.engine.close()
        self.vault.close()

    def crash_and_reopen(self) -> None:
        """The process ends wherever it is; what a transaction had committed is there again."""
        self.close()
        self.wire.token = ""
        self._open()

    def take_copy(self, to: Path) -> None:
        """The whole disk copied, as a backup of the laptop would."""
        self.close()
        shutil.copytree(self.folder, to)
        self.copy = to
        self._open()

    def put_back(self) -> None:
        """The disk as it was when it was copied."""
        assert self.copy is not None
        self.close()
        self.wire.token = ""
        shutil.rmtree(self.folder)
        shutil.copytree(self.copy, self.folder)
        self._open()

    def sync(self, trouble: Trouble | None = None, *, in_small_pages: bool = False) -> Outcome:
        """One round with the store."""
        self.wire.begin(trouble, in_small_pages)
        return self.engine.once()

    # -- what stands on the screen ------------------------------------------------------------------------------

    def screen(self, file: str, kind: str, record: bytes) -> Shown | None:
        """The words of an entry as its page shows them, every version of a field that stands in two; None: no such page."""
        found = self.records.record(file, KINDS[kind], record)
        if found is None:
            return None
        value = msgspec.to_builtins(found.value, builtin_types=(bytes,))
        shown: Shown = {field: (words,) for field, words in value.items()}
        state = self.records.state(file, kind, record)
        for field in found.in_two_versions:
            if field != PRESENCE:
                shown[field] = tuple(version.value for version in state.versions(field))
        shown[PRESENCE] = ("withdrawn" if found.is_withdrawn else "kept",)
        if PRESENCE in found.in_two_versions:
            shown[PRESENCE] = ("kept", "withdrawn")
        return shown

    def opened(self, file: str, kind: str, record: bytes) -> AnyRecord:
        """The entry as a form gets it."""
        found = self.records.record(file, KINDS[kind], record)
        assert found is not None
        return found

    def held(self, file: str) -> list[Change]:
        """Every change of a file that is on this laptop, in the order of arrival."""
        with reading(self.vault.engine) as connection:
            rows = connection.exec_driver_sql(
                "SELECT head, hash_of_body, salt, body FROM log WHERE file=? ORDER BY row", (file,)
            ).all()
        return [Change(*row) for row in rows]

    # -- forms --------------------------------------------------------------------------------------------------

    def keep(self, form: Form) -> None:
        """What is typed is on disk at once."""
        self.records.drafts.keep(form.name, form.file, "form", form)

    def forms(self) -> list[Form]:
        """The forms that are open: after a crash too, since each is a draft."""
        names = sorted(line.name for line in self.records.drafts.lines())
        return [form for name in names if (form := self.records.drafts.find(name, Form)) is not None]

    def save(self, form: Form) -> Change:
        """ "Add to record". Raises what the record raises; the draft then stays."""
        change = self._made(form)
        self.records.add(change, draft_done=form.name)
        return change

    def add(self, file: str, values: Any, record: bytes | None = None) -> Change:
        """A new entry."""
        change = self.records.create(file, values, record=record)
        self.records.add(change)
        return change

    def _made(self, form: Form) -> Change:
        record = Record(form.file, form.kind, form.record, KINDS[form.kind](), form.over)
        if form.action == "edit":
            return self.records.edit(record, form.typed)
        if form.action == "settle":
            ((field, words),) = form.typed.items()
            return self.records.settle(record, field, words, "as told by phone")
        make = self.records.withdraw if form.action == "withdraw" else self.records.restore
        return make(record, "written by mistake" if form.action == "withdraw" else "it is right after all")
