"""A paper to a printer: every page painted at the printer's own resolution, band by band, from memory."""

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

DOTS_TO_THE_INCH = 600
BAND = 1024  # rows of dots painted at a time: some twenty megabytes
JOB_NAME = "Document"  # stands in the printer's list, where anybody may read it


def has_printer() -> bool:
    """Whether this laptop knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def a4_printer() -> QPrinter:
    """A printer for A4 paper, edge to edge: the paper brings its own margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_TO_THE_INCH)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setDocName(JOB_NAME)
    return printer


def print_dialog(parent: QWidget, printer: QPrinter) -> QPrintDialog:
    """Which printer. Not to a file: that would lie unprotected on the disk; and always all pages."""
    dialog = QPrintDialog(printer, parent)
    for option in (
        QAbstractPrintDialog.PrintDialogOption.PrintToFile,
        QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
        QAbstractPrintDialog.PrintDialogOption.PrintSelection,
        QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage,
    ):
        dialog.setOption(option, False)
    dialog.setWindowTitle("Print")
    return dialog


class Printing(QObject):
    """One paper on its way to one printer. `printed`, `failed` or `cancelled` comes once; `went_on` says how many pages
    are done.

    Bands of a page are painted one at a time between other events, so the window stays alive and Cancel is heard.
    """

    printed = Signal()
    failed = Signal()
    cancelled = Signal()
    went_on = Signal(int, int)

    def __init__(self, pdf: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._bytes, self._buffer = QByteArray(pdf), QBuffer(self)
        self._buffer.setBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        self._printer, self._painter = printer, QPainter()
        self._work = self._paint()
        self._is_cancelled = False

    def start(self) -> None:
        """Begin."""
        if not self._painter.begin(self._printer):
            self.failed.emit()
            return
        self.went_on.emit(0, self._document.pageCount())
        QTimer.singleShot(0, self, self._go_on)

    def cancel(self) -> None:
        """Send no more to the printer. What it has already, it may still print."""
        self._is_cancelled = True

    def _go_on(self) -> None:
        took = None if self._is_cancelled else next(self._work, None)
        if took:
            QTimer.singleShot(0, self, self._go_on)
            return
        if self._is_cancelled:
            self._printer.abort()
        ended = self._painter.end()
        if self._is_cancelled:
            self.cancelled.emit()
        else:
            (self.printed if took is None and ended else self.failed).emit()

    def _paint(self) -> Iterator[bool]:
        """Band by band; False where the printer takes no other page."""
        count = self._document.pageCount()
        for page in range(count):
            if page > 0 and not self._printer.newPage():
                yield False
            for _ in paint_page(self._document, page, self._painter, self._printer.resolution()):
                yield True
            self.went_on.emit(page + 1, count)


def paint_page(document: QPdfDocument, page: int, painter: QPainter, dots_to_the_inch: int) -> Iterator[None]:
    """Paint one page at its own size from the corner of the paper, a band at each step."""
    points = document.pagePointSize(page)
    whole = QSize(round(points.width() * dots_to_the_inch / 72), round(points.height() * dots_to_the_inch / 72))
    for top in range(0, whole.height(), BAND):
        band = QRect(0, top, whole.width(), min(BAND, whole.height() - top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(whole)
        options.setScaledClipRect(band)
        painter.drawImage(QPoint(0, top), document.render(page, band.size(), options))
        yield
