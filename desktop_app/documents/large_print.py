"""The family plan in large print: the same plan set anew, one thing under the other, for who reads 24 points.

Not the ordinary pages grown larger: nothing stands side by side, tables become sentences, no colour is needed.
"""

from collections.abc import Iterator

from casework.wording import long_date
from desktop_app.documents import paper
from desktop_app.documents.blocks import Block, Column, Columns, ListItem, Panel, Paragraph, keep_the_end_together
from desktop_app.documents.composing import Composer, Words, bold, spans_of
from desktop_app.documents.drawings import ChildsDrawing
from desktop_app.documents.family_plan import MadePlan, make
from desktop_app.documents.fixed_words import PlanWords
from desktop_app.documents.paper import MM, Style
from desktop_app.documents.plan_body import about_words, day_said, how_many
from desktop_app.documents.plan_closing import MOST_KEPT_TOGETHER, answer_spans, signing_lines
from desktop_app.documents.plan_opening import look_again
from desktop_app.documents.read_models import ChildsWords, Contact, FamilyPlan, Line, Step
from desktop_app.documents.structure import Node
from desktop_app.documents.typesetting import Span

GAP = 14.0
PADDING, PICTURE = 18.0, 75 * MM
SIGNING_ROOM = 56.0


def make_large_print(values: FamilyPlan) -> MadePlan:
    """The plan in large print; raises NotForThisReader as family_plan does."""
    return make(values, SECTIONS, style=paper.LARGE_FOOT, in_large_print=True)


class _Part:
    """One section under its heading."""

    def __init__(self, composer: Composer, heading: str) -> None:
        self.composer, self.node = composer, Node("Sect", composer.root)
        self.heading = composer.paragraph(
            [bold(heading)], self.node, paper.LARGE_HEADING_2, role="H2", before=26, after=8, keep_with_next=True
        )

    def says(self, words: Words, style: Style = paper.LARGE, *, after: float = GAP, role: str = "P") -> Paragraph:
        """A paragraph of it."""
        return self.composer.paragraph(words, self.node, style, role=role, after=after)

    def together(self, *lines: Paragraph) -> Iterator[Paragraph]:
        """Lines that belong to each other and go to one page."""
        for line in lines[:-1]:
            line.keep_with_next = True
            line.space_after = 0.0
        yield from lines

    def listed(self, lines: tuple[Line, ...]) -> Iterator[Block]:
        """Lines as a list."""
        node = Node("L", self.node)
        for line in lines:
            item = Node("LI", node)
            label = Node("Lbl", item)
            words = self.composer.paragraph(spans_of(line), item, paper.LARGE, role="LBody", after=GAP)
            yield ListItem(words, label, paper.LARGE)


def _opening(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    def says(spans: Words, style: Style = paper.LARGE, *, role: str = "P") -> Paragraph:
        return composer.paragraph(spans, composer.root, style, role=role, after=4)

    yield says([bold(words.title)], paper.LARGE_HEADING_1, role="H1")
    yield says(values.names)
    if values.draft:
        yield says([bold(words.draft)])
    copy_for = [Span(f" {words.copy_for} "), bold(values.copy_for), Span(".")] if values.copy_for else []
    yield says([Span(words.large_print), *copy_for])
    yield says(long_date(values.made_on, with_year=True))
    yield composer.rule(weight=2, colour=paper.INK, before=8, after=10)
    for label, value in (
        (words.written_by, values.written_by),
        (words.written_with, values.written_with),
        (words.phone, values.phone),
        (words.look_again, look_again(values, words)),
    ):
        if value:
            yield says([bold(f"{label} "), Span(value)])


def _why(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    lines = (*values.why, *values.disagreements)
    if lines:
        part = _Part(composer, words.why if values.why else words.we_see_it_differently)
        yield part.heading
        yield from (part.says(spans_of(line)) for line in lines)


def _going_well(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    if values.going_well:
        part = _Part(composer, words.going_well)
        yield part.heading
        yield from part.listed(values.going_well)


def _needs_to_change(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    if values.needs_to_change or values.closing_line:
        part = _Part(composer, words.needs_to_change)
        yield part.heading
        if values.needs_to_change:
            yield from part.listed(values.needs_to_change)
        if values.closing_line:
            yield part.says(values.closing_line)


def _childs_words(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    parts: dict[str, _Part] = {}
    for each in values.childs_words:
        if each.child not in parts:
            parts[each.child] = _Part(composer, words.childs_words.format(child=each.child))
            yield parts[each.child].heading
        yield _quote(composer, each, words, parts[each.child])


def _quote(composer: Composer, each: ChildsWords, words: PlanWords, part: _Part) -> Block:
    quote = Node("BlockQuote", part.node)
    said = f"{words.open_quote}{each.words}{words.close_quote}"
    inside: list[Block] = [
        composer.paragraph(said, quote, paper.LARGE_CHILDS_WORDS, after=6, language=each.language),
    ]
    if each.translation:
        inside.append(composer.paragraph(words.in_english.format(words=each.translation), quote, paper.LARGE, after=6))
    inside.append(part.says(about_words(each, words), after=0))
    if each.picture is not None:
        drawing = ChildsDrawing(each.picture, Node("Figure", part.node, alternative=each.picture.description))
        below = Columns([Column(drawing, PICTURE)], 0)
        below.space_before = 12
        inside.append(below)
    panel = Panel(inside, left=PADDING, padding=PADDING, fill_colour=paper.CHILD_SOFT, radius=paper.RADIUS, whole=True)
    panel.space_after = GAP
    return panel


def _who_does_what(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    if values.steps:
        part = _Part(composer, words.who_does_what)
        yield part.heading
        yield part.says(how_many(values, words))
        for step in values.steps:
            yield from part.together(*_step(part, step, values, words))


def _step(part: _Part, step: Step, values: FamilyPlan, words: PlanWords) -> Iterator[Paragraph]:
    """Who as a heading, so that a screen reader goes from step to step; then what, by when, and how we will know."""
    if step.who.strip():
        yield part.says([bold(step.who)], role="H3")
    yield part.says(step.what)
    day = " ".join(day_said(step, values.made_on).split("\n"))
    if day:
        yield part.says([bold(day if step.lead else words.labelled.format(label=words.by_when, words=day))])
    if step.how_we_will_know:
        yield part.says(words.labelled.format(label=words.how_we_will_know, words=step.how_we_will_know))


def _services(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    if not values.services and not values.service_line:
        return
    part = _Part(composer, words.services)
    yield part.heading
    for each in values.services:
        lines = [part.says([bold(each.agency)], role="H3"), part.says(each.what)]
        if each.starts:
            lines.append(part.says(words.labelled.format(label=words.starts, words=each.starts)))
        if each.how:
            lines.append(part.says(words.labelled.format(label=words.how_to_reach, words=each.how)))
        yield from part.together(*lines)
    if values.service_line:
        yield part.says(spans_of(values.service_line))


def _what_if(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    for heading, said in ((words.if_better, values.if_better), (words.if_same, values.if_same)):
        if said:
            part = _Part(composer, heading)
            yield part.heading
            yield part.says(said)


def _whom_to_ring(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """Each number large under whose it is, what to ring in danger at the end."""
    part = _Part(composer, words.whom_to_ring)
    yield part.heading
    for each in (*values.contacts, Contact(words.danger, "", words.danger_number)):
        who = [bold(f"{each.who},"), Span(f" {each.role}")] if each.role else [bold(each.who)]
        yield from part.together(part.says(who), part.says([bold(each.number)], paper.LARGE_PHONE))
    if values.other_formats_number:
        number = bold(values.other_formats_number)
        yield part.says([Span(words.other_formats + " "), number, Span(".")])


def _closing(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """What each said of the plan, and lines to sign that go to a page with what stands before them."""
    blocks: list[Block] = list(_whom_to_ring(composer, values, words))
    if values.answers:
        part = _Part(composer, words.what_we_said)
        blocks.append(part.heading)
        blocks += [part.says(answer_spans(answer, values, words)) for answer in values.answers]
    if values.signers or values.worker_signs:
        for lines in signing_lines(values, words):
            blocks.append(composer.rule(weight=1.5, colour=paper.INK, before=SIGNING_ROOM, after=4))
            blocks[-1].keep_with_next = True
            label = [composer.paragraph(line, composer.root, paper.LARGE, after=0) for line in lines]
            for line in label[:-1]:
                line.keep_with_next = True
            blocks += label
    keep_the_end_together(blocks, paper.WIDTH, paper.HEIGHT * MOST_KEPT_TOGETHER)
    yield from blocks


SECTIONS = (
    _opening,
    _why,
    _going_well,
    _needs_to_change,
    _childs_words,
    _who_does_what,
    _services,
    _what_if,
    _closing,
)
"""In the order they are read, which is the order of the ordinary paper."""
