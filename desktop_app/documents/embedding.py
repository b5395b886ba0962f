"""Putting the used part of each face into the PDF, with what every glyph says.

Each pair of a glyph and the characters it stands for gets a code of its own, so that text taken out of the file, by a
screen reader or by copying, is the text that went in, also where one shape serves several letters.
"""

import zlib
from collections.abc import Iterator, Sequence

import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from desktop_app.documents.faces import Face, Glyph, Shaped

TRUE_TYPE_FLAGS_SYMBOLIC = 4
_NOT_NEEDED = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"STAT", b"DSIG", b"name", b"post", b"OS/2", b"cmap", b"gasp")
_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
"""
_CMAP_FOOT = b"endcmap CMapName currentdict /CMap defineresource pop end end"


class UsedFace:
    """One face as one document uses it. label: its name in the pages' resources."""

    def __init__(self, face: Face, label: str) -> None:
        self.face = face
        self.label = label
        self.codes: dict[tuple[int, str], int] = {}
        self.advances: list[float] = [0.0]  # by code; code 0 is never used
        self._shown: dict[Shaped, str] = {}

    def shown(self, shaped: Shaped) -> str:
        """The elements of a TJ array that show a plain piece, with kerning."""
        if shaped not in self._shown:
            self._shown[shaped] = self.shown_glyphs(shaped.glyphs)
        return self._shown[shaped]

    def shown_glyphs(self, glyphs: Sequence[Glyph]) -> str:
        """The elements of a TJ array that show these glyphs on the line, however high they should stand."""
        return _joined(self._elements(glyphs))

    def _elements(self, glyphs: Sequence[Glyph]) -> Iterator[str | float]:
        for glyph in glyphs:
            code = self._code(glyph)
            if glyph.right:
                yield -glyph.right
            yield f"{code:04X}"
            missing = glyph.advance - glyph.right - self.advances[code]
            if abs(missing) >= 0.5:
                yield -missing

    def _code(self, glyph: Glyph) -> int:
        key = (glyph.number, glyph.text)
        if key not in self.codes:
            self.codes[key] = len(self.advances)
            self.advances.append(self.face.advance_of(glyph.number))
        return self.codes[key]

    def write(self, pdf: Pdf) -> Object:
        """The font object, with only the shapes that were used."""
        name = Name("/" + _tag(self.codes) + "+" + self.face.name)
        program = _subset(self.face, {number for number, _ in self.codes})
        font_file = _packed(pdf, program)
        font_file.Length1 = len(program)
        upright = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(_descriptor(self.face, name, font_file)),
            W=Array([1, Array([round(advance, 2) for advance in self.advances[1:]])]),
            DW=0,
            CIDToGIDMap=_packed(pdf, b"\0\0" + b"".join(number.to_bytes(2) for number, _ in self.codes)),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(upright)]),
                ToUnicode=_packed(pdf, _to_unicode(self.codes)),
            )
        )


def _joined(elements: Iterator[str | float]) -> str:
    """Codes in one hexadecimal string as far as no number stands between them."""
    parts: list[str] = []
    codes = ""
    for element in elements:
        if isinstance(element, str):
            codes += element
        else:
            parts.append(f"<{codes}>{element:.0f} " if codes else f"{element:.0f} ")
            codes = ""
    return "".join(parts) + (f"<{codes}>" if codes else "")


def _tag(codes: dict[tuple[int, str], int]) -> str:
    """Six capitals that name this subset (ISO 32000-1, 9.6.4): the same for the same glyphs."""
    rest = zlib.crc32(repr(sorted(codes)).encode())
    letters = ""
    for _ in range(6):
        rest, letter = divmod(rest, 26)
        letters += chr(ord("A") + letter)
    return letters


def _subset(face: Face, numbers: set[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(numbers)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(int.from_bytes(tag) for tag in _NOT_NEEDED)
    return bytes(hb.subset(face.shapes, wanted).blob.data)


def _descriptor(face: Face, name: Object, font_file: Object) -> Dictionary:
    head = face.shapes.reference_table("head").data
    corners = [int.from_bytes(head[at : at + 2], signed=True) * face.scale for at in range(36, 44, 2)]
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=TRUE_TYPE_FLAGS_SYMBOLIC,
        FontBBox=Array([round(corner) for corner in corners]),
        ItalicAngle=0,
        Ascent=round(face.ascender),
        Descent=round(face.descender),
        CapHeight=round(face.cap_height),
        StemV=120 if "Bold" in face.name else 80,
        FontFile2=font_file,
    )


def _to_unicode(codes: dict[tuple[int, str], int]) -> bytes:
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for (_, text), code in codes.items()]
    blocks = []
    for at in range(0, len(lines), 100):  # a block may hold no more than 100 (ISO 32000-1, 9.10.3)
        block = lines[at : at + 100]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
    return _CMAP_HEAD + "".join(blocks).encode() + _CMAP_FOOT


def _packed(pdf: Pdf, content: bytes) -> Stream:
    return Stream(pdf, zlib.compress(content), Filter=Name.FlateDecode)
