"""What the page of the five visits and the script beside every page show. Frozen values; no Qt."""

from typing import Any

import msgspec

from casework.kinds.concerns import SafetyConcern
from desktop_app.concerns.draft import name_of
from desktop_app.practice.family import family
from desktop_app.practice.progress import Attempt, begun, done, forms_begun, progress
from desktop_app.practice.scripts import Script, Step, Where, script_of, scripts
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import Database


class VisitLine(msgspec.Struct, frozen=True):
    """One visit in the list. begun: whether it was; done: how many of its steps are; is_under_way: its script is shown."""

    script: Script
    begun: bool
    done: int
    is_under_way: bool

    @property
    def is_done(self) -> bool:
        """Whether every step is."""
        return self.done == len(self.script.steps)


class Told(msgspec.Struct, frozen=True):
    """The script as it stands. at: the step that is shown; done: keys of steps; ticked: of those that the worker ticked;
    begun: of those that stand in a form that is not added yet."""

    script: Script
    at: int
    done: frozenset[str]
    ticked: frozenset[str]
    begun: frozenset[str]

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.script.steps[self.at]

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.at == len(self.script.steps) - 1


def visits(records: Records, database: Database) -> tuple[VisitLine, ...]:
    """The five visits, and how far each has come."""
    now = progress(database)
    return tuple(_line(records, script, now.under_way, now.attempts.get(script.key)) for script in scripts())


def _line(records: Records, script: Script, under_way: str, attempt: Attempt | None) -> VisitLine:
    count = len(done(records, script, attempt)) if attempt is not None else 0
    return VisitLine(script, attempt is not None, count, script.key == under_way)


def told(records: Records, database: Database) -> Told | None:
    """The script of the visit under way; None while there is none."""
    now = progress(database)
    script, attempt = script_of(now.under_way), now.attempts.get(now.under_way)
    if script is None or attempt is None:
        return None
    at = min(max(attempt.at, 0), len(script.steps) - 1)
    is_done = done(records, script, attempt)
    return Told(script, at, is_done, frozenset(attempt.ticked), begun(records, script, attempt) - is_done)


class Place(msgspec.Struct, frozen=True):
    """A page of the window: its key, and where on it."""

    key: str
    where: dict[str, Any]


def place(records: Records, database: Database) -> Place | None:
    """Where the step that is shown is done: the form that was begun for it, else the page that it names."""
    now = told(records, database)
    if now is None:
        return None
    page, attempt = now.step.page, progress(database).attempts[now.script.key]
    names = forms_begun(records, page.form, attempt) if page.form else []
    if page.form == "concern":
        names += _sheets_in_record(records, attempt)  # a sheet stays open to what comes later
    if names:
        return Place(page.form, {"draft": names[0]} | ({} if page.form == "visit" else _of(page)))
    return Place(page.key, _of(page) | ({"tab": page.tab} if page.tab else {}))


def _of(page: Where) -> dict[str, Any]:
    return {"file": family().child(page.child).file} if page.child else {}


def _sheets_in_record(records: Records, attempt: Attempt) -> list[str]:
    found = (record for file in family().files for record in records.records(file, SafetyConcern))
    own = [one for one in found if one.author == records.professional and attempt.holds(one.written)]
    return [name_of(one.value.group) for one in own if one.value.group]
