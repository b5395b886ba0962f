"""The parts every document for families is put together from, each with its place in the tree a screen reader walks."""

import re
from collections.abc import Iterable, Sequence

from desktop_app.documents import paper
from desktop_app.documents.blocks import Block, Column, Columns, ListItem, Panel, Paragraph, Rule
from desktop_app.documents.paper import Style
from desktop_app.documents.read_models import Line
from desktop_app.documents.structure import Node
from desktop_app.documents.typesetting import Span, Typesetter

Words = str | Sequence[Span]
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def bold(text: str) -> Span:
    """Words in the strong face."""
    return Span(text, strong=True)


def spans_of(line: Line) -> tuple[Span, ...]:
    """A line of a plan: its lead in bold, then its words."""
    return (bold(line.lead + " "), Span(line.text)) if line.lead else (Span(line.text),)


class Composer:
    """Makes the blocks of one document; root is the top of its tree."""

    def __init__(self) -> None:
        self.setter = Typesetter()
        self.root = Node("Document")

    def paragraph(
        self,
        words: Words,
        parent: Node,
        style: Style = paper.BODY,
        *,
        role: str = "P",
        before: float = 0.0,
        after: float = 3.75,
        keep_with_next: bool = False,
        language: str = "",
    ) -> Paragraph:
        """A paragraph, with the space before and after it in points; language: a tag such as "ur", else ignored."""
        node = Node(role, parent, language=language if _LANGUAGE_TAG.fullmatch(language) else "")
        return Paragraph(
            self.setter, words, style, node, space_before=before, space_after=after, keep_with_next=keep_with_next
        )

    def heading(self, words: str, parent: Node, colour: str = paper.INK, *, level: int = 2) -> Paragraph:
        """A heading of a section; it never stands last on a page."""
        style = paper.HEADING_2._replace(colour=colour)
        return self.paragraph(
            [bold(words)], parent, style, role=f"H{level}", before=paper.SPACE_LARGE, after=5.5, keep_with_next=True
        )

    def bullets(self, lines: Iterable[Line], parent: Node) -> list[Block]:
        """Lines as a list."""
        node = Node("L", parent)
        items: list[Block] = []
        for line in lines:
            item = Node("LI", node)
            label = Node("Lbl", item)
            words = self.paragraph(spans_of(line), item, role="LBody", after=5.25)
            items.append(ListItem(words, label, paper.BODY))
        return items

    def barred(self, colour: str, inside: Sequence[Block]) -> Panel:
        """A section's body beside its bar."""
        return Panel(inside, left=17.5, bar=(paper.BAR, colour))

    def fact(self, label: str, value: str, parent: Node, label_width: float, width: float) -> Columns:
        """A bold label and what it says beside it, one paragraph to a screen reader."""
        node = Node("P", parent)
        label_block = Paragraph(self.setter, [bold(label + " ")], paper.BODY, node)
        value_block = Paragraph(self.setter, value, paper.BODY, node)
        fact = Columns([Column(label_block, label_width), Column(value_block, width - label_width)], 0)
        fact.space_after = 2.0
        return fact

    def side_by_side(self, blocks: Sequence[Block], gap: float, *, of: int | None = None) -> Columns:
        """Blocks in columns of equal width over the page; of: how many columns there are, where not all are filled."""
        count = of or len(blocks)
        width = (paper.WIDTH - gap * (count - 1)) / count
        return Columns([Column(block, width) for block in blocks], gap)

    def rule(self, *, weight: float = 0.75, colour: str = paper.LINE, before: float = 0, after: float = 0) -> Rule:
        """A line across the page."""
        rule = Rule(weight=weight, colour=colour)
        rule.space_before, rule.space_after = before, after
        return rule
