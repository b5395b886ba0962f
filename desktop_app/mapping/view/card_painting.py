"""How a card is drawn: a fact with a solid bar, what was told with dots, an opinion dashed, a child's words in lilac."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop_app.mapping.faces import Face
from desktop_app.mapping.view.card_layout import ICON_AT, PILL_PADDING, Laid
from desktop_app.shell.controls import box, brush, colour, draw_icon, font, look, shadow

RADIUS, PAIR_EDGE, FOCUS = 10, 2, 3
BAR_AT, BAR_WIDTH, BAR_INSET = 7, 4, 12


def paint_card(
    painter: QPainter, rect: QRectF, face: Face, laid: Laid, tone: str, *, focused: bool, over: bool
) -> None:
    """One card in `rect`. tone: the colour of its column; focused: the keyboard stands on it; over: the pointer does."""
    _paint_ground(painter, rect, face, tone, over=over)
    _paint_bar(painter, rect, face, tone)
    if laid.pill is not None:
        paint_pill(painter, laid.pill.translated(rect.topLeft()), face.number, tone)
    size = look().px(ICON_AT)
    for icon in laid.icons:
        draw_icon(painter, icon.name, colour(icon.colour), rect.topLeft() + icon.at, size)
    for words in laid.words:
        painter.setPen(brush(words.colour))
        words.laid.draw(painter, rect.topLeft() + words.at)
    if focused:
        box(painter, rect, edge="focus", width=FOCUS, radius=RADIUS)


def _paint_ground(painter: QPainter, rect: QRectF, face: Face, tone: str, *, over: bool) -> None:
    border = look().border
    if face.form == "child":
        box(painter, rect, fill="child soft", edge="child", width=border, radius=RADIUS)
        return
    if face.form == "opinion":
        fill = "surface" if over else None
        box(painter, rect, fill=fill, edge="outline", width=border, radius=RADIUS, dashed=True)
        return
    shadow(painter, rect, RADIUS)
    paired = face.form == "pair"
    edge = tone if paired else "outline" if over else "line"
    box(painter, rect, fill="surface", edge=edge, width=max(border, PAIR_EDGE if paired else 1), radius=RADIUS)


def _paint_bar(painter: QPainter, rect: QRectF, face: Face, tone: str) -> None:
    x = rect.x() + BAR_AT + BAR_WIDTH / 2
    top, foot = rect.y() + BAR_INSET, rect.bottom() - BAR_INSET
    ink = brush("child" if face.form == "child" else tone)
    if face.form in ("fact", "step", "child"):
        pen = QPen(ink, BAR_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    elif face.form == "told":
        pen = QPen(ink, BAR_WIDTH, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.0])  # round caps make each dash a dot
    else:
        return
    painter.setPen(pen)
    painter.drawLine(QPointF(x, top + 2), QPointF(x, foot - 2))


def paint_pill(painter: QPainter, rect: QRectF, number: int, tone: str) -> None:
    """The number that a danger statement, its goal and the times it went well share."""
    box(painter, rect, fill=tone, radius=rect.height() / 2)
    size = look().px(14)
    at = QPointF(rect.x() + PILL_PADDING, rect.center().y() - size / 2)
    draw_icon(painter, "link", colour("surface"), at, size)
    painter.setFont(font("second strong"))
    painter.setPen(brush("surface"))
    words = rect.adjusted(PILL_PADDING + size + 4, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(number))
