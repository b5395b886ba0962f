"""Where everything in a row of a list stands: in columns while there is room, else as lines beneath its title.

Worked out once for a row, a width and a text size; painting then only draws.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat, QTextLayout

from desktop_app.shell import fonts, tokens
from desktop_app.shell.controls.rows import Cell, Column, ListRow
from desktop_app.shell.shown_words import as_shown, breakable

PADDING, GAP = 16, 12
REST = 170  # for the state and the chevron, after the columns
QUOTED_GAP = 4
WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class Arrangement:
    """How rows stand at one width: `folded` when the columns do not fit and become lines."""

    columns: tuple[Column, ...]
    width: int
    least: int
    under_bar: int = 0  # the part at the right that lies under the scroll bar

    @property
    def folded(self) -> bool:
        """Whether the columns have become lines."""
        scale = tokens.current().scale
        return bool(self.columns) and self.width < (sum(column.width for column in self.columns) + 60) * scale

    @property
    def in_columns(self) -> bool:
        """Whether there are columns, side by side."""
        return bool(self.columns) and not self.folded

    def starts(self) -> list[int]:
        """Where each column begins; wider windows widen the columns."""
        scale = tokens.current().scale
        whole = sum(column.width for column in self.columns) * scale
        wider = max(1.0, (self.width - 2 * PADDING - REST * scale) / whole)
        at, found = float(PADDING), []
        for column in self.columns:
            found.append(round(at))
            at += column.width * scale * wider
        return found


@dataclass(frozen=True)
class Words:
    """Words in a role and a token's colour, in a box counted from the row's top left corner."""

    said: str
    role: str
    colour: str
    box: QRectF
    flags: int = int(WRAP)
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Icon:
    """An icon in a token's colour with its top left corner."""

    name: str
    colour: str
    x: float
    y: float


@dataclass(frozen=True)
class Composed:
    """A row, ready to be drawn."""

    height: int
    words: tuple[Words, ...]
    icons: tuple[Icon, ...]


def _icon_size() -> int:
    return tokens.current().px(tokens.ICON)


def _wide(said: str, role: str) -> int:
    return QFontMetrics(fonts.font(role)).horizontalAdvance(as_shown(said)) + 2 if said else 0


def _tall(said: str, role: str, width: float) -> int:
    if not said:
        return 0
    room = QRect(0, 0, max(40, int(width)), 10000)
    return QFontMetrics(fonts.font(role)).boundingRect(room, WRAP, fitted(said, role, width)).height()


def fitted(said: str, role: str, width: float) -> str:
    """Words as they are drawn in a width: a name that is longer breaks, it is never cut off."""
    return breakable(as_shown(said), fonts.font(role), max(40, int(width)))


def quoted(words: str, strong: tuple[tuple[int, int], ...], width: float) -> tuple[QTextLayout, int]:
    """Words with some of them bold, laid out in a width, and how high they stand."""
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    spans = []
    for start, end in strong:
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = start, end - start, bold
        spans.append(span)
    layout = QTextLayout(words, fonts.font("body"))
    layout.setFormats(spans)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout, round(top + 0.5)


class _Composer:
    """Puts one row together: first how high it is, then where each part stands."""

    def __init__(self, row: ListRow, plan: Arrangement) -> None:
        self.row, self.plan = row, plan
        self.words: list[Words] = []
        self.icons: list[Icon] = []
        self.title_role = "row title" if row.cells else "row"
        self.tail = self._tail()
        self.state_below = bool(row.state.words) and self.tail > plan.width * 0.45
        self.lead = self._lead()
        self.width = self._title_width()
        self.title_height = _tall(row.title, self.title_role, self.width)
        self.second_height = _tall(row.second, "second", self.width)
        self.quoted_height = quoted(row.quoted, row.strong, self.width)[1] + QUOTED_GAP if row.quoted else 0
        self.lines = self._lines()

    def _lead(self) -> int:
        """Room for what stands before the title."""
        if self.row.name:
            return tokens.current().px(40) + GAP
        return _icon_size() + GAP if self.row.icon else 0

    def _tail(self) -> int:
        """Room for what stands at the right end."""
        room = _icon_size() + GAP if self.row.opens else 0
        if self.row.state.words:
            room += _wide(self.row.state.words, "second strong") + GAP
            room += _icon_size() + 8 if self.row.state.icon else 0
        return room

    def _title_width(self) -> int:
        if self.plan.in_columns:
            starts = self.plan.starts()
            right = starts[1] if len(starts) > 1 else self.plan.width
            return right - starts[0] - self.lead - GAP
        tail = (_icon_size() + GAP if self.row.opens else 0) if self.state_below else self.tail
        return self.plan.width - self.plan.under_bar - 2 * PADDING - self.lead - tail

    def _cell_height(self, cell: Cell, width: float) -> int:
        return _tall(cell.words, _role(cell), width - (_icon_size() + 8 if cell.icon else 0))

    def _lines(self) -> list[tuple[int, list[tuple[Cell, int, int]]]]:
        """What stands beneath the second line: (height, cells with start and width), a new line when one is full."""
        below = [cell for cell in self.row.cells if cell.words] if self.plan.folded else []
        if self.state_below:
            below.append(self.row.state)
        lines: list[list[tuple[Cell, int, int]]] = []
        for cell in below:
            needs = min(self.width, _wide(cell.words, _role(cell)) + (_icon_size() + 8 if cell.icon else 0))
            start = lines[-1][-1][1] + lines[-1][-1][2] + 2 * GAP if lines else self.width
            if start + needs > self.width:
                lines.append([])
                start = 0
            lines[-1].append((cell, start, needs))
        return [(max(self._cell_height(cell, room) for cell, _, room in line) + 4, line) for line in lines]

    def _columns(self) -> list[tuple[Cell, int, int]]:
        if not self.plan.in_columns:
            return []
        starts = self.plan.starts()
        end = self.plan.width - self.plan.under_bar - PADDING - self.tail
        ends = [start - GAP for start in starts[2:]] + [end]
        return [(cell, at, to - at) for cell, at, to in zip(self.row.cells, starts[1:], ends, strict=False)]

    def compose(self) -> Composed:
        """The row, ready to be drawn."""
        columns = self._columns()
        whole = self.title_height + self.second_height + self.quoted_height + sum(height for height, _ in self.lines)
        needed = max([whole, *(self._cell_height(cell, room) for cell, _, room in columns)])
        least = self.plan.least if self.row.second or self.row.cells else tokens.TARGET
        height = max(least, needed + 17)
        self._put_title((height - whole) / 2)
        for cell, start, room in columns:
            self._put_cell(cell, QRectF(start, 0, room, height))
        if self.row.icon and not self.row.name:
            self.icons.append(Icon(self.row.icon, self.row.icon_colour, PADDING, (height - _icon_size()) / 2))
        self._put_tail(height)
        return Composed(height, tuple(self.words), tuple(self.icons))

    def _put_title(self, top: float) -> None:
        x = PADDING + self.lead
        room = self.width + 2
        self.words.append(Words(self.row.title, self.title_role, "ink", QRectF(x, top, room, self.title_height + 2)))
        top += self.title_height
        if self.row.second:
            self.words.append(Words(self.row.second, "second", "muted", QRectF(x, top, room, self.second_height + 2)))
            top += self.second_height
        if self.row.quoted:
            box = QRectF(x, top + QUOTED_GAP, self.width, self.quoted_height)
            self.words.append(Words(self.row.quoted, "body", "ink", box, strong=self.row.strong))
            top += self.quoted_height
        for height, line in self.lines:
            for cell, start, wide in line:
                self._put_cell(cell, QRectF(x + start, top + 2, wide, height))
            top += height

    def _put_cell(self, cell: Cell, box: QRectF) -> None:
        if cell.icon:
            y = box.y() + (box.height() - _icon_size()) / 2
            self.icons.append(Icon(cell.icon, cell.icon_colour or cell.colour, box.x(), y))
            box = box.adjusted(_icon_size() + 8, 0, 0, 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(WRAP)
        self.words.append(Words(cell.words, _role(cell), cell.colour, box, flags))

    def _put_tail(self, height: int) -> None:
        x: float = self.plan.width - PADDING - self.plan.under_bar
        middle = (height - _icon_size()) / 2
        if self.row.opens:
            x -= _icon_size()
            self.icons.append(Icon("chevron-right", "muted", x + 4, middle))
            x -= GAP
        state = self.row.state
        if not state.words or self.state_below:
            return
        wide = _wide(state.words, "second strong")
        box = QRectF(x - wide, 0, wide, height)
        self.words.append(Words(state.words, "second strong", state.colour, box, int(Qt.AlignmentFlag.AlignVCenter)))
        if state.icon:
            self.icons.append(Icon(state.icon, state.icon_colour or state.colour, x - wide - 8 - _icon_size(), middle))


def _role(cell: Cell) -> str:
    return "button" if cell.strong else "body"


def compose(row: ListRow, plan: Arrangement) -> Composed:
    """Where everything in `row` stands."""
    return _Composer(row, plan).compose()
