"""The top of a family plan: its title, whose it is, who wrote it with whom, and when it is looked at again."""

from collections.abc import Iterator, Sequence

from casework.wording import long_date
from desktop_app.documents import paper
from desktop_app.documents.blocks import Block, Column, Columns, Stack
from desktop_app.documents.composing import Composer, bold
from desktop_app.documents.fixed_words import PlanWords
from desktop_app.documents.paper import MM
from desktop_app.documents.read_models import FamilyPlan
from desktop_app.documents.typesetting import Span

RIGHT_SIDE = 62 * MM
LEFT_FACTS = 95 * MM
LABEL_GAP = 11.0


def opening(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    """The title with the family's names, and beneath it the facts of this copy."""
    root = composer.root
    left: list[Block] = [composer.paragraph([bold(words.title)], root, paper.HEADING_1, role="H1", after=0)]
    left.append(composer.paragraph(values.names, root, paper.NAMES, after=0))
    if values.draft:
        left.append(composer.paragraph([bold(words.draft)], root, paper.BODY._replace(colour=paper.WARN), before=4))
    right: list[Block] = []
    if values.copy_for:
        right.append(composer.paragraph(copy_for(values, words), root, paper.BODY_AT_END, after=0))
    day = long_date(values.made_on, with_year=True)
    right.append(composer.paragraph(day, root, paper.BODY_AT_END, after=0))
    columns = Columns([Column(Stack(left), paper.WIDTH - RIGHT_SIDE), Column(Stack(right), RIGHT_SIDE)], 0)
    columns.space_after = 9
    yield columns
    yield composer.rule(weight=1.5, colour=paper.PRIMARY, after=8)
    yield from _facts(composer, values, words)


def copy_for(values: FamilyPlan, words: PlanWords) -> tuple[Span, ...]:
    """Whose copy it is; nothing where it is nobody's in particular."""
    return (Span(words.copy_for + " "), bold(values.copy_for)) if values.copy_for else ()


def _facts(composer: Composer, values: FamilyPlan, words: PlanWords) -> Iterator[Block]:
    left = [(words.written_by, values.written_by), (words.look_again, look_again(values, words))]
    right = [(words.written_with, values.written_with), (words.phone, values.phone)]
    sides = [[fact for fact in side if fact[1]] for side in (left, right)]
    widths = (LEFT_FACTS, paper.WIDTH - LEFT_FACTS)
    if all(sides):
        columns = [_facts_column(composer, side, width) for side, width in zip(sides, widths, strict=True)]
    elif any(sides):
        columns = [_facts_column(composer, sides[0] or sides[1], paper.WIDTH)]
    else:
        return
    yield Columns(columns, 0)
    yield composer.rule(before=6)


def _facts_column(composer: Composer, facts: Sequence[tuple[str, str]], width: float) -> Column:
    labels = max(composer.setter.width_of(label, paper.BODY, strong=True) for label, _ in facts) + LABEL_GAP
    return Column(Stack([composer.fact(label, value, composer.root, labels, width) for label, value in facts]), width)


def look_again(values: FamilyPlan, words: PlanWords) -> str:
    """The day and the place; nothing where there is no day."""
    look = values.look_again
    if look is None:
        return ""
    day = long_date(look.on, with_year=look.on.year != values.made_on.year)
    return words.look_again_where.format(day=day, where=look.where) if look.where else day
