"""The body map: a child from the front and from the back, with every mark where it was seen, numbered.

A press on the body makes a mark there, a press on a number opens that mark. By keyboard a part is chosen from the list in
the mark itself, and what is drawn here is read out by name.
"""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.concerns.body import BACK, CHILD, FRONT, SIDES, part_at
from desktop_app.concerns.view.figure import WIDTH, is_on_body, paint_figure
from desktop_app.shell.controls import Dressed, brush, font, look, smooth

HEIGHT, TITLE, BELOW = 420, 30, 8
BADGE, RING = 14, 8  # radii
ARM = 150  # how far the upper arms reach from the middle
BESIDE = 24  # between the hands of a figure and the numbers


class Shown(msgspec.Struct, frozen=True):
    """One mark as it is drawn."""

    key: str
    number: int
    side: str
    x: int
    y: int
    words: str


class BodyMap(Dressed, QWidget):
    """`placed` carries side, x, y of a press on the body; `opened` the key of the mark whose number was pressed."""

    placed = Signal(str, int, int)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[Shown, ...] = ()
        self._whose, self._figure, self._is_able = "", CHILD, True
        self._chosen = ""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.redress()

    def show_marks(
        self, whose: str, figure: str, marks: Sequence[Shown], chosen: str = "", *, is_able: bool = True
    ) -> None:
        """Whose body it is, on which figure, and the marks on that; `chosen` is the one that is open."""
        self._whose, self._figure, self._is_able = whose, figure, is_able
        self._marks, self._chosen = tuple(marks), chosen
        said = [f"{one.number}: {one.words.rstrip('.')}" for one in self._marks]
        self.setAccessibleName(f"Body map of {whose}. " + (". ".join(said) or "No mark yet") + ".")
        self.update()

    def redress(self) -> None:
        """It grows with the text, a little."""
        self.setMinimumWidth(340)
        self.setFixedHeight(round(HEIGHT * min(1.3, look().scale)) + look().px(TITLE) + BELOW)
        super().redress()

    def sizeHint(self) -> QSize:
        """Both figures side by side."""
        return QSize(440, self.height())

    # -- where things are -------------------------------------------------------------------------------------------

    def _room(self, side: str) -> QRectF:
        """Where one figure stands: never wider than its half."""
        half = self.width() / 2
        high = min(self.height() - look().px(TITLE) - BELOW, (half - 2 * BESIDE) / WIDTH * 1000)
        left = 0 if side == FRONT else half
        return QRectF(left, look().px(TITLE), half, high)

    def spot_of(self, side: str, x: float, y: float) -> QPointF:
        """A place of the body on this widget."""
        room = self._room(side)
        scale = room.height() / 1000
        return QPointF(room.center().x() + x * scale, room.top() + y * scale)

    def _place_at(self, at: QPointF) -> tuple[str, int, int]:
        side = FRONT if at.x() < self.width() / 2 else BACK
        room = self._room(side)
        scale = room.height() / 1000
        return side, round((at.x() - room.center().x()) / scale), round((at.y() - room.top()) / scale)

    def badges(self) -> dict[str, QPointF]:
        """{key of a mark: middle of its number}: beside the figure, at the height of the mark, none over another."""
        found: dict[str, QPointF] = {}
        radius = look().px(BADGE)
        for side, _ in SIDES:
            room = self._room(side)
            reach = room.height() / 1000 * WIDTH / 2
            for is_right in (False, True):
                its = [one for one in self._marks if one.side == side and (one.x > 0) == is_right]
                last = room.top() - 10 * radius
                for one in sorted(its, key=lambda one: (one.y, one.number)):
                    y = max(self.spot_of(side, one.x, one.y).y(), last + 2 * radius + 4)
                    x = room.center().x() + (reach + radius + 4) * (1 if is_right else -1)
                    found[one.key] = QPointF(min(max(x, radius + 1), self.width() - radius - 1), y)
                    last = y
        return found

    # -- pressing ---------------------------------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A number opens its mark; a place on the body makes one."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = event.position()
        key = self._badge_at(at)
        if key:
            self.opened.emit(key)
            return
        side, x, y = self._place_at(at)
        if self._is_able and is_on_body(self._figure, x, y):
            self.placed.emit(side, x, y)

    def _badge_at(self, at: QPointF) -> str:
        near = look().px(BADGE) + 8
        for key, middle in self.badges().items():
            if (middle - at).manhattanLength() <= 1.4 * near:
                return key
        for one in self._marks:
            if (self.spot_of(one.side, one.x, one.y) - at).manhattanLength() <= look().px(RING) + 2:
                return one.key
        return ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a press does something."""
        _, x, y = self._place_at(event.position())
        presses = bool(self._badge_at(event.position())) or (self._is_able and is_on_body(self._figure, x, y))
        self.setCursor(Qt.CursorShape.PointingHandCursor if presses else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """Which part the pointer is on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            side, x, y = self._place_at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(),
                part_at(self._figure, side, x, y).words if is_on_body(self._figure, x, y) else "",
                self,
            )
            return True
        return super().event(event)

    # -- painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Titles, both figures, the child's own right and left, the marks."""
        painter = smooth(self)
        for side, title in SIDES:
            room = self._room(side)
            painter.setFont(font("row"))
            painter.setPen(brush("ink"))
            painter.drawText(QRectF(room.left(), 0, room.width(), room.top() - 4), Qt.AlignmentFlag.AlignCenter, title)
            paint_figure(painter, self._figure, side, room)
            self._paint_sides(painter, side, room)
        for one in self._marks:
            self._paint_mark(painter, one)
        painter.end()

    def _paint_sides(self, painter: QPainter, side: str, room: QRectF) -> None:
        """ "Tom's right" beside the arm it means; between the figures once."""
        painter.setFont(font("second"))
        painter.setPen(brush("muted"))
        scale = room.height() / 1000
        high, wide = look().px(44), room.width() / 2 - ARM * scale
        top = room.top() + 290 * scale - high
        whose = f"{self._whose}’s" if self._whose else "The child’s"
        has_room = painter.fontMetrics().horizontalAdvance(whose) <= wide  # else the line beneath says whose
        at_left = QRectF(room.left(), top, wide, high)
        at_right = QRectF(room.right() - wide, top, wide, high)
        named = ((at_left, "right"), (at_right, "left")) if side == FRONT else ((at_right, "right"),)
        for box, words in named:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{whose}\n{words}" if has_room else words)

    def _paint_mark(self, painter: QPainter, one: Shown) -> None:
        spot, badge = self.spot_of(one.side, one.x, one.y), self.badges()[one.key]
        radius, ring = look().px(BADGE), look().px(RING)
        painter.setPen(QPen(brush("danger"), 2))
        painter.drawLine(spot, badge)
        painter.setBrush(brush("danger soft"))
        painter.drawEllipse(spot, ring, ring * 0.8)
        if one.key == self._chosen:
            painter.setBrush(brush("surface"))
            painter.drawEllipse(badge, radius + 4, radius + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush("danger"))
        painter.drawEllipse(badge, radius, radius)
        painter.setPen(brush("surface"))
        painter.setFont(font("button"))
        box = QRectF(badge.x() - radius, badge.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(one.number))

    def place_for_press(self, side: str, x: int, y: int) -> QPoint:
        """Where to press for a place of the body."""
        return self.spot_of(side, x, y).toPoint()
