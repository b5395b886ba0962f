"""What every screen of an open copy is handed: the record, the door for work, the ways to other pages, what changed."""

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.background.work import Job, Progress, Work
from desktop_app.shell.controls import Toast
from desktop_app.shell.navigation import Router
from desktop_app.shell.window import MainWindow
from desktop_app.sync.status import Status
from desktop_app.vault.vault import OpenVault

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from casework.kinds.direct_work import Attachment
    from desktop_app.direct_work.view.childs_room import ChildsRoom
    from desktop_app.record_store.records import Records
    from desktop_app.shell.loudspeaker import SoundSink
    from desktop_app.shell.microphone import SoundSource

Answer = TypeVar("Answer")
Look = Callable[[], object]


class Keeper(Protocol):
    """What is told that something was written, and keeps the copy in step; or, where it is never sent, does not."""

    def start(self) -> None:
        """Begin."""

    def something_was_written(self) -> None:
        """A change stands in the record."""

    def count_again(self) -> None:
        """A draft was kept or put away. Called from any thread."""

    def pause(self) -> None:
        """Send nothing but safety concerns, until `go_on`."""

    def go_on(self, *, all_of_it: bool = False) -> None:
        """Go on. all_of_it: with drawings and documents, whatever the connection or the battery."""

    def fetch(self, file: str, *attachments: "Attachment", step: "Callable[[int, int], object]") -> None:
        """Bring what was filed elsewhere onto this laptop. From any thread; step may raise to stop. Raises KnownError."""

    def stop(self) -> None:
        """End, with everything kept."""


class Plays(Protocol):
    """A recording that is heard now."""

    def pause(self) -> None:
        """Silence at once."""


class GoesOn(Protocol):
    """A voice that is recorded now (start.recording). `over` when it has ended."""

    record: bytes
    session: bytes
    over: "SignalInstance"

    def pause(self) -> None:
        """Listen no more for now."""

    def end(self) -> None:
        """No more: what was heard is kept with its session."""

    def show_in(self, room: "ChildsRoom") -> None:
        """Its sign stands over a child's room as well."""


class Desk:
    """One open copy and its window. `window` and `keeper` are put in by the program before a page is made."""

    window: MainWindow
    keeper: Keeper

    def __init__(
        self,
        work: Work,
        vault: OpenVault,
        records: "Records",
        now: Callable[[], datetime.datetime] = datetime.datetime.now,
    ) -> None:
        self.work = work
        self.vault = vault
        self.records = records
        self.room: ChildsRoom | None = None  # while a child has the laptop
        self.recording: GoesOn | None = None  # while a voice is recorded
        self.playing: Plays | None = None  # while a recording is heard
        self.open_microphone, self.open_loudspeaker = _open_microphone, _open_loudspeaker
        self.when_worker_is_back: Callable[[], object] = lambda: None  # from the cover, or from a child
        self.when_used: Callable[[], object] = lambda: None  # otherwise than by hand: somebody speaks
        self._now = now
        self._watchers: list[tuple[QObject, frozenset[str], Look]] = []
        self._status = Status()
        self._asked: dict[tuple[Any, ...], list[tuple[QObject, Callable[[Any], object]]]] = {}
        self._status_watchers: list[tuple[QWidget, Callable[[Status], object]]] = []

    # -- the record -----------------------------------------------------------------------------------------------

    def ask(
        self,
        query: Callable[..., Answer],
        *args: Any,
        then: Callable[[Answer], object],
        owner: QObject,
        trouble: Callable[[str], object] | None = None,
    ) -> Job:
        """Answer `query(records, *args)` to `then`, unless `owner` has gone. Trouble without an ear is said in the window."""
        return self.work.ask(query, self.records, *args, then=then, trouble=trouble, owner=owner)

    def ask_once(
        self, query: Callable[..., Answer], *args: Any, then: Callable[[Answer], object], owner: QObject
    ) -> None:
        """As `ask`; the same question, asked again before its answer came and before anything changed, shares the answer."""
        asked = (query, *args)
        waiting = self._asked.get(asked)
        if waiting is not None:
            waiting.append((owner, then))
            return
        mine = self._asked[asked] = [(owner, then)]

        def done() -> None:
            if self._asked.get(asked) is mine:
                del self._asked[asked]

        def answered(answer: Answer) -> None:
            done()
            for one, hear in mine:
                if self._is_there(one):
                    hear(answer)

        def failed(sentence: str) -> None:
            done()
            self.say(sentence)

        self.ask(query, *args, then=answered, trouble=failed, owner=self.window)

    def act(
        self,
        action: Callable[..., Answer],
        *args: Any,
        then: Callable[[Answer], object] | None = None,
        owner: QObject | None = None,
        trouble: Callable[[str], object] | None = None,
        progress: Progress | None = None,
    ) -> Job:
        """Do `action(records, *args)`. What it changed is told to every screen that shows it, and is sent.

        An action that keeps a draft changes no record; the count of what waits follows it all the same.
        """
        from desktop_app.record_store.records import Changed

        def told(answer: Answer) -> None:
            if isinstance(answer, Changed):
                self.tell(answer.files)
                self.keeper.something_was_written()
            if then is not None and (owner is None or self._is_there(owner)):
                then(answer)

        def do(*given: Any, **steps: Any) -> Answer:
            answer = action(*given, **steps)
            if not isinstance(answer, Changed):
                self.keeper.count_again()
            return answer

        return self.work.ask(do, self.records, *args, then=told, trouble=trouble, progress=progress, owner=self.window)

    def watch(self, page: QObject, files: Iterable[str], look: Look) -> None:
        """Call `look` now, and again whenever one of `files` changes (any file where none is named), while `page` lives."""
        self._watchers.append((page, frozenset(files), look))
        look()

    def tell(self, files: Iterable[str]) -> None:
        """These files changed, here or elsewhere: the pages that show them look again."""
        changed = frozenset(files)
        self._asked.clear()  # what is asked from here on is answered from the record as it is now
        self._watchers = [watcher for watcher in self._watchers if self._is_there(watcher[0])]
        for page, watched, look in tuple(self._watchers):
            if (not watched or watched & changed) and self._is_there(page):
                look()

    @property
    def status(self) -> Status:
        """How keeping in step stood when it was last told."""
        return self._status

    def watch_status(self, page: QWidget, look: Callable[[Status], object]) -> None:
        """Call `look` with how keeping in step stands, now and whenever that changes, while `page` lives."""
        self._status_watchers.append((page, look))
        look(self._status)

    def tell_status(self, status: Status) -> None:
        """How keeping in step stands now."""
        self._status = status
        self._status_watchers = [watcher for watcher in self._status_watchers if self._is_there(watcher[0])]
        for _, look in tuple(self._status_watchers):
            look(status)

    def _is_there(self, owner: QObject) -> bool:
        return self.work.is_there(owner)

    def hush(self) -> None:
        """Nothing is recorded and nothing is heard: nobody would see any more that it goes on."""
        for one in (self.recording, self.playing):
            if one is not None:
                one.pause()

    # -- the window -----------------------------------------------------------------------------------------------

    @property
    def router(self) -> Router:
        """The way from page to page."""
        return self.window.router

    def go(self, key: str, **where: Any) -> None:
        """Show another page."""
        self.window.router.go(key, **where)

    def say(self, words: str, undo: Callable[[], object] | None = None) -> Toast:
        """A short word over the foot of the window."""
        return self.window.say(words, undo)

    # -- the day --------------------------------------------------------------------------------------------------

    def now(self) -> datetime.datetime:
        """The worker's own clock, local time without a zone."""
        return self._now()

    def today(self) -> datetime.date:
        """The worker's own day."""
        return self._now().date()


def _open_microphone(parent: QObject) -> "SoundSource":
    from desktop_app.shell.microphone import open_microphone

    return open_microphone(parent)


def _open_loudspeaker(parent: QObject) -> "SoundSink":
    from desktop_app.shell.loudspeaker import open_loudspeaker

    return open_loudspeaker(parent)
