"""The moments that were marked on the visit, in their order: what did you see, and whose is it? Answered, or dropped."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import Asked, AskedCard, Chip, FlowRow, Small
from desktop_app.visits.draft import VisitChild, VisitDraft
from desktop_app.visits.view.places import Places
from desktop_app.visits.words import asked_at_the_end


class MomentsCard(AskedCard):
    """`draw` shows what lay there at a moment: the child's drawing as it stood, a card, words. `chosen` carries the key and
    the files of the children it is about; it is asked where the visit is to several."""

    chosen = Signal(str, object)

    def __init__(self, children: tuple[VisitChild, ...], draw: Callable[[Any], QWidget]) -> None:
        super().__init__(
            "Moments you marked",
            "What you write stands, with its time, with what you saw of each child you choose.",
            "Press to show what lay there",
            draw,
        )
        self._children = children
        self.whose: dict[str, dict[str, Chip]] = {}

    def show_draft(self, draft: VisitDraft) -> None:
        """Each moment with its question."""
        self.show_asked(Asked(*one) for one in asked_at_the_end(draft, self._children))
        for moment in draft.moments:
            for file, chip in self.whose.get(moment.key, {}).items():
                chip.set_value(file in moment.about)

    def _put(self, one: Asked) -> None:
        super()._put(one)
        if len(self._children) < 2:
            return
        row = FlowRow(Small("Whose is it?", wrap=False), gap=8)
        self.whose[one.key] = {}
        for child in self._children:
            chip = self.whose[one.key][child.file] = Chip(child.name)
            chip.setAccessibleDescription(f"What you saw is {child.name}’s. {one.question}")
            chip.changed.connect(lambda _: self._tell(one.key))
            row.add(chip)
        self.put_beneath(one.key, row)

    def _tell(self, key: str) -> None:
        self.chosen.emit(key, tuple(file for file, chip in self.whose[key].items() if chip.value()))

    def places(self) -> Places:
        """Its fields by name."""
        return {("moment", key): area for key, area in self.areas.items()}
