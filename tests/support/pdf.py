"""The words of a PDF, as a reader of its text finds them."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtPdf import QPdfDocument


def pdf_text(data: bytes) -> str:
    """All pages' words, in one line."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    words = " ".join(document.getAllText(page).text() for page in range(document.pageCount()))
    document.close()
    return " ".join(words.split())
