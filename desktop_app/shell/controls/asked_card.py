"""Questions that were put off: each with the answer to write, or to be dropped; what belongs to them is covered until asked for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls.buttons import ChildButton, QuietButton
from desktop_app.shell.controls.card import Card
from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.controls.layouts import Stack
from desktop_app.shell.controls.text import Small
from desktop_app.shell.controls.text_area import TextArea


class Asked(NamedTuple):
    """One question. answer: as it stands; dropping: what the way to drop it says to a screen reader."""

    key: str
    question: str
    answer: str
    dropping: str


class AskedCard(Card):
    """Hidden while nothing is asked. `answered` carries the key and the words; `dropped` the key.

    `draw` makes a widget of what belongs to a question; it is asked only after somebody uncovered it.
    """

    answered = Signal(str, str)
    dropped = Signal(str)

    def __init__(self, title: str, hint: str, uncovering: str, draw: Callable[[Any], QWidget]) -> None:
        super().__init__(title)
        self._draw = draw
        self.areas: dict[str, TextArea] = {}
        self.drops: dict[str, QuietButton] = {}
        self._lines: dict[str, Stack] = {}
        self._belonging: dict[str, object] = {}
        self._drawn: dict[str, tuple[object, QWidget]] = {}
        self._is_uncovered = False
        self.uncover = ChildButton(uncovering, "eye")
        self.uncover.clicked.connect(self._uncover)
        self._way = FlowRow(self.uncover)
        self._way.hide()
        self.add(Small(hint))
        self.add(self._way)
        self.hide()

    def show_asked(self, asked: Iterable[Asked]) -> None:
        """Each with its question; what is typed at this moment stays as it is."""
        wanted = tuple(asked)
        for key in self._lines.keys() - {one.key for one in wanted}:
            line = self._lines.pop(key)
            del self.areas[key], self.drops[key]
            self._drawn.pop(key, None)
            line.hide()
            line.deleteLater()
        for one in wanted:
            if one.key not in self._lines:
                self._put(one)
            if self.areas[one.key].value() != one.answer.strip():
                self.areas[one.key].set_value(one.answer)
        self.setVisible(bool(wanted))
        self._look_again()

    def show_belonging(self, belonging: Mapping[str, object]) -> None:
        """{key: what belongs to its question}; drawn anew only where it changed."""
        self._belonging = dict(belonging)
        self._look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Covered again: somebody else may look next time."""
        super().hideEvent(event)
        self._is_uncovered = False
        self._look_again()

    def _put(self, one: Asked) -> None:
        area = self.areas[one.key] = TextArea(one.question, lines=1)
        drop = self.drops[one.key] = QuietButton("Drop it", "x", says=one.dropping)
        drop.least_height = 44
        area.changed.connect(lambda words: self.answered.emit(one.key, words))
        drop.clicked.connect(lambda: self.dropped.emit(one.key))
        line = self._lines[one.key] = Stack(area, FlowRow(drop), gap=8)
        self.add(line)

    def put_beneath(self, key: str, asked_too: QWidget) -> None:
        """Another thing to ask of one of them, right beneath its answer."""
        lay = self._lines[key].body
        lay.insertWidget(lay.indexOf(self.areas[key]) + 1, asked_too)

    def _uncover(self) -> None:
        self._is_uncovered = True
        self._look_again()
        next(area for key, area in self.areas.items() if key in self._belonging).setFocus()

    def _look_again(self) -> None:
        shown = {key: what for key, what in self._belonging.items() if key in self._lines}
        self._way.setVisible(bool(shown) and not self._is_uncovered)
        for key, (what, drawn) in tuple(self._drawn.items()):
            if not self._is_uncovered or shown.get(key) != what:
                del self._drawn[key]
                drawn.hide()
                drawn.deleteLater()
        for key, what in shown.items() if self._is_uncovered else ():
            if key not in self._drawn:
                self._drawn[key] = (what, self._draw(what))
                self._lines[key].body.insertWidget(0, self._drawn[key][1])
