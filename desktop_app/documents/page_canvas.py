"""Drawing on pages: shapes and lines of text, each said to belong to a node of the tree or to be mere furniture."""

import io
import itertools
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.embedding import UsedFace
from desktop_app.documents.faces import JOINED_TO_THE_LAST, Face, Glyph
from desktop_app.documents.paper import INK, PAGE, Style
from desktop_app.documents.structure import Mark, Node
from desktop_app.documents.typesetting import Line, Placed

_BOM = "feff"
CURVE = 0.5523  # how far the handles of a quarter circle stand out, as a part of its radius


class PageCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas of A4 pages. Lengths are points from the bottom left corner; colours hexadecimal RGB.

    Faces are embedded by us and not by the canvas (embedding.py): it knows none, and writes none of its own. Pages are
    compressed when the document is finished; the canvas would write them as ASCII.
    """

    def __init__(self) -> None:
        self.written = io.BytesIO()
        super().__init__(self.written, pagesize=PAGE, pageCompression=0, invariant=1)
        self.used_faces: dict[Face, UsedFace] = {}
        self._marks_on_page = 0
        self._fill = ""

    def _make_preamble(self) -> None:
        """The canvas's own preamble would select Helvetica, which no page uses and PDF/UA forbids unembedded."""
        self._preamble = ""

    def finished(self) -> bytes:
        """The bytes of all pages, without structure and faces: see finishing.py."""
        self.save()
        return self.written.getvalue()

    def next_page(self) -> None:
        """End this page and begin another."""
        self.showPage()
        self._marks_on_page = 0
        self._fill = ""

    @contextmanager
    def belonging_to(self, node: Node | None) -> Iterator[None]:
        """What is drawn within is content of the node; without one it is furniture."""
        if node is None:
            with self.furniture():
                yield
            return
        self._code.append(f"/{node.role} <</MCID {self._marks_on_page}>> BDC")
        node.inside.append(Mark(self.getPageNumber() - 1, self._marks_on_page))
        self._marks_on_page += 1
        yield
        self._code.append("EMC")

    @contextmanager
    def furniture(self, properties: str = "/Type /Layout") -> Iterator[None]:
        """What is drawn within is passed over by screen readers: lines, backgrounds, what repeats on every page."""
        self._code.append(f"/Artifact <<{properties}>> BDC")
        yield
        self._code.append("EMC")

    def text_line(self, line: Line, style: Style, x: float, baseline: float) -> None:
        """Show a line; x is the left edge of its column. Must stand within `belonging_to` or `furniture`."""
        self.colour(style.colour)
        self._code.append("BT")
        silent: list[tuple[Placed, float, Glyph]] = []
        for pieces in _stretches(line.pieces):
            used = self._select(pieces[0].face, style.size)
            self._code.append(_at(x + pieces[0].x, baseline))
            for plain, group in itertools.groupby(pieces, _is_plain):
                if plain:
                    self._code.append(f"[{''.join(used.shown(piece.shaped) for piece in group)}] TJ")
                    continue
                for piece in group:
                    self._show_apart(used, piece, style.size, silent)
        if silent:
            self._show_silent(silent, style.size, x, baseline)
        self._code.append("ET")

    def text_line_across(self, line: Line, style: Style) -> None:
        """Show a line through the middle of the page, from corner to corner. Must stand within `furniture`."""
        along = math.atan2(PAGE[1], PAGE[0])
        right, up = math.cos(along), math.sin(along)
        self._code.append(f"q {right:.4f} {up:.4f} {-up:.4f} {right:.4f} {PAGE[0] / 2:.2f} {PAGE[1] / 2:.2f} cm")
        self.text_line(line, style, -line.width / 2, -style.size / 3)
        self._code.append("Q")
        self._fill = ""

    def _select(self, face: Face, size: float) -> UsedFace:
        used = self.used_faces.setdefault(face, UsedFace(face, f"D{len(self.used_faces) + 1}"))
        self._code.append(f"/{used.label} {size:g} Tf")
        return used

    def _show_apart(
        self, used: UsedFace, piece: Placed, size: float, silent: list[tuple[Placed, float, Glyph]]
    ) -> None:
        """A piece that is told as a whole or from right to left, or whose marks stand higher or lower.

        Where it is not told as a whole, glyphs that say nothing of their own, such as the dots of Arabic letters, are
        kept for the end of the line: between its letters they would part the word for a reader of the file.
        """
        glyphs: Sequence[Glyph] = piece.shaped.glyphs
        if piece.shaped.said:
            self._code.append(_told_as(piece.shaped.said))
        else:
            if piece.right_to_left:
                self._code.append("/ReversedChars BMC")
            glyphs, apart = _speaking(glyphs)
            silent += [(piece, right, glyph) for right, glyph in apart]
        for up, level in itertools.groupby(glyphs, lambda glyph: glyph.up):
            self._code.append(f"{up * size / 1000:.2f} Ts [{used.shown_glyphs(tuple(level))}] TJ")
        self._code.append("0 Ts EMC" if piece.shaped.said or piece.right_to_left else "0 Ts")

    def _show_silent(self, silent: list[tuple[Placed, float, Glyph]], size: float, x: float, baseline: float) -> None:
        self._code.append(_told_as(""))
        for face, group in itertools.groupby(silent, lambda each: each[0].face):
            used = self._select(face, size)
            for piece, right, glyph in group:
                place = _at(x + piece.x + right * size / 1000, baseline + glyph.up * size / 1000)
                self._code.append(f"{place} [{used.shown_glyphs([glyph._replace(right=0.0, up=0.0)])}] TJ")
        self._code.append("EMC")

    def colour(self, value: str) -> None:
        """Fill what follows, text too, with this colour."""
        if value != self._fill:
            self._fill = value
            self._code.append(f"{_rgb(value)} rg")

    def rule(self, x: float, y: float, width: float, *, weight: float = 0.75, colour: str = INK) -> None:
        """A horizontal line."""
        self._code.append(f"{_rgb(colour)} RG {weight:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def block(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle whose lower left corner is at x, y."""
        self.colour(colour)
        self._code.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def rounded(
        self, x: float, y: float, width: float, height: float, radius: float, *, fill: str = "", outline: str = ""
    ) -> None:
        """A rectangle with round corners, filled or outlined or both."""
        if fill:
            self.colour(fill)
        if outline:
            self._code.append(f"{_rgb(outline)} RG 1.5 w")
        operator = "B" if fill and outline else "f" if fill else "S"
        self._code.append(f"{_rounded_path(x, y, width, height, min(radius, height / 2))} {operator}")

    def curve(self, path: str, *, weight: float, colour: str) -> None:
        """A line along a path in PDF operators (m, l, c), with round ends and joins."""
        self._code.append(f"q 1 J 1 j {_rgb(colour)} RG {weight:.2f} w {path} S Q")


def _rgb(value: str) -> str:
    return " ".join(f"{int(value[at : at + 2], 16) / 255:.3f}" for at in (0, 2, 4))


def _rounded_path(x: float, y: float, width: float, height: float, radius: float) -> str:
    right, top, handle = x + width, y + height, radius * (1 - CURVE)
    return (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
        f"{right - handle:.2f} {y:.2f} {right:.2f} {y + handle:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - handle:.2f} {right - handle:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l "
        f"{x + handle:.2f} {top:.2f} {x:.2f} {top - handle:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l "
        f"{x:.2f} {y + handle:.2f} {x + handle:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )


def _stretches(pieces: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Pieces of one face that follow each other from left to right."""
    stretch: list[Placed] = []
    for piece in pieces:
        if stretch and (piece.face is not stretch[0].face or abs(piece.x - stretch[-1].end) > 0.01):
            yield stretch
            stretch = []
        stretch.append(piece)
    if stretch:
        yield stretch


def _is_plain(piece: Placed) -> bool:
    return piece.shaped.is_plain


def _speaking(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[tuple[float, Glyph]]]:
    """The glyphs that say something, as far apart as they were, and the silent ones with how far right they stand."""
    speaking: list[Glyph] = []
    silent: list[tuple[float, Glyph]] = []
    pen = skipped = 0.0
    for glyph in glyphs:
        if glyph.text != JOINED_TO_THE_LAST:
            speaking.append(glyph._replace(right=glyph.right + skipped, advance=glyph.advance + skipped))
            skipped = 0.0
        else:
            silent.append((pen + glyph.right, glyph))
            skipped += glyph.advance
        pen += glyph.advance
    if skipped and speaking:
        speaking[-1] = speaking[-1]._replace(advance=speaking[-1].advance + skipped)
    return speaking, silent


def _at(x: float, y: float) -> str:
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm"


def _told_as(text: str) -> str:
    """What opens content that is read out, and copied, as this text whatever its glyphs say."""
    return f"/Span <</ActualText <{_BOM}{text.encode('utf-16-be').hex()}>>> BDC"
