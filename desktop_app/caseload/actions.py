"""What a worker does on a child's page: a promise was kept, or it was not after all; the page was looked at."""

import datetime

from casework.errors import KnownError
from casework.kinds.plans import Action, Done
from casework.kinds.record import Record
from desktop_app.record_store.records import Changed, Records


class ChangedSince(KnownError):
    """Somebody else wrote about the promise in the meantime: taking back would take back theirs."""


def keep_promise(records: Records, promise: Record[Action], day: datetime.date) -> Changed:
    """A promise was kept on this day. Over what was on screen: a colleague who ticked it too makes no second version
    of the same day, and two different days are shown as two versions. Raises NotAllowed, TwoVersionsOpen."""
    return records.add(records.edit(promise, {"done": Done(day.isoformat())}, happened=day.isoformat()))


def promise_not_kept(records: Records, promise: Record[Action], day: datetime.date) -> Changed:
    """Take back `keep_promise` of that day: another change, so that both stand in the record. Raises ChangedSince."""
    now = records.record(promise.file, Action, promise.record)
    if now is None or now.value.done != Done(day.isoformat()):
        raise ChangedSince("Somebody else has written about this promise since. Nothing was taken back.")
    return records.add(records.edit(now, {"done": None}))


def looked(records: Records, file: str, upto: int) -> None:
    """The worker leaves the page: what it showed is no longer new."""
    records.mark_looked(file, upto)
