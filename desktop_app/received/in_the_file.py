"""Documents and photographs as a child's file reads them among visits and notes, and one of them as it is opened. No Qt."""

import datetime

import msgspec

from casework.kinds.direct_work import Attachment
from casework.kinds.people import SUBJECT, Person, first_name
from casework.kinds.received import PHOTOGRAPH, Document, called
from casework.kinds.record import Record
from casework.wording import long_date, plural
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names

CONFIDENTIAL = "Confidential: it holds an address that must not be known, or tells of people outside the family."


class DocumentInFile(msgspec.Struct, frozen=True):
    """One document. title: "Letter from Elm Road School"; on: the day it came; how: the date on it, how many pages; about:
    what it is about; asked: who was asked of a photograph, in a sentence; is_confidential: covered until it is asked for;
    attachments: what its pages are read from, in their order."""

    record: Record[Document]
    title: str
    icon: str
    on: datetime.date | None
    how: str
    about: str
    asked: str
    is_confidential: bool
    preview: Attachment | None
    attachments: tuple[Attachment, ...]


class DocumentShown(msgspec.Struct, frozen=True):
    """A document as it is opened. child: whose file it is; who: who filed it, and when it came; is_here: whether all of it is on this
    laptop; is_withdrawn: whether it no longer counts."""

    document: DocumentInFile
    child: str
    who: str
    is_here: bool
    is_withdrawn: bool


def documents_in_file(records: Records, file: str) -> tuple[DocumentInFile, ...]:
    """Every document of a child; those that were withdrawn too."""
    return tuple(_in_file(records, one) for one in records.records(file, Document, with_withdrawn=True))


def document_shown(records: Records, file: str, key: str) -> DocumentShown | None:
    """The document with this key (its record in hexadecimal); None where it is not here."""
    record = records.record(file, Document, bytes.fromhex(key))
    if record is None:
        return None
    document = _in_file(records, record)
    person = records.record(file, Person, SUBJECT)
    filed_by = staff_names(records).get(record.author, record.author)
    came = f"Came on {long_date(document.on, with_year=True)}. " if document.on else ""
    return DocumentShown(
        document,
        first_name(person.value) if person else "This child",
        f"{came}Filed by {filed_by}.",
        all(records.has_attachment(one) for one in document.attachments),
        record.is_withdrawn,
    )


def preview_of(records: Records, preview: Attachment) -> bytes:
    """A small picture of it; b"" where that is not on this laptop yet. Raises DamagedAttachment."""
    return records.open_attachment(preview) if records.has_attachment(preview) else b""


def is_confidential(records: Records, record: Record[Document]) -> bool:
    """Whether it is; where two say otherwise, the stricter holds."""
    if "confidential" in record.in_two_versions:
        return any(version.value for version in records.state(*record.key).versions("confidential"))
    return bool(record.value.confidential)


def title_of(document: Document) -> str:
    """ "Letter from Elm Road School"."""
    return called(document.document_type, document.type_words, document.source)


def _in_file(records: Records, record: Record[Document]) -> DocumentInFile:
    value, content = record.value, record.value.content or ()
    is_photograph = value.document_type == PHOTOGRAPH
    dated = _day(value.date)
    pages = sum(one.pages for one in content)
    words = plural(pages, "picture" if is_photograph else "page") if pages else ""
    when = f"dated {long_date(dated, with_year=True)}" if dated else ""
    return DocumentInFile(
        record,
        title_of(value),
        "image" if is_photograph else "file-text",
        _day(value.received_date) or _day(record.happened),
        ", ".join(part for part in (when, words) if part),
        value.about or "",
        f"{value.asked.who} was asked and said: {value.asked.said}" if value.asked else "",
        is_confidential(records, record),
        content[0].preview if content else None,
        tuple(one.content for one in content),
    )


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
