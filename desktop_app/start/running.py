"""Daybook as a process: what it is told when it starts, and how it gives way to the next one at a lock."""

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize

from desktop_app.shell import style, tokens
from desktop_app.start import succession
from desktop_app.start.choices import kept_choices
from desktop_app.start.front_door import Greeting, larger_text
from desktop_app.start.program import Daybook
from desktop_app.start.succession import Begins
from desktop_app.start.system_signals import SystemSignals
from desktop_app.start.tidying import Tidying
from desktop_app.vault.process_hardening import harden
from desktop_app.vault.profile import Profile, default_profile
from desktop_app.vault.workers import Workers

if TYPE_CHECKING:
    from desktop_app.opening.view.whose import WhosePage

WINDOW = QSize(1366, 768)
SWITCH_SECONDS = 0.001  # so that work on other threads never holds up a key


def main(arguments: Sequence[str] = ()) -> int:
    """Run Daybook until its window closes, or until it is locked."""
    asked = _parser().parse_args(arguments or sys.argv[1:])
    begins = Begins(asked.after_lock, asked.rests, asked.practise)
    waits = succession.WAITS if begins.after_lock else 0.0
    profile = Profile(asked.profile, waits=waits) if asked.profile else None
    return Running(profile, begins=begins, workers=Workers(default_profile().folder.parent)).run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="daybook")
    parser.add_argument(succession.PROFILE, type=Path, help="the copy's folder")
    parser.add_argument(succession.AFTER_LOCK, action="store_true", help="started by a Daybook that was locked")
    parser.add_argument(succession.RESTS, action="store_true", help="a child has the laptop: ask nothing at first")
    parser.add_argument(succession.PRACTISE, action="store_true", help="begin with the made-up family")
    return parser


def run(profile: Profile, greeting: Greeting | None = None, again: Sequence[str] = ()) -> int:
    """Run Daybook on this profile until its window closes or it is locked. again: the command that started it, where that
    was not Daybook itself; it is given again at a lock."""
    return Running(profile, greeting, again=again).run()


class Running(QObject):
    """One process. profile: whose Daybook; None asks, where several `workers` have one on this laptop."""

    def __init__(
        self,
        profile: Profile | None,
        greeting: Greeting | None = None,
        *,
        begins: Begins | None = None,
        again: Sequence[str] = (),
        workers: Workers | None = None,
    ) -> None:
        harden()
        sys.setswitchinterval(SWITCH_SECONDS)
        self._application = style.make_application(sys.argv[0])
        super().__init__()
        self._profile, self._greeting, self._again = profile, greeting, again
        self._begins, self._workers = begins or Begins(), workers
        self._tidying = Tidying()
        self._daybook: Daybook | None = None
        self._whose: WhosePage | None = None
        self._successors: list[subprocess.Popen[bytes]] = []
        self._signals = SystemSignals(self._lock)

    def run(self) -> int:
        """Until the last window closes."""
        profile = self._profile or self._only_one()
        chosen = kept_choices(profile or Profile(Path()))
        self._wardrobe = style.Wardrobe(self._application, chosen.theme, chosen.text_percent)
        if profile is None:
            self._ask_whose()
        else:
            self._open(profile, self._begins)
        self._signals.begin()
        try:
            return self._application.exec()
        finally:
            if self._daybook is not None:
                self._daybook.close()
            self._signals.end()
            self._tidying.stop()

    # -- whose Daybook ------------------------------------------------------------------------------------------

    def _only_one(self) -> Profile | None:
        """The one there is, or a place for the first; None where somebody has to say who they are."""
        if self._workers is None:
            return None
        found = self._workers.all()
        if len(found) > 1:
            return None
        return found[0].profile if found else self._workers.new()

    def _ask_whose(self) -> None:
        from desktop_app.opening.view.whose import WhosePage

        if self._workers is None:
            return
        found = self._workers.all()
        page, before = WhosePage([worker.name for worker in found]), self._daybook
        page.chosen.connect(lambda at: self._open(found[at].profile, Begins()))
        page.new_wanted.connect(self._begin_new)
        page.text_size_wanted.connect(partial(larger_text, found[0].profile if found else self._workers.first()))
        page.resize(before.window.size() if before is not None else WINDOW)
        self._whose = page
        page.show()
        self._close_daybook()

    def _begin_new(self) -> None:
        if self._workers is not None:
            self._open(self._workers.new(), Begins())

    def _close_daybook(self) -> None:
        """Nothing is open in it: it stands at its front door."""
        before, self._daybook = self._daybook, None
        if before is not None:
            before.close()
            before.window.deleteLater()

    def _open(self, profile: Profile, begins: Begins) -> None:
        shared = self._workers is not None and self._workers.holds(profile)
        can_change = self._ask_whose if shared and self._workers is not None and self._workers.all() else None
        daybook = self._daybook = Daybook(
            profile,
            self._greeting,
            when_warm=self._tidying.leave_alone,
            begins=begins,
            ends=partial(self._give_way, profile),
            somebody_else=can_change,
        )
        if begins.rests:  # a child's page is paper, whatever the worker's screens wear
            chosen = kept_choices(profile)
            style.dress(self._application, tokens.light(chosen.text_percent))
            daybook.window.destroyed.connect(lambda: self._wardrobe.choose(chosen.theme))
            daybook.window.showFullScreen()
        else:
            daybook.window.show()
        if self._whose is not None:
            self._whose.hide()
            self._whose.deleteLater()
            self._whose = None

    # -- the lock -----------------------------------------------------------------------------------------------

    def _lock(self) -> None:
        if self._daybook is not None:
            self._daybook.lock()

    def _give_way(self, profile: Profile, begins: Begins) -> Callable[[], None]:
        """Start the process that takes over; what is answered ends this one."""
        self._successors.append(succession.start(succession.command_for(profile, begins, self._again)))
        return self._go

    def _go(self) -> None:
        """Everything is in the vault: the process goes, and with it all that it knew."""
        succession.end_soon()
        self._application.exit(0)
