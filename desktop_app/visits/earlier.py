"""What an entry said before it was corrected or withdrawn, in words: both readings stay readable. No Qt."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from casework.changes import PRESENCE, WITHDRAWN, Change
from casework.editing import WHY
from casework.readings import additions, corrections
from casework.wording import long_date
from desktop_app.versions.words import said
from desktop_app.visits.days import day_here, time_here

TITLES = {
    "date": "Day",
    "started": "Began",
    "ended": "Ended",
    "time": "Time",
    "purpose": "What it was for",
    "about": "What it was about",
    "announced": "Announced",
    "place": "Where",
    "seen": "Seen",
    "not_seen_reason": "Why not seen",
    "seen_alone": "Seen alone",
    "bedroom": "Bedroom seen",
    "sleeping_place": "Where the child sleeps",
    "seemed": "How the child seemed",
    "who_with": "Who it was with",
    "how": "How it came",
    "document_type": "What it is",
    "type_words": "What it is",
    "source": "Who it came from",
    "received_date": "When we received it",
    "confidential": "Confidential",
}
FOLLOWS = frozenset({"started", "ended", "time"})
"""They move with the day, and are not told apart from it."""


class Earlier(msgspec.Struct, frozen=True):
    """An earlier reading. title: of what, where it has no heading of its own; line: who corrected it, when and why."""

    words: str
    line: str
    title: str = ""


def earlier_readings(changes: Iterable[Change], names: Mapping[str, str]) -> dict[str, tuple[Earlier, ...]]:
    """{field: what it said before, the oldest first}. names: {professional id: name}."""
    found: dict[str, tuple[Earlier, ...]] = {}
    for one in corrections(changes):
        line = by_whom("Corrected", one.written, names.get(one.author, one.author), one.why)
        reading = Earlier(_in_words(one.field, one.before), line, TITLES.get(one.field, ""))
        found[one.field] = (*found.get(one.field, ()), reading)
    return found


def added_later(changes: Iterable[Change], names: Mapping[str, str]) -> dict[str, str]:
    """{field that was empty at first: who added it, and when}. names: {professional id: name}."""
    return {
        one.field: by_whom("Added later", one.written, names.get(one.author, one.author)) for one in additions(changes)
    }


def of_the_head(found: Mapping[str, tuple[Earlier, ...]]) -> tuple[Earlier, ...]:
    """Earlier readings of what stands in the head of an entry: its day, how the child was seen."""
    fields = [field for field in TITLES if field in found and not (field in FOLLOWS and "date" in found)]
    return tuple(reading for field in fields for reading in found[field])


def why_withdrawn(changes: Iterable[Change], names: Mapping[str, str]) -> tuple[str, str]:
    """(the reason of the newest withdrawal, when and by whom); of a record that is withdrawn."""
    for change in reversed(list(changes)):
        if change.values.get(PRESENCE) == WITHDRAWN:
            header = change.header
            who = names.get(header.author, header.author)
            why = str(change.values.get(WHY) or "No reason was written down.")
            return why, by_whom("Withdrawn", header.written, who)
    return "No reason was written down.", "Withdrawn."


def by_whom(what: str, written: str, who: str, why: str = "") -> str:
    """ "Corrected on Tuesday 10 November 2026 by Ruth Mensah, because: I mixed up the days." """
    day = day_here(written)
    on = f" on {long_date(day, with_year=True)}" if day else ""
    return f"{what}{on} by {who}" + (f", because: {why}" if why else ".")


def _in_words(field: str, value: Any) -> str:
    if field in FOLLOWS and isinstance(value, str):
        return time_here(value) or value
    return said(field, value, lambda _: "")
