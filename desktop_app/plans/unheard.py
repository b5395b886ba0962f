"""What a paper says that somebody of the home it goes to must not hear, or does not know yet. No Qt."""

import datetime
from collections.abc import Iterable, Iterator

from desktop_app.network.knowing import Unheard, listeners, unheard_in, with_siblings
from desktop_app.plans.checking import Warned, texts_of
from desktop_app.plans.paper import Paper
from desktop_app.plans.people import Adult
from desktop_app.record_store.records import Records


def about_unheard(
    records: Records, paper: Paper, family: tuple[Adult, ...], today: datetime.date
) -> tuple[Warned, ...]:
    """Each with the person and the words. It stops a paper for a home in which somebody must not hear it, and one that is
    for nobody in particular; elsewhere it is said, so that it is handed over with care."""
    reader = paper.values.copy_for
    found = unheard_in(records, paper.files, "\n".join(texts_of(paper.values)), today)
    if not found:
        return ()
    names = {one.name for one in family if one.is_called(reader)} | {reader}
    files = with_siblings(records, paper.files)
    homes = {one.household for file in files for one in listeners(records, file, today) if one.name in names}
    return tuple(dict.fromkeys(_warnings(found, reader, names, homes)))


def _warnings(found: Iterable[Unheard], reader: str, names: set[str], homes: set[str]) -> Iterator[Warned]:
    for one in found:
        is_near = not reader or one.who in names or one.household in homes
        knows = "must not hear" if one.must_not else "does not know"
        says = f"{one.who} {knows} this: {one.matter}. The plan says “{one.words}”."
        if not is_near:
            yield Warned(f"{says} See that only {reader} gets this copy.")
        elif one.must_not:
            ways = "Take it out" if reader else "Choose for whom this copy is, or take it out"
            yield Warned(f"{says} {ways} before anyone gets it.", stops=True)
        else:
            yield Warned(f"{says} Tell {one.who} first, or take it out.")
