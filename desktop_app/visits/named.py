"""People named in what a visit will put into each child's file who are not known there, less those the worker keeps. No Qt."""

from collections.abc import Iterator

from desktop_app.people_named.strangers import Stranger, Text, strangers
from desktop_app.record_store.records import Records
from desktop_app.visits.draft import VisitDraft

__all__ = ["Stranger", "named_in_visit"]

OF_A_CHILD = ("own_part", "observation", "sleeping_place", "seemed", "not_seen_reason", "why_not_alone", "analysis")


def named_in_visit(records: Records, draft: VisitDraft) -> tuple[Stranger, ...]:
    """Those to be changed or kept before the visit is added. Who was there may be named in every file."""
    there = [one.name for one in (*draft.present, draft.new_person) if one.name.strip()]
    return tuple(one for one in strangers(records, _texts(draft), there) if one.key not in draft.kept_names)


def _texts(draft: VisitDraft) -> Iterator[Text]:
    for file, part in draft.parts.items():
        for field in OF_A_CHILD:
            yield Text((field, file), getattr(part, field), (file,))
    for moment in draft.moments:
        yield Text(("moment", moment.key), moment.saw, moment.about)
    for sentence in draft.shared:
        yield Text(("shared", sentence.group.hex()), sentence.text, sentence.about)
    for field in ("purpose", "next_steps", "late_because"):
        yield Text((field, ""), getattr(draft, field), draft.files)
