"""Handing the laptop to a child and getting it back: the worker's windows are gone meanwhile, and the PIN opens the door."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from casework.errors import KnownError
from desktop_app.opening import pin
from desktop_app.shell import style, tokens
from desktop_app.shell.curtain import put_away
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.direct_work.view.childs_room import ChildsRoom
    from desktop_app.direct_work.view.resting import Resting


def hand_over(desk: Desk, page: QWidget, make_room: Callable[[], "ChildsRoom"], back: Callable[[], object]) -> None:
    """Ask for a PIN where there is none yet, then cover the screen with the room; `back` is called when it is left."""

    def go(has_pin: bool) -> None:
        if has_pin:
            _Handed(desk, make_room(), back).begin()
        else:
            choose_pin(desk, page, then=lambda: go(True))

    whether_there_is_a_pin(desk, page, go)


def choose_pin(desk: Desk, page: QWidget, then: Callable[[], object] = lambda: None) -> None:
    """Let the worker choose a PIN; in place of the one before, if there is one, for the passphrase."""

    def ask(has_pin: bool) -> None:
        _ask_for_pin(desk, page, then, has_pin=has_pin)

    whether_there_is_a_pin(desk, page, ask)


def whether_there_is_a_pin(desk: Desk, page: QWidget, then: Callable[[bool], object]) -> None:
    """Say to `then` whether there is a PIN."""
    desk.ask(lambda _records: pin.has_pin(desk.vault), then=then, owner=page)


def _ask_for_pin(desk: Desk, page: QWidget, then: Callable[[], object], *, has_pin: bool) -> None:
    from desktop_app.opening.view.pin_sheet import PinSheet

    sheet = PinSheet(page, has_pin=has_pin)

    def kept(_: None) -> None:
        sheet.finish()
        then()

    def keep(digits: str, passphrase: str) -> None:
        try:
            pin.need_good(digits)
        except KnownError as error:
            sheet.say(error.sentence)
            return
        if has_pin:
            change = partial(pin.change_pin, desk.vault, digits, passphrase)
            desk.ask(lambda _records: change(), then=kept, owner=sheet, trouble=sheet.say_passphrase)
        else:
            desk.ask(lambda _records: pin.choose_pin(desk.vault, digits), then=kept, owner=sheet, trouble=sheet.say)

    sheet.chosen.connect(keep)
    sheet.show_over()


def at_rest(for_worker: Callable[[], object]) -> "tuple[Resting, LightPaper]":
    """A child has the laptop after a lock: it sees no question until the worker comes, for whom `for_worker` is called."""
    from desktop_app.direct_work.view.resting import Resting

    paper, page = LightPaper(), Resting()
    page.setWindowTitle("Daybook")
    page.for_worker.connect(for_worker)
    return page, paper


class LightPaper(QObject):
    """From now on everything is shown as on light paper, whatever the worker wears, until the end: a child draws on it, and
    what stands on it is dark."""

    def __init__(self) -> None:
        super().__init__()
        self._look = tokens.current()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._wear_light()

    def end(self) -> None:
        """As the worker wears it again."""
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._system_changed)
        _dress(self._look)

    def _system_changed(self) -> None:
        """The evening came: the worker's look changes with it, the child's paper does not."""
        self._look = tokens.current()
        self._wear_light()

    def _wear_light(self) -> None:
        if self._look.mode == "dark":
            _dress(tokens.light(self._look.text_percent))


class _Handed(QObject):
    """The time in which a child has the laptop. A lock, or the end of the program, closes the worker's window: then the

    room goes too, and nothing of the worker's is shown.
    """

    def __init__(self, desk: Desk, room: "ChildsRoom", back: Callable[[], object]) -> None:
        super().__init__(room)
        self._desk, self._room, self._back = desk, room, back
        self._copy_closes = False

    def begin(self) -> None:
        """The room comes first, so that there is no moment without one; then the worker's window goes."""
        room, window = self._room, self._desk.window
        room.pin_given.connect(lambda digits: self._ask(lambda: pin.try_pin(self._desk.vault, digits)))
        room.passphrase_given.connect(lambda words: self._ask(lambda: pin.try_passphrase(self._desk.vault, words)))
        room.left.connect(self._end)
        window.installEventFilter(self)
        self._paper = LightPaper()
        room.setScreen(window.screen())
        self._desk.room = room
        if self._desk.playing is not None:
            self._desk.playing.pause()
        if self._desk.recording is not None:
            self._desk.recording.show_in(room)
        room.enter()
        put_away(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The worker's window is closed under the child's: the copy is being closed."""
        if event.type() == QEvent.Type.Close and watched is self._desk.window:
            self._copy_closes = True
            self._room.leave()
        return False

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
        self._desk.room = None
        self._desk.window.removeEventFilter(self)
        self._paper.end()
        if not self._copy_closes:
            self._desk.window.show()
            self._back()
            self._desk.when_worker_is_back()
        self._room.deleteLater()


def _dress(look: tokens.Look) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication) and tokens.current() != look:
        style.dress(application, look)
