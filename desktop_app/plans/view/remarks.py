"""Remarks beneath a field: what a family may stumble over. Nothing is rewritten; they go when the words are plain."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.plans.plain_words import remarks
from desktop_app.shell.controls import Picture, Row, Small, empty


class Remarks(QWidget):
    """The remarks on one text; takes no room while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, ...] = ()
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 4, 0, 0)
        self._lay.setSpacing(2)
        self.hide()

    def look_at(self, text: str) -> None:
        """Say what there is to say about this text."""
        said = tuple(remark.sentence for remark in remarks(text))
        if said == self._said:
            return
        self._said = said
        empty(self._lay)
        for sentence in said:
            sign = Picture("lightbulb", "warn", 18)
            row = Row(sign, Small(sentence, "warn"), gap=8, grows=1)
            row.body.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
            self._lay.addWidget(row)
        self.setVisible(bool(said))

    def said(self) -> tuple[str, ...]:
        """The sentences shown."""
        return self._said
