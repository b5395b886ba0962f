"""What was seen in words, and apart from it what the worker makes of it; fixed once it stands in the record."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.wording import in_a_row
from desktop_app.concerns.draft import ConcernDraft
from desktop_app.concerns.queries import ConcernForm
from desktop_app.shell.controls import Body, Card, FlowRow, Stack, Text, TextArea, TextLink

SEEN, THINKS = "seen", "thinks"
TITLES = {SEEN: "What you saw, in words", THINKS: "What do you make of it? (kept apart)"}


class SeenCard(Card):
    """One of the two. `changed` carries the draft; `later_asked` what is to be added to."""

    changed = Signal(object)
    later_asked = Signal(str)

    def __init__(self, form: ConcernForm, field: str) -> None:
        super().__init__(padding=16, edge="quiet" if field == THINKS else "plain")
        self._draft, self._field = form.draft, field
        self.area = TextArea(TITLES[field], lines=2)
        self.area.changed.connect(self._typed)
        self._stands = Body("", selectable=True)
        link = TextLink("Add to this", says=f"Add to: {TITLES[field]}")
        link.clicked.connect(lambda: self.later_asked.emit(field))
        self._fixed: QWidget = Stack(Text(TITLES[field], "button"), self._stands, FlowRow(link), gap=4)
        self.add(self.area)
        self.add(self._fixed)

    def show_draft(self, form: ConcernForm, draft: ConcernDraft) -> None:
        """Typed here, or as it stands."""
        self._draft = draft
        stands = form.stands
        self.area.setVisible(stands is None)
        self._fixed.setVisible(stands is not None)
        if stands is not None:
            words = stands.seen if self._field == SEEN else stands.thinks
            self._stands.set_words(words or "Nothing was written here.")
            return
        if self._field == SEEN:
            names = [f"{child.called}’s" for child in form.children if child.file in draft.files]
            several = f"These words go into {in_a_row(names)} files." if len(names) > 1 else ""
            self.area.set_hint(several or "No guess at what it comes from")
        kept = draft.seen if self._field == SEEN else draft.thinks
        if self.area.value() != kept.strip():
            self.area.set_value(kept)

    def _typed(self, _words: str) -> None:
        self.changed.emit(self._draft.with_values(**{self._field: self.area.paper.toPlainText()}))
