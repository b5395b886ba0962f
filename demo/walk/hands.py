"""A person's hands: they press what has a name, type into what has the focus, draw on a sheet, and wait to see words.

Nothing here reaches behind the screen. What is not in the window, is covered, or does not come within a while is an
error that names it.
"""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from casework.errors import KnownError
from demo.walk.eyes import Thing, called, things_called, words_in

PATIENCE = 30.0
LEAST_PAUSE, REST = 0.005, 0.03
LONGEST_LIST_OF_NAMES = 60


class NotThere(KnownError):
    """What the walk wanted to press or read is not on the screen."""


class Hands:
    """Of one person. front: the window they look at now."""

    def __init__(self, front: Callable[[], QWidget]) -> None:
        self._front = front

    @property
    def window(self) -> QWidget:
        """The window in front."""
        return self._front()

    # -- looking --------------------------------------------------------------------------------------------------

    def wait_for(self, *words: str) -> None:
        """Until all these words can be read. Raises NotThere."""
        self.wait_until(
            lambda: all(part in self.words() for part in words),
            lambda: f"“{next(part for part in words if part not in self.words())}” was never to be read",
        )

    def wait_until(self, is_so: Callable[[], bool], what_is_wrong: Callable[[], str]) -> None:
        """Let the program work until something is so. Raises NotThere."""
        until = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > until:
                raise NotThere(f"{what_is_wrong()}. What stood there:\n{words_in(self.window)}")
            settle()
            time.sleep(LEAST_PAUSE)

    def words(self) -> str:
        """What can be read now."""
        return words_in(self.window)

    # -- pressing -------------------------------------------------------------------------------------------------

    def press(self, name: str, number: int = 1, of: str = "") -> None:
        """Press the control, tab or row of this name, and wait until it is there.

        number: which, where several have it; of: the question that it answers.
        """
        self.wait_until(
            lambda: len(things_called(self.window, name, of)) >= number,
            lambda: f"Nothing called “{name}” can be pressed; these can: {_names(self.window)}",
        )
        self.wait_until(lambda: self._is_at_rest(name, number, of), lambda: f"“{name}” never came to rest")
        thing = things_called(self.window, name, of)[number - 1]
        self._press(thing, name)

    def _is_at_rest(self, name: str, number: int, of: str) -> bool:
        """Whether it stands where it stood a moment ago: what arrives on the page may move it."""
        before = things_called(self.window, name, of)[number - 1 : number]
        if not before:
            return False
        bring_into_sight(before[0])
        stood = self._where_it_stands(name, number, of)
        time.sleep(REST)
        settle()
        if self._where_it_stands(name, number, of) != stood:
            return False
        return any(one.widget.window().childAt(middle) is not None for one, middle in stood)

    def _where_it_stands(self, name: str, number: int, of: str) -> list[tuple[Thing, QPoint]]:
        found = things_called(self.window, name, of)[number - 1 : number]
        return [(one, one.widget.mapTo(one.widget.window(), one.at.center())) for one in found]

    def choose(self, name: str, entry: str) -> None:
        """Open the list of this name and press one of its entries."""
        self.wait_until(lambda: self._opened(name), lambda: f"“{name}” opened no list")
        opened = QApplication.activePopupWidget()
        found = things_called(opened, entry) if opened is not None else []
        if not found:
            raise NotThere(f"There is no “{entry}” in the list “{name}”.")
        self.wait_until(lambda: self._took(opened, entry), lambda: f"“{entry}” was not taken")

    def _took(self, opened: QWidget | None, entry: str) -> bool:
        """Press an entry until the list closes: too soon after it opened, Qt takes the press for the one that opened it."""
        time.sleep(QApplication.doubleClickInterval() / 1000)
        settle()
        if opened is not None and QApplication.activePopupWidget() is opened:
            for found in things_called(opened, entry)[:1]:
                QTest.mouseClick(
                    found.widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, found.at.center()
                )
            settle()
        return QApplication.activePopupWidget() is not opened

    def _opened(self, name: str) -> bool:
        """Press until there is a list: it may have nothing in it yet."""
        if QApplication.activePopupWidget() is None:
            self.press(name)
        return QApplication.activePopupWidget() is not None

    def _press(self, thing: Thing, name: str) -> None:
        window = thing.widget.window()
        middle = thing.at.center()
        there = window.childAt(thing.widget.mapTo(window, middle))
        if there is not thing.widget and not (there is not None and thing.widget.isAncestorOf(there)):
            raise NotThere(f"“{name}” is covered by {type(there).__name__} “{called(there) if there else ''}”.")
        QTest.mouseClick(thing.widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        settle()

    # -- typing ---------------------------------------------------------------------------------------------------

    def type_into(self, name: str, words: str, number: int = 1) -> None:
        """Press the field of this name and type at the end of what stands in it."""
        self.press(name, number)
        self.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        self.type(words)

    def type(self, words: str) -> None:
        """Type where the cursor is."""
        for letter in words:
            focused = QApplication.focusWidget()
            if focused is None:
                raise NotThere(f"There is no cursor to type “{words}” at.")
            QTest.keyClicks(focused, letter)
        settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        settle()

    # -- drawing --------------------------------------------------------------------------------------------------

    def draw(self, name: str, strokes: Sequence[Sequence[tuple[float, float]]]) -> None:
        """Draw with the mouse on the sheet of this name; places are parts of its width and height."""
        self.wait_until(lambda: bool(things_called(self.window, name)), lambda: f"There is no sheet called “{name}”")
        sheet = things_called(self.window, name)[0].widget
        for stroke in strokes:
            places = [QPoint(round(x * sheet.width()), round(y * sheet.height())) for x, y in stroke]
            QTest.mousePress(sheet, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[0])
            for place in places[1:]:
                QTest.mouseMove(sheet, place)
            QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[-1])
        settle()


def settle() -> None:
    """Let what was begun be painted, and what was ended go."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def bring_into_sight(thing: Thing) -> None:
    """Scroll and turn to it, as a person does before pressing."""
    if QApplication.activeWindow() is not thing.widget.window():
        thing.widget.window().activateWindow()  # what a window manager does on a press
    above = thing.widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and above.widget() is not None:
            above.ensureWidgetVisible(thing.widget, 0, 24)
            _scroll_to_the_middle(above, above.widget(), thing)
        above = above.parentWidget()
    settle()


def _scroll_to_the_middle(area: QScrollArea, held: QWidget | None, thing: Thing) -> None:
    """To one row of a list that is longer than the window."""
    if held is not None and held.isAncestorOf(thing.widget):
        middle = thing.widget.mapTo(held, thing.at.center())
        area.ensureVisible(middle.x(), middle.y(), 0, 24)


def _names(window: QWidget) -> str:
    names = dict.fromkeys(
        called(widget)
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
    )
    return "; ".join(list(filter(None, names))[:LONGEST_LIST_OF_NAMES])
