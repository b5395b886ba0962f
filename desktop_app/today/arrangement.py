"""An appointment while it is being arranged: everything on its form, kept as it is typed, and what is still missing."""

import datetime

import msgspec

from casework import typed_days
from casework.changes import new_record_id
from casework.kinds.appointments import Appointment, Goer, Slot, Where
from casework.kinds.record import Record
from casework.typed_times import read_time
from casework.wording import time_of_day

NEW = "appointment:new"
Shown = dict[str, tuple[bytes, ...]]
"""{field: ids of live values}, of one record, as it was when the form opened."""


def name_for_new(file: str = "") -> str:
    """What the form of a new appointment is kept under: one for Today, and one for each child's page."""
    return f"{NEW}:{file}" if file else NEW


def name_for_change(group: bytes) -> str:
    """What the form that changes an appointment is kept under."""
    return f"appointment:{group.hex()}"


class Arrangement(msgspec.Struct, frozen=True):
    """The whole form. name: what it is kept under; date: as `casework.typed_days.keep` has it; start, end: as typed; second_worker: professional id, "" for nobody.

    before, shown: what the record said when the form opened, and {file: the ids of it}; none for one that is new.
    """

    name: str
    group: bytes
    date: str
    files: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    purpose: str = ""
    at_home: bool | None = None
    place: str = ""
    is_confidential: bool = False
    announced: bool | None = None
    second_worker: str = ""
    interpreter: str = ""
    access_needs: str = ""
    before: Appointment | None = None
    shown: dict[str, Shown] = {}

    @property
    def is_new(self) -> bool:
        """Whether it stands in no record yet."""
        return self.before is None

    def with_values(self, **values: object) -> "Arrangement":
        """The form with other answers."""
        return msgspec.structs.replace(self, **values)


class Missing(msgspec.Struct, frozen=True):
    """One thing to fill in before the appointment can be added."""

    field: str
    sentence: str


def new_arrangement(name: str, day: datetime.date, files: tuple[str, ...] = ()) -> Arrangement:
    """An empty form."""
    return Arrangement(name, new_record_id(), day.isoformat(), files)


def arrangement_of(found: tuple[Record[Appointment], ...], day: datetime.date) -> Arrangement:
    """The form of an appointment that stands in the record. A field in two versions is empty on it."""
    value = found[0].value
    slot, where = value.slot or Slot(day.isoformat()), value.where
    group = value.group or found[0].record
    return Arrangement(
        name=name_for_change(group),
        group=group,
        date=slot.date,
        files=tuple(record.file for record in found),
        start=_said(slot.start),
        end=_said(slot.end),
        purpose=value.purpose or "",
        at_home=where.at_home if where else None,
        place=where.words if where else "",
        is_confidential=where.confidential if where else False,
        announced=value.announced,
        second_worker=value.second_worker.professional if value.second_worker else "",
        interpreter=value.interpreter or "",
        access_needs=value.access_needs or "",
        before=value,
        shown={record.file: dict(record.shown) for record in found},
    )


def missing(form: Arrangement, today: datetime.date) -> tuple[Missing, ...]:
    """What is still missing, in the order of the form."""
    found = []
    if not form.files:
        found.append(Missing("children", "Choose at least one child."))
    if not form.purpose.strip():
        found.append(Missing("purpose", "Say what the appointment is for."))
    on = typed_days.kept_day(form.date)
    if on is None:
        found.append(Missing("date", typed_days.no_day(form.date, "the day of the appointment")))
    elif form.is_new and on < today:
        found.append(Missing("date", "This day has passed. Choose today or a later day."))
    start, end = read_time(form.start), read_time(form.end)
    if start is None:
        found.append(Missing("start", "Write the time it begins, for example 10:30am."))
    if form.end.strip() and end is None:
        found.append(Missing("end", "Write the time it ends, for example 11:30am, or leave it empty."))
    if start is not None and end is not None and end <= start:
        found.append(Missing("end", "It ends before it begins. Write am or pm behind both times."))
    if form.at_home is None:
        found.append(Missing("at_home", "Say where it is."))
    if form.at_home is False and not form.place.strip():
        found.append(Missing("place", "Write the place."))
    return tuple(found)


def written(form: Arrangement, worker: Goer, second: Goer | None) -> Appointment:
    """What the form says, as each child's record has it. Raises ValueError where no day was typed."""
    on = typed_days.kept_day(form.date)
    if on is None:
        raise ValueError(form.date)
    start, end = read_time(form.start), read_time(form.end)
    return Appointment(
        group=form.group,
        slot=Slot(on.isoformat(), _clock(start), _clock(end)),
        purpose=form.purpose.strip(),
        where=_where(form),
        announced=form.announced,
        worker=worker,
        second_worker=second,
        interpreter=form.interpreter.strip() or None,
        access_needs="\n".join(line.strip() for line in form.access_needs.splitlines() if line.strip()) or None,
        files=dict.fromkeys(form.files, True),
    )


def _where(form: Arrangement) -> Where | None:
    if form.at_home is None:
        return None
    if form.at_home:
        return Where(at_home=True)
    return Where(words=form.place.strip(), confidential=form.is_confidential)


def _said(clock: str) -> str:
    time = read_time(clock)
    return time_of_day(time) if time else clock


def _clock(time: datetime.time | None) -> str:
    return f"{time:%H:%M}" if time else ""
