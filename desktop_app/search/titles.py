"""What a found entry is called, of which day it is, and where on a child's page it stands. No Qt."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from casework.kind_words import noun
from casework.kinds import NAME_OF
from casework.kinds.appointments import Appointment
from casework.kinds.concerns import DecisionAnswer, ManagementDecision, SafetyConcern
from casework.kinds.direct_work import Drawing, Quote, Recording, Session
from casework.kinds.mapping import MapEntry, Rating
from casework.kinds.people import Address, Person, Relation, display_name
from casework.kinds.plans import Action, Plan, PlanCopy
from casework.kinds.reading import Kind
from casework.kinds.received import Document, called
from casework.kinds.record import AnyRecord
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import CaseNote, Involvement
from desktop_app.visits.entries import WAYS

TABS: Mapping[str, tuple[type[Kind], ...]] = {
    "entries": (Visit, SharedWords, CaseNote, Document),
    "voice": (Quote, Drawing, Recording, Session),
    "map": (MapEntry, Rating, Action),
    "plan": (Plan, PlanCopy),
    "family": (Person, Relation, Address, Involvement),
}
ICONS: Mapping[type[Kind], str] = {
    Visit: "door-open",
    SharedWords: "door-open",
    CaseNote: "notebook-pen",
    Document: "paperclip",
    Session: "pencil",
    Quote: "message-circle",
    Drawing: "pencil",
    Recording: "mic",
    MapEntry: "columns-3",
    Rating: "columns-3",
    Action: "footprints",
    Plan: "file-text",
    PlanCopy: "file-text",
    Person: "users",
    Relation: "users",
    Address: "house",
    Involvement: "users",
    SafetyConcern: "shield-alert",
    ManagementDecision: "shield-alert",
    DecisionAnswer: "shield-alert",
    Appointment: "calendar",
}
_CATEGORIES = {
    "past_harm": "What has happened",
    "danger_statement": "Danger statement",
    "complicating_factor": "What makes it harder",
    "existing_strength": "Good things",
    "existing_safety": "Times it went well",
    "safety_goal": "Safety goal",
    "next_step": "Next step",
}
_Say = Callable[[Any, str], str]
_TITLES: Mapping[type[Kind], _Say] = {
    Visit: lambda value, _: f"Visit: {value.purpose}" if value.purpose else "Visit",
    SharedWords: lambda _value, _child: "Visit",
    CaseNote: lambda value, _: ": ".join(
        part for part in (WAYS.get(value.how or "", ("Note", ""))[0], value.about) if part
    ),
    Document: lambda value, _: called(value.document_type, value.type_words, value.source),
    Session: lambda _, child: f"Direct work with {child}",
    Quote: lambda _, child: f"{child}’s own words",
    Drawing: lambda _, child: f"{child}’s drawing",
    Recording: lambda _, child: f"{child}’s voice, recorded",
    MapEntry: lambda value, _: f"Map: {_CATEGORIES.get(value.category or '', 'card')}",
    Rating: lambda _value, _child: "Map: the scale",
    Plan: lambda value, _: f"Plan: {value.title}" if value.title else "Plan",
    Person: lambda value, _: display_name(value),
    Appointment: lambda value, _: f"Appointment: {value.purpose}" if value.purpose else "Appointment",
    ManagementDecision: lambda _value, _child: "Decision",
}
_DAYS = ("received_date", "date", "said_on", "drawn_on", "recorded_on")


def title_of(record: AnyRecord, child: str) -> str:
    """What it is called: "Visit: To see how bedtime goes", "Maisie’s own words"."""
    say = _TITLES.get(type(record.value))
    if say is not None:
        return say(record.value, child)
    one = noun(NAME_OF[type(record.value)]).one
    return one[:1].upper() + one[1:]


def tab_of(value: Kind) -> str:
    """The part of the child's page on which it stands."""
    return next((tab for tab, kinds in TABS.items() if isinstance(value, kinds)), "now")


def day_of(record: AnyRecord) -> datetime.date | None:
    """The day it is about, else the day it happened or was written."""
    value = record.value
    named = [getattr(value, name, None) for name in _DAYS]
    if isinstance(value, Appointment):
        named.append(value.slot.date if value.slot else None)
    for day in (*named, record.happened, record.written):
        try:
            if day:
                return datetime.date.fromisoformat(day[:10])
        except ValueError:
            continue
    return None
