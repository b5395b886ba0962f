"""The grid: seen, alone, bedroom and how they seemed, a column for each child, one answer for all where it is the same.

With more children, or larger text, than there is room for, the children stand in groups one under the other.
"""

import datetime
import itertools

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop_app.shell.controls import Text, TextLink
from desktop_app.visits.draft import VisitChild, VisitDraft, not_asked
from desktop_app.visits.view.grid_cells import NotAsked, YesNo
from desktop_app.visits.view.places import Places
from desktop_app.visits.view.suggested_field import SuggestedField
from desktop_app.visits.view.why_not import WhyNot
from desktop_app.visits.words import GRID, WHY_NOT, name_and_age, offered_for_seemed, why_not_question

GAP = 8


class SeenGrid(QWidget):
    """`said` carries (field, child's file, answer); `same_asked` the field whose first answer holds for all."""

    said = Signal(str, str, object)
    same_asked = Signal(str)

    def __init__(self, children: tuple[VisitChild, ...], on: datetime.date) -> None:
        super().__init__()
        self._children = children
        self._answers: dict[tuple[str, str], YesNo | SuggestedField] = {}
        self._not_asked: dict[tuple[str, str], NotAsked] = {}
        self._reasons: dict[tuple[str, str], WhyNot] = {}
        self._headings = {child.file: Text(name_and_age(child, on), "row title") for child in children}
        self._same: dict[str, TextLink] = {}
        self._labels: list[Text] = []
        self._columns = 0
        self._same_beneath = False
        for field, words in GRID:
            for child in children:
                self._make_cell(field, words, child, on)
            if len(children) > 1:
                self._make_same(field, words)
        self._lay = QGridLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setHorizontalSpacing(GAP)
        self._lay.setVerticalSpacing(12)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)  # narrower than it is: regroup
        self.setSizePolicy(policy)
        self._arrange(len(children))

    def _make_cell(self, field: str, words: str, child: VisitChild, on: datetime.date) -> None:
        key, question = (field, child.file), f"{words}: {child.name}"
        cell: YesNo | SuggestedField
        if field == "seemed":
            offered = offered_for_seemed(child, on)
            cell = SuggestedField(question, offered, several=True, placeholder="In words", label_shown=False)
            cell.changed.connect(lambda said: self.said.emit(field, child.file, said))
        else:
            cell = YesNo(question)
            cell.changed.connect(lambda said: self.said.emit(field, child.file, said == "yes"))
        cell.setParent(self)
        _without_proxy(cell)
        self._answers[key] = cell
        self._not_asked[key] = NotAsked()
        if field in WHY_NOT:
            reason = self._reasons[key] = WhyNot(why_not_question(field, child.name))
            reason.changed.connect(lambda said: self.said.emit(WHY_NOT[field], child.file, said))
            _without_proxy(reason.field)
            reason.hide()

    def _make_same(self, field: str, words: str) -> None:
        link = TextLink("Same for all", "arrow-left", says=f"{words}: the same for all as for {self._children[0].name}")
        link.icon_size = 16
        policy = link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # it comes with the first answer, and nothing moves
        link.setSizePolicy(policy)
        link.clicked.connect(lambda: self.same_asked.emit(field))
        self._same[field] = link

    # -- what it shows --------------------------------------------------------------------------------------------

    def show_draft(self, draft: VisitDraft, on: datetime.date) -> None:
        """Show every answer, asked as on this day; what is typed at this moment stays as it is."""
        for child in self._children:
            part = draft.parts[child.file]
            self._headings[child.file].set_words(name_and_age(child, on))
            for field, _ in GRID:
                why = not_asked(child, field, on)
                if not why and part.seen is False and field in ("alone", "seemed"):
                    why = "Not seen"
                self._show_cell((field, child.file), getattr(part, field), why)
                if field in WHY_NOT:
                    reason = self._reasons[field, child.file]
                    reason.show_reason(getattr(part, WHY_NOT[field]))
                    reason.setVisible(getattr(part, field) is False and not why)
        for field, link in self._same.items():
            first = getattr(draft.parts[self._children[0].file], field)
            is_asked = not self._not_asked[field, self._children[0].file].text()
            link.setVisible(is_asked and first is not None and first != "")

    def _show_cell(self, key: tuple[str, str], answer: object, why_not: str) -> None:
        cell, box = self._answers[key], self._not_asked[key]
        box.setText(why_not)
        if isinstance(cell, YesNo):
            cell.show_answer(answer if isinstance(answer, bool) else None)
        elif str(answer).strip() != cell.value():
            cell.set_value(str(answer))
        cell.setVisible(not why_not)
        box.setVisible(bool(why_not))

    def why_not_asked(self, field: str, file: str) -> str:
        """What stands in place of a question that is not asked of a child; "" where it is asked."""
        return self._not_asked[field, file].text()

    def places(self) -> Places:
        """Its fields by name."""
        found: dict[tuple[str, str], QWidget] = dict(self._answers)
        found |= {(WHY_NOT[field], file): reason.field for (field, file), reason in self._reasons.items()}
        return found

    # -- how it stands --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many children side by side as there is room for."""
        super().resizeEvent(event)
        columns, same_beneath = self._what_fits()
        if (columns, same_beneath) != (self._columns, self._same_beneath):
            self._same_beneath = same_beneath
            self._arrange(columns)

    def _what_fits(self) -> tuple[int, bool]:
        """How many children side by side, and whether "Same for all" has to go beneath the answers."""
        cell = max(cell.minimumSizeHint().width() for cell in self._answers.values() if isinstance(cell, YesNo))
        label = max(text.sizeHint().width() for text in self._labels)
        same = max((link.sizeHint().width() + GAP for link in self._same.values()), default=0)
        beside = (self.width() - label - same) // (cell + GAP)
        columns = beside or (self.width() - label) // (cell + GAP)
        return min(len(self._children), max(1, columns)), beside < 1

    def _arrange(self, columns: int) -> None:
        """Put every cell in its place, in groups of so many children."""
        self._columns = columns
        while self._lay.takeAt(0) is not None:
            pass
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        row = 0
        for start in range(0, len(self._children), columns):
            row = self._arrange_group(row, self._children[start : start + columns], columns, with_same=start == 0)
        for column in range(self._lay.columnCount()):
            self._lay.setColumnStretch(column, 1 if 1 <= column <= columns else 0)
        self._order_of_tab()

    def _arrange_group(self, row: int, group: tuple[VisitChild, ...], columns: int, *, with_same: bool) -> int:
        for at, child in enumerate(group, start=1):
            self._lay.addWidget(self._headings[child.file], row, at)
        row += 1
        for field, words in GRID:
            label = Text(words, "row", wrap=False)
            self._labels.append(label)
            self._lay.addWidget(label, row, 0)
            for at, child in enumerate(group, start=1):
                self._lay.addWidget(self._answers[field, child.file], row, at)
                self._lay.addWidget(self._not_asked[field, child.file], row, at)
            if with_same and field in self._same:
                row, at = (row + 1, 1) if self._same_beneath else (row, columns + 1)
                self._lay.addWidget(self._same[field], row, at)
            row += 1
            for child in group:
                if field in WHY_NOT:
                    self._lay.addWidget(self._reasons[field, child.file], row, 0, 1, columns + 2)
                    row += 1
        return row

    def _order_of_tab(self) -> None:
        """Row by row, each reason after its row, whatever the order in which the cells were made."""
        order: list[QWidget] = []
        for start in range(0, len(self._children), self._columns):
            group = self._children[start : start + self._columns]
            for field, _ in GRID:
                order += [part for child in group for part in _reached(self._answers[field, child.file])]
                if start == 0 and field in self._same:
                    order.append(self._same[field])
                if field in WHY_NOT:
                    order += [self._reasons[field, child.file].field.line for child in group]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)


def _reached(cell: YesNo | SuggestedField) -> list[QWidget]:
    return [cell.line] if isinstance(cell, SuggestedField) else list(cell.parts())


def _without_proxy(cell: QWidget) -> None:
    """Tab shall reach what is in a cell in its own order; a proxy would lead it there by the order of the cells too."""
    cell.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes no widget to mean no proxy
