"""A day, typed as people write it or picked from a calendar."""

import datetime

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout

from casework import typed_days, wording
from casework.working_days import FIRST_YEAR, LAST_YEAR, is_working_day
from desktop_app.shell import style, tokens
from desktop_app.shell.controls.buttons import IconButton
from desktop_app.shell.controls.field import Field, FieldFrame
from desktop_app.shell.controls.text import Small
from desktop_app.shell.controls.text_field import Line

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NOT_LEFT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class DateField(Field):
    """A labelled day. `changed` carries what a draft keeps of it (casework.typed_days): a day only once it is whole.

    While it is typed a day counts with its year in four figures; with less when the field is left or Enter is pressed. What
    cannot be used stays as it was typed, with an error that says what to do. planned: a day to come, of which it is said
    where it is no working day.
    """

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        hint: str = f"For example, {typed_days.EXAMPLE}",
        value: datetime.date | None = None,
        today: datetime.date | None = None,
        earliest: datetime.date | None = None,
        latest: datetime.date | None = None,
        planned: bool = False,
        label_shown: bool = True,
    ) -> None:
        super().__init__(label, hint, label_shown=label_shown)
        self._today = today
        self._earliest, self._latest = earliest, latest
        self._planned = planned
        self._left_as = ""  # what stood there when the field was left: it is read then, however short
        frame = FieldFrame()
        self.line = Line(frame)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._left)
        self.line.installEventFilter(self)
        self._button = IconButton("calendar", f"{label}: choose from a calendar")
        self._button.least_height = 44
        self._button.clicked.connect(self._open_calendar)
        frame.lay.addWidget(self.line, 1)
        frame.lay.addWidget(self._button)
        self._popup: QFrame | None = None
        self._hold(frame, self.line)
        self._remark = Small("")
        self._remark.hide()
        self._lay.addWidget(self._remark)
        self.set_value(value)
        self.redress()

    def value(self) -> datetime.date | None:
        """The day written, or None when nothing, no whole day, or a day outside what is allowed stands there."""
        return typed_days.kept_day(self.kept())

    def kept(self) -> str:
        """What a draft keeps of it: the ISO day, or what is typed marked as no day, or "" for nothing."""
        typed = self.line.text().strip()
        is_read = typed == self._left_as or typed_days.is_written_whole(typed)
        day = typed_days.read(typed, self._now()) if typed and is_read else None
        return typed_days.keep(day if day is not None and not self._outside(day) else None, typed)

    def set_value(self, day: datetime.date | None) -> None:
        """Show a day; None empties the field. No `changed` is sent."""
        self._write(_in_full(day) if day else "")
        self.set_error("")

    def show_kept(self, kept: str) -> None:
        """Show what a draft keeps, unless it is being typed in. What is no day stands as it was typed, with its error."""
        if kept == self.kept() or self.line.hasFocus():
            return
        self.set_value(typed_days.kept_day(kept))
        if typed := typed_days.as_typed(kept):
            self._write(typed)
            self.set_error(self._trouble(typed))

    def turn_to(self, today: datetime.date) -> None:
        """It is another day by now, on a page that stood open over midnight; what ended with today ends with it still."""
        if self._latest is not None and self._latest == self._today:
            self._latest = today
        self._today = today

    def remark(self) -> str:
        """What is said of a planned day: "" for a working day."""
        return "" if self._remark.isHidden() else self._remark.words()

    def _write(self, text: str) -> None:
        self._left_as = text if typed_days.is_written_whole(text) else ""
        blocked = self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(blocked)
        self._look_at_day()

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

    def _trouble(self, typed: str) -> str:
        day = typed_days.read(typed, self._now()) if typed else None
        return self._outside(day) if day is not None else typed_days.HOW_TO_WRITE if typed else ""

    def _typed(self) -> None:
        self.set_error("")
        self._look_at_day()
        self.changed.emit(self.kept())

    def _left(self) -> None:
        typed = self.line.text().strip()
        if not typed:
            return
        self._left_as = typed
        day = self.value()
        if day is None:
            self.set_error(self._trouble(typed))
        elif self.line.text() != _in_full(day):
            self.line.setText(_in_full(day))

    def _look_at_day(self) -> None:
        """A quiet word where a planned day is a weekend or a bank holiday: it may be meant."""
        said = _day_off(self.value()) if self._planned else ""
        self._remark.set_words(said)
        self._remark.setVisible(bool(said))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving it, and Ctrl+Enter that adds the whole form, end the typing: the day is read."""
        if watched is self.line and _ends_the_typing(event):
            self._left()
        return super().eventFilter(watched, event)

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
        self.changed.emit(self.kept())


def _as_qt(day: datetime.date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _ends_the_typing(event: QEvent) -> bool:
    if isinstance(event, QFocusEvent):
        return event.type() == QEvent.Type.FocusOut and event.reason() not in NOT_LEFT
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in ENTER


def _in_full(day: datetime.date) -> str:
    return f"{day.day} {wording.MONTHS[day.month - 1]} {day.year}"


def _day_off(day: datetime.date | None) -> str:
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR or is_working_day(day):
        return ""
    which = "a weekend" if day.weekday() >= 5 else "a bank holiday"
    return f"{wording.long_date(day, with_year=True)} is {which}."
