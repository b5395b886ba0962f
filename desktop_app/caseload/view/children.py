"""The list of children: found by name, narrowed by chips, what is due soonest first. No score stands beside a name."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from casework.wording import age_in_words, days_ago, in_a_row, plural, short_date
from desktop_app.caseload.queries import WHOSE, ChildRow, Filter
from desktop_app.shell.controls import (
    Cell,
    Column,
    Dressed,
    EmptyState,
    FilterChip,
    FlowRow,
    ListRow,
    Page,
    ProgressStrip,
    QuietButton,
    RowList,
    SearchField,
    look,
)

COLUMNS = (Column("Child", 284), Column("Why", 180), Column("Last seen", 216), Column("What is due", 240))
SEARCH_WIDTH = 212
LARGE = 1.75  # of the text
PROGRESS_WIDTH = 560
NOBODY_FOUND = (
    "Check the spelling, or search by the id. Words of the record are found on a child’s page, under Visits and notes: there "
    "you can search all children on this laptop."
)
ASKING = "Asking the central store"


class ChildrenPage(Dressed, Page):
    """The list. `opened` carries the case file of the child that was chosen.

    Two chips say whose children, three narrow these down; each counts the children that it would show. A name is looked
    for in the whole hub, whatever is chosen; it can be typed without going to the search first.
    """

    opened = Signal(str)

    def __init__(self, today: Callable[[], datetime.date] = datetime.date.today) -> None:
        super().__init__("Children", scrolls=False)
        self._today = today
        self._children: tuple[ChildRow, ...] = ()
        self._whose = Filter.I_WORK_WITH
        self._narrowed: Filter | None = None
        self._search = SearchField("Find a child by name")
        self._search.setFixedWidth(look().px(SEARCH_WIDTH))
        self._search.changed.connect(self._show)
        self._search.moved_on.connect(self._stand_on_first)
        self._search.submitted.connect(self._open_first)
        self._chips = {one: FilterChip(one.value, count=0, value=one is self._whose) for one in Filter}
        for one, chip in self._chips.items():
            chip.changed.connect(lambda _on, one=one: self.choose(one))
        self._unfold = QuietButton("Whose children", "chevron-down")
        self._unfold.clicked.connect(self._unfold_chips)
        self._is_unfolded = False
        self._find = FlowRow(self._search, *self._chips.values(), self._unfold, gap=8)
        self._find.hide()
        self.add(self._find)
        self._list = RowList("Children", columns=COLUMNS, least_row=68)
        self._list.opened.connect(self.opened)
        self.add(self._list, 1)
        self._arriving = _Arriving()
        self._arriving.hide()
        self.add(self._arriving, 1)
        self._nobody: QWidget | None = None
        self._is_read = False  # until then nothing is said of how many there are
        self._is_fetching = False
        self._why_not = ""

    def show_children(self, children: tuple[ChildRow, ...], hub: str) -> None:
        """Show the caseload; hub: how the hub is called, for the line beneath the heading."""
        self._children = children
        self._is_read = True
        if not children:
            self.set_subtitle("")
            self._show()
            return
        mine = sum(child.i_work_with for child in children)
        where = f" in {hub}" if hub else ""
        self.set_subtitle(f"You work with {mine} of the {plural(len(children), 'child', 'children')}{where}.")
        if not mine and self._whose is Filter.I_WORK_WITH:
            self.choose(Filter.WHOLE_HUB)
        else:
            self._show()

    @property
    def is_empty(self) -> bool:
        """Whether no child stands here."""
        return not self._children

    def show_fetching(self, done: int, of: int, why_not: str = "", *, is_fetching: bool = True) -> None:
        """How far fetching has come, in entries of the record; why_not: a sentence where the store cannot be reached.

        It is looked at only while no child stands here: a caseload that is still on its way is never called empty.
        """
        self._is_fetching, self._why_not = is_fetching, why_not
        self._arriving.show_progress(done, of)
        if self._is_read and not self._children:
            self._show()

    def choose(self, chosen: Filter) -> None:
        """Show whose children, or narrow them down; what narrows is taken off by choosing it again."""
        if chosen in WHOSE:
            self._whose = chosen
        else:
            self._narrowed = None if chosen is self._narrowed else chosen
        for one, chip in self._chips.items():
            chip.set_value(one in (self._whose, self._narrowed))
            chip.updateGeometry()
        self._show()

    def _show(self) -> None:
        today, typed = self._today(), self._search.value()
        theirs = [child for child in self._children if child.belongs_to(self._whose, today)]
        for one, chip in self._chips.items():
            among = self._children if one in WHOSE else theirs
            chip.set_count(sum(child.belongs_to(one, today) for child in among))
        if typed:
            shown = [child for child in self._children if child.matches(typed)]
        else:
            shown = [child for child in theirs if self._narrowed is None or child.belongs_to(self._narrowed, today)]
        self.redress()
        self._list.show_rows([_row(child, today) for child in shown])
        self._list.setVisible(bool(shown))
        is_arriving = self._is_read and self._is_fetching and not self._children
        self._find.setVisible(bool(self._children))
        self._arriving.setVisible(is_arriving)
        self._say_nobody(None if shown or is_arriving else self._why_nobody(typed))

    def redress(self) -> None:
        """At large text the list has the room: the heading is smaller and alone, and only the chips that are chosen stand there."""
        super().redress()
        is_large = look().scale >= LARGE
        self.set_compact(is_large)
        self.header.subtitle.setVisible(bool(self.header.subtitle.words()) and not is_large)
        self._search.setFixedWidth(look().px(SEARCH_WIDTH))
        self._unfold.setVisible(is_large)
        for chip in self._chips.values():
            chip.setVisible(not is_large or self._is_unfolded or chip.value())

    def _unfold_chips(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._unfold.set_icon("chevron-up" if self._is_unfolded else "chevron-down")
        self.redress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that nothing on the page takes are the beginning of a name."""
        is_plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if is_plain and event.text().isalnum() and self._search.isVisible():
            self._search.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._search.line.end(False)
            self._search.line.insert(event.text())
            return
        super().keyPressEvent(event)

    def _stand_on_first(self) -> None:
        """From the search into the list."""
        if self._list.isVisible():
            rows = self._list.rows()
            if rows and self._search.value():
                self._list.choose(rows[0].key)
            self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_first(self) -> None:
        """Enter after a name opens whom it found, the first where there are several."""
        rows = self._list.rows()
        if rows and self._search.value():
            self.opened.emit(rows[0].key)

    def _why_nobody(self, typed: str) -> EmptyState:
        if not self._children:
            words = "When your laptop has been in touch with the central store, the children of your hub stand here."
            return EmptyState("users", "No children yet", f"{self._why_not} {words}".strip())
        if typed:
            return EmptyState("search", f"Nobody called “{typed}”", NOBODY_FOUND)
        return EmptyState("users", "No children here", "Choose another group above.")

    def _say_nobody(self, state: QWidget | None) -> None:
        if self._nobody is not None:
            self._nobody.hide()
            self._nobody.deleteLater()
        self._nobody = state
        if state is not None:
            self.add(state, 1)


class _Arriving(EmptyState):
    """The first caseload on its way: how far it is, and that nobody need wait for it here."""

    def __init__(self) -> None:
        words = "They stand here as soon as all of it is on this laptop. If you close Daybook, it goes on next time."
        self._strip = ProgressStrip(ASKING, can_cancel=False)
        self._strip.setFixedWidth(PROGRESS_WIDTH)
        super().__init__("users", "Your hub’s children are on their way", words, self._strip)

    def show_progress(self, done: int, of: int) -> None:
        """Entries that came, of those there are; of is 0 until the store has answered."""
        self._strip.show_progress(done * 100 // of if of else 0, f"{done:,} of {of:,} entries" if of else ASKING)


def _row(child: ChildRow, today: datetime.date) -> ListRow:
    waiting = f"{child.unsent} not sent" if child.unsent else ""
    return ListRow(
        key=child.file,
        title=child.name,
        second=", ".join(part for part in (_age(child, today), _home(child)) if part),
        name=child.name if child.initials else "",
        icon="" if child.initials else "user",
        cells=(_why(child), _seen(child, today), _due(child, today)),
        state=Cell(waiting, "cloud-upload", "warn") if waiting else Cell(""),
    )


def _why(child: ChildRow) -> Cell:
    if child.is_unallocated:
        return Cell("Not allocated yet", "circle-dashed", "warn", strong=True)
    return Cell(child.why)


def _age(child: ChildRow, today: datetime.date) -> str:
    if child.dob is not None:
        return age_in_words(child.dob, today)
    if child.expected is None:
        return ""
    return f"Not born yet, expected {short_date(child.expected, with_year=abs((child.expected - today).days) > 300)}"


def _home(child: ChildRow) -> str:
    if child.is_unborn:
        return ""
    return f"lives with {in_a_row(child.lives_with)}" if child.lives_with else ""


def _seen(child: ChildRow, today: datetime.date) -> Cell:
    if child.seen is None:
        return Cell("Not recorded", "user", "muted")
    if child.is_unborn:
        return Cell(f"Mum seen {days_ago(child.seen.on, today)}", "user")
    with_whom = {True: ", alone", False: ", not alone", None: ""}[child.seen.alone]
    icon = {True: "user-check", False: "user-x", None: "user"}[child.seen.alone]
    return Cell(
        days_ago(child.seen.on, today).capitalize() + with_whom, icon, icon_colour="well" if child.seen.alone else ""
    )


def _due(child: ChildRow, today: datetime.date) -> Cell:
    if child.due is None:
        return Cell("")
    late = (today - child.due.on).days
    if late > 0:
        return Cell(f"{child.due.what}: {plural(late, 'day')} late", "circle-alert", "danger", strong=True)
    if late == 0:
        return Cell(_with_day(child.due.what, "today"), "clock", "warn", strong=True)
    return Cell(_with_day(child.due.what, f"by {short_date(child.due.on, with_year=False)}"), "calendar")


def _with_day(what: str, day: str) -> str:
    """ "Visit today"; what somebody does is a sentence, so that its day stands apart: "Nan: keeps a key (by 3 Dec)"."""
    return f"{what} ({day})" if ": " in what else f"{what} {day}"
