"""The words that the form of a visit offers and asks with."""

import datetime
import functools
import tomllib
from pathlib import Path

from casework.wording import age_in_words, years_old
from desktop_app.moments import marks
from desktop_app.visits.draft import BABY_MONTHS, VisitChild, VisitDraft, months_old

OFFERED = Path(__file__).resolve().parents[2] / "resources" / "wording" / "en-GB" / "visits.toml"
GRID = (
    ("seen", "Seen"),
    ("alone", "Seen alone"),
    ("bedroom", "Bedroom seen"),
    ("seemed", "How they seemed"),
)
"""(field of a child's part, words), in the order of the form."""
WHY_NOT = {"seen": "not_seen_reason", "alone": "why_not_alone"}
"""A "No" to one needs the other."""


@functools.cache
def _offered() -> dict[str, list[str]]:
    return tomllib.loads(OFFERED.read_text("utf-8"))


def offered_places() -> tuple[str, ...]:
    """Where visits are made."""
    return tuple(_offered()["places"])


def offered_for_seemed(child: VisitChild, on: datetime.date) -> tuple[str, ...]:
    """How a child of this age may have seemed."""
    is_baby = child.born is not None and months_old(child.born, on) < BABY_MONTHS * 2
    return tuple(_offered()["seemed_baby" if is_baby else "seemed"])


def name_and_age(child: VisitChild, on: datetime.date) -> str:
    """ "Maisie, 8", "Ayla, 11 months", "Baby, not yet born"; the name alone where no day is known."""
    if child.born is None and child.expected is None:
        return child.name
    born = child.born or child.expected
    words = age_in_words(born, on) if child.is_born(on) else "not yet born"
    return f"{child.name}, {years_old(born, on) if born and words.endswith(('years', 'year')) else words}"


def why_not_question(field: str, name: str) -> str:
    """What a "No" asks for."""
    return f"Why was {name} not seen?" if field == "seen" else f"Why was {name} not seen alone?"


def own_part_question(child: VisitChild, on: datetime.date) -> str:
    """What the worker is asked to write of one child alone: never made-up speech of one who cannot speak."""
    if not child.is_born(on):
        return f"What did you learn about {child.name}?"
    if child.born is not None and months_old(child.born, on) < BABY_MONTHS * 2:
        return f"What did {child.name} do or show you?"
    return f"What did {child.name} say, do or show you?"


def asked_at_the_end(draft: VisitDraft, children: tuple[VisitChild, ...]) -> tuple[tuple[str, str, str, str], ...]:
    """What is asked of each moment that was marked, as `marks.asked_at_the_end`."""
    return marks.asked_at_the_end(draft.moments, {child.file: child.name for child in children})
