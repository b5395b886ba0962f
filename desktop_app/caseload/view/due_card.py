"""What is due for a child, soonest first: late, today, later; each with an icon and words."""

import datetime
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from casework.clocks import Due
from casework.wording import long_date, plural
from desktop_app.caseload.view.shortened import Shortened
from desktop_app.shell.controls import Picture, Small, Stack, Text

NOTHING_DUE = "Nothing is due."


class DueCard(Shortened):
    """The first few; the rest when asked for."""

    def __init__(self) -> None:
        super().__init__("What is due")

    def show_due(self, due: Sequence[Due], today: datetime.date) -> None:
        """Everything that is due."""
        self.show_lines([lambda one=one: _DueLine(one, today) for one in due], NOTHING_DUE)  # type: ignore[misc]


class _DueLine(QWidget):
    def __init__(self, due: Due, today: datetime.date) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        icon, words, colour = said(due.on, today)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(16, 15, 16, 15)
        lay.setSpacing(12)
        lay.addWidget(Picture(icon, colour))
        when = Text(words, "second strong", colour) if colour != "muted" else Small(words)
        lay.addWidget(Stack(Text(due.what, "row"), when, gap=1), 1)


def said(on: datetime.date, today: datetime.date) -> tuple[str, str, str]:
    """(icon, when, colour) of something due on a day."""
    days = (today - on).days
    if days > 0:
        return "circle-alert", f"{plural(days, 'day')} late", "danger"
    if days == 0:
        return "clock", "Today", "warn"
    return "calendar", long_date(on, with_year=on.year != today.year), "muted"
