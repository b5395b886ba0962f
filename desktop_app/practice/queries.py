"""What the page of the five visits and the script beside every page show. Frozen values; no Qt."""

import msgspec

from desktop_app.practice.family import family
from desktop_app.practice.progress import Attempt, done, progress
from desktop_app.practice.scripts import Script, Step, script_of, scripts
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
    """The script as it stands. at: the step that is shown; done: keys of steps; ticked: of those that the worker ticked."""

    script: Script
    at: int
    done: frozenset[str]
    ticked: frozenset[str]

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
    return Told(script, at, done(records, script, attempt), frozenset(attempt.ticked))


def file_of(child: str) -> str:
    """The file of a child that a script names."""
    return family().child(child).file
