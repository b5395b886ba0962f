"""Shared words: written once, each sentence saying which children it is about; the next one is written at the foot."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop_app.shell.controls import (
    Card,
    Divider,
    IconButton,
    Row,
    Small,
    Stack,
    Text,
    TextArea,
    bring_into_sight,
    scrolling,
)
from desktop_app.visits.draft import SharedSentence, VisitChild, VisitDraft
from desktop_app.visits.queries import KnownPerson
from desktop_app.visits.view.places import Places
from desktop_app.visits.view.sentence_line import SentenceLine


class SharedWordsCard(Card):
    """`changed` carries every sentence; `begun` the words of the next one, as they are typed; `added` that it is whole."""

    changed = Signal(object)
    begun = Signal(str)
    added = Signal()

    def __init__(self, children: tuple[VisitChild, ...], people: tuple[KnownPerson, ...] = ()) -> None:
        super().__init__(divided=True)
        self._children, self._people = children, people
        self._lines: dict[bytes, SentenceLine] = {}
        self._sentences = Stack(gap=0)
        self._sentences.body.setStretch(0, 1)  # the room that is left lies beneath the last sentence, not within each
        self._room = QVBoxLayout()
        self._room.setContentsMargins(0, 0, 0, 0)
        self._area: QScrollArea | None = None
        self.next = TextArea(
            "Write the next sentence", placeholder="Write the next sentence", lines=1, label_shown=False
        )
        self.next.paper.installEventFilter(self)
        self.next.changed.connect(self.begun)
        self.add_button = IconButton("plus", "Add this sentence")
        self.add_button.clicked.connect(self._add)
        self.add(self._top())
        holder = QWidget()
        holder.setLayout(self._room)
        self.add(holder, 1)
        foot = Row(self.next, self.add_button, gap=4, grows=0)
        foot.body.setContentsMargins(16, 12, 12, 12)
        self.add(foot)
        self.set_scrolls(scrolls=True)

    def _top(self) -> QWidget:
        several = len(self._children) > 1
        title = "Shared words" if several else "What you saw and heard"
        said = "Write once. Say which children each sentence is about." if several else "One sentence after the other."
        top = Stack(Text(title, "section"), Small(said), gap=0)
        top.body.setContentsMargins(16, 12, 16, 8)
        return top

    def set_scrolls(self, *, scrolls: bool) -> None:
        """Beside the form its sentences scroll by themselves; beneath it they go with the page."""
        if scrolls == (self._area is not None):
            return
        if self._area is None:
            self._area = scrolling(self._sentences)
            self._room.addWidget(self._area)
        else:
            self._area.takeWidget()
            self._room.removeWidget(self._area)
            self._area.deleteLater()
            self._area = None
            self._room.addWidget(self._sentences)
            self._sentences.show()

    def show_draft(self, draft: VisitDraft) -> None:
        """Every sentence in its order, and the one that is being written."""
        for group in set(self._lines) - {sentence.group for sentence in draft.shared}:
            line = self._lines.pop(group)
            line.hide()
            line.deleteLater()
        for sentence in draft.shared:
            if sentence.group in self._lines:
                self._lines[sentence.group].show_sentence(sentence)
            else:
                self._put_line(sentence)
        if draft.next_sentence.strip() != self.next.value():
            self.next.set_value(draft.next_sentence)

    def lines(self) -> list[SentenceLine]:
        """The sentences, in their order."""
        return list(self._lines.values())

    def places(self) -> Places:
        """Its fields by name; a sentence by what makes it one."""
        found: dict[tuple[str, str], QWidget] = {("next_sentence", ""): self.next}
        return found | {("shared", group.hex()): line.words for group, line in self._lines.items()}

    def _put_line(self, sentence: SharedSentence) -> None:
        line = self._lines[sentence.group] = SentenceLine(sentence, self._children, self._people)
        line.body.addWidget(Divider())
        line.changed.connect(self._tell)
        self._sentences.add(line)

    def _tell(self) -> None:
        self.changed.emit(tuple(line.sentence for line in self._lines.values()))

    def _add(self) -> None:
        if self.next.value():
            self.added.emit()
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self._show_last)  # when the new line has its place

    def _show_last(self) -> None:
        if self._lines:
            bring_into_sight(list(self._lines.values())[-1])
            bring_into_sight(self.next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter ends the sentence, as a full stop would; with Shift it begins a line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._add()
                return True
        return super().eventFilter(watched, event)
