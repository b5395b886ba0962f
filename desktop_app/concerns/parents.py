"""Who has parental responsibility for the children of a concern, and what is said of each: told, not told and why. No Qt."""

from collections.abc import Iterable, Iterator

import msgspec

from casework.kinds.concerns import ParentsTold, ParentTold, SafetyConcern
from desktop_app.concerns.draft import ConcernDraft, ParentSaid
from desktop_app.plans.family import called
from desktop_app.plans.people import adults
from desktop_app.record_store.records import Records


class Parent(msgspec.Struct, frozen=True):
    """One of them. name: as no other adult of these files is called; files: of the children they have it for."""

    name: str
    files: tuple[str, ...]


def parents_of(records: Records, files: tuple[str, ...]) -> tuple[Parent, ...]:
    """Everybody who is recorded as having parental responsibility for one of these children, those at home first."""
    names = {file: called(records, file) for file in files}
    found = []
    for adult in adults(records, files):
        theirs = {tie.child for tie in adult.ties if tie.has_responsibility}
        if theirs:
            found.append(Parent(adult.called, tuple(file for file in files if names[file] in theirs)))
    return tuple(found)


def told_for(draft: ConcernDraft, parents: Iterable[Parent], file: str) -> dict[str, ParentTold]:
    """{key: what is said of each of those who have it for this child}."""
    return {
        str(at): ParentTold(one.name, said.answer, said.why.strip() if said.answer == "no" else "")
        for at, one in enumerate(parents)
        if file in one.files and (said := draft.parents_said.get(one.name, ParentSaid())).answer
    }


def in_words(parents: ParentsTold | None, told: Iterable[ParentTold]) -> tuple[str, ...]:
    """A sentence for each person; parents: the one answer for both of a sheet that was written before each was asked."""
    return (*_of_both(parents), *(_of_each(one) for one in told))


def of_every_child(values: Iterable[SafetyConcern]) -> tuple[ParentTold, ...]:
    """What stands in the children's records of one concern, each person once."""
    found = [one for value in values for _, one in sorted(value.parents_told.items(), key=_in_order)]
    return tuple({one.name: one for one in reversed(found)}.values())[::-1]


def _in_order(item: tuple[str, ParentTold]) -> tuple[int, str]:
    return len(item[0]), item[0]


def _of_both(parents: ParentsTold | None) -> Iterator[str]:
    if parents is not None:
        why = f": {_ended(parents.why_not)}" if parents.why_not else "."
        yield "The parents were told." if parents.told else f"The parents were not told{why}"


def _of_each(one: ParentTold) -> str:
    if one.answer == "yes":
        return f"{one.name} was told."
    if one.answer == "no":
        return f"{one.name} was not told: {_ended(one.why)}"
    return f"Whether {one.name} was told has not been asked yet."


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
