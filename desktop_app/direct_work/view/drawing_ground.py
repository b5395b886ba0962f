"""An ordinary picture of flowers under a sun: what the screen shows when the child has pressed Hide."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop_app.direct_work.view.warm_line import bow, draw_warm_line
from desktop_app.shell.controls import CRAYONS

WIDE, HIGH = 944.0, 531.0
HILL, CLOUD, CLOUD_EDGE = "#83AF6C", "#E3EAF3", "#9DB3C6"
FLOWERS = ((170, 300, "pink"), (262, 340, "violet"), (340, 282, "brick"))


def draw_flowers(painter: QPainter, sheet: QRectF) -> None:
    """A hill, three flowers, a cloud, the sun."""
    painter.save()
    painter.translate(sheet.topLeft())
    painter.scale(sheet.width() / WIDE, sheet.height() / HIGH)
    hill = [QPointF(x, 440 - 26 * math.sin(x / 150)) for x in range(4, 944, 30)]
    draw_warm_line(painter, hill, QColor(HILL), 13, seed=51)
    for seed, (x, y, colour) in enumerate(FLOWERS):
        draw_warm_line(painter, [QPointF(x, y + 30), QPointF(x - 2, 452)], QColor(CRAYONS["green"]), 7, seed=60 + seed)
        _blossom(painter, QPointF(x, y), QColor(CRAYONS[colour]))
    cloud = (
        bow(QPointF(566, 132), QPointF(556, 92), QPointF(600, 96))
        + bow(QPointF(600, 96), QPointF(622, 62), QPointF(650, 92))
        + bow(QPointF(650, 92), QPointF(704, 84), QPointF(706, 132))
        + bow(QPointF(706, 132), QPointF(640, 142), QPointF(566, 132))
    )
    draw_warm_line(painter, cloud, QColor(CLOUD_EDGE), 5, fill=QColor(CLOUD), closed=True, seed=70)
    _sun(painter, QPointF(820, 110))
    painter.restore()


def _blossom(painter: QPainter, middle: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for petal in range(5):
        turn = math.tau * petal / 5 - math.pi / 2
        painter.drawEllipse(middle + QPointF(math.cos(turn), math.sin(turn)) * 22, 17, 17)
    painter.setBrush(QColor(CRAYONS["sun"]))
    painter.drawEllipse(middle, 14, 14)


def _sun(painter: QPainter, middle: QPointF) -> None:
    colour = QColor(CRAYONS["sun"])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(middle, 54, 54)
    for ray in range(10):
        turn = math.tau * ray / 10
        away = QPointF(math.cos(turn), math.sin(turn))
        draw_warm_line(painter, [middle + away * 68, middle + away * 94], colour, 8, seed=80 + ray)
