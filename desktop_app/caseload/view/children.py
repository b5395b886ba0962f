"""The list of children: found by name, narrowed by chips, what is due soonest first. No score stands beside a name."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.wording import age_in_words, days_ago, in_a_row, plural, short_date
from desktop_app.caseload.queries import ChildRow, Filter
from desktop_app.shell.controls import (
    Cell,
    Column,
    EmptyState,
    FilterChip,
    FlowRow,
    ListRow,
    Page,
    RowList,
    SearchField,
    look,
)

COLUMNS = (Column("Child", 284), Column("Why", 180), Column("Last seen", 216), Column("What is due", 240))
SEARCH_WIDTH = 244


class ChildrenPage(Page):
    """The list. `opened` carries the case file of the child that was chosen."""

    opened = Signal(str)

    def __init__(self, today: Callable[[], datetime.date] = datetime.date.today) -> None:
        super().__init__("Children", scrolls=False)
        self._today = today
        self._children: tuple[ChildRow, ...] = ()
        self._chosen = Filter.I_WORK_WITH
        self._search = SearchField("Find a child by name")
        self._search.setFixedWidth(look().px(SEARCH_WIDTH))
        self._search.changed.connect(self._show)
        self._chips = {one: FilterChip(one.value, count=0, value=one is self._chosen) for one in Filter}
        for one, chip in self._chips.items():
            chip.changed.connect(lambda _on, one=one: self.choose(one))
        self.add(FlowRow(self._search, *self._chips.values()))
        self._list = RowList("Children", columns=COLUMNS, least_row=68)
        self._list.opened.connect(self.opened)
        self.add(self._list, 1)
        self._nobody: QWidget | None = None

    def show_children(self, children: tuple[ChildRow, ...], hub: str) -> None:
        """Show the caseload; hub: how the hub is called, for the line beneath the heading."""
        self._children = children
        mine = sum(child.i_work_with for child in children)
        where = f" in {hub}" if hub else ""
        self.set_subtitle(f"You work with {mine} of the {plural(len(children), 'child', 'children')}{where}.")
        for one, chip in self._chips.items():
            chip.set_count(sum(child.belongs_to(one, self._today()) for child in children))
        if not mine and self._chosen is Filter.I_WORK_WITH:
            self.choose(Filter.WHOLE_HUB)
        else:
            self._show()

    def choose(self, chosen: Filter) -> None:
        """Show the children of one chip."""
        self._chosen = chosen
        for one, chip in self._chips.items():
            chip.set_value(one is chosen)
            chip.updateGeometry()
        self._show()

    def _show(self) -> None:
        today, typed = self._today(), self._search.value()
        shown = [
            child
            for child in self._children
            if child.belongs_to(Filter.WHOLE_HUB if typed else self._chosen, today) and child.matches(typed)
        ]
        self._list.show_rows([_row(child, today) for child in shown])
        self._list.setVisible(bool(shown))
        self._say_nobody(None if shown else self._why_nobody(typed))

    def _why_nobody(self, typed: str) -> EmptyState:
        if not self._children:
            words = "When your laptop has been in touch with the central store, the children of your hub stand here."
            return EmptyState("users", "No children yet", words)
        if typed:
            return EmptyState("search", f"Nobody called “{typed}”", "Check the spelling, or search by the id.")
        return EmptyState("users", "No children here", "Choose another group above.")

    def _say_nobody(self, state: QWidget | None) -> None:
        if self._nobody is not None:
            self._nobody.hide()
            self._nobody.deleteLater()
        self._nobody = state
        if state is not None:
            self.add(state, 1)


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
    if child.dob is None and child.expected is not None:
        return ""
    return f"lives with {in_a_row(child.lives_with)}" if child.lives_with else ""


def _seen(child: ChildRow, today: datetime.date) -> Cell:
    if child.seen is None:
        return Cell("Not recorded", "user", "muted")
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
        return Cell(f"{child.due.what} today", "clock", "warn", strong=True)
    return Cell(f"{child.due.what} by {short_date(child.due.on, with_year=False)}", "calendar")
