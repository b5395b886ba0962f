"""The record on this laptop, as screens' queries and actions use it: read, make changes, add them for good.

One object for one open copy. Reads are of what is committed; `add` puts all its changes in or none.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from casework import editing
from casework.acceptance import may_add
from casework.case_files import FileKind, Room, kind_of_file, room, room_of
from casework.changes import Change
from casework.editing import Pen
from casework.errors import KnownError, NotAllowed
from casework.exchange import MOST_BYTES_A_BODY
from casework.kinds import NAME_OF
from casework.kinds.direct_work import Attachment
from casework.kinds.reading import Kind, values_of
from casework.kinds.record import AnyRecord
from casework.kinds.rooms import HeldApart, held_apart_record
from casework.moments import as_utc
from desktop_app.record_store import erasing, log, schema, waiting_to_send
from desktop_app.record_store.reads import Reads
from desktop_app.record_store.taking_over import take_over
from desktop_app.vault.attachments import names_of, open_attachment, piece_name, read_segments, seal_attachment
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.errors import DamagedAttachment
from desktop_app.vault.vault import OpenVault

K = TypeVar("K", bound=Kind)
R = TypeVar("R")
Clock = Callable[[], datetime.datetime]
PIECES_AT_ONCE = 16  # of 256 KiB, flushed together
NOTHING: Mapping[str, Iterable[Attachment]] = MappingProxyType({})


class TooLong(KnownError):
    """An entry is longer than the store takes: refused here, before a part of what belongs together is added."""


class AlreadyAdded(KnownError):
    """What was written in a form stands in the record; the form can neither be kept nor added again."""


class Changed(msgspec.Struct, frozen=True):
    """What a transaction touched: files, and kinds of records."""

    files: frozenset[str]
    kinds: frozenset[str]


def _utc_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Records(Reads):
    """The record on this laptop: everything `Reads` reads, and the making and adding of changes."""

    def __init__(self, vault: OpenVault, clock: Clock = _utc_now) -> None:
        schema.prepare(vault.engine)
        take_over(vault)
        super().__init__(vault.engine)
        erasing.finish(vault)
        self._vault = vault
        self._clock = clock
        self._waits_for_nobody = self.identity.is_practice  # nothing of the made-up family is ever in the outbox
        vault.remember(msgspec.msgpack.encode(self.identity))

    # -- making changes -----------------------------------------------------------------------------------------

    def pen(self, happened: str = "") -> Pen:
        """Who writes now; happened: when what is written about happened (ISO), now where it is not said."""
        now = as_utc(self._clock())
        return Pen(self.professional, self.identity.device, happened or now, now)

    def create(self, file: str, value: Kind, *, record: bytes | None = None, happened: str = "") -> Change:
        """A change that adds a record; `add` puts it in."""
        return editing.create(file, NAME_OF[type(value)], values_of(value), self.pen(happened), record=record)

    def edit(self, record: AnyRecord, values: Mapping[str, Any], happened: str = "") -> Change:
        """A change that sets fields, over what `record` showed of them. Raises TwoVersionsOpen, RecordWithdrawn."""
        state = self.state(*record.key)
        plain = {field: msgspec.to_builtins(value, builtin_types=(bytes,)) for field, value in values.items()}
        return editing.edit(record.file, state, record.shown, plain, self.pen(happened), self._unsent(record.file))

    def settle(self, record: AnyRecord, field: str, value: Any, why: str = "") -> Change:
        """A change that settles a field in two versions. Raises NothingToSettle."""
        state = self.state(*record.key)
        unsent = self._unsent(record.file)
        return editing.settle(record.file, state, record.shown, field, value, self.pen(), why, unsent)

    def withdraw(self, record: AnyRecord, why: str) -> Change:
        """A change that withdraws the record as it was shown, with the reason."""
        state = self.state(*record.key)
        return editing.withdraw(record.file, state, record.shown, why, self.pen(), self._unsent(record.file))

    def restore(self, record: AnyRecord, why: str) -> Change:
        """A change that brings a withdrawn record back."""
        state = self.state(*record.key)
        return editing.restore(record.file, state, record.shown, why, self.pen(), self._unsent(record.file))

    def add(
        self,
        *changes: Change,
        draft_done: str = "",
        parts_done: Iterable[str] = (),
        attached: Mapping[str, Iterable[Attachment]] = NOTHING,
    ) -> Changed:
        """Add changes to the record, all or none, and with them put away the draft they came from.

        parts_done: names of drafts that were a part of that one; attached: {file: what was sealed for it with `seal`}; it is
        sent from now on. Raises NotAllowed or TooLong, with nothing added, where this person may not write one of them, or it
        is too long to be sent. What goes into a room that only some may read is told in the main file beside it: that it is
        there.
        """
        changes = (*changes, *self._told_in_the_main_file(changes))
        self._check_rights(changes)
        self.check_length(changes)
        by_file: dict[str, list[Change]] = {}
        for change in changes:
            by_file.setdefault(change.header.file, []).append(change)
        with self._database.begin() as connection:
            for file, its_changes in by_file.items():
                log.add_to_log(connection, file, [(change, None, "", self._waits_for_nobody) for change in its_changes])
            for file, attachments in attached.items():
                self._send_with(connection, file, attachments)
            done = [name for name in (draft_done, *parts_done) if name]
            if done:
                connection.execute(schema.drafts.delete().where(schema.drafts.c.name.in_(done)))
        return Changed(frozenset(by_file), frozenset(change.header.kind for change in changes))

    # -- attachments --------------------------------------------------------------------------------------------

    def keep_attachment(self, file: str, data: bytes, media: str) -> Attachment:
        """Seal bytes into the folder of pieces; the answer goes into a record of this file. It is sent with it."""
        attachment = self.seal(data, media)
        with self._database.begin() as connection:
            self._send_with(connection, file, (attachment,))
        return attachment

    def seal(self, data: bytes, media: str, step: Callable[[int, int], object] = lambda _done, _of: None) -> Attachment:
        """Seal bytes into the folder of pieces, where they wait until `add` is told of them. From any thread.

        step: (pieces kept, of how many), called before each few; what it raises takes back what was kept.
        """
        attachment, sealed = seal_attachment(data, media)
        names = list(sealed)
        try:
            for done in range(0, len(names), PIECES_AT_ONCE):
                step(done, len(names))
                self._vault.pieces.keep_all({name: sealed[name] for name in names[done : done + PIECES_AT_ONCE]})
        except BaseException:
            self.forget_sealed((attachment,))
            raise
        return attachment

    def keep_piece(self, piece: bytes) -> str:
        """Keep a sealed piece of what is still growing; its name. It waits until `add` is told of the whole. From any thread."""
        name = piece_name(piece)
        self._vault.pieces.keep(name, piece)
        return name

    def forget_sealed(self, attachments: Iterable[Attachment]) -> None:
        """Take away what was sealed and goes into no record. From any thread."""
        for name in sorted(names_of(attachments)):
            self._vault.pieces.forget(name)

    def destroy_listed(self) -> None:
        """Take away the sealed pieces that went with a draft; what a kill leaves is taken away at the next opening."""
        erasing.finish(self._vault)

    def drop_damaged(self, attachments: Iterable[Attachment]) -> bool:
        """Take away pieces that are not as they were stored, so that they are fetched again; whether there were any."""
        damaged = [name for name in names_of(attachments) if self._is_damaged(name)]
        for name in damaged:
            self._vault.pieces.forget(name)
        return bool(damaged)

    def pieces_left(self) -> dict[str, int]:
        """{file: pieces not with the store} of drawings and documents whose records are."""
        with reading(self._database) as connection:
            return waiting_to_send.files_with_pieces_left(connection)

    def has_attachment(self, attachment: Attachment) -> bool:
        """Whether all its pieces are on this laptop."""
        return all(self._vault.pieces.has(name) for name in attachment.pieces)

    def open_attachment(self, attachment: Attachment) -> bytes:
        """The bytes. Raises DamagedAttachment, or KeyError where a piece was not fetched yet."""
        return open_attachment(attachment, self._vault.pieces.read)

    def read_attachment(self, attachment: Attachment, offset: int, length: int) -> bytes:
        """So many verified bytes from `offset` on, without opening what comes before. Raises as `open_attachment`."""
        return b"".join(read_segments(attachment, offset, length, self._vault.pieces.read))

    # -- inside -------------------------------------------------------------------------------------------------

    def _send_with(self, connection: Connection, file: str, attachments: Iterable[Attachment]) -> None:
        """The pieces of these are sent to the file's readers, once."""
        rows = [(name, file, self._waits_for_nobody) for name in sorted(names_of(attachments))]
        if rows:
            connection.exec_driver_sql("INSERT OR IGNORE INTO pieces(name, file, sent) VALUES(?,?,?)", rows)
            connection.exec_driver_sql("DELETE FROM to_destroy WHERE name=?", [(row[0],) for row in rows])

    def _is_damaged(self, name: str) -> bool:
        try:
            self._vault.pieces.read(name)
        except DamagedAttachment:
            return True
        except KeyError:
            pass
        return False

    def _told_in_the_main_file(self, changes: Iterable[Change]) -> list[Change]:
        rooms = {file: room(file) for file in (one.header.file for one in changes)}
        told = []
        for file, its_room in rooms.items():
            main, record = room_of(file, Room.MAIN), held_apart_record(its_room)
            if its_room is not Room.MAIN and self.record(main, HeldApart, record) is None:
                told.append(self.create(main, HeldApart(room=its_room.value), record=record))
        return told

    def _unsent(self, file: str) -> dict[bytes, tuple[bytes, ...]]:
        """What this laptop wrote and the store has not taken; set aside or not, a form that is open may still show it."""
        with reading(self._database) as connection:
            waiting = log.unsent_of_file(connection, file)
            aside = [one.change for one in waiting_to_send.set_aside_changes(connection)]
        return {change.id: change.header.over for change in (*waiting, *aside) if change.header.file == file}

    def _check_rights(self, changes: Iterable[Change]) -> None:
        rights = self.rights()
        for change in changes:
            file = change.header.file
            if not may_add(rights.standing, file, rights.holders(file), change.header):
                whose = "this child's file" if kind_of_file(file) is FileKind.PERSON else "this book"
                raise NotAllowed(f"You may not add this to {whose} in your role. What you wrote is kept as a draft.")

    def check_length(self, changes: Iterable[Change]) -> None:
        """Raise TooLong where an entry is longer than the store takes (casework.exchange.MOST_BYTES_A_BODY)."""
        if any(len(change.body or b"") > MOST_BYTES_A_BODY for change in changes):
            raise TooLong(
                "One entry is too long to be sent: it may have about 10,000 words. Nothing was added, and all of it is kept"
                " on this laptop. Make it shorter, or write it in two entries."
            )
