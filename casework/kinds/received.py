"""Documents and photographs that somebody handed over or sent, or that a worker took: filed with their source and date."""

import msgspec

from casework.changes import derived_record_id
from casework.kinds.direct_work import Attachment
from casework.kinds.reading import Kind

PHOTOGRAPH, OTHER = "photograph", "other"
TYPES: dict[str, str] = {
    "letter": "Letter",
    "report": "Report",
    "assessment": "Assessment",
    "court_order": "Court order",
    "court_paper": "Statement or other paper for court",
    "minutes": "Minutes of a meeting",
    "agency_plan": "Plan of another agency",
    "certificate": "Certificate or proof of identity",
    "message": "Message or email, as a picture",
    PHOTOGRAPH: "Photograph",
    OTHER: "Something else",
}
"""{document_type: what it is called}, in the order in which they are offered."""


class FiledFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file of a document. content: its bytes; preview: a small picture of its first page; pages: how many it has."""

    content: Attachment
    preview: Attachment | None = None
    pages: int = 1


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who was asked about a photograph of a person or of their home, and what they said, in their words."""

    who: str
    said: str


class Document(Kind, frozen=True):
    """A document or photograph in a child's file. document_type: a key of `TYPES`; type_words: what it is, for "other".

    source: who it came from; date: the day written on it (ISO), None where it has none; received_date: the day it came to
    us; about: what it is about, in a sentence; content: its files in their order, each with a key of its own, so that
    erasing this record takes them along; asked: of a photograph that shows a person or a home; confidential: whether it
    holds an address that must not be known, or tells of people outside the family. group: opaque id shared by the
    children's records of one document.
    """

    document_type: str | None = None
    type_words: str | None = None
    source: str | None = None
    date: str | None = None
    received_date: str | None = None
    about: str | None = None
    content: tuple[FiledFile, ...] | None = None
    asked: Asked | None = None
    confidential: bool | None = None
    group: bytes | None = None


def document_id(group: bytes, file: str) -> bytes:
    """The id of a child's record of a document: the same wherever that document is filed twice."""
    return derived_record_id("document", group, file)


def called(document_type: str | None, type_words: str | None, source: str | None) -> str:
    """What a document is called: "Letter from Elm Road School"."""
    known = TYPES.get(document_type or "", "Document")
    what = type_words or known if document_type == OTHER else known
    return f"{what} from {source}" if source else what


def attachments_of(document: Document) -> tuple[Attachment, ...]:
    """Everything of a document that lies beside the record: what is read, and the previews."""
    found = []
    for one in document.content or ():
        found += [one.content, *([one.preview] if one.preview else [])]
    return tuple(found)
