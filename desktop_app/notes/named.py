"""People named in a note who are not known in the file of each child it is about, less those the worker keeps. No Qt."""

from desktop_app.notes.draft import NoteDraft
from desktop_app.people_named.strangers import Stranger, Text, strangers
from desktop_app.record_store.records import Records

__all__ = ["Stranger", "named_in_note"]

FIELDS = ("said", "analysis", "what", "late_because")


def named_in_note(records: Records, draft: NoteDraft) -> tuple[Stranger, ...]:
    """Those to be changed or kept before the note is added. Who it was with may be named."""
    texts = [Text((field, ""), getattr(draft, field), draft.files) for field in FIELDS]
    found = strangers(records, texts, (*draft.who_with, draft.who))
    return tuple(one for one in found if one.key not in draft.kept_names)
