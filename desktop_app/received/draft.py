"""A document or photograph while it is being filed: what was chosen is sealed already, what is said of it is kept as typed."""

import datetime

import msgspec

from casework.changes import new_record_id
from casework.kinds.direct_work import Attachment
from casework.kinds.received import OTHER, PHOTOGRAPH
from casework.typed_days import kept_day, no_day, not_a_day

YES, NO = "yes", "no"


class ChosenFile(msgspec.Struct, frozen=True):
    """A file that was chosen, as it lies sealed on this laptop. name: as it was called where it came from, shown on the sheet
    and put in no record; said: how long it is and what was done with it, in words."""

    name: str
    content: Attachment
    preview: Attachment
    pages: int = 1
    said: str = ""

    @property
    def key(self) -> str:
        """What names it on the sheet."""
        return self.content.pieces[0]

    @property
    def attachments(self) -> tuple[Attachment, Attachment]:
        """All that is sealed of it."""
        return (self.content, self.preview)


class DocumentDraft(msgspec.Struct, frozen=True):
    """The whole sheet. group: what makes the children's records one document; files: the children's, the first chosen first;
    chosen: its files in their order.

    document_type: a key of `TYPES`; date, received: as `casework.typed_days.keep` has them; shows: "yes", "no" or "" whether a photograph shows a person
    or a home; asked, said: who was asked about it and what they said; field, at: where the cursor is.
    """

    group: bytes
    files: tuple[str, ...]
    received: str
    chosen: tuple[ChosenFile, ...] = ()
    document_type: str = ""
    type_words: str = ""
    source: str = ""
    date: str = ""
    about: str = ""
    shows: str = ""
    asked: str = ""
    said: str = ""
    confidential: bool = False
    field: str = ""
    at: int = 0

    @property
    def name(self) -> str:
        """What the draft is kept under."""
        return f"document:{self.group.hex()}"

    @property
    def is_photograph(self) -> bool:
        """Whether it is a photograph, of which more is asked."""
        return self.document_type == PHOTOGRAPH

    @property
    def length(self) -> int:
        """Bytes of all its files."""
        return sum(one.content.length for one in self.chosen)

    def with_values(self, **values: object) -> "DocumentDraft":
        """The sheet with some of its answers changed."""
        return msgspec.structs.replace(self, **values)

    def has_words(self) -> bool:
        """Whether anything was chosen or typed that would be missed."""
        typed = (self.type_words, self.source, self.about, self.asked, self.said)
        return bool(self.chosen or self.document_type or any(words.strip() for words in typed))


class Missing(msgspec.Struct, frozen=True):
    """One thing to do before it can be filed."""

    field: str
    sentence: str


def new_document(files: tuple[str, ...], today: datetime.date) -> DocumentDraft:
    """An empty sheet about these children, received today."""
    return DocumentDraft(new_record_id(), files, today.isoformat())


def missing(draft: DocumentDraft, today: datetime.date) -> tuple[Missing, ...]:
    """What is still missing, in the order of the sheet."""
    found = []
    if not draft.chosen:
        found.append(Missing("chosen", "Choose the document or photograph."))
    if not draft.files:
        found.append(Missing("files", "Say which child it is about."))
    if not draft.document_type:
        found.append(Missing("document_type", "Say what it is."))
    if draft.document_type == OTHER and not draft.type_words.strip():
        found.append(Missing("type_words", "Say what it is, in a few words."))
    if not draft.source.strip():
        found.append(Missing("source", "Say who it came from."))
    found += _missing_days(draft, today)
    if not draft.about.strip():
        found.append(Missing("about", "Say what it is about, in a sentence."))
    return (*found, *(_missing_of_photograph(draft) if draft.is_photograph else ()))


def _missing_days(draft: DocumentDraft, today: datetime.date) -> list[Missing]:
    """The day it came is needed; the date on it is not, but what was typed there must be a day."""
    found = []
    for field, kept, trouble in (
        ("date", draft.date, not_a_day(draft.date, "the date on it")),
        ("received", draft.received, no_day(draft.received, "the day it came")),
    ):
        day = kept_day(kept)
        if trouble or (day is not None and day > today):
            found.append(Missing(field, trouble or "This day is in the future. Change the day."))
    return found


def _missing_of_photograph(draft: DocumentDraft) -> tuple[Missing, ...]:
    if not draft.shows:
        return (Missing("shows", "Say whether it shows a person or somebody’s home."),)
    if draft.shows == NO:
        return ()
    found = []
    if not draft.asked.strip():
        found.append(Missing("asked", "Say who was asked about this photograph."))
    if not draft.said.strip():
        found.append(Missing("said", "Say what they answered."))
    return tuple(found)
