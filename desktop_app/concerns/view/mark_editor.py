"""One mark while it is described: where exactly, what kind, how large, which colour; seen, or told and not looked at."""

import msgspec
from PySide6.QtCore import Signal

from desktop_app.concerns.body import PARTS, part_at, part_by_key, part_called
from desktop_app.concerns.draft import MARKS, MarkDraft
from desktop_app.concerns.view.part_zoom import PartZoom
from desktop_app.shell.controls import (
    Choice,
    Dropdown,
    FlowRow,
    Heading,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
    TextArea,
    TextField,
)

NOTE = "Right and left are the child’s own. Describe what you see; a doctor says what it comes from."
SEEN = (("seen", "I saw it"), ("told", "Told, I did not look"))


class MarkEditor(Stack):
    """`changed` carries the mark after every letter and press; `done`, `words_asked` and `taken_away` its key."""

    changed = Signal(object)
    done = Signal(str)
    words_asked = Signal(str)
    taken_away = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=12)
        self._mark: MarkDraft | None = None
        self._is_filling = False  # what is filled in is not typed: half of it would be another mark's
        self.title = Heading("", 3)
        self.zoom = PartZoom()
        answers = [(part.key, f"{part.words} ({part.side})" if part.x == 0 else part.words) for part in PARTS]
        self.part = Dropdown("Which part of the body?", answers)
        self.seen = Choice("Did you see it?", SEEN)
        self.mark = Dropdown("What kind of mark?", [(one, one) for one in MARKS])
        self.looks = TextArea("Shape, edges, a pattern", lines=1)
        self.size_cm = TextField("Size in cm", placeholder="For example 2, or 4 by 1")
        self.colour = TextField("Colour, in words", placeholder="For example yellow-green")
        self._finish = PrimaryButton("Done", "check")
        self._words = SecondaryButton("What was said about it", "message-circle")
        self._away = QuietButton("Take it away", "trash-2")
        self.add(self.title)
        self.add(SplitColumns(Stack(self.part, self.mark), Stack(Small("Where exactly"), self.zoom, gap=4), least=380))
        self.add(self.seen)
        for part in (SplitColumns(self.size_cm, self.colour, least=380), self.looks):
            self.add(part)
        self.add(FlowRow(self._finish, self._words, self._away))
        self.add(Small(NOTE))
        self._connect()

    def _connect(self) -> None:
        self.part.changed.connect(self._choose_part)
        self.zoom.moved.connect(self._move)
        for field in (self.seen, self.mark, self.looks, self.size_cm, self.colour):
            field.changed.connect(lambda *_: self._told())
        self._finish.clicked.connect(lambda: self._emit(self.done))
        self._words.clicked.connect(lambda: self._emit(self.words_asked))
        self._away.clicked.connect(lambda: self._emit(self.taken_away))

    def show_mark(self, mark: MarkDraft, whose: str) -> None:
        """Fill in what is kept; what is typed at this moment stays as it is."""
        self._mark, self._is_filling = mark, True
        self.title.set_words(f"Mark {mark.number} on {whose}")
        part = part_called(mark.part)
        if (part.key if part else None) != self.part.value():
            self.part.set_value(part.key if part else None)
        self.zoom.show_place(mark.figure, mark.side, mark.x, mark.y)
        self.seen.set_value("seen" if mark.seen else "told")
        if self.mark.value() != (mark.mark or None):
            self.mark.set_value(mark.mark or None)
        for field, kept in ((self.looks, mark.looks), (self.size_cm, mark.size_cm), (self.colour, mark.colour)):
            if field.value() != kept.strip():
                field.set_value(kept)
        self._is_filling = False

    def _told(self, **more: object) -> None:
        if self._mark is None or self._is_filling:
            return
        self._mark = msgspec.structs.replace(
            self._mark,
            seen=self.seen.value() != "told",
            mark=self.mark.value() or "",
            looks=self.looks.paper.toPlainText(),
            size_cm=self.size_cm.line.text(),
            colour=self.colour.line.text(),
            **more,
        )
        self.changed.emit(self._mark)

    def _choose_part(self, key: str) -> None:
        """From the list: the mark stands in its middle, until it is moved."""
        part = part_by_key(self._mark.figure, key) if self._mark is not None else None
        if part is not None:
            self._told(part=part.words, side=part.side, x=part.x, y=part.y)

    def _move(self, x: int, y: int) -> None:
        if self._mark is not None and self._mark.side:
            self._told(x=x, y=y, part=part_at(self._mark.figure, self._mark.side, x, y).words)

    def _emit(self, signal: object) -> None:
        if self._mark is not None:
            signal.emit(self._mark.key)  # type: ignore[attr-defined]
