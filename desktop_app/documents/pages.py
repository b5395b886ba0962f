"""Filling pages from top to bottom and drawing them, with what stands at the foot and head of each."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.documents.blocks import Block, PlacedBlock, fill
from desktop_app.documents.finishing import finished
from desktop_app.documents.page_canvas import PageCanvas
from desktop_app.documents.paper import (
    ACROSS,
    BODY,
    FOOT_BASELINE,
    HEIGHT,
    LEFT,
    MM,
    OUTLINE,
    PAGE,
    TOP,
    WIDTH,
    Style,
)
from desktop_app.documents.structure import Node
from desktop_app.documents.typesetting import Span, Typesetter

HEAD_BASELINE = PAGE[1] - 11.5 * MM
MOST_LEFT_EMPTY = HEIGHT / 3
"""How much of a page may stay empty so that the next section begins a page, even where that costs one."""


class Furniture(NamedTuple):
    """What repeats: at the foot on the left, at the head on the right from the second page, and "Page {page} of {pages}".

    style: of all this; room: what its words need more than ordinary ones, at the head and at the foot, in points;
    across: a word behind the text of every page, from corner to corner; over: words at the head of every page, at the left.
    """

    foot: str
    head: Sequence[Span]
    page_of: str
    across: str = ""
    over: str = ""
    style: Style = BODY
    room: float = 0.0


def laid_out(blocks: Sequence[Block], height: float = HEIGHT) -> list[list[PlacedBlock]]:
    """The blocks on their pages, which have this height to fill. There is always at least one page.

    What would begin a page does not where that makes a page more, and either leaves much of the page before it empty or
    keeps nothing whole that would be parted else.
    """
    apart = _laid_out(blocks, height, fresh_pages=True)
    if len(apart) == 1 or not any(block.on_fresh_page for block in blocks):
        return apart
    running_on = _laid_out(blocks, height, fresh_pages=False)
    is_parted = sum(map(len, running_on)) > sum(map(len, apart))
    may_run_on = not is_parted or _most_left_empty(apart) > MOST_LEFT_EMPTY
    return running_on if may_run_on and len(running_on) < len(apart) else apart


def _most_left_empty(pages: list[list[PlacedBlock]]) -> float:
    """How much of a page stays empty because the next one was begun; the rest of it would be white paper."""
    left = 0.0
    for page, following in itertools.pairwise(pages):
        if following[0].block.on_fresh_page:
            block, down = page[-1]
            left = max(left, HEIGHT - down - block.height(WIDTH))
    return left


def _laid_out(blocks: Sequence[Block], height: float, *, fresh_pages: bool) -> list[list[PlacedBlock]]:
    pages: list[list[PlacedBlock]] = []
    rest = list(blocks)
    while rest or not pages:
        filled = fill(rest, WIDTH, height, fresh_pages=fresh_pages)
        pages.append(filled.placed)
        rest = filled.rest
    return pages


class Made(NamedTuple):
    """A finished document and how many pages it has."""

    pdf: bytes
    pages: int


def made(
    blocks: Sequence[Block], root: Node, setter: Typesetter, furniture: Furniture, *, title: str, language: str
) -> Made:
    """Lay out and draw the blocks, whose nodes stand under root, and finish the document."""
    pages = laid_out(blocks, HEIGHT - 2 * furniture.room)
    canvas = PageCanvas()
    for number, page in enumerate(pages, start=1):
        _draw_across(canvas, setter, furniture)
        for block, down in page:
            block.draw(canvas, LEFT, PAGE[1] - TOP - furniture.room - down, WIDTH)
        _draw_furniture(canvas, setter, furniture, number, len(pages))
        canvas.next_page()
    drawn = canvas.finished()
    return Made(finished(drawn, root, canvas.used_faces.values(), title=title, language=language), len(pages))


def _draw_across(canvas: PageCanvas, setter: Typesetter, furniture: Furniture) -> None:
    """First of all, so that every word of the page stands over it."""
    if furniture.across:
        with canvas.furniture("/Type /Pagination /Subtype /Watermark"):
            for line in setter.lines([Span(furniture.across, strong=True)], ACROSS, PAGE[1])[:1]:
                canvas.text_line_across(line, ACROSS)


def _draw_furniture(canvas: PageCanvas, setter: Typesetter, furniture: Furniture, number: int, total: int) -> None:
    style, at_end = furniture.style, furniture.style._replace(at_end=True)
    with canvas.furniture("/Type /Pagination /Subtype /Footer /Attached [/Bottom]"):
        canvas.rule(LEFT, FOOT_BASELINE + style.leading, WIDTH, colour=OUTLINE)
        page_of = furniture.page_of.format(page=number, pages=total)
        for line in setter.lines([Span(furniture.foot)], style, WIDTH)[:1]:
            canvas.text_line(line, style, LEFT, FOOT_BASELINE)
        for line in setter.lines([Span(page_of, strong=True)], at_end, WIDTH):
            canvas.text_line(line, at_end, LEFT, FOOT_BASELINE)
    if furniture.over:
        with canvas.furniture("/Type /Pagination /Subtype /Header /Attached [/Top]"):
            for line in setter.lines([Span(furniture.over, strong=True)], style, WIDTH)[:1]:
                canvas.text_line(line, style, LEFT, HEAD_BASELINE)
    if number > 1 and furniture.head:
        with canvas.furniture("/Type /Pagination /Subtype /Header /Attached [/Top]"):
            for line in setter.lines(furniture.head, at_end, WIDTH)[:1]:
                canvas.text_line(line, at_end, LEFT, HEAD_BASELINE)
