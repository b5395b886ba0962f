"""A scroll bar, dressed when it is first shown: most of them never are."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from desktop_app.shell import style, tokens
from desktop_app.shell.controls.dressing import Dressed


class Bar(Dressed, QScrollBar):
    """For scrolling up and down."""

    _has_a_dress = False

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:
        """Known before it is dressed: lists lie beneath it."""
        return QSize(style.bar_width(tokens.current()), super().sizeHint().height())

    def redress(self) -> None:
        """Its colours and width at the look worn now."""
        self._has_a_dress = True
        self.setStyleSheet(style.bars(tokens.current()))
        super().redress()

    def showEvent(self, event: QShowEvent) -> None:
        """In sight for the first time, or again."""
        if not self._has_a_dress:
            self.redress()
        super().showEvent(event)


def give_bar(area: QAbstractScrollArea) -> None:
    """Have it scroll by a bar of ours."""
    area.setVerticalScrollBar(Bar())
