"""What the store answers, message by message, without a word of HTTP."""

import datetime
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from casework.acceptance import Reason, Refusal, Sealer, refusal_of_right
from casework.canonical import is_canonical
from casework.case_files import is_case_file
from casework.changes import Change
from casework.errors import BadMessage, BadSeal
from casework.exchange import (
    MOST_BYTES_A_PAGE,
    PIECE_BYTES,
    TOKEN_SECONDS,
    AuthorityAnswer,
    AuthorityAsk,
    Batch,
    ChallengeAnswer,
    ChallengeAsk,
    EnrolAnswer,
    EnrolAsk,
    FilePage,
    FilePush,
    NotTaken,
    PiecesAnswer,
    PiecesAsk,
    PullAnswer,
    PullAsk,
    PushAnswer,
    PushAsk,
    SessionAnswer,
    SessionAsk,
    Taken,
    from_wire,
    roll_up,
)
from casework.seals import Head, check_signature, device_id
from central_store import tables
from central_store.audit import write_line
from central_store.database import Writer
from central_store.ledger import FileHead, Ledger, SealOutOfOrder, out_of_order, refusal, signed, start_after
from central_store.people import KnownDevice, Register
from central_store.serving.pieces import PieceStore
from central_store.serving.sessions import Sessions
from central_store.serving.trouble import bad_code, not_yours, too_large
from central_store.store import Store, hash_of_code

R = TypeVar("R")
MOST_NAMES = 10_000


class Service:
    """One running store."""

    def __init__(self, store: Store, on_written: Callable[[], None]) -> None:
        self._store = store
        self._tenant = store.tenant
        self._writer = Writer(store.engine)
        self._on_written = on_written
        self.register = Register(store.tenant, store.about.authority)
        self.sessions = Sessions(store.key, store.tenant, self.register)
        self._pieces = PieceStore(store.folder.pieces)

    def close(self) -> None:
        """Finish what is being written."""
        self._writer.close()

    def who(self, header: str | None) -> KnownDevice:
        """The device that asks. Raises Refusing."""
        self._refresh()
        return self.sessions.check(header)

    # -- joining ------------------------------------------------------------------------------------------------

    def authority(self, _ask: AuthorityAsk) -> AuthorityAnswer:
        """Who this store is."""
        about = self._store.about
        return AuthorityAnswer(about.tenant, about.authority, about.store, about.tls_root)

    def enrol(self, ask: EnrolAsk) -> EnrolAnswer:
        """Bind a code to the first device that shows it, and tell that device when it is approved."""
        try:
            check_signature(ask.public, ask.signature, "enrol", self._tenant, ask.code)
        except BadSeal as error:
            raise bad_code() from error
        professional = self._write(lambda connection: self._take_code(connection, ask))
        if professional is None:
            raise bad_code()
        self._refresh()
        known = self.register.device(device_id(ask.public))
        return EnrolAnswer(professional, known.approval if known else None)

    def challenge(self, ask: ChallengeAsk) -> ChallengeAnswer:
        """Something to sign."""
        return ChallengeAnswer(self.sessions.challenge(ask.device))

    def session(self, ask: SessionAsk) -> SessionAnswer:
        """A token for an approved device."""
        self._refresh()
        try:
            token, known = self.sessions.begin(ask.device, ask.challenge, ask.signature)
        except Exception:
            self._note(ask.device[:64], "session refused")
            raise
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        return SessionAnswer(token, TOKEN_SECONDS, known.professional, now)

    # -- the record ---------------------------------------------------------------------------------------------

    def push(self, device: KnownDevice, ask: PushAsk) -> PushAnswer:
        """Take or refuse each file's batch, whole."""
        results = tuple(self._push_one(device, push) for push in ask.pushes)
        if any(isinstance(result, Taken) for result in results):
            self._on_written()
        return PushAnswer(results)

    def pull(self, device: KnownDevice, ask: PullAsk) -> PullAnswer:
        """Pages for the files asked for, in the order asked, until the answer is full. Refused as a whole."""
        rights = self.register.rights(device.professional)
        refused = [file for file in ask.cursors if not is_case_file(file) or not rights.may_read(file)]
        if refused:
            self._note(device.device, "read refused", refused[0][:200])
            raise not_yours()
        pages = self._read(lambda ledger: self._pages(ledger, ask))
        if any(page.batches for page in pages):
            names = ", ".join(page.file for page in pages if page.batches)
            self._note(device.device, "read", detail=names)
        return PullAnswer(tuple(pages))

    def heads(self, device: KnownDevice) -> tuple[bytes, list[FileHead]]:
        """The roll-up over every file the device may read, and those files' heads."""
        rights = self.register.rights(device.professional)
        heads = [head for head in self._read(lambda ledger: ledger.heads()) if rights.may_read(head.file)]
        return roll_up((head.file, head.epoch, head.number, head.digest) for head in heads), heads

    def sign(self, head: FileHead) -> Head:
        """The head with this store's signature."""
        return signed(self._store.key, self._tenant, head)

    # -- attachments --------------------------------------------------------------------------------------------

    def missing_pieces(self, device: KnownDevice, ask: PiecesAsk) -> PiecesAnswer:
        """Which pieces the store lacks."""
        self._check_may_read(device, ask.file)
        if len(ask.names) > MOST_NAMES:
            raise too_large()
        return PiecesAnswer(tuple(name for name in ask.names if not self._pieces.has(ask.file, name)))

    def keep_piece(self, device: KnownDevice, file: str, name: str, data: bytes) -> None:
        """Keep one piece, for whoever may read its file."""
        self._check_may_read(device, file)
        if len(data) > PIECE_BYTES:
            raise too_large()
        self._pieces.keep(file, name, data)

        def note(connection: Connection) -> None:
            held = tables.pieces.select().where(
                tables.pieces.c.tenant == self._tenant, tables.pieces.c.file == file, tables.pieces.c.name == name
            )
            if connection.execute(held).first() is None:
                line = {"tenant": self._tenant, "file": file, "name": name, "length": len(data)}
                connection.execute(tables.pieces.insert().values(line))

        self._write(note)

    def read_piece(self, device: KnownDevice, file: str, name: str) -> bytes:
        """One piece."""
        self._check_may_read(device, file)
        piece = self._pieces.read(file, name)
        self._note(device.device, "read piece", file)
        return piece

    # -- inside -------------------------------------------------------------------------------------------------

    def _push_one(self, device: KnownDevice, push: FilePush) -> Taken | NotTaken:
        refused: Refusal | None
        try:
            changes = _changes_of(push.batch)
        except BadMessage:
            refused, changes = Refusal(Reason.FORM), []
        else:
            refused = self._refusal_before(device, push, changes)
        if refused is None:
            outcome = self._write(lambda connection: self._add(connection, device, push, changes))
            if isinstance(outcome, Taken):
                return outcome
            refused = outcome
        self._note(device.device, f"refused: {refused.reason.value}", push.file[:200])
        return NotTaken(push.file, refused.reason.value, refused.changes)

    def _refusal_before(self, device: KnownDevice, push: FilePush, changes: list[Change]) -> Refusal | None:
        if push.batch.seal.device != device.device or not is_case_file(push.file):
            return Refusal(Reason.SEAL)
        sealer = Sealer(device.public, self.register.standing(device.professional))
        return refusal(self._tenant, push.file, push.batch.seal, changes, sealer)

    def _add(
        self, connection: Connection, device: KnownDevice, push: FilePush, changes: list[Change]
    ) -> Taken | Refusal:
        ledger = Ledger(connection, self._tenant)
        known = ledger.known_ids(push.file, [change.id for change in changes])
        rights = self.register.rights(device.professional)
        holders = rights.holders(push.file)
        refused = refusal_of_right(push.file, changes, rights.standing, holders, lambda name: name in known)
        if refused is not None:
            return refused
        try:
            added = ledger.add_sealed_by(push.file, push.batch.seal, changes)
        except SealOutOfOrder:
            return out_of_order()
        write_line(connection, self._tenant, device.device, "write", push.file, f"to {added.head.number}")
        return Taken(push.file, added.first, self.sign(added.head), added.known)

    def _pages(self, ledger: Ledger, ask: PullAsk) -> list[FilePage]:
        left = min(max(ask.most_bytes, 1), MOST_BYTES_A_PAGE)
        pages = []
        for file, cursor in ask.cursors.items():
            head = ledger.head(file)
            start = start_after(head, cursor)
            if head.number <= start and cursor.epoch == head.epoch:
                continue
            batches, more = ledger.batches_after(file, start, left)
            pages.append(FilePage(file, tuple(batches), self.sign(head), more, head.fork))
            left -= sum(_size(batch) for batch in batches)
            if left <= 0:
                break
        return pages

    def _take_code(self, connection: Connection, ask: EnrolAsk) -> str | None:
        enrolments = tables.enrolments
        is_it = (enrolments.c.tenant == self._tenant) & (enrolments.c.code == hash_of_code(ask.code))
        found = connection.execute(enrolments.select().where(is_it)).first()
        device = device_id(ask.public)
        is_new = found is not None and found.public is None and found.expires > time.time()
        if found is None or not (is_new or found.public == ask.public):
            write_line(connection, self._tenant, device, "code refused")
            return None
        if is_new:
            connection.execute(enrolments.update().where(is_it).values(public=ask.public))
            write_line(connection, self._tenant, device, "code shown", detail=found.professional)
        return str(found.professional)

    def _check_may_read(self, device: KnownDevice, file: str) -> None:
        if not is_case_file(file) or not self.register.rights(device.professional).may_read(file):
            self._note(device.device, "read refused", file[:200])
            raise not_yours()

    def _note(self, who: str, what: str, file: str = "", detail: str = "") -> None:
        self._write(lambda connection: write_line(connection, self._tenant, who, what, file, detail))

    def _write(self, work: Callable[[Connection], R]) -> R:
        return self._writer.do(work).result()

    def _refresh(self) -> None:
        with self._store.engine.connect() as connection:
            self.register.refresh(connection)

    def _read(self, ask: Callable[[Ledger], R]) -> R:
        with self._store.engine.connect() as connection:
            self.register.refresh(connection)
            return ask(Ledger(connection, self._tenant))


def _changes_of(batch: Batch) -> list[Change]:
    changes = [from_wire(wire) for wire in batch.changes]
    for change in changes:
        change.check_form()
        if not is_canonical(change.head) or (change.body is not None and not is_canonical(change.body)):
            raise BadMessage("A change is not written in the one form that its hash stands for.")
    return changes


def _size(batch: Batch) -> int:
    return sum(len(wire.head) + len(wire.body or b"") for wire in batch.changes)
