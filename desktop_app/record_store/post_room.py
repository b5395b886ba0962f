"""The one door between the copy and the wire: each call is one transaction, so that a crash leaves nothing half done."""

import datetime
from collections.abc import Iterable

from casework.exchange import Cursor, FilePage, FilePush, NotTaken, Taken
from casework.kinds.direct_work import Drawing
from casework.seals import Head
from desktop_app.record_store import intake, outbox
from desktop_app.record_store.intake import Trust
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.vault import OpenVault


class PostRoom:
    """What goes out of this copy and comes into it."""

    def __init__(self, vault: OpenVault, records: Records) -> None:
        self._vault = vault
        self._database = vault.engine
        self._records = records
        self._identity = records.identity
        self._trust = Trust(records.identity)
        with reading(self._database) as connection:
            self._trust.learn_from_copy(connection)

    # -- out ----------------------------------------------------------------------------------------------------

    def next_pushes(self, but_not: frozenset[str], most: int) -> list[FilePush]:
        """Batches to send, one a file, the longest waiting file first; each is kept with its seal before it goes."""
        with self._database.begin() as connection:
            files = [file for file in outbox.files_with_unsent(connection) if file not in but_not]
            found = [
                outbox.next_push(connection, self._identity, self._vault.signing_key, file) for file in files[:most]
            ]
        return [push for push in found if push is not None]

    def was_taken(self, push: FilePush, answer: Taken) -> None:
        """The store has a batch."""
        with self._database.begin() as connection:
            outbox.was_taken(connection, self._identity, push, answer)

    def was_refused(self, push: FilePush, answer: NotTaken) -> bool:
        """The store refused a batch; False where it is this laptop that it does not accept, not a change."""
        with self._database.begin() as connection:
            return outbox.was_refused(connection, push, answer)

    # -- in -----------------------------------------------------------------------------------------------------

    def cursors(self, files: Iterable[str]) -> dict[str, Cursor]:
        """How far each of these files is held."""
        with reading(self._database) as connection:
            return {file: intake.cursor_of(connection, self._identity.tenant, file) for file in files}

    def held_files(self) -> list[str]:
        """Every file of which something numbered is held."""
        with reading(self._database) as connection:
            return [row[0] for row in connection.exec_driver_sql("SELECT file FROM files WHERE number>0")]

    def take(self, pages: Iterable[FilePage]) -> list[intake.Taken]:
        """Check and keep the pages of one answer. Raises BadSeal or BadMessage, with nothing of them kept."""
        with self._database.begin() as connection:
            return [intake.take_page(connection, self._identity, self._trust, page) for page in pages]

    def mark_synced(self, heads: Iterable[Head]) -> None:
        """This copy has now all that the store had of these files."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        rows = [(now, head.file) for head in heads]
        if rows:
            with self._database.begin() as connection:
                connection.exec_driver_sql("UPDATE files SET synced=? WHERE file=?", rows)

    # -- attachments --------------------------------------------------------------------------------------------

    def unsent_pieces(self) -> dict[str, list[str]]:
        """{file: names of pieces} that the store has not been asked about."""
        waiting: dict[str, list[str]] = {}
        with reading(self._database) as connection:
            for file, name in connection.exec_driver_sql("SELECT file, name FROM pieces WHERE sent=0"):
                waiting.setdefault(file, []).append(name)
        return waiting

    def pieces_were_sent(self, names: Iterable[str]) -> None:
        """The store has these pieces."""
        with self._database.begin() as connection:
            connection.exec_driver_sql("UPDATE pieces SET sent=1 WHERE name=?", [(name,) for name in names])

    def read_piece(self, name: str) -> bytes:
        """A sealed piece of this copy."""
        return self._vault.pieces.read(name)

    def keep_piece(self, name: str, piece: bytes) -> None:
        """Keep a fetched piece. Raises DamagedAttachment where it is not the one named."""
        self._vault.pieces.keep(name, piece)

    def missing_drawings(self) -> list[tuple[str, str]]:
        """(file, name) of pieces of drawings that are not on this laptop yet."""
        return [
            (drawing.file, name)
            for drawing in self._records.records_everywhere(Drawing)
            for name in (drawing.value.ink.pieces if drawing.value.ink else ())
            if not self._vault.pieces.has(name)
        ]
