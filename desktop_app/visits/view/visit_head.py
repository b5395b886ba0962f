"""The head of a visit: whose it is, what it is for, since when, and that what is typed is kept."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casework.typed_times import read_time
from casework.wording import long_date, plural, time_of_day
from desktop_app.shell.controls import FlowRow, SecondaryButton, Small, Text, TextLink, font, look
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.view.saved_note import SHORT, SavedNote

NEEDS_PURPOSE = "Say what the visit is for"
NEEDS_DAY = "The day is not written yet"
LONGEST_PURPOSE = 60


class VisitHead(QWidget):
    """`now` tells the worker's clock."""

    about_asked = Signal()
    finish_asked = Signal()

    def __init__(self, now: Callable[[], datetime.datetime], family: str) -> None:
        super().__init__()
        self._now = now
        self._draft: VisitDraft | None = None
        self.title = Text(f"Visit to {family}", "compact title", wrap=False)
        self.since = Small("", wrap=False)
        self.about = TextLink("", "pencil", says="")
        self.about.least_height = 44
        self.saved = SavedNote()
        self.finish = SecondaryButton("Finish visit", "flag")
        self.finish.setToolTip("Ctrl+Enter")
        self.about.clicked.connect(self.about_asked)
        self.finish.clicked.connect(self.finish_asked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(FlowRow(self.title, self.since, gap=16))
        words.addWidget(FlowRow(self.about))
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(24, 8, 24, 2)
        self._lay.setSpacing(12)
        self._lay.addLayout(words, 1)
        self._right = FlowRow(self.saved, self.finish, gap=16, right=True)
        self._lay.addWidget(self._right)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)  # narrower than it is: beneath
        self._minute = QTimer(self, interval=20_000)
        self._minute.timeout.connect(self._tell_time)
        self._minute.start()

    def show_draft(self, draft: VisitDraft) -> None:
        """What the visit is for, in a line, and since when."""
        self._draft = draft
        self.about.set_icon("pencil" if draft.purpose.strip() else "triangle-alert")
        self._tell_about()
        self._tell_time()

    def _tell_about(self) -> None:
        """The purpose in as many words as there is room for."""
        if self._draft is None:
            return
        whole = about_in_a_line(self._draft)
        words, most = whole, LONGEST_PURPOSE
        while most > 10 and QFontMetricsF(font("button")).horizontalAdvance(words) > self.width() - look().px(60) - 48:
            most -= 5
            words = about_in_a_line(self._draft, most)
        self.about.set_words(words, f"About this visit: {whole}. Change it")

    def set_inset(self, side: int) -> None:
        """How far its words stand from the sides of what it lies in."""
        self._lay.setContentsMargins(side, 8, side, 2)

    def _tell_time(self) -> None:
        if self._draft is not None:
            self.since.set_words(since_in_words(self._draft, self._now()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button goes beneath where there is no room beside."""
        super().resizeEvent(event)
        title = self.title.fontMetrics().horizontalAdvance(self.title.words())
        self.title.fit(self.width() - 2 * self._lay.contentsMargins().left())
        self._tell_about()
        words, finish = max(title, self.about.sizeHint().width()), self.finish.sizeHint().width()
        self.saved.set_short(words + finish + self.saved.wide() + 76 > self.width())
        narrow = words + finish + self.saved.wide(SHORT) + 76 > self.width()
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if wanted != self._lay.direction():
            self._lay.setDirection(wanted)
            self.updateGeometry()


def about_in_a_line(draft: VisitDraft, most: int = LONGEST_PURPOSE) -> str:
    """ "See how mornings are, announced, Home"; what is not answered is left out, a long purpose shortened."""
    purpose = " ".join(draft.purpose.split())
    if not purpose:
        return NEEDS_PURPOSE
    if len(purpose) > most:
        purpose = purpose[:most].rsplit(" ", 1)[0] + " …"
    announced = {True: "announced", False: "not announced", None: ""}[draft.announced]
    return ", ".join(part for part in (purpose, announced, draft.place.strip()) if part)


def since_in_words(draft: VisitDraft, now: datetime.datetime) -> str:
    """ "Started 10:04am, 26 minutes ago" on the day itself, "10:04am to 11am" once it has ended, else the day."""
    on = draft.day
    if on is None:
        return NEEDS_DAY
    if on != now.date():
        return long_date(on, with_year=on.year != now.year)
    began = read_time(draft.started)
    if began is None:
        return ""
    ended = read_time(draft.ended)
    if ended is not None:
        return f"{time_of_day(began)} to {time_of_day(ended)}"
    minutes = int((now - datetime.datetime.combine(on, began)).total_seconds() // 60)
    if minutes < 1:
        return f"Started {time_of_day(began)}"
    ago = [plural(minutes // 60, "hour")] if minutes >= 60 else []
    ago += [plural(minutes % 60, "minute")] if minutes % 60 else []
    return f"Started {time_of_day(began)}, {' '.join(ago)} ago"
