"""The head of the sheet: which children, when and where, that all of it is kept, and the two ways out."""

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casework.typed_days import kept_day
from casework.wording import in_a_row, long_date, time_of_day
from desktop_app.concerns.draft import ConcernDraft
from desktop_app.concerns.queries import ConcernForm
from desktop_app.shell.controls import (
    FlowRow,
    Picture,
    PrimaryButton,
    SecondaryButton,
    Small,
    Text,
    TextLink,
    brush,
    font,
    smooth,
)

NEEDS_DAY = "The day is not written yet"
KEPT = "Every word and mark is saved as you make it."


class ConcernHead(QWidget):
    """`about_asked` when the day, the time or the place is to be changed."""

    about_asked = Signal()
    left_open = Signal()
    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = Picture("shield-alert", "danger", 28)
        self.title = Text("Safety concern", "compact title")
        self.when = Small("", wrap=False)
        self.saved = Small("", wrap=False)
        self.about = TextLink("Change", says="Change when and where it was noticed")
        self.about.least_height = 44
        self.about.clicked.connect(self.about_asked)
        self.leave = SecondaryButton("Leave it open")
        self.leave.clicked.connect(self.left_open)
        self.add = PrimaryButton("Add to record")
        self.add.setToolTip("Ctrl+Enter")
        self.add.clicked.connect(self.add_asked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(FlowRow(self.when, self.about, self.saved, gap=8))
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(24, 10, 24, 10)
        self._lay.setSpacing(16)
        self._lay.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._lay.addLayout(words, 1)
        self._buttons = FlowRow(self.leave, self.add, gap=12, right=True)
        self._lay.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_draft(self, form: ConcernForm, draft: ConcernDraft, today: datetime.date) -> None:
        """Whose it is, and how it stands."""
        names = [child.words for child in form.children if child.file in draft.files]
        self.title.set_words(f"Safety concern: {in_a_row(names)}" if names else "Safety concern")
        stands = form.stands
        if stands is None:
            self.when.set_words(f"{_when(draft.where, draft.date, draft.time, today)}.")
        else:
            self.when.set_words(f"{_when(stands.where, stands.date, stands.time, today)}. Written by {stands.by}.")
        self.about.setVisible(stands is None)
        if stands is None and not self.saved.words():
            self.saved.set_words(KEPT)
        has_new = stands is None or draft.has_words()
        self.add.setVisible(form.may_write and has_new)
        self.add.set_words("Add to record" if stands is None else "Add what is new")
        self.leave.set_words("Leave it open" if has_new else "Close")

    def show_saved(self, at: datetime.datetime) -> None:
        """All of it is on this laptop's disk."""
        self.saved.set_colour("well")
        self.saved.set_words(f"Saved on this laptop at {time_of_day(at)}.")

    def show_not_saved(self) -> None:
        """The last words are on the screen only."""
        self.saved.set_colour("danger")
        self.saved.set_words("Not saved yet.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons go beneath where there is no room beside."""
        super().resizeEvent(event)
        wish = QFontMetricsF(font("compact title")).horizontalAdvance(self.title.words()) * 0.75
        narrow = wish + self._buttons.sizeHint().width() + 120 > self.width()
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if wanted != self._lay.direction():
            self._lay.setDirection(wanted)
            self._icon.setVisible(not narrow)
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White, with a line beneath."""
        painter = smooth(self)
        painter.fillRect(self.rect(), brush("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, brush("line"))
        painter.end()


def _when(where: str, date: str, time: str, today: datetime.date) -> str:
    on = kept_day(date)
    day = long_date(on, with_year=on.year != today.year) if on is not None else NEEDS_DAY
    return ", ".join(part for part in (where, day, time) if part)
