"""Pages that stand in a window of their own, before a copy is open or over it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from casework.kinds.books import NumberToRing
from desktop_app.direct_work.view.resting import Resting
from desktop_app.opening.leaving import WHY
from desktop_app.opening.overdue import Told
from desktop_app.opening.view.cover import Cover
from desktop_app.opening.view.first_use import FirstUsePage
from desktop_app.opening.view.leaving import LeavingPage
from desktop_app.opening.view.overdue import OverduePage
from desktop_app.opening.view.practice_pages import BeginPracticePage, UnlockPracticePage
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.opening.view.whose import WhosePage
from tests.support import made_up


def _cover() -> Cover:
    return Cover(lambda: made_up.NOW)


def _cover_that_asks() -> Cover:
    shown = _cover()
    shown.ask_pin("That is not the PIN. You have 2 more tries.")
    return shown


def _unlock() -> UnlockPage:
    page = UnlockPage()
    page.say_where("You will come back to the page you were on.")
    page.offer_somebody_else("Hannah Okafor")
    return page


def _unlock_wrong() -> UnlockPage:
    page = UnlockPage()
    page.say("That passphrase does not open this copy. You have 3 more tries before it waits.")
    return page


def _unlock_of_the_made_up_hub() -> UnlockPage:
    page = UnlockPage()
    page.greet(
        "This is a made-up hub. ",
        "Nobody in it is real. You are Hannah Okafor, social worker.",
        "four plain words here",
    )
    return page


def _waits_for_approval() -> FirstUsePage:
    page = FirstUsePage()
    page.say_waiting("0f3c 9a11 77ab 2d40")
    return page


def _leaving() -> LeavingPage:
    page = LeavingPage(WHY, "What you had not sent.", NUMBERS)
    page.say_progress(3, 9)
    return page


def _leaving_waits() -> LeavingPage:
    page = LeavingPage(WHY, "What you had not sent.", NUMBERS)
    page.say_waits("There is no connection.")
    return page


def _overdue() -> OverduePage:
    title, why = "This copy waits for your authority", "It has not been in touch with the central store for 14 days."
    return OverduePage(Told(title, why, "Nothing is lost.", "laptop 0f3c 9a11", "7d2e 40c1 99ab"), NUMBERS)


def _whose() -> WhosePage:
    return WhosePage(["Hannah Okafor", "Dev Sandhu, on Tuesdays"])


NUMBERS = (NumberToRing(1, "IT service desk", "01632 960444", "At any time"),)
DOORS: dict[str, Callable[[], QWidget]] = {
    "unlock": _unlock,
    "unlock, wrong": _unlock_wrong,
    "unlock, made-up hub": _unlock_of_the_made_up_hub,
    "join": FirstUsePage,
    "join, waits": _waits_for_approval,
    "leaving": _leaving,
    "leaving, waits": _leaving_waits,
    "overdue": _overdue,
    "whose": _whose,
    "practise": BeginPracticePage,
    "practise again": UnlockPracticePage,
    "cover": _cover,
    "cover asks": _cover_that_asks,
    "resting": Resting,
}
ON_PAPER = {"resting"}
"""A child sees these, on light paper whatever the worker wears (`start.child_mode.LightPaper`)."""
