"""The form of a visit as it stands in front of the family: the head, the cards at the left, shared words at the right.

Where there is no room for two columns everything stands one under the other and scrolls together; the bar stays.
"""

import datetime
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop_app.shell.controls import (
    Card,
    Divider,
    Dressed,
    FlowRow,
    LargeButton,
    LargeDangerButton,
    Notice,
    bring_into_sight,
    look,
    scrolling,
)
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.queries import VisitForm
from desktop_app.visits.view.about_card import AboutCard
from desktop_app.visits.view.parts_card import PartsCard
from desktop_app.visits.view.places import Places
from desktop_app.visits.view.seen_grid import SeenGrid
from desktop_app.visits.view.shared_words import SharedWordsCard
from desktop_app.visits.view.visit_head import VisitHead
from desktop_app.visits.view.who_card import WhoCard

LEFT, RIGHT = 790, 424
TWO_COLUMNS_FROM = 1060  # at 100 % text: the grid of three children and a line of shared words worth reading


class FormStep(Dressed, QWidget):
    """`said` carries (field, child's file or "", value); `same_asked` a field of the grid."""

    said = Signal(str, str, object)
    same_asked = Signal(str)
    sentence_added = Signal()
    finish_asked = Signal()
    map_asked = Signal(str)
    concern_asked = Signal(str)
    hand_asked = Signal()
    moment_marked = Signal(str)

    def __init__(self, form: VisitForm, now: Callable[[], datetime.datetime], *, can_hand: bool) -> None:
        super().__init__()
        self._now = now
        on = form.draft.day or now().date()
        self.head = VisitHead(now, form.family)
        self.about = AboutCard(now().date())
        self.who = WhoCard(form.people)
        self.grid = SeenGrid(form.children, on)
        self.parts = PartsCard(form.children, on)
        self.shared = SharedWordsCard(form.children, form.people)
        self.trouble = Notice("trouble", "")
        self.trouble.hide()
        self.map = LargeButton("Map", "columns-3")
        self.hand = LargeButton("Hand to child", "hand-heart")
        self.moment = LargeButton("Moment mark", "bookmark")
        self.moment.setToolTip("Ctrl+M")
        self.concern = LargeDangerButton("Safety concern", "shield-alert")
        if not can_hand:
            self.hand.hide()
        self._lay_out()
        self._connect()
        self.about.setVisible(not form.draft.purpose.strip())
        self.show_draft(form.draft)

    def _lay_out(self) -> None:
        grid = Card(padding=16)
        grid.add(self.grid)
        inside = QWidget()
        self._left = QVBoxLayout(inside)
        self._left.setContentsMargins(24, 14, 8, 4)
        self._left.setSpacing(12)
        for card in (self.trouble, self.about, self.who, grid, self.parts):
            self._left.addWidget(card)
        self._left.addStretch(1)
        self._area = scrolling(inside)
        self._right = QVBoxLayout()
        self._right.setContentsMargins(0, 14, 24, 4)
        self._right.addWidget(self.shared)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(0)
        self._columns.addWidget(self._area, LEFT)
        self._columns.addLayout(self._right, RIGHT)
        self._around = QVBoxLayout(self)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._around.setSpacing(0)
        self._around.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._line = Divider()
        self._around.addWidget(self.head)
        self._around.addWidget(self._line)
        self._around.addLayout(self._columns, 1)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 12, 24, 16)
        bar.addWidget(FlowRow(self.map, self.hand, self.moment, gap=12), 1)
        bar.addWidget(self.concern)
        self._around.addLayout(bar)
        self._is_one_column = False

    def _connect(self) -> None:
        self.head.about_asked.connect(self.open_about)
        self.head.finish_asked.connect(self.finish_asked)
        self.about.folded.connect(self._fold_about)
        self.about.said.connect(lambda field, value: self.said.emit(field, "", value))
        self.who.present_changed.connect(lambda here: self.said.emit("present", "", here))
        self.who.begun.connect(lambda person: self.said.emit("new_person", "", person))
        self.grid.said.connect(self.said)
        self.grid.same_asked.connect(self.same_asked)
        self.parts.said.connect(self.said)
        self.shared.changed.connect(lambda sentences: self.said.emit("shared", "", sentences))
        self.shared.begun.connect(lambda words: self.said.emit("next_sentence", "", words))
        self.shared.added.connect(self.sentence_added)
        self.map.clicked.connect(lambda: self.map_asked.emit(self.parts.current()))
        self.hand.clicked.connect(self.hand_asked)
        self.moment.clicked.connect(lambda: self.moment_marked.emit(self.parts.current()))
        self.concern.clicked.connect(lambda: self.concern_asked.emit(self.parts.current()))

    def show_draft(self, draft: VisitDraft) -> None:
        """Everything as it stands; called after each change, so that what follows from it is shown at once."""
        self.head.show_draft(draft)
        self.about.show_draft(draft)
        self.who.show_draft(draft)
        on = draft.day or self._now().date()
        self.grid.show_draft(draft, on)
        self.parts.show_draft(draft, on)
        self.shared.show_draft(draft)

    def places(self) -> Places:
        """Every field by name."""
        found: dict[tuple[str, str], QWidget] = {}
        for part in (self.about, self.who, self.grid, self.parts, self.shared):
            found |= part.places()
        return found

    def open_for(self, field: str, file: str) -> None:
        """Unfold and open what holds a field, so that it can have the focus."""
        if (field, file) in self.about.places():
            self.about.show()
        elif (field, file) in self.parts.places():
            self.parts.choose(file)
        elif field in ("new_name", "new_role"):
            self.who.open_adding()

    # -- what the visit is for --------------------------------------------------------------------------------------

    def open_about(self) -> None:
        """Unfold the card, with the cursor in its first field; fold it when it is open."""
        if self.about.isVisible():
            self._fold_about()
            return
        self.about.show()
        self.about.purpose.setFocus()
        bring_into_sight(self.about)

    def _fold_about(self) -> None:
        self.about.hide()
        self.head.about.setFocus()

    # -- how it stands ----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns while there is room."""
        super().resizeEvent(event)
        self._arrange()

    def redress(self) -> None:
        """Another text size may need the other."""
        super().redress()
        if hasattr(self, "_is_one_column"):
            self._arrange()

    def _arrange(self) -> None:
        one_column = self.width() < TWO_COLUMNS_FROM * look().scale
        if one_column == self._is_one_column:
            return
        self._is_one_column = one_column
        focused = QApplication.focusWidget()
        had_focus = focused if focused is not None and self.isAncestorOf(focused) else None
        self._left.setContentsMargins(24, 14, 24 if one_column else 8, 4)
        self.shared.set_scrolls(scrolls=not one_column)
        self._line.setVisible(not one_column)
        if one_column:
            self._left.insertWidget(0, self.head)
            self._left.insertWidget(self._left.count() - 1, self.shared)
            self._columns.setStretch(1, 0)
            self._right.setContentsMargins(0, 0, 0, 0)
        else:
            self._around.insertWidget(0, self.head)
            self._right.setContentsMargins(0, 14, 24, 4)
            self._right.addWidget(self.shared)
            self._columns.setStretch(1, RIGHT)
        self.head.set_inset(0 if one_column else 24)
        if had_focus is not None:
            had_focus.setFocus()
