"""Correcting a visit or a note: what stands there to be changed, the reason, and whose files say the same."""

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls import (
    Choice,
    DateField,
    Notice,
    PrimaryButton,
    SecondaryButton,
    Sheet,
    Small,
    TextArea,
    TextField,
    Tick,
)
from desktop_app.visits.correcting import DAY, LINE, NO, YES, YES_NO, Answer, ToCorrect

AnswerField = TextArea | TextField | DateField | Choice


class CorrectSheet(Sheet):
    """`corrected` carries ({key: what it says now}, the reason, the other files it is corrected in too)."""

    corrected = Signal(object, str, object)

    def __init__(self, parent: QWidget, form: ToCorrect, today: datetime.date) -> None:
        super().__init__(parent, form.title, subtitle="Change what is wrong. Both readings stay readable.", width=760)
        self.fields: dict[str, AnswerField] = {one.key: _field(one, today) for one in form.answers}
        self.also = {
            file: Tick(f"In {name}’s file too, where it says the same", value=True) for file, name in form.others
        }
        self.why = TextField("Why is it corrected?", hint="For example: I mixed up the days.")
        self._trouble = Notice("trouble", "")
        self._trouble.hide()
        for sentence in form.left_out:
            self.add(Small(sentence))
        for field in self.fields.values():
            self.add(field)
        for tick in self.also.values():
            self.add(tick)
        self.add(self.why)
        self.add(self._trouble)
        aside = SecondaryButton("Leave it as it is")
        aside.clicked.connect(self.ask_to_leave)
        self.add_now = PrimaryButton("Add the correction", "check")
        self.add_now.clicked.connect(self._correct)
        self.add_button(aside)
        self.add_button(self.add_now)

    def say(self, sentence: str) -> None:
        """Nothing was corrected: why. What is typed stays."""
        self._trouble.say("trouble", "Not corrected yet.", sentence)
        self._trouble.show()

    def _correct(self) -> None:
        said = {key: _value(field) for key, field in self.fields.items()}
        also = tuple(file for file, tick in self.also.items() if tick.value())
        if not self.why.value():
            self.why.set_error("Say why, in a few words.")
            self.why.setFocus()
            return
        self.corrected.emit(said, self.why.value(), also)


def _field(answer: Answer, today: datetime.date) -> AnswerField:
    if answer.form == DAY:
        day = DateField(answer.label, hint="", today=today, latest=today)
        day.show_kept(answer.value)
        return day
    if answer.form == YES_NO:
        return Choice(answer.label, [(YES, "Yes"), (NO, "No")], joined=True, value=answer.value)
    if answer.form == LINE:
        return TextField(answer.label, value=answer.value)
    words = TextArea(answer.label, lines=2)
    words.set_value(answer.value)
    return words


def _value(field: AnswerField) -> str:
    return field.kept() if isinstance(field, DateField) else field.value() or ""
