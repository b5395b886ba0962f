"""What a screen reader is told: the tree of headings, paragraphs, lists, tables and pictures, written into the PDF.

Roles are the standard structure types of ISO 32000-1, 14.8.4; PDF/UA-1 (ISO 14289-1) says which are needed.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

CELLS = ("TH", "TD")  # stand in their row also when they are empty


class Mark(NamedTuple):
    """Content that belongs to a node: page (from 0) and the number of its marked content there."""

    page: int
    number: int


class Node:
    """One element of the tree. Blocks make it with their words; the page adds a mark wherever it draws some of them."""

    def __init__(
        self,
        role: str,
        parent: "Node | None" = None,
        *,
        alternative: str = "",
        language: str = "",
        scope: str = "",
    ) -> None:
        """alternative: words for a picture; language: where it is not the document's; scope: Row or Column of a TH."""
        self.role = role
        self.alternative = alternative
        self.language = language
        self.scope = scope
        self.box: tuple[float, float, float, float] | None = None
        self.inside: list[Node | Mark] = []
        if parent is not None:
            parent.inside.append(self)

    def has_content(self) -> bool:
        """Whether anything of it was drawn."""
        return any(isinstance(part, Mark) or part.has_content() for part in self.inside)

    def walk(self) -> Iterator["Node"]:
        """This node and all within it, in reading order."""
        yield self
        for part in self.inside:
            if isinstance(part, Node):
                yield from part.walk()


def write_structure(pdf: Pdf, root: Node) -> None:
    """Write the tree into a PDF whose pages already hold the marked content."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pages = [page.obj for page in pdf.pages]
    owners: list[dict[int, Object]] = [{} for _ in pages]
    tree.K = _element(pdf, root, tree, pages, owners)
    numbers = Array()
    for number, (page, owned) in enumerate(zip(pages, owners, strict=True)):
        numbers.append(number)
        numbers.append(Array([owned[mark] for mark in range(len(owned))]))
        page.StructParents = number
        page.Tabs = Name.S
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(pdf: Pdf, node: Node, parent: Object, pages: Sequence[Object], owners: list[dict[int, Object]]) -> Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.role), P=parent))
    if node.alternative:
        element.Alt = String(node.alternative)
    if node.language:
        element.Lang = String(node.language)
    if node.scope:
        element.A = Dictionary(O=Name.Table, Scope=Name("/" + node.scope))
    if node.box:
        element.A = Dictionary(O=Name.Layout, BBox=Array([round(edge, 2) for edge in node.box]), Placement=Name.Block)
    marked_pages = {part.page for part in node.inside if isinstance(part, Mark)}
    if len(marked_pages) == 1:
        element.Pg = pages[next(iter(marked_pages))]
    inside: list[Object | int] = []
    for part in node.inside:
        if isinstance(part, Mark):
            owners[part.page][part.number] = element
            whole = len(marked_pages) == 1
            inside.append(part.number if whole else Dictionary(Type=Name.MCR, Pg=pages[part.page], MCID=part.number))
        elif part.has_content() or part.role in CELLS:
            inside.append(_element(pdf, part, element, pages, owners))
    element.K = inside[0] if len(inside) == 1 else Array(inside)
    return element
