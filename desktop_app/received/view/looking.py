"""Looking at what was chosen, beside the screen: does it open, how long is it, and what does its first page look like.

A picture is painted anew: its pixels alone, the right way up, in the colours of a screen. Place, time, camera, owner and every
other word that a phone or a program wrote into the file stay behind, with any smaller picture that was hidden in it.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter
from PySide6.QtPdf import QPdfDocument

from casework.wording import plural
from desktop_app.received.intake import MOST_BYTES, Form, Look, Looked, cannot_be_taken

PREVIEW_SIDE, PREVIEW_QUALITY = 320, 80
QUALITY = 92
MOST_DOTS = 100_000_000
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
WITHOUT_LOSS = frozenset({b"png", b"bmp", b"gif", b"tiff", b"tif"})
NOT_A_PICTURE = "cannot be shown: it is damaged, or did not come whole. Ask for it again, and choose the new one."
NOT_A_PDF = NOT_A_PICTURE
PROTECTED = (
    "is protected with a password, so Daybook cannot show it, and nobody could read it in the record. Ask who sent it for a"
    " copy without one; or open it with the password, print it to a new PDF, and choose that."
)
SEVERAL = "holds several pictures, of which only one would be kept. Save it as a PDF, and choose that."
TOO_MANY_DOTS = "has more dots than can be shown. Save it smaller, and choose that."


def look_at_pdf(data: bytes, name: str) -> Looked:
    """A PDF that opens; its bytes stay as they are. Raises NotTaken."""
    open_pdf = OpenPdf(data)
    try:
        if open_pdf.is_protected:
            raise cannot_be_taken(name, PROTECTED)
        pages = open_pdf.pages
        if not pages:
            raise cannot_be_taken(name, NOT_A_PDF)
        size = pages[0].scaled(PREVIEW_SIDE, PREVIEW_SIDE, Qt.AspectRatioMode.KeepAspectRatio).toSize()
        preview = open_pdf.page(0, size)
        if preview.isNull():
            raise cannot_be_taken(name, NOT_A_PDF)
    finally:
        open_pdf.close()
    return Looked(data, PDF, len(pages), _jpeg(preview, PREVIEW_QUALITY), f"PDF, {plural(len(pages), 'page')}")


def look_at_picture(data: bytes, name: str) -> Looked:
    """A picture, painted anew. Raises NotTaken."""
    device = _device(data)
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    form, size = bytes(reader.format().data()), reader.size()
    if reader.imageCount() > 1:
        raise cannot_be_taken(name, SEVERAL)
    if size.width() * size.height() > MOST_DOTS:
        raise cannot_be_taken(name, TOO_MANY_DOTS)
    image = reader.read() if _is_whole(data, form) else QImage()
    device.close()
    if image.isNull():
        raise cannot_be_taken(name, NOT_A_PICTURE)
    plain = pixels_alone(image)
    kept, media = (_png(plain), PNG) if form in WITHOUT_LOSS else (b"", JPEG)
    if not kept or len(kept) > MOST_BYTES:
        kept, media = _jpeg(plain, QUALITY), JPEG
    said = f"Picture, {plain.width():,} by {plain.height():,} dots. Place, time and camera were taken out"
    return Looked(kept, media, 1, _jpeg(_small(plain), PREVIEW_QUALITY), said)


LOOKS: dict[Form, Look] = {Form.PDF: look_at_pdf, Form.PICTURE: look_at_picture}


def pixels_alone(image: QImage) -> QImage:
    """The same dots in the colours of a screen, on white where it was see-through, and not a word beside them."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(1)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    return plain


class OpenPdf:
    """A PDF open in memory, on the thread that opened it; to be closed there. Scripts and files within it are never run."""

    def __init__(self, data: bytes) -> None:
        self._device = _device(data)
        self._document = QPdfDocument()
        self._document.load(self._device)

    @property
    def is_protected(self) -> bool:
        """Whether it asks for a password."""
        wanted = (QPdfDocument.Error.IncorrectPassword, QPdfDocument.Error.UnsupportedSecurityScheme)
        return self._document.error() in wanted

    @property
    def pages(self) -> list[QSizeF]:
        """The size of each page, in points; none where it does not open."""
        return [self._document.pagePointSize(page) for page in range(max(0, self._document.pageCount()))]

    def page(self, number: int, size: QSize) -> QImage:
        """A page on white."""
        drawn = self._document.render(number, size)
        return pixels_alone(drawn) if not drawn.isNull() else drawn

    def words(self, number: int) -> str:
        """The text of a page."""
        return " ".join(self._document.getAllText(number).text().split())

    def close(self) -> None:
        """Done with it."""
        self._document.close()
        self._device.close()


def picture_size(data: bytes) -> QSize:
    """How large a picture of ours is, in dots, without reading all of it."""
    device = _device(data)
    size = QImageReader(device).size()
    device.close()
    return size


def draw_picture(data: bytes, size: QSize) -> QImage:
    """A picture of ours at a size in dots."""
    device = _device(data)
    reader = QImageReader(device)
    reader.setScaledSize(size)
    image = reader.read()
    device.close()
    return image


def _device(data: bytes) -> QBuffer:
    device = QBuffer()
    device.setData(QByteArray(data))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    return device


def _is_whole(data: bytes, form: bytes) -> bool:
    """A JPEG that was cut off would be shown grey from there on: the end of it must be there."""
    return form != b"jpeg" or b"\xff\xd9" in data[-len(data) // 2 :]


def _small(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= PREVIEW_SIDE:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(PREVIEW_SIDE, PREVIEW_SIDE, keep, smooth)


def _jpeg(image: QImage, quality: int) -> bytes:
    return _saved(image, b"JPEG", quality)


def _png(image: QImage) -> bytes:
    return _saved(image, b"PNG", -1)


def _saved(image: QImage, form: bytes, quality: int) -> bytes:
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(device, QByteArray(form))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(device.data().data())
