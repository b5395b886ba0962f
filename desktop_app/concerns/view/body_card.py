"""What was seen, and where: the body map of each child with its marks in words, or the one mark that is being described."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.kinds.concerns import BodyMark, Spot
from desktop_app.concerns.body import CHILD, FIGURES, part_at
from desktop_app.concerns.draft import ConcernDraft, MarkDraft, new_key
from desktop_app.concerns.queries import ConcernForm
from desktop_app.concerns.reading import looks_of
from desktop_app.concerns.view.body_map import BodyMap, Shown
from desktop_app.concerns.view.mark_editor import MarkEditor
from desktop_app.concerns.view.mark_line import MarkLine
from desktop_app.shell.controls import (
    Card,
    Chip,
    Choice,
    FlowRow,
    Heading,
    Row,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
)

DRAWN_AS_CHILD = "child"
NONE_YET = "Press on the body where the mark is, or press Mark and choose the part from a list. Right and left are the child’s own."
Line = tuple[str, int, str, str, tuple[tuple[str, str], ...], bool]
"""key, number, part, what it looks like, (who, words) that explain it, whether it stands in the record."""


class BodyCard(Card):
    """`changed` carries the draft; `words_asked` the key of a mark of which somebody said something; `later_asked` that of
    one that stands in the record and is to be added to."""

    changed = Signal(object)
    words_asked = Signal(str)
    later_asked = Signal(str)

    def __init__(self, form: ConcernForm) -> None:
        super().__init__(padding=16)
        self._form, self._draft = form, form.draft
        self._lines: tuple[Line, ...] | None = None
        self._names: tuple[tuple[str, str], ...] = ()
        self.chips: dict[str, Chip] = {}
        self.new = SecondaryButton("Mark", "plus", says="Mark a place on the body")
        self.new.clicked.connect(lambda: self._begin("", 0, 0))
        self._whose = FlowRow(gap=8)
        self.map = BodyMap()
        self.map.placed.connect(self._begin)
        self.map.opened.connect(self._open)
        self.figure = Choice(
            "Figure", [(one or DRAWN_AS_CHILD, words) for one, words in FIGURES], joined=True, label_shown=False
        )
        self.figure.changed.connect(self._choose_figure)
        self._none_yet = Small(NONE_YET)
        self._list = Stack(gap=12)
        self.editor = MarkEditor()
        self.editor.changed.connect(self._keep)
        self.editor.done.connect(lambda _: self._close())
        self.editor.words_asked.connect(self.words_asked)
        self.editor.taken_away.connect(self._take_away)
        self._seeing = Stack(self.map, self.figure, self._none_yet, self._list, gap=12)
        heading = Row(Heading("What was seen, and where"), self.new, grows=0)
        for part in (heading, self._whose, self._seeing, self.editor):
            self.add(part)
        self.editor.hide()

    # -- what is shown ----------------------------------------------------------------------------------------------

    def show_draft(self, form: ConcernForm, draft: ConcernDraft) -> None:
        """Everything as it stands."""
        self._form, self._draft = form, draft
        open_one = self.open_mark()
        self._show_whose()
        lines = self._lines_now()
        figure = form.figure_of(draft, draft.body)
        shown = [
            _drawn(key, mark, mark.spot) for key, mark, _ in self._marks() if mark.spot and mark.spot.figure == figure
        ]
        called = self._called(draft.body)
        able = form.may_write and bool(draft.files)
        self.map.show_marks(called, figure, shown, open_one.key if open_one else "", is_able=able)
        self.figure.set_value(figure or DRAWN_AS_CHILD)
        self.figure.setVisible(able)
        self.new.setVisible(able and open_one is None)
        self._none_yet.setVisible(not lines and able)
        if lines != self._lines:
            self._lines = lines
            self._show_lines(lines)
        self._seeing.setVisible(open_one is None)
        self.editor.setVisible(open_one is not None)
        if open_one is not None:
            self.editor.show_mark(open_one, self._called(open_one.file))

    def open_mark(self) -> MarkDraft | None:
        """The mark that is being described."""
        return next((one for one in self._draft.marks if self._draft.at == f"mark:{one.key}"), None)

    def _called(self, file: str) -> str:
        return next((child.called for child in self._form.children if child.file == file), "the child")

    def _show_whose(self) -> None:
        """Whose body it is, where it is about several children."""
        names = tuple((file, self._called(file)) for file in self._draft.files)
        if names != self._names:
            self._names, self.chips = names, {}
            self._whose.clear()
            for file, called in names:
                chip = self.chips[file] = Chip(f"{called}’s body")
                chip.changed.connect(lambda _, file=file: self._tell(self._draft.with_values(body=file, at="")))
                self._whose.add(chip)
        for file, chip in self.chips.items():
            chip.set_value(file == self._draft.body)
        self._whose.setVisible(len(names) > 1)

    def _marks(self) -> list[tuple[str, BodyMark, bool]]:
        """(key, mark, whether it stands in the record) of the child whose body is shown."""
        stands = self._form.stands.marks if self._form.stands is not None else ()
        found = [(one.key, one.mark, True) for one in stands if one.file == self._draft.body]
        return [*found, *((one.key, _as_mark(one), False) for one in self._draft.marks if one.file == self._draft.body)]

    def _lines_now(self) -> tuple[Line, ...]:
        said = [(one.mark, one.who, one.words) for one in self._draft.said]
        if self._form.stands is not None:
            said = [(one.mark, one.who, one.words) for _, one in self._form.stands.said] + said
        return tuple(
            (
                key,
                mark.number,
                mark.part or "Part not chosen yet",
                " ".join(part for part in (looks_of(mark), self._elsewhere(mark)) if part),
                tuple((who, words) for about, who, words in said if about == key and words.strip()),
                stands,
            )
            for key, mark, stands in self._marks()
        )

    def _elsewhere(self, mark: BodyMark) -> str:
        """On which figure a mark lies that is not drawn now; it keeps its place there."""
        if mark.spot is None or mark.spot.figure == self._form.figure_of(self._draft, self._draft.body):
            return ""
        called = dict(FIGURES).get(mark.spot.figure, mark.spot.figure)
        return f"Drawn on the figure of a {called[:1].lower()}{called[1:]}."

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        """Two beside each other where there is room."""
        self._list.clear()
        made: list[QWidget] = []
        for key, number, part, looks, explained, stands in lines:
            line = MarkLine(number, part, looks, explained, "Add to this" if stands else "Change")
            line.opened.connect(
                lambda key=key, stands=stands: self.later_asked.emit(key) if stands else self._open(key)
            )
            made.append(line)
        for at in range(0, len(made), 2):
            pair = made[at : at + 2]
            self._list.add(SplitColumns(*pair, *([Stack()] if len(pair) == 1 else []), least=380))
        self._list.setVisible(bool(made))

    # -- what the worker does ---------------------------------------------------------------------------------------

    def _begin(self, side: str, x: int, y: int) -> None:
        """A new mark: where it was pressed, or at a part that is chosen next."""
        stands = self._form.stands.marks if self._form.stands is not None else ()
        numbers = [one.mark.number for one in stands if one.file == self._draft.body]
        numbers += [one.number for one in self._draft.marks if one.file == self._draft.body]
        figure = self._form.figure_of(self._draft, self._draft.body)
        part = part_at(figure, side, x, y).words if side else ""
        number = max(numbers, default=0) + 1
        mark = MarkDraft(new_key(), self._draft.body, number, part, side, x, y, figure=figure)
        self._tell(self._draft.with_values(marks=(*self._draft.marks, mark), at=f"mark:{mark.key}"))
        (self.editor.mark if side else self.editor.part).setFocus()

    def _choose_figure(self, value: str) -> None:
        """Another shape of the same body; the marks stay on the one they were put on."""
        figure = CHILD if value == DRAWN_AS_CHILD else value
        self._tell(self._draft.with_values(figures={**self._draft.figures, self._draft.body: figure}))

    def _open(self, key: str) -> None:
        if any(one.key == key for one in self._draft.marks):
            self._tell(self._draft.with_values(at=f"mark:{key}"))
            self.editor.part.setFocus()

    def _keep(self, mark: MarkDraft) -> None:
        marks = tuple(mark if one.key == mark.key else one for one in self._draft.marks)
        self._tell(self._draft.with_values(marks=marks))

    def _close(self) -> None:
        self._tell(self._draft.with_values(at=""))
        self.new.setFocus()

    def _take_away(self, key: str) -> None:
        """The words said about it stay, about the concern as a whole."""
        left = [one for one in self._draft.marks if one.key != key]
        gone = next((one for one in self._draft.marks if one.key == key), None)
        again = [
            msgspec.structs.replace(one, number=one.number - 1)
            if gone and one.file == gone.file and one.number > gone.number
            else one
            for one in left
        ]
        said = tuple(msgspec.structs.replace(one, mark="") if one.mark == key else one for one in self._draft.said)
        self._tell(self._draft.with_values(marks=tuple(again), said=said, at=""))
        self.new.setFocus()

    def _tell(self, draft: ConcernDraft) -> None:
        self.changed.emit(draft)


def _drawn(key: str, mark: BodyMark, spot: Spot) -> Shown:
    return Shown(key, mark.number, spot.side, spot.x, spot.y, f"{mark.part}, {looks_of(mark)}")


def _as_mark(one: MarkDraft) -> BodyMark:
    spot = Spot(one.side, one.x, one.y, one.figure) if one.side else None
    return BodyMark(one.number, one.part, spot, one.mark, one.looks, one.size_cm, one.colour, one.seen)
