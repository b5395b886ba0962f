"""Where somebody lives; a confidential address is covered until it is asked for, and again on leaving."""

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.network.addresses import Whereabouts
from desktop_app.shell.controls import Picture, Row, SecondaryButton, Tag, Text

CONFIDENTIAL = "Confidential address"
CONFIDENTIAL_SAID = "Covered: some people must not learn where this is. Look who can see this screen first."
SETTLE = "There are two versions of this address. Settle them before anybody relies on one."


class AddressLine(QWidget):
    """While it is covered no part of the window holds the address."""

    def __init__(self, lives_at: Whereabouts) -> None:
        super().__init__()
        self._lives_at = lives_at
        self._words = Text("", "second", selectable=True)
        self._button = SecondaryButton("Show the address", "eye")
        self._button.clicked.connect(self._cover_or_show)
        tag = Tag(CONFIDENTIAL, "danger", "lock")
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 4, 0, 0)
        lay.setSpacing(8)
        if lives_at.is_confidential:
            lay.addWidget(Row(tag))
        lay.addWidget(Row(Picture("house", "muted", 18), self._words, gap=8, grows=1))
        if lives_at.is_confidential and not lives_at.two_versions:
            lay.addWidget(Row(self._button))
        self.cover()

    def is_covered(self) -> bool:
        """Whether nobody can read it now."""
        return self._words.words() in (CONFIDENTIAL_SAID, SETTLE)

    def cover(self) -> None:
        """Take a confidential address off the screen; show any other."""
        if self._lives_at.two_versions:
            self._words.set_words(SETTLE)
        elif self._lives_at.is_confidential:
            self._words.set_words(CONFIDENTIAL_SAID)
            self._button.set_words("Show the address")
        else:
            self._words.set_words(self._lives_at.lines or "No address is recorded.")

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab or page: covered."""
        super().hideEvent(event)
        self.cover()

    def _cover_or_show(self) -> None:
        if self.is_covered():
            self._words.set_words(self._lives_at.lines or "No address is recorded.")
            self._button.set_words("Cover the address")
        else:
            self.cover()
