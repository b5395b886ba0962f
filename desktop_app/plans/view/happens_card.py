"""What happens next: when we look again, if things get better, if they stay the same, and when we can stop."""

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.plans.draft import PlanDraft
from desktop_app.plans.view.remarks import Remarks
from desktop_app.plans.view.standing import stand_on
from desktop_app.shell.controls import Card, DateField, SplitColumns, Stack, TextArea, TextField

AREAS = (
    ("if_better", "If things get better", ""),
    ("if_same", "If things stay the same", "What we will do then, and that we tell the family before."),
    ("closing_line", "When we can stop", "What everybody will have seen, and for how long."),
    ("service_line", "If promised help does not start", "Whom to ring, and what we do then."),
)


class HappensCard(Card):
    """`changed` carries {field: value} at every letter."""

    changed = Signal(object)

    def __init__(self, today: datetime.date) -> None:
        super().__init__("What happens next", gap=16)
        self.look_again = DateField("We look at it again", today=today, planned=True)
        self.where = TextField("Where", hint="For example, at Nan’s")
        self.look_again.changed.connect(lambda kept: self.changed.emit({"look_again": kept}))
        self.where.changed.connect(lambda text: self.changed.emit({"look_again_where": text}))
        self.add(SplitColumns(Stack(self.look_again), Stack(self.where), least=480))
        self.areas: dict[str, TextArea] = {}
        self._remarks: dict[str, Remarks] = {}
        for name, label, hint in AREAS:
            self._add_area(name, label, hint)
        pairs = [Stack(self.areas[name], self._remarks[name], gap=0) for name, _, _ in AREAS]
        self.add(SplitColumns(pairs[0], pairs[1], least=480))
        self.add(SplitColumns(pairs[2], pairs[3], least=480))

    def _add_area(self, name: str, label: str, hint: str) -> None:
        area, remarks = TextArea(label, hint=hint, lines=2), Remarks()

        def typed(text: str) -> None:
            remarks.look_at(text)
            self.changed.emit({name: text})

        area.changed.connect(typed)
        self.areas[name], self._remarks[name] = area, remarks

    def show_plan(self, draft: PlanDraft) -> None:
        """Show what the plan says; nothing is sent."""
        self.look_again.show_kept(draft.look_again)
        self.where.set_value(draft.look_again_where)
        for name, area in self.areas.items():
            area.set_value(getattr(draft, name))
            self._remarks[name].look_at(getattr(draft, name))

    def first_with_remarks(self) -> QWidget | None:
        """The first field there is something to say about."""
        return next((self.areas[name] for name, remarks in self._remarks.items() if remarks.said()), None)

    def remarks_count(self) -> int:
        """How many remarks stand here."""
        return sum(len(remarks.said()) for remarks in self._remarks.values())

    def stand_on(self, _at: int = 0, _part: str = "") -> None:
        """Put the cursor on the day that is missing."""
        stand_on(self.look_again)
