"""Art of our own for what is handed over: a letter as a PDF, and a bedroom as a picture. A few lines of code each, made in a moment."""

import itertools
import random
import struct
import zlib
from collections.abc import Sequence
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]
Box: TypeAlias = tuple[float, float, float, float, Colour]
"""left, top, right, bottom, each from 0 to 1, and its colour."""

PHOTOGRAPH, PREVIEW, PAPER_PREVIEW = (640, 480), (320, 240), (226, 320)
WHITE, INK = (255, 255, 255), (120, 120, 120)
WALLS: Sequence[Colour] = ((226, 232, 222), (238, 228, 208), (214, 226, 236), (240, 222, 222))
BLANKETS: Sequence[Colour] = ((36, 108, 120), (176, 92, 60), (110, 92, 150), (200, 160, 60))
_MOST_LETTERS = 92


def letter(lines: Sequence[str]) -> bytes:
    """One page of A4 with these lines, as a PDF."""
    said = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
    content = f"BT /F1 11 Tf 24 TL 64 760 Td {said}ET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return bytes(made) + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def letter_small(lines: Sequence[str]) -> bytes:
    """The same page, small: where the words stand."""
    bars = [
        (0.1, 0.1 + 0.028 * at, 0.1 + 0.8 * min(1.0, len(line) / _MOST_LETTERS), 0.108 + 0.028 * at, INK)
        for at, line in enumerate(lines)
        if line
    ]
    return picture(PAPER_PREVIEW, WHITE, bars)


def bedroom(rng: random.Random) -> list[Box]:
    """A room with a bed, painted as flat boxes: wall, floor, window, bed, rug."""
    blanket, left = rng.choice(BLANKETS), rng.choice((0.06, 0.44))
    window = 0.62 if left < 0.3 else 0.08
    return [
        (0, 0.72, 1, 1, (150, 112, 82)),
        (window, 0.1, window + 0.28, 0.48, WHITE),
        (window + 0.02, 0.13, window + 0.26, 0.45, (176, 208, 232)),
        (window + 0.13, 0.13, window + 0.15, 0.45, WHITE),
        (left, 0.44, left + 0.03, 0.86, (104, 74, 52)),
        (left + 0.47, 0.54, left + 0.5, 0.86, (104, 74, 52)),
        (left + 0.03, 0.6, left + 0.47, 0.8, (236, 236, 232)),
        (left + 0.16, 0.57, left + 0.47, 0.76, blanket),
        (left + 0.05, 0.54, left + 0.15, 0.62, WHITE),
        (window - 0.02, 0.84, window + 0.3, 0.93, rng.choice(BLANKETS)),
    ]


def picture(size: tuple[int, int], ground: Colour, boxes: Sequence[Box]) -> bytes:
    """A PNG of flat boxes on a ground, the later above the earlier."""
    width, height = size
    placed = [
        (round(left * width), round(top * height), round(right * width), round(bottom * height), bytes(paint))
        for left, top, right, bottom, paint in boxes
    ]
    edges = sorted({0, height, *(edge for box in placed for edge in (box[1], box[3]))})
    rows = bytearray()
    for above, below in itertools.pairwise(edges):
        row = bytearray(bytes(ground) * width)
        for start, upper, end, lower, colour in placed:
            if upper <= above < lower:
                row[3 * start : 3 * end] = colour * (end - start)
        rows += (b"\0" + row) * (below - above)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
