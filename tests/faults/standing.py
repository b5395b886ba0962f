"""What a laptop told of its work, and whether its copy, opened as the front door does, holds that and nothing else.

A line is told before something is done, with what will stand then, and one after it. Whatever happened, the copy must hold
all that was done, and of what was under way all or nothing.
"""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.erasure import orders_in
from casework.kinds.received import Document
from casework.kinds.work import CaseNote
from desktop_app.direct_work import recordings
from desktop_app.opening.actions import records_of
from desktop_app.record_store.mending import Mended
from desktop_app.record_store.records import Records
from desktop_app.vault import device_secret
from desktop_app.vault.encrypted_database import check_whole, reading
from desktop_app.vault.errors import WrongPassphrase
from desktop_app.vault.key_file import KeyFile, Slot, new_slot, read_key_file, slot_of
from desktop_app.vault.last_state import Seen
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.rotation import keys_in_use
from desktop_app.vault.vault import OpenVault, open_with_keys
from desktop_app.vault.wrong_tries import WORST, TryCounter
from tests.support.vaults import PASSPHRASE

ANOTHER = "eleven brass kettles under rain"
PASSPHRASES = (PASSPHRASE, ANOTHER)
TRIES, WHICH = "wrong tries", "passphrase"
WRITTEN = "written"
NO_MORE = ""
"""What stands where something was taken away."""


class Line(msgspec.Struct, array_like=True):
    """What will stand once it is done: {name: what it is}; or what a copy was found to hold; or, empty, that it is done."""

    will_stand: dict[str, str] = {}
    found: dict[str, str] = {}

    def told(self) -> bytes:
        """As it is written."""
        return msgspec.json.encode(self) + b"\n"


class Told:
    """What a laptop told of its work, and whether a copy holds it."""

    def __init__(self) -> None:
        self.stands: dict[str, str] = {}
        self.under_way: dict[str, str] = {}

    def hear(self, lines: bytes) -> None:
        """Lines as they were told; one that was cut off in the middle was not told."""
        for text in lines.split(b"\n"):
            try:
                line = msgspec.json.decode(text, type=Line)
            except msgspec.DecodeError:
                continue
            if line.found:
                self.check(line.found)
            elif line.will_stand:
                self.under_way = line.will_stand
            else:
                self._settle(self.under_way)

    def check(self, found: Mapping[str, str]) -> None:
        """Raise AssertionError where the copy holds anything else; else what was under way is settled by what it holds."""
        if self.under_way and found == _without_gone(self.stands | self.under_way):
            self._settle(self.under_way)
            return
        missing = {name: what for name, what in self.stands.items() if found.get(name) != what}
        more = {name: what for name, what in found.items() if self.stands.get(name) != what}
        assert not missing, f"done, and gone: {missing}; found instead {more}; under way {self.under_way}"
        assert not more, f"never done, or done by half: {more}; under way {self.under_way}"
        self.under_way = {}

    def _settle(self, will_stand: Mapping[str, str]) -> None:
        self.stands = _without_gone(self.stands | will_stand)
        self.under_way = {}


def _without_gone(names: Mapping[str, str]) -> dict[str, str]:
    return {name: what for name, what in names.items() if what != NO_MORE}


class Opened(NamedTuple):
    """A copy, opened as the front door does. which: the passphrase that opened it, as a number."""

    vault: OpenVault
    records: Records
    mended: Mended | None
    which: int


class Door:
    """Opens one copy again and again as the front door does, but works out the key of each passphrase only once."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._slots: dict[bytes, tuple[int, Slot]] = {}
        self._made: list[Slot] = []

    def key_file(self) -> KeyFile:
        """As it lies there."""
        return read_key_file(self.profile.key_file.read_bytes())

    def slot(self) -> tuple[int, Slot]:
        """Which passphrase opens it, and the slot. Raises WrongPassphrase where none does, or DamagedKeyFile."""
        key_file = self.key_file()
        if key_file.header not in self._slots:
            self._slots[key_file.header] = self._that_opens(key_file)
        which, slot = self._slots[key_file.header]
        slot.open(key_file)
        return which, slot

    def slot_for(self, which: int) -> Slot:
        """A slot for one of the passphrases, to be put in the place of the other's."""
        if not self._made:
            name = self.key_file().read_header().profile
            self._made = [
                new_slot(one, profile=name, hardness=self.key_file().read_header().hardness) for one in PASSPHRASES
            ]
            self._slots |= {slot.header: (number, slot) for number, slot in enumerate(self._made)}
        return self._made[which]

    def open(self) -> Opened:
        """The copy, mended where it must be. Raises what the front door would."""
        which, slot = self.slot()
        lock = ProfileLock(self.profile)
        lock.take()
        try:
            seen = Seen.of(self.profile)
            keys = keys_in_use(self.profile, slot, self.key_file(), self.profile.signing_key.read_bytes())
            vault = open_with_keys(self.profile, keys, lock, seen, slot)
            return Opened(vault, *records_of(vault), which)
        except BaseException:
            lock.give_back()
            raise

    def _that_opens(self, key_file: KeyFile) -> tuple[int, Slot]:
        header = key_file.read_header()
        secret = device_secret.fetch(header.profile) if header.uses_device_secret else None
        for which, passphrase in enumerate(PASSPHRASES):
            slot = slot_of(key_file, passphrase, secret)
            try:
                slot.open(key_file)
            except WrongPassphrase:
                continue
            return which, slot
        raise WrongPassphrase("Neither passphrase opens it.")


def what_stands(opened: Opened) -> dict[str, str]:
    """What a copy holds, under the names by which it is told, and whether it is whole; raises AssertionError where it is not."""
    vault, records, mended, which = opened
    assert mended is None or (mended.unsent, mended.drafts, mended.is_sure) == (0, 0, True), mended
    assert not vault.standing.was_put_back, "it was taken for older files"
    assert check_whole(vault.engine) == []
    count = TryCounter(vault.profile.tries).read().wrong
    assert count != WORST, "the count of tries was gone"
    found = {TRIES: str(count), WHICH: str(which)}
    with reading(vault.engine) as connection:
        written = [Change(*row) for row in connection.exec_driver_sql("SELECT head, hash_of_body, salt, body FROM log")]
    book = [one for one in written if one.header.file == AUTHORITY_BOOK]
    for order in orders_in(records.identity.authority, records.identity.tenant, book):
        left = [name for name in order.pieces if vault.pieces.has(name.hex())]
        assert left == [], "a piece that was erased is there"
    own = [one for one in written if one.header.author == records.professional]  # whatever key the laptop had then
    found |= {change_name(one): WRITTEN for one in own}
    found |= {erased_name(one): WRITTEN for one in own if one.is_erased}
    for paper in records.records_everywhere(Document):
        is_own = any(one.header.record == paper.record for one in own)  # others' are fetched when they are asked for
        for one in paper.value.content or () if is_own else ():
            found[paper_name(str(paper.value.about))] = sum_of(records.open_attachment(one.content))
    for begun in records.drafts.begun(recordings.WHAT, recordings.RecordingDraft):
        recordings.end(records, begun.record)  # as the session's page does when it is opened again
    for line in records.drafts.lines():
        if line.what == recordings.WHAT:
            voice = records.drafts.find(line.name, recordings.RecordingDraft)
            found[draft_name(line.name)] = sum_of(records.open_attachment(voice.sound)) if voice else ""
        else:
            found[draft_name(line.name)] = str(records.drafts.find(line.name, dict))
    _check_nothing_twice(opened)
    return found


def _check_nothing_twice(opened: Opened) -> None:
    said = [note.value.said for note in opened.records.records_everywhere(CaseNote)]
    assert len(said) == len(set(said)), "a note is there twice"
    with reading(opened.vault.engine) as connection:
        for file, kinds in connection.exec_driver_sql(
            "SELECT file, count(DISTINCT kind || hex(record)) FROM log GROUP BY file"
        ):
            rows = connection.exec_driver_sql("SELECT count(*) FROM current WHERE file=?", (file,)).scalar_one()
            assert rows == kinds, "the records do not follow the log"


def change_name(change: Change) -> str:
    """Under which a change of the record is told."""
    return f"change {change.id.hex()}"


def erased_name(change: Change) -> str:
    """Under which it is told that a change has no words any more."""
    return f"erased {change.id.hex()}"


def draft_name(name: str) -> str:
    """Under which a draft is told; what it is: what it says."""
    return f"draft {name}"


def paper_name(about: str) -> str:
    """Under which a filed paper is told; what it is: the sum of its bytes."""
    return f"paper {about}"


def sum_of(data: bytes) -> str:
    """Enough to know bytes by."""
    return hashlib.sha256(data).hexdigest()[:16]
