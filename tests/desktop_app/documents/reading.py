"""Reading a PDF as a screen reader does: by its tree, each element with what it says; and what else was printed."""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf

FURNITURE = -1


class Spoken(NamedTuple):
    """One element that says something itself, in reading order. path: roles from the top, e.g. "Document/Sect/H2"."""

    path: str
    text: str
    language: str
    alternative: str
    pages: tuple[int, ...]

    @property
    def role(self) -> str:
        return self.path.rsplit("/", 1)[-1]


def spoken(pdf: bytes) -> list[Spoken]:
    """Every element with content of its own, as the tree orders them."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        texts = {
            (number, mark): text
            for number, page in enumerate(document.pages)
            for mark, text in _marked(page).items()
            if mark != FURNITURE
        }
        page_numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return list(_walk(document.Root.StructTreeRoot.K, "", texts, page_numbers))


def said(pdf: bytes) -> list[str]:
    """What is said, element by element, without empty ones."""
    return [each.text for each in spoken(pdf) if each.text]


def furniture(pdf: bytes) -> list[str]:
    """The words of each page that are no content: what stands at its foot and head."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [_marked(page).get(FURNITURE, "") for page in document.pages]


def _walk(
    element: pikepdf.Object, path: str, texts: dict[tuple[int, int], str], pages: dict[tuple[int, int], int]
) -> Iterator[Spoken]:
    here = f"{path}/{str(element.S)[1:]}" if path else str(element.S)[1:]
    inside = element.get("/K", pikepdf.Array())
    marks, children = [], []
    for part in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(part, int):
            marks.append((pages[element.Pg.objgen], part))
        elif part.get("/Type") == pikepdf.Name.MCR:
            marks.append((pages[part.Pg.objgen], int(part.MCID)))
        else:
            children.append(part)
    if marks or not children:
        yield Spoken(
            here,
            "".join(texts[mark] for mark in marks).strip(),
            str(element.get("/Lang", "")),
            str(element.get("/Alt", "")),
            tuple(page for page, _ in marks),
        )
    for child in children:
        yield from _walk(child, here, texts, pages)


class _Reader:
    """The words of one page by the number of their marked content."""

    def __init__(self, page: pikepdf.Page) -> None:
        fonts = page.obj.Resources.get("/Font", pikepdf.Dictionary())
        self.maps = {name: to_unicode(font) for name, font in fonts.items()}
        self.texts: dict[int, str] = {}
        self.open: list[int | None] = []
        self.instead: int | None = None  # depth at which ActualText took over
        self.turned: int | None = None
        self.current: dict[int, str] = {}

    def add(self, text: str) -> None:
        mark = next((each for each in reversed(self.open) if each is not None), None)
        assert mark is not None, f"{text!r} belongs to nothing"
        self.texts[mark] = self.texts.get(mark, "") + text

    def begin(self, tag: str, properties: pikepdf.Object) -> None:
        if tag == "/Artifact":
            self.open.append(FURNITURE)
        elif "/MCID" in properties:
            mark = int(properties.MCID)
            assert not any(each is not None for each in self.open), "marked content within marked content"
            self.texts[mark] = ""
            self.open.append(mark)
        else:
            self.open.append(None)
            if "/ActualText" in properties and self.instead is None:
                self.add(str(properties.ActualText))
                self.instead = len(self.open)

    def turn_round(self) -> None:
        """What follows is shown from left to right but read from right to left."""
        self.open.append(None)
        self.turned = len(self.open)

    def end(self) -> None:
        if self.turned == len(self.open):
            self.turned = None
        if self.instead == len(self.open):
            self.instead = None
        self.open.pop()

    def show(self, operand: pikepdf.Object) -> None:
        if self.instead is not None:
            return
        codes = b"".join(bytes(part) for part in operand if isinstance(part, pikepdf.String))
        letters = [self.current[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2)]
        self.add("".join(letters[::-1] if self.turned is not None else letters))


def _marked(page: pikepdf.Page) -> dict[int, str]:
    reader = _Reader(page)
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            reader.begin(str(operands[0]), operands[1])
        elif name == "BMC":
            assert str(operands[0]) == "/ReversedChars"
            reader.turn_round()
        elif name == "EMC":
            reader.end()
        elif name == "Tf":
            reader.current = reader.maps[str(operands[0])]
        elif name == "TJ":
            reader.show(operands[0])
        else:
            assert name not in ("Tj", "'", '"'), name
            assert name not in ("f", "S", "B") or reader.open, "something was drawn that belongs to nothing"
    assert not reader.open
    return reader.texts


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font says."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9a-f]*)>", table)
    }
