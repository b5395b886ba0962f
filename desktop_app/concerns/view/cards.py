"""The cards of the sheet in three columns, two or one, over one draft."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.concerns.draft import PARENT, PARENT_WHY, ConcernDraft
from desktop_app.concerns.queries import ConcernForm
from desktop_app.concerns.view.about_card import AboutCard
from desktop_app.concerns.view.body_card import BodyCard
from desktop_app.concerns.view.decision_card import DecisionCard
from desktop_app.concerns.view.later_card import LaterCard
from desktop_app.concerns.view.ring_card import RingCard
from desktop_app.concerns.view.said_card import SaidCard
from desktop_app.concerns.view.seen_card import SEEN, THINKS, SeenCard
from desktop_app.concerns.view.to_do_card import NotNowCard, ToDoCard
from desktop_app.concerns.view.told_card import ToldCard
from desktop_app.shell.controls import Dressed, QuietButton, Stack, look, scrolling

SHARES = (510, 372, 336)
THREE_FROM, TWO_FROM = 1000, 720
Places = dict[str, QWidget]


class Cards(Dressed, QWidget):
    """`changed` carries the draft; `child_chosen` a file; the decider's word goes on as it comes."""

    changed = Signal(object)
    child_chosen = Signal(str)
    confirmed = Signal(object)
    refused = Signal(object, str)
    words_taken = Signal(object)
    throw_asked = Signal()
    withdraw_asked = Signal()

    def __init__(self, form: ConcernForm, now: Callable[[], datetime.datetime], trouble: QWidget) -> None:
        super().__init__()
        self.about = AboutCard(form, now)
        self.body, self.seen, self.said = BodyCard(form), SeenCard(form, SEEN), SaidCard(form)
        self.thinks, self.later = SeenCard(form, THINKS), LaterCard()
        self.told, self.decision = ToldCard(form, now), DecisionCard(form, now)
        self.ring, self.to_do, self.not_now = RingCard(), ToDoCard(), NotNowCard()
        self.throw = QuietButton("Throw this sheet away", "trash-2")
        self.withdraw = QuietButton("Withdraw this concern", "file-x")
        self._groups = (
            (self.body, self.seen, self.said, self.thinks, self.later),
            (self.told, self.decision),
            (self.ring, self.to_do, self.not_now, self.throw, self.withdraw),
        )
        self._columns = tuple(Stack(gap=14) for _ in self._groups)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(16, 16, 16, 16)
        around.setSpacing(14)
        around.addWidget(trouble)
        around.addWidget(self.about)
        self._row = QHBoxLayout()
        self._row.setSpacing(14)
        for column in self._columns:
            self._row.addWidget(column)
        around.addLayout(self._row)
        around.addStretch(1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(scrolling(inside))
        self._stand_in = 0
        self._stand(3)
        self._connect()

    def _connect(self) -> None:
        writing = (self.about, self.body, self.seen, self.said, self.thinks, self.later, self.told, self.decision)
        for card in (*writing, self.to_do):
            card.changed.connect(self.changed)
        self.about.child_chosen.connect(self.child_chosen)
        self.body.words_asked.connect(self.said.begin)
        for known in (self.body, self.said, self.seen, self.thinks):
            known.later_asked.connect(self.later.begin)
        self.said.taken.connect(self.words_taken)
        self.ring.rung.connect(lambda who: self.told.begin(who, "phone"))
        self.decision.confirmed.connect(self.confirmed)
        self.decision.refused.connect(self.refused)
        self.throw.clicked.connect(self.throw_asked)
        self.withdraw.clicked.connect(self.withdraw_asked)

    def show_draft(self, form: ConcernForm, draft: ConcernDraft) -> None:
        """Everything as it stands; called after each change, so that what follows from it is shown at once."""
        for card in (self.about, self.body, self.seen, self.said, self.thinks, self.later, self.told, self.decision):
            card.show_draft(form, draft)
        self.to_do.show_draft(form, draft)
        self.ring.show_numbers(form)
        self.throw.setVisible(draft.has_words())
        self.withdraw.setVisible(form.stands is not None and form.may_write)

    def places(self) -> Places:
        """Its fields by name; those of a mark, of words, of one who was told are those of the one that is open."""
        editor, said, told, decision = self.body.editor, self.said, self.told, self.decision.fields
        return {
            "files": self.about.choices,
            "date": self.about.day,
            "time": self.about.time,
            "where": self.about.where,
            "late_because": self.about.late_because,
            "seen": self.seen.area,
            "thinks": self.thinks.area,
            "parents": told.parents,
            "why_not": told.why_not,
            **{f"{PARENT}{name}": row.answer for name, row in told.of_each.items()},
            **{f"{PARENT_WHY}{name}": row.why for name, row in told.of_each.items()},
            "mark:part": editor.part,
            "mark:mark": editor.mark,
            "mark:looks": editor.looks,
            "mark:size": editor.size_cm,
            "mark:colour": editor.colour,
            "said:who": said.who,
            "said:asked": said.asked,
            "said:words": said.words,
            "told:who": told.who,
            "told:date": told.day,
            "told:time": told.time,
            "told:words": told.words,
            "decision:what": decision.what,
            "decision:why": decision.why,
            "decision:decided_by": decision.decided_by,
            "decision:name": decision.name,
            "decision:date": decision.day,
            "decision:time": decision.time,
            **{f"later:{about}": area for about, area in self.later.areas.items()},
        }

    def open_for(self, field: str) -> tuple[str, str]:
        """Of a field that is missing: the part of the sheet that has to be open, and the name of its place."""
        if field in ("time", "late_because"):
            self.about.unfold()
        parts = field.split(":")
        if parts[0] in ("mark", "said", "told") and len(parts) == 3:
            return f"{parts[0]}:{parts[1]}", f"{parts[0]}:{parts[2]}"
        return "", field

    # -- how they stand ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def redress(self) -> None:
        """Another text size may need another number of them."""
        super().redress()
        if hasattr(self, "_stand_in"):
            self._arrange()

    def _arrange(self) -> None:
        width = self.width() / look().scale
        self._stand(3 if width >= THREE_FROM else 2 if width >= TWO_FROM else 1)

    def _stand(self, count: int) -> None:
        """Beside each other, or the last ones beneath: whom to ring comes before what is written down at leisure."""
        if count == self._stand_in:
            return
        self._stand_in = count
        for column in self._columns:
            for card in sum(self._groups, ()):
                column.body.removeWidget(card)
        body, told, ring = self._groups
        spread = {
            3: (body, told, ring),
            2: (body, (*told, *ring), ()),
            1: ((self.body, *told, self.ring, *body[1:], *ring[1:]), (), ()),
        }[count]
        for column, cards, share in zip(self._columns, spread, SHARES, strict=True):
            for card in cards:
                column.add(card)
            column.body.setStretch(column.body.count() - 1, 1)
            column.setVisible(bool(cards))
            self._row.setStretchFactor(column, share if cards else 0)
