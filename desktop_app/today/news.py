"""What others added to the files of this worker's children since each was last looked at, over all of them. Frozen; no Qt."""

import datetime

import msgspec

from casework.case_files import FileKind, Room, kind_of_file, room
from casework.kinds.people import SUBJECT, Person, display_name
from casework.kinds.work import Involvement
from desktop_app.caseload import facts
from desktop_app.caseload.since import since_looked
from desktop_app.record_store.records import Records


class ChildNews(msgspec.Struct, frozen=True):
    """One child of whom something is new. said: in sentences, the newest first; on: the newest day of it."""

    file: str
    child: str
    said: tuple[str, ...]
    on: datetime.date | None


def news(records: Records, today: datetime.date) -> tuple[ChildNews, ...]:
    """Of every child this worker works with and has looked at before, the newest first; reading it changes nothing."""
    found = []
    for file in records.looked_at():
        if kind_of_file(file) is not FileKind.PERSON or room(file) is not Room.MAIN:
            continue
        since = since_looked(records, file, today)
        if since.news and _is_mine(records, file, today):
            subject = records.record(file, Person, SUBJECT)
            days = [one.on for one in since.news if one.on]
            name = display_name(subject.value) if subject else "A child"
            found.append(ChildNews(file, name, tuple(one.said for one in since.news), max(days, default=None)))
    return tuple(sorted(found, key=lambda one: (one.on or datetime.date.min, one.child), reverse=True))


def _is_mine(records: Records, file: str, today: datetime.date) -> bool:
    involvements = [one.value for one in records.records(file, Involvement)]
    return facts.works_with(involvements, records.professional, today) is not None
