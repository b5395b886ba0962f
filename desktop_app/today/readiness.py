"""Whether this laptop is ready for a visit: it holds these children's files, as of when. Frozen values; no Qt."""

import datetime

import msgspec

from casework.kinds.direct_work import Drawing
from casework.wording import in_a_row, long_date, number_in_words, time_of_day
from desktop_app.record_store.reads import FileStanding
from desktop_app.record_store.records import Records
from desktop_app.today.appointments import AppointmentLine


class Ready(msgspec.Struct, frozen=True):
    """Whether it is ready; start: the first sentence, words: the rest; short: both in a few words."""

    is_ready: bool
    start: str
    words: str
    short: str


def ready_for(
    records: Records, line: AppointmentLine, standing: dict[str, FileStanding], now: datetime.datetime
) -> Ready:
    """How this laptop stands for one appointment. now: local time."""
    if line.elsewhere:
        lacking = f"{number_in_words(line.elsewhere)} of the children’s files"
        return _not_ready(lacking)
    drawings = sum(_drawings_missing(records, file) for file in line.files)
    if drawings:
        return _not_ready("one drawing" if drawings == 1 else f"{number_in_words(drawings)} drawings")
    as_of = min(standing[file].synced if file in standing else "" for file in line.files)
    if not as_of:
        words = "The files are here. Connect once, so that nothing newer is missing."
        return Ready(
            is_ready=False, start="Not compared with the central store yet.", words=words, short="Connect once"
        )
    at = when(as_of, now)
    return Ready(is_ready=True, start="Ready for this visit.", words=_held(line.names, at), short=f"Ready, as of {at}")


def _not_ready(lacking: str) -> Ready:
    words = f"Connect to fetch {lacking}."
    return Ready(
        is_ready=False,
        start="Not ready for this visit.",
        words=words,
        short=f"Not ready: {words[:1].lower()}{words[1:-1]}",
    )


def _held(names: tuple[str, ...], at: str) -> str:
    if len(names) > 2:
        return f"All {number_in_words(len(names))} files are on this laptop, as of {at}."
    whose = in_a_row([f"{name}’s" for name in names])
    return f"{whose} {'files are' if len(names) > 1 else 'file is'} on this laptop, as of {at}."


def _drawings_missing(records: Records, file: str) -> int:
    drawings = [one.value.ink for one in records.records(file, Drawing)]
    return sum(ink is not None and not records.has_attachment(ink) for ink in drawings)


def when(utc: str, now: datetime.datetime) -> str:
    """A UTC time as the worker's own clock has it: "8:52am today", "5:20pm on Monday 9 November"."""
    try:
        at = datetime.datetime.fromisoformat(utc).astimezone().replace(tzinfo=None)
    except ValueError:
        return "a time that is not known"
    if at.date() == now.date():
        return f"{time_of_day(at)} today"
    return f"{time_of_day(at)} on {long_date(at.date(), with_year=at.year != now.year)}"
