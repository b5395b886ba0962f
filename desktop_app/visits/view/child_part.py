"""One child's own part: what the child said, did or showed, and apart from it what the worker saw of this child."""

import datetime

from PySide6.QtCore import Signal

from desktop_app.shell.controls import Stack, TextArea, TextField
from desktop_app.visits.draft import ChildPart, VisitChild
from desktop_app.visits.view.places import Places
from desktop_app.visits.words import own_part_question


class ChildPartFields(Stack):
    """`said` carries (field, child's file, words)."""

    said = Signal(str, str, object)

    def __init__(self, child: VisitChild, on: datetime.date) -> None:
        self.own_part = TextArea(own_part_question(child, on), lines=2)
        self.observation = TextArea(f"What did you see of {child.name}, and around {child.name}?", lines=2)
        self.sleeping_place = TextField(f"Where does {child.name} sleep?")
        super().__init__(self.own_part, self.observation, self.sleeping_place, gap=16)
        self._file = child.file
        self._fields: dict[str, TextArea | TextField] = {
            "own_part": self.own_part,
            "observation": self.observation,
            "sleeping_place": self.sleeping_place,
        }
        for field, control in self._fields.items():
            control.changed.connect(lambda words, field=field: self.said.emit(field, child.file, words))

    def show_part(self, part: ChildPart) -> None:
        """Fill the fields; what is typed at this moment stays as it is."""
        for field, control in self._fields.items():
            kept = getattr(part, field)
            if kept.strip() != control.value():
                control.set_value(kept)

    def places(self) -> Places:
        """Its fields by name."""
        return {(field, self._file): control for field, control in self._fields.items()}
