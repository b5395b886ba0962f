"""Daybook's window on the made-up authority, as one of the people who work there; the store runs while a window is open."""

import datetime
import sys
from pathlib import Path

from casework.access import TITLES, Role
from casework.errors import KnownError
from demo import staff
from demo.asking import FEWEST_YEARS, Asked
from demo.ground import PASSPHRASE, Ground, Made
from demo.laptops import laptop_of
from demo.shares import Share, is_anybody_there
from demo.store_process import StoreProcess
from demo.terminal import Terminal

MADE_UP = "This is a made-up hub. "
HUB_FOLDER = Path(__file__).resolve().parents[1] / ".run" / "hub"


def open_as(asked: Asked, *, terminal: Terminal, folder: Path = HUB_FOLDER) -> int:
    """Open Daybook as whom it was asked for, after making what is not there yet. Raises KnownError."""
    from desktop_app.start.front_door import Greeting
    from desktop_app.start.running import run

    ground, worker = Ground(folder), asked.worker
    made = made_for(ground, asked, terminal)
    store = StoreProcess(ground.folder, made.port)
    store.start()
    try:
        if not ground.laptop(worker.id).exists():
            store.wait_until_it_answers()
        profile = laptop_of(ground, store.address, worker.id, terminal.going_on)
        _say_what_next(asked, made, terminal)
        again = (sys.executable, "-m", "demo", *(word for word in sys.argv[1:] if word != "--anew"))
        return run(profile, Greeting(MADE_UP, _who_you_are(asked), PASSPHRASE), again=again)
    finally:
        store.leave()


def today() -> datetime.date:
    """The day by this machine's clock, as Daybook itself takes it."""
    return datetime.datetime.now().date()  # noqa: DTZ005


def made_for(ground: Ground, asked: Asked, terminal: Terminal) -> Made:
    """The authority that is here with the hub that was asked for, or a new one. Raises KnownError where it is another.

    Only one process makes it; the others wait and find it made.
    """
    making = Share(ground.folder.with_name("making"))
    making.wait_to_take_alone()
    try:
        made = ground.made()
        if made is not None and asked.anew and is_anybody_there(ground.folder / "in-use"):
            raise KnownError("Daybook is open on the made-up hub. Close its windows first, then start afresh.")
        if made is None or asked.anew:
            return ground.make(
                today(), terminal.going_on, asked.children, hub=asked.hub.team_id, years=asked.years or FEWEST_YEARS
            )
        _check_it_is_the_same(made, asked)
        if asked.hub.team_id in made.filled:
            return made
        return ground.fill(made, terminal.going_on, asked.hub.team_id, asked.children)
    finally:
        making.give_back()


def _check_it_is_the_same(made: Made, asked: Asked) -> None:
    """What was made once keeps its years and children, so that what was tried in it is kept."""
    if asked.years not in (None, made.years):
        raise KnownError(
            f"The made-up authority here has {made.years} years of work. Add --anew to make it afresh with {asked.years}."
        )
    there = made.filled.get(asked.hub.team_id)
    if there is not None and asked.children not in (None, there):
        raise KnownError(
            f"{asked.hub.spoken} was made with {there} children. Add --anew to make it afresh with {asked.children}."
        )


def _who_you_are(asked: Asked) -> str:
    return f"Nobody in it is real. You are {_described(asked)}. The passphrase is filled in."


def _described(asked: Asked) -> str:
    """ "Ruth Abelman, clinician in Heron hub"; of a group manager the group."""
    worker = asked.worker
    where = f"of the {worker.hub.lower()}" if worker.role is Role.GROUP_MANAGER else f"in {asked.hub.name}"
    return f"{worker.name}, {TITLES[worker.role].lower()} {where}"


def _say_what_next(asked: Asked, made: Made, terminal: Terminal) -> None:
    terminal.say(f"Opening Daybook as {_described(asked)}. Passphrase: {PASSPHRASE}")
    if made.day != today():
        terminal.say(
            f"This hub was made on {made.day:%d %B %Y}; what you tried is kept. ./run --anew makes a fresh one."
        )
    if asked.worker.id == staff.WORKER:
        terminal.say("Beside it, ./run --as colleague opens the same hub as somebody else.")
