"""What a worker does with the map: keep what is typed, add it to the record in one go, put the draft away."""

import datetime
from typing import Any

from casework.changes import Change, derived_record_id
from casework.errors import KnownError
from casework.kinds import NAME_OF
from casework.kinds.mapping import MapEntry, rating_id
from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.reading import element
from casework.kinds.record import Record
from desktop_app.mapping.draft import (
    CardDraft,
    MapDraft,
    RatingDraft,
    as_it_counts,
    counted_views,
    missing,
    new_map_draft,
)
from desktop_app.mapping.ratings import rating_of
from desktop_app.record_store.records import AlreadyAdded, Changed, Records

WHAT = "map"


class NotComplete(KnownError):
    """Something that a card must say is still missing."""


def draft_of(records: Records, file: str, day: datetime.date) -> MapDraft:
    """What was begun on this child's map and not added, or an empty draft."""
    empty = new_map_draft(file, day)
    return records.drafts.find(empty.name, MapDraft) or empty


def keep(records: Records, draft: MapDraft) -> None:
    """Keep the changes as they stand; a draft with nothing in it is put away."""
    if draft.cards or draft.ratings:
        records.drafts.keep(draft.name, draft.file, WHAT, draft)
    else:
        records.drafts.done(draft.name)


def add_to_record(records: Records, draft: MapDraft) -> Changed:
    """Add every card and rating to the child's file, all or none; the draft is put away with it.

    A new card that goes on the maps of brothers or sisters too becomes each child's own record, in the same go.

    Raises NotComplete, NotAllowed, AlreadyAdded, TwoVersionsOpen (a card that somebody else changed meanwhile in the same field is
    added beside theirs and shown as two versions; it is refused only where two versions were already shown).
    """
    if missing(draft):
        raise NotComplete("Something is still missing on a card. Nothing was added, and all of it is kept.")
    changes: list[Change] = []
    for card in draft.cards:
        if card.is_changed:
            changes += _card(records, draft, card)
    changes += [_rating(records, draft, rating) for rating in draft.ratings]
    if not changes:
        raise NotComplete("There is nothing to add yet.")
    return records.add(*changes, draft_done=draft.name)


def _card(records: Records, draft: MapDraft, card: CardDraft) -> list[Change]:
    form = Action if card.is_step else MapEntry
    if card.opened is None:
        if records.record(draft.file, form, card.record) is not None:
            raise AlreadyAdded("This map stands in the record already. Leave this page and come back to go on with it.")
        value, day = _new_step(card) if card.is_step else _new_entry(draft, card), card.begun or draft.date
        own = records.create(draft.file, value, record=card.record, happened=day)
        theirs = [
            records.create(file, value, record=copy_id(card.record, file), happened=day) for file in card.goes_to_others
        ]
        return [own, *theirs]
    shown = Record(draft.file, NAME_OF[form], card.record, form(), dict(card.shown))
    if card.withdrawn_because:
        return [records.withdraw(shown, card.withdrawn_because)]
    before = _values(card.opened)
    now = dict.fromkeys(before) | _values(card)  # a view that was taken out is set to nothing, or it would stay
    changed = {field: value for field, value in now.items() if value != before.get(field)}
    return [records.edit(shown, changed, happened=card.begun or draft.date)] if changed else []


def copy_id(record: bytes, file: str) -> bytes:
    """The id of a card that was put on the map of a brother or sister too."""
    return derived_record_id("card of several children", record, file)


def _new_step(card: CardDraft) -> Action:
    return Action(
        what=card.text.strip(), who_by_when=WhoByWhen(card.who.strip(), card.by, card.lead.strip()), pair=card.pair
    )


def _new_entry(draft: MapDraft, card: CardDraft) -> MapEntry:
    return MapEntry(
        category=card.category,
        text=card.text.strip() or None,
        whose_view=card.whose_view.strip(),
        standing=card.standing or None,
        source=card.source.strip() or None,
        event_date=card.event_date or None,
        quote=card.quote,
        pair=card.pair,
        session=draft.session,
        views=counted_views(card.views),
    )


def _values(card: CardDraft) -> dict[str, Any]:
    """{field: value} of a card, as they would stand in the record."""
    if card.is_step:
        done_by = WhoByWhen(card.who.strip(), card.by, card.lead.strip())
        return {"what": card.text.strip(), "who_by_when": done_by, "pair": card.pair}
    views = {element("views", name): as_it_counts(view) for name, view in card.views.items()}
    return {
        "category": card.category,
        "text": card.text.strip() or None,
        "whose_view": card.whose_view.strip() or None,
        "standing": card.standing or None,
        "source": card.source.strip() or None,
        "event_date": card.event_date or None,
        "quote": card.quote,
        "pair": card.pair,
        **views,
    }


def _rating(records: Records, draft: MapDraft, rating: RatingDraft) -> Change:
    record = rating_id(rating.rater, rating.about, draft.session)
    return records.create(draft.file, rating_of(rating, draft), record=record, happened=rating.on or draft.date)
