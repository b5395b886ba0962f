"""Who the plan is for, their names as they wish, its day, and who wrote it with whom."""

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop_app.plans.draft import PlanDraft
from desktop_app.plans.view.standing import stand_on
from desktop_app.shell.controls import Card, Chip, DateField, FlowRow, Small, SplitColumns, Stack, Text, TextField


class AboutCard(Card):
    """`changed` carries {field: value}. A plan is for one child at least."""

    changed = Signal(object)

    def __init__(self, today: datetime.date) -> None:
        super().__init__(gap=16)
        self._chips: dict[str, Chip] = {}
        self._children = FlowRow(gap=8)
        self._note = Small("It is added to each of these children’s records, or to none.")
        self.names = TextField("Names, as the family wishes them")
        self.day = DateField("Day of the plan", hint="", today=today)
        self.written_with = TextField("Made with")
        self.written_by = TextField("Written by")
        self.add(Stack(Text("This plan is for", "button"), self._children, self._note, gap=6))
        self.add(SplitColumns(Stack(self.names), Stack(self.day), shares=(1, 1), least=480))
        self.add(SplitColumns(Stack(self.written_with), Stack(self.written_by), shares=(1, 1), least=480))
        for name in ("names", "written_with", "written_by"):
            getattr(self, name).changed.connect(lambda text, name=name: self.changed.emit({name: text}))
        self.day.changed.connect(lambda kept: self.changed.emit({"date": kept}))

    def show_plan(self, draft: PlanDraft, children: Sequence[tuple[str, str]]) -> None:
        """Show what the plan says; nothing is sent."""
        self._children.clear()
        self._chips = {}
        for file, name in children:
            chip = self._chips[file] = Chip(name, value=file in draft.files)
            chip.changed.connect(lambda _on, file=file: self._choose(file))
            self._children.add(chip)
        self.names.set_value(draft.names)
        self.written_with.set_value(draft.written_with)
        self.written_by.set_value(draft.written_by)
        self.day.show_kept(draft.date)

    def chip(self, file: str) -> Chip:
        """The chip of a child."""
        return self._chips[file]

    def stand_on(self, _at: int = 0, _part: str = "") -> None:
        """Put the cursor on the day of the plan."""
        stand_on(self.day)

    def _choose(self, file: str) -> None:
        chosen = tuple(one for one, chip in self._chips.items() if chip.value())
        if not chosen:
            self._chips[file].set_value(True)
            return
        self.changed.emit({"files": chosen})
