"""A banner: what happened, that nothing was lost, what to do. And the empty screen that says what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.shell import painting, tokens
from desktop_app.shell.controls.dressing import Dressed
from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.controls.picture import Picture
from desktop_app.shell.controls.text import Text

KINDS = {
    "info": ("next", "info"),
    "warning": ("warn", "triangle-alert"),
    "success": ("well", "circle-check"),
    "trouble": ("danger", "circle-alert"),
}


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say `words` now."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # two hundred roles and events, rarely needed

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Notice(Dressed, QWidget):
    """A banner of one kind: info, warning, success, trouble. `start` is its bold first sentence, `words` the rest.

    `actions` stand beneath the words; one short action may stand `beside` them.
    """

    def __init__(
        self,
        kind: str,
        start: str,
        words: str = "",
        actions: list[QWidget] | None = None,
        *,
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._picture = Picture("info")
        self._text = Text("", "body")
        lay = QHBoxLayout(self)
        lay.setContentsMargins(16, 12, 16, 12)
        lay.setSpacing(12)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(self._text)
        if actions:
            side.addWidget(FlowRow(*actions))
        said.addLayout(side, 1)
        middle = QVBoxLayout()  # beside a button that is higher than the words, picture and words stay together
        middle.addStretch(1)
        middle.addLayout(said)
        middle.addStretch(1)
        lay.addLayout(middle, 1)
        if beside is not None:
            lay.addWidget(beside, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(kind, start, words, aloud=False)

    def say(self, kind: str, start: str, words: str = "", *, aloud: bool = True) -> None:
        """Say something else, aloud to a screen reader unless told not to."""
        self._tone, icon = KINDS[kind]
        self._picture.show_icon(icon, self._tone)
        self._text.set_colour(self._tone)
        self._text.set_words(words, start)
        if aloud:
            announce(self, self.words())
        self.update()

    def words(self) -> str:
        """All its words."""
        return self._text.words()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The soft ground."""
        look = tokens.current()
        edge = self._tone if look.mode == "high contrast" else None
        painter = painting.smooth(self)
        painting.box(painter, self.rect(), fill=f"{self._tone} soft", edge=edge, width=look.border)
        painter.end()


class EmptyState(QWidget):
    """Nothing here yet: what will be here, and the one thing to do next."""

    def __init__(self, icon: str, title: str, words: str, action: QWidget | None = None) -> None:
        super().__init__()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(24, 24, 24, 24)
        lay.setSpacing(8)
        centre = Qt.AlignmentFlag.AlignHCenter
        lay.addStretch(1)
        lay.addWidget(Picture(icon, "primary", 28, disc=64), 0, centre)
        lay.addSpacing(8)
        for role, said, colour in (("section", title, "ink"), ("body", words, "muted")):
            text = Text(said, role, colour)
            text.setAlignment(centre)
            lay.addWidget(text)
        if action is not None:
            lay.addSpacing(8)
            lay.addWidget(action, 0, centre)
        lay.addStretch(1)
