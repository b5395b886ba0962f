"""A fact with its label above it, and several of them side by side."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.controls.layouts import UprightDivider
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
    """Facts side by side, with thin lines between; in more lines when the text is large."""

    def __init__(self, *facts: tuple[str, str]) -> None:
        super().__init__(gap=16)
        for at, (label, value) in enumerate(facts):
            if at:
                self.add(_Line())
            fact = FactRow(label, value)
            for text in fact.findChildren(Text):
                text.setWordWrap(False)
            self.add(fact)


class _Line(UprightDivider):
    """A divider as high as two lines of text."""

    def sizeHint(self):  # type: ignore[no-untyped-def]
        size = super().sizeHint()
        size.setHeight(self.fontMetrics().height() * 2)
        return size
