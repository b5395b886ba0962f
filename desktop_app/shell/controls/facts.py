"""A fact with its label above it, and several of them side by side."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.shell import fonts
from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.controls.layouts import UprightDivider, fit_again
from desktop_app.shell.controls.text import Text


class FactRow(QWidget):
    """Label (muted) and value. `across` sets the label at the left of the value instead of above it."""

    def __init__(self, label: str, value: str, *, across: bool = False) -> None:
        super().__init__()
        self._value = Text(value, "row", selectable=True)
        name = Text(label, "second", "muted")
        if across:
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(16)
            row.addWidget(name, 1)
            row.addWidget(self._value, 2)
        else:
            stack = QVBoxLayout(self)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(1)
            stack.addWidget(name)
            stack.addWidget(self._value)

    def set_value(self, value: str) -> None:
        """Show another value."""
        self._value.set_words(value)

    def value(self) -> str:
        """The value shown."""
        return self._value.words()


class FactStrip(FlowRow):
    """Facts side by side with thin lines between; in more lines, without the thin ones, when the text is large."""

    def __init__(self, *facts: tuple[str, str]) -> None:
        super().__init__(gap=20)
        self._between: list[_Line] = []
        self._facts: list[FactRow] = []
        self.show_facts(*facts)

    def show_facts(self, *facts: tuple[str, str]) -> None:
        """Show these instead."""
        self.clear()
        self._between, self._facts = [], []
        for label, value in facts:
            if self._facts:
                self._between.append(_Line())
                self.add(self._between[-1])
            fact = FactRow(label, value)
            for text in fact.findChildren(Text):
                text.setWordWrap(False)
            self._facts.append(fact)
            self.add(fact)
        self._rule()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Thin lines only while all stand in one line."""
        super().resizeEvent(event)
        self._rule()

    def _rule(self) -> None:
        whole = sum(fact.sizeHint().width() for fact in self._facts) + 41 * len(self._between)
        fits = whole <= self.width()
        if any(line.isHidden() == fits for line in self._between):
            for line in self._between:
                line.setVisible(fits)
            fit_again(self)


class _Line(UprightDivider):
    """A divider as high as two lines of text."""

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setHeight(fonts.font("row").pixelSize() * 5 // 2)
        return size
