"""What a family plan says: why, what goes well, what must change, the child's words, who does what, who else helps."""

import datetime
import itertools
from collections.abc import Iterable, Iterator

from casework.wording import long_date, number_in_words
from desktop_app.documents import paper
from desktop_app.documents.blocks import Block, Column, Columns, Panel, Stack
from desktop_app.documents.characters import NO_BREAK_SPACE
from desktop_app.documents.composing import Composer, bold, spans_of
from desktop_app.documents.drawings import ChildsDrawing
from desktop_app.documents.fixed_words import PlanWords
from desktop_app.documents.paper import MM
from desktop_app.documents.read_models import ChildsWords, FamilyPlan, Picture, Step
from desktop_app.documents.structure import Node
from desktop_app.documents.tables import CELL_LEFT, CELL_RIGHT, table
from desktop_app.documents.typesetting import Span

NARROWEST_WHO, WIDEST_WHO, HOW_WE_KNOW = 21 * MM, 38 * MM, 44 * MM
NARROWEST_DAY, WIDEST_DAY = 37 * MM, 42 * MM
AGENCY, STARTS, HOW_TO_REACH = 36 * MM, 37 * MM, 46 * MM
PICTURE, PANEL_PADDING, PANEL_GAP = 50 * MM, 14.0, 16.0
TALLEST_BESIDE_A_PICTURE = 80 * MM


def why(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """Why we are involved, and where somebody sees it differently."""
    lines = (*values.why, *values.disagreements)
    if not lines:
        return
    section = Node("Sect", composer.root)
    yield composer.heading(words.why if values.why else words.we_see_it_differently, section, paper.WORRY)
    yield composer.barred(paper.WORRY, [composer.paragraph(spans_of(line), section) for line in lines])


def going_well(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """What is going well."""
    if values.going_well:
        section = Node("Sect", composer.root)
        yield composer.heading(words.going_well, section, paper.GOOD)
        yield composer.barred(paper.GOOD, composer.bullets(values.going_well, section))


def needs_to_change(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """What needs to change, and when we can stop."""
    if not values.needs_to_change and not values.closing_line:
        return
    section = Node("Sect", composer.root)
    yield composer.heading(words.needs_to_change, section, paper.NEEDS)
    inside = composer.bullets(values.needs_to_change, section) if values.needs_to_change else []
    if values.closing_line:
        inside.append(composer.paragraph(values.closing_line, section))
    yield composer.barred(paper.NEEDS, inside)


def childs_words(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """What each child said, as it was said."""
    for child, said in itertools.groupby(values.childs_words, lambda each: each.child):
        section = Node("Sect", composer.root)
        yield composer.heading(words.childs_words.format(child=child), section, paper.CHILD)
        for each in said:
            yield _quote(composer, each, words, section)


def _quote(composer: Composer, each: ChildsWords, words: PlanWords, section: Node) -> Block:
    quote = Node("BlockQuote", section)
    said = f"{words.open_quote}{each.words}{words.close_quote}"
    text: list[Block] = [composer.paragraph(said, quote, paper.CHILDS_WORDS, after=1, language=each.language)]
    if each.translation:
        text.append(composer.paragraph(words.in_english.format(words=each.translation), quote))
    text.append(composer.paragraph(about_words(each, words), section, after=0))
    panel = Panel(
        _beside(text, each.picture, section),
        left=PANEL_PADDING,
        padding=PANEL_PADDING,
        fill_colour=paper.CHILD_SOFT,
        radius=paper.RADIUS,
        whole=True,
    )
    panel.space_after = paper.SPACE
    return panel


def about_words(each: ChildsWords, words: PlanWords) -> str:
    """Who said it and on what occasion, and that the child agreed to show it."""
    about = (words.said_by if each.said else words.said_by_child).format(child=each.child, said=each.said)
    return f"{about} {words.child_agreed.format(child=each.child)}" if each.child_agreed else about


def _beside(text: list[Block], picture: Picture | None, section: Node) -> list[Block]:
    """The words with the picture to their right, or beneath them where they are long."""
    if picture is None:
        return text
    drawing = ChildsDrawing(picture, Node("Figure", section, alternative=picture.description))
    width = paper.WIDTH - 2 * PANEL_PADDING - PICTURE - PANEL_GAP
    if Stack(text).height(width) <= TALLEST_BESIDE_A_PICTURE:
        return [Columns([Column(Stack(text), width, middle=True), Column(drawing, PICTURE, middle=True)], PANEL_GAP)]
    below = Columns([Column(drawing, PICTURE)], 0)
    below.space_before = paper.SPACE
    return [*text, below]


def who_does_what(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """Who does what by when, and how we will know: the page that goes on the wall."""
    if not values.steps:
        return
    section = Node("Sect", composer.root)
    heading = composer.paragraph(
        [bold(words.who_does_what)], section, paper.HEADING_1_AGAIN, role="H2", before=24, after=0, keep_with_next=True
    )
    heading.on_fresh_page = True
    yield heading
    yield composer.paragraph(how_many(values, words), section, paper.QUIET, after=10, keep_with_next=True)
    days = [day_said(step, values.made_on) for step in values.steps]
    names = [word for step in values.steps for word in step.who.split()]
    who = _wide_enough(composer, names, NARROWEST_WHO, WIDEST_WHO, strong=True)
    by_when = _wide_enough(composer, days, NARROWEST_DAY, WIDEST_DAY, strong=False)
    rows = [
        [[bold(step.who)], [Span(step.what)], [Span(day)], [Span(step.how_we_will_know)]]
        for step, day in zip(values.steps, days, strict=True)
    ]
    head = (words.who, words.what, words.by_when, words.how_we_will_know)
    widths = (who, paper.WIDTH - who - by_when - HOW_WE_KNOW, by_when, HOW_WE_KNOW)
    yield table(composer.setter, section, paper.TABLE, head, rows, widths)


def how_many(values: FamilyPlan, words: PlanWords) -> str:
    """How many things are to be done, and whether one of them is the worker's or the team's."""
    count = len(values.steps)
    counted = words.one_step if count == 1 else words.many_steps.format(count=number_in_words(count).capitalize())
    return f"{counted} {words.our_part}" if values.our_part else counted


def _wide_enough(composer: Composer, words: Iterable[str], narrowest: float, widest: float, *, strong: bool) -> float:
    """The width of a column in which none of these is broken, within bounds."""
    longest = max((composer.setter.width_of(each, paper.TABLE, strong=strong) for each in words), default=0.0)
    return min(max(longest + CELL_LEFT + CELL_RIGHT + 1, narrowest), widest)


def day_said(step: Step, made_on: datetime.date) -> str:
    """The day on a line of its own; day and month are never parted."""
    if step.by is None:
        return step.lead
    weekday, *rest = long_date(step.by, with_year=step.by.year != made_on.year).split()
    day = f"{weekday} {NO_BREAK_SPACE.join(rest[:2])}{' ' + rest[2] if rest[2:] else ''}"
    return f"{step.lead}\n{day}" if step.lead else day


def services(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """Which agency helps, with what, from when and how, and what happens if it does not start."""
    section = Node("Sect", composer.root) if values.services or values.service_line else composer.root
    if values.services:
        yield composer.heading(words.services, section, paper.PRIMARY)
        rows = [
            [[bold(each.agency)], [Span(each.what)], [Span(each.starts)], [Span(each.how)]] for each in values.services
        ]
        head = (words.agency, words.service, words.starts, words.how_to_reach)
        widths = (AGENCY, paper.WIDTH - AGENCY - STARTS - HOW_TO_REACH, STARTS, HOW_TO_REACH)
        yield table(composer.setter, section, paper.TABLE, head, rows, widths)
    if values.service_line:
        yield composer.paragraph(spans_of(values.service_line), section, before=paper.SPACE, after=0)


def what_if(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """What happens if things get better, and if they stay the same."""
    sides: list[Block] = []
    for heading, said, colour in (
        (words.if_better, values.if_better, paper.GOOD),
        (words.if_same, values.if_same, paper.WARN),
    ):
        if said:
            section = Node("Sect", composer.root)
            head = composer.heading(heading, section, colour)
            sides.append(Stack([head, composer.paragraph(said, section, after=0)]))
    if sides:
        columns = composer.side_by_side(sides, 8 * MM)
        columns.space_before, columns.space_after = paper.SPACE_LARGE, 0.0
        yield columns
