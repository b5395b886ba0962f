"""Taking in a file that was chosen: read, looked at, and sealed at once. The file itself stays where it was. No Qt.

Only PDFs and pictures are taken: they can be shown from memory, inside Daybook. Of a PDF every byte is kept as it came. A
picture is painted anew from its pixels, so that where and when it was taken, and with what, stays behind.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

import msgspec

from casework.errors import KnownError
from desktop_app.received.draft import ChosenFile
from desktop_app.record_store.records import Records

MEGABYTE = 1024 * 1024
MOST_BYTES = 25 * MEGABYTE
MOST_BYTES_TOGETHER = 100 * MEGABYTE
MOST_FILES = 20
READ_AT_ONCE = MEGABYTE
PARTS = 100
READ_UNTIL, LOOKED_UNTIL = 30, 50
"""How far of a hundred the work is when the file is read, and when it was looked at; the rest is sealing."""

Step = Callable[[int, int, str], object]
"""(done, of how many, in words); it may raise to stop."""


class NotTaken(KnownError):
    """A file cannot be filed as it is; the sentence says why and what to do."""


class Form(Enum):
    """What a file is, by its first bytes; never by its name."""

    PDF = "pdf"
    PICTURE = "picture"
    PHONE_PICTURE = "phone picture"
    OFFICE = "office"
    FILM_OR_SOUND = "film or sound"
    UNKNOWN = "unknown"


class Looked(msgspec.Struct, frozen=True):
    """What was seen of a file. data: the bytes to keep; media: their type; preview: a small JPEG; said: in words."""

    data: bytes
    media: str
    pages: int
    preview: bytes
    said: str


Look = Callable[[bytes, str], Looked]
"""(bytes, name of the file) -> what was seen. Raises NotTaken."""


class TakenIn(msgspec.Struct, frozen=True):
    """A file that is sealed, and its preview for the sheet."""

    chosen: ChosenFile
    preview: bytes


WHAT_TO_DO = {
    Form.PHONE_PICTURE: (
        "is a picture in a phone’s own format (HEIC), which Daybook cannot show. Send it from the phone as JPEG, or take a"
        " picture of the screen, and choose that."
    ),
    Form.OFFICE: (
        "is an office file. Daybook files PDFs and pictures, which stay as they were. Save it as a PDF where it was written"
        " (File, then Save as, then PDF) and choose the PDF."
    ),
    Form.FILM_OR_SOUND: (
        "is a film or a sound recording. Daybook does not file these. Keep it where your authority keeps recordings, and"
        " write in a note where that is."
    ),
    Form.UNKNOWN: "is neither a PDF nor a picture that Daybook can show. Save it as a PDF, JPEG or PNG, and choose that.",
}


def take_in(records: Records, path: str, looks: Mapping[Form, Look], steps: Step) -> TakenIn:
    """Read, look at and seal one file. Raises NotTaken with nothing kept of it. From any thread.

    looks: how a PDF and how a picture is looked at; steps: told of how far it is, and stops it by raising.
    """
    name = Path(path).name
    data = _read(Path(path), name, steps)
    form = form_of(data)
    if form not in looks:
        raise _not(name, WHAT_TO_DO[form])
    steps(READ_UNTIL, PARTS, "Looking at it")
    seen = looks[form](data, name)
    if len(seen.data) > MOST_BYTES:
        raise _too_large(name)
    preview = records.seal(seen.preview, "image/jpeg")
    try:
        content = records.seal(seen.data, seen.media, _sealing(steps))
    except BaseException:
        records.forget_sealed((preview,))
        raise
    return TakenIn(ChosenFile(name, content, preview, seen.pages, seen.said), seen.preview)


def form_of(data: bytes) -> Form:
    """What a file is, by its first bytes."""
    if b"%PDF-" in data[:1024]:
        return Form.PDF
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Form.PICTURE
    if data[4:8] == b"ftyp":
        return Form.PHONE_PICTURE if data[8:12] in _OF_PHONES else Form.FILM_OR_SOUND
    if data.startswith(_OFFICE):
        return Form.OFFICE
    return Form.FILM_OR_SOUND if data.startswith(_FILM_OR_SOUND) else Form.UNKNOWN


_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
_OF_PHONES = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"})
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_FILM_OR_SOUND = (b"\x1aE\xdf\xa3", b"RIFF", b"OggS", b"ID3", b"\xff\xfb", b"fLaC")


def _read(path: Path, name: str, steps: Step) -> bytes:
    """The bytes, a part at a time: a file on a stick or a shared disk may be slow."""
    try:
        length = path.stat().st_size
        if not path.is_file():
            raise _not(name, "is a folder. Open it, and choose the files in it.")
        if length > MOST_BYTES:
            raise _too_large(name)
        found = bytearray()
        with path.open("rb") as file:
            while part := file.read(READ_AT_ONCE):
                found += part
                if len(found) > MOST_BYTES:
                    raise _too_large(name)
                steps(min(READ_UNTIL, READ_UNTIL * len(found) // max(1, length)), PARTS, "Reading it")
    except OSError as error:
        raise _not(name, "could not be read. Look whether it is still there, and choose it again.") from error
    if not found:
        raise _not(name, "is empty. Look whether it came whole, and choose it again.")
    return bytes(found)


def _sealing(steps: Step) -> Callable[[int, int], object]:
    def step(done: int, of: int) -> None:
        steps(LOOKED_UNTIL + (PARTS - LOOKED_UNTIL) * done // of, PARTS, "Encrypting it")

    return step


def _too_large(name: str) -> NotTaken:
    return _not(
        name,
        f"is larger than {MOST_BYTES // MEGABYTE} MB, which is the most that one file may have. Save it in parts, or scan it"
        " in grey or with fewer dots, and choose those.",
    )


def _not(name: str, why: str) -> NotTaken:
    return NotTaken(f"“{name}” {why}")


def cannot_be_taken(name: str, why: str) -> NotTaken:
    """A file that was looked at and cannot be shown; why: "is protected with a password. ..." """
    return _not(name, why)
