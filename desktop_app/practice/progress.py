"""How far somebody has come with the five visits: what they ticked themselves, and what the record shows they did."""

import datetime
from typing import Any

import msgspec

from casework.kinds import KINDS
from desktop_app.practice.family import family
from desktop_app.practice.scripts import Script, Seen
from desktop_app.record_store.identity import keep_setting, setting
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import Database

_NAME = "practice"


class Time(msgspec.Struct, frozen=True):
    """A time in which one visit was practised. UTC; until is "" while it goes on."""

    since: str
    until: str = ""

    def holds(self, moment: str) -> bool:
        """Whether something that was written or begun at this UTC time belongs to it."""
        at = datetime.datetime.fromisoformat(moment)
        began = datetime.datetime.fromisoformat(self.since)
        return began <= at and (not self.until or at < datetime.datetime.fromisoformat(self.until))


class Attempt(msgspec.Struct, frozen=True):
    """One visit as it is being practised. times: when it was the one under way; at: the step that is shown; ticked: keys
    of steps."""

    times: tuple[Time, ...]
    at: int = 0
    ticked: tuple[str, ...] = ()

    def holds(self, moment: str) -> bool:
        """Whether what was written or begun at this UTC time is of this visit."""
        return any(time.holds(moment) for time in self.times)

    def ended(self, at: str) -> "Attempt":
        """The same, put away for now."""
        *before, last = self.times
        return msgspec.structs.replace(self, times=(*before, Time(last.since, at)))

    def not_after(self, at: str) -> "Attempt":
        """The same; what is written from this time on is of another visit."""
        *before, last = self.times
        is_later = bool(last.until) and datetime.datetime.fromisoformat(last.until) > datetime.datetime.fromisoformat(
            at
        )
        return self if not is_later else msgspec.structs.replace(self, times=(*before, Time(last.since, at)))

    def gone_on_with(self, since: str) -> "Attempt":
        """The same, taken up again."""
        return msgspec.structs.replace(self, times=(*self.times, Time(since)))


class Progress(msgspec.Struct, frozen=True):
    """under_way: the key of the visit whose script is shown, "" for none; attempts: by key, of those that were begun."""

    under_way: str = ""
    attempts: dict[str, Attempt] = {}


def progress(database: Database) -> Progress:
    """As it stands."""
    return setting(database, _NAME, Progress) or Progress()


def keep(database: Database, now: Progress) -> None:
    """Keep it, in the copy itself."""
    keep_setting(database, _NAME, now)


def done(records: Records, script: Script, attempt: Attempt) -> frozenset[str]:
    """The steps that are done: ticked, or seen in the record as written while this visit was practised."""
    found = {step.key for step in script.steps if step.seen is not None and is_in_record(records, step.seen, attempt)}
    return frozenset(found | set(attempt.ticked))


def begun(records: Records, script: Script, attempt: Attempt) -> frozenset[str]:
    """The steps of which something stands in a form that is not added to the record yet."""
    return frozenset(
        step.key for step in script.steps if step.seen is not None and is_begun(records, step.seen, attempt)
    )


def is_in_record(records: Records, seen: Seen, attempt: Attempt) -> bool:
    """Whether the record shows it."""
    files = family().files
    return bool(seen.kind) and sum(_count(records, file, seen, attempt) >= seen.many for file in files) >= seen.children


def is_begun(records: Records, seen: Seen, attempt: Attempt) -> bool:
    """Whether a form that was begun in this visit has what is wanted."""
    forms = (records.drafts.find(name, dict[str, Any]) for name in forms_begun(records, seen.draft, attempt))
    return any(not seen.typed or _typed(form or {}, seen) >= seen.many for form in forms)


def forms_begun(records: Records, what: str, attempt: Attempt) -> list[str]:
    """The names of the forms of this kind that were begun in this visit and are not added yet, newest first."""
    return [line.name for line in records.drafts.lines() if line.what == what and attempt.holds(line.begun)]


def _count(records: Records, file: str, seen: Seen, attempt: Attempt) -> int:
    own = (
        record.value
        for record in records.records(file, KINDS[seen.kind])
        if record.author == records.professional and attempt.holds(record.written)
    )
    return sum(not seen.field or _says(getattr(value, seen.field), seen.value) for value in own)


def _typed(form: dict[str, Any], seen: Seen) -> int:
    """How often it is written in the form. What was taken over from elsewhere names its source, and was not written; a
    line that is still without words counts for nothing."""
    field, _, part = seen.typed.partition(".")
    held = form.get(field)
    if not part:
        return int(_says(held, ""))
    lines = held if isinstance(held, list) else [held] if held else []
    written = [line for line in lines if not line.get("source") and line.get("text") != ""]
    return sum(_says(line.get(part), seen.value) for line in written)


def _says(value: object, wanted: str | bool) -> bool:
    return bool(value) if wanted == "" else value == wanted
