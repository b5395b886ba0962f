"""Handing the laptop to a child and getting it back: the worker's windows are gone meanwhile, and the PIN opens the door."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.opening import pin
from desktop_app.shell import style, tokens
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.direct_work.view.childs_room import ChildsRoom


def hand_over(desk: Desk, page: QWidget, make_room: Callable[[], "ChildsRoom"], back: Callable[[], object]) -> None:
    """Ask for a PIN where there is none yet, then cover the screen with the room; `back` is called when it is left."""

    def go(has_pin: bool) -> None:
        if has_pin:
            _Handed(desk, make_room(), back).begin()
        else:
            choose_pin(desk, page, then=lambda: go(True))

    desk.ask(lambda _records: pin.has_pin(desk.vault), then=go, owner=page)


def choose_pin(desk: Desk, page: QWidget, then: Callable[[], object] = lambda: None) -> None:
    """Let the worker choose a PIN, in place of the one before if there is one."""
    from desktop_app.opening.view.pin_sheet import PinSheet

    sheet = PinSheet(page)

    def kept(_: None) -> None:
        sheet.finish()
        then()

    def keep(digits: str) -> None:
        desk.ask(lambda _records: pin.choose_pin(desk.vault, digits), then=kept, owner=sheet, trouble=sheet.say)

    sheet.chosen.connect(keep)
    sheet.show_over()


class _Handed:
    """The time in which a child has the laptop."""

    def __init__(self, desk: Desk, room: "ChildsRoom", back: Callable[[], object]) -> None:
        self._desk, self._room, self._back = desk, room, back
        self._look = tokens.current()

    def begin(self) -> None:
        """The room comes first, so that there is no moment without one; then the worker's window goes."""
        room, window = self._room, self._desk.window
        room.pin_given.connect(lambda digits: self._ask(lambda: pin.try_pin(self._desk.vault, digits)))
        room.passphrase_given.connect(lambda words: self._ask(lambda: pin.try_passphrase(self._desk.vault, words)))
        room.left.connect(self._end)
        window.destroyed.connect(room.leave)
        if self._look.mode == "dark":  # a child draws on light paper, and what stands on it is dark
            _dress(tokens.light(self._look.text_percent))
        room.enter()
        window.hide()

    def _ask(self, door: Callable[[], pin.Answer]) -> None:
        self._desk.ask(lambda _records: door(), then=self._answer, owner=self._room, trouble=self._room.ask_passphrase)

    def _answer(self, answer: pin.Answer) -> None:
        if answer.opens:
            self._room.open_door()
        elif answer.needs_passphrase:
            self._room.ask_passphrase(answer.sentence)
        else:
            self._room.say_wrong_pin(answer.sentence)

    def _end(self) -> None:
        _dress(self._look)
        if self._desk.work.is_there(self._desk.window):
            self._desk.window.destroyed.disconnect(self._room.leave)
            self._desk.window.show()
            self._back()
        self._room.deleteLater()


def _dress(look: tokens.Look) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication) and tokens.current() != look:
        style.dress(application, look)
