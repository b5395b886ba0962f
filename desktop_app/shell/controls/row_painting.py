"""How a row of a list is painted: its ground, its words and icons, the ring of focus."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.row_layout import PADDING, Arrangement, Composed, fitted, quoted
from desktop_app.shell.controls.rows import ListRow
from desktop_app.shell.controls.states import initials, paint_avatar


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


def paint_row(painter: QPainter, option: QStyleOptionViewItem, row: ListRow, made: Composed, *, last: bool) -> None:
    """One row as it was composed."""
    rect = QRectF(option.rect)
    _paint_ground(painter, option, rect, last=last)
    if row.name:
        side = tokens.current().px(40)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        circle = QRectF(rect.x() + PADDING, rect.y() + (rect.height() - side) / 2, side, side)
        paint_avatar(painter, circle, initials(row.name), "surface" if chosen else "sunken")
    size = tokens.current().px(tokens.ICON)
    for icon in made.icons:
        icons.draw(painter, icon.name, painting.colour(icon.colour), rect.topLeft() + QPointF(icon.x, icon.y), size)
    for words in made.words:
        painter.setFont(fonts.font(words.role))
        painter.setPen(painting.brush(words.colour))
        if words.strong:
            layout, _ = quoted(words.said, words.strong, words.box.width())
            layout.draw(painter, words.box.translated(rect.topLeft()).topLeft())
            continue
        said = fitted(words.said, words.role, words.box.width())
        painter.drawText(words.box.translated(rect.topLeft()), words.flags, said)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painting.box(painter, rect, edge="focus", width=tokens.FOCUS_WIDTH, radius=2)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, *, last: bool) -> None:
    border = tokens.current().border
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect.adjusted(border, 0, -border, 0), painting.brush("primary soft"))
        painter.fillRect(QRectF(rect.x(), rect.y(), 4, rect.height()), painting.brush("primary"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect.adjusted(border, 0, -border, 0), painting.brush("canvas"))
    if not last:
        painter.fillRect(QRectF(rect.x(), rect.bottom() - border, rect.width(), border), painting.brush("line"))
