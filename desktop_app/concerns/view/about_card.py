"""Which children it is about, and when and where it was noticed; folded away unless it is asked for or missing."""

import datetime
from collections.abc import Callable

import msgspec
from PySide6.QtCore import Signal

from desktop_app.concerns.draft import ConcernDraft, SaidDraft, days_late
from desktop_app.concerns.queries import ConcernForm
from desktop_app.shell.controls import (
    Chip,
    DateField,
    Dropdown,
    FlowRow,
    SplitColumns,
    Stack,
    Text,
    TextField,
    TimeField,
)


class AboutCard(Stack):
    """`changed` carries the draft; `child_chosen` the file of the first child, where none was known."""

    changed = Signal(object)
    child_chosen = Signal(str)

    def __init__(self, form: ConcernForm, now: Callable[[], datetime.datetime]) -> None:
        super().__init__(gap=12)
        self._draft, self._now = form.draft, now
        today = now().date()
        self.choices = Dropdown("Which child is it about?", [(one.file, one.words) for one in form.choices])
        self.choices.changed.connect(self.child_chosen)
        self._chips = FlowRow(gap=8)
        self._names: tuple[str, ...] = ()
        self.chips: dict[str, Chip] = {}
        self.whom = self._chips
        self.day = DateField("Day", hint="", today=today, latest=today)
        self.time = TimeField("Time")
        self.where = TextField("Where were you?", placeholder="For example Home visit")
        self.late_because = TextField("It is written days later. Why only now?")
        self._when = Stack(SplitColumns(self.day, self.time, self.where, least=520), self.late_because)
        for part in (self.choices, self.whom, self._when):
            self.add(part)
        for field in (self.day, self.time, self.where, self.late_because):
            field.changed.connect(lambda *_: self._typed())
        self.is_asked = self._is_filling = False

    def show_draft(self, form: ConcernForm, draft: ConcernDraft) -> None:
        """What is chosen; what is typed at this moment stays as it is."""
        self._draft = draft
        is_new = form.stands is None
        self.choices.setVisible(not draft.files)
        siblings = tuple(child.file for child in form.children)
        self.whom.setVisible(is_new and bool(draft.files) and len(siblings) > 1)
        if siblings != self._names:
            self._names, self.chips = siblings, {}
            self._chips.clear()
            self._chips.add(Text("It is about", "button", wrap=False))
            for child in form.children:
                chip = self.chips[child.file] = Chip(child.words)
                chip.changed.connect(lambda on, file=child.file: self._choose(file, on=on))
                self._chips.add(chip)
        for file, chip in self.chips.items():
            chip.set_value(file in draft.files)
        self._is_filling = True
        self.day.turn_to(self._now().date())
        self.day.show_kept(draft.date)
        late = bool(days_late(draft, self._now().date()))
        for field, kept in (
            (self.time, draft.time),
            (self.where, draft.where),
            (self.late_because, draft.late_because),
        ):
            if field.value() != kept.strip():
                field.set_value(kept)
        self._is_filling = False
        self.late_because.setVisible(late)
        self._when.setVisible(is_new and bool(draft.files) and (self.is_asked or late))
        self.setVisible(is_new and (not draft.files or self.is_asked or late or len(siblings) > 1))

    def unfold(self) -> None:
        """The day, the time and the place can be changed."""
        self.is_asked = True
        self._when.show()
        self.show()
        self.day.line.setFocus()

    def _choose(self, file: str, *, on: bool) -> None:
        """One child at least; a child with marks of its own stays."""
        files = tuple(its for its in (*self._draft.files, file) if its != file) + ((file,) if on else ())
        has_marks = any(mark.file == file for mark in self._draft.marks)
        if not on and (not files or has_marks):
            files = self._draft.files
        body = self._draft.body if self._draft.body in files else files[0]
        said = self._draft.said if on or has_marks else tuple(_without(one, file, files) for one in self._draft.said)
        self.changed.emit(self._draft.with_values(files=files, body=body, said=said))

    def _typed(self) -> None:
        if self._is_filling:
            return
        values: dict[str, object] = {
            "date": self.day.kept(),
            "time": self.time.value(),
            "where": self.where.line.text(),
            "late_because": self.late_because.line.text(),
        }
        self.changed.emit(self._draft.with_values(**values))


def _without(one: SaidDraft, file: str, files: tuple[str, ...]) -> SaidDraft:
    """Words that are no longer about this child; about all that are left where they were about this one alone."""
    left = tuple(its for its in one.files if its != file)
    return msgspec.structs.replace(one, files=left or files)
