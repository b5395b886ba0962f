"""ink: from a pen's event to the line in the window's memory, on a sheet that a child has drawn on for a long time."""

import os
import statistics
import time

from benchmarks.figures import Figure

GOAL_MS = 2.0
BEFORE, MOVES = 300, 2_000
STROKE = 40


def measure() -> list[Figure]:
    """p99 of the moves of a pen. The sheet has the size it has in child mode; 300 strokes stand on it already."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen" if not os.environ.get("DISPLAY") else "xcb")
    from PySide6.QtWidgets import QApplication

    from desktop_app.direct_work.view.canvas import Canvas
    from desktop_app.direct_work.view.houses_ground import draw_houses
    from desktop_app.shell import style, tokens

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    style.dress(application, tokens.light())
    canvas = Canvas(draw_houses)
    canvas.resize(1280, 620)
    canvas.show()
    application.processEvents()
    pen = _Pen(canvas)
    for number in range(BEFORE):
        pen.stroke(number)
    application.processEvents()
    took = [one for number in range(MOVES // STROKE) for one in pen.stroke(BEFORE + number)]
    canvas.close()
    p99 = statistics.quantiles(took, n=100)[-1]
    beside = {"median": statistics.median(took), "longest": max(took)}
    return [Figure("ink", f"{len(took):,} moves of a pen, p99", p99, "ms", GOAL_MS, p99 <= GOAL_MS, beside)]


class _Pen:
    """Draws wavy lines, each a little lower than the one before, and times every move of it until it is painted."""

    def __init__(self, canvas: object) -> None:
        from PySide6.QtGui import QInputDevice, QPointingDevice

        can = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
        kind, end = QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen
        self._device = QPointingDevice("pen", 901, kind, end, can, 1, 3)
        self._canvas = canvas

    def stroke(self, number: int) -> list[float]:
        """One line of forty moves; milliseconds of each."""
        from PySide6.QtCore import QEvent

        left, top = 20 + number * 37 % 1100, 20 + number * 13 % 560
        self._send(QEvent.Type.TabletPress, left, top)
        took = [self._send(QEvent.Type.TabletMove, left + 3 * at, top + at % 9) for at in range(1, STROKE + 1)]
        self._send(QEvent.Type.TabletRelease, left + 3 * STROKE, top)
        return took

    def _send(self, kind: object, x: float, y: float) -> float:
        from PySide6.QtCore import QPointF, Qt
        from PySide6.QtGui import QTabletEvent
        from PySide6.QtWidgets import QApplication

        at, button, none = QPointF(x, y), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QTabletEvent(kind, self._device, at, at, 0.5, 0, 0, 0, 0, 0, none, button, button)  # type: ignore[call-overload]
        began = time.perf_counter()
        QApplication.sendEvent(self._canvas, event)  # type: ignore[arg-type]
        QApplication.processEvents()
        return (time.perf_counter() - began) * 1000
