"""The process that takes over at a lock: it knows the folder and nothing else, and asks for the passphrase."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.vault.profile import Profile

PROFILE, AFTER_LOCK, RESTS, PRACTISE = "--profile", "--after-lock", "--rests", "--practise"
LONGEST_END = 1.0  # seconds from everything being kept to the process being gone
WAITS = 20.0  # seconds in which the process before has ended, or something is wrong


@dataclass(frozen=True)
class Begins:
    """How a process begins: after a lock; with the kind page that a child sees; before the made-up family."""

    after_lock: bool = False
    rests: bool = False
    practise: bool = False


def command_for(profile: Profile, begins: Begins, again: Sequence[str] = ()) -> list[str]:
    """What starts Daybook once more. again: what started it, where that was not its own program."""
    if again:
        return list(again)
    program = [] if getattr(sys, "frozen", False) else [str(Path(__file__).resolve().parents[2] / "main.py")]
    asked = {AFTER_LOCK: True, RESTS: begins.rests, PRACTISE: begins.practise}
    return [sys.executable, *program, PROFILE, str(profile.folder), *(word for word, is_so in asked.items() if is_so)]


def start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start it on its own: nothing of this process goes with it but the environment."""
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)


def end_soon() -> None:
    """Everything is kept: this process ends now, whatever still holds it up."""
    last = threading.Timer(LONGEST_END, os._exit, (0,))
    last.daemon = True
    last.start()
