"""How the session was done: where, who was near, whether the child was alone, who chose it, and that the limits were told."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.direct_work import sharing
from desktop_app.direct_work.draft import SessionDraft
from desktop_app.shell.controls import Card, Choice, Field, Notice, Small, TextField

YES_NO = (("yes", "Yes"), ("no", "No"))
ANSWER = {"yes": True, "no": False}
VALUE = {True: "yes", False: "no", None: None}
TEXTS = ("place", "present", "chosen_by", "held_pen")


class SessionFacts(QWidget):
    """`changed` carries the draft with the new answer. `fields` are the answers by the draft's names."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draft: SessionDraft | None = None
        place = TextField("Where", placeholder="Her bedroom, the school library")
        present = TextField("Who else was there, or near enough to hear")
        chosen_by = TextField("Who chose to do this")
        held_pen = TextField("Who held the pen")
        self.alone = Choice("Alone with you", YES_NO, joined=True)
        self.limits = Choice("Did you say what you must pass on?", YES_NO, joined=True)
        self.texts = dict(zip(TEXTS, (place, present, chosen_by, held_pen), strict=True))
        self.fields: dict[str, Field] = {**self.texts, "alone": self.alone, "limits_explained": self.limits}
        self._not_told = Notice(
            "warning", "Until the limits are told,", "nothing a child chooses about who may see counts."
        )
        facts = Card("How it was done", gap=16)
        for part in (place, self.alone, present, chosen_by, held_pen):
            facts.add(part)
        limits = Card("Say this first", edge="child", gap=12)
        limits.add(Small(f"“{sharing.LIMITS}”", "ink"))
        limits.add(self.limits)
        limits.add(self._not_told)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(16)
        lay.addWidget(limits)
        lay.addWidget(facts)
        lay.addStretch(1)
        for name, field in self.texts.items():
            field.changed.connect(lambda words, name=name: self._put(name, words))
        self.alone.changed.connect(lambda value: self._put("alone", ANSWER[value]))
        self.limits.changed.connect(lambda value: self._put("limits_explained", ANSWER[value]))

    def show_session(self, draft: SessionDraft) -> None:
        """Show the answers as they stand."""
        self._draft = draft
        for name, field in self.texts.items():
            if field.value() != getattr(draft, name).strip():
                field.set_value(getattr(draft, name))
        self.alone.set_value(VALUE[draft.alone])
        self.limits.set_value(VALUE[draft.limits_explained])
        self._not_told.setVisible(draft.limits_explained is False)

    def _put(self, name: str, value: object) -> None:
        if self._draft is not None:
            self._draft = msgspec.structs.replace(self._draft, **{name: value})
            self._not_told.setVisible(self._draft.limits_explained is False)
            self.changed.emit(self._draft)
