"""What each person said on one scale over time, newest first, with their words where those may lie on the table. Nothing is added up or compared."""

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.mapping.draft import DID_NOT_WANT
from desktop_app.mapping.faces import day_in_words, in_quotation_marks
from desktop_app.mapping.queries import Board
from desktop_app.mapping.ratings import Mark, Rater
from desktop_app.mapping.words import ScaleWords
from desktop_app.shell.controls import (
    Body,
    ChildsWords,
    Heading,
    PrimaryButton,
    SecondaryButton,
    Sheet,
    Small,
    Stack,
    Text,
)


class HistorySheet(Sheet):
    """Of one person (`rater`), or of everybody who was asked. `ask_wanted` carries the person to ask again."""

    ask_wanted = Signal(str)

    def __init__(self, parent: QWidget, board: Board, about: str, rater: str, today: datetime.date) -> None:
        words = board.words.scale
        scale = next((one for one in board.scales if one.about == about), board.scales[-1])
        people = {mark.rater.key: mark.rater for mark in scale.marks if rater in ("", mark.rater.key)}
        one = people.get(rater)
        title = f"What {one.name} said" if one is not None else "What each person said"
        super().__init__(parent, title, subtitle=f"{words.of_pair(scale.number)}. {words.question}", width=560)
        for person in people.values():
            self.add(_person(person, scale.said_by(person.key), today, words, with_name=one is None))
        self._close = PrimaryButton("Close")
        self._close.clicked.connect(self.leave)
        if one is not None:
            again = SecondaryButton(f"Ask {one.name} again", "plus")
            again.clicked.connect(lambda: self._ask(one.key))
            self.add_button(again)
        self.add_button(self._close)

    def _ask(self, rater: str) -> None:
        self.finish()
        self.ask_wanted.emit(rater)


def _person(
    person: Rater, said: tuple[Mark, ...], today: datetime.date, words: ScaleWords, *, with_name: bool
) -> Stack:
    stack = Stack(gap=8)
    if with_name:
        stack.add(Heading(person.name, 3))
    if person.role and not person.is_child:
        stack.add(Small(person.said_role))
    for mark in said:
        stack.add(_answer(mark, today, words))
    return stack


def _answer(mark: Mark, today: datetime.date, words: ScaleWords) -> Stack:
    reason = words.did_not_want if mark.score.said == DID_NOT_WANT else words.not_asked
    number = str(mark.score.value) if mark.score.value is not None else reason
    day = day_in_words(mark.on, today) if mark.on else "with no day recorded"
    day = f"on {day}" if day[0].isdigit() else day
    line = Text("", "body")
    line.set_words(f"{day}{', not added yet' if mark.draft else ''}", number)
    stack = Stack(line, gap=2)
    if mark.score.words and mark.sight.may_see:
        said = in_quotation_marks(mark.score.words)
        stack.add(ChildsWords(said) if mark.rater.is_child else Body(said, selectable=True))
    return stack
