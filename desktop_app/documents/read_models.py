"""What a document is made from: frozen values, as they shall be read. Nothing in them is looked up or decided here."""

import datetime
from collections.abc import Mapping

import msgspec

from casework.childs_words import Sight


class Line(msgspec.Struct, frozen=True):
    """A line of a plan; lead stands in bold before it."""

    text: str
    lead: str = ""


class LookAgain(msgspec.Struct, frozen=True):
    """When the plan is looked at again, and where ("at Nan’s")."""

    on: datetime.date
    where: str = ""


class Stroke(msgspec.Struct, frozen=True):
    """One stroke of a drawing: colour (hexadecimal RGB), width, and points from the top left corner.

    widths: the width at each point, where the pen was pressed harder and softer; else all of it has the one width.
    """

    colour: str
    width: float
    points: tuple[tuple[float, float], ...]
    widths: tuple[float, ...] = ()


class Picture(msgspec.Struct, frozen=True):
    """A child's drawing. sight: what casework.childs_words.who_may_see said for this reader; width and height in
    the units of its points; description: what a person who cannot see it is told.
    """

    sight: Sight
    description: str
    width: float
    height: float
    strokes: tuple[Stroke, ...]


class ChildsWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a child said, verbatim.

    sight: what casework.childs_words.who_may_see said for this reader; there is no default, and a document is refused
    that holds words its reader may not see. child: the name; said: age and occasion, e.g. "8, about what she wishes
    for"; child_agreed: the child said this reader may see it (not so where a worker overrode it to keep a child safe).
    language: e.g. "ur" where it is not English, with the translation beside it.
    """

    sight: Sight
    child_agreed: bool
    child: str
    words: str
    said: str = ""
    language: str = ""
    translation: str = ""
    picture: Picture | None = None


class Step(msgspec.Struct, frozen=True):
    """One thing somebody does. lead: said before the day ("First time:", "From"), or instead of one ("From today")."""

    who: str
    what: str
    by: datetime.date | None = None
    lead: str = ""
    how_we_will_know: str = ""


class Service(msgspec.Struct, frozen=True):
    """An agency that helps: what it does, when that starts, how to reach it."""

    agency: str
    what: str
    starts: str = ""
    how: str = ""


class Contact(msgspec.Struct, frozen=True):
    """Somebody to ring: who, what they are ("your social worker, Monday to Friday"), the number."""

    who: str
    role: str
    number: str


class Answer(msgspec.Struct, frozen=True):
    """What one person said of the plan: whether they agreed, on which day, and their words about it."""

    who: str
    agrees: bool
    on: datetime.date | None = None
    words: str = ""


class FamilyPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A family plan for one reader. What is empty is left out of the paper, heading and all.

    names: of the family, as they wish; headings: what the framework’s headings are called, by their name in PlanWords,
    where the authority calls them otherwise; copy_for: whose copy it is; made_on: the day on it; draft: not yet agreed.
    why, disagreements, going_well, needs_to_change, closing_line, if_better, if_same: the plan's own words.
    our_part: whether one of the steps is the worker's or the team's. service_line: what happens if a service does not start. answers: of those who said whether
    they agree; signers: those of the family who did not yet; worker_signs: the worker's name.
    other_formats_number: whom to ring to complain, for an advocate, for another language or format.
    is_practice: about a made-up family, which every page says.
    """

    names: str
    made_on: datetime.date
    headings: Mapping[str, str] = {}
    copy_for: str = ""
    version: int = 1
    copy_number: str = ""
    draft: bool = False
    written_by: str = ""
    written_with: str = ""
    phone: str = ""
    look_again: LookAgain | None = None
    why: tuple[Line, ...] = ()
    disagreements: tuple[Line, ...] = ()
    going_well: tuple[Line, ...] = ()
    needs_to_change: tuple[Line, ...] = ()
    closing_line: str = ""
    childs_words: tuple[ChildsWords, ...] = ()
    steps: tuple[Step, ...] = ()
    our_part: bool = False
    services: tuple[Service, ...] = ()
    service_line: Line | None = None
    if_better: str = ""
    if_same: str = ""
    contacts: tuple[Contact, ...] = ()
    other_formats_number: str = ""
    answers: tuple[Answer, ...] = ()
    signers: tuple[str, ...] = ()
    worker_signs: str = ""
    is_practice: bool = False
