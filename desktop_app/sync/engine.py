"""Keeping a copy in step: push what was written, pull what others wrote, carry attachments. Crash-safe at every line."""

import threading
from collections.abc import Callable, Container

import msgspec

from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.errors import BadMessage
from casework.exchange import (
    Endpoint,
    FilePush,
    PiecesAnswer,
    PiecesAsk,
    PullAnswer,
    PullAsk,
    PushAnswer,
    PushAsk,
    Taken,
    WaitAnswer,
    WaitAsk,
    roll_up,
)
from casework.seals import Head, SigningKey, check_head
from desktop_app.record_store.identity import Identity
from desktop_app.record_store.post_room import PostRoom
from desktop_app.sync.session import StoreSession
from desktop_app.sync.transport import StoreRefused

BATCHES_A_PUSH = 16
FILES_A_PULL = 24
Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


class Outcome(msgspec.Struct, frozen=True):
    """What one round did. files, kinds: touched by what came; refused: whether the store refuses this laptop's seals;
    agrees: whether this copy now holds all that the store had."""

    sent: int = 0
    received: int = 0
    files: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    refused: bool = False
    agrees: bool = False


class Cancelled(Exception):
    """The worker, or the end of the program, asked a round to stop; what was done stays done."""


def _no_progress(_done: int, _of: int) -> None: ...


def _never() -> bool:
    return False


class SyncEngine:
    """One copy and one store. A round is made by one thread at a time; waiting may go on beside it."""

    def __init__(self, post_room: PostRoom, identity: Identity, key: SigningKey) -> None:
        self._post = post_room
        self._identity = identity
        self._session = StoreSession(identity, key)
        self._one_round = threading.Lock()
        self._heads: tuple[Head, ...] = ()

    def close(self) -> None:
        """End every connection."""
        self._session.close()

    @property
    def bytes_sent(self) -> int:
        """Of message bodies, so far."""
        return self._session.bytes_sent

    @property
    def bytes_received(self) -> int:
        """Of message bodies, so far."""
        return self._session.bytes_received

    def once(
        self, progress: Progress = _no_progress, is_cancelled: IsCancelled = _never, first: tuple[str, ...] = ()
    ) -> Outcome:
        """One whole round; `first`: files to fetch before others (today's visits); progress: (done, of) in changes.

        Raises NotReachable, StoreRefused, BadSeal or BadMessage; what was done until then is kept. Raises Cancelled.
        """
        with self._one_round:
            sent, refused = self._push_all(is_cancelled)
            received, files, kinds = self._pull_all(progress, is_cancelled, first)
            if refused:  # perhaps this laptop was put back from a backup: now it has its own newest seals again
                more, refused = self._push_all(is_cancelled)
                sent += more
            self._send_pieces(is_cancelled)
            self._fetch_drawings(is_cancelled)
            return Outcome(sent, received, files, kinds, refused, not self._behind(()))

    def has_news(self, seconds: float) -> bool:
        """Wait until the store has something that this copy lacks, at most so long."""
        answer = self._session.ask(Endpoint.WAIT, WaitAsk(self._roll_up(), seconds), WaitAnswer, wait=seconds)
        return answer.changed

    # -- pushing ------------------------------------------------------------------------------------------------

    def _push_all(self, is_cancelled: IsCancelled) -> tuple[int, bool]:
        """(changes taken, whether the store refuses this laptop's seal for some file)."""
        sent, held_up = 0, frozenset[str]()
        while True:
            _check(is_cancelled)
            pushes = self._post.next_pushes(held_up, BATCHES_A_PUSH)
            if not pushes:
                return sent, bool(held_up)
            taken, refused = self._push(pushes)
            sent += taken
            held_up |= refused

    def _push(self, pushes: list[FilePush]) -> tuple[int, frozenset[str]]:
        answer = self._session.ask(Endpoint.PUSH, PushAsk(tuple(pushes)), PushAnswer)
        if [result.file for result in answer.results] != [push.file for push in pushes]:
            raise BadMessage("The central store did not answer for everything sent. It will be sent again.")
        sent, held_up = 0, set[str]()
        for push, result in zip(pushes, answer.results, strict=True):
            if isinstance(result, Taken):
                self._post.was_taken(push, result)
                sent += len(push.batch.changes)
            elif not self._post.was_refused(push, result):
                held_up.add(push.file)
        return sent, frozenset(held_up)

    # -- pulling ------------------------------------------------------------------------------------------------

    def _pull_all(
        self, progress: Progress, is_cancelled: IsCancelled, first: tuple[str, ...]
    ) -> tuple[int, frozenset[str], frozenset[str]]:
        received, files, kinds = 0, set[str](), set[str]()
        self._ask_heads()
        behind = self._behind(first)
        of = sum(missing for _, missing in behind)
        names = [file for file, _ in behind]
        while names:
            _check(is_cancelled)
            cursors = self._post.cursors(names[:FILES_A_PULL])
            answer = self._session.ask(Endpoint.PULL, PullAsk(cursors), PullAnswer)
            if not {page.file for page in answer.pages} <= set(cursors):
                raise BadMessage("The central store sent what it was not asked for. Nothing was taken over.")
            for page, taken in zip(answer.pages, self._post.take(answer.pages), strict=True):
                received += taken.count
                files.add(page.file)
                kinds |= taken.kinds
            progress(received, max(of, received))
            names = _left(names, cursors.keys(), {page.file: page.more for page in answer.pages})
        self._post.mark_synced(self._heads)
        return received, frozenset(files), frozenset(kinds)

    def _ask_heads(self) -> None:
        answer = self._session.ask(Endpoint.WAIT, WaitAsk(self._roll_up()), WaitAnswer)
        if answer.changed:
            for head in answer.heads:
                check_head(self._identity.store, self._identity.tenant, head)
            self._heads = answer.heads

    def _behind(self, first: tuple[str, ...]) -> list[tuple[str, int]]:
        """(file, changes missing) of files that are not as the store has them, in the order to fetch them."""
        held = self._post.cursors(head.file for head in self._heads)
        found = []
        for head in self._heads:
            cursor = held[head.file]
            if (cursor.epoch, cursor.number, cursor.digest) != (head.epoch, head.number, head.digest):
                is_ahead = cursor.epoch == head.epoch and cursor.number > head.number  # we pushed since the look
                if not is_ahead:
                    found.append((head.file, max(head.number - cursor.number, 0)))
        return sorted(found, key=lambda line: (_rank(line[0], first), line[0]))

    def _roll_up(self) -> bytes:
        """Over the files the store named last, as this copy has them."""
        held = self._post.cursors([head.file for head in self._heads] or self._post.held_files())
        return roll_up((file, cursor.epoch, cursor.number, cursor.digest) for file, cursor in held.items())

    # -- attachments --------------------------------------------------------------------------------------------

    def _send_pieces(self, is_cancelled: IsCancelled) -> None:
        for file, names in self._post.unsent_pieces().items():
            missing = self._session.ask(Endpoint.MISSING_PIECES, PiecesAsk(file, tuple(names)), PiecesAnswer).missing
            for name in missing:
                _check(is_cancelled)
                if name in names:
                    self._session.send_piece(file, name, self._post.read_piece(name))
            self._post.pieces_were_sent(names)

    def _fetch_drawings(self, is_cancelled: IsCancelled) -> None:
        """Drawings are small and wanted without a connection: fetch them all. What is not there yet comes later."""
        for file, name in self._post.missing_drawings():
            _check(is_cancelled)
            try:
                self._post.keep_piece(name, self._session.fetch_piece(file, name))
            except StoreRefused as error:
                if error.code != "piece":
                    raise


def _left(names: list[str], asked: Container[str], answered: dict[str, bool]) -> list[str]:
    """The files still to ask for. One that was asked for and not answered waits for the next answer's room; if none
    was answered at all, all that was asked for was up to date."""
    if not answered:
        return [name for name in names if name not in asked]
    return [name for name in names if answered.get(name, True)]


def _rank(file: str, first: tuple[str, ...]) -> int:
    if file == AUTHORITY_BOOK:
        return 0
    if file.startswith(grants_log("")):
        return 1
    return 2 if file in first else 3


def _check(is_cancelled: IsCancelled) -> None:
    if is_cancelled():
        raise Cancelled
