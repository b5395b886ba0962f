"""A child's words that lie on the table, from direct work: to be read, and changed nowhere but where they were said."""

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from casework.childs_words import WORKERS, who_may_see
from desktop_app.mapping.faces import day_in_words, in_quotation_marks
from desktop_app.mapping.queries import Card
from desktop_app.shell.controls import (
    ChildsWords,
    FlowRow,
    PrimaryButton,
    SecondaryButton,
    Sheet,
    Small,
)


class WordsSheet(Sheet):
    """A confidential address in them stays covered until it is asked for."""

    settle_wanted = Signal()

    def __init__(self, parent: QWidget, card: Card, child: str, today: datetime.date) -> None:
        super().__init__(parent, f"{child}’s words", width=520)
        quote = card.quote.value if card.quote is not None else None
        shown = quote is not None and who_may_see(quote, WORKERS).may_see
        self._said = in_quotation_marks(quote.words or "") if quote is not None and shown else ""
        self._masked = in_quotation_marks(card.text) if self._said and card.confidential else self._said
        self.words = ChildsWords("")
        parts = [day_in_words(card.on, today) if card.on else "", quote.setting or "" if quote is not None else ""]
        self.address = SecondaryButton("Show the address", "eye")
        self.address.clicked.connect(self._show_address)
        self.address.setVisible(card.confidential)
        self._done = PrimaryButton("Close")
        self._done.clicked.connect(self.leave)
        self.add(self.words)
        self.add(FlowRow(self.address))
        self.add(Small(", ".join(part for part in parts if part)))
        if card.two_versions:
            settle = SecondaryButton("See both versions and choose", "git-compare")
            settle.clicked.connect(self._settle)
            self.add_button(settle)
        self.add_button(self._done)
        self.words.set_words(self._masked)

    def hideEvent(self, event: QHideEvent) -> None:
        """Left, locked or hidden: the address is covered again."""
        super().hideEvent(event)
        if self._masked != self._said and self.words.words():
            self.words.set_words(self._masked)
            self.address.show()

    def _show_address(self) -> None:
        self.words.set_words(self._said)
        self.address.hide()
        self._place()
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        self.finish()
        self.settle_wanted.emit()
