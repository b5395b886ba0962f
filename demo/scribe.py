"""Writes the made-up record: every change by a made-up professional, through the same door as the app's own.

Each professional has a laptop with a key of its own, made from the seed, so that the store can seal their changes for
them. Salts and ids come from the seed too: the same hub has the same bytes on every machine.
"""

import datetime
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from casework import editing
from casework.changes import SALT_BYTES, Change, write_change
from casework.editing import Pen
from casework.fold import RecordState, fold_record
from casework.kinds import NAME_OF, Kind
from casework.kinds.reading import values_of
from casework.seals import SigningKey, device_id


class When(msgspec.Struct, frozen=True):
    """When something happened and when it was written down, as UTC texts."""

    happened: str
    written: str


def at(day: datetime.date, time: str = "10:00", later: int = 90) -> When:
    """Happened on a day at a time ("10:30"), written so many minutes later."""
    begun = datetime.datetime.combine(day, datetime.time.fromisoformat(time))
    return When(_utc(begun), _utc(begun + datetime.timedelta(minutes=later)))


def time_after(time: str, minutes: int) -> str:
    """ "10:30" and 45 minutes later."""
    begun = datetime.datetime.combine(datetime.date(2000, 1, 1), datetime.time.fromisoformat(time))
    return f"{begun + datetime.timedelta(minutes=minutes):%H:%M}"


class Scribe:
    """Makes the changes of all files and keeps them until they are asked for."""

    def __init__(self, rng: random.Random, staff: Iterable[str]) -> None:
        self.rng = rng
        self.keys = {one: rng.randbytes(32) for one in staff}
        self._first_key = next(iter(self.keys.values()), b"")
        self._devices = {one: device_id(SigningKey.from_bytes(key).public) for one, key in self.keys.items()}
        self._changes: dict[str, list[Change]] = defaultdict(list)
        self._records: dict[tuple[str, str, bytes], list[Change]] = defaultdict(list)

    def new_id(self) -> bytes:
        """16 bytes for a record or a group."""
        return self.rng.randbytes(16)

    def create(self, file: str, value: Kind, author: str, when: When, record: bytes | None = None) -> bytes:
        """Add a record; its id."""
        record = record or self.new_id()
        salt = self.rng.randbytes(SALT_BYTES)
        kind = NAME_OF[type(value)]
        self._keep(editing.create(file, kind, values_of(value), self._pen(author, when), record=record, salt=salt))
        return record

    def edit(
        self, file: str, kind: type[Kind], record: bytes, values: Mapping[str, Any], author: str, when: When
    ) -> None:
        """Set fields of a record over what stands there now."""
        state = self.state(file, kind, record)
        self.edit_as_shown(file, state, values, author, when)

    def edit_as_shown(self, file: str, state: RecordState, values: Mapping[str, Any], author: str, when: When) -> None:
        """Set fields over what somebody was shown, who may not have seen the newest: how two versions come about."""
        plain = {name: msgspec.to_builtins(value, builtin_types=(bytes,)) for name, value in values.items()}
        self._keep(self._salted(editing.edit(file, state, state.shown(), plain, self._pen(author, when))))

    def withdraw(self, file: str, kind: type[Kind], record: bytes, why: str, author: str, when: When) -> None:
        """Withdraw a record with a reason."""
        state = self.state(file, kind, record)
        self._keep(self._salted(editing.withdraw(file, state, state.shown(), why, self._pen(author, when))))

    def state(self, file: str, kind: type[Kind], record: bytes) -> RecordState:
        """A record as it stands now."""
        name = NAME_OF[kind]
        return fold_record(name, record, self._records[file, name, record])

    def changes(self) -> dict[str, list[Change]]:
        """{file: its changes in the order in which they were written}."""
        return {
            file: sorted(some, key=lambda change: change.header.written) for file, some in sorted(self._changes.items())
        }

    def _pen(self, author: str, when: When) -> Pen:
        if author not in self._devices:  # somebody of another hub: their key comes from the seed and their name
            self.keys[author] = random.Random(f"{self._first_key.hex()} {author}").randbytes(32)
            self._devices[author] = device_id(SigningKey.from_bytes(self.keys[author]).public)
        return Pen(author, self._devices[author], when.happened, when.written)

    def _salted(self, change: Change) -> Change:
        """The same change with a salt from the seed instead of a random one."""
        header = change.header
        return write_change(
            file=header.file,
            record=header.record,
            kind=header.kind,
            values=change.values,
            over=frozenset(header.over),
            author=header.author,
            device=header.device,
            happened=header.happened,
            written=header.written,
            salt=self.rng.randbytes(SALT_BYTES),
        )

    def _keep(self, change: Change) -> None:
        header = change.header
        self._changes[header.file].append(change)
        self._records[header.file, header.kind, header.record].append(change)


def _utc(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="seconds") + "Z"
