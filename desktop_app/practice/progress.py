"""How far somebody has come with the five visits: what they ticked themselves, and what the record shows they did."""

import datetime

import msgspec

from casework.kinds import KINDS
from casework.kinds.reading import values_of
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
    """The steps that are done: ticked, or seen in what was written while this visit was practised."""
    found = {step.key for step in script.steps if step.seen is not None and is_seen(records, step.seen, attempt)}
    return frozenset(found | set(attempt.ticked))


def is_seen(records: Records, seen: Seen, attempt: Attempt) -> bool:
    """Whether the record or a form that was begun shows it."""
    if seen.draft and any(line.what == seen.draft and attempt.holds(line.begun) for line in records.drafts.lines()):
        return True
    files = family().files
    return bool(seen.kind) and sum(_count(records, file, seen, attempt) >= seen.many for file in files) >= seen.children


def _count(records: Records, file: str, seen: Seen, attempt: Attempt) -> int:
    own = (
        values_of(record.value)
        for record in records.records(file, KINDS[seen.kind])
        if record.author == records.professional and attempt.holds(record.written)
    )
    return sum(not seen.field or _says(values.get(seen.field), seen.value) for values in own)


def _says(value: object, wanted: str | bool) -> bool:
    return bool(value) if wanted == "" else value == wanted
