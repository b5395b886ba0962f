"""Keeps in step while the program runs: at once when something was written here or there, patiently when cut off."""

import random
import threading
from collections.abc import Callable

import msgspec

from casework.errors import KnownError, NotReachable
from casework.exchange import LONGEST_WAIT_SECONDS
from casework.kinds.direct_work import Attachment
from desktop_app.record_store.records import Records
from desktop_app.sync.carrying import Step
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.holding import Hold, Holding
from desktop_app.sync.rounds import Cancelled, Outcome
from desktop_app.sync.status import Link, Status
from desktop_app.sync.transport import NOT_ACCEPTED, StoreRefused
from desktop_app.vault.errors import BusyCopy

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
IN_STEP_PAUSE = 0.05  # seconds between two rounds, so that what is written in a burst becomes one
PIECES_PAUSE = 60.0  # seconds after which drawings that the store did not have yet are asked for again
BUSY = (
    "Daybook is busy with something else on this laptop. Sending waits for it and goes on by itself. Nothing is lost."
)
NOT_OURS = "The central store does not accept this laptop's seal. Ring your administrator."


class StepKeeper:
    """Two threads: one makes rounds, one waits for news. `on_status` and `on_outcome` are called from the first, as is
    `on_refused`, when the store does not accept this laptop any more."""

    def __init__(
        self,
        engine: SyncEngine,
        records: Records,
        on_status: Callable[[Status], None],
        on_outcome: Callable[[Outcome], None],
        on_refused: Callable[[], None] = lambda: None,
        holding: Holding | None = None,
    ) -> None:
        self._engine = engine
        self._records = records
        self._on_status = on_status
        self._on_outcome = on_outcome
        self._on_refused = on_refused
        self._holding = holding or Holding()
        self._hold = Hold()
        self._wanted = threading.Event()
        self._stopped = threading.Event()
        self._connected = threading.Event()
        self._in_step = threading.Event()
        self._status = Status()
        self._threads = [
            threading.Thread(target=self._make_rounds, name="rounds"),
            threading.Thread(target=self._listen, name="news"),
        ]

    def start(self) -> None:
        """Begin; the first round is made at once."""
        self._wanted.set()
        for thread in self._threads:
            thread.start()

    def something_was_written(self) -> None:
        """A change or a draft was written here: say so, and send what can be sent."""
        self._wanted.set()

    def pause(self) -> None:
        """Send nothing but safety concerns, and fetch nothing, until `go_on`. What is under way stops at its next step."""
        self._holding.pause()
        self._wanted.set()

    def go_on(self, *, all_of_it: bool = False) -> None:
        """Go on. all_of_it: with drawings and documents, whatever the connection or the battery."""
        if all_of_it:
            self._holding.send_all()
        else:
            self._holding.go_on()
        self._wanted.set()

    def count_again(self) -> None:
        """A draft was kept or put away: what waits is another number now, and there is nothing to send. From any thread."""
        waiting = self._records.waiting()
        self._show(msgspec.structs.replace(self._status, waiting=waiting.count, set_aside=waiting.set_aside))

    def fetch(self, file: str, *attachments: Attachment, step: Step) -> None:
        """Bring attachments onto this laptop, beside the rounds; as `SyncEngine.fetch`."""
        self._engine.fetch(file, *attachments, step=step)

    def stop(self) -> None:
        """End both threads; a round in its middle stops at its next step, with everything kept."""
        self._stopped.set()
        self._wanted.set()
        self._connected.set()
        self._in_step.set()
        self._engine.close()
        for thread in self._threads:
            thread.join()

    def _make_rounds(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopped.is_set():
            self._wanted.clear()
            self._hold = self._holding.now()
            if self._make_round():
                pause = FIRST_PAUSE
                if self._hold.is_paused:
                    self._cut_off()  # nobody asks for news that would not be taken over
                else:
                    self._connected.set()
                self._in_step.set()
                self._stopped.wait(IN_STEP_PAUSE)
                is_due = self._engine.lacks_pieces or (self._hold.why and not self._hold.is_paused)
                self._wanted.wait(PIECES_PAUSE if is_due else None)
            else:
                self._cut_off()
                self._in_step.set()
                self._wanted.wait(pause * random.uniform(0.7, 1.3))
                pause = min(pause * 2, LONGEST_PAUSE)

    def _make_round(self) -> bool:
        working = msgspec.structs.replace(self._status, link=Link.WORKING, done=0, of=0, parts=0, of_parts=0)
        self._show(self._as_held(working))
        try:
            outcome = self._engine.once(
                self._progress, self._is_cancelled, goes=self._hold.goes, parts=self._progress_of_parts
            )
        except KnownError as error:
            self._on_outcome(self._engine.so_far)
            if isinstance(error, BusyCopy):
                self._tell(Link.TROUBLE, agrees=False, trouble=BUSY)
            elif type(error) is NotReachable:  # not one that says why: a wrong clock is trouble
                self._tell(Link.NOT_CONNECTED, agrees=False)
            else:
                self._tell(Link.TROUBLE, agrees=False, trouble=error.sentence)
            if isinstance(error, StoreRefused) and error.code == NOT_ACCEPTED:
                self._on_refused()
            return False
        except Cancelled:
            self._on_outcome(self._engine.so_far)
            self._wanted.set()  # at once again, with what may go now
            return False
        self._on_outcome(outcome)
        trouble = NOT_OURS if outcome.refused else outcome.trouble
        reached = Link.NOT_TRIED if self._hold.is_paused else Link.CONNECTED
        self._tell(Link.TROUBLE if trouble else reached, outcome.agrees, trouble)
        return not trouble

    def _listen(self) -> None:
        while not self._stopped.is_set():
            self._connected.wait()
            if self._stopped.is_set():
                return
            try:
                has_news = self._engine.has_news(LONGEST_WAIT_SECONDS)
            except KnownError:
                has_news = True  # the next round says what is wrong
                self._cut_off()
            if has_news:
                self._in_step.clear()
                self._wanted.set()
                if not self._stopped.is_set():
                    self._in_step.wait()  # what was told is taken over first; asking before that would bring it again
            else:
                self._stopped.wait(
                    IN_STEP_PAUSE
                )  # a store that answers at once, with nothing, is not asked without end

    def _cut_off(self) -> None:
        """Nobody listens until a round succeeds; whoever waits for that is let go once this keeper was stopped."""
        self._connected.clear()
        if self._stopped.is_set():
            self._connected.set()

    def _is_cancelled(self) -> bool:
        """Whether the program ends, or less may go now than when this round began."""
        return self._stopped.is_set() or self._holding.now().goes < self._hold.goes

    def _as_held(self, status: Status) -> Status:
        return msgspec.structs.replace(status, held=self._hold.why, is_paused=self._hold.is_paused)

    def _progress_of_parts(self, done: int, of: int) -> None:
        self._show(msgspec.structs.replace(self._status, link=Link.WORKING, parts=done, of_parts=of))

    def _progress(self, done: int, of: int) -> None:
        self._show(msgspec.structs.replace(self._status, link=Link.WORKING, done=done, of=of))

    def _tell(self, link: Link, agrees: bool, trouble: str = "") -> None:
        waiting = self._records.waiting()
        standing = self._records.standing_of_files().values()
        at = max((file.synced for file in standing), default="")
        ends = self._engine.lease_ends() if link is not Link.CONNECTED else None
        self._show(self._as_held(Status(link, waiting.count, waiting.set_aside, agrees, at, trouble, lease_ends=ends)))

    def _show(self, status: Status) -> None:
        self._status = status
        self._on_status(status)
