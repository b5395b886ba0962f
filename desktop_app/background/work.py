"""Asks for work beside the screen, and brings the answers back to it.

One thread, "record", owns the database: what is asked there is done one after the other, in the order asked. A pool does
what needs no database (documents, keys). Answers come back on the screen's thread, those of one thread in order.

- A `KnownError` goes to `trouble` as its sentence; any other error is raised on the screen's thread, loudly.
- A job that was cancelled, or whose owner has gone from the screen, calls nothing back.
- Closing finishes what was asked of the record, and stops the rest at its next step.

No Qt here: a `Screen` carries the answers over (`desktop_app.background.qt_runner`).
"""

import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from casework.errors import BugError, KnownError

Answer = TypeVar("Answer")
Progress = Callable[[int, int, str], None]
"""done, of how many, in words what is being done now."""
SECONDS_BETWEEN_STEPS_TOLD = 0.1


class Cancelled(Exception):
    """The person pressed Cancel, or the window closes: raised by `Steps` inside the job, and swallowed by its thread."""


class Screen(Protocol):
    """The thread that paints: it runs calls one after the other and knows which of its parts are still there."""

    def call(self, call: Callable[[], None]) -> None:
        """Run `call` on the screen's thread, soon; callable from any thread, order kept for each."""

    def has(self, owner: object) -> bool:
        """Whether what asked is still on the screen. Asked on the screen's thread."""


class Job:
    """One piece of work that was asked for."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._ended = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether someone asked it to stop."""
        return self._cancelled.is_set()

    @property
    def ended(self) -> bool:
        """Whether its function has returned, raised, or will never run."""
        return self._ended.is_set()

    def cancel(self) -> None:
        """Stop it before it starts or at its next step; its answer is thrown away. Twice is as once."""
        self._cancelled.set()

    def wait_until_ended(self, seconds: float) -> bool:
        """Wait for the function to end; for tests and for closing, never on a window in use."""
        return self._ended.wait(seconds)


class Steps:
    """Given to a job that was asked for with `progress`: call it between steps. Raises `Cancelled` when it shall stop.

    The screen hears of ten steps a second at most, and always of the last.
    """

    def __init__(self, job: Job, tell: Progress) -> None:
        self._job = job
        self._tell = tell
        self._told_at = 0.0

    def __call__(self, done: int, of: int, words: str = "") -> None:
        """Say how far it is."""
        if self._job.cancelled:
            raise Cancelled
        now = time.monotonic()
        if done >= of or now - self._told_at >= SECONDS_BETWEEN_STEPS_TOLD:
            self._told_at = now
            self._tell(done, of, words)


class _Thread:
    """One thread and what it still has to do."""

    def __init__(self, name: str, jobs: "queue.SimpleQueue[Callable[[], None] | None]") -> None:
        self._jobs = jobs
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def join(self, seconds: float) -> bool:
        """Wait for it to end."""
        self._thread.join(seconds)
        return not self._thread.is_alive()


class Work:
    """The door. `unheard` gets the sentence of a trouble that the one who asked has no ear for."""

    def __init__(self, screen: Screen, *, unheard: Callable[[str], None] | None = None, pool_size: int = 2) -> None:
        self._screen = screen
        self._unheard = unheard
        self._of_record: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._of_pool: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._record = _Thread("record", self._of_record)
        self._pool = [_Thread(f"beside {number}", self._of_pool) for number in range(pool_size)]
        self._under_way: set[Job] = set()
        self._lock = threading.Lock()
        self._closed = False

    def ask(
        self,
        function: Callable[..., Answer],
        *args: Any,
        then: Callable[[Answer], object] | None = None,
        trouble: Callable[[str], object] | None = None,
        progress: Progress | None = None,
        stopped: Callable[[], object] | None = None,
        owner: object = None,
    ) -> Job:
        """Do `function(*args)` on the thread that owns the database.

        On the screen's thread, then, exactly one of: `then(answer)`; `trouble(sentence)`; `stopped()` after a cancel.
        With `progress` the function is given `steps=Steps` and `progress(done, of, words)` is called as it goes.
        `owner` is the part of the screen that asked (found by itself when a callback is its method): once it is gone
        nothing is called. Raises BugError when the door is closed.
        """
        return self._put(self._of_record, function, args, _Ears(then, trouble, progress, stopped, owner))

    def beside(
        self,
        function: Callable[..., Answer],
        *args: Any,
        then: Callable[[Answer], object] | None = None,
        trouble: Callable[[str], object] | None = None,
        progress: Progress | None = None,
        stopped: Callable[[], object] | None = None,
        owner: object = None,
    ) -> Job:
        """As `ask`, for work that needs no database: it is done in the pool, in no promised order."""
        return self._put(self._of_pool, function, args, _Ears(then, trouble, progress, stopped, owner))

    def is_there(self, owner: object) -> bool:
        """Whether a part of the screen is still there. Asked on the screen's thread."""
        return self._screen.has(owner)

    def on_screen(self, call: Callable[..., object], *args: Any, owner: object = None) -> None:
        """Run `call(*args)` on the screen's thread, from any thread; not at all when its owner has gone."""
        whose = _owner_of(owner, call)
        self._screen.call(lambda: self._run_if_there(partial(call, *args), whose))

    def close(self, seconds: float = 10.0) -> bool:
        """Take nothing more; finish what the record was asked, stop the rest at its next step; call nothing back.

        True when every thread ended within `seconds`.
        """
        with self._lock:
            if self._closed:
                return True
            self._closed = True
        for job in self._jobs_of_the_pool():
            job.cancel()
        self._of_record.put(None)
        for _ in self._pool:
            self._of_pool.put(None)
        return all([thread.join(seconds) for thread in (self._record, *self._pool)])  # noqa: C419  # join every one

    def _jobs_of_the_pool(self) -> list[Job]:
        with self._lock:
            return list(self._under_way)

    def _put(
        self,
        where: "queue.SimpleQueue[Callable[[], None] | None]",
        function: Callable[..., Any],
        args: tuple[Any, ...],
        ears: "_Ears",
    ) -> Job:
        job = Job()
        with self._lock:
            if self._closed:
                raise BugError("Work was asked for after the door was closed.")
            if where is self._of_pool:
                self._under_way.add(job)
            where.put(lambda: self._do(job, function, args, ears))
        return job

    def _do(self, job: Job, function: Callable[..., Any], args: tuple[Any, ...], ears: "_Ears") -> None:
        """Runs on a thread of ours: whatever happens becomes one call on the screen's thread."""
        outcome: Callable[[], object]
        try:
            outcome = self._outcome(job, function, args, ears)
        finally:
            job._ended.set()
            with self._lock:
                self._under_way.discard(job)
        if not self._closed:
            self._screen.call(lambda: self._run_if_there(outcome, ears.owner))

    def _outcome(
        self, job: Job, function: Callable[..., Any], args: tuple[Any, ...], ears: "_Ears"
    ) -> Callable[[], object]:
        if job.cancelled:
            return partial(_stop, ears)
        extra = {"steps": Steps(job, partial(self._tell_progress, job, ears))} if ears.progress else {}
        try:
            answer = function(*args, **extra)
        except Cancelled:
            return partial(_stop, ears)
        except KnownError as error:
            return partial(self._say_trouble, job, ears, error.sentence)
        except BaseException as error:  # noqa: BLE001  # a thread's edge: what is not known is raised on the screen's thread
            return partial(_raise, error)
        return partial(_give, job, ears, answer)

    def _tell_progress(self, job: Job, ears: "_Ears", done: int, of: int, words: str) -> None:
        def tell() -> None:
            if ears.progress is not None and not job.cancelled:
                ears.progress(done, of, words)

        if not self._closed:
            self._screen.call(lambda: self._run_if_there(tell, ears.owner))

    def _say_trouble(self, job: Job, ears: "_Ears", sentence: str) -> None:
        if job.cancelled:
            _stop(ears)
            return
        listener = ears.trouble or self._unheard
        if listener is None:
            raise BugError(f"A trouble that nobody listened for: {sentence}")
        listener(sentence)

    def _run_if_there(self, call: Callable[[], object], owner: object) -> None:
        if not self._closed and (owner is None or self._screen.has(owner)):
            call()


class _Ears:
    """Who is to be told what."""

    def __init__(
        self,
        then: Callable[[Any], object] | None,
        trouble: Callable[[str], object] | None,
        progress: Progress | None,
        stopped: Callable[[], object] | None,
        owner: object,
    ) -> None:
        self.then, self.trouble, self.progress, self.stopped = then, trouble, progress, stopped
        self.owner = _owner_of(owner, then, trouble, progress, stopped)


def _owner_of(owner: object, *callbacks: object) -> object:
    """The owner named, or the object whose method a callback is."""
    if owner is not None:
        return owner
    for callback in callbacks:
        plain = callback
        while isinstance(plain, partial):
            plain = plain.func
        whose = getattr(plain, "__self__", None)
        if whose is not None:
            return whose
    return None


def _give(job: Job, ears: _Ears, answer: object) -> None:
    if job.cancelled:
        _stop(ears)
    elif ears.then is not None:
        ears.then(answer)


def _stop(ears: _Ears) -> None:
    if ears.stopped is not None:
        ears.stopped()


def _raise(error: BaseException) -> None:
    raise error
