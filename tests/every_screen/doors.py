"""Pages that stand in a window of their own, before a copy is open or over it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.direct_work.view.resting import Resting
from desktop_app.opening.view.cover import Cover
from desktop_app.opening.view.first_use import FirstUsePage
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


def _whose() -> WhosePage:
    return WhosePage(["Hannah Okafor", "Dev Sandhu, on Tuesdays"])


DOORS: dict[str, Callable[[], QWidget]] = {
    "unlock": _unlock,
    "unlock, wrong": _unlock_wrong,
    "unlock, made-up hub": _unlock_of_the_made_up_hub,
    "join": FirstUsePage,
    "join, waits": _waits_for_approval,
    "whose": _whose,
    "practise": BeginPracticePage,
    "practise again": UnlockPracticePage,
    "cover": _cover,
    "cover asks": _cover_that_asks,
    "resting": Resting,
}
