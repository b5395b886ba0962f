"""What scrolls around a part of the screen, and bringing the part, or a place in it, into sight."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget


def areas_around(part: QWidget) -> Iterator[QScrollArea]:
    """Whatever scrolls with the part in it, the nearest first."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            yield around
        around = around.parentWidget()


def bring_into_sight(part: QWidget, margin: int = 48) -> None:
    """Scroll so that the part is seen, and so many pixels above and beneath it."""
    for area in areas_around(part):
        area.ensureWidgetVisible(part, 0, margin)


def bring_place_into_sight(part: QWidget, place: QPoint, margin: int) -> None:
    """Scroll so that a place in the part is seen, and so many pixels above and beneath it."""
    for area in areas_around(part):
        inside = area.widget()
        if inside is not None:
            at = part.mapTo(inside, place)
            area.ensureVisible(at.x(), at.y(), 0, margin)
