"""What is still to do before leaving, what is not to be done, and that it goes first."""

from PySide6.QtCore import Signal

from casework.wording import in_a_row
from desktop_app.concerns.draft import ConcernDraft
from desktop_app.concerns.queries import ConcernForm
from desktop_app.shell.controls import Body, Card, Notice, Picture, Row, Stack, Tick

WHO_ELSE, OTHERS_SEEN, CHILD_TOLD = "who_else", "others_seen", "child_told"
GOES_FIRST = "It goes before anything else when you are connected."
NOT_NOW = (
    "No photographs of a mark, unless your authority’s policy says so.",
    "Do not look under clothes, and do not ask a child to undress. A doctor does that.",
    "Do not ask a question that holds its answer. Say “Tell me about that.”",
    "Do not promise to keep it secret.",
    "What you think stays apart from what you saw and heard.",
)


class ToDoCard(Card):
    """`changed` carries the draft."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("Still to do", padding=16, gap=8)
        self._draft: ConcernDraft | None = None
        self.ticks = {what: Tick("") for what in (WHO_ELSE, OTHERS_SEEN, CHILD_TOLD)}
        for what, tick in self.ticks.items():
            tick.changed.connect(lambda on, what=what: self._tick(what, on=on))
            self.add(tick)
        self.goes_first = Notice("info", "Goes first.", GOES_FIRST)
        self.add(self.goes_first)

    def show_draft(self, form: ConcernForm, draft: ConcernDraft) -> None:
        """What is ticked, here or in the record."""
        self._draft = draft
        done = (dict(form.stands.to_do) if form.stands is not None else {}) | draft.to_do
        called = [child.called for child in form.children if child.file in draft.files]
        others = [child.called for child in form.children if child.file not in draft.files]
        self.ticks[WHO_ELSE].set_words("Who else is in the home now?")
        self.ticks[OTHERS_SEEN].set_words(f"{in_a_row(others)} seen and spoken with?")
        self.ticks[OTHERS_SEEN].setVisible(bool(others))
        self.ticks[CHILD_TOLD].set_words(f"{in_a_row(called) or 'The child'} told what happens next")
        for what, tick in self.ticks.items():
            tick.set_value(done.get(what, False))
            tick.setEnabled(form.may_write)
        is_sent = form.stands is not None and not form.stands.unsent
        self.goes_first.setVisible(not is_sent)

    def _tick(self, what: str, *, on: bool) -> None:
        if self._draft is not None:
            self.changed.emit(self._draft.with_values(to_do=self._draft.to_do | {what: on}))


class NotNowCard(Card):
    """What is not to be done now."""

    def __init__(self) -> None:
        super().__init__("Please do not", edge="quiet", padding=16, gap=8)
        for words in NOT_NOW:
            self.add(Row(Stack(Picture("ban", "muted", 18), gap=0), Body(words, "muted"), gap=10, grows=1))
