"""One mark in words beneath the body map: its number and part, what it looks like, who explained it how."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.shell.controls import Dressed, FlowRow, Text, TextLink, brush, smooth


class MarkLine(Dressed, QWidget):
    """`opened` when it is to be changed; a mark that stands in the record is added to instead."""

    opened = Signal()

    def __init__(self, number: int, part: str, looks: str, explained: tuple[tuple[str, str], ...], way: str) -> None:
        super().__init__()
        self.setAccessibleName(f"Mark {number}: {part}")
        lay = QVBoxLayout(self)
        lay.setContentsMargins(12, 0, 0, 0)
        lay.setSpacing(2)
        lay.addWidget(Text(f"{number} {part}", "button"))
        if looks:
            lay.addWidget(Text(looks, "body", selectable=True))
        for who, words in explained:
            said = Text("", "body", selectable=True)
            said.set_words(f"“{words}”", f"{who}:")
            lay.addWidget(said)
        link = TextLink(way, says=f"{way}: mark {number}, {part}")
        link.least_height = 44
        link.clicked.connect(self.opened)
        lay.addWidget(FlowRow(link))
        lay.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar at its left."""
        painter = smooth(self)
        painter.fillRect(0, 0, 4, self.height(), brush("danger"))
        painter.end()
