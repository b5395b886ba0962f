"""People who are named and not known in the family of a child whose file the words will enter: changed, or kept."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import Card, FlowRow, Picture, Row, SecondaryButton, Small, Stack, Text
from desktop_app.visits.named import Stranger


class NamedCard(Card):
    """Hidden while there is nobody. `led_to` carries (field, child's file) of the words; `kept` the key of what stays."""

    led_to = Signal(str, str)
    kept = Signal(str)

    def __init__(self) -> None:
        super().__init__("Named here, and not in this family")
        self._lines: dict[str, tuple[QWidget, list[SecondaryButton]]] = {}
        self.hide()

    def show_named(self, named: Iterable[Stranger]) -> None:
        """Each of them, with the words; those that are shown already stay as they are."""
        wanted = {one.key: one for one in named}
        self.take_out(set(self._lines) - wanted.keys())
        for key, one in wanted.items():
            if key not in self._lines:
                self._put(one)
        self.setVisible(bool(self._lines))

    def take_out(self, keys: Iterable[str]) -> None:
        """These were decided, or are no longer named."""
        for key in keys:
            if key in self._lines:
                line, _ = self._lines.pop(key)
                line.hide()
                line.deleteLater()
        self.setVisible(bool(self._lines))

    def buttons(self) -> list[SecondaryButton]:
        """The ways to decide, in order."""
        return [button for _, buttons in self._lines.values() for button in buttons]

    def words(self) -> list[str]:
        """What is said of each, as a screen reader hears it at the first way to decide."""
        return [buttons[0].accessibleName() for _, buttons in self._lines.values()]

    def _put(self, one: Stranger) -> None:
        change = SecondaryButton("Change it", "pen-line", says=f"{one.sentence} Change it")
        keep = SecondaryButton("Keep it", "check", says=f"Keep {one.name} here")
        change.clicked.connect(lambda: self.led_to.emit(*one.place))
        keep.clicked.connect(lambda: self.kept.emit(one.key))
        for button in (change, keep):
            button.least_height = 44
        said = Row(Picture("users", "warn"), Text(one.sentence), gap=8, grows=1)
        line = Stack(said, Small(f"“{one.words}”"), FlowRow(change, keep, gap=8), gap=6)
        self._lines[one.key] = (line, [change, keep])
        self.add(line)
