"""The decision: written down by whoever heard it, and worth what its decider says of it on their own laptop."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import Signal

from casework.changes import new_record_id
from casework.decisions import Worth
from casework.wording import time_of_day
from desktop_app.concerns.decided import DecisionShown
from desktop_app.concerns.draft import ConcernDraft, DecisionDraft
from desktop_app.concerns.queries import ConcernForm
from desktop_app.concerns.view.decision_fields import DecisionFields
from desktop_app.concerns.view.decision_shown import DecisionText
from desktop_app.shell.controls import Body, Card, FlowRow, Heading, SecondaryButton, Stack, Tag

NONE_YET = "When somebody decides, write down what, why and who. It counts as told by phone until they confirm it."


class DecisionCard(Card):
    """`changed` carries the draft; `confirmed` and `refused` the decision as the decider read it."""

    changed = Signal(object)
    confirmed = Signal(object)
    refused = Signal(object, str)

    def __init__(self, form: ConcernForm, now: Callable[[], datetime.datetime]) -> None:
        super().__init__(padding=16)
        self._form, self._draft, self._now = form, form.draft, now
        self._shown: tuple[DecisionShown, ...] | None = None
        self._none_yet = Body(NONE_YET, "muted")
        self._pending = FlowRow(Tag("Told by phone, not yet confirmed", "warn strong", "clock"))
        self.stands = Stack(gap=16)
        self.fields = DecisionFields(now)
        self.fields.changed.connect(self._tell)
        self.fields.taken_away.connect(lambda: self._tell(None))
        self.new = SecondaryButton("Write down a decision", "plus")
        self.new.clicked.connect(self._begin)
        for part in (Heading("Decision"), self._none_yet, self._pending, self.fields, self.stands, FlowRow(self.new)):
            self.add(part)

    def show_draft(self, form: ConcernForm, draft: ConcernDraft) -> None:
        """Everything as it stands; what is typed at this moment stays as it is."""
        self._form, self._draft = form, draft
        decisions = form.stands.decisions if form.stands is not None else ()
        shown = (*decisions, *form.stands.withdrawn_decisions) if form.stands is not None else ()
        if shown != self._shown:
            self._shown = shown
            self._show_decisions(shown)
        writing = draft.decision
        self.fields.setVisible(writing is not None)
        if writing is not None:
            self.fields.show_decision(writing, form.deciders, draft.date)
        self._pending.setVisible(writing is not None and writing.decided_by != form.me)
        self._none_yet.setVisible(writing is None and not decisions)
        self.new.setVisible(writing is None and form.may_write and bool(draft.files))
        is_first_mine = bool(form.deciders) and form.deciders[0].professional == form.me
        first = "Decide" if is_first_mine else "Write down a decision"
        self.new.set_words("Write down another decision" if decisions else first)
        worth = form.stands.worth if form.stands is not None else None
        waits = writing is not None or worth is Worth.NOT_CONFIRMED
        self.set_edge(
            "danger"
            if worth in (Worth.NOT_THEIRS, Worth.NO_DECIDER) and writing is None
            else "warn"
            if waits
            else "plain"
        )

    def texts(self) -> list[DecisionText]:
        """The decisions that stand in the record, newest first."""
        return self.stands.findChildren(DecisionText)

    def _show_decisions(self, decisions: tuple[DecisionShown, ...]) -> None:
        self.stands.clear()
        for one in decisions:
            text = DecisionText(one)
            text.confirmed.connect(self.confirmed)
            text.refused.connect(self.refused)
            self.stands.add(text)
        self.stands.setVisible(bool(decisions))

    def _begin(self) -> None:
        mine = self._form.deciders[0].professional if self._form.deciders else ""
        now = self._now()
        decision = DecisionDraft(new_record_id(), decided_by=mine, time=time_of_day(now), date=now.date().isoformat())
        self._tell(decision)
        self.fields.what.setFocus()

    def _tell(self, decision: DecisionDraft | None) -> None:
        self.changed.emit(self._draft.with_values(decision=decision))
