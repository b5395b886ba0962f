"""Asking one person: who, what number or why none, and their words why. Kept as it is typed, for one person at a time."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.changes import new_record_id
from casework.kinds.mapping import Score
from desktop_app.mapping.draft import MapDraft, Missing, RatingDraft
from desktop_app.mapping.queries import Board
from desktop_app.mapping.ratings import SHARED_WITH, UNTIL_ASKED, Rater
from desktop_app.mapping.view.score_choice import ScoreChoice
from desktop_app.shell.controls import (
    Dropdown,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    Sheet,
    SplitColumns,
    TextArea,
    TextField,
)

SOMEBODY_ELSE = "somebody else"


class RatingSheet(Sheet):
    """`typed` carries every RatingDraft of this sitting, after every letter."""

    typed = Signal(object)

    def __init__(self, parent: QWidget, board: Board, draft: MapDraft, about: str, today: str, rater: str = "") -> None:
        super().__init__(parent, "Ask someone", subtitle="Ask each person on their own where you can.", width=820)
        self._draft, self._today = draft, today
        self._stranger = new_record_id().hex()
        self._raters = _everybody(board, draft)
        scale_words = board.words.scale
        scales = [(scale.about, scale_words.of_pair(scale.number)) for scale in board.scales]
        people = [(one.key, one.who) for one in self._raters.values()]
        self.about = Dropdown("About", scales, value=about)
        self.who = Dropdown("Who?", [*people, (SOMEBODY_ELSE, "Somebody else")], value=rater or None)
        self.name = TextField("Their name")
        self.role = TextField("Who they are", hint="For example, neighbour")
        self._stranger_fields = SplitColumns(self.name, self.role, least=480)
        self.score = ScoreChoice(scale_words)
        self.words = TextArea("Their words why", lines=2)
        child = next((one for one in self._raters.values() if one.is_child), None)
        answers = [(choice.value, words) for choice, words, _icon in SHARED_WITH]
        self.may_see = Dropdown(
            f"Who does {child.name if child else 'the child'} say may see these words?",
            answers,
            hint=UNTIL_ASKED,
            unanswered="Not asked yet",
        )
        self.about.setVisible(len(scales) > 1)
        for part in (
            SplitColumns(self.who, self.about, least=480),
            self._stranger_fields,
            self.score,
            self.words,
            self.may_see,
        ):
            self.add(part)
        self.take_back = QuietButton("Take this answer back", "trash-2")
        self.next = SecondaryButton("Ask somebody else", "plus")
        self.ready = PrimaryButton("Done")
        for button in (self.take_back, self.next, self.ready):
            self.add_button(button)
        self._now: RatingDraft | None = None
        self._connect()
        self._load()

    def _connect(self) -> None:
        for part in (self.name, self.role, self.score, self.words, self.may_see):
            part.changed.connect(self._typed)
        self.who.changed.connect(self._chose)
        self.about.changed.connect(self._chose)
        self.take_back.clicked.connect(self._take_back)
        self.next.clicked.connect(self._begin_again)
        self.ready.clicked.connect(self._end)

    def has_new_words(self) -> bool:
        """Every letter is kept already, but for what stands here while nobody was chosen who says it."""
        return self._person() is None and (self.score.value() is not None or bool(self.words.value()))

    def show_missing(self, missing: Missing) -> None:
        """Say at its field what is still missing."""
        field = self.name if missing.field == "name" else self.score
        field.set_error(missing.sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what the worker does -----------------------------------------------------------------------------------

    def _person(self) -> Rater | None:
        chosen = self.who.value()
        if chosen == SOMEBODY_ELSE:
            return Rater(self._stranger, self.name.value(), self.role.value())
        return self._raters.get(chosen or "")

    def _typed(self) -> None:
        """Keep the answer; while nobody was chosen it stays on the form, and the form says so."""
        person = self._person()
        if person is None:
            self._ask_who()
            return
        score = self.score.score(self.words.value())
        rating = RatingDraft(
            self.about.value() or "",
            person.key,
            person.name,
            person.role,
            score,
            self._today,
            self.may_see.value() or "",
        )
        ratings = self._draft if self._now is None else self._draft.without_rating(*self._now.key)
        self._now = rating
        self._keep(ratings.with_rating(rating))

    def _chose(self) -> None:
        """Somebody else, or something else: show what they said in this sitting, or give them what stands on the form."""
        person = self._person()
        known = self._draft.rating(self.about.value() or "", person.key) if person is not None else None
        if known is not None and known != self._now:
            self._load()
        elif self.score.value() is not None or self.words.value():
            self._typed()
        self._show()

    def _load(self) -> None:
        """What this person said in this sitting, or an empty form."""
        person = self._person()
        self._now = self._draft.rating(self.about.value() or "", person.key) if person is not None else None
        score = self._now.score if self._now is not None else Score()
        self.score.set_score(score)
        self.words.set_value(score.words)
        self.may_see.set_value((self._now.may_see if self._now is not None else "") or None)
        self._show()

    def _show(self) -> None:
        self._stranger_fields.setVisible(self.who.value() == SOMEBODY_ELSE)
        self.take_back.setVisible(self._now is not None)
        person = self._person()
        self.may_see.setVisible(person is not None and person.is_child and bool(self.words.value()))

    def _take_back(self) -> None:
        if self._now is not None:
            self._keep(self._draft.without_rating(*self._now.key))
        self._load()

    def _ask_who(self) -> None:
        self.who.set_error("Choose who says this, so that it can be kept.")

    def _is_led_to_who(self) -> bool:
        """Whether something stands here that cannot be kept yet; the keyboard is where it is said whose it is."""
        if not self.has_new_words():
            return False
        self._ask_who()
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _end(self) -> None:
        if not self._is_led_to_who():
            self.finish()

    def _begin_again(self) -> None:
        """The answer is kept; the form is empty for the next person."""
        if self._is_led_to_who():
            return
        self.who.set_value(None)
        self.name.set_value("")
        self.role.set_value("")
        self._stranger = new_record_id().hex()
        self._load()
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, draft: MapDraft) -> None:
        self._draft = msgspec.structs.replace(draft)
        self._show()
        self.typed.emit(draft.ratings)


def _everybody(board: Board, draft: MapDraft) -> dict[str, Rater]:
    """{key: person} of everybody in the file and everybody who was ever asked, so that their answers stay together."""
    found = {rater.key: rater for rater in board.raters}
    for scale in board.scales:
        for mark in (*scale.marks, *scale.earlier):
            found.setdefault(mark.rater.key, mark.rater)
    for rating in draft.ratings:
        found.setdefault(rating.rater, Rater(rating.rater, rating.name, rating.role))
    return found
