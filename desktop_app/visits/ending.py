"""What the last step of a visit is told by the record: who is named, what was captured, what lay there when it was marked."""

import msgspec

from desktop_app.direct_work.scenes import Scene, scenes_of
from desktop_app.record_store.records import Records
from desktop_app.visits.captured import Captured, captured_on
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.named import Stranger, named_in_visit


class Ending(msgspec.Struct, frozen=True):
    """named: to be changed or kept; captured: to be taken or left; scenes: {key of a moment: what lay there}."""

    named: tuple[Stranger, ...] = ()
    captured: tuple[Captured, ...] = ()
    scenes: dict[str, Scene] = {}


def ending_of(records: Records, draft: VisitDraft) -> Ending:
    """As the record stands now."""
    return Ending(named_in_visit(records, draft), captured_on(records, draft), scenes_of(records, draft.moments))
