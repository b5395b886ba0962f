"""The tab of plans: those begun and not added, then those in the record, newest first, each with how far it is."""

import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from casework.wording import in_a_row, long_date, number_in_words, plural
from desktop_app.plans.agreed import agreement
from desktop_app.plans.queries import Begun, PlanLine, PlansOfChild
from desktop_app.shell.controls import (
    Body,
    Card,
    EmptyState,
    FlowRow,
    Heading,
    QuietButton,
    SecondaryButton,
    Small,
    Stack,
    Tag,
    Unfolding,
)


class PlanTab(Stack):
    """`begun`: a new plan is wanted; `gone_on`: the name of a draft; `seen`, `followed`: the id of a plan in the record."""

    begun = Signal()
    gone_on = Signal(str)
    seen = Signal(bytes)
    followed = Signal(bytes)
    returned = Signal()

    def __init__(self) -> None:
        super().__init__(gap=16)
        self.new_button = SecondaryButton("New plan", "plus")  # the page begins a visit: one filled button
        self.new_button.clicked.connect(self.begun)
        self.tab_actions = [self.new_button]
        self._who_can = ""
        self._was_left = True  # never seen so far
        self._shown: tuple[PlansOfChild, datetime.date] | None = None

    def show_plans(self, plans: PlansOfChild, today: datetime.date) -> None:
        """Show these instead."""
        self._shown = plans, today
        self.clear()
        if self._who_can:
            self.add(Small(self._who_can))
        for begun in plans.begun:
            self.add(self._begun_card(begun, today))
        for line in plans.plans:
            self.add(self._plan_card(line, today))
        if not plans.begun and not plans.plans:
            words = "A new plan begins with what the map, the people and the child’s words say already."
            self.add(EmptyState("file-text", f"No plan for {plans.child} yet", words), 1)
        else:
            self.body.setStretch(self.body.count() - 1, 1)

    def allow(self, who_can: str) -> None:
        """Whether a plan can be written here; who can is said instead where it cannot."""
        if who_can != self._who_can:
            self._who_can = who_can
            self.new_button.setVisible(not who_can)
            if self._shown is not None:
                self.show_plans(*self._shown)

    def showEvent(self, event: QShowEvent) -> None:
        """A plan may have been begun, added or thrown away meanwhile: drafts are no news to other pages."""
        super().showEvent(event)
        if self._was_left:
            self._was_left = False
            self.returned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab, another page."""
        super().hideEvent(event)
        self._was_left = True

    def say_busy(self, busy: bool) -> None:
        """A new plan is being drafted: one press begins one plan."""
        self.new_button.setEnabled(not busy)

    def _begun_card(self, begun: Begun, today: datetime.date) -> QWidget:
        card = Card(gap=8)
        card.add(_headed(_begun_words(begun, today), Tag("Not in the record yet", "warn", "circle-dashed")))
        card.add(Body(f"For {in_a_row(begun.children)}. What is written is kept on this laptop."))
        go_on = SecondaryButton("Go on with it", "pencil", says=f"Go on with it: {_begun_words(begun, today)}")
        go_on.clicked.connect(lambda: self.gone_on.emit(begun.name))
        card.add(FlowRow(go_on))
        return card

    def _plan_card(self, line: PlanLine, today: datetime.date) -> QWidget:
        title = f"Plan of {_day(line.on, today)}" if line.on else "Plan without a day"
        said_of_it = agreement(line.record.value)
        state = Tag(said_of_it.words, said_of_it.tone, said_of_it.icon)
        card = Card(gap=8)
        card.add(_headed(title, state, *([Tag("Not sent yet", "warn", "cloud-upload")] if line.unsent else [])))
        card.add(Body(_steps(line)))
        if said := _more(line, today):
            card.add(Small(said))
        who_has_it = Unfolding("Who has a copy", "users")
        who_has_it.show_parts([(one.to, one.what) for one in line.copies])
        card.add(who_has_it)
        said_title = f"the {title[:1].lower()}{title[1:]}"
        see = SecondaryButton("See it on paper", "file-text", says=f"See {said_title} on paper")
        follow = QuietButton("Begin a new plan from it", "copy", says=f"Begin a new plan from {said_title}")
        record = line.record.record
        see.clicked.connect(lambda: self.seen.emit(record))
        follow.clicked.connect(lambda: self.followed.emit(record))
        card.add(FlowRow(see) if self._who_can else FlowRow(see, follow))
        return card


def _headed(title: str, *tags: Tag) -> QWidget:
    heading = Heading(title, 2)
    heading.setWordWrap(False)
    return FlowRow(heading, *tags, gap=12)


def _day(day: datetime.date, today: datetime.date) -> str:
    return long_date(day, with_year=day.year != today.year)


def _begun_words(begun: Begun, today: datetime.date) -> str:
    return f"Plan begun {_day(begun.on, today)}" if begun.on is not None else "Plan begun, its day not written yet"


def _steps(line: PlanLine) -> str:
    if not line.steps:
        return "No steps"
    if line.done == line.steps:
        return f"All {plural(line.steps, 'step')} done" if line.steps > 1 else "Its one step is done"
    done = number_in_words(line.done).capitalize() if line.done else "None"
    return f"{done} of {plural(line.steps, 'step')} done"


def _more(line: PlanLine, today: datetime.date) -> str:
    value = line.record.value
    said = []
    if value.look_again is not None and value.look_again.date:
        day = datetime.date.fromisoformat(value.look_again.date[:10])
        said.append(
            f"We look again {_day(day, today)}{', ' + value.look_again.where if value.look_again.where else ''}"
        )
    said.append(f"{plural(len(line.copies), 'copy', 'copies')} given" if line.copies else "No copy given yet")
    return ". ".join(said) + "."
