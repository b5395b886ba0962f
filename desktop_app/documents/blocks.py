"""What a page is made of: paragraphs, lists, panels and columns, which know their height and where they may be parted.

A block is asked for its height in a column, parted where a page ends, and drawn with its top at a given place. A parted
block keeps its node, so that a paragraph over two pages is one paragraph to a screen reader.
"""

from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.documents.page_canvas import PageCanvas
from desktop_app.documents.paper import HEIGHT, LINE, Style
from desktop_app.documents.structure import Node
from desktop_app.documents.typesetting import Line, Span, Typesetter

TALLEST_WHOLE = HEIGHT - 80.0
"""What is taller than this is parted wherever it stands: with its heading, no page could hold it."""


class Block:
    """Something that stands in a column. Lengths in points."""

    space_before = 0.0
    space_after = 0.0
    keep_with_next = False
    on_fresh_page = False
    """Begins a page, unless all that is left fits on this one (see pages.laid_out for another exception)."""

    def height(self, width: float) -> float:
        """How tall it is in a column of this width."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """How much of it must stand on a page before the rest may go to the next."""
        return self.height(width)

    def split(self, width: float, room: float, *, forced: bool) -> "tuple[Block, Block] | None":
        """What fits the room, and the rest; None where it must not be parted there. forced: a whole page is too short."""
        del width, room, forced
        return None

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at x, top (from the bottom of the page)."""
        raise NotImplementedError


class Paragraph(Block):
    """Words set in lines. Not parted so that a single line stands alone on a page."""

    def __init__(
        self,
        setter: Typesetter,
        spans: Sequence[Span] | str,
        style: Style,
        node: Node | None,
        *,
        space_before: float = 0.0,
        space_after: float = 0.0,
        keep_with_next: bool = False,
    ) -> None:
        self.setter = setter
        self.spans = (Span(spans),) if isinstance(spans, str) else spans
        self.style = style
        self.node = node
        self.space_before, self.space_after, self.keep_with_next = space_before, space_after, keep_with_next
        self._lines: list[Line] | None = None
        self._set_for = 0.0
        self._is_part = False

    def lines(self, width: float) -> list[Line]:
        """Its lines in a column of this width; those of a part stay as they were set."""
        if self._lines is None or (abs(self._set_for - width) > 0.01 and not self._is_part):
            self._lines, self._set_for = self.setter.lines(self.spans, self.style, width), width
        return self._lines

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        count = len(self.lines(width))
        return (count if count <= 3 else 2) * self.style.leading

    def split(self, width: float, room: float, *, forced: bool) -> tuple[Block, Block] | None:
        lines = self.lines(width)
        fit = int((room + 0.01) // self.style.leading)
        if min(fit, len(lines) - 2) >= 2 or not forced:
            fit = min(fit, len(lines) - 2)
        if fit < (1 if forced else 2) or fit >= len(lines):
            return None
        return self._part(lines[:fit], width), self._part(lines[fit:], width)

    def _part(self, lines: list[Line], width: float) -> "Paragraph":
        part = Paragraph(self.setter, self.spans, self.style, self.node, space_after=self.space_after)
        part._lines, part._set_for, part._is_part = lines, width, True
        return part

    def repeated(self) -> "Paragraph":
        """The same words once more, as furniture: a screen reader has read them already."""
        return Paragraph(self.setter, self.spans, self.style, None)

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        lines = self.lines(width)
        if not any(line.pieces for line in lines):
            return
        baseline = top - self.style.leading * 0.5 - self.style.size * 0.33
        with page.belonging_to(self.node):
            for line in lines:
                page.text_line(line, self.style, x, baseline)
                baseline -= self.style.leading


class Rule(Block):
    """A thin line across the column."""

    def __init__(self, *, weight: float = 0.75, colour: str = LINE, space: float = 0.0) -> None:
        self.weight, self.colour = weight, colour
        self.space_before = self.space_after = space

    def height(self, width: float) -> float:
        del width
        return self.weight

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        with page.furniture():
            page.rule(x, top - self.weight / 2, width, weight=self.weight, colour=self.colour)


class ListItem(Block):
    """A bullet and what hangs beside it; its node is the list's item."""

    BULLET = "•"

    def __init__(self, inside: Paragraph, label: Node | None, style: Style) -> None:
        self.inside, self.label, self.style = inside, label, style
        self.indent = style.size * 4 / 3
        self.space_before, self.space_after = inside.space_before, inside.space_after

    def height(self, width: float) -> float:
        return self.inside.height(width - self.indent)

    def least(self, width: float) -> float:
        return self.inside.least(width - self.indent)

    def split(self, width: float, room: float, *, forced: bool) -> tuple[Block, Block] | None:
        parts = self.inside.split(width - self.indent, room, forced=forced)
        if parts is None:
            return None
        first, rest = (part for part in parts if isinstance(part, Paragraph))
        return ListItem(first, self.label, self.style), ListItem(rest, None, self.style)

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        if self.label is not None:
            # larger than the words and on their line, as a bullet is drawn to be seen
            big = self.style._replace(size=self.style.size * 1.5)
            line = self.inside.setter.lines([Span(self.BULLET, strong=True)], big, self.indent)[0]
            baseline = top - self.style.leading * 0.5 - self.style.size * 0.33 - self.style.size * 0.14
            with page.belonging_to(self.label):
                page.text_line(line, big, x + self.style.size / 6, baseline)
        self.inside.draw(page, x + self.indent, top, width - self.indent)


class Stack(Block):
    """Blocks one under the other."""

    def __init__(self, inside: Sequence[Block]) -> None:
        self.inside = list(inside)
        if inside:
            self.space_before, self.space_after = inside[0].space_before, inside[-1].space_after

    def height(self, width: float) -> float:
        return fill(self.inside, width, float("inf")).height

    def least(self, width: float) -> float:
        return _least_of(self.inside, width)

    def split(self, width: float, room: float, *, forced: bool) -> tuple[Block, Block] | None:
        filled = fill(self.inside, width, room, forced=forced)
        return (Stack([each.block for each in filled.placed]), Stack(filled.rest)) if filled.placed else None

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        for block, down in fill(self.inside, width, float("inf")).placed:
            block.draw(page, x, top - down, width)


class Column(NamedTuple):
    """A block in a row of columns, and its width. middle: set to half the height of the row."""

    inside: Block
    width: float
    middle: bool = False


class Columns(Block):
    """Blocks side by side, read from left to right. Parted only where even a whole page is too short."""

    def __init__(self, columns: Sequence[Column], gap: float) -> None:
        self.columns, self.gap = columns, gap

    def height(self, width: float) -> float:
        del width
        return max((column.inside.height(column.width) for column in self.columns), default=0.0)

    def split(self, width: float, room: float, *, forced: bool) -> tuple[Block, Block] | None:
        del width
        if not forced:
            return None
        firsts, rests = [], []
        for column in self.columns:
            first, rest = part_of(column.inside, column.width, room)
            firsts.append(column._replace(inside=first))
            rests.append(column._replace(inside=rest))
        if not any(column.inside.height(column.width) for column in firsts):
            return None
        return self._like(firsts), self._like(rests)

    def _like(self, columns: Sequence[Column]) -> "Columns":
        part = Columns(columns, self.gap)
        part.space_before, part.space_after = self.space_before, self.space_after
        return part

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        tallest = self.height(width)
        for column in self.columns:
            spare = tallest - column.inside.height(column.width) if column.middle else 0.0
            column.inside.draw(page, x, top - spare / 2, column.width)
            x += column.width + self.gap


def part_of(block: Block, width: float, room: float) -> tuple[Block, Block]:
    """What of a block fits, and the rest, either of them maybe empty."""
    if block.height(width) <= room:
        return block, Stack(())
    return block.split(width, room, forced=True) or (Stack(()), block)


class Panel(Block):
    """Blocks that belong together: beside a coloured bar, on a soft ground, or in an outline.

    whole: goes to the next page as it is rather than be parted, as far as a page can hold it with its heading.
    """

    def __init__(
        self,
        inside: Sequence[Block],
        *,
        left: float,
        padding: float = 0.0,
        bar: tuple[float, str] | None = None,
        fill_colour: str = "",
        outline: str = "",
        radius: float = 0.0,
        whole: bool = False,
    ) -> None:
        self.stack = Stack(inside)
        self.left, self.padding, self.bar = left, padding, bar
        self.fill_colour, self.outline, self.radius, self.whole = fill_colour, outline, radius, whole

    def _stays_whole(self, width: float) -> bool:
        return self.whole and self.height(width) <= TALLEST_WHOLE

    def _inner(self, width: float) -> float:
        return width - self.left - self.padding

    def height(self, width: float) -> float:
        return self.stack.height(self._inner(width)) + 2 * self.padding

    def least(self, width: float) -> float:
        return (
            self.height(width) if self._stays_whole(width) else self.stack.least(self._inner(width)) + 2 * self.padding
        )

    def split(self, width: float, room: float, *, forced: bool) -> tuple[Block, Block] | None:
        if self._stays_whole(width) and not forced:
            return None
        parts = self.stack.split(self._inner(width), room - 2 * self.padding, forced=forced)
        return None if parts is None else (self._like(parts[0]), self._like(parts[1]))

    def _like(self, part: Block) -> "Panel":
        panel = Panel(
            (part,),
            left=self.left,
            padding=self.padding,
            bar=self.bar,
            fill_colour=self.fill_colour,
            outline=self.outline,
            radius=self.radius,
            whole=self.whole,
        )
        panel.space_before, panel.space_after = self.space_before, self.space_after
        return panel

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        height = self.height(width)
        with page.furniture():
            if self.bar is not None:
                page.block(x, top - height, self.bar[0], height, self.bar[1])
            if self.fill_colour or self.outline:
                page.rounded(x, top - height, width, height, self.radius, fill=self.fill_colour, outline=self.outline)
        self.stack.draw(page, x + self.left, top - self.padding, self._inner(width))


class PlacedBlock(NamedTuple):
    """A block and how far its top is below the top of its column."""

    block: Block
    down: float


class Filled(NamedTuple):
    """What a column took, what is left over, and how tall what it took is."""

    placed: list[PlacedBlock]
    rest: list[Block]
    height: float


def fill(
    blocks: Sequence[Block], width: float, room: float, *, forced: bool = True, fresh_pages: bool = True
) -> Filled:
    """Fill a column from the top. A heading goes on with what it heads; what a whole page cannot hold is parted.

    forced: the column is as tall as any, so its first block is placed whatever it takes. fresh_pages: whether what would
    begin a page does.
    """
    placed: list[PlacedBlock] = []
    rest = list(blocks)
    down = after = 0.0
    while rest:
        block = rest[0]
        start = down + max(after, block.space_before) if placed else 0.0
        if fresh_pages and placed and block.on_fresh_page and start + fill(rest, width, float("inf")).height > room:
            break
        if (placed or not forced) and start + _least_of(rest, width) > room:
            break
        height = block.height(width)
        if start + height > room:
            parts = block.split(width, room - start, forced=forced and not placed)
            if parts is not None:
                placed.append(PlacedBlock(parts[0], start))
                rest[0] = parts[1]
                down = start + parts[0].height(width)
                break
            if placed or not forced:
                break
        placed.append(PlacedBlock(rest.pop(0), start))
        down, after = start + height, block.space_after
    return Filled(placed, rest, down)


def keep_the_end_together(blocks: Sequence[Block], width: float, most: float) -> None:
    """The last of these go to one page, as many as are no taller than `most`; the last two, if any page can hold them."""
    total = 0.0
    for at in range(len(blocks) - 1, 0, -1):
        before = blocks[at - 1]
        total += blocks[at].height(width) + max(before.space_after, blocks[at].space_before)
        room = most if at < len(blocks) - 1 else TALLEST_WHOLE
        if total + before.height(width) > room:
            return
        before.keep_with_next = True


def _least_of(blocks: Sequence[Block], width: float) -> float:
    """The least that must stand together from the first block on: headings, and the start of what they head."""
    total = after = 0.0
    for index, block in enumerate(blocks):
        total += max(after, block.space_before) if index else 0.0
        if not block.keep_with_next or index == len(blocks) - 1:
            return total + block.least(width)
        total += block.height(width)
        after = block.space_after
    return total
