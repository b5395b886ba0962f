"""Visits that were begun and not added to the record yet. No Qt."""

from desktop_app.record_store.records import Records
from desktop_app.visits.draft import VisitDraft


def unfinished(records: Records) -> list[VisitDraft]:
    """Newest first; without those of another release, which wait."""
    return records.drafts.begun("visit", VisitDraft)
