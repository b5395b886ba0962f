"""A preview needs nothing but the bytes, and what is drawn stays on the paper."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtPdf import QPdfDocument

from desktop_app.documents.family_plan import family_plan
from desktop_app.documents.paper import LEFT, MM, PAGE, RIGHT
from desktop_app.documents.read_models import FamilyPlan
from tests.desktop_app.documents.made_up_plans import HARD, LEAST, PLAN

DOTS = 1.5  # a point


def rendered(pdf: bytes) -> list[QImage]:
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    size = QSize(round(PAGE[0] * DOTS), round(PAGE[1] * DOTS))
    return [document.render(number, size) for number in range(document.pageCount())]


def has_ink(image: QImage, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether anything is drawn within these points from the upper left corner."""
    part = image.copy(round(left * DOTS), round(top * DOTS), round((right - left) * DOTS), round((bottom - top) * DOTS))
    clear = QImage(part.size(), QImage.Format.Format_RGB32)
    clear.fill(QColor("white"))
    paper = QImage(clear)
    return _over_white(part, paper) != clear


def _over_white(image: QImage, paper: QImage) -> QImage:
    from PySide6.QtGui import QPainter

    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


@pytest.mark.parametrize("values", [PLAN, HARD, LEAST], ids=["plan", "hard", "least"])
def test_every_page_has_words_and_nothing_stands_in_its_margins(qapp: QGuiApplication, values: FamilyPlan) -> None:
    images = rendered(family_plan(values))
    assert images
    for image in images:
        width, height = PAGE
        assert has_ink(image, LEFT, 15 * MM, width - RIGHT, height / 2)
        assert not has_ink(image, 0, 0, LEFT - 2, height)
        assert not has_ink(image, width - RIGHT + 2, 0, width, height)
        assert not has_ink(image, 0, 0, width, 6 * MM)
        assert not has_ink(image, 0, height - 9 * MM, width, height)
        assert not has_ink(image, 0, height - 19 * MM, width, height - 18 * MM)
