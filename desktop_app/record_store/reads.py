"""What the record on this laptop says: the reading half of `Records`. Reads are of what is committed."""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from casework.case_files import FileKind
from casework.changes import Change
from casework.fold import RecordState, fold_record
from casework.kinds import KINDS, NAME_OF
from casework.kinds.reading import Kind
from casework.kinds.record import AnyRecord, Record
from casework.standing import Rights
from desktop_app.record_store import finding, log, schema, waiting_to_send
from desktop_app.record_store.current import to_record
from desktop_app.record_store.drafts import Drafts
from desktop_app.record_store.identity import Identity, identity_of
from desktop_app.record_store.rights import rights_of
from desktop_app.record_store.waiting_to_send import SetAside, TwoVersions, Waiting, WaitingRecord
from desktop_app.vault.encrypted_database import Database, reading

K = TypeVar("K", bound=Kind)
R = TypeVar("R")


NEWEST_AT_FIRST = 500
"""Of so many changes it is said what is new to somebody who never had the page open."""


class Since(msgspec.Struct, frozen=True):
    """What others added to a file, in the order of arrival, and the newest row of the log it was asked up to.

    is_first: whether its page was never open here.
    """

    upto: int
    changes: tuple[Change, ...]
    is_first: bool = False


class FileStanding(msgspec.Struct, frozen=True):
    """How far a file is held: number of the newest change, and the UTC time this laptop last had all of it."""

    file: str
    number: int
    synced: str


EVERY_FILE = ""


class Kinds:
    """Records of several kinds of one file, as they stood at one moment."""

    def __init__(self, found: dict[type[Kind], list[Record[Any]]]) -> None:
        self._found = found

    def records(self, form: type[K]) -> list[Record[K]]:
        """Those of one kind, in the order in which they came to this laptop."""
        return self._found[form]

    def values(self, form: type[K]) -> list[K]:
        """What those of one kind say."""
        return [record.value for record in self._found[form]]


class Reads:
    """Reads of one open copy."""

    def __init__(self, database: Database) -> None:
        schema.prepare(database)
        self._database = database
        self._rights: tuple[int, Rights] | None = None
        self._vocabulary = finding.Vocabulary(database)
        self.identity: Identity = identity_of(database)
        self.drafts = Drafts(database)

    @property
    def professional(self) -> str:
        """The id of the worker whose copy this is."""
        return self.identity.professional

    # -- reading ------------------------------------------------------------------------------------------------

    def files(self, kind: FileKind) -> list[str]:
        """The case files of this kind that this laptop holds, by name; not those of which the authority erased everything."""
        with reading(self._database) as connection:
            rows = connection.exec_driver_sql(
                # From one name to the next: there are a hundred records a file, and only their files are asked for.
                "WITH RECURSIVE name(file) AS (SELECT min(file) FROM current WHERE presence<>'erased' UNION ALL"
                " SELECT (SELECT min(file) FROM current WHERE current.file > name.file AND presence<>'erased') FROM name"
                " WHERE name.file IS NOT NULL) SELECT file FROM name WHERE file = ? OR file GLOB ? ORDER BY file",
                (kind.value, kind.value + ":*"),
            )
            return [row[0] for row in rows]

    def records(self, file: str, form: type[K], *, with_withdrawn: bool = False) -> list[Record[K]]:
        """The records of one kind in a file, in the order in which they came to this laptop."""
        return self._read(form, "file=? AND kind=?", (file, NAME_OF[form]), with_withdrawn)

    def kinds(self, file: str, *forms: type[Kind]) -> "Kinds":
        """The records of several kinds in a file, read at once: each question to the database is a wait for the screen."""
        named = {NAME_OF[form]: form for form in forms}
        marks = ",".join("?" * len(named))
        with reading(self._database) as connection:
            unsent = _unsent_in(connection, file)
            rows = connection.exec_driver_sql(
                f"SELECT kind, record, content FROM current WHERE file=? AND kind IN ({marks})"  # noqa: S608 question marks
                " AND presence NOT IN ('withdrawn', 'erased') ORDER BY id",
                (file, *named),
            ).all()
        found: dict[type[Kind], list[Record[Any]]] = {form: [] for form in forms}
        for kind, record, content in rows:
            found[named[kind]].append(to_record(named[kind], file, record, content, record in unsent))
        return Kinds(found)

    def records_everywhere(self, form: type[K], *, with_withdrawn: bool = False) -> list[Record[K]]:
        """The records of one kind in every file."""
        return self._read(form, "kind=?", (NAME_OF[form],), with_withdrawn)

    def record_everywhere(self, form: type[K], record: bytes) -> list[Record[K]]:
        """The record with this id in every file that has one: the child of each, in one question."""
        return self._read(form, "kind=? AND record=?", (NAME_OF[form], record), with_withdrawn=True)

    def erased_records(self, file: str) -> list[AnyRecord]:
        """What is left of records of which the authority erased every word: which kind, whose, when; no values."""
        with reading(self._database) as connection:
            rows = connection.exec_driver_sql(
                "SELECT kind, record, content FROM current WHERE file=? AND presence='erased' ORDER BY id", (file,)
            ).all()
        return [
            to_record(KINDS[kind], file, record, content, unsent=False)
            for kind, record, content in rows
            if kind in KINDS
        ]

    def record(self, file: str, form: type[K], record: bytes) -> Record[K] | None:
        """One record, withdrawn or not; None where it is not here, or nothing of it is left."""
        found = self._read(form, "file=? AND kind=? AND record=?", (file, NAME_OF[form], record), with_withdrawn=True)
        return found[0] if found else None

    def state(self, file: str, kind: str, record: bytes) -> RecordState:
        """All live values of a record: what the screen of two versions shows."""
        return fold_record(kind, record, self.history(file, kind, record))

    def history(self, file: str, kind: str, record: bytes) -> list[Change]:
        """Every change of a record, in the order in which they came to this laptop."""
        with reading(self._database) as connection:
            return log.changes_of_record(connection, file, kind, record)

    def histories(self, file: str, form: type[Kind]) -> dict[bytes, list[Change]]:
        """{record: its changes} of the records of a kind in a file that were changed after they were made."""
        found: dict[bytes, list[Change]] = {}
        with reading(self._database) as connection:
            for change in log.changes_of_changed_records(connection, file, NAME_OF[form]):
                found.setdefault(change.header.record, []).append(change)
        return found

    def remembered(self, name: str, file: str, day: datetime.date, form: type[R], make: Callable[[], R]) -> R:
        """A read-model of one file, or of all where `file` is EVERY_FILE, made again only when they or the day changed."""
        with reading(self._database) as connection:
            stamp = f"{day.isoformat()} {_stamp_of(connection, file)}"
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

    def find(self, words: str, files: tuple[str, ...] = (), most: int = 50) -> list[AnyRecord]:
        """Records that hold all these words or parts of words, in these files or in all: those that came last, first.

        Words that stand in a field in two versions are found too, and the record does not show them: see `state`.
        """
        asked = finding.question(words, self._vocabulary)
        if not asked:
            return []
        with reading(self._database) as connection:
            if files:
                hits = finding.hits_in(connection, files, asked, most)
            else:
                hits = finding.hits_everywhere(connection, asked, most)
        return [
            to_record(KINDS[hit.kind], hit.file, hit.record, hit.content, unsent=False)
            for hit in hits
            if hit.kind in KINDS
        ]

    def learn_words(self) -> bool:
        """Read every word there is, so that `find` knows parts in the midst of words; whether there was anything new."""
        return self._vocabulary.learn()

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
        return _answer(self._database, waiting_to_send.waiting)

    def waiting_records(self) -> list[WaitingRecord]:
        """Each record with unsent changes, in the order in which they are sent."""
        return _answer(self._database, waiting_to_send.waiting_records)

    def set_aside(self) -> list[SetAside]:
        """What the store refused: kept, shown, never sent again by itself."""
        return _answer(self._database, waiting_to_send.set_aside_changes)

    def two_versions(self, file: str = EVERY_FILE) -> list[TwoVersions]:
        """Every field that a person has to settle, in one file or in all."""
        return _answer(self._database, lambda connection: waiting_to_send.two_versions(connection, file))

    def standing_of_files(self) -> dict[str, FileStanding]:
        """How far each file is held."""
        with reading(self._database) as connection:
            rows = connection.execute(schema.files.select())
            return {row.file: FileStanding(row.file, row.number, row.synced) for row in rows}

    def since_last_looked(self, file: str, first_from: str = "") -> Since:
        """What others added to a file since its page was last open here.

        Where it was never open: what they wrote since `first_from` (an ISO time), of the newest; nothing without one.
        """
        with reading(self._database) as connection:
            looked = connection.exec_driver_sql("SELECT looked FROM files WHERE file=?", (file,)).scalar() or 0
            newest = connection.exec_driver_sql("SELECT max(row) FROM log WHERE file=?", (file,)).scalar() or 0
            if looked == newest or not (looked or first_from):
                return Since(newest, (), is_first=not looked)
            rows = connection.exec_driver_sql(
                "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND row>? AND row<=? ORDER BY row DESC LIMIT ?",
                (file, looked, newest, -1 if looked else NEWEST_AT_FIRST),
            )
            changes = [Change(*row) for row in rows]
        since = "" if looked else first_from
        theirs = (one for one in reversed(changes) if one.header.author != self.professional and not one.is_erased)
        return Since(newest, tuple(one for one in theirs if one.header.written >= since), is_first=not looked)

    def looked_at(self) -> list[str]:
        """The files whose page was ever open here, by name."""
        with reading(self._database) as connection:
            return [row[0] for row in connection.exec_driver_sql("SELECT file FROM files WHERE looked>0 ORDER BY file")]

    def mark_looked(self, file: str, upto: int) -> None:
        """The worker saw what there was up to this row of the log (`Since.upto`): it is no longer new."""
        with self._database.begin() as connection:
            connection.exec_driver_sql("UPDATE files SET looked=max(looked, ?) WHERE file=?", (upto, file))

    # -- inside -------------------------------------------------------------------------------------------------

    def _read(self, form: type[K], where: str, values: tuple[Any, ...], with_withdrawn: bool) -> list[Record[K]]:
        shown = "" if with_withdrawn else " AND presence<>'withdrawn'"  # one that was erased whole is never among them
        with reading(self._database) as connection:
            unsent = {
                (row[0], row[1])
                for row in connection.exec_driver_sql("SELECT DISTINCT file, record FROM log WHERE sent=0")
            }
            rows = connection.exec_driver_sql(
                f"SELECT file, record, content FROM current WHERE {where}{shown} AND presence<>'erased' ORDER BY id",  # noqa: S608 (our own words)
                values,
            ).all()
        return [to_record(form, file, record, content, (file, record) in unsent) for file, record, content in rows]


def _answer(database: Database, ask: Callable[[Connection], R]) -> R:
    with reading(database) as connection:
        return ask(connection)


def _stamp_of(connection: Connection, file: str) -> str:
    """Changes whenever the log of the file (or any) does.

    The newest row alone would not do: a change that the store refused is taken out again, and the next one gets its row.
    """
    if file == EVERY_FILE:
        newest = connection.exec_driver_sql("SELECT row, id FROM log ORDER BY row DESC LIMIT 1").first()
        unsent = connection.exec_driver_sql("SELECT count(*) FROM log INDEXED BY log_unsent WHERE sent=0").scalar()
    else:
        newest = connection.exec_driver_sql(
            "SELECT row, id FROM log WHERE row=(SELECT max(row) FROM log WHERE file=?)", (file,)
        ).first()
        unsent = connection.exec_driver_sql("SELECT count(*) FROM log WHERE sent=0 AND file=?", (file,)).scalar()
    return f"{newest[0]} {newest[1].hex()} {unsent}" if newest else ""


def _unsent_in(connection: Connection, file: str) -> set[bytes]:
    """The records of a file with work that was not sent yet."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT record FROM log INDEXED BY log_unsent WHERE sent=0 AND file=?", (file,)
    )
    return {row[0] for row in rows}
