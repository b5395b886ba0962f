"""Pages are filled so that nothing is cut off, headings stay with what they head, and rows stay whole."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.blocks import (
    TALLEST_WHOLE,
    Block,
    Column,
    Columns,
    ListItem,
    Panel,
    Paragraph,
    PlacedBlock,
    Stack,
    fill,
    keep_the_end_together,
)
from desktop_app.documents.composing import Composer
from desktop_app.documents.pages import MOST_LEFT_EMPTY, laid_out
from desktop_app.documents.paper import BODY, HEIGHT, INK, TABLE, WIDTH
from desktop_app.documents.read_models import Line
from desktop_app.documents.structure import Node
from desktop_app.documents.tables import Table, table
from desktop_app.documents.typesetting import Span

COMPOSER = Composer()


def words(count: int, *, style: str = "word") -> Paragraph:
    return COMPOSER.paragraph(" ".join([style] * count), Node("Document"))


def lines(count: int) -> Paragraph:
    return COMPOSER.paragraph("\n".join(["line"] * count), Node("Document"))


def inside(block: Block) -> Sequence[Block]:
    if isinstance(block, Stack):
        return block.inside
    if isinstance(block, Panel):
        return block.stack.inside
    if isinstance(block, Columns):
        return [column.inside for column in block.columns]
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    return [block.inside] if isinstance(block, ListItem) else []


def paragraphs(block: Block) -> list[Paragraph]:
    if isinstance(block, Paragraph):
        return [block]
    return [paragraph for each in inside(block) for paragraph in paragraphs(each)]


def line_count(blocks: Sequence[Block], width: float) -> int:
    return sum(len(paragraph.lines(width)) for block in blocks for paragraph in paragraphs(block))


def test_a_heading_never_stands_last_on_a_page() -> None:
    for before in range(35, 50):
        heading = COMPOSER.heading("What needs to change", Node("Document"))
        pages = laid_out([lines(before), heading, lines(20)])
        last_of_first = pages[0][-1].block
        assert last_of_first is not heading
        assert [placed.block for page in pages for placed in page].count(heading) == 1


def test_two_headings_go_together_with_what_they_head() -> None:
    first, second = (COMPOSER.heading("Heading", Node("Document")) for _ in range(2))
    for before in range(30, 45):
        pages = laid_out([lines(before), first, second, lines(5)])
        (page,) = (page for page in pages if first in [placed.block for placed in page])
        assert [placed.block for placed in page].index(second) < len(page) - 1


def test_no_single_line_of_a_paragraph_stands_alone() -> None:
    for before in range(1, 45):
        for count in (2, 3, 4, 7):
            pages = laid_out([lines(before), lines(count)])
            parts = [
                len(paragraph.lines(WIDTH))
                for page in pages
                for placed in page
                for paragraph in paragraphs(placed.block)
            ]
            assert sum(parts) == before + count
            assert min(parts) >= 2 or before == 1


def test_a_panel_that_a_page_can_hold_is_never_parted() -> None:
    for before in range(1, 44):
        panel = Panel([lines(12)], left=10, whole=True)
        pages = laid_out([lines(before), panel])
        assert panel in [placed.block for page in pages for placed in page]


def test_a_panel_taller_than_a_page_is_parted_and_loses_nothing() -> None:
    panel = Panel([lines(100)], left=10, padding=8, whole=True)
    heading = COMPOSER.heading("Maisie’s words", Node("Document"))
    pages = laid_out([heading, panel])
    assert [type(placed.block) for placed in pages[0]] == [Paragraph, Panel]
    assert line_count([placed.block for page in pages for placed in page], WIDTH) == 101
    assert panel.height(WIDTH) > TALLEST_WHOLE


def cells_of(number: int, long: int) -> list[list[Span]]:
    return [[Span(f"who {number}")], [Span("does it " * long)], [Span("From today")]]


def a_table(rows: Sequence[int]) -> Table:
    body = [cells_of(number, long) for number, long in enumerate(rows)]
    return table(COMPOSER.setter, Node("Document"), TABLE, ("Who", "What", "By when"), body, (80, 300, 100))


@given(st.lists(st.integers(1, 60), max_size=30), st.integers(1, 40))
def test_rows_stay_whole_and_in_order_and_every_page_has_the_head(rows: list[int], before: int) -> None:
    whole = a_table(rows)
    pages = laid_out([lines(before), whole])
    parts = [placed.block for page in pages for placed in page if isinstance(placed.block, Table)]
    assert [row for part in parts for row in part.rows] == list(whole.rows)
    told = [[cell.node is not None for cell in part.head if isinstance(cell, Paragraph)] for part in parts]
    assert told == [[True] * 3] + [[False] * 3] * (len(parts) - 1)
    assert all(part.rows for part in parts) or not rows


def test_a_row_taller_than_a_page_is_parted_after_all() -> None:
    pages = laid_out([lines(3), a_table([1, 2000, 1])])
    parts = [placed.block for page in pages for placed in page if isinstance(placed.block, Table)]
    assert len(parts) > 2
    said = [cell for part in parts for row in part.rows for cell in row[1:2]]
    assert sum(len(paragraph.lines(290)) for cell in said for paragraph in paragraphs(cell)) == (
        2 + len(COMPOSER.setter.lines([Span("does it " * 2000)], TABLE, 290))
    )


def on_page(page: Sequence[PlacedBlock]) -> float:
    return max(placed.down + placed.block.height(WIDTH) for placed in page)


BLOCKS = st.one_of(
    st.integers(0, 150).map(words),
    st.integers(1, 60).map(lines),
    st.just(0).map(lambda _: COMPOSER.heading("A heading", Node("Document"))),
    st.integers(1, 70).map(lambda count: Panel([lines(count), words(count)], left=12, padding=9, whole=True)),
    st.integers(1, 70).map(lambda count: COMPOSER.barred(INK, COMPOSER.bullets([Line("word " * count)], Node("L")))),
    st.integers(1, 60).map(lambda count: Columns([Column(lines(count), 200), Column(words(count), 200)], 10)),
    st.lists(st.integers(1, 900), max_size=6).map(a_table),
)


@given(st.lists(BLOCKS, max_size=12))
def test_every_page_holds_what_it_was_given_and_nothing_is_lost(blocks: list[Block]) -> None:
    pages = laid_out(blocks)
    assert all(on_page(page) <= HEIGHT + 0.01 for page in pages if page)
    assert all(page for page in pages) or not blocks
    placed = [each.block for page in pages for each in page]
    for kind in (Panel, Columns, Table):
        before = [paragraph for block in blocks if isinstance(block, kind) for paragraph in paragraphs(block)]
        after = [paragraph for block in placed if isinstance(block, kind) for paragraph in paragraphs(block)]
        assert {id(each.node) for each in before} <= {id(each.node) for each in after}


def with_heading(*, on_fresh_page: bool = True) -> Paragraph:
    heading = COMPOSER.heading("Who does what", Node("Document"))
    heading.on_fresh_page = on_fresh_page
    return heading


def test_what_shall_begin_a_page_does_so_unless_the_rest_fits() -> None:
    assert len(laid_out([lines(25), with_heading(), lines(10)])) == 1
    pages = laid_out([lines(25), with_heading(), lines(30)])
    assert [len(page) for page in pages] == [1, 2]


def test_a_page_of_its_own_costs_one_only_where_it_keeps_rows_together_and_leaves_little_empty() -> None:
    def pages_of(before: int, rows: int, *, fresh: bool) -> list[list[PlacedBlock]]:
        heading = with_heading(on_fresh_page=fresh)
        return laid_out([lines(before), heading, a_table([1] * rows), *(lines(3) for _ in range(4))])

    ran_on = cost = 0
    for before in range(3, 43, 3):
        for rows in range(2, 30, 3):
            pages, running_on = pages_of(before, rows, fresh=True), pages_of(before, rows, fresh=False)
            if len(pages) == len(running_on):
                ran_on += sum(map(len, pages)) == sum(map(len, running_on))
                continue
            cost += 1
            assert sum(map(len, pages)) < sum(map(len, running_on)), "the table is parted otherwise"
            assert HEIGHT - lines(before).height(WIDTH) <= MOST_LEFT_EMPTY
    assert ran_on
    assert cost


def test_the_end_that_belongs_together_goes_to_one_page_as_far_as_it_may() -> None:
    for before in range(1, 45):
        end = [lines(6), lines(2), lines(2)]
        keep_the_end_together(end, WIDTH, 200)
        assert len(laid_out([lines(before), *end])[-1]) >= 3
    tall = [lines(30), lines(2), lines(2)]
    keep_the_end_together(tall, WIDTH, 200)
    assert [block.keep_with_next for block in tall] == [False, True, False]


def test_the_last_row_of_a_table_does_not_stand_alone_on_the_next_page() -> None:
    for before in range(1, 40):
        rows = [
            len(each.block.rows)
            for page in laid_out([lines(before), a_table([1] * 6)])
            for each in page[-1:]
            if isinstance(each.block, Table)
        ]
        assert sum(rows) == 6
        assert rows[-1] > 1


def test_a_column_of_no_height_takes_nothing() -> None:
    filled = fill([lines(4)], WIDTH, 20, forced=False)
    assert filled.placed == []
    assert len(filled.rest) == 1
    assert BODY.leading * 4 == lines(4).height(WIDTH)
