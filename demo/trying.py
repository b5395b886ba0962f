"""Daybook's window on the made-up hub, as one of the people who work there; the store runs as long as a window is open."""

import datetime
from pathlib import Path

from casework.access import TITLES
from casework.errors import KnownError
from demo import staff
from demo.ground import PASSPHRASE, Ground, Made
from demo.laptops import laptop_of
from demo.shares import Share, is_anybody_there
from demo.store_process import StoreProcess
from demo.terminal import Terminal

PEOPLE = {"worker": staff.WORKER, "colleague": staff.COLLEAGUE, "consultant": staff.CONSULTANT}
MADE_UP = "This is a made-up hub. "
HUB_FOLDER = Path(__file__).resolve().parents[1] / ".run" / "hub"


def open_as(who: str, *, anew: bool, terminal: Terminal, folder: Path = HUB_FOLDER) -> int:
    """Open Daybook as one of PEOPLE, after making what is not there yet. Raises KnownError."""
    from desktop_app.start.front_door import Greeting
    from desktop_app.start.program import run

    ground = Ground(folder)
    made = _made(ground, anew, terminal)
    store = StoreProcess(ground.folder, made.port)
    store.start()
    try:
        if not ground.laptop(PEOPLE[who]).exists():
            store.wait_until_it_answers()
        profile = laptop_of(ground, store.address, PEOPLE[who], terminal.going_on)
        _say_what_next(who, made, terminal)
        return run(profile, Greeting(MADE_UP, _who_you_are(who), PASSPHRASE))
    finally:
        store.leave()


def today() -> datetime.date:
    """The day by this machine's clock, as Daybook itself takes it."""
    return datetime.datetime.now().date()  # noqa: DTZ005


def _made(ground: Ground, anew: bool, terminal: Terminal) -> Made:
    """The hub that is here, or a new one. Only one process makes it; the others wait and find it made."""
    making = Share(ground.folder.with_name("making"))
    making.wait_to_take_alone()
    try:
        made = ground.made()
        if made is not None and anew and is_anybody_there(ground.folder / "in-use"):
            raise KnownError("Daybook is open on the made-up hub. Close its windows first, then start afresh.")
        if made is None or anew:
            return ground.make(today(), terminal.going_on)
        return made
    finally:
        making.give_back()


def _who_you_are(who: str) -> str:
    worker = staff.BY_ID[PEOPLE[who]]
    return f"Nobody in it is real. You are {worker.name}, {TITLES[worker.role].lower()}. The passphrase is filled in."


def _say_what_next(who: str, made: Made, terminal: Terminal) -> None:
    worker = staff.BY_ID[PEOPLE[who]]
    terminal.say(f"Opening Daybook as {worker.name}. Passphrase: {PASSPHRASE}")
    if made.day != today():
        terminal.say(
            f"This hub was made on {made.day:%d %B %Y}; what you tried is kept. ./run --anew makes a fresh one."
        )
    if who == "worker":
        terminal.say("Beside it, ./run --as colleague opens the same hub as somebody else.")
