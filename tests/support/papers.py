"""Files as they reach a social worker: a school's PDF, a phone's photograph with all that a phone writes into it."""

import io
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

GPS_WORDS, CAMERA, OWNER = "51.4545N-GPS-PLACE", "Camera-Zebra-9000", "Owner-Quokka"


def pdf(*lines: str, pages: int = 1, password: str = "") -> bytes:
    """A PDF whose pages say these lines; with a password, one that asks for it."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption(password) if password else None, invariant=1)
    for page in range(pages):
        for at, words in enumerate((*lines, f"Page {page + 1}")):
            canvas.drawString(72, 760 - 20 * at, words)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def photograph(orientation: int = 1, size: tuple[int, int] = (400, 300)) -> bytes:
    """A JPEG, red with a blue corner at its top left as it lies in the file, with place, camera and owner in its EXIF."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for x in range(size[0] // 4):
        for y in range(size[1] // 4):
            image.setPixelColor(x, y, QColor("blue"))
    image.setText("Description", OWNER)
    plain = saved(image, b"JPEG")
    return plain[:2] + _exif(orientation) + plain[2:]


def png(*, words: str = OWNER) -> bytes:
    """A PNG with words beside its dots."""
    image = QImage(120, 80, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    image.setText("Author", words)
    return saved(image, b"PNG")


def saved(image: QImage, form: bytes) -> bytes:
    """A picture as a file."""
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(device, QByteArray(form)).write(image)
    return bytes(device.data().data())


def put(folder: Path, name: str, data: bytes) -> str:
    """A file in a folder outside Daybook: its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return str(path)


def _exif(orientation: int) -> bytes:
    """Orientation, camera, and where it was taken, as a phone writes them."""
    camera, place = CAMERA.encode() + b"\0", GPS_WORDS.encode() + b"\0"
    after = 8 + 2 + 3 * 12 + 4
    gps = after + len(camera)
    main = struct.pack("<H", 3)
    main += struct.pack("<HHII", 0x0110, 2, len(camera), after)
    main += struct.pack("<HHII", 0x0112, 3, 1, orientation)
    main += struct.pack("<HHII", 0x8825, 4, 1, gps) + struct.pack("<I", 0)
    places = struct.pack("<H", 1) + struct.pack("<HHII", 0x001B, 2, len(place), gps + 2 + 12 + 4) + struct.pack("<I", 0)
    body = b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + main + camera + places + place
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
