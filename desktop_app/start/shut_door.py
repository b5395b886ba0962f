"""Pages of a copy that its passphrase opened and that stays shut: too long without its store, or ordered away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.background.work import Work
from desktop_app.vault.profile import Profile

if TYPE_CHECKING:
    from casework.kinds.books import NumberToRing
    from desktop_app.opening.actions import Opened, Overdue
    from desktop_app.opening.leaving import Left, OrderedAway
    from desktop_app.opening.view.leaving import LeavingPage

TITLE = "Daybook"


@dataclass(frozen=True)
class Ways:
    """take: is handed a copy that opened after all; show: puts a page in the place of the one shown; lock: as the system's
    lock does; larger_text; whom_to_ring: numbers that are readable while the copy is shut."""

    take: "Callable[[Opened], object]"
    show: Callable[[QWidget], object]
    lock: Callable[[], object]
    larger_text: Callable[[], object]
    whom_to_ring: "Callable[[], tuple[NumberToRing, ...]]"


class ShutDoor(QObject):
    """Holds the copy while one of these pages is shown."""

    def __init__(self, profile: Profile, work: Work, ways: Ways) -> None:
        super().__init__()
        self._profile, self._work, self._ways = profile, work, ways
        self._held: Overdue | OrderedAway | None = None

    @property
    def holds_keys(self) -> bool:
        """Whether a copy is open behind the page."""
        return self._held is not None

    def take_held(self) -> "Overdue | OrderedAway | None":
        """Give it away, to be closed."""
        held, self._held = self._held, None
        return held

    # -- too long without its store -----------------------------------------------------------------------------

    def say_overdue(self, overdue: "Overdue") -> None:
        """The store is tried at once, and a code is asked for where it is not reached."""
        from desktop_app.opening import overdue as ways_in
        from desktop_app.opening.view.overdue import OverduePage

        self._held = overdue
        page: OverduePage = OverduePage(ways_in.what_is_told(overdue), self._ways.whom_to_ring())

        def connect() -> None:
            self._work.ask(ways_in.connect, overdue, then=self._came_through, trouble=page.say_not_reached, owner=page)

        page.connection_wanted.connect(connect)
        page.code_given.connect(
            lambda typed: self._work.ask(
                ways_in.give_code, overdue, typed, then=self._came_through, trouble=page.say_not_the_code, owner=page
            )
        )
        page.lock_wanted.connect(self._ways.lock)
        page.text_size_wanted.connect(self._ways.larger_text)
        page.setWindowTitle(TITLE)
        self._ways.show(page)
        connect()

    def _came_through(self, found: "Opened | OrderedAway") -> None:
        from desktop_app.opening.leaving import OrderedAway

        self._held = None
        if isinstance(found, OrderedAway):
            self.say_ordered_away(found)
        else:
            self._ways.take(found)

    # -- ordered away ---------------------------------------------------------------------------------------------

    def say_ordered_away(self, away: "OrderedAway") -> None:
        """Everything unsent is handed over, and then the copy is destroyed; again and again until it is done."""
        from desktop_app.opening import leaving
        from desktop_app.opening.view.leaving import LeavingPage

        self._held = away
        page: LeavingPage = LeavingPage(leaving.why(away), leaving.count_left(away), self._ways.whom_to_ring())

        def done(left: "Left") -> None:
            self._held = None
            page.say_done(leaving.said_at_the_end(left), is_told=left.is_told)

        def hand_over() -> None:
            self._work.ask(leaving.hand_over, away, then=done, trouble=waits, progress=page.say_progress, owner=page)

        def waits(sentence: str) -> None:
            page.say_waits(sentence)

        page.hand_over_wanted.connect(hand_over)
        self._connect(page)
        self._ways.show(page)
        hand_over()

    def ending(self) -> QWidget:
        """The page where a hand-over was over before and its end was cut off: it is done now, without a passphrase."""
        from desktop_app.opening import leaving
        from desktop_app.opening.view.leaving import LeavingPage

        page: LeavingPage = LeavingPage(leaving.WHY, leaving.WAS_HANDED_OVER, self._ways.whom_to_ring())

        def done(left: "Left | None") -> None:
            if left is not None:
                page.say_done(leaving.said_at_the_end(left), is_told=left.is_told)

        def finish() -> None:
            self._work.ask(leaving.finish, self._profile, then=done, trouble=page.say_waits, owner=page)

        page.seen.connect(finish)
        page.hand_over_wanted.connect(finish)
        self._connect(page)
        return page

    def _connect(self, page: "LeavingPage") -> None:
        page.lock_wanted.connect(self._ways.lock)
        page.close_wanted.connect(page.close)
        page.text_size_wanted.connect(self._ways.larger_text)
        page.setWindowTitle(TITLE)
