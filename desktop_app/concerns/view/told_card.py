"""Who was told, and when; and whether each person with parental responsibility was, or why not."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.typed_days import kept_day
from casework.wording import time_of_day
from desktop_app.concerns.draft import HOW_TOLD, ConcernDraft, ParentSaid, ToldDraft, new_key
from desktop_app.concerns.queries import ConcernForm
from desktop_app.concerns.told import day_apart
from desktop_app.concerns.view.one_by_one import NOBODY, OneByOneCard
from desktop_app.concerns.view.parent_row import ParentRow
from desktop_app.shell.controls import (
    Choice,
    DateField,
    Divider,
    FlowRow,
    IconButton,
    Picture,
    Small,
    Stack,
    Text,
    TextArea,
    TimeField,
    WhoField,
)

ICONS = {"here": "user", "phone": "phone", "message": "message-square"}
Line = tuple[str, str, str, str, str, str, bool]
"""key, time, how, who, words, its day where that is another and whether it was written late, whether it stands in the record."""


class ToldCard(OneByOneCard):
    """Who was told, one after the other; beneath them the parents."""

    def __init__(self, form: ConcernForm, now: Callable[[], datetime.datetime]) -> None:
        super().__init__("Who was told, and when", form, "told", "Add someone told", gap=8)
        self._now = now
        self.who = WhoField("Who was told?")
        today = now().date()
        self.day = DateField("On which day?", hint="", today=today, latest=today)
        self.time = TimeField("At what time?")
        self.how = Choice("How?", HOW_TOLD)
        self.words = TextArea("What was said?", lines=1)
        parts = (self.who, self.day, self.time, self.how, self.words, FlowRow(self._finish, self._away))
        self._editor = Stack(*parts, gap=10)
        self.parents = Choice("Were the parents told?", [("yes", "Yes"), ("no", "No")], joined=True)
        self.why_not = TextArea("Why would telling them now put a child at more risk?", lines=1)
        self._parents_stand = Small("")
        self.of_each: dict[str, ParentRow] = {}
        self._each = Stack(gap=12)
        asked = (self.parents, self.why_not, self._each, self._parents_stand)
        for part in (self._list, self._editor, FlowRow(self.new), *asked):
            self.add(part)
        self._connect()

    def _connect(self) -> None:
        self.new.clicked.connect(lambda: self.begin("", ""))
        for field in (self.who, self.day, self.time, self.how, self.words):
            field.changed.connect(lambda *_: self._told())
        for field in (self.parents, self.why_not):
            field.changed.connect(lambda *_: self._parents_said())

    def begin(self, who: str = "", how: str = "") -> None:
        """Somebody is told now: today, whatever day the sheet is of."""
        now = self._now()
        self._begin_with(ToldDraft(new_key(), who, time_of_day(now), how, date=now.date().isoformat()))
        (self.words if who else self.who).setFocus()

    # -- what is shown ----------------------------------------------------------------------------------------------

    def show_draft(self, form: ConcernForm, draft: ConcernDraft) -> None:
        """Everything as it stands; what is typed at this moment stays as it is."""
        one = self._take(form, draft)
        self._editor.setVisible(one is not None)
        self.new.setVisible(one is None and form.may_write)
        if one is not None:
            self._is_filling = True
            deciders = [decider.name for decider in form.deciders if decider.professional != form.me]
            children = (child.called for child in form.children[:1])
            self.who.offer([*form.people[:2], *children, *deciders, *form.there])
            for field, kept in ((self.who, one.who), (self.time, one.time), (self.words, one.words)):
                if field.value() != kept.strip():
                    field.set_value(kept)
            self.day.turn_to(self._now().date())
            self.day.show_kept(one.date or draft.date)
            self.how.set_value(one.how or None)
            self._is_filling = False
        self._show_parents()

    def _show_parents(self) -> None:
        stands = self._form.stands
        known = self._form.parents if stands is None else ()
        self.parents.setVisible(stands is None and not known)
        self.why_not.setVisible(stands is None and not known and self._draft.parents == "no")
        self._show_each(known)
        self.parents.set_value(self._draft.parents or None)
        if self.why_not.value() != self._draft.why_not.strip():
            self.why_not.set_value(self._draft.why_not)
        said = stands.parents if stands is not None else ()
        self._parents_stand.setVisible(bool(said))
        self._parents_stand.set_words("\n".join(said))

    def _show_each(self, names: tuple[str, ...]) -> None:
        """One row for each; those that are there stay, and what is typed in them."""
        if tuple(self.of_each) != names:
            self._each.clear()
            self.of_each = {name: ParentRow(name) for name in names}
            for name, row in self.of_each.items():
                row.said.connect(lambda said, name=name: self._said_of(name, said))
                self._each.add(row)
        for name, row in self.of_each.items():
            row.show_said(self._draft.parents_said.get(name, ParentSaid()))
        self._each.setVisible(bool(names))

    def _said_of(self, name: str, said: ParentSaid) -> None:
        self.changed.emit(self._draft.with_values(parents_said={**self._draft.parents_said, name: said}))

    def _lines_now(self) -> tuple[Line, ...]:
        stands, draft = self._form.stands, self._draft
        found = [
            (one.key, one.time, one.told.how, one.told.who, one.told.words, _note(one.day, one.late), True)
            for one in (stands.told if stands is not None else ())
        ]
        sheets_day = stands.date if stands is not None else draft.date
        found += [
            (one.key, one.time, one.how, one.who, one.words, _note(_day(one, draft.date, sheets_day)), False)
            for one in draft.told
            if not self._is_open(one.key)
        ]
        return tuple(found)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        for line in lines:
            self._list.add(self._line(*line))
            self._list.add(Divider())

    def _line(self, key: str, time: str, how: str, who: str, words: str, note: str, stands: bool) -> QWidget:
        row = QWidget()
        lay = QHBoxLayout(row)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignVCenter
        lay.addWidget(Text(time, "button", wrap=False), 0, middle)
        lay.addWidget(Picture(ICONS.get(how, "user-check"), "primary", 20), 0, middle)
        said = Text("", "body", selectable=True)
        named = who or NOBODY
        said.set_words(words, f"{named}," if words else named)
        lay.addWidget(Stack(said, Small(note, "ink"), gap=0) if note else said, 1)
        if not stands:
            change = IconButton("pencil", f"Change what {who} was told at {time}")
            change.clicked.connect(lambda: self._open(key))
            lay.addWidget(change, 0, middle)
        return row

    # -- what the worker does ---------------------------------------------------------------------------------------

    def _told(self) -> None:
        one = self.open_one()
        if one is None or self._is_filling:
            return
        self._replace(
            one,
            who=self.who.line.text(),
            date=self.day.kept(),
            time=self.time.value(),
            how=self.how.value() or "",
            words=self.words.paper.toPlainText(),
        )

    def _parents_said(self) -> None:
        said = self.parents.value() or ""
        self.changed.emit(self._draft.with_values(parents=said, why_not=self.why_not.paper.toPlainText()))


def _day(one: ToldDraft, drafts_day: str, sheets_day: str) -> str:
    """The day of somebody told, in words, where it is not the sheet's."""
    return day_apart(kept_day(one.date or drafts_day), sheets_day)


def _note(*said: str) -> str:
    return "".join(f"{part}. " for part in said if part).strip()
