"""Who may see this? The child chooses, with the limits beside it; the choice is said back before it counts."""

import itertools
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from casework.childs_words import Choice
from casework.ink import Stroke
from casework.kinds.direct_work import Sharing
from desktop_app.direct_work import sharing
from desktop_app.direct_work.queries import PersonToAsk
from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.childs_frame import ChildsFrame
from desktop_app.direct_work.view.childs_text import ChildsText
from desktop_app.direct_work.view.drawing_picture import DrawingPicture
from desktop_app.direct_work.view.person_card import PersonCard
from desktop_app.direct_work.view.soft_panel import SoftPanel
from desktop_app.shell.controls import FlowRow, Picture, SplitColumns, Stack, announce, scrolling

LATER = "I will choose later"


class Asked(NamedTuple):
    """What is asked about: words, a drawing, or words with the drawing beside them. before: what the child chose last."""

    words: str = ""
    strokes: tuple[Stroke, ...] = ()
    before: Sharing | None = None


class Chosen(NamedTuple):
    """What the child chose, and whether it is about the words, the drawing, or both."""

    sharing: Sharing
    words: bool
    drawing: bool


class WhoMaySee(ChildsFrame):
    """The page. `chosen` carries a Chosen when the child said "That's right"; `later` that nothing was chosen."""

    chosen = Signal(object)
    later = Signal()

    def __init__(self) -> None:
        super().__init__("Who may see this?", "You can change this on another day")
        self._people: tuple[PersonToAsk, ...] = ()
        self._choice = ""
        self._decided: dict[str, bool] = {}
        self._asked = Asked()
        self._left = Stack(gap=12)
        self._right = Stack(gap=14)
        columns = SplitColumns(self._left, self._right, shares=(28, 72), least=1000, gap=28)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(28, 8, 28, 8)
        around.addWidget(columns)
        around.addStretch(1)
        self._more = ChildsText("", "childs help", "muted")  # with large text, where the foot has no room for it
        around.insertWidget(1, self._more)
        self._area = scrolling(inside)
        self.body.addWidget(self._area, 1)
        self._foot()

    def _foot(self) -> None:
        self.choose_later = ChildsButton(LATER)
        self.choose_later.clicked.connect(self.later)
        self.right = ChildsButton("That’s right", "check", "on")
        self.right.clicked.connect(self._finish)
        self._said = ChildsText("", "childs body", bold=True)
        self._second = ChildsText("", "childs help", "muted")
        self._back = SoftPanel("surface", "primary")
        self._back.add(self._said)
        self._back.add(self._second)
        self.said_back = SplitColumns(
            self._back, FlowRow(self.choose_later, self.right, gap=14, right=True), shares=(3, 2), least=1000, gap=14
        )
        self.said_back.setContentsMargins(28, 0, 28, 6)
        self.body.addWidget(self.said_back)

    def ask(self, asked: Asked, people: tuple[PersonToAsk, ...]) -> None:
        """Begin: what is asked about, and who could be let see it."""
        self._asked, self._people = asked, people
        before = asked.before
        self._choice = before.choice if before else ""
        known = {person.key for person in people}
        self._decided = {key: may for key, may in (before.people if before else {}).items() if key in known}
        self._show_what()
        self._show_choices()
        self._say_back()
        in_order = (
            self.stop,
            self.just_words,
            *self.choices.values(),
            *self.cards.values(),
            self.choose_later,
            self.right,
        )
        for one, other in itertools.pairwise(in_order):
            self.setTabOrder(one, other)
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)  # on to the choices with Tab; the limits stay in sight

    # -- what it is about -----------------------------------------------------------------------------------------

    def _show_what(self) -> None:
        self._left.clear()
        asked = self._asked
        if asked.words:
            paper = SoftPanel("surface", "outline")
            paper.add(ChildsText(f"“{asked.words}”", "childs body"))
            self._left.add(paper)
        if asked.strokes:
            self._left.add(DrawingPicture("Your drawing", asked.strokes, wide=300, high=170))
        must = SoftPanel("child soft")
        must.add(
            FlowRow(
                Picture("shield", "child", 22),
                ChildsText("What I must tell", "childs body", "child", bold=True, wrap=False),
                gap=10,
            )
        )
        must.add(ChildsText(sharing.LIMITS, "childs help"))
        self._left.add(must)

    # -- what can be chosen ---------------------------------------------------------------------------------------

    def _show_choices(self) -> None:
        self._right.clear()
        self._show_how_much()
        self.choices: dict[str, ChildsButton] = {}
        rows = []
        for choice, words, icon in sharing.CHOICES:
            button = ChildsButton(words, icon)
            button.setCheckable(True)
            button.setChecked(choice.value == self._choice)
            button.clicked.connect(lambda _on, choice=choice: self._choose(choice))
            self.choices[choice.value] = button
            rows.append(button)
        group = QButtonGroup(rows[0])
        for button in rows:
            group.addButton(button)
        for one, other in zip(rows[::2], rows[1::2], strict=True):
            self._right.add(SplitColumns(one, other, least=560, gap=14))
        self.cards = {
            person.key: PersonCard(person, number, self._decided.get(person.key))
            for number, person in enumerate(self._people)
        }
        for card in self.cards.values():
            card.decided.connect(self._decide)
        self._cards = FlowRow(*self.cards.values(), gap=14)
        self._right.add(self._cards)
        self._no_one = ChildsText(
            "Nobody of your family is in here yet. Tell me, and I will write them down.", "childs help"
        )
        self._right.add(self._no_one)

    def _show_how_much(self) -> None:
        self.just_words = ChildsButton("Just the words")
        self.all_of_it = ChildsButton("All of it")
        group = QButtonGroup(self.just_words)
        for button in (self.just_words, self.all_of_it):
            button.setCheckable(True)
            group.addButton(button)
        self.all_of_it.setChecked(True)
        how_much = SplitColumns(self.just_words, self.all_of_it, least=560, gap=14)
        self._right.add(how_much)
        how_much.setVisible(bool(self._asked.words and self._asked.strokes))

    def _choose(self, choice: Choice) -> None:
        self._choice = choice.value
        self._say_back()
        if choice is Choice.PICKED:
            QTimer.singleShot(0, self._cards, self._lead_to_people)

    def _decide(self, key: str, may: bool | None) -> None:  # a signal's slot
        self._decided = {other: said for other, said in self._decided.items() if other != key}
        if may is not None:
            self._decided[key] = may
        self._say_back()

    def sharing(self) -> Sharing | None:
        """What is chosen now; None before a choice."""
        if not self._choice:
            return None
        picked = self._choice == Choice.PICKED.value
        return Sharing(self._choice, dict(self._decided) if picked else {})

    def _say_back(self) -> None:
        picks = self._choice == Choice.PICKED.value
        self._cards.setVisible(picks and bool(self.cards))
        self._no_one.setVisible(picks and not self.cards)
        chosen = self.sharing()
        self.right.setEnabled(chosen is not None)
        if chosen is None:
            first, second = sharing.UNTIL_YOU_CHOOSE, ""
        else:
            first, second = sharing.said_back(chosen, [(person.key, person.name) for person in self._people])
        self._said.set_words(first)
        self._second.set_words(second)
        self._more.set_words(first if chosen is None else second)
        self._show_second()
        announce(self, f"{first} {second}")

    def _show_second(self) -> None:
        """Who exactly, beneath what was said back. With large text the choices need the room: it stands beneath them, and

        until something is chosen the foot says nothing.
        """
        in_one = self.said_back.is_one_column()
        self._back.setVisible(not in_one or bool(self._choice))
        self._second.setVisible(not in_one and bool(self._second.words()))
        self._more.setVisible(in_one and bool(self._more.words()))

    def _lead_to_people(self) -> None:
        """Where there is no room for all of it, the names of those to pick come into sight first."""
        inside = self._area.widget()
        if inside is not None and self._cards.isVisible():
            top = self._cards.mapTo(inside, QPoint(0, 0)).y()
            if top + self._cards.height() > self._area.verticalScrollBar().value() + self._area.viewport().height():
                self._area.verticalScrollBar().setValue(top - 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another room."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_second)

    def _finish(self) -> None:
        chosen = self.sharing()
        if chosen is not None:
            both = bool(self._asked.words and self._asked.strokes)
            drawing = bool(self._asked.strokes) and (not both or self.all_of_it.isChecked())
            self.chosen.emit(Chosen(chosen, bool(self._asked.words), drawing))
