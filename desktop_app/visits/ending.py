"""What the last step of a visit is told by the record: who is named that is not of this family, and what was captured."""

import msgspec

from desktop_app.record_store.records import Records
from desktop_app.visits.captured import Captured, captured_on
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.named import Stranger, named_in_visit


class Ending(msgspec.Struct, frozen=True):
    """named: to be changed or kept; captured: to be taken or left."""

    named: tuple[Stranger, ...] = ()
    captured: tuple[Captured, ...] = ()


def ending_of(records: Records, draft: VisitDraft) -> Ending:
    """As the record stands now."""
    return Ending(named_in_visit(records, draft), captured_on(records, draft))
