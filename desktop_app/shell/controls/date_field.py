"""A day, typed as people write it or picked from a calendar."""

import datetime

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout

from casework import wording
from desktop_app.shell import style, tokens
from desktop_app.shell.controls import typed_dates
from desktop_app.shell.controls.buttons import IconButton
from desktop_app.shell.controls.field import Field, FieldFrame
from desktop_app.shell.controls.text_field import Line


class DateField(Field):
    """A labelled day. `changed` carries a date or None; words that are no date get an error when the field is left."""

    changed = Signal(object)

    def __init__(
        self,
        label: str,
        *,
        hint: str = "For example, 4 June 2026",
        value: datetime.date | None = None,
        today: datetime.date | None = None,
        earliest: datetime.date | None = None,
        latest: datetime.date | None = None,
        label_shown: bool = True,
    ) -> None:
        super().__init__(label, hint, label_shown=label_shown)
        self._today = today
        self._earliest, self._latest = earliest, latest
        frame = FieldFrame()
        self.line = Line(frame)
        self.line.textChanged.connect(self._typed)
        self.line.editingFinished.connect(self._left)
        self._button = IconButton("calendar", f"{label}: choose from a calendar")
        self._button.least_height = 44
        self._button.clicked.connect(self._open_calendar)
        frame.lay.addWidget(self.line, 1)
        frame.lay.addWidget(self._button)
        self._popup: QFrame | None = None
        self._hold(frame, self.line)
        self.set_value(value)
        self.redress()

    def value(self) -> datetime.date | None:
        """The day typed, or None when nothing or no day was typed, or a day outside what is allowed."""
        day = typed_dates.read(self.line.text(), self._now()) if self.line.text().strip() else None
        return day if day is not None and not self._outside(day) else None

    def set_value(self, day: datetime.date | None) -> None:
        """Show a day; None empties the field. No `changed` is sent."""
        blocked = self.line.blockSignals(True)
        self.line.setText(f"{day.day} {wording.MONTHS[day.month - 1]} {day.year}" if day else "")
        self.line.blockSignals(blocked)

    def _now(self) -> datetime.date:
        return self._today or datetime.datetime.now().astimezone().date()

    def _outside(self, day: datetime.date) -> str:
        if self._earliest and day < self._earliest:
            return f"Use {wording.long_date(self._earliest, with_year=True)} or after."
        if self._latest and day > self._latest:
            if self._latest == self._now():
                return "Use today or before."
            return f"Use {wording.long_date(self._latest, with_year=True)} or before."
        return ""

    def _typed(self) -> None:
        self.set_error("")
        self.changed.emit(self.value())

    def _left(self) -> None:
        typed = self.line.text().strip()
        day = typed_dates.read(typed, self._now()) if typed else None
        if typed and day is None:
            self.set_error("Write the day, month and year, for example 4 June 2026.")
        elif day is not None:
            self.set_error(self._outside(day))
            self.set_value(day)

    def _open_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.Box)
        calendar = QCalendarWidget(popup)
        calendar.setStyleSheet(style.calendar(tokens.current()))
        calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(f"{self._label_words}: calendar")
        if self._earliest:
            calendar.setMinimumDate(_as_qt(self._earliest))
        if self._latest:
            calendar.setMaximumDate(_as_qt(self._latest))
        calendar.setSelectedDate(_as_qt(self.value() or self._now()))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        around = QVBoxLayout(popup)
        around.setContentsMargins(4, 4, 4, 4)
        around.addWidget(calendar)
        popup.adjustSize()
        popup.move(self._button.mapToGlobal(QPoint(self._button.width() - popup.width(), self._button.height() + 4)))
        popup.show()
        calendar.setFocus()
        self._popup = popup

    def _picked(self, chosen: QDate) -> None:
        self.set_value(datetime.date(chosen.year(), chosen.month(), chosen.day()))
        self.set_error("")
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.line.setFocus()
        self.changed.emit(self.value())


def _as_qt(day: datetime.date) -> QDate:
    return QDate(day.year, day.month, day.day)
