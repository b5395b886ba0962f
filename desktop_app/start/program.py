"""One run of the program: unlock or join, then the window over an open copy; every thread ended at the end."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.background.qt_runner import QtScreen
from desktop_app.background.work import Work
from desktop_app.practice.folder import practice_profile, throw_away
from desktop_app.shell import style
from desktop_app.shell.clipboard import ClipboardKeeper
from desktop_app.start.choices import keep_text_size
from desktop_app.start.front_door import FrontDoor, Greeting
from desktop_app.start.idle import IdleClock
from desktop_app.start.practice_door import PracticeDoor
from desktop_app.start.succession import Begins
from desktop_app.vault.profile import Profile

if TYPE_CHECKING:
    from desktop_app.opening.actions import Opened
    from desktop_app.opening.leaving import OrderedAway
    from desktop_app.opening.standing import Cursor, Stood
    from desktop_app.shell.navigation import Place
    from desktop_app.shell.sync_status import SyncShown
    from desktop_app.shell.window import MainWindow
    from desktop_app.start.child_mode import LightPaper
    from desktop_app.start.copy_care import CopyCare
    from desktop_app.start.covering import Covering
    from desktop_app.start.desk import Desk
    from desktop_app.start.lease_care import LeaseCare
    from desktop_app.start.practice import PracticeScreens
    from desktop_app.start.settings import SettingsScreens
    from desktop_app.start.words_erased import WordsErased
    from desktop_app.sync.keeper import StepKeeper
    from desktop_app.sync.rounds import Outcome
    from desktop_app.sync.status import Status


@dataclass(eq=False)
class _Side:
    """The worker's own copy, or the made-up family: its front door, and where one was in it before the last lock."""

    door: "FrontDoor | PracticeDoor"
    trail: "tuple[Place, ...]" = ()
    over_page: str = ""


class Daybook:
    """One run of the program over one profile. `window` is the one shown: unlock, joining, or the open copy's.

    `greeting` is said on the unlock page at first; `now` is the worker's own clock; `when_warm` is called once, when what
    the first pages need is imported. `ends`, where it is given, is called when the worker's own copy is locked, before
    anything else: it starts the process that takes over; what it answers is called when everything is in the vault, and
    ends this one. Without it the same process goes on, as the
    walk and tests want it; the made-up family, which holds no secret, is always locked so.
    """

    def __init__(
        self,
        profile: Profile,
        greeting: Greeting | None = None,
        now: Callable[[], datetime.datetime] = datetime.datetime.now,
        when_warm: Callable[[], object] = lambda: None,
        begins: Begins | None = None,
        ends: Callable[[Begins], Callable[[], object]] | None = None,
        somebody_else: Callable[[], object] | None = None,
    ) -> None:
        self._now, self._ends = now, ends
        begins = begins or Begins()
        self._work = Work(QtScreen(), unheard=self._unheard)
        self._opened: Opened | None = None
        self._is_locking = self._throws_away = False
        self._idle = IdleClock(self.cover, self._hide_by_key)
        self._covering: Covering | None = None
        self._clipboard = ClipboardKeeper()
        self.desk: Desk | None = None
        self._care: CopyCare | None = None
        self._lease_care: LeaseCare | None = None
        self._words_erased: WordsErased | None = None
        self._practice = practice_profile(profile)
        own = (self._work, self.take, self._show, self.lock, greeting, when_warm, self.practise, somebody_else)
        self._own_door = FrontDoor(profile, *own)
        self._own = _Side(self._own_door)
        self._made_up = _Side(PracticeDoor(profile, self._practice, self._work, now, self.take, self.leave_practice))
        self._paper: LightPaper | None = None
        self._side = self._next = self._made_up if begins.practise else self._own
        comes_back = begins.after_lock and not begins.practise
        self.window: QWidget
        if begins.rests:
            from desktop_app.start.child_mode import at_rest

            self.window, self._paper = at_rest(self._show_door)
        else:
            self.window = self._side.door.window(comes_back=comes_back)

    def take(self, opened: "Opened") -> None:
        """Show an open copy, and keep it in step from now on: the made-up family alone is never sent."""
        from casework.labels import use_labels
        from desktop_app.start.copy_care import CopyCare
        from desktop_app.start.covering import Covering
        from desktop_app.start.desk import Desk
        from desktop_app.start.lease_care import LeaseCare
        from desktop_app.start.words_erased import WordsErased

        self._opened = opened
        use_labels(opened.labels)
        desk = self.desk = Desk(self._work, opened.vault, opened.records, self._now)
        practice = self._practice_screens(desk) if opened.records.identity.is_practice else None
        desk.keeper = self._in_step(opened) if practice is None else practice.keeper()
        desk.when_used = self._idle.used
        self._covering = Covering(desk, self._idle, self.lock)
        self._words_erased = WordsErased(desk, self._covering, self._clipboard.clear, self._make_anew)
        first = self.window
        window, settings = self._make_window(desk, practice)
        window.resize(first.size())
        if practice is not None:
            practice.begin()
        cursor = self._came_back(opened.stood)
        if self._side.trail:
            window.router.take_up(self._side.trail)
        else:
            window.router.go("today" if practice is None else "practice")
        window.show()
        if self._side.over_page:
            window.taken_up.emit(self._side.over_page)
        first.close()
        first.deleteLater()
        if cursor is not None:
            from desktop_app.start.coming_back import ToTheCursor

            ToTheCursor(window, cursor)
        desk.keeper.start()
        self._idle.watch(window)
        settings.keep_in_force()
        self._care = CopyCare(desk, opened)
        self._care.begin()
        if practice is None:
            self._lease_care = LeaseCare(desk, self.lock)

    def _make_window(
        self, desk: "Desk", practice: "PracticeScreens | None" = None
    ) -> "tuple[MainWindow, SettingsScreens]":
        """A new window over the open copy, in the place of the one shown, which whoever asked closes."""
        from desktop_app.start.settings import SettingsScreens
        from desktop_app.start.window import make_window

        settings = SettingsScreens(desk, self._idle.set_minutes, self.practise if practice is None else None)
        window = self.window = desk.window = make_window(desk, settings, practice)
        window.cover_wanted.connect(self.cover)
        window.lock_wanted.connect(self.lock)
        window.text_size_changed.connect(partial(keep_text_size, desk.vault.profile))
        return window, settings

    def _make_anew(self, stood: "Stood") -> None:
        """The window holds words that are gone from the record: another stands where it did."""
        from desktop_app.start.words_erased import stand_again

        if self.desk is None or self._is_locking:
            return
        self.desk.hush()
        before = self.desk.window
        window, settings = self._make_window(self.desk)
        window.restoreGeometry(before.saveGeometry())
        stand_again(window, stood)
        self._show_status(self.desk.status)
        self._idle.watch(window)
        settings.keep_in_force()
        before.close()
        before.deleteLater()

    def _came_back(self, stood: "Stood | None") -> "Cursor | None":
        """Where the worker was before the process that was here ended; the cursor is found when the page is there."""
        if stood is None or self._side is not self._own or self._side.trail:
            return None
        from desktop_app.start.coming_back import trail_of

        self._side.trail, self._side.over_page = trail_of(stood), stood.over_page
        return stood.cursor

    def _in_step(self, opened: "Opened") -> "StepKeeper":
        """What speaks to the central store. Never made for the made-up family; its session would refuse besides."""
        from desktop_app.record_store.post_room import PostRoom
        from desktop_app.start.ordering_away import OrderingAway
        from desktop_app.start.sensing import Sensing
        from desktop_app.sync.engine import SyncEngine
        from desktop_app.sync.holding import Holding
        from desktop_app.sync.keeper import StepKeeper

        post = PostRoom(opened.vault, opened.records)
        engine = SyncEngine(post, opened.records.identity, opened.vault.signing_key)
        refused = OrderingAway(self._work, opened, lambda: self.desk, self._order_away).refused
        sensing = Sensing()
        keeper = StepKeeper(
            engine, opened.records, self._status_came, self._outcome_came, refused, Holding(sensing.why)
        )
        sensing.begin(keeper.something_was_written)
        return keeper

    # -- practising -------------------------------------------------------------------------------------------------

    def practise(self) -> None:
        """To the made-up family; an own copy that is open is locked first, so that the two are never open at once."""
        self._change_to(self._made_up)

    def leave_practice(self, *, throw_away: bool = False) -> None:
        """Back to the worker's own front door. throw_away: nothing is left of what was practised."""
        self._throws_away = throw_away
        self._change_to(self._own)

    def _practice_screens(self, desk: "Desk") -> "PracticeScreens":
        from desktop_app.start.practice import PracticeScreens

        return PracticeScreens(desk, self.leave_practice)

    def _change_to(self, side: "_Side") -> None:
        self._next = side
        if self.desk is not None:
            self.lock()
        elif self._side is not side:
            self._side.door.leave()
            self._show_door()

    def _show_door(self) -> None:
        """Show the front door of the side that is next, and end the window that was shown until now."""
        side = self._side = self._next
        if self._paper is not None:
            self._paper.end()
            self._paper = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            style.dress_for_practice(application, practice=side is self._made_up)
        self._show(side.door.window(comes_back=bool(side.trail)))

    def _show(self, page: QWidget) -> None:
        """Put a page in the place of the window that was shown until now."""
        before, self.window = self.window, page
        page.resize(before.size())
        page.show()
        before.close()
        before.deleteLater()

    # -- covering and locking -------------------------------------------------------------------------------------

    def cover(self) -> None:
        """Put the curtain over everything; the PIN lifts it."""
        if self._covering is not None and not self._is_locking:
            self._clipboard.clear()
            self._covering.fall()

    def _hide_by_key(self) -> bool:
        """Not while a child has the laptop: no key of Daybook's does anything there."""
        can = self.desk is not None and self.desk.room is None
        if can:
            self.cover()
        return can

    def lock(self) -> None:
        """Close the copy and ask for the passphrase. What is typed is kept first; after it, the same page is shown."""
        from desktop_app.start.coming_back import as_it_stands

        if self._side.door.holds_keys and not self._is_locking:
            self._lock_door()
        if self.desk is None or self._is_locking:
            return
        self._begin_to_lock()
        self._side.trail, self._side.over_page = self.desk.router.trail(), self.desk.window.over_page
        stood, room = as_it_stands(self.desk.window), self.desk.room
        if room is not None:
            room.rest()  # and what the child was drawing is kept as far as it went
        self.window.hide()  # the page keeps what was typed when it goes out of sight
        if self._ends is not None and self._side is self._own:
            from desktop_app.opening.standing import keep

            end = self._ends(Begins(after_lock=True, rests=room is not None, practise=self._next is self._made_up))
            self._work.ask(keep, self.desk.vault.engine, stood, then=lambda _: end())
        else:
            self._work.ask(_nothing, then=lambda _: self._end_copy())

    def _begin_to_lock(self) -> None:
        self._is_locking = True
        self._clipboard.clear()
        self._idle.stop()
        if self._lease_care is not None:
            self._lease_care.stop()
        if self._covering is not None:
            self._covering.say_hidden()

    def _order_away(self, away: "OrderedAway") -> None:
        """Keep what is typed, as at a lock; then the copy is shown to nobody any more, and handed over."""
        if self.desk is None or self._is_locking:
            return
        self._begin_to_lock()
        self.window.hide()

        def hand_over(_: object) -> None:
            if self._leave_desk() is not None:
                self._own.trail, self._own.over_page = (), ""
                self._own_door.order_away(away)

        self._work.ask(_nothing, then=hand_over)

    def _lock_door(self) -> None:
        """A copy is open that is shown to nobody: its keys go as those of any other do."""
        if self._ends is not None:
            self._is_locking = True
            self._ends(Begins(after_lock=True))()
        else:
            self._side.door.leave()
            self._show_door()

    def _end_copy(self) -> None:
        """Runs when everything that was asked of the record before the lock is done."""
        left, opened = self._side, self._leave_desk()
        if opened is None:
            return
        self._show_door()
        opened.close()
        if self._throws_away:
            self._throws_away, left.trail, left.over_page = False, (), ""
            self._work.ask(throw_away, self._practice)

    def _leave_desk(self) -> "Opened | None":
        """The window is shown to nobody any more; the copy that was under it."""
        self._is_locking = False
        if self.desk is None or self._opened is None:
            return None
        self.desk.keeper.stop()
        if self._care is not None:
            self._care.stop()
        self.desk = self._care = self._lease_care = self._words_erased = None
        if self._covering is not None:
            self._covering.drop()
            self._covering = None
        opened, self._opened = self._opened, None
        return opened

    # -- keeping in step ----------------------------------------------------------------------------------------

    def _status_came(self, status: "Status") -> None:
        self._work.on_screen(self._show_status, status)

    def _show_status(self, status: "Status") -> None:
        if self.desk is not None:
            self.desk.window.show_sync(_shown(status))
            self.desk.window.set_count("waiting", status.waiting + status.set_aside)
            self.desk.tell_status(status)
            if self._care is not None and status.is_all_sent:
                self._care.everything_is_sent()

    def _outcome_came(self, outcome: "Outcome") -> None:
        if self.desk is not None and outcome.files:
            self._work.on_screen(self.desk.tell, outcome.files)
        if outcome.has_erased and self._words_erased is not None:
            self._work.on_screen(self._words_erased.came)
        if self._care is not None and outcome.came_back:
            self._work.on_screen(self._care.came_back, outcome)

    # -- ending -------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End every thread, then the copy. What was written is on disk already; pages may say a last word on leaving."""
        self._clipboard.clear()
        self._idle.stop()
        if self._lease_care is not None:
            self._lease_care.stop()
        if self._covering is not None:
            self._covering.say_hidden()
            self._covering.drop()
        if self._care is not None:
            self._care.stop()
        self.window.close()
        if self.desk is not None:
            self.desk.keeper.stop()
        self._work.close()
        self._own.door.close()
        if self._opened is not None:
            self._opened.close()

    def _unheard(self, sentence: str) -> None:
        if self.desk is not None:
            self.desk.window.say(sentence)


def _nothing() -> None:
    """Asked of the record to hear when everything before it is done."""


def _shown(status: "Status") -> "SyncShown":
    from desktop_app.shell.sync_status import SyncShown
    from desktop_app.sync.status import Link

    if status.is_all_sent:
        return SyncShown(status.words, status.why, "check", "well")
    return SyncShown(status.words, status.why, "cloud-upload", "danger" if status.link is Link.TROUBLE else "warn")
