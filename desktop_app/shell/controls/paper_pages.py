"""The pages of a paper, drawn from memory: nothing of them is ever on disk."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.shell.controls.bar import give_bar
from desktop_app.shell.controls.dressing import Ringed
from desktop_app.shell.painting import box, smooth

SMALLEST, LARGEST, ZOOM_STEP = 50, 300, 25
POINTS_TO_PIXELS = 96 / 72
GAP, MARGIN = 16, 12


class PageSource(Protocol):
    """Where one page comes from."""

    def points(self) -> QSizeF:
        """Its size on paper, in points."""

    def words(self) -> str:
        """What stands on it, for a screen reader; "" where that is not known."""

    def draw(self, size: QSize, then: Callable[[QImage], object], owner: QWidget) -> None:
        """Give its picture of this size, in pixels, to `then`: at once, or later while `owner` is still there."""


class PdfPage:
    """A page of a PDF that is open here, drawn at once."""

    def __init__(self, document: QPdfDocument, page: int) -> None:
        self._document, self._page = document, page

    def points(self) -> QSizeF:
        """As the PDF says."""
        return self._document.pagePointSize(self._page)

    def words(self) -> str:
        """Its text."""
        return " ".join(self._document.getAllText(self._page).text().split())

    def draw(self, size: QSize, then: Callable[[QImage], object], _owner: QWidget) -> None:
        """Now."""
        then(self._document.render(self._page, size))


class PaperPage(QWidget):
    """One page at a size. It is drawn when it comes into sight."""

    def __init__(self, source: PageSource, page: int, of: int) -> None:
        super().__init__()
        self._source = source
        self._drawn: QImage | None = None
        self._asked = QSize()
        self.setAccessibleName(f"Page {page + 1} of {of}")
        self.setAccessibleDescription(source.words())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def points(self) -> QSizeF:
        """Its size on paper."""
        return self._source.points()

    def is_drawn(self) -> bool:
        """Whether it stands there as it is, not as an empty sheet."""
        return self._drawn is not None

    def show_at(self, percent: int) -> None:
        """Another size; 100 is the size of the paper on a screen of 96 dots to the inch."""
        points = self.points()
        scale = POINTS_TO_PIXELS * percent / 100
        self.setFixedSize(round(points.width() * scale), round(points.height() * scale))
        self.update()

    def forget(self) -> None:
        """It is far out of sight: its picture is given back."""
        self._drawn, self._asked = None, QSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page on white, with a thin edge; paper is white in every look."""
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._asked != wanted:
            self._asked = wanted
            self._source.draw(wanted, self._take, self)
        painter = smooth(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._drawn is not None:
            painter.drawImage(self.rect(), self._drawn)
        box(painter, self.rect(), edge="line", radius=0)
        painter.end()

    def _take(self, drawn: QImage) -> None:
        if drawn.size() == self._asked:  # else another size was asked for meanwhile
            self._drawn = drawn
            self.setAccessibleDescription(self._source.words())
            self.update()


class PaperPages(Ringed, QScrollArea):
    """All pages, one beneath the other. Page up and down, Home, End, arrows move; + and - change the size, 0 fits it.

    `moved` carries the page in sight and how many there are; `zoomed` the size in per cent.
    """

    moved = Signal(int, int)
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(320)
        give_bar(self)
        self._bytes, self._buffer = QByteArray(), QBuffer(self)
        self._document = QPdfDocument(self)
        self._pages: list[PaperPage] = []
        self._percent, self._fits = 100, True
        self.verticalScrollBar().valueChanged.connect(self._tell)
        self.viewport().setAutoFillBackground(False)

    def show_pdf(self, pdf: bytes) -> None:
        """Show this document, at the place where the last one stood."""
        at = self.verticalScrollBar().value()
        self._document.close()
        self._buffer.close()
        self._bytes = QByteArray(pdf)
        self._buffer.setBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self.show_pages([PdfPage(self._document, page) for page in range(self._document.pageCount())])
        self.verticalScrollBar().setValue(at)
        self._tell()

    def show_pages(self, sources: Sequence[PageSource]) -> None:
        """Show these pages."""
        sheet = QWidget()
        lay = QVBoxLayout(sheet)
        lay.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        lay.setSpacing(GAP)
        self._pages = [PaperPage(source, page, len(sources)) for page, source in enumerate(sources)]
        for page in self._pages:
            lay.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        lay.addStretch(1)
        sheet.setAutoFillBackground(False)
        self.setWidget(sheet)
        if self._fits:
            self._fit_now()
        else:
            self._show_at(self._percent)

    def pages(self) -> list[PaperPage]:
        """The pages shown."""
        return self._pages

    def percent(self) -> int:
        """The size they are shown at."""
        return self._percent

    def zoom(self, by: int) -> None:
        """Larger or smaller by so many per cent, to the next step."""
        step = ZOOM_STEP
        wanted = (self._percent + by) // step * step if by > 0 else -(-(self._percent + by) // step) * step
        self._fits = False
        self._show_at(max(SMALLEST, min(LARGEST, wanted)))

    def fit(self) -> None:
        """As wide as there is room, and kept so."""
        self._fits = True
        self._fit_now()

    def _fit_now(self) -> None:
        if self._pages:
            widest = max(page.points().width() for page in self._pages)
            room = self.viewport().width() - 2 * MARGIN - 2
            self._show_at(max(SMALLEST // 2, min(LARGEST, int(room / (widest * POINTS_TO_PIXELS) * 100))))

    def _show_at(self, percent: int) -> None:
        self._percent = percent
        for page in self._pages:
            page.show_at(percent)
        self.zoomed.emit(percent)
        self._tell()

    def _tell(self) -> None:
        top, room = self.verticalScrollBar().value(), self.viewport().height()
        seen = sum(page.y() <= top + room // 2 for page in self._pages)
        self.moved.emit(max(1, seen), len(self._pages))
        for page in self._pages:  # a picture of a page is some megabytes
            if page.y() > top + 2 * room or page.y() + page.height() < top - room:
                page.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that fits goes on fitting."""
        super().resizeEvent(event)
        if self._fits:
            self._fit_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moving and sizing by keys alone."""
        bar = self.verticalScrollBar()
        steps = {Qt.Key.Key_Home: -bar.maximum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM_STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(-ZOOM_STEP)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)
