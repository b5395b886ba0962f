"""Three plain houses to draw in, of our own art: what lies under the child's ink."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop_app.direct_work.view.warm_line import bow, draw_warm_line
from desktop_app.shell.controls import CRAYONS
from desktop_app.shell.tokens import LIGHT

WIDE, HIGH = 944.0, 531.0  # the sheet these places are given in
LINE = 6.0
WHITE, GRASS, SMOKE, FLAG = "#FFFFFF", "#9CC08F", "#9AA5A6", "#FBDD8F"
GOOD, WORRY, DREAM = LIGHT.well, LIGHT.worry, LIGHT.next


def draw_houses(painter: QPainter, sheet: QRectF) -> None:
    """The three houses on their meadow, filling `sheet`."""
    painter.save()
    painter.translate(sheet.topLeft())
    painter.scale(sheet.width() / WIDE, sheet.height() / HIGH)
    ground = bow(QPointF(2, 527), QPointF(300, 514), QPointF(500, 525)) + bow(
        QPointF(500, 525), QPointF(760, 536), QPointF(942, 523)
    )
    draw_warm_line(painter, ground, QColor(GRASS), 10, seed=40)
    _house_of_good_things(painter)
    _house_of_worries(painter)
    _house_of_dreams(painter)
    painter.restore()


def _points(*places: tuple[float, float]) -> list[QPointF]:
    return [QPointF(x, y) for x, y in places]


def _house_of_good_things(painter: QPainter) -> None:
    colour = QColor(GOOD)
    draw_warm_line(painter, _points((248, 106), (250, 44), (284, 42), (286, 136)), QColor(CRAYONS["green"]), 5, seed=11)
    puff = bow(QPointF(256, 4), QPointF(282, 8), QPointF(270, 22)) + bow(
        QPointF(270, 22), QPointF(262, 30), QPointF(276, 36)
    )
    draw_warm_line(painter, puff, QColor(SMOKE), 5, seed=12)
    walls = _points((18, 190), (6, 188), (150, 64), (316, 186), (304, 192), (304, 522), (18, 522))
    draw_warm_line(painter, walls, colour, LINE, fill=QColor(WHITE), closed=True, seed=13)
    door = _points((220, 520), (220, 456), (234, 434), (260, 434), (272, 456), (272, 520))
    draw_warm_line(painter, door, colour, 4, fill=QColor(LIGHT.well_soft), seed=14)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(260, 482), 4, 4)


def _house_of_worries(painter: QPainter) -> None:
    colour = QColor(WORRY)
    walls = _points((348, 166), (338, 168), (454, 16), (590, 148), (577, 154), (594, 524), (334, 524))
    draw_warm_line(painter, walls, colour, LINE, fill=QColor(WHITE), closed=True, seed=21)
    window = _points((444, 100), (484, 100), (485, 140), (444, 141))
    draw_warm_line(painter, window, colour, 4, fill=QColor(LIGHT.worry_soft), closed=True, seed=22)
    draw_warm_line(painter, _points((464, 101), (464, 140)), colour, 3, seed=23)
    draw_warm_line(painter, _points((445, 120), (484, 120)), colour, 3, seed=24)


def _house_of_dreams(painter: QPainter) -> None:
    colour = QColor(DREAM)
    arch = (
        _points((629, 524), (630, 230))
        + bow(QPointF(630, 230), QPointF(650, 82), QPointF(772, 80))
        + bow(QPointF(772, 80), QPointF(906, 86), QPointF(922, 230))
        + _points((924, 524))
    )
    draw_warm_line(painter, arch, colour, LINE, fill=QColor(WHITE), closed=True, seed=31)
    draw_warm_line(painter, _points((772, 80), (771, 14)), colour, 5, seed=32)
    flag = _points((774, 14), (824, 30), (775, 48))
    draw_warm_line(painter, flag, colour, 4, fill=QColor(FLAG), closed=True, seed=33)
