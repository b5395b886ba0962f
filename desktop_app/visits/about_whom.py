"""Which children a shared sentence is about, as far as its names say: a father of one of them only is nobody to the others.

It is a first choice, shown with its reason, and the worker's to change. A sentence without such a name is about all.
"""

import re
from collections.abc import Iterable

import msgspec

from casework.wording import in_a_row
from desktop_app.visits.draft import VisitChild
from desktop_app.visits.queries import KnownPerson


class AboutWhom(msgspec.Struct, frozen=True):
    """files: of the children a sentence seems to be about; why: a sentence that says so, "" where it is all of them."""

    files: tuple[str, ...]
    why: str = ""


def about_whom(words: str, children: tuple[VisitChild, ...], people: tuple[KnownPerson, ...]) -> AboutWhom:
    """The children that are named, or else those to whom everybody named who belongs to some of them only belongs."""
    every = tuple(child.file for child in children)
    named = [child for child in children if _names(words, child.name)]
    if named:
        return _about(named, every, f"{in_a_row([child.name for child in named])} {_is(named)} named")
    by_word: dict[str, list[KnownPerson]] = {}
    for person in people:
        by_word.setdefault(person.called, []).append(person)
    of_some = [those for called, those in by_word.items() if _names(words, called) and not _belong_to_all(those, every)]
    files = {file for those in of_some for person in those for file in person.files}
    concerned = [child for child in children if child.file in files]
    if not concerned:
        return AboutWhom(every)
    only = of_some[0][0]
    is_clear = len(of_some) == 1 and len(of_some[0]) == 1 and only.role
    why = (
        f"{only.called} is {only.role}" if is_clear else f"{in_a_row([those[0].called for those in of_some])} are named"
    )
    return _about(concerned, every, why)


def _about(concerned: list[VisitChild], every: tuple[str, ...], why: str) -> AboutWhom:
    files = tuple(child.file for child in concerned)
    if files == every:
        return AboutWhom(every)
    return AboutWhom(files, f"{why}, so only {in_a_row([child.name for child in concerned])} {_is(concerned)} chosen.")


def _is(children: list[VisitChild]) -> str:
    return "is" if len(children) == 1 else "are"


def _belong_to_all(people: Iterable[KnownPerson], every: tuple[str, ...]) -> bool:
    """Workers and people not placed yet may concern everybody; two of one name concern whom either does."""
    found: set[str] = set()
    for person in people:
        found.update(person.files or every)
    return found.issuperset(every)


def _names(words: str, name: str) -> bool:
    """As a name is written: "Will" is somebody, "will" is not."""
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))
