"""The pages of what was filed, drawn from memory beside the screen, each when it comes into sight."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop_app.background.work import Work
from desktop_app.received.opening import Opened
from desktop_app.received.view.looking import PDF, OpenPdf, draw_picture, picture_size

A4_WIDTH = 595.0  # points; a photograph is shown as wide as a sheet of paper


class FiledPage:
    """One page of a PDF, or one picture. `work` draws it."""

    def __init__(self, work: Work, opened: Opened, number: int, points: QSizeF) -> None:
        self._work, self._opened, self._number, self._points = work, opened, number, points
        self._words = ""

    def points(self) -> QSizeF:
        """Its size on paper."""
        return self._points

    def words(self) -> str:
        """Its text, known once it was drawn; "" of a picture."""
        return self._words

    def draw(self, size: QSize, then: Callable[[QImage], object], owner: QWidget) -> None:
        """Beside the screen."""

        def drawn(made: tuple[QImage, str]) -> None:
            picture, self._words = made
            then(picture)

        self._work.beside(self._made, size, then=drawn, owner=owner)

    def _made(self, size: QSize) -> tuple[QImage, str]:
        if self._opened.media != PDF:
            return draw_picture(self._opened.data, size), ""
        pdf = OpenPdf(self._opened.data)
        try:
            return pdf.page(self._number, size), pdf.words(self._number)
        finally:
            pdf.close()


def pages_of(work: Work, opened: Iterable[Opened]) -> list[FiledPage]:
    """Every page, in order; none of what cannot be shown. From any thread."""
    found = []
    for one in opened:
        sizes = _sizes(one)
        found += [FiledPage(work, one, number, size) for number, size in enumerate(sizes)]
    return found


def _sizes(opened: Opened) -> list[QSizeF]:
    if opened.media == PDF:
        pdf = OpenPdf(opened.data)
        try:
            return pdf.pages
        finally:
            pdf.close()
    size = picture_size(opened.data)
    return [QSizeF(A4_WIDTH, A4_WIDTH * size.height() / size.width())] if not size.isEmpty() else []
