"""Tables whose rows are never parted and whose head stands again on every page."""

from collections.abc import Sequence

from desktop_app.documents.blocks import TALLEST_WHOLE, Block, Paragraph, part_of
from desktop_app.documents.page_canvas import PageCanvas
from desktop_app.documents.paper import INK, OUTLINE, Style
from desktop_app.documents.structure import Node
from desktop_app.documents.typesetting import Span, Typesetter

CELL_LEFT, CELL_RIGHT = 7.0, 3.0
ROW_PADDING = 5.25
LEAST_OF_A_TALL_ROW = 60.0
LEAST_BEFORE_A_LAST_ROW = 2
HEAD_LINE, ROW_LINE = 1.5, 0.75

Cell = Sequence[Span]


class Table(Block):
    """A head and rows over columns of fixed widths (points).

    A row that no page could hold is parted all the same, so that nothing is ever cut off.
    """

    def __init__(self, head: Sequence[Block], rows: Sequence[Sequence[Block]], widths: Sequence[float]) -> None:
        self.head, self.rows, self.widths = head, rows, widths

    def height(self, width: float) -> float:
        del width
        return self._head_height() + sum(self._row_height(row) for row in self.rows)

    def least(self, width: float) -> float:
        del width
        first = sum(self._row_height(row) for row in self.rows[:1])
        return self._head_height() + (first if first <= TALLEST_WHOLE else LEAST_OF_A_TALL_ROW)

    def split(self, width: float, room: float, *, forced: bool) -> tuple[Block, Block] | None:
        del width
        down, count = self._head_height(), 0
        while count < len(self.rows) and down + self._row_height(self.rows[count]) <= room:
            down += self._row_height(self.rows[count])
            count += 1
        if count == len(self.rows) - 1 and count > LEAST_BEFORE_A_LAST_ROW:
            count -= 1  # a last row does not stand alone under a head on the next page
        if count:
            return self._like(self.rows[:count]), self._continued(self.rows[count:])
        if not forced and self._row_height(self.rows[0]) <= TALLEST_WHOLE:
            return None
        inside = room - down - 2 * ROW_PADDING - ROW_LINE
        parts = [
            part_of(cell, self._inner(column), inside) for cell, column in zip(self.rows[0], self.widths, strict=True)
        ]
        first, rest = [part[0] for part in parts], [part[1] for part in parts]
        return self._like([first]), self._continued([rest, *self.rows[1:]])

    def _like(self, rows: Sequence[Sequence[Block]]) -> "Table":
        part = Table(self.head, rows, self.widths)
        part.space_before, part.space_after = self.space_before, self.space_after
        return part

    def _continued(self, rows: Sequence[Sequence[Block]]) -> "Table":
        """The rest of it: its head is told only once, and is furniture wherever it is repeated."""
        part = self._like(rows)
        part.head = [cell.repeated() if isinstance(cell, Paragraph) else cell for cell in self.head]
        return part

    def _inner(self, column: float) -> float:
        return column - CELL_LEFT - CELL_RIGHT

    def _tallest(self, cells: Sequence[Block]) -> float:
        return max(cell.height(self._inner(column)) for cell, column in zip(cells, self.widths, strict=True))

    def _head_height(self) -> float:
        return self._tallest(self.head) + ROW_PADDING + HEAD_LINE

    def _row_height(self, row: Sequence[Block]) -> float:
        return self._tallest(row) + 2 * ROW_PADDING + ROW_LINE

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        del width
        self._draw_row(page, self.head, x, top)
        top -= self._head_height()
        with page.furniture():
            page.rule(x, top + HEAD_LINE / 2, sum(self.widths), weight=HEAD_LINE, colour=INK)
        for row in self.rows:
            self._draw_row(page, row, x, top - ROW_PADDING)
            top -= self._row_height(row)
            with page.furniture():
                page.rule(x, top + ROW_LINE / 2, sum(self.widths), weight=ROW_LINE, colour=OUTLINE)

    def _draw_row(self, page: PageCanvas, cells: Sequence[Block], x: float, top: float) -> None:
        for cell, column in zip(cells, self.widths, strict=True):
            cell.draw(page, x + CELL_LEFT, top, self._inner(column))
            x += column


def table(
    setter: Typesetter,
    parent: Node,
    style: Style,
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
) -> Table:
    """A table of words. The head names its columns, and the first cell of each row the row, also to a screen reader."""
    node = Node("Table", parent)
    top = Node("TR", node)
    heads = [Paragraph(setter, [Span(words, strong=True)], style, Node("TH", top, scope="Column")) for words in head]
    body = []
    for row in rows:
        line = Node("TR", node)
        first, *others = row
        cells = [Paragraph(setter, first, style, Node("TH", line, scope="Row"))]
        body.append(cells + [Paragraph(setter, cell, style, Node("TD", line)) for cell in others])
    return Table(heads, body, widths)
