"""Pictures on paper: a child's own drawing as it was drawn, and the one sign we use."""

from collections.abc import Iterator, Sequence

from desktop_app.documents.blocks import Block
from desktop_app.documents.page_canvas import PageCanvas
from desktop_app.documents.paper import PRIMARY, WHITE
from desktop_app.documents.read_models import Picture, Stroke
from desktop_app.documents.structure import Node

MARGIN = 8.0

# lucide's "phone" (ISC licence, resources/icons), its arcs as curves; 24 units wide, y from the top
_PHONE = (
    (13.832, 16.568),
    (14.254, 16.762, 14.764, 16.635, 15.045, 16.265),
    (15.4, 15.8),
    (15.778, 15.296, 16.37, 15, 17, 15),
    (20, 15),
    (21.105, 15, 22, 15.895, 22, 17),
    (22, 20),
    (22, 21.105, 21.105, 22, 20, 22),
    (10.059, 22, 2, 13.941, 2, 4),
    (2, 2.895, 2.895, 2, 4, 2),
    (7, 2),
    (8.105, 2, 9, 2.895, 9, 4),
    (9, 7),
    (9, 7.63, 8.704, 8.223, 8.2, 8.6),
    (7.732, 8.951),
    (7.355, 9.239, 7.232, 9.757, 7.44, 10.184),
    (8.806, 12.958, 11.051, 15.2, 13.832, 16.568),
)


def phone_sign(page: PageCanvas, x: float, middle: float, size: float) -> None:
    """A telephone receiver; furniture, since the words beside it say the same."""
    scale = size / 24
    operators = []
    for index, numbers in enumerate(_PHONE):
        placed = [
            f"{x + value * scale:.2f}" if at % 2 == 0 else f"{middle + (12 - value) * scale:.2f}"
            for at, value in enumerate(numbers)
        ]
        operators.append(" ".join(placed) + (" m" if index == 0 else " l" if len(numbers) == 2 else " c"))
    with page.furniture():
        page.curve(" ".join(operators), weight=1.1, colour=PRIMARY)


class ChildsDrawing(Block):
    """A drawing on white, stroke by stroke as it was drawn, told by its description."""

    def __init__(self, picture: Picture, node: Node) -> None:
        self.picture, self.node = picture, node

    def height(self, width: float) -> float:
        return (width - 2 * MARGIN) * self.picture.height / self.picture.width + 2 * MARGIN

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        height = self.height(width)
        scale = (width - 2 * MARGIN) / self.picture.width
        self.node.box = (x, top - height, x + width, top)
        with page.furniture():
            page.rounded(x, top - height, width, height, MARGIN, fill=WHITE)
        with page.belonging_to(self.node):
            for stroke in self.picture.strokes:
                points = [(x + MARGIN + across * scale, top - MARGIN - down * scale) for across, down in stroke.points]
                _draw_stroke(page, stroke, points, scale)


def _draw_stroke(page: PageCanvas, stroke: Stroke, points: Sequence[tuple[float, float]], scale: float) -> None:
    """One stroke: of one width as a single curve, pressed harder and softer as one curve from point to point."""
    if len(points) == 1:
        points = [points[0], points[0]]  # a dot: a line of no length has round ends all the same
    if not stroke.widths:
        (x, y), *_ = points
        path = " ".join(_curves(points))
        page.curve(f"{x:.2f} {y:.2f} m {path}", weight=stroke.width * scale, colour=stroke.colour)
        return
    for (x, y), width, path in zip(points, stroke.widths, _curves(points), strict=False):
        page.curve(f"{x:.2f} {y:.2f} m {path}", weight=width * scale, colour=stroke.colour)


def _curves(points: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Through every point, bending evenly between them (a Catmull-Rom spline as Bézier curves)."""
    for at in range(len(points) - 1):
        before, start, end = points[max(at - 1, 0)], points[at], points[at + 1]
        after = points[min(at + 2, len(points) - 1)]
        leaving = [a + (c - b) / 6 for a, b, c in zip(start, before, end, strict=True)]
        arriving = [a - (c - b) / 6 for a, b, c in zip(end, start, after, strict=True)]
        yield " ".join(f"{number:.2f}" for number in (*leaving, *arriving, *end)) + " c"
