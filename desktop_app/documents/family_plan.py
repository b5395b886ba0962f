"""The family plan: who is in it, why, what goes well, what must change, who does what by when, and whom to ring."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from desktop_app.documents import paper, plan_body, plan_closing, plan_opening
from desktop_app.documents.blocks import Block
from desktop_app.documents.characters import Replaced
from desktop_app.documents.composing import Composer
from desktop_app.documents.errors import NotForThisReader
from desktop_app.documents.fixed_words import LANGUAGE, PlanWords, plan_words
from desktop_app.documents.pages import Furniture, made
from desktop_app.documents.paper import Style
from desktop_app.documents.read_models import ChildsWords, FamilyPlan

Section = Callable[[Composer, FamilyPlan, PlanWords], Iterator[Block]]

SECTIONS: Sequence[Section] = (
    plan_opening.opening,
    plan_body.why,
    plan_body.going_well,
    plan_body.needs_to_change,
    plan_body.childs_words,
    plan_body.who_does_what,
    plan_body.services,
    plan_body.what_if,
    plan_closing.closing,
)
"""In the order they are read. A section that has nothing to say yields nothing, not even its heading."""


class MadePlan(msgspec.Struct, frozen=True):
    """A plan on paper: the bytes of the PDF, its pages, and what no typeface could draw, with what was printed for it."""

    pdf: bytes
    pages: int
    replaced: tuple[Replaced, ...]


def family_plan(values: FamilyPlan) -> bytes:
    """The plan as a tagged PDF. Raises NotForThisReader where it holds a child's words that this reader may not see."""
    return make_family_plan(values).pdf


def make_family_plan(values: FamilyPlan) -> MadePlan:
    """The plan with what a preview says about it; raises as family_plan does."""
    return make(values, SECTIONS)


def make(
    values: FamilyPlan, sections: Sequence[Section], *, style: Style = paper.BODY, in_large_print: bool = False
) -> MadePlan:
    """A plan of these sections; style: of what stands at the foot and head of its pages."""
    _refuse_what_is_not_for_this_reader(values.childs_words)
    words = msgspec.structs.replace(plan_words(), **values.headings)
    composer = Composer()
    blocks = [block for section in sections for block in section(composer, values, words)]
    furniture = Furniture(
        _foot(values, words),
        plan_opening.copy_for(values, words),
        words.page_of,
        style=style,
        room=style.leading - paper.BODY.leading,
    )
    title = words.title_in_large_print.format(title=words.title) if in_large_print else words.title
    if values.is_practice:
        furniture = furniture._replace(across=words.practice, over=words.practice_head)
        title = words.practice_title.format(title=title)
    finished = made(blocks, composer.root, composer.setter, furniture, title=title, language=LANGUAGE)
    return MadePlan(finished.pdf, finished.pages, tuple(composer.setter.replaced.values()))


def _refuse_what_is_not_for_this_reader(childs_words: Iterable[ChildsWords]) -> None:
    for each in childs_words:
        drawn = each.picture
        if not each.sight.may_see or (drawn is not None and not drawn.sight.may_see):
            raise NotForThisReader(
                "This plan holds words or a drawing that the child has not agreed to show to this reader. "
                "No paper was made and nothing was lost. Take them out, or ask the child first."
            )


def _foot(values: FamilyPlan, words: PlanWords) -> str:
    foot = (words.foot_draft if values.draft else words.foot).format(version=values.version)
    return f"{foot} {words.foot_copy.format(copy=values.copy_number)}" if values.copy_number else foot
