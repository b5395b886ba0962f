"""A laptop at work in children of its own, to be killed at any moment.

Run as `python -m tests.faults.killed_work FOLDER TOLD [BY_HALVES]`. Each line is a number by which a child decides what it does; the
answer is its process id, "at work" once it has opened the copy and told what it found there, and "ended" with the signal
once it was killed; until then it works.
"""

import os
import random
import sys
from pathlib import Path
from typing import Any

from casework.changes import Change
from desktop_app.opening.actions import warm_up
from desktop_app.record_store.records import Records
from desktop_app.vault.profile import Profile
from tests.faults.standing import Door, Line, what_stands
from tests.faults.work import WORK, AtWork

AT_WORK, BY_HALVES = "at work", "by halves"


def work_until_killed(door: Door, told: Path, seed: int) -> None:
    """What a child does. It ends by itself only where something is wrong."""
    with told.open("ab", buffering=0) as file:
        file.write(b"\n")  # what the one before was killed in the middle of writing is a line by itself
        chance = random.Random(seed)
        work = AtWork(door, file.write, chance, has_store=True)
        file.write(Line(found=what_stands(work.opened)).told())
        _say(AT_WORK)
        while True:
            work.do(chance.choice(sorted(WORK)))


def by_halves() -> None:
    """Daybook spoilt on purpose: what belongs together is added one after the other."""
    add = Records.add

    def add_one_by_one(records: Records, *changes: Change, draft_done: str = "", **more: Any) -> None:
        for change in changes:
            add(records, change, **more)
        if draft_done:
            records.drafts.done(draft_done)

    Records.add = add_one_by_one


def main() -> None:
    folder, told, *spoilt = sys.argv[1:]
    if spoilt == [BY_HALVES]:
        by_halves()
    live(Profile(Path(folder)), Path(told))


def live(profile: Profile, told: Path) -> None:
    """Fork a child for each line, until there are no more."""
    warm_up()
    door = Door(profile)
    door.slot()
    door.slot_for(0)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                work_until_killed(door, told, int(line))
            finally:  # never on as if it were its parent
                sys.excepthook(*sys.exc_info())
                os._exit(1)
        _say(str(child))
        _say(f"ended {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
