"""What the child said and drew in this session, as the worker reads it afterwards; it can be covered at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.direct_work.draft import Said, SessionDraft
from desktop_app.direct_work.houses import House, first_touched_first, name_of, strokes_of
from desktop_app.direct_work.sharing import tag
from desktop_app.direct_work.view.drawing_picture import DrawingPicture
from desktop_app.shell.controls import (
    Card,
    ChildsWords,
    Divider,
    FlowRow,
    Row,
    SecondaryButton,
    Small,
    Stack,
    Tag,
    Text,
)

WRITTEN_WRONGLY = (
    "Was something written down wrongly? Hand the laptop over again, so that it is read back as it stands then. Once it is in "
    "the record it is put right under Their voice, and both readings stay."
)


class SessionWords(QWidget):
    """House by house, the one touched first before the others. `moved` carries the record id of words that were never

    read back and go to what the worker saw.
    """

    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._card = Card("What was said and drawn", gap=12)
        self._shown: tuple[object, ...] = ()
        self.move_buttons: dict[bytes, SecondaryButton] = {}
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._card)

    def show_session(self, draft: SessionDraft, names: dict[str, str]) -> None:
        """Show what the draft holds; names: {person key: name}."""
        shows = (draft.said, draft.strokes, draft.houses, draft.drawings_may_see, draft.started_with, names)
        if shows == self._shown:
            return
        self._shown = shows
        self._card.clear()
        self.move_buttons = {}
        drawn, parts = draft.drawn(), 0
        for house in first_touched_first(draft.started_with):
            said = [one for one in draft.said if one.house == house.value and one.words.strip()]
            strokes = strokes_of(house, drawn)
            if said or strokes:
                if parts:
                    self._card.add(Divider())
                parts += 1
                self._card.add(self._house(house, draft, said, names))
        if draft.said:
            self._card.add(Small(WRITTEN_WRONGLY))
        if not draft.said and not drawn:
            self._card.add(Small("Nothing yet. It stands here when the laptop comes back to you."))

    def _house(self, house: House, draft: SessionDraft, said: list[Said], names: dict[str, str]) -> QWidget:
        name = name_of(house, draft.houses)
        words = Stack(gap=8)
        started = ", begun with" if draft.started_with == house.value else ""
        words.add(Text(f"{name}{started}", "row title"))
        for one in said:
            words.add(self._said(one, names))
        strokes = strokes_of(house, draft.drawn())
        if not strokes:
            return words
        chosen = draft.drawings_may_see.get(house.value)
        shown = tag(chosen, None, names)
        words.add(FlowRow(Small("The drawing:", wrap=False), Tag(shown.words, shown.tone, shown.icon), gap=8))
        return Row(words, DrawingPicture(f"Drawing in {name}", strokes), gap=16, grows=0)

    def _said(self, one: Said, names: dict[str, str]) -> QWidget:
        part = Stack(ChildsWords(f"“{one.words.strip()}”"), gap=6)
        if one.counts:
            shown = tag(one.may_see, None, names)
            part.add(FlowRow(Tag("Read back: yes", "well", "check"), Tag(shown.words, shown.tone, shown.icon), gap=8))
            return part
        button = SecondaryButton("Move to what I saw and heard", "arrow-right")
        button.clicked.connect(lambda _on, record=one.record: self.moved.emit(record))
        self.move_buttons[one.record] = button
        part.add(FlowRow(Tag("Not read back, so no quote", "warn", "ear"), gap=8))
        part.add(FlowRow(button, gap=8))
        return part
