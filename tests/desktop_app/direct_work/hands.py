"""A pen, fingers and a mouse for tests of drawing: events as Qt sends them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QWidget

Press, Move, Release = QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease
_CAN = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure


def _stylus(kind: QPointingDevice.PointerType, number: int) -> QPointingDevice:
    return QPointingDevice("test pen", number, QInputDevice.DeviceType.Stylus, kind, _CAN, 1, 3)


class PenHand:
    """Sends what a pen with pressure sends to one widget."""

    def __init__(self, widget: QWidget, *, rubber: bool = False) -> None:
        self._widget = widget
        end = QPointingDevice.PointerType.Eraser if rubber else QPointingDevice.PointerType.Pen
        self._device = _stylus(end, 902 if rubber else 901)

    def send(self, kind: QEvent.Type, x: float, y: float, pressure: float = 0.5) -> None:
        at = QPointF(x, y)
        button = Qt.MouseButton.LeftButton
        event = QTabletEvent(
            kind, self._device, at, at, pressure, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, button, button
        )
        QApplication.sendEvent(self._widget, event)

    def draw(self, places: Sequence[tuple[float, float]], pressures: Sequence[float] = ()) -> None:
        pressed = list(pressures) or [0.5] * len(places)
        self.send(Press, *places[0], pressed[0])
        for (x, y), pressure in zip(places[1:], pressed[1:], strict=True):
            self.send(Move, x, y, pressure)
        self.send(Release, *places[-1], 0.0)
