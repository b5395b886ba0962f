"""The one door between the copy and the wire: each call is one transaction, so that a crash leaves nothing half done."""

import datetime
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

from casework.errors import BadMessage, BadSeal
from casework.exchange import Cursor, FilePage, FilePush, NotTaken, Taken
from casework.kinds.direct_work import Drawing
from casework.kinds.received import Document
from casework.seals import Lease
from desktop_app.record_store import erasing, intake, lease, outbox
from desktop_app.record_store.records import Records
from desktop_app.record_store.trust import Trust
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.vault import OpenVault
from desktop_app.vault.wrong_tries import this_moment

MINUTE = datetime.timedelta(minutes=1)


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

    # -- the lease ----------------------------------------------------------------------------------------------

    def keep_lease(self, given: Lease) -> None:
        """The store was reached and says how long this copy may be used without it. Raises BadSeal."""
        lease.keep(self._database, self._identity, given, this_moment())

    def lease(self) -> lease.LeaseStanding | None:
        """How long that is still so; None where the store gave none."""
        return lease.standing(self._database, this_moment())

    # -- out ----------------------------------------------------------------------------------------------------

    def next_pushes(self, but_not: frozenset[str], most: int) -> list[FilePush]:
        """Batches to send, one a file, the longest waiting file first; each is kept with its seal before it goes.

        While a safety concern waits, only files with one: a short connection carries it, whatever else waits.
        """
        files = self.that_go_first(but_not)
        if not files:
            with reading(self._database) as connection:
                files = [file for file in outbox.files_with_unsent(connection) if file not in but_not]
        files = files[:most]
        if not files:
            return []
        with self._database.begin() as connection:
            found = [outbox.next_push(connection, self._identity, self._vault.signing_key, file) for file in files]
        return [push for push in found if push is not None]

    def that_go_first(self, but_not: frozenset[str] = frozenset()) -> list[str]:
        """Files of which something waits that goes before anything else."""
        with reading(self._database) as connection:
            return [file for file in outbox.files_that_go_first(connection) if file not in but_not]

    def has_unsent(self) -> bool:
        """Whether anything waits to be sent."""
        with reading(self._database) as connection:
            return outbox.has_unsent(connection)

    def was_taken(self, push: FilePush, answer: Taken) -> bool:
        """The store has a batch; False where the next pull must show it. Raises BadSeal or BadMessage."""
        with self._database.begin() as connection:
            return outbox.was_taken(connection, self._identity, push, answer)

    def files_to_be_shown(self) -> list[str]:
        """Files in which the store acknowledged something that it has not shown since."""
        with reading(self._database) as connection:
            return outbox.files_to_be_shown(connection, self._identity.device)

    def not_shown(self, file: str) -> int:
        """How many changes the store acknowledged and does not show, in a file that is held to its end: they wait again."""
        with self._database.begin() as connection:
            return outbox.not_shown(connection, file, self._identity.device)

    def to_give_back(self) -> list[FilePush]:
        """What others wrote, this copy holds, and a store that was put back from a backup has lost."""
        with reading(self._database) as connection:
            return outbox.to_give_back(connection, self._identity.device)

    def was_refused(self, push: FilePush, answer: NotTaken) -> bool:
        """The store refused a batch; False where it is this laptop that it does not accept, not a change."""
        with self._database.begin() as connection:
            return outbox.was_refused(connection, push, answer)

    # -- in -----------------------------------------------------------------------------------------------------

    def cursors(self, files: Iterable[str]) -> dict[str, Cursor]:
        """How far each of these files is held."""
        with reading(self._database) as connection:
            return intake.cursors_of(connection, self._identity.tenant, files)

    def held_files(self) -> list[str]:
        """Every file of which something numbered is held."""
        with reading(self._database) as connection:
            return [row[0] for row in connection.exec_driver_sql("SELECT file FROM files WHERE number>0")]

    def take(self, pages: Sequence[FilePage]) -> list[intake.Taken | BadSeal | BadMessage]:
        """Check and keep the pages of one answer, in one transaction; one that cannot be believed is left out, whole.

        What an order of the authority among them names is erased with it, and after it what lies beside the database.
        """
        taken = self._take_all(pages) if pages else []
        if any(isinstance(one, intake.Taken) and one.erased.orders for one in taken):
            erasing.finish(self._vault)
        return taken

    def _take_all(self, pages: Sequence[FilePage]) -> list[intake.Taken | BadSeal | BadMessage]:
        try:
            with self._database.begin() as connection:
                taken: list[intake.Taken | BadSeal | BadMessage] = [
                    intake.take_page(connection, self._identity, self._trust, page) for page in pages
                ]
                self._leave_out_of_drafts(taken)
                return taken
        except (BadSeal, BadMessage, RecursionError):
            pass  # rare: nothing is kept, and each page is looked at again by itself, which costs more
        with self._database.begin() as connection:
            one_by_one = [self._take(connection, page) for page in pages]
            self._leave_out_of_drafts(one_by_one)
            return one_by_one

    def _leave_out_of_drafts(self, taken: Iterable[intake.Taken | BadSeal | BadMessage]) -> None:
        for one in taken:
            if isinstance(one, intake.Taken):
                self._records.drafts.leave_out(one.erased.cuts)

    def _take(self, connection: Connection, page: FilePage) -> intake.Taken | BadSeal | BadMessage:
        try:
            with connection.begin_nested():
                return intake.take_page(connection, self._identity, self._trust, page)
        except (BadSeal, BadMessage) as error:
            return error
        except RecursionError:
            return BadMessage("The central store sent something folded into itself without end.")

    def forget_order(self, file: str, after: Cursor) -> None:
        """The order that came after this was never proved: the words stay, their numbers are asked for again."""
        with self._database.begin() as connection:
            intake.forget_order(connection, self._identity.tenant, file, after)

    def mark_synced(self, files: Collection[str]) -> None:
        """This copy has now all that the store had of these files. Kept to the minute: it is written at every look."""
        now = datetime.datetime.now(datetime.UTC)
        long_ago = (now - MINUTE).isoformat(timespec="seconds")
        with reading(self._database) as connection:
            known = connection.exec_driver_sql("SELECT file FROM files WHERE synced<=?", (long_ago,))
            rows = [(now.isoformat(timespec="seconds"), row[0]) for row in known if row[0] in files]
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

    def has_piece(self, name: str) -> bool:
        """Whether a piece is on this laptop. Raises DamagedAttachment for a name that no piece can have."""
        return self._vault.pieces.has(name)

    def read_piece(self, name: str) -> bytes:
        """A sealed piece of this copy."""
        return self._vault.pieces.read(name)

    def keep_piece(self, name: str, piece: bytes) -> None:
        """Keep a fetched piece. Raises DamagedAttachment where it is not the one named."""
        self._vault.pieces.keep(name, piece)

    def missing_small(self) -> list[tuple[str, str]]:
        """(file, name) of pieces of drawings, and of previews of documents, that are not on this laptop yet."""
        small = [
            (drawing.file, drawing.value.ink)
            for drawing in self._records.records_everywhere(Drawing)
            if drawing.value.ink is not None
        ]
        small += [
            (document.file, one.preview)
            for document in self._records.records_everywhere(Document)
            for one in document.value.content or ()
            if one.preview is not None
        ]
        return [(file, name) for file, one in small for name in one.pieces if not self._vault.pieces.has(name)]
