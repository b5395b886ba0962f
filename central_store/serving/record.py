"""The record over the wire: batches taken or refused, pages given, and how far every file goes."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from typing import NamedTuple

from sqlalchemy import Connection

from casework.acceptance import Reason, Refusal, Sealer, refusal_of_form, refusal_of_right, refusal_of_seal
from casework.canonical import is_canonical
from casework.case_files import AUTHORITY_BOOK, FileKind, hub_book, is_case_file, kind_of_file, practice_book
from casework.changes import Change
from casework.erasure import without_erased
from casework.errors import BadMessage
from casework.exchange import (
    MOST_BYTES_A_PAGE,
    MOST_BYTES_WITH_NEWS,
    Batch,
    Cursor,
    FilePage,
    FilePush,
    NotTaken,
    PullAnswer,
    PullAsk,
    PushAnswer,
    PushAsk,
    Taken,
    WaitAnswer,
    from_wire,
    roll_up,
)
from casework.seals import FIRST_EPOCH
from casework.standing import Rights
from central_store.adding import Adding, Check, FileHead, Sealed, SealOutOfOrder
from central_store.audit import Line, write_lines
from central_store.ledger import Ledger
from central_store.pages import AT_MOST, Pages
from central_store.people import KnownDevice
from central_store.serving.office import LONGEST_NAME, Office
from central_store.serving.trouble import Refusing, not_yours, unknown_device

OnWritten = Callable[[frozenset[str]], None]


class _Refused(Exception):
    """Undoes what was begun for a batch."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason.value)
        self.refusal = refusal


class _Pushed(NamedTuple):
    """A batch whose form and seal were checked, and who sent it."""

    device: KnownDevice
    push: FilePush
    changes: list[Change]


class RecordDesk:
    """Takes and gives changes. `on_written` is told which files grew, `on_taken` by how many changes, once that is on disk."""

    def __init__(
        self, office: Office, on_written: OnWritten, on_taken: Callable[[int], None] = lambda _changes: None
    ) -> None:
        self._office = office
        self._on_written = on_written
        self._on_taken = on_taken

    # -- taking -------------------------------------------------------------------------------------------------

    def push(self, device: KnownDevice, ask: PushAsk) -> PushAnswer:
        """Take or refuse each file's batch, whole; those that can be taken share a commit."""
        begun = [self._begin(device, push) for push in ask.pushes]
        results: list[Taken | NotTaken] = []
        try:
            for push, one in zip(ask.pushes, begun, strict=True):
                result = self._end(device, push, one)
                results.append(result)
                if isinstance(result, Taken):
                    self._on_taken(len(push.batch.changes) - len(result.known))
        finally:  # what was taken is news, even where the answer for another file fails
            written = frozenset(result.file for result in results if isinstance(result, Taken))
            if written:
                self._on_written(written)
            if AUTHORITY_BOOK in written:
                self._office.finish_erasures()
        return PushAnswer(tuple(results))

    def _begin(self, device: KnownDevice, push: FilePush) -> "Refusal | Future[Taken]":
        """Everything that can be checked before any lock, then the asking of the writer."""
        try:
            changes = _changes_of(push.batch)
        except BadMessage:
            return Refusal(Reason.FORM)
        if not is_case_file(push.file):
            return Refusal(Reason.FORM)
        if self._refusal(device, push, changes) is not None:
            self._office.refresh()  # it may be refused for what the books say no longer
            refused = self._refusal(device, push, changes)
            if refused is not None:
                return refused
        one = _Pushed(device, push, changes)
        if (
            push.file == AUTHORITY_BOOK or kind_of_file(push.file) is FileKind.GRANTS
        ):  # what others may do follows from it
            return self._office.begin_write(lambda connection: _the_answer(self._add_all(connection, [one])))
        return self._office.begin_write_together(self._add_all, one)

    def _refusal(self, device: KnownDevice, push: FilePush, changes: Sequence[Change]) -> Refusal | None:
        sealer = self._sealer(device, push)
        if sealer is None or not 0 < push.batch.seal.number < AT_MOST:
            return Refusal(Reason.SEAL)
        return refusal_of_form(push.file, changes, self._office.register.erased(push.file)) or refusal_of_seal(
            self._office.tenant, push.file, push.batch.seal, changes, sealer
        )

    def _sealer(self, device: KnownDevice, push: FilePush) -> Sealer | None:
        """Whose seal it must be: the device's own, or, once the store was put back from a backup, also that of another
        device that was ever approved: who may read a file may give back what it lost. None where it may be nobody's."""
        register = self._office.register
        if push.batch.seal.device == device.device:
            return Sealer(device.public, register.standing(device.professional), device.earlier)
        writer = register.ever_approved(push.batch.seal.device)
        is_put_back = self._office.heads()[0] > FIRST_EPOCH
        if writer is None or not is_put_back or not register.rights(device.professional).may_read(push.file):
            return None
        return Sealer(writer.public, register.standing(writer.professional), writer.earlier)

    def _end(self, device: KnownDevice, push: FilePush, begun: "Refusal | Future[Taken]") -> Taken | NotTaken:
        try:
            if isinstance(begun, Future):
                return begun.result()
        except _Refused as error:
            begun = error.refusal
        reason, file = begun.reason.value, push.file[:LONGEST_NAME]
        self._office.note(Line(device.device, f"refused: {reason}", file, "push"))
        return NotTaken(push.file, reason, begun.changes)

    def _add_all(self, connection: Connection, some: Sequence["_Pushed"]) -> list[Taken | Exception]:
        """Every batch taken or refused, as if they had come one after the other."""
        office = self._office
        office.register.refresh(connection)  # what was revoked or handed on a moment ago holds already
        sealed = [
            Sealed(
                one.push.file,
                one.push.batch.seal,
                without_erased(one.changes, office.register.erased(one.push.file)),
                is_given_back=one.push.batch.seal.device != one.device.device,
            )
            for one in some
        ]
        adding, lines = Adding(connection, office.tenant, sealed), list[Line]()
        answers: list[Taken | Exception] = []
        for one, batch in zip(some, sealed, strict=True):
            try:
                added = adding.add(batch, self._check(one))
            except SealOutOfOrder:
                answers.append(_Refused(Refusal(Reason.SEAL_NUMBER)))
            except (_Refused, Refusing) as refused:
                answers.append(refused)
            else:
                lines.append(Line(one.device.device, "write", batch.file, f"to {added.head.number}"))
                answers.append(Taken(batch.file, added.first, office.sign(added.head), added.known))
        adding.write()
        write_lines(connection, office.tenant, lines)
        for one, answer in zip(some, answers, strict=True):
            if one.push.file == AUTHORITY_BOOK and isinstance(answer, Taken):
                office.carry_out_orders(connection, one.device.device, one.changes)
        return answers

    def _check(self, one: "_Pushed") -> Check:
        """Whether its device may still write, and its person so: asked under the lock. Raises Refusing or _Refused."""
        register, push = self._office.register, one.push

        def check(known: Collection[bytes]) -> None:
            if register.device(one.device.device) is None:
                raise unknown_device()
            if push.batch.seal.device != one.device.device:
                return  # given back: the store had taken it once, and what it once acknowledged is never refused
            rights = register.rights(one.device.professional)
            refused = refusal_of_right(
                push.file, one.changes, rights.standing, rights.holders(push.file), lambda name: name in known
            )
            if refused is not None:
                raise _Refused(refused)

        return check

    # -- giving -------------------------------------------------------------------------------------------------

    def pull(self, device: KnownDevice, ask: PullAsk) -> PullAnswer:
        """Pages for the files asked for, in the order asked, until the answer is full. Refused as a whole."""
        rights = self._office.register.rights(device.professional)
        for file in ask.cursors:
            if not is_case_file(file) or not rights.may_read(file):
                raise not_yours(file)
        pages = self._office.read(lambda connection: self._pages(connection, ask.cursors, ask.most_bytes))
        return PullAnswer(self._given(device, pages))

    def news(
        self, device: KnownDevice, agreed: list[FileHead] | None, now: list[FileHead], most_bytes: int
    ) -> WaitAnswer:
        """What a device that waited lacks: of files that grew since the roll-ups agreed, the head and what is new.

        agreed: heads when they agreed, None where they never did: then, and where a file is no longer to be read, all
        heads are named. What the device sealed itself is not sent back.
        """
        if agreed is None or not most_bytes > 0 or {one.file for one in agreed} - {one.file for one in now}:
            return WaitAnswer(changed=True, heads=self._office.sign_all(now))
        before = {head.file: head for head in agreed}
        grown = [head for head in now if before.get(head.file) != head]
        cursors = {head.file: _cursor(before.get(head.file)) for head in grown}
        most = min(most_bytes, MOST_BYTES_WITH_NEWS)
        pages = self._office.read(lambda connection: self._pages(connection, cursors, most))
        news = [page for page in pages if any(batch.seal.device != device.device for batch in page.batches)]
        return WaitAnswer(
            changed=True, heads=self._office.sign_all(grown), is_whole=False, pages=self._given(device, news)
        )

    def _given(self, device: KnownDevice, pages: Sequence[FilePage]) -> tuple[FilePage, ...]:
        """The pages, once it is on disk that they were read."""
        read = [Line(device.device, "read", page.file, _span(page)) for page in pages if page.batches]
        if read:
            self._office.note(*read)
        return tuple(pages)

    def heads(self, device: KnownDevice) -> tuple[bytes, list[FileHead]]:
        """The roll-up over every file the device may read, and those files' heads."""
        rights = self._office.register.rights(device.professional)
        epoch, everything = self._office.heads()
        heads = [head for head in everything if rights.may_read(head.file)]
        if epoch > FIRST_EPOCH:
            heads += self._office.read(
                lambda connection: _unknown_heads(Ledger(connection, self._office.tenant), rights, heads)
            )
        return roll_up((head.file, head.epoch, head.number, head.digest) for head in heads), heads

    def may_read(self, device: KnownDevice, file: str) -> bool:
        """Whether somebody is concerned by what was written to a file."""
        return self._office.register.rights(device.professional).may_read(file)

    def _pages(self, connection: Connection, cursors: Mapping[str, Cursor], most_bytes: int) -> list[FilePage]:
        ledger, given = Ledger(connection, self._office.tenant), Pages(connection, self._office.tenant)
        left = min(max(most_bytes, 1), MOST_BYTES_A_PAGE)
        pages = []
        for file, cursor in cursors.items():
            head = ledger.head(file)
            start, fork = given.start_after(head, cursor)
            if head.number <= start and cursor.epoch == head.epoch:
                continue
            batches, more = given.batches_after(file, start, left)
            pages.append(FilePage(file, tuple(batches), self._office.sign(head), more, fork))
            left -= sum(_size(batch) for batch in batches)
            if left <= 0:
                break
        return pages


def _the_answer(answers: Sequence[Taken | Exception]) -> Taken:
    (answer,) = answers
    if isinstance(answer, Exception):
        raise answer
    return answer


def _cursor(head: FileHead | None) -> Cursor:
    return Cursor(head.epoch, head.number, head.digest) if head else Cursor(FIRST_EPOCH, 0, b"")


def _unknown_heads(ledger: Ledger, rights: Rights, heads: Iterable[FileHead]) -> list[FileHead]:
    """After a restore also heads of files that the backup did not know: laptops may hold them."""
    standing = rights.standing
    hubs = standing.hubs | standing.oversees
    expected = {practice_book(standing.professional), *map(hub_book, hubs), *rights.held_by}
    return [ledger.head(file) for file in expected - {head.file for head in heads} if rights.may_read(file)]


def _changes_of(batch: Batch) -> list[Change]:
    changes = [from_wire(wire) for wire in batch.changes]
    for change in changes:
        change.check_form()
        if "\0" in change.header.kind:
            raise BadMessage("A change names a kind that no database can write.")
        if not is_canonical(change.head) or (change.body is not None and not is_canonical(change.body)):
            raise BadMessage("A change is not written in the one form that its hash stands for.")
    if len({change.id for change in changes}) != len(changes):
        raise BadMessage("A change stands twice under one seal.")
    return changes


def _span(page: FilePage) -> str:
    return f"{page.batches[0].number} to {page.head.number}" + (", in part" if page.more else "")


def _size(batch: Batch) -> int:
    return sum(len(wire.head) + len(wire.body or b"") for wire in batch.changes)
