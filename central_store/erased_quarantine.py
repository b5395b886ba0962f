"""What an erasure takes out of the quarantine, where the words of revoked laptops lie until a person has looked through them.

By itself: entries that were released, so that the record has what an order leaves of them; a draft that was begun over what is
erased; pieces of attachments that the order names. Whatever else holds the same words (a note that quotes them, entries that
were not sent) is shown to those who erase, and goes where they name it: it may be all that there is of somebody's last day.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from casework.erasure import is_about, is_begun_over
from casework.leaving import DRAFT, PIECE, SET_ASIDE
from central_store.likeness import Sentences
from central_store.quarantine import DESTROYED, RELEASED, Kept, NotHere, Quarantine
from central_store.reviewing import changes_in, forms_of


class Lying(msgspec.Struct, frozen=True):
    """One thing in quarantine that an erasure concerns. holds: how many of the sentences that are erased."""

    device: str
    kept: Kept
    holds: int = 0

    @property
    def name(self) -> str:
        """As an administrator names it."""
        return f"{self.device}/{self.kept.number}"


class Named(msgspec.Struct, frozen=True):
    """What orders name of one case file. ids, records: of the changes, and of the records that they are of; pieces: by name."""

    file: str
    ids: frozenset[bytes]
    records: frozenset[bytes]
    pieces: frozenset[str]


def that_goes(quarantine: Quarantine, named: Sequence[Named]) -> Iterator[Lying]:
    """What goes with orders that name all this. Each thing is read once."""
    for device, kept, content in _every_thing(quarantine):
        item = kept.item
        if item.what == PIECE:
            goes = any(item.file == one.file and not one.pieces.isdisjoint(item.parts) for one in named)
        elif item.what == DRAFT:
            goes = any(_is_begun_over(form, item.file, one) for form in _forms(kept, content) for one in named)
        elif kept.how == RELEASED or item.what == SET_ASIDE:  # in the record, or one change alone
            ids = _ids_in(kept, content)
            goes = any(not one.ids.isdisjoint(ids) for one in named)
        else:
            goes = False
        if goes:
            yield Lying(device, kept)


def alike_in(quarantine: Quarantine, sentences: Sentences) -> Iterator[Lying]:
    """Everything that holds one of these sentences, whatever becomes of it."""
    for device, kept, content in _every_thing(quarantine) if sentences.every else ():
        held = max((sentences.held_by(form) for form in _forms(kept, content)), default=0)
        if held:
            yield Lying(device, kept, held)


def _every_thing(quarantine: Quarantine) -> Iterator[tuple[str, Kept, bytes]]:
    """What is still there of what every laptop handed over, with its bytes."""
    for device in sorted({one.device for one in quarantine.deliveries()}):
        for kept in quarantine.things(device):
            try:
                if kept.how != DESTROYED:
                    yield device, kept, quarantine.content(device, kept.item)
            except NotHere:
                continue  # `verify` names what is missing


def _forms(kept: Kept, content: bytes) -> list[Any]:
    try:
        return forms_of(kept.item, content)
    except NotHere:
        return []  # no form that anybody could read words in


def _is_begun_over(form: Any, of: str, one: Named) -> bool:
    is_of_the_file = isinstance(form, dict) and (of == one.file or is_about(form, one.file))
    return is_of_the_file and is_begun_over(form, one.ids, one.records)


def _ids_in(kept: Kept, content: bytes) -> set[bytes]:
    try:
        return {change.id for change in changes_in(kept.item, content)}
    except NotHere:
        return set()
