"""The frame of every page of child mode: a title at the left, Hide and Stop at the right, in the same place on each page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.childs_text import ChildsText
from desktop_app.direct_work.view.fox import Fox
from desktop_app.shell.controls import Dressed, brush, look, smooth

CORNER = 72  # px: nothing of the child's stands in the top right corner


class ChildsFrame(Dressed, QWidget):
    """Warm paper with a top bar. `hidden` and `stopped` say that the child pressed Hide, or Stop."""

    hidden = Signal()
    stopped = Signal()

    def __init__(self, title: str, help_line: str = "", *, plain: bool = False) -> None:
        super().__init__()
        self.title = ChildsText(title, "childs title", bold=True, wrap=False)
        self.help = ChildsText(help_line, "childs help", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.help)
        self.stop = ChildsButton("Stop", "hand", "stop")
        self.stop.clicked.connect(self.stopped)
        top = QHBoxLayout()
        top.setContentsMargins(32, 14, CORNER, 6)
        top.setSpacing(14)
        if not plain:
            top.addWidget(Fox(), 0, Qt.AlignmentFlag.AlignVCenter)
        top.addLayout(words, 1)
        if not plain:
            self.hide_button = ChildsButton("Hide", "image")
            self.hide_button.clicked.connect(self.hidden)
            top.addWidget(self.hide_button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(20, 0, 20, 10)
        self.body.setSpacing(8)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(4)
        around.addLayout(top)
        around.addLayout(self.body, 1)
        self.help.setVisible(bool(help_line))

    def say_help(self, words: str) -> None:
        """The line under the title."""
        self.help.set_words(words)
        self.help.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper from edge to edge."""
        painter = smooth(self)
        painter.fillRect(self.rect(), brush("paper"))
        painter.end()


def in_the_middle(*parts: QWidget, wide: int = 760) -> QWidget:
    """Parts one under the other, in the middle of the page and no wider than a line is read."""
    column = QWidget()
    column.setMaximumWidth(round(wide * min(1.6, look().scale)))
    within = QVBoxLayout(column)
    within.setSpacing(20)
    within.addStretch(1)
    for part in parts:
        within.addWidget(part)
    within.addStretch(2)
    around = QWidget()
    row = QHBoxLayout(around)
    row.addStretch(1)
    row.addWidget(column, 8)
    row.addStretch(1)
    return around
