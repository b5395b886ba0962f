"""Read-models of the sheet on which a document is filed: whose it may be, who it may have come from, what was begun. No Qt."""

import datetime

import msgspec

from casework.deeds import FileDeed, may
from desktop_app.notes.queries import around
from desktop_app.received.actions import unfinished
from desktop_app.received.draft import DocumentDraft
from desktop_app.received.in_the_file import preview_of
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names


class FamilyChild(msgspec.Struct, frozen=True):
    """A child of the family in whose file it may be filed. called: first name."""

    file: str
    name: str
    called: str


class DocumentForm(msgspec.Struct, frozen=True):
    """What the sheet opens with. me: the worker's name; children: of the family, the first is whose page it was opened from; people: who it may have
    come from, likeliest first; previews: {key of a chosen file: small picture}; begun: whether it was begun before."""

    draft: DocumentDraft
    me: str
    children: tuple[FamilyChild, ...]
    people: tuple[str, ...]
    previews: dict[str, bytes]
    begun: bool = False


def document_form(records: Records, draft: DocumentDraft, today: datetime.date, *, begun: bool = False) -> DocumentForm:
    """The sheet for a document about these children."""
    rights, found = records.rights(), around(records, draft.files, today)
    children = tuple(
        FamilyChild(one.file, one.name, one.called)
        for one in (*found.children, *found.siblings)
        if may(rights, FileDeed.DOCUMENT, one.file)
    )
    previews = {one.key: preview_of(records, one.preview) for one in draft.chosen}
    me = staff_names(records).get(records.professional, "")
    return DocumentForm(draft, me, children, tuple(one.words for one in found.people), previews, begun)


def draft_named(records: Records, name: str) -> DocumentDraft | None:
    """The sheet kept under this name."""
    return next((draft for draft in unfinished(records) if draft.name == name), None)


def draft_about(records: Records, file: str) -> DocumentDraft | None:
    """The sheet about this child that was written at last."""
    return next((draft for draft in unfinished(records) if file in draft.files), None)
