"""Correcting a visit, a note, a child's words: what stands there to be changed, the reason, and whose files say the same. Kept as it is typed."""

import datetime

from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import (
    ChildButton,
    Choice,
    DateField,
    Dropdown,
    FlowRow,
    KeptSheet,
    Small,
    Stack,
    TextArea,
    TextField,
    Tick,
    field_typed_in,
    give_focus,
    go_to_place,
)
from desktop_app.visits.correcting import DAY, HEARD_AGAIN, LINE, NO, ONE_OF, READ_BACK, YES, YES_NO, Answer
from desktop_app.visits.correction_draft import CorrectionDraft, CorrectionForm

AnswerField = TextArea | TextField | DateField | Choice | Dropdown
WHY = "#why"
ADDED = "Nothing stands here yet. What you write is added, with the day and your name."


class CorrectSheet(KeptSheet):
    """Nothing is overwritten: both readings stay readable. A child's words that were begun to be put right before, as after a
    lock, are covered until the worker asks: others may see the screen by now.

    adds: it was opened for what was left empty, and stands there.
    """

    not_yet = "This correction is not in the record yet."

    def __init__(self, window: QWidget, form: CorrectionForm, today: datetime.date, *, adds: bool = False) -> None:
        draft = form.draft
        super().__init__(window, draft.title, draft, begun=form.begun, width=760)
        self._opened_with = draft
        self._first_empty = next((one.key for one in draft.answers if adds and one.is_empty), "")
        self.fields: dict[str, AnswerField] = {one.key: _field(one, draft.now(one), today) for one in draft.answers}
        self.also = {
            file: Tick(f"In {name}’s file too, where it says the same", value=file in draft.also)
            for file, name in draft.others
        }
        example = "I heard it wrong." if READ_BACK in self.fields else "I mixed up the days."
        hint = f"For example: {example} Both readings stay."
        if any(one.is_empty for one in draft.answers):
            hint += " Not needed for what is only added."
        self.why = TextField("Why is it corrected?", hint=hint, value=draft.why)
        self.uncover = ChildButton("Press to show the words", "eye")
        self.uncover.clicked.connect(self._uncover)
        self._cover = Stack(Small("Covered, because others may see this screen.", "ink"), FlowRow(self.uncover), gap=8)
        parts = (*self.fields.values(), *self.also.values(), self.why)
        for part in parts:
            part.changed.connect(lambda *_: self.something_typed())
        self._form = Stack(*(Small(sentence) for sentence in draft.left_out), *parts, gap=16)
        self._is_covered = form.begun and READ_BACK in self.fields
        self.add(self._cover)
        self.add(self._form)
        self.end_with_foot()
        self.add_now.set_words("Add the correction")
        self._show_or_cover()

    def _show_or_cover(self) -> None:
        self._cover.setVisible(self._is_covered)
        self._form.setVisible(not self._is_covered)

    def _uncover(self) -> None:
        self._is_covered = False
        self._show_or_cover()
        self._place()
        give_focus(next(iter(self._places().values())))
        self._go_to_cursor()

    def written(self, draft: CorrectionDraft) -> CorrectionDraft:
        """What its fields say now."""
        said = {key: _value(field) for key, field in self.fields.items()}
        also = tuple(file for file, tick in self.also.items() if tick.value())
        return draft.with_values(said=said, also=also, why=self.why.value())

    def says_missing(self, draft: CorrectionDraft) -> bool:
        """Lead to what must be said first: whether the child heard it again, and the reason. Nothing is added unseen."""
        if self._is_covered:
            self._uncover()
            return True
        if draft.lacks_read_back:
            asked = self.fields[READ_BACK]
            asked.set_error(HEARD_AGAIN)
            give_focus(asked)
            return True
        adds_only = draft.has_words() and not draft.needs_reason
        if draft.why.strip() or adds_only:
            return False
        self.why.set_error("Say why, in a few words.")
        self.why.setFocus()
        return True

    def show_over(self) -> None:
        """Open; where the worker was typing before, the cursor is there again."""
        super().show_over()
        if self._is_covered:
            give_focus(self.uncover)
        else:
            self._go_to_cursor()

    def _go_to_cursor(self) -> None:
        """Where the worker was typing before, else what was left empty where that is what the sheet was opened for."""
        place = self._places().get(self._opened_with.field)
        if place is not None:
            give_focus(place)
            go_to_place(place.focusProxy() or place, self._opened_with.at)
        elif self._first_empty:
            give_focus(self.fields[self._first_empty])

    def keep_now(self) -> None:
        """Have the form put on disk, with the place of the cursor."""
        typed_in = field_typed_in(self._places(), self.focusWidget())
        if self._draft is not None and typed_in is not None:
            self._draft = self._draft.with_values(field=typed_in[0], at=typed_in[1])
        super().keep_now()

    def _places(self) -> dict[str, QWidget]:
        return {**self.fields, WHY: self.why}


def _field(answer: Answer, now: str, today: datetime.date) -> AnswerField:
    if answer.form == DAY:
        day = DateField(answer.label, hint="", today=today, latest=today)
        day.show_kept(now)
        return day
    if answer.form == ONE_OF:
        return Dropdown(answer.label, answer.one_of, value=now or None)
    if answer.form == YES_NO:
        return Choice(answer.label, [(YES, "Yes"), (NO, "No")], joined=True, value=now or None)
    if answer.form == LINE:
        return TextField(answer.label, value=now)
    words = TextArea(answer.label, hint=ADDED if answer.is_empty else "", lines=2)
    words.set_value(now)
    return words


def _value(field: AnswerField) -> str:
    return field.kept() if isinstance(field, DateField) else field.value() or ""
