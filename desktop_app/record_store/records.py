"""The record on this laptop, as screens' queries and actions use it: read, make changes, add them for good.

One object for one open copy. Reads are of what is committed; `add` puts all its changes in or none.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from casework import editing
from casework.case_files import FileKind, kind_of_file
from casework.changes import Change
from casework.editing import Pen
from casework.errors import NotAllowed
from casework.fold import RecordState, fold_record
from casework.kinds import NAME_OF
from casework.kinds.direct_work import Attachment
from casework.kinds.reading import Kind, values_of
from casework.kinds.record import AnyRecord, Record
from casework.standing import Rights
from desktop_app.record_store import log, schema, waiting_to_send
from desktop_app.record_store.current import to_record
from desktop_app.record_store.drafts import Drafts
from desktop_app.record_store.identity import Identity, identity_of
from desktop_app.record_store.rights import rights_of
from desktop_app.record_store.waiting_to_send import SetAside, TwoVersions, Waiting, WaitingRecord
from desktop_app.vault.attachments import open_attachment, seal_attachment
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.vault import OpenVault

K = TypeVar("K", bound=Kind)
R = TypeVar("R")
Clock = Callable[[], datetime.datetime]


class Changed(msgspec.Struct, frozen=True):
    """What a transaction touched: files, and kinds of records."""

    files: frozenset[str]
    kinds: frozenset[str]


class Since(msgspec.Struct, frozen=True):
    """What others added to a file, in the order of arrival, and the newest row of the log it was asked up to."""

    upto: int
    changes: tuple[Change, ...]


class FileStanding(msgspec.Struct, frozen=True):
    """How far a file is held: number of the newest change, and the UTC time this laptop last had all of it."""

    file: str
    number: int
    synced: str


def _utc_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Records:
    """The record on this laptop."""

    def __init__(self, vault: OpenVault, clock: Clock = _utc_now) -> None:
        schema.prepare(vault.engine)
        self._vault = vault
        self._database = vault.engine
        self._clock = clock
        self._rights: tuple[int, Rights] | None = None
        self.identity: Identity = identity_of(vault.engine)
        self.drafts = Drafts(vault.engine)

    @property
    def professional(self) -> str:
        """The id of the worker whose copy this is."""
        return self.identity.professional

    # -- reading ------------------------------------------------------------------------------------------------

    def files(self, kind: FileKind) -> list[str]:
        """The case files of this kind that this laptop holds, by name."""
        with reading(self._database) as connection:
            rows = connection.exec_driver_sql(
                "SELECT DISTINCT file FROM current WHERE file = ? OR file GLOB ? ORDER BY file",
                (kind.value, kind.value + ":*"),
            )
            return [row[0] for row in rows]

    def records(self, file: str, form: type[K], *, with_withdrawn: bool = False) -> list[Record[K]]:
        """The records of one kind in a file, in the order in which they came to this laptop."""
        return self._read(form, "file=? AND kind=?", (file, NAME_OF[form]), with_withdrawn)

    def records_everywhere(self, form: type[K]) -> list[Record[K]]:
        """The records of one kind in every file."""
        return self._read(form, "kind=?", (NAME_OF[form],), with_withdrawn=False)

    def record(self, file: str, form: type[K], record: bytes) -> Record[K] | None:
        """One record, withdrawn or not; None where it is not here."""
        found = self._read(form, "file=? AND kind=? AND record=?", (file, NAME_OF[form], record), with_withdrawn=True)
        return found[0] if found else None

    def state(self, file: str, kind: str, record: bytes) -> RecordState:
        """All live values of a record: what the screen of two versions shows."""
        return fold_record(kind, record, self.history(file, kind, record))

    def history(self, file: str, kind: str, record: bytes) -> list[Change]:
        """Every change of a record, in the order in which they came to this laptop."""
        with reading(self._database) as connection:
            return log.changes_of_record(connection, file, kind, record)

    def remembered(self, name: str, file: str, day: datetime.date, form: type[R], make: Callable[[], R]) -> R:
        """A read-model of one file, made again only when the file or the day has changed."""
        with reading(self._database) as connection:
            newest = connection.exec_driver_sql("SELECT max(row) FROM log WHERE file=?", (file,)).scalar()
            stamp = f"{day.isoformat()} {newest}"
            row = connection.exec_driver_sql(
                "SELECT content FROM remembered WHERE name=? AND file=? AND stamp=?", (name, file, stamp)
            ).first()
        if row is not None:
            return msgspec.msgpack.decode(row[0], type=form)
        made = make()
        with self._database.begin() as connection:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO remembered(name, file, stamp, content) VALUES(?,?,?,?)",
                (name, file, stamp, msgspec.msgpack.encode(made)),
            )
        return made

    def search(self, words: str, most: int = 50) -> list[tuple[str, str, bytes]]:
        """(file, kind, record) of records that hold all these words or their beginnings, best first."""
        asked = " ".join(f'"{word}"*' for word in words.replace('"', " ").split())
        if not asked:
            return []
        with reading(self._database) as connection:
            rows = connection.exec_driver_sql(
                "SELECT file, kind, record FROM found JOIN current ON current.id = found.rowid"
                " WHERE found MATCH ? ORDER BY rank LIMIT ?",
                (asked, most),
            )
            return [(row[0], row[1], row[2]) for row in rows]

    # -- standing -----------------------------------------------------------------------------------------------

    def rights(self) -> Rights:
        """What this person may do, as far as this laptop knows."""
        with reading(self._database) as connection:
            newest = connection.exec_driver_sql(
                "SELECT total(row) FROM (SELECT max(row) AS row FROM log WHERE file='authority' OR file GLOB 'grants:*')"
            ).scalar_one()
            if self._rights is None or self._rights[0] != newest:
                self._rights = (newest, rights_of(connection, self.professional))
        return self._rights[1]

    def waiting(self) -> Waiting:
        """What waits to be sent, by file."""
        return self._reading(waiting_to_send.waiting)

    def waiting_records(self) -> list[WaitingRecord]:
        """Each record with unsent changes, oldest first."""
        return self._reading(waiting_to_send.waiting_records)

    def set_aside(self) -> list[SetAside]:
        """What the store refused: kept, shown, never sent again by itself."""
        return self._reading(waiting_to_send.set_aside_changes)

    def two_versions(self) -> list[TwoVersions]:
        """Every field that a person has to settle."""
        return self._reading(waiting_to_send.two_versions)

    def standing_of_files(self) -> dict[str, FileStanding]:
        """How far each file is held."""
        with reading(self._database) as connection:
            rows = connection.execute(schema.files.select())
            return {row.file: FileStanding(row.file, row.number, row.synced) for row in rows}

    def since_last_looked(self, file: str) -> Since:
        """What others added to a file since its page was last open here; nothing where it was never open."""
        with reading(self._database) as connection:
            looked = connection.exec_driver_sql("SELECT looked FROM files WHERE file=?", (file,)).scalar() or 0
            newest = connection.exec_driver_sql("SELECT max(row) FROM log WHERE file=?", (file,)).scalar() or 0
            if not looked or looked == newest:
                return Since(newest, ())
            rows = connection.exec_driver_sql(
                "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND row>? AND row<=? ORDER BY row",
                (file, looked, newest),
            )
            changes = [Change(*row) for row in rows]
        return Since(newest, tuple(change for change in changes if change.header.author != self.professional))

    def mark_looked(self, file: str, upto: int) -> None:
        """The worker saw what there was up to this row of the log (`Since.upto`): it is no longer new."""
        with self._database.begin() as connection:
            connection.exec_driver_sql("UPDATE files SET looked=max(looked, ?) WHERE file=?", (upto, file))

    # -- making changes -----------------------------------------------------------------------------------------

    def pen(self, happened: str = "") -> Pen:
        """Who writes now; happened: when what is written about happened (ISO), now where it is not said."""
        now = self._clock().isoformat(timespec="seconds").replace("+00:00", "Z")
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

    def add(self, *changes: Change, draft_done: str = "") -> Changed:
        """Add changes to the record, all or none, and with them put away the draft they came from.

        Raises NotAllowed, with nothing added, where this person may not write one of them.
        """
        self._check_rights(changes)
        by_file: dict[str, list[Change]] = {}
        for change in changes:
            by_file.setdefault(change.header.file, []).append(change)
        with self._database.begin() as connection:
            for file, its_changes in by_file.items():
                log.add_to_log(connection, file, [(change, None, "", False) for change in its_changes])
            if draft_done:
                connection.execute(schema.drafts.delete().where(schema.drafts.c.name == draft_done))
        return Changed(frozenset(by_file), frozenset(change.header.kind for change in changes))

    # -- attachments --------------------------------------------------------------------------------------------

    def keep_attachment(self, file: str, data: bytes, media: str) -> Attachment:
        """Seal bytes into the folder of pieces; the answer goes into a record of this file. It is sent with it."""
        attachment, sealed = seal_attachment(data, media)
        for name, piece in sealed.items():
            self._vault.pieces.keep(name, piece)
        with self._database.begin() as connection:
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO pieces(name, file, sent) VALUES(?,?,0)", [(name, file) for name in sealed]
            )
        return attachment

    def has_attachment(self, attachment: Attachment) -> bool:
        """Whether all its pieces are on this laptop."""
        return all(self._vault.pieces.has(name) for name in attachment.pieces)

    def open_attachment(self, attachment: Attachment) -> bytes:
        """The bytes. Raises DamagedAttachment, or KeyError where a piece was not fetched yet."""
        return open_attachment(attachment, self._vault.pieces.read)

    # -- inside -------------------------------------------------------------------------------------------------

    def _reading(self, ask: Callable[[Connection], R]) -> R:
        with reading(self._database) as connection:
            return ask(connection)

    def _read(self, form: type[K], where: str, values: tuple[Any, ...], with_withdrawn: bool) -> list[Record[K]]:
        shown = "" if with_withdrawn else " AND presence<>'withdrawn'"
        with reading(self._database) as connection:
            unsent = {
                (row[0], row[1])
                for row in connection.exec_driver_sql("SELECT DISTINCT file, record FROM log WHERE sent=0")
            }
            rows = connection.exec_driver_sql(
                f"SELECT file, record, content FROM current WHERE {where}{shown} ORDER BY id",  # noqa: S608 (our own words)
                values,
            ).all()
        return [to_record(form, file, record, content, (file, record) in unsent) for file, record, content in rows]

    def _unsent(self, file: str) -> dict[bytes, tuple[bytes, ...]]:
        with reading(self._database) as connection:
            return {change.id: change.header.over for change in log.unsent_of_file(connection, file)}

    def _check_rights(self, changes: Iterable[Change]) -> None:
        rights = self.rights()
        for change in changes:
            file, kind = change.header.file, change.header.kind
            if not rights.may_write(file, kind):
                whose = "this child's file" if kind_of_file(file) is FileKind.PERSON else "this book"
                raise NotAllowed(f"You may not add this to {whose} in your role. What you wrote is kept as a draft.")
