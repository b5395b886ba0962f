"""Whether a step of a plan is ours: done by whoever works with the family for the authority. No Qt.

The paper says that we do our part too, and it may say so only where a step of ours stands on it.
"""

import re
from collections.abc import Iterable

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import Professional
from casework.kinds.people import Person, display_name, first_name
from casework.kinds.work import Involvement
from casework.wording import plural
from desktop_app.record_store.records import Records

WE = frozenset({"we", "us", "our team"})
_PARTS = re.compile(r"\s*(?:,|;|&|\+|/|\band\b|\bwith\b)\s*")


def our_names(records: Records, files: tuple[str, ...], writers: str = "") -> frozenset[str]:
    """What a step of ours may call who does it, in small letters: whole names of staff, and the first names of those who
    work with these children or wrote the plan, where nobody of the family is called so. writers: as the plan names them."""
    staff = [one.value for one in records.records(AUTHORITY_BOOK, Professional) if one.value.professional_name]
    whole = {(one.professional_name or "").casefold() for one in staff}
    involved = {
        one.value.professional_id
        for file in files
        for one in records.records(file, Involvement)
        if one.value.professional_id
    }
    near = {
        (one.professional_name or "").casefold()
        for one in staff
        if one.professional_id in {*involved, records.professional}
    } | {name for name in _names(writers) if name in whole}
    people = [one.value for file in files for one in records.records(file, Person)]
    family = {first_name(one).casefold() for one in people if display_name(one).casefold() not in whole}
    return WE | whole | {name.split()[0] for name in near if name} - family


def is_ours(who: str, ours: frozenset[str]) -> bool:
    """Whether one of those who do a step is one of us."""
    return any(name in ours for name in _names(who))


def lacks_ours(who_does: Iterable[str], ours: frozenset[str]) -> str:
    """A sentence where there are steps and none of them is ours; else empty."""
    steps = [who for who in who_does if who.strip()]
    if not steps or any(is_ours(who, ours) for who in steps):
        return ""
    none = "It is not ours" if len(steps) == 1 else f"None of the {plural(len(steps), 'step')} is ours"
    return f"{none}. What will we do? Without a step of ours the paper does not say that we do our part."


def _names(words: str) -> list[str]:
    """The names in "Dani and Ruth Mensah, social worker"."""
    return [name.strip().casefold() for name in _PARTS.split(words) if name.strip()]
