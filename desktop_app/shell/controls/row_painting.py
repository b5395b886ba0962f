"""How a row of a list is measured and painted: in columns while there is room, else as lines beneath its title."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.rows import Cell, Column, ListRow
from desktop_app.shell.controls.states import initials, paint_avatar

PADDING, GAP = 16, 12
REST = 170  # for the state and the chevron, after the columns
_WRAP = Qt.TextFlag.TextWordWrap


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

    def starts(self) -> list[int]:
        """Where each column begins."""
        room = self.width - 2 * PADDING
        scale = tokens.current().scale
        whole = sum(column.width for column in self.columns) * scale
        wider = max(1.0, (room - REST * scale) / whole)
        at, found = float(PADDING), []
        for column in self.columns:
            found.append(round(at))
            at += column.width * scale * wider
        return found


def _lead(row: ListRow) -> int:
    """Width of what stands before the title."""
    look = tokens.current()
    if row.name:
        return look.px(40) + GAP
    return look.px(20) + GAP if row.icon else 0


def _tail(row: ListRow) -> int:
    """Width of what stands at the right end."""
    look = tokens.current()
    width = look.px(20) + GAP if row.opens else 0
    if row.state.words:
        width += QFontMetrics(fonts.font("second strong")).horizontalAdvance(row.state.words) + GAP
        width += look.px(20) + 8 if row.state.icon else 0
    return width


def _height_of(words: str, role: str, width: int) -> int:
    if not words:
        return 0
    return QFontMetrics(fonts.font(role)).boundingRect(QRect(0, 0, max(40, width), 10000), _WRAP, words).height()


def _title_width(row: ListRow, plan: Arrangement) -> int:
    if plan.columns and not plan.folded:
        starts = plan.starts()
        right = starts[1] if len(starts) > 1 else plan.width
        return right - starts[0] - _lead(row) - GAP
    tail = 0 if _state_below(row, plan) else _tail(row)
    if tail == 0 and row.opens:
        tail = tokens.current().px(20) + GAP
    return plan.width - plan.under_bar - 2 * PADDING - _lead(row) - tail


def _cell_rooms(row: ListRow, plan: Arrangement) -> list[tuple[Cell, int, int]]:
    """Each cell with where it begins and how wide it may be, its icon included."""
    starts = plan.starts()
    end = plan.width - plan.under_bar - PADDING - _tail(row)
    ends = [start - GAP for start in starts[2:]] + [end]
    return [(cell, start, stop - start) for cell, start, stop in zip(row.cells, starts[1:], ends, strict=False)]


def _cell_height(cell: Cell, width: int) -> int:
    icon = tokens.current().px(20) + 8 if cell.icon else 0
    return _height_of(cell.words, "button" if cell.strong else "body", width - icon)


def _state_below(row: ListRow, plan: Arrangement) -> bool:
    """Whether the state goes on a line of its own, because it would squeeze the title."""
    return bool(row.state.words) and _tail(row) > plan.width * 0.45


def _title_role(row: ListRow) -> str:
    return "row title" if row.cells else "row"


@dataclass(frozen=True)
class _Line:
    """Cells beside each other beneath the second line: each with where it begins and its width."""

    cells: tuple[tuple[Cell, int, int], ...]
    height: int


def _lines(row: ListRow, plan: Arrangement, width: int) -> list[_Line]:
    """What stands beneath the second line: cells one after the other, in the next line when one is full."""
    below = [cell for cell in row.cells if cell.words] if plan.folded else []
    if _state_below(row, plan):
        below.append(row.state)
    lines: list[list[tuple[Cell, int, int]]] = []
    for cell in below:
        needs = min(width, _cell_width(cell))
        start = lines[-1][-1][1] + lines[-1][-1][2] + 2 * GAP if lines else width
        if start + needs > width:
            lines.append([])
            start = 0
        lines[-1].append((cell, start, needs))
    return [_Line(tuple(line), max(_cell_height(cell, room) for cell, _, room in line) + 4) for line in lines]


def _cell_width(cell: Cell) -> int:
    icon = tokens.current().px(20) + 8 if cell.icon else 0
    return QFontMetrics(fonts.font("button" if cell.strong else "body")).horizontalAdvance(cell.words) + icon + 2


def row_height(row: ListRow, plan: Arrangement) -> int:
    """Height of a row in pixels: what it is at 100 %, more when its words need it."""
    width = _title_width(row, plan)
    height = _height_of(row.title, _title_role(row), width) + _height_of(row.second, "second", width)
    height += sum(line.height for line in _lines(row, plan, width))
    if plan.columns and not plan.folded:
        height = max([height, *(_cell_height(cell, room) for cell, _, room in _cell_rooms(row, plan))])
    least = plan.least if row.second or row.cells else tokens.TARGET
    return max(least, height + 17)


def paint_header(widget: QWidget, plan: Arrangement) -> None:
    """The names of the columns on the page's ground, with a line beneath."""
    painter = painting.smooth(widget)
    painting.box(painter, QRectF(1, 1, widget.width() - 2, widget.height() + 10), fill="canvas", radius=9)
    painter.setFont(fonts.font("second medium"))
    painter.setPen(painting.brush("muted"))
    for column, start in zip(plan.columns, plan.starts(), strict=True):
        painter.drawText(QRectF(start, 0, 1000, widget.height()), Qt.AlignmentFlag.AlignVCenter, column.title)
    painting.line(painter, QPointF(0, widget.height() - 0.5), QPointF(widget.width(), widget.height() - 0.5))
    painter.end()


def paint_row(painter: QPainter, option: QStyleOptionViewItem, row: ListRow, plan: Arrangement, *, last: bool) -> None:
    """The ground, the title and its second line, the cells, the state, the chevron, the ring of focus."""
    rect = QRectF(option.rect)
    _paint_ground(painter, option, rect, last=last)
    x = rect.x() + PADDING
    lead = _lead(row)
    if row.name:
        side = tokens.current().px(40)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        circle = QRectF(x, rect.y() + (rect.height() - side) / 2, side, side)
        paint_avatar(painter, circle, initials(row.name), "surface" if chosen else "sunken")
    elif row.icon:
        _icon(painter, row.icon, row.icon_colour, x, rect)
    _paint_words(painter, row, plan, rect, x + lead)
    if plan.columns and not plan.folded:
        for cell, start, room in _cell_rooms(row, plan):
            _paint_cell(painter, cell, QRectF(start, rect.y(), room, rect.height()))
    _paint_tail(painter, row, plan, rect)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painting.box(painter, rect, edge="focus", width=tokens.FOCUS_WIDTH, radius=2)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, *, last: bool) -> None:
    state = option.state
    inner = rect.adjusted(tokens.current().border, 0, -tokens.current().border, 0)
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(inner, painting.brush("primary soft"))
        painter.fillRect(QRectF(rect.x(), rect.y(), 4, rect.height()), painting.brush("primary"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(inner, painting.brush("canvas"))
    if not last:
        foot = rect.bottom() - 0.5
        painting.line(painter, QPointF(rect.x(), foot), QPointF(rect.right(), foot), width=tokens.current().border)


def _icon(painter: QPainter, name: str, colour: str, x: float, rect: QRectF) -> None:
    size = tokens.current().px(20)
    icons.draw(painter, name, painting.colour(colour), QPointF(x, rect.y() + (rect.height() - size) / 2), size)


def _paint_words(painter: QPainter, row: ListRow, plan: Arrangement, rect: QRectF, x: float) -> None:
    width = _title_width(row, plan)
    role = _title_role(row)
    y = rect.y() + (rect.height() - _whole(row, plan, width)) / 2
    for words, which, tint in ((row.title, role, "ink"), (row.second, "second", "muted")):
        if words:
            height = _height_of(words, which, width)
            painter.setFont(fonts.font(which))
            painter.setPen(QPen(painting.brush(tint)))
            painter.drawText(QRectF(x, y, width + 2, height + 2), _WRAP, words)
            y += height
    for line in _lines(row, plan, width):
        for cell, start, room in line.cells:
            _paint_cell(painter, cell, QRectF(x + start, y + 2, room, line.height))
        y += line.height


def _whole(row: ListRow, plan: Arrangement, width: int) -> int:
    height = _height_of(row.title, _title_role(row), width) + _height_of(row.second, "second", width)
    return height + sum(line.height for line in _lines(row, plan, width))


def _paint_cell(painter: QPainter, cell: Cell, rect: QRectF) -> None:
    x = rect.x()
    if cell.icon:
        _icon(painter, cell.icon, cell.icon_colour or cell.colour, x, rect)
        x += tokens.current().px(20) + 8
    painter.setFont(fonts.font("button" if cell.strong else "body"))
    painter.setPen(QPen(painting.brush(cell.colour)))
    room = QRectF(x, rect.y(), rect.right() - x, rect.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _WRAP, cell.words)


def _paint_tail(painter: QPainter, row: ListRow, plan: Arrangement, rect: QRectF) -> None:
    x = rect.right() - PADDING - plan.under_bar
    if row.opens:
        x -= tokens.current().px(20)
        _icon(painter, "chevron-right", "muted", x + 4, rect)
        x -= GAP
    if not row.state.words or _state_below(row, plan):
        return
    font = fonts.font("second strong")
    width = QFontMetrics(font).horizontalAdvance(row.state.words) + 2
    painter.setFont(font)
    painter.setPen(QPen(painting.brush(row.state.colour)))
    painter.drawText(QRectF(x - width, rect.y(), width, rect.height()), Qt.AlignmentFlag.AlignVCenter, row.state.words)
    if row.state.icon:
        _icon(
            painter,
            row.state.icon,
            row.state.icon_colour or row.state.colour,
            x - width - 8 - tokens.current().px(20),
            rect,
        )
