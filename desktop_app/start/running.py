"""Daybook as a process: what it is told when it starts, and how it gives way to the next one at a lock."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_app.shell import style, tokens
from desktop_app.start import succession
from desktop_app.start.choices import kept_choices
from desktop_app.start.front_door import Greeting
from desktop_app.start.program import Daybook
from desktop_app.start.succession import Begins
from desktop_app.start.system_signals import SystemSignals
from desktop_app.start.tidying import Tidying
from desktop_app.vault.process_hardening import harden
from desktop_app.vault.profile import Profile, default_profile

SWITCH_SECONDS = 0.001  # so that work on other threads never holds up a key


def main(arguments: Sequence[str] = ()) -> int:
    """Run Daybook until its window closes, or until it is locked."""
    asked = _parser().parse_args(arguments or sys.argv[1:])
    begins = Begins(asked.after_lock, asked.rests, asked.practise)
    waits = succession.WAITS if begins.after_lock else 0.0
    return run(Profile(asked.profile or default_profile().folder, waits=waits), begins=begins)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="daybook")
    parser.add_argument(succession.PROFILE, type=Path, help="the copy's folder")
    parser.add_argument(succession.AFTER_LOCK, action="store_true", help="started by a Daybook that was locked")
    parser.add_argument(succession.RESTS, action="store_true", help="a child has the laptop: ask nothing at first")
    parser.add_argument(succession.PRACTISE, action="store_true", help="begin with the made-up family")
    return parser


def run(
    profile: Profile, greeting: Greeting | None = None, *, begins: Begins | None = None, again: Sequence[str] = ()
) -> int:
    """Run Daybook on this profile until its window closes or it is locked. again: the command that started it, where that
    was not Daybook itself; it is given again at a lock."""
    harden()
    sys.setswitchinterval(SWITCH_SECONDS)
    begins = begins or Begins()
    application = style.make_application(sys.argv[0])
    chosen = kept_choices(profile)
    wardrobe = style.Wardrobe(application, chosen.theme, chosen.text_percent)
    tidying = Tidying()
    successors = []

    def end(next_begins: Begins) -> Callable[[], None]:
        successors.append(succession.start(succession.command_for(profile, next_begins, again)))
        return _go

    daybook = Daybook(profile, greeting, when_warm=tidying.leave_alone, begins=begins, ends=end)
    if begins.rests:  # a child's page is paper, whatever the worker's screens wear
        style.dress(application, tokens.light(chosen.text_percent))
        daybook.window.destroyed.connect(lambda: wardrobe.choose(chosen.theme))
        daybook.window.showFullScreen()
    else:
        daybook.window.show()
    signals = SystemSignals(daybook.lock)
    signals.begin()
    try:
        return application.exec()
    finally:
        daybook.close()
        signals.end()
        tidying.stop()


def _go() -> None:
    """Everything is in the vault: the process goes, and with it all that it knew."""
    succession.end_soon()
    QApplication.exit(0)
