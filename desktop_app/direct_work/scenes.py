"""What lay in front of the child or the family at a moment that was marked: the drawing as it stood, the card, the words.

Nothing is kept for it: it is made of what is kept anyway, so what was rubbed out or taken away since is not shown. No Qt.
"""

import contextlib
from collections.abc import Iterable

import msgspec

from casework.errors import KnownError
from casework.ink import Stroke, as_it_stood, unpack
from casework.kinds.direct_work import Drawing, Quote
from casework.kinds.mapping import MapEntry
from desktop_app.direct_work.draft import SessionDraft
from desktop_app.mapping.draft import MapDraft
from desktop_app.moments.marks import Moment
from desktop_app.record_store.records import Records


class Scene(msgspec.Struct, frozen=True):
    """strokes: of the drawing as it stood; words: of the card, or that the child told; is_childs: the child's own."""

    strokes: tuple[Stroke, ...] = ()
    words: str = ""
    is_childs: bool = False


def scenes_of(records: Records, moments: Iterable[Moment]) -> dict[str, Scene]:
    """{key of a moment: what lay there}, of those moments at which something did."""
    found = {one.key: _scene(records, one) for one in moments}
    return {key: scene for key, scene in found.items() if scene.strokes or scene.words}


def _scene(records: Records, moment: Moment) -> Scene:
    session = _session(records, moment.session)
    if not moment.session:
        return Scene(words=_card(records, moment))
    said = _told(records, moment, session) if moment.record else ""
    return Scene(as_it_stood(_drawn(records, moment, session), moment.ink), said, is_childs=True)


def _session(records: Records, session: str) -> SessionDraft | None:
    with contextlib.suppress(KnownError):  # begun with another release: it stays, and is not shown
        return records.drafts.find(f"session:{session}", SessionDraft) if session else None
    return None


def _drawn(records: Records, moment: Moment, session: SessionDraft | None) -> tuple[Stroke, ...]:
    """The child's sheet: of the session that is not added yet, or of the record."""
    with contextlib.suppress(KnownError):  # what does not open, or is not on this laptop yet, is not shown
        if session is not None:
            return session.drawn()
        of_session = [
            one.value.ink
            for one in records.records(moment.file, Drawing)
            if one.value.session is not None and one.value.session.hex() == moment.session
        ]
        here = [ink for ink in of_session if ink is not None and records.has_attachment(ink)]
        return tuple(stroke for ink in here for stroke in unpack(records.open_attachment(ink)))
    return ()


def _told(records: Records, moment: Moment, session: SessionDraft | None) -> str:
    if session is not None:
        return next((one.words for one in session.said if one.record.hex() == moment.record), "")
    quote = records.record(moment.file, Quote, bytes.fromhex(moment.record))
    return quote.value.words or "" if quote is not None and not quote.is_withdrawn else ""


def _card(records: Records, moment: Moment) -> str:
    """What a card says now: as it is being written, or as it stands in the record."""
    if not moment.record:
        return ""
    record = bytes.fromhex(moment.record)
    with contextlib.suppress(KnownError):
        board = records.drafts.find(f"map:{moment.file}", MapDraft)
        begun = board.card(record) if board is not None else None
        if begun is not None:
            return begun.text.strip()
    entry = records.record(moment.file, MapEntry, record)
    return entry.value.text or "" if entry is not None and not entry.is_withdrawn else ""
