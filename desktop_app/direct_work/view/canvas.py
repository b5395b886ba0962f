"""The pen canvas: pen, fingers and mouse draw on the sheet, each its own line; a palm draws none."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QEventPoint,
    QHideEvent,
    QInputDevice,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)

from desktop_app.direct_work.view.ink_surface import Ground, InkSurface, now

PALM_MS = 700  # a hand resting on the screen is no finger for so long after the pen was near
MOUSE_PRESSURE = 0.5


class Canvas(InkSurface):
    """A sheet to draw on; what it tells is what InkSurface tells."""

    def __init__(self, ground: Ground | None = None, clock: Callable[[], int] = now) -> None:
        super().__init__(ground, clock)
        self._pen_near = -PALM_MS
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setTabletTracking(True)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: its pressure makes the line wide, its other end rubs out."""
        self._pen_near = self._clock()
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            for hand in [hand for hand in self._lines if hand != "pen"]:
                self._drop(hand)
            rubs = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._start("pen", event.position(), event.pressure(), rubs=rubs)
        elif kind == QEvent.Type.TabletMove:
            self._move("pen", event.position(), event.pressure())
        elif kind == QEvent.Type.TabletRelease:
            self._lift("pen")
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mouse draws with its left button."""
        if event.button() == Qt.MouseButton.LeftButton and _is_mouse(event):
            self._start("mouse", event.position(), MOUSE_PRESSURE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if _is_mouse(event):
            self._move("mouse", event.position(), MOUSE_PRESSURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke is finished."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._lift("mouse", event.position(), MOUSE_PRESSURE)

    def event(self, event: QEvent) -> bool:
        """Fingers: each draws its own line."""
        if isinstance(event, QTouchEvent):
            if event.type() == QEvent.Type.TouchCancel:
                for hand in [hand for hand in self._lines if hand not in ("pen", "mouse")]:
                    self._drop(hand)
            else:
                for finger in event.points():
                    self._finger(finger)
            event.accept()
            return True
        return super().event(event)

    def _finger(self, finger: QEventPoint) -> None:
        state, hand = finger.state(), ("finger", finger.id())
        pressure = finger.pressure() if 0 < finger.pressure() < 1 else MOUSE_PRESSURE
        if state == QEventPoint.State.Pressed:
            if self._clock() - self._pen_near >= PALM_MS:
                self._start(hand, finger.position(), pressure)
        elif state == QEventPoint.State.Updated:
            self._move(hand, finger.position(), pressure)
        elif state == QEventPoint.State.Released:
            self._lift(hand)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight: what is being drawn ends here, and is kept as far as it went."""
        super().hideEvent(event)
        for hand in tuple(self._lines):
            self._lift(hand)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo by their keys."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)


def _is_mouse(event: QMouseEvent) -> bool:
    """Not a mouse event that was made of a touch."""
    return event.device().type() != QInputDevice.DeviceType.TouchScreen
