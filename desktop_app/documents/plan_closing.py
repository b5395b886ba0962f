"""The end of a family plan: whom to ring, how to complain, what each said of the plan, and where people sign."""

from collections.abc import Iterator, Sequence

from casework.wording import long_date
from desktop_app.documents import paper
from desktop_app.documents.blocks import Block, Panel, Stack, keep_the_end_together
from desktop_app.documents.composing import Composer, bold
from desktop_app.documents.drawings import phone_sign
from desktop_app.documents.fixed_words import PlanWords
from desktop_app.documents.page_canvas import PageCanvas
from desktop_app.documents.paper import MM
from desktop_app.documents.read_models import Answer, Contact, FamilyPlan
from desktop_app.documents.structure import Node
from desktop_app.documents.typesetting import Span

PADDING = 15.0
SIGN = 16.0
SIGN_GAP = 12.0
WIDEST_NUMBER = 70 * MM
SIGNING_ROOM = 36.0
SIGNERS_IN_A_ROW = 3
MOST_KEPT_TOGETHER = 1 / 3
"""How much of a page the end of the plan may fill and still go to the next page as one."""


class RingLine(Block):
    """One number to ring: the sign, who it is, and the number large at the far side."""

    def __init__(self, who: Block, number: Block, number_width: float) -> None:
        self.who, self.number, self.number_width = who, number, number_width
        self.space_before = self.space_after = 4.5

    def _who_width(self, width: float) -> float:
        return width - SIGN - SIGN_GAP - self.number_width - SIGN_GAP

    def height(self, width: float) -> float:
        return max(self.who.height(self._who_width(width)), self.number.height(self.number_width))

    def draw(self, page: PageCanvas, x: float, top: float, width: float) -> None:
        height = self.height(width)
        phone_sign(page, x, top - height / 2, SIGN)
        for block, left, room in (
            (self.who, x + SIGN + SIGN_GAP, self._who_width(width)),
            (self.number, x + width - self.number_width, self.number_width),
        ):
            block.draw(page, left, top - (height - block.height(room)) / 2, room)


def closing(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """All of it, in the order it is read; the signatures stand on a page with as much before them as a third of it holds."""
    blocks = [
        *_whom_to_ring(composer, values, words),
        *_answers(composer, values, words),
        *_signatures(composer, values, words),
    ]
    keep_the_end_together(blocks, paper.WIDTH, paper.HEIGHT * MOST_KEPT_TOGETHER)
    yield from blocks


def _whom_to_ring(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """A box that is never parted and always ends with what to ring in danger."""
    section = Node("Sect", composer.root)
    heading = composer.heading(words.whom_to_ring, section, paper.PRIMARY)
    heading.space_before, heading.space_after = 0, 2
    inside: list[Block] = [heading]
    ringing = Node("L", section)
    contacts = [*values.contacts, Contact(words.danger, "", words.danger_number)]
    widest = max(composer.setter.width_of(each.number, paper.PHONE, strong=True) for each in contacts)
    for each in contacts:
        if len(inside) > 1:
            inside.append(composer.rule(before=4.5, after=4.5))
        inside.append(_ring_line(composer, each, Node("LI", ringing), min(widest + 1, WIDEST_NUMBER)))
    panel = Panel(inside, left=PADDING, padding=PADDING, outline=paper.PRIMARY, radius=paper.RADIUS, whole=True)
    panel.space_before, panel.space_after = paper.SPACE_LARGE, 10.0
    yield panel
    if values.other_formats_number:
        number = bold(values.other_formats_number)
        yield composer.paragraph([Span(words.other_formats + " "), number, Span(".")], composer.root)


def _ring_line(composer: Composer, contact: Contact, item: Node, number_width: float) -> RingLine:
    body = Node("LBody", item)
    who = [bold(f"{contact.who},"), Span(f" {contact.role}")] if contact.role else [bold(contact.who)]
    return RingLine(
        composer.paragraph(who, body, after=0),
        composer.paragraph([bold(contact.number)], body, paper.PHONE, after=0),
        number_width,
    )


def _answers(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """What each said of the plan, a No as it is: the answer, the day, and their own words."""
    if not values.answers:
        return
    section = Node("Sect", composer.root)
    yield composer.heading(words.what_we_said, section, paper.PRIMARY)
    for answer in values.answers:
        yield composer.paragraph(answer_spans(answer, values, words), section)


def answer_spans(answer: Answer, values: FamilyPlan, words: PlanWords) -> tuple[Span, ...]:
    """One person's answer as a sentence, who and whether in bold."""
    said = (words.agreed if answer.agrees else words.did_not_agree).format(name=answer.who)
    day = long_date(answer.on, with_year=answer.on.year != values.made_on.year) if answer.on else ""
    about = [words.on_a_day.format(day=day)] if day else []
    if answer.words:
        about.append(f"{words.in_their_words} {words.open_quote}{answer.words}{words.close_quote}")
    rest = f" {' '.join(about)}" if about else ""
    end = "" if answer.words else "."
    return bold(said), Span(f"{rest}{end}")


def signing_lines(values: FamilyPlan, words: PlanWords) -> list[Sequence[str]]:
    """What stands under each line that is signed."""
    labels: list[Sequence[str]] = [(words.i_agree.format(name=name), words.i_do_not_agree) for name in values.signers]
    if values.worker_signs:
        labels.append((values.worker_signs,))
    return [*labels, (words.date,)]


def _signatures(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """A line for each who has not answered, the worker, and the date; a member of the family may also say no."""
    if not values.signers and not values.worker_signs:
        return
    labels = signing_lines(values, words)
    side_by_side = 2 if len(labels) == 4 else SIGNERS_IN_A_ROW  # no line stands alone where two and two do
    for at in range(0, len(labels), side_by_side):
        row = [_signature(composer, lines) for lines in labels[at : at + side_by_side]]
        columns = composer.side_by_side(row, 6 * MM, of=side_by_side)
        columns.space_before = SIGNING_ROOM
        yield columns


def _signature(composer: Composer, lines: Sequence[str]) -> Block:
    label: list[Block] = [composer.rule(colour=paper.INK, after=3)]
    label += [composer.paragraph(line, composer.root, after=0) for line in lines]
    return Stack(label)
