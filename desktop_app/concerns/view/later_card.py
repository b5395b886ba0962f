"""What was added later to words that stand: both readings are kept, with who wrote them and when."""

from PySide6.QtCore import Signal

from desktop_app.concerns.draft import ConcernDraft, LaterDraft
from desktop_app.concerns.queries import ConcernForm
from desktop_app.concerns.reading import LaterShown
from desktop_app.concerns.view.seen_card import SEEN, THINKS
from desktop_app.shell.controls import Body, Card, Small, Stack, TextArea


class LaterCard(Card):
    """`changed` carries the draft. Shown only where there is something."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("Added later", padding=16)
        self._draft: ConcernDraft | None = None
        self._shown: tuple[LaterShown, ...] | None = None
        self.areas: dict[str, TextArea] = {}
        self._list, self._writing = Stack(gap=12), Stack(gap=12)
        self.add(self._list)
        self.add(self._writing)

    def show_draft(self, form: ConcernForm, draft: ConcernDraft) -> None:
        """What stands, and what is being written."""
        self._draft = draft
        later = form.stands.later if form.stands is not None else ()
        if later != self._shown:
            self._shown = later
            self._list.clear()
            for one in later:
                about = self._about(form, one.about)
                self._list.add(Stack(Small(f"{about}. {one.who}, {one.when}"), Body(one.words, selectable=True), gap=2))
        wanted = [one.about for one in draft.later]
        for about in [known for known in self.areas if known not in wanted]:
            self.areas.pop(about).deleteLater()
        for begun in draft.later:
            self._show_area(form, begun)
        self.setVisible(bool(later or draft.later))

    def begin(self, about: str) -> None:
        """Add to what stands there."""
        if self._draft is None:
            return
        if about not in [one.about for one in self._draft.later]:
            self.changed.emit(self._draft.with_values(later=(*self._draft.later, LaterDraft(about))))
        if about in self.areas:
            self.areas[about].setFocus()

    def _show_area(self, form: ConcernForm, one: LaterDraft) -> None:
        if one.about not in self.areas:
            area = self.areas[one.about] = TextArea(
                f"Add to or correct: {self._about(form, one.about)}", hint="What stands stays as it is", lines=2
            )
            area.changed.connect(lambda _, about=one.about: self._typed(about))
            self._writing.add(area)
        area = self.areas[one.about]
        if area.value() != one.words.strip():
            area.set_value(one.words)

    def _typed(self, about: str) -> None:
        if self._draft is None:
            return
        words = self.areas[about].paper.toPlainText()
        later = tuple(LaterDraft(about, words) if one.about == about else one for one in self._draft.later)
        self.changed.emit(self._draft.with_values(later=later))

    def _about(self, form: ConcernForm, about: str) -> str:
        if about in (SEEN, THINKS):
            return "What was seen" if about == SEEN else "What the worker makes of it"
        stands = form.stands
        if stands is None:
            return "This concern"
        for one in stands.marks:
            if one.key == about:
                return f"Mark {one.mark.number}, {one.mark.part[:1].lower()}{one.mark.part[1:]}"
        return next((f"What {said.who} said" for key, said in stands.said if key == about), "This concern")
