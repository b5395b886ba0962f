"""One run of the program: unlock or join, then the window over an open copy; every thread ended at the end."""

import datetime
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.background.qt_runner import QtScreen
from desktop_app.background.work import Work
from desktop_app.shell import style
from desktop_app.start.choices import keep_text_size, kept_choices
from desktop_app.start.front_door import FrontDoor, Greeting
from desktop_app.start.idle import IdleClock
from desktop_app.start.tidying import Tidying
from desktop_app.vault.process_hardening import harden
from desktop_app.vault.profile import Profile, default_profile

if TYPE_CHECKING:
    from desktop_app.opening.actions import Opened
    from desktop_app.shell.navigation import Place
    from desktop_app.shell.sync_status import SyncShown
    from desktop_app.shell.window import MainWindow
    from desktop_app.start.desk import Desk
    from desktop_app.start.settings import SettingsScreens
    from desktop_app.sync.rounds import Outcome
    from desktop_app.sync.status import Status

SWITCH_SECONDS = 0.001  # so that work on other threads never holds up a key


class Daybook:
    """One run of the program over one profile. `window` is the one shown: unlock, joining, or the open copy's.

    `greeting` is said on the unlock page at first; `now` is the worker's own clock; `when_warm` is called once, when what
    the first pages need is imported.
    """

    def __init__(
        self,
        profile: Profile,
        greeting: Greeting | None = None,
        now: Callable[[], datetime.datetime] = datetime.datetime.now,
        when_warm: Callable[[], object] = lambda: None,
    ) -> None:
        self._now = now
        self._work = Work(QtScreen(), unheard=self._unheard)
        self._opened: Opened | None = None
        self._trail: tuple[Place, ...] = ()
        self._over_page = ""
        self._is_locking = False
        self._idle = IdleClock(self.lock)
        self.desk: Desk | None = None
        self._door = FrontDoor(profile, self._work, self.take, greeting, when_warm)
        self.window: QWidget = self._door.window()

    def take(self, opened: "Opened") -> None:
        """Show an open copy, and keep it in step from now on."""
        from casework.labels import use_labels
        from desktop_app.record_store.post_room import PostRoom
        from desktop_app.start.desk import Desk
        from desktop_app.start.settings import SettingsScreens
        from desktop_app.sync.engine import SyncEngine
        from desktop_app.sync.keeper import StepKeeper

        self._opened = opened
        use_labels(opened.labels)
        desk = self.desk = Desk(self._work, opened.vault, opened.records, self._now)
        desk.engine = SyncEngine(
            PostRoom(opened.vault, opened.records), opened.records.identity, opened.vault.signing_key
        )
        desk.keeper = StepKeeper(desk.engine, opened.records, self._status_came, self._outcome_came)
        settings = SettingsScreens(desk, self._idle.set_minutes)
        window = desk.window = _window(desk, settings)
        first, self.window = self.window, window
        window.resize(first.size())
        window.lock_wanted.connect(self.lock)
        window.text_size_changed.connect(partial(keep_text_size, opened.vault.profile))
        if self._trail:
            window.router.take_up(self._trail)
        else:
            window.router.go("today")
        window.show()
        if self._over_page:
            window.taken_up.emit(self._over_page)
        first.close()
        first.deleteLater()
        desk.keeper.start()
        self._idle.watch(window)
        settings.keep_in_force()

    # -- locking --------------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Close the copy and ask for the passphrase. What is typed is kept first; after it, the same page is shown."""
        if self.desk is None or self._is_locking:
            return
        self._is_locking = True
        self._trail, self._over_page = self.desk.router.trail(), self.desk.window.over_page
        self.window.hide()  # the page keeps what was typed when it goes out of sight
        self._work.ask(_nothing, then=lambda _: self._end_copy())

    def _end_copy(self) -> None:
        """Runs when everything that was asked of the record before the lock is done."""
        self._is_locking = False
        if self.desk is None or self._opened is None:
            return
        self.desk.keeper.stop()
        window, size = self.window, self.window.size()
        self.desk = None
        self.window = self._door.window(comes_back=bool(self._trail))
        self.window.resize(size)
        self.window.show()
        window.close()
        window.deleteLater()
        self._opened.close()
        self._opened = None

    # -- keeping in step ----------------------------------------------------------------------------------------

    def _status_came(self, status: "Status") -> None:
        self._work.on_screen(self._show_status, status)

    def _show_status(self, status: "Status") -> None:
        if self.desk is not None:
            self.desk.window.show_sync(_shown(status))
            self.desk.window.set_count("waiting", status.waiting + status.set_aside)
            self.desk.tell_status(status)

    def _outcome_came(self, outcome: "Outcome") -> None:
        if self.desk is not None and outcome.files:
            self._work.on_screen(self.desk.tell, outcome.files)

    # -- ending -------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End every thread, then the copy. What was written is on disk already; pages may say a last word on leaving."""
        self._idle.stop()
        self.window.close()
        if self.desk is not None:
            self.desk.keeper.stop()
        self._work.close()
        self._door.close()
        if self._opened is not None:
            self._opened.close()

    def _unheard(self, sentence: str) -> None:
        if self.desk is not None:
            self.desk.window.say(sentence)


def main(arguments: Sequence[str] = ()) -> int:
    """Run Daybook until its window closes."""
    given = arguments or sys.argv[1:]
    return run(_profile_of(given) if given else default_profile())


def _profile_of(given: Sequence[str]) -> Profile:
    import argparse

    parser = argparse.ArgumentParser(prog="daybook")
    parser.add_argument("--profile", type=Path, default=default_profile().folder, help="the copy's folder")
    return Profile(parser.parse_args(given).profile)


def run(profile: Profile, greeting: Greeting | None = None) -> int:
    """Run Daybook on this profile until its window closes."""
    harden()
    sys.setswitchinterval(SWITCH_SECONDS)
    application = style.make_application(sys.argv[0])
    chosen = kept_choices(profile)
    style.Wardrobe(application, chosen.theme, chosen.text_percent)
    tidying = Tidying()
    daybook = Daybook(profile, greeting, when_warm=tidying.leave_alone)
    daybook.window.show()
    try:
        return application.exec()
    finally:
        daybook.close()
        tidying.stop()


def _window(desk: "Desk", settings: "SettingsScreens") -> "MainWindow":
    """Every page there is, in one window. Each feature says which it has."""
    from desktop_app.shell.window import MainWindow
    from desktop_app.start.about import AboutScreens
    from desktop_app.start.children import ChildrenScreens
    from desktop_app.start.clinical import ClinicalScreens
    from desktop_app.start.concerns import ConcernScreens
    from desktop_app.start.direct_work import DirectWorkScreens
    from desktop_app.start.entries import EntriesScreens
    from desktop_app.start.family import FamilyScreens
    from desktop_app.start.mapping import MapScreens
    from desktop_app.start.notes import NoteScreens
    from desktop_app.start.plans import PlanScreens
    from desktop_app.start.sending import SendingScreens
    from desktop_app.start.today import TodayScreens
    from desktop_app.start.versions import VersionScreens
    from desktop_app.start.visits import VisitScreens

    concerns = ConcernScreens(desk)
    visits, direct_work = VisitScreens(desk, concerns.begin_on_visit), DirectWorkScreens(desk)
    plans, people, written = PlanScreens(desk), FamilyScreens(desk), EntriesScreens(desk)
    clinical = ClinicalScreens(desk, written.notes_of)
    written.beside = clinical.way_in
    tabs = {
        "map": MapScreens(desk).map_tab,
        "voice": direct_work.voice_tab,
        "plan": plans.plan_tab,
        "entries": written.entries_tab,
        "family": people.family_tab,
    }
    today, children = TodayScreens(desk, concerns.fill), ChildrenScreens(desk, tabs, concerns)
    routes = [*today.routes(), *children.routes(), *direct_work.routes(), *visits.routes(), *plans.routes()]
    routes += [*VersionScreens(desk).routes(), *concerns.routes(), *clinical.routes()]
    notes = NoteScreens(desk)
    sending = SendingScreens(desk, notes.go_on, concerns.go_on)
    entries = [
        *today.entries(),
        *children.entries(),
        *sending.entries(),
        *settings.entries(),
        *AboutScreens(desk).entries(),
    ]
    window = MainWindow(entries, routes, deeds=[*concerns.deeds(), *notes.deeds()])
    window.taken_up.connect(notes.take_up)
    window.taken_up.connect(people.take_up)
    window.taken_up.connect(clinical.take_up)
    return window


def _nothing() -> None:
    """Asked of the record to hear when everything before it is done."""


def _shown(status: "Status") -> "SyncShown":
    from desktop_app.shell.sync_status import SyncShown
    from desktop_app.sync.status import Link

    if status.is_all_sent:
        return SyncShown(status.words, status.why, "check", "well")
    return SyncShown(status.words, status.why, "cloud-upload", "danger" if status.link is Link.TROUBLE else "warn")
