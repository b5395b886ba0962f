"""One person the child may let see something: a figure, a name, and what the child said about them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_app.direct_work.queries import PersonToAsk
from desktop_app.direct_work.view.childs_button import strong
from desktop_app.shell.controls import CRAYONS, Ringed, box, brush, colour, draw_icon, font, look, smooth

WIDE, HIGH, RADIUS = 150, 204, 18
FIGURE = QRectF(0, 0, 60, 100)
CLOTHES = ("violet", "teal", "blue", "green", "pink", "orange", "brown")
SAYS = {True: "may see", False: "not this", None: "tap me"}
LOOKS = {
    True: ("primary soft", "primary", "check"),
    False: ("child soft", "child", "lock"),
    None: ("surface", "outline", ""),
}
"""fill, edge, icon."""


class PersonCard(Ringed, QAbstractButton):
    """Pressed, it goes from undecided to may see, to not this, and back. `decided` carries the key and True, False or None."""

    decided = Signal(str, object)
    ring_radius = RADIUS

    def __init__(self, person: PersonToAsk, number: int, may: bool | None = None) -> None:
        super().__init__()
        self.person = person
        self._clothes = CRAYONS[CLOTHES[number % len(CLOTHES)]]
        self._may = may
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._next)
        self._name()

    def may(self) -> bool | None:
        """What the child said about this person; None: not decided, which counts as no."""
        return self._may

    def _next(self) -> None:
        self._may = {None: True, True: False, False: None}[self._may]
        self._name()
        self.update()
        self.decided.emit(self.person.key, self._may)

    def _name(self) -> None:
        said = {True: "may see it", False: "will not see it", None: "not decided, so no"}[self._may]
        self.setText(self.person.name)
        self.setAccessibleName(f"{self.person.name}: {said}")  # how they belong here may be a note of the worker's

    def sizeHint(self) -> QSize:
        """Room for the figure, the name over it and the answer under it."""
        name = QFontMetrics(strong("childs body")).horizontalAdvance(self.person.name) + 24
        says = max(QFontMetrics(font("childs help")).horizontalAdvance(words) for words in SAYS.values()) + look().px(
            60
        )
        lines = look().px(18 * 1.35) + look().px(20 * 1.35)
        return QSize(min(max(WIDE, name, says), 2 * WIDE), max(HIGH, lines + 150))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card, the name, the figure, the answer."""
        fill, edge, icon = LOOKS[self._may]
        painter = smooth(self)
        box(painter, self.rect(), fill=fill, edge=edge, width=4 if self._may is not None else 2, radius=RADIUS)
        if self._may is None:
            painter.fillRect(QRectF(RADIUS, self.height() - 6, self.width() - 2 * RADIUS, 6), brush("outline"))
        lettering = strong("childs body")
        painter.setFont(lettering)
        painter.setPen(brush("ink"))
        name = QFontMetrics(lettering).elidedText(self.person.name, Qt.TextElideMode.ElideRight, self.width() - 20)
        top = QRectF(10, 12, self.width() - 20, look().px(27))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignCenter), name)
        pill = self._pill(painter, icon)
        room = QRectF(0, top.bottom() + 4, self.width(), pill.top() - top.bottom() - 10)
        _figure(painter, room, self._clothes)
        painter.end()

    def _pill(self, painter: QPainter, icon: str) -> QRectF:
        lettering = font("childs help")
        words = SAYS[self._may]
        size = look().px(18) if icon else 0
        wide = QFontMetrics(lettering).horizontalAdvance(words) + size + (8 if icon else 0) + 24
        high = look().px(36)
        pill = QRectF((self.width() - wide) / 2, self.height() - high - 16, wide, high)
        if self._may is None:
            box(painter, pill, fill="surface", edge="outline", width=2, radius=high / 2, dashed=True)
        else:
            box(painter, pill, fill=LOOKS[self._may][1], radius=high / 2)
        ink = "ink" if self._may is None else "on primary" if self._may else "surface"
        if icon:
            draw_icon(painter, icon, colour(ink), QPointF(pill.x() + 12, pill.center().y() - size / 2), size)
        painter.setFont(lettering)
        painter.setPen(brush(ink))
        inside = pill.adjusted(12 + size + (8 if icon else 0), 0, 0, 0)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        return pill


def _figure(painter: QPainter, room: QRectF, clothes: str) -> None:
    """A figure that stands for anybody: nobody's hair or skin is guessed."""
    scale = min(room.width() / FIGURE.width(), room.height() / FIGURE.height())
    painter.save()
    painter.translate(room.center().x() - FIGURE.width() * scale / 2, room.top())
    painter.scale(scale, scale)
    painter.setPen(QPen(brush("ink"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for start, end in (((26, 68), (22, 98)), ((34, 68), (38, 98)), ((8, 46), (52, 46))):
        painter.drawLine(QPointF(*start), QPointF(*end))
    dress = QPainterPath(QPointF(24, 38))
    for x, y in ((36, 38), (44, 72), (16, 72)):
        dress.lineTo(QPointF(x, y))
    painter.setBrush(QColor(clothes))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(dress)
    painter.setPen(QPen(brush("ink"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(brush("surface"))
    painter.drawEllipse(QPointF(30, 20), 16, 17)
    painter.drawPoint(QPointF(25, 18))
    painter.drawPoint(QPointF(35, 18))
    painter.drawArc(QRectF(23, 17, 14, 11), 200 * 16, 140 * 16)
    painter.restore()
