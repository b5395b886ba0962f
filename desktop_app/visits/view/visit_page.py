"""A visit while it is written: the form and its last step over one draft, kept at every stroke and whenever it is left."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casework.wording import time_of_day
from desktop_app.shell.controls import EmptyState, PrimaryButton, end_toasts
from desktop_app.visits.about_whom import about_whom
from desktop_app.visits.captured import who_showed
from desktop_app.visits.draft import ChildPart, Cursor, VisitDraft, as_the_first, missing, new_moment
from desktop_app.visits.ending import Ending
from desktop_app.visits.queries import VisitForm
from desktop_app.visits.view.finish_step import FinishStep
from desktop_app.visits.view.form_step import FormStep
from desktop_app.visits.view.keeping import Keeping
from desktop_app.visits.view.places import Places, WayBack
from desktop_app.visits.view.questions import ask_to_throw_away, ask_whom

OF_A_CHILD = frozenset(ChildPart.__struct_fields__)


class VisitPage(QWidget):
    """`kept` carries the draft to be put on disk: a quarter of a second after the first stroke that is not there yet,
    and at once when the focus moves on, the page goes out of sight, or the visit is finished.

    `now` tells the worker's clock; `draw` shows what lay there at a moment that was marked. Until `show_form` the page is
    empty.
    """

    wants_width = True
    with_a_family = True  # the screen waits longer before it locks
    kept = Signal(object)
    added = Signal(object)
    thrown_away = Signal(object)
    map_asked = Signal(str)
    hand_asked = Signal(str)
    concern_asked = Signal(str)
    left = Signal()
    returned = Signal()
    rearranged = Signal()

    def __init__(self, now: Callable[[], datetime.datetime], draw: Callable[[Any], QWidget], *, can_hand: bool) -> None:
        super().__init__()
        self.setAccessibleName("Visit")
        self._now, self._draw, self._can_hand = now, draw, can_hand
        self.form: VisitForm | None = None
        self._draft: VisitDraft | None = None
        self.form_step: FormStep | None = None
        self.finish_step: FinishStep | None = None
        self._steps = QStackedWidget()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._steps)
        self._way = WayBack(self, lambda: _places_of(self._both()))
        self._keeping = Keeping(self, self._way)
        self._keeping.due.connect(self.keep_now)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._go_on)

    def draft(self) -> VisitDraft | None:
        """The visit as it stands on the screen."""
        return self._draft

    # -- what is shown ----------------------------------------------------------------------------------------------

    def show_form(self, form: VisitForm | None) -> None:
        """Show a visit as it was left, with the cursor where it was; None: it is no longer a draft."""
        if form is None:
            self.show_done()
            return
        if self._draft is not None and self._draft.name == form.draft.name:
            self._draft = self._draft.with_moments_of(form.draft)  # else what is on the screen is the newest
            self._refresh()
            return
        self.form, self._draft = form, form.draft
        self._keeping.done(form.draft.cursor)
        self.form_step = FormStep(form, self._now, can_hand=self._can_hand and form.may_hand)
        self.finish_step = FinishStep(form, self._draw)
        self._steps.addWidget(self.form_step)
        self._steps.addWidget(self.finish_step)
        self._connect(form, self.form_step, self.finish_step)
        self._show_step()
        self._refresh()
        cursor = form.draft.cursor
        self._lead_to(cursor if cursor.field or form.draft.purpose else Cursor("purpose"))

    def _connect(self, shown: VisitForm, form: FormStep, finish: FinishStep) -> None:
        for step in (form, finish):
            step.said.connect(self._said)
        form.same_asked.connect(
            lambda field: self._make(lambda draft: as_the_first(draft, shown.children, field, self._now().date()))
        )
        form.sentence_added.connect(lambda: self._make(lambda draft: draft.settled_sentence(_about(draft, shown))))
        form.moment_marked.connect(
            lambda file: self._make(lambda draft: draft.with_moment(new_moment(time_of_day(self._now()), file)))
        )
        QShortcut(QKeySequence("Ctrl+M"), form).activated.connect(form.moment.click)
        finish.moments.answered.connect(lambda key, saw: self._make(lambda draft: draft.with_answer(key, saw)))
        finish.moments.chosen.connect(lambda key, files: self._make(lambda draft: draft.with_moment_of(key, files)))
        finish.moments.dropped.connect(lambda key: self._make(lambda draft: draft.without_moment(key)))
        finish.captured.left.connect(lambda key, left: self._make(lambda draft: draft.with_left(key, left=left)))
        finish.name_kept.connect(lambda key: self._make(lambda draft: draft.with_name_kept(key)))
        form.finish_asked.connect(self._go_on)
        form.map_asked.connect(self.map_asked)
        form.concern_asked.connect(self.concern_asked)
        form.hand_asked.connect(lambda: ask_whom(self, shown.children, self.hand_asked.emit))
        finish.went_back.connect(lambda: self._set_finishing(False))
        finish.led_to.connect(self._led_to)
        finish.added.connect(self._add)
        finish.thrown_away.connect(lambda: ask_to_throw_away(self, self._throw_away))

    def show_ending(self, ending: Ending) -> None:
        """What the record says to the last step: who is named that is not of this family, and what was captured."""
        if self.finish_step is not None and self._draft is not None:
            self.finish_step.show_ending(ending)
            self._refresh()

    def show_done(self) -> None:
        """The visit stands in the record, or was thrown away: there is nothing to write here."""
        self._draft = None
        button = PrimaryButton("Go on", "arrow-right")
        button.clicked.connect(self.left)
        done = EmptyState(
            "circle-check", "This visit is finished", "What was added stands under Visits and notes.", button
        )
        self._steps.addWidget(done)
        self._steps.setCurrentWidget(done)

    def show_saved(self) -> None:
        """What was sent by `kept` is on disk."""
        for step in self._both():
            note = step.head.saved if isinstance(step, FormStep) else step.saved
            note.show_saved(self._now())
            step.trouble.hide()

    def show_not_saved(self, sentence: str) -> None:
        """What was sent by `kept` could not be put on disk. It stays on the screen and is tried with the next stroke."""
        for step in self._both():
            note = step.head.saved if isinstance(step, FormStep) else step.saved
            note.show_not_saved()
            step.trouble.say("trouble", "Your last words are not saved yet.", sentence)
            step.trouble.show()

    def show_not_added(self, draft: VisitDraft, sentence: str) -> None:
        """Nothing entered the record: the draft is here again."""
        self._draft = draft
        if self.finish_step is not None:
            self.finish_step.setEnabled(True)
            self.finish_step.show_trouble("Nothing was added. Your words are safe.", sentence)
        self._refresh()

    def came_back(self) -> None:
        """Shown again: it may be finished by now."""
        self.returned.emit()

    def _both(self) -> list[FormStep | FinishStep]:
        return [step for step in (self.form_step, self.finish_step) if step is not None]

    # -- what the worker does ---------------------------------------------------------------------------------------

    def _said(self, field: str, file: str, value: object) -> None:
        if self._draft is None:
            return
        of_child = field in OF_A_CHILD and bool(file)
        self._change(
            self._draft.with_part(file, **{field: value}) if of_child else self._draft.with_values(**{field: value})
        )

    def _make(self, how: Callable[[VisitDraft], VisitDraft]) -> None:
        if self._draft is not None:
            self._change(how(self._draft))

    def _change(self, draft: VisitDraft) -> None:
        if draft == self._draft:
            return
        self._draft = draft
        self._way.give_up()
        self._refresh()
        self._keeping.soon()

    def _refresh(self) -> None:
        if self._draft is None or self.form is None or self.form_step is None or self.finish_step is None:
            return
        self.form_step.show_draft(self._draft)
        if self._draft.is_finishing:
            today = self._now().date()
            showed = who_showed(self._draft, self.finish_step.ending.captured)
            lacking = missing(self._draft, self.form.children, today, showed)
            self.finish_step.show_draft(self._draft, lacking, today)

    # -- keeping ----------------------------------------------------------------------------------------------------

    def keep_now(self) -> None:
        """Have the draft put on disk, with the place of the cursor."""
        if self._draft is None:
            self._keeping.stop()
            return
        self._draft = self._draft.with_values(cursor=self._way.cursor() or self._draft.cursor)
        self._keeping.done(self._draft.cursor)
        self.kept.emit(self._draft)

    def showEvent(self, event: QShowEvent) -> None:
        """In sight: the cursor may go where it was led to."""
        super().showEvent(event)
        self._way.go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Left for another page, locked or closed: nothing is asked and nothing is lost."""
        super().hideEvent(event)
        if self._keeping.is_waited_for:
            self.keep_now()

    # -- finishing --------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """From the form to the last step; from there into the record, or to the first thing that is missing."""
        if self._draft is None:
            return
        if self._draft.is_finishing:
            self._add()
        else:
            self._set_finishing(True)

    def _set_finishing(self, finishing: bool) -> None:
        if self._draft is None or self.finish_step is None or self.form_step is None:
            return
        draft = self._draft.settled(_about(self._draft, self.form)) if finishing else self._draft
        self._change(draft.with_values(is_finishing=finishing))
        self._show_step()
        if not finishing or not self.finish_step.lead_to_first_missing():
            first = self.form_step.head.finish if not finishing else next(iter(self.finish_step.analysis.values()))
            first.setFocus()

    def _show_step(self) -> None:
        step = self.finish_step if self._draft is not None and self._draft.is_finishing else self.form_step
        if step is not None:
            end_toasts(self.window())  # what was said of the step before is over
            self._steps.setCurrentWidget(step)
            self.rearranged.emit()  # each step has its own way back

    def _led_to(self, field: str, file: str) -> None:
        """To a field: back to the form, unless it stands on the last step itself."""
        if self.finish_step is not None and (field, file) not in self.finish_step.places():
            self._set_finishing(False)
        self._lead_to(Cursor(field, file))

    def _lead_to(self, cursor: Cursor) -> None:
        if self.form_step is not None:
            self.form_step.open_for(cursor.field, cursor.file)
        self._way.lead(cursor)

    def _add(self) -> None:
        if self._draft is None or self.finish_step is None:
            return
        if self.finish_step.lead_to_first_missing():
            self.finish_step.say_not_yet()
            return
        self.keep_now()  # the last letters too, should the adding fail
        draft, self._draft = self._draft, None  # nothing is kept from here on: the draft ends with the adding
        self.finish_step.setEnabled(False)
        self.added.emit(draft)

    def _throw_away(self) -> None:
        draft, self._draft = self._draft, None
        self._keeping.stop()
        if draft is not None:
            self.thrown_away.emit(draft)


def _places_of(steps: Sequence[FormStep | FinishStep]) -> Places:
    return {key: place for step in steps for key, place in step.places().items()}


def _about(draft: VisitDraft, form: VisitForm | None) -> tuple[str, ...]:
    """The children that the sentence being written seems to be about."""
    return about_whom(draft.next_sentence, form.children, form.people).files if form is not None else ()
