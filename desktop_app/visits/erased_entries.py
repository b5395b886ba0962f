"""Where an entry stood that the authority erased: that it was there, whose it was and when, and nothing of what it said. No Qt."""

from collections.abc import Mapping

from casework.kinds import NAME_OF
from casework.kinds.concerns import SafetyConcern
from casework.kinds.received import Document
from casework.kinds.record import AnyRecord
from casework.kinds.visits import Visit
from casework.kinds.work import CaseNote
from casework.wording import long_date, short_date
from desktop_app.record_store.records import Records
from desktop_app.visits.days import day_of
from desktop_app.visits.entry import Entry, Mark, Part

ICON = "eraser"
TITLES = {
    NAME_OF[Visit]: "Visit",
    NAME_OF[CaseNote]: "Note",
    NAME_OF[Document]: "Document or photograph",
    NAME_OF[SafetyConcern]: "Safety concern",
}


def erased_entries(records: Records, file: str, names: Mapping[str, str]) -> list[tuple[str, Entry]]:
    """(when it was written, what stands in its place) of each. names: {professional id: name}."""
    left = (one for one in records.erased_records(file) if one.kind in TITLES)
    return [(one.written, _entry(one, names)) for one in left]


def mark_of_part(record: AnyRecord) -> list[Mark]:
    """That words of an entry were erased which otherwise stands."""
    day = day_of(record.erased)
    return [Mark(f"A part was erased by the authority, {short_date(day)}", ICON, "plain")] if day else []


def _entry(record: AnyRecord, names: Mapping[str, str]) -> Entry:
    said = f"Erased by the authority{_on(record)}. What it said is gone from every laptop and from the central store."
    return Entry(
        key=record.record.hex(),
        is_visit=record.kind == NAME_OF[Visit],
        icon=ICON,
        title=TITLES[record.kind],
        on=day_of(record.happened),
        who=names.get(record.author, record.author),
        how="",
        marks=(),
        parts=(Part("erased", "", said),),
        is_erased=True,
    )


def _on(record: AnyRecord) -> str:
    day = day_of(record.erased)
    return f" on {long_date(day, with_year=True)}" if day else ""
