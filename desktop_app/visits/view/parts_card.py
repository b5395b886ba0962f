"""Each child's own part, a tab for each; the tab says while it is needed."""

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.shell.controls import Card, Tabs
from desktop_app.visits.draft import ChildPart, VisitChild, VisitDraft
from desktop_app.visits.view.child_part import ChildPartFields
from desktop_app.visits.view.places import Places


class PartsCard(Card):
    """`said` carries (field, child's file, words)."""

    said = Signal(str, str, object)

    def __init__(self, children: tuple[VisitChild, ...], on: datetime.date) -> None:
        super().__init__(padding=0, gap=0)
        self._children = children
        self.tabs = Tabs("Each child’s own part", [(child.file, f"{child.name}’s part") for child in children])
        self._of_child = {child.file: ChildPartFields(child, on) for child in children}
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(16, 14, 16, 14)
        for part in self._of_child.values():
            lay.addWidget(part)
            part.said.connect(self.said)
        self.add(self.tabs)
        self.add(inside)
        self.tabs.chosen.connect(self._show)
        self._show(self.current())

    def current(self) -> str:
        """The file of the child whose part is open."""
        return self.tabs.current()

    def choose(self, file: str) -> None:
        """Open one child's part."""
        self.tabs.choose(file)

    def show_draft(self, draft: VisitDraft, on: datetime.date) -> None:
        """Fill the fields, and say which parts are needed still."""
        for child in self._children:
            part = draft.parts[child.file]
            self._of_child[child.file].show_part(part)
            self.tabs.set_tab(child.file, *_tab_words(child, part, on))

    def places(self) -> Places:
        """The fields of every child, those out of sight too."""
        return {key: place for part in self._of_child.values() for key, place in part.places().items()}

    def _show(self, file: str) -> None:
        for its_file, part in self._of_child.items():
            part.setVisible(its_file == file)


def _tab_words(child: VisitChild, part: ChildPart, on: datetime.date) -> tuple[str, str]:
    if part.own_part.strip():
        return f"{child.name}’s part", "circle-check"
    if part.seen is False and child.is_born(on):
        return f"{child.name}’s part, not seen", "circle-minus"
    return f"{child.name}’s part, needed", "circle-dashed"
