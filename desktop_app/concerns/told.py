"""Who was told of a safety concern, with the day where that is another than the concern's, and what was written late. No Qt."""

import datetime

import msgspec

from casework.kinds.concerns import SafetyConcern, Told
from casework.kinds.record import Record
from casework.late import days_late
from casework.wording import long_date, plural
from desktop_app.concerns.moments import local_time, time_here
from desktop_app.record_store.records import Records


class ToldShown(msgspec.Struct, frozen=True):
    """Somebody who was told. time: "9:40am"; day: "Wednesday 11 November" where it is not the concern's, else ""; late: "" or
    that it was written down days later."""

    key: str
    told: Told
    time: str
    day: str = ""
    late: str = ""


def who_was_told(records: Records, record: Record[SafetyConcern]) -> list[ToldShown]:
    """Everybody who was told in one child's record, in the order in which they were."""
    told = sorted(record.value.told.items(), key=lambda pair: pair[1].at)
    if not told:
        return []
    fields = records.state(*record.key).fields
    on = record.value.date or ""
    return [
        ToldShown(
            key,
            one,
            time_here(one.at),
            day_apart(at.date() if (at := local_time(one.at)) else None, on),
            written_late(one.at, fields[f"told/{key}"][0].written),
        )
        for key, one in told
    ]


def day_apart(day: datetime.date | None, sheets_day: str) -> str:
    """A day in words where it is not the day of the sheet (ISO), with the year where that is another too; else ""."""
    if day is None or day.isoformat() == sheets_day:
        return ""
    return long_date(day, with_year=not sheets_day.startswith(f"{day.year}-"))


def written_late(at: str, written: str) -> str:
    """ "Written 3 days later", by the days of this laptop's clock; "" where it was not written late."""
    happened, noted = local_time(at), local_time(written)
    late = days_late(happened.date(), noted.date()) if happened and noted else 0
    return f"Written {plural(late, 'day')} later" if late else ""
