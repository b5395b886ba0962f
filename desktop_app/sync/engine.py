"""Keeping a copy in step: push what was written, pull what others wrote, carry attachments. Crash-safe at every line."""

import datetime
import threading

from casework.case_files import AUTHORITY_BOOK
from casework.errors import BadMessage
from casework.exchange import Endpoint, FilePush, PushAnswer, PushAsk, Taken, WaitAnswer
from casework.kinds.direct_work import Attachment
from casework.seals import SigningKey
from desktop_app.record_store.identity import Identity
from desktop_app.record_store.post_room import PostRoom
from desktop_app.sync.carrying import Carrier, Step, no_step
from desktop_app.sync.holding import Goes
from desktop_app.sync.pulling import Pulling, waiting_ask
from desktop_app.sync.rounds import Cancelled, IsCancelled, Outcome, Progress, Tally, check, never, no_progress
from desktop_app.sync.session import StoreSession

BATCHES_A_PUSH = 16


class SyncEngine:
    """One copy and one store. A round is made by one thread at a time; waiting may go on beside it."""

    def __init__(self, post_room: PostRoom, identity: Identity, key: SigningKey) -> None:
        self._post = post_room
        self._session = StoreSession(identity, key, post_room.keep_lease)
        self._pulling = Pulling(post_room, identity, self._session)
        self._carrier = Carrier(post_room, self._session)
        self._one_round = threading.Lock()
        self._tally = Tally()
        self._held_up = frozenset[str]()  # files for which the store refused this laptop's seal when it was asked last
        self._declined: set[tuple[str, str, int]] = set()  # (file, device, number) of seals it would not take back

    def close(self) -> None:
        """End every connection, from any thread; a round or a wait on another thread ends with NotReachable."""
        self._session.close()

    @property
    def bytes_sent(self) -> int:
        """Of message bodies, so far."""
        return self._session.bytes_sent

    @property
    def bytes_received(self) -> int:
        """Of message bodies, so far."""
        return self._session.bytes_received

    @property
    def so_far(self) -> Outcome:
        """What the newest round did, also while it goes on or after it was cut short: that much is kept."""
        return self._tally.outcome(agrees=False)

    def lease_ends(self) -> datetime.datetime | None:
        """When this copy closes its files unless the store is reached before; None where that is not soon."""
        lease = self._post.lease()
        return lease.ends if lease is not None and lease.ends_soon else None

    @property
    def lacks_pieces(self) -> bool:
        """Whether drawings are wanted here that the store does not have yet: no news will tell when it does."""
        return self._carrier.lacks_pieces

    def once(
        self,
        progress: Progress = no_progress,
        is_cancelled: IsCancelled = never,
        first: tuple[str, ...] = (),
        *,
        goes: Goes = Goes.ALL,
        parts: Step = no_step,
    ) -> Outcome:
        """One whole round; `first`: files to fetch before others (today's visits); progress: (done, of) in changes that come;
        parts: the same in parts of drawings and documents that go; goes: what is not carried now waits.

        A file that cannot be believed is left as it is, and named in the outcome's trouble; the others go on.
        Raises NotReachable, StoreRefused, BadSeal or BadMessage; what was done until then is kept. Raises Cancelled.
        """
        with self._one_round:
            tally = self._tally = Tally()
            if goes is Goes.FIRST:
                self._push_first(tally, is_cancelled)
                return tally.outcome(agrees=False)
            self._push_all(tally, is_cancelled)
            if goes is Goes.ALL:
                self._carrier.send(self._between(tally, is_cancelled), parts)
            self._pull(tally, progress, is_cancelled, first)
            is_book_back = self._give_back(is_cancelled, is_book=True)  # its orders to erase come before what they name
            if tally.refused or (not tally.troubled and self._post.has_unsent()):
                # Refused before the pull: if this laptop was put back from a backup, it has its own newest seals again.
                # Taken before, and waiting again: the store was put back from a backup, and does not have it any more.
                self._push_all(tally, is_cancelled)
            if self._give_back(is_cancelled, is_book=False) or is_book_back:
                self._pulling.pull_all(tally, progress, is_cancelled, first)
            if goes is Goes.ALL:
                self._carrier.fetch(tally.kinds, self._between(tally, is_cancelled))
            return tally.outcome(agrees=self._pulling.agrees())

    def has_news(self, seconds: float) -> bool:
        """Wait until the store has something that this copy lacks, at most so long."""
        ask = waiting_ask(self._pulling.roll_up(), seconds)
        return self._pulling.was_told(self._session.ask(Endpoint.WAIT, ask, WaitAnswer, wait=seconds))

    def fetch(self, file: str, *attachments: Attachment, step: Step = no_step) -> None:
        """Bring attachments onto this laptop, from any thread; pieces that are here already are not asked for.

        step: (pieces done, of how many), called as it goes on; it may raise to stop.
        Raises NotReachable, StoreRefused (code "piece" where it has not reached the store yet) or DamagedAttachment.
        """
        self._carrier.fetch_now(file, [name for one in attachments for name in one.pieces], step)

    # -- pushing ------------------------------------------------------------------------------------------------

    def _push_all(self, tally: Tally, is_cancelled: IsCancelled) -> None:
        """Send what waits. `tally.refused`: whether the store refuses this laptop's seal for some file."""
        held_up = frozenset[str]()
        while True:
            check(is_cancelled)
            pushes = self._post.next_pushes(held_up, BATCHES_A_PUSH)
            if not pushes:
                tally.refused, self._held_up = bool(held_up), held_up
                return
            held_up |= self._push(pushes, tally)

    def _push_first(self, tally: Tally, is_cancelled: IsCancelled) -> None:
        """Send what goes before anything else, and nothing besides."""
        held_up = frozenset[str]()
        while self._post.that_go_first(held_up):
            check(is_cancelled)
            held_up |= self._push(self._post.next_pushes(held_up, BATCHES_A_PUSH), tally)
        tally.refused = bool(held_up)

    def _between(self, tally: Tally, is_cancelled: IsCancelled) -> IsCancelled:
        """Asked before each piece of an attachment: a safety concern written meanwhile does not wait for the rest."""

        def is_cancelled_now() -> bool:
            if not is_cancelled() and self._post.that_go_first(self._held_up):
                self._push_all(tally, is_cancelled)
            return is_cancelled()

        return is_cancelled_now

    def _pull(self, tally: Tally, progress: Progress, is_cancelled: IsCancelled, first: tuple[str, ...]) -> None:
        """Fetch what this copy lacks; for a safety concern written meanwhile it stops after the page, and goes on then."""
        while True:
            try:
                self._pulling.pull_all(
                    tally, progress, lambda: is_cancelled() or bool(self._post.that_go_first(self._held_up)), first
                )
            except Cancelled:
                check(is_cancelled)
                self._push_all(tally, is_cancelled)
            else:
                return

    def _push(self, pushes: list[FilePush], tally: Tally) -> frozenset[str]:
        answer = self._session.ask(Endpoint.PUSH, PushAsk(tuple(pushes)), PushAnswer)
        if [result.file for result in answer.results] != [push.file for push in pushes]:
            raise BadMessage("The central store did not answer for everything sent. It will be sent again.")
        held_up = set[str]()
        for push, result in zip(pushes, answer.results, strict=True):
            if isinstance(result, Taken):
                is_shown = self._post.was_taken(push, result)
                self._pulling.was_taken(result.head, is_shown=is_shown)
                tally.sent += len(push.batch.changes)
            elif not self._post.was_refused(push, result):
                held_up.add(push.file)
        return frozenset(held_up)

    def _give_back(self, is_cancelled: IsCancelled, *, is_book: bool) -> bool:
        """Offer a store that was put back from a backup what others wrote and it lost, under their seals; whether it
        took any of it. What it declines is kept here, and not offered again until the next start.

        is_book: of the authority's book; else of every other file.
        """
        is_any_taken = False
        for push in self._post.to_give_back():
            seal = push.batch.seal
            name = (push.file, seal.device, seal.number)
            if name in self._declined or (push.file == AUTHORITY_BOOK) is not is_book:
                continue
            check(is_cancelled)
            answer = self._session.ask(Endpoint.PUSH, PushAsk((push,)), PushAnswer)
            if [result.file for result in answer.results] != [push.file]:
                raise BadMessage("The central store did not answer for everything sent. It will be sent again.")
            (result,) = answer.results
            if isinstance(result, Taken):
                self._pulling.was_given_back(result.head, push.file)
                is_any_taken = True
            else:
                self._declined.add(name)
        return is_any_taken
