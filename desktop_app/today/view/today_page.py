"""Today: the day's appointments at the left; what is due and what was promised at the right."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from casework.wording import in_a_row, long_date, time_of_day
from desktop_app.shell.controls import (
    Body,
    Card,
    Cell,
    EmptyState,
    FlowRow,
    Heading,
    ListRow,
    Page,
    Row,
    RowList,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
    Strips,
    Text,
    TextLink,
    takes_tab,
)
from desktop_app.today.appointments import AppointmentLine
from desktop_app.today.queries import Begun, Day, DueLine, Unfinished
from desktop_app.today.view.appointment_card import AppointmentCard
from desktop_app.today.view.news_list import NewsList
from desktop_app.today.view.promises import PromiseList
from desktop_app.today.view.words import MASKED, coming_day, day_title, due_state, summary, times, what

COLUMNS, ONE_COLUMN_UNDER = (640, 422), 860
FIRST_DUE = 5
MINUTE_MS = 60_000
NOTHING_DUE = "Nothing is due by a week from now."
ADD, ADD_OR_START = (
    "Add one with New appointment.",
    "Add one with New appointment, or choose a child and start a visit there.",
)
NOBODYS_DAY = "Appointments are made by who works with a child. What they wrote you read under Children."


class TodayPage(Page):
    """`visit_resumed` carries the name of a draft, `arranged` the name of an appointment's form ("" for a new one).

    The signals about one appointment carry its line, `child_opened` a case file, `kept` a promise.
    """

    start_asked = Signal(object)
    read_asked = Signal(object)
    change_asked = Signal(object)
    versions_asked = Signal(object)
    visit_resumed = Signal(str)
    arranged = Signal(str)
    child_opened = Signal(str)
    children_asked = Signal()
    kept = Signal(object)
    returned = Signal()

    def __init__(self, now: Callable[[], datetime.datetime]) -> None:
        self.new = SecondaryButton("New appointment", "calendar-plus")
        super().__init__("Today", actions=[self.new])
        self._now = now
        self._day: Day | None = None
        self._unseen: Day | None = None
        self._opened: bytes | None = None
        self._all_due = False
        self.cards: list[AppointmentCard] = []
        self.new.clicked.connect(lambda: self.arranged.emit(""))
        self.new.hide()
        self._left = Stack(gap=12)
        self.due = RowList("What is due", grows=True)
        self.due.opened.connect(self._open_due)
        self.promised = PromiseList()
        self.promised.kept.connect(self.kept)
        self._nothing_due = Card()
        self._nothing_due.add(Body(NOTHING_DUE, "muted"))
        self._more_due = TextLink("", "chevron-down", says="Show everything that is due")
        self._more_due.clicked.connect(self._show_all_due)
        due = Stack(Heading("Due"), self.due, self._nothing_due, FlowRow(self._more_due), gap=8)
        self.news = NewsList()
        self.news.opened.connect(self.child_opened)
        right = Stack(due, Stack(Heading("What you promised"), self.promised, gap=8), self.news, gap=24)
        self._columns = SplitColumns(self._left, right, shares=COLUMNS, least=ONE_COLUMN_UNDER, gap=24)
        self._columns.hide()
        self.concerns = Strips()
        self.add(self.concerns)
        self.add(self._columns)
        self._nothing: QWidget | None = None
        self.set_title(day_title(now().date()))
        minute = QTimer(self, interval=MINUTE_MS)
        minute.timeout.connect(self._minute_passed)
        minute.start()

    def came_back(self) -> None:
        """Shown again: time has passed, and something may have been written."""
        self.returned.emit()

    def _minute_passed(self) -> None:
        if self.isVisible():
            self.returned.emit()

    # -- the day ------------------------------------------------------------------------------------------------------

    def show_day(self, day: Day) -> None:
        """Show it, once the page is in sight. Where nothing has changed but the clock, nothing moves."""
        if not self.isVisible():
            self._unseen = day
            return
        if day == self._day and self.cards_are_free():
            for card in self.cards:
                card.show_now(self._now())
            return
        focused = self._focused_words()
        self._day = day
        self.set_title(day_title(day.on))
        self.new.setVisible(day.has_children and day.may_arrange)
        self._columns.setVisible(day.has_children)
        self._say_nothing_yet(day)
        if not day.has_children:
            self.set_subtitle("")
            return
        self.set_subtitle(summary(len(day.appointments), sum(line.on <= day.on for line in day.due)))
        self._show_left(day)
        self._show_due(day)
        self.promised.show_promises(day.promised, day.on)
        self._focus_again(focused)

    def showEvent(self, event: QShowEvent) -> None:
        """What came while another page was shown is made now."""
        super().showEvent(event)
        if self._unseen is not None:
            day, self._unseen = self._unseen, None
            self.show_day(day)

    def cards_are_free(self) -> bool:
        """Whether no card waits for the answer to a press."""
        return all(card.line.is_done or not hasattr(card, "start") or card.start.isEnabled() for card in self.cards)

    def _say_nothing_yet(self, day: Day) -> None:
        if self._nothing is not None:
            self._nothing.hide()
            self._nothing.deleteLater()
            self._nothing = None
        if not day.has_children:
            look = SecondaryButton("See how far it is", "users")
            look.clicked.connect(self.children_asked)
            words = "When the children of your hub are on this laptop, your appointments and what is due stand here."
            self._nothing = EmptyState("calendar-check", "Your day stands here soon", words, look)
            self.add(self._nothing)

    def _show_left(self, day: Day) -> None:
        self._left.clear()
        self.cards = []
        of_today = {line.visit for line in day.appointments}
        for visit in day.visits:
            if visit.name not in of_today:
                self._left.add(self._visit(visit, day.on))
        for begun in day.begun:
            self._left.add(self._begun(begun))
        self._left.add(Heading("Your day"))
        under_way, next_one = {visit.name for visit in day.visits}, self._next(day)
        for line in day.appointments:
            is_open, begun_already = line.group == next_one, line.visit in under_way
            self._left.add(self._card(line, day, is_open=is_open, under_way=begun_already))
        if not day.appointments:
            self._left.add(self._no_appointments(day))
        self._add_list("Coming up", "Appointments of later days", day.coming, day)
        self._add_list("No visit was written", "Appointments of the last days without a visit", day.earlier, day)

    def _next(self, day: Day) -> bytes | None:
        """The card that stands open: the one that was pressed, else the next that is not done."""
        groups = [line.group for line in day.appointments]
        if self._opened in groups:
            return self._opened
        to_come = [line for line in day.appointments if not line.is_done]
        now = self._now().time()
        later = [line for line in to_come if (line.end or line.start or now) >= now]
        return next((line.group for line in (*later, *to_come)), None)

    def _card(self, line: AppointmentLine, day: Day, *, is_open: bool, under_way: bool) -> AppointmentCard:
        ready = day.ready.get(line.group.hex())
        card = AppointmentCard(line, ready, self._now(), is_open=is_open, under_way=under_way)
        card.start_asked.connect(self.start_asked)
        card.read_asked.connect(self.read_asked)
        card.change_asked.connect(self.change_asked)
        card.versions_asked.connect(self.versions_asked)
        card.opened.connect(self._open_card)
        self.cards.append(card)
        return card

    def _open_card(self, line: AppointmentLine) -> None:
        self._opened = line.group
        if self._day is not None:
            self._show_left(self._day)
            shown = [card for card in self.cards if card.line.group == line.group]
            target = getattr(shown[0], "start", shown[0])
            target.setFocus()

    def _no_appointments(self, day: Day) -> QWidget:
        card = Card()
        choose = SecondaryButton("Choose a child", "users")
        choose.clicked.connect(self.children_asked)
        words = NOBODYS_DAY
        if day.may_arrange:
            words = ADD_OR_START if day.may_visit else ADD
        card.add(EmptyState("calendar-check", "No appointments today", words, choose))
        return card

    # -- gone on with -------------------------------------------------------------------------------------------------

    def _visit(self, visit: Unfinished, today: datetime.date) -> Card:
        when = f"Begun at {time_of_day(visit.started)}" if visit.started else "Begun"
        if visit.on is not None and visit.on != today:
            when = f"{when} on {long_date(visit.on)}" if visit.started else long_date(visit.on)
        title = f"Visit to {in_a_row(visit.children)}"
        return self._going_on(title, f"{when}. Not in the record yet.", lambda: self.visit_resumed.emit(visit.name))

    def _begun(self, begun: Begun) -> Card:
        title = f"{'Appointment' if begun.is_new else 'Change of the appointment'} with {in_a_row(begun.names)}"
        return self._going_on(title, "Begun and not added yet.", lambda: self.arranged.emit(begun.name))

    def _going_on(self, title: str, second: str, go_on: Callable[[], object]) -> Card:
        card = Card(edge="chosen", padding=16)
        button = SecondaryButton("Go on with it", "arrow-right", says=f"Go on with it: {title}")
        button.clicked.connect(go_on)
        card.add(Row(Stack(Text(title, "row title"), Small(second), gap=2), button, grows=0))
        return card

    # -- lists --------------------------------------------------------------------------------------------------------

    def _add_list(self, title: str, name: str, lines: tuple[AppointmentLine, ...], day: Day) -> None:
        if not lines:
            return
        rows = RowList(name, grows=True)
        rows.show_rows([_row(line, day) for line in lines])
        by_key = {line.group.hex(): line for line in lines}
        rows.opened.connect(lambda key: self.change_asked.emit(by_key[key]))
        self._left.body.insertSpacing(self._left.body.count() - 1, 12)
        self._left.add(Heading(title))
        self._left.add(rows)

    def _show_due(self, day: Day) -> None:
        shown = day.due if self._all_due or len(day.due) <= FIRST_DUE + 1 else day.due[:FIRST_DUE]
        self.due.show_rows([_due_row(str(place), line, day.on) for place, line in enumerate(shown)])
        self.due.setVisible(bool(shown))
        self._nothing_due.setVisible(not shown)
        left = len(day.due) - len(shown)
        self._more_due.set_words(f"Show {left} more")
        self._more_due.setVisible(bool(left))

    def _show_all_due(self) -> None:
        self._all_due = True
        if self._day is not None:
            self._show_due(self._day)
            self.due.setFocus()

    def _open_due(self, key: str) -> None:
        if self._day is not None:
            self.child_opened.emit(self._day.due[int(key)].file)

    # -- the keyboard -------------------------------------------------------------------------------------------------

    def _focused_words(self) -> str:
        focused = QApplication.focusWidget()
        return focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""

    def _focus_again(self, words: str) -> None:
        """Who was on a button is on it still, though it was made anew."""
        if not words or self._focused_words() == words:
            return
        for widget in self.findChildren(QWidget):
            if widget.accessibleName() == words and widget.isVisibleTo(self) and takes_tab(widget):
                widget.setFocus()
                return


def _row(line: AppointmentLine, day: Day) -> ListRow:
    ready = day.ready.get(line.group.hex())
    state = Cell("")
    if line.date < day.on:
        state = Cell("Start or withdraw", "circle-dashed", "warn")
    elif ready is not None:
        state = Cell(ready.short, *(("circle-check", "well") if ready.is_ready else ("triangle-alert", "warn")))
    place = f"{what(line)} {MASKED}." if line.is_confidential else what(line)
    return ListRow(
        key=line.group.hex(),
        title=line.who,
        second=f"{coming_day(line.date, day.on)}, {times(line)}. {place}",
        icon="calendar-clock" if line.date >= day.on else "calendar-x",
        state=state,
    )


def _due_row(key: str, line: DueLine, today: datetime.date) -> ListRow:
    icon, when, colour = due_state(line.on, today)
    return ListRow(key, line.what, line.second, icon=icon, icon_colour=colour, state=Cell(when, colour=colour))
