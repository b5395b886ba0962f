"""The scale beneath the board: which pair, the line with its marks, who gave no number, and a way to ask someone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from casework.kinds.mapping import OVERALL
from casework.wording import in_a_row
from desktop_app.mapping.draft import DID_NOT_WANT
from desktop_app.mapping.queries import Board
from desktop_app.mapping.ratings import Rater, Scale
from desktop_app.mapping.view.scale_line import ScaleLine
from desktop_app.mapping.view.scale_pills import ScalePills
from desktop_app.mapping.words import ScaleWords, map_words
from desktop_app.shell.controls import (
    Card,
    IconButton,
    Picture,
    Row,
    SecondaryButton,
    Small,
    Text,
    UprightDivider,
    look,
)

LEFT_WIDE, RIGHT_WIDE, LEAST_BESIDE = 200, 220, 860
MOST_NAMES = 3


class ScaleCard(Card):
    """`ask_wanted` carries what is rated; `asked_about` also the key of a person, or "" for everybody."""

    ask_wanted = Signal(str)
    asked_about = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(padding=16, gap=8)
        self._about = ""
        self._board: Board | None = None
        words = map_words().scale
        self.pills = ScalePills()
        self.line = ScaleLine()
        self._without = QVBoxLayout()
        self._without.setSpacing(4)
        self.ask = SecondaryButton("Ask someone", "plus")
        self._all = IconButton("history", "What each person said over time")
        self._question, self._how = Text(words.question, "button"), Small(words.how)
        self._left = _column(self.pills, self._question, self._how)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        right.addLayout(self._without)
        right.addStretch(1)
        right.addWidget(Row(self.ask, self._all, gap=4, grows=0))
        self._divider = UprightDivider()
        inside = QWidget()
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(20)
        for part, stretch in ((self._left, 0), (self.line, 1), (self._divider, 0), (self._right, 0)):
            self._lay.addWidget(part, stretch)
        self.add(inside)
        self._connect()
        self.arrange(self.width())

    def _connect(self) -> None:
        self.pills.chosen.connect(self._choose)
        self.line.asked_about.connect(lambda key: self.asked_about.emit(self._about, key))
        self.ask.clicked.connect(lambda: self.ask_wanted.emit(self._about))
        self._all.clicked.connect(lambda: self.asked_about.emit(self._about, ""))

    def about(self) -> str:
        """What the scale that is shown is about."""
        return self._about

    def show_board(self, board: Board) -> None:
        """Show the scale that was looked at, or the first."""
        self._board = board
        known = [scale.about for scale in board.scales]
        if self._about not in known:
            self._about = known[0] if known else OVERALL
        self._show()

    def _choose(self, about: str) -> None:
        self._about = about
        self._show()

    def _show(self) -> None:
        if self._board is None:
            return
        words = self._board.words.scale
        self._question.set_words(words.question)
        self._how.set_words(words.how)
        self.pills.show_scales(self._board.scales, self._about, words)
        scale = next((one for one in self._board.scales if one.about == self._about), None)
        if scale is not None:
            self.line.show_marks(scale.marks, words)
            self._show_without(scale, self._board.raters, words)
            self._all.setVisible(bool(scale.marks))

    def _show_without(self, scale: Scale, raters: tuple[Rater, ...], words: ScaleWords) -> None:
        while (item := self._without.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        refused = [mark.rater.name for mark in scale.marks if mark.score.said == DID_NOT_WANT]
        said = {
            mark.rater.key for mark in scale.marks if mark.score.value is not None or mark.score.said == DID_NOT_WANT
        }
        not_asked = [rater.name for rater in raters if rater.key not in said]
        not_asked += [
            mark.rater.name
            for mark in scale.marks
            if mark.rater.key not in said and mark.rater.key not in {rater.key for rater in raters}
        ]
        for icon, title, names in (
            ("circle-slash", words.did_not_want, refused),
            ("circle-dashed", words.not_asked, not_asked),
        ):
            if names:
                self._without.addWidget(_line(icon, f"{title}: {_names(names)}"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or beneath where there is no room."""
        super().resizeEvent(event)
        self.arrange(self.width())

    def redress(self) -> None:
        """Its sides grow with the text."""
        super().redress()
        if hasattr(self, "_lay"):
            self.arrange(self.width())

    def arrange(self, width: int) -> None:
        """Its parts beside each other, or one beneath the other where there is no room in this width."""
        beneath = width < LEAST_BESIDE * look().scale
        way = QBoxLayout.Direction.TopToBottom if beneath else QBoxLayout.Direction.LeftToRight
        self._lay.setDirection(way)
        self._divider.setVisible(not beneath)
        for part, wide in ((self._left, LEFT_WIDE), (self._right, RIGHT_WIDE)):
            part.setMinimumWidth(0 if beneath else look().px(wide))
            part.setMaximumWidth(16_777_215 if beneath else look().px(wide))


def _column(*parts: QWidget) -> QWidget:
    column = QWidget()
    lay = QVBoxLayout(column)
    lay.setContentsMargins(0, 0, 0, 0)
    lay.setSpacing(2)
    for part in parts:
        lay.addWidget(part)
    lay.addStretch(1)
    return column


def _line(icon: str, words: str) -> Row:
    picture = Picture(icon, "muted", 18)
    row = Row(picture, Text(words, "second", "ink"), gap=8, grows=1)
    row.body.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
    return row


def _names(names: list[str]) -> str:
    if len(names) <= MOST_NAMES:
        return in_a_row(names)
    return f"{', '.join(names[: MOST_NAMES - 1])} and {len(names) - MOST_NAMES + 1} more"
