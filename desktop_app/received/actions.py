"""What a worker does with a document or photograph: keep the sheet, take a file off it, file it for each child, throw it away."""

import datetime
from collections.abc import Callable, Iterable

from casework.case_files import practice_book
from casework.changes import Change
from casework.errors import KnownError
from casework.kinds.direct_work import Attachment
from casework.kinds.received import OTHER, Asked, Document, FiledFile, document_id
from desktop_app.received.draft import YES, ChosenFile, DocumentDraft, missing
from desktop_app.received.intake import MEGABYTE, MOST_BYTES_TOGETHER, MOST_FILES
from desktop_app.record_store.records import AlreadyAdded, Changed, Records

WHAT = "document"
ForEach = dict[str, tuple[FiledFile, ...]]
"""{child's file: the files of the document, sealed for it}."""


class NotComplete(KnownError):
    """Something that must be said of it is still missing."""


def keep(records: Records, draft: DocumentDraft) -> None:
    """Keep the sheet as it stands: on disk, encrypted, when this returns. Raises AlreadyAdded, so that none comes back."""
    _keep(records, draft, ())


def take_off(records: Records, draft: DocumentDraft, dropped: ChosenFile) -> None:
    """A file was taken off the sheet; draft: without it. What was sealed of it is removed."""
    _keep(records, draft, dropped.attachments)
    records.destroy_listed()


def throw_away(records: Records, draft: DocumentDraft) -> None:
    """Nothing of the sheet is wanted. The files that were chosen lie where they lay."""
    records.drafts.done(draft.name, [part for one in draft.chosen for part in one.attachments])
    records.destroy_listed()


def check_room(draft: DocumentDraft, more: int = 1) -> None:
    """Raise KnownError where so many more files are more than one document may have."""
    if len(draft.chosen) + more > MOST_FILES:
        raise KnownError(
            f"One document may have {MOST_FILES} files. File these first, and the others as a second document."
        )


def seal_for_each(records: Records, draft: DocumentDraft, steps: Callable[[int, int, str], object]) -> ForEach:
    """The files, sealed for each child with keys of their own: one child's file can be handed on or erased alone.

    What the sheet sealed is the first child's. From any thread. steps may raise to stop: then nothing is left behind.
    """
    made: ForEach = {draft.files[0]: tuple(FiledFile(one.content, one.preview, one.pages) for one in draft.chosen)}
    of = len(draft.files) * len(draft.chosen)
    done = len(draft.chosen)
    sealed: list[Attachment] = []
    try:
        for file in draft.files[1:]:
            found = []
            for one in draft.chosen:
                steps(done, of, "Encrypting it for each child")
                content, preview = (_sealed_again(records, part, sealed) for part in one.attachments)
                found.append(FiledFile(content, preview, one.pages))
                done += 1
            made[file] = tuple(found)
        steps(of, of, "Encrypted")
    except BaseException:
        records.forget_sealed(sealed)
        raise
    return made


def add_to_record(records: Records, draft: DocumentDraft, sealed: ForEach, today: datetime.date) -> Changed:
    """File it in each child's file, all or none, and put the draft away.

    sealed: what `seal_for_each` made of this draft. Raises NotComplete with the first thing that is missing, NotAllowed,
    TooLong, AlreadyAdded.
    """
    _check_not_added(records, draft)
    lacking = missing(draft, today)
    if lacking:
        raise NotComplete(lacking[0].sentence)
    if draft.length > MOST_BYTES_TOGETHER:
        most = MOST_BYTES_TOGETHER // MEGABYTE
        raise KnownError(f"These files are more than {most} MB together. File some of them as a second document.")
    changes: list[Change] = []
    attached: dict[str, list[Attachment]] = {}
    for file in draft.files:
        value = _document(draft, sealed[file])
        record = document_id(draft.group, file)
        changes.append(records.create(file, value, record=record, happened=draft.received))
        attached[file] = [part for one in sealed[file] for part in (one.content, one.preview) if part is not None]
    try:
        return records.add(*changes, draft_done=draft.name, attached=attached)
    except KnownError:
        for file in draft.files[1:]:  # the sheet still has what is the first child's
            records.forget_sealed(attached[file])
        raise


def _keep(records: Records, draft: DocumentDraft, dropped: Iterable[Attachment]) -> None:
    _check_not_added(records, draft)
    if draft.has_words():
        file = draft.files[0] if draft.files else practice_book(records.professional)
        records.drafts.keep(draft.name, file, WHAT, draft, without=dropped)
    else:
        records.drafts.done(draft.name, dropped)


def _document(draft: DocumentDraft, content: tuple[FiledFile, ...]) -> Document:
    is_asked = draft.is_photograph and draft.shows == YES
    return Document(
        document_type=draft.document_type,
        type_words=draft.type_words.strip() if draft.document_type == OTHER else None,
        source=draft.source.strip(),
        date=draft.date or None,
        received_date=draft.received,
        about=draft.about.strip(),
        content=content,
        asked=Asked(draft.asked.strip(), draft.said.strip()) if is_asked else None,
        confidential=draft.confidential,
        group=draft.group,
    )


def _sealed_again(records: Records, part: Attachment, sealed: list[Attachment]) -> Attachment:
    again = records.seal(records.open_attachment(part), part.media)
    sealed.append(again)
    return again


def _check_not_added(records: Records, draft: DocumentDraft) -> None:
    if any(records.record(file, Document, document_id(draft.group, file)) is not None for file in draft.files):
        raise AlreadyAdded("This stands in the record already. What was typed since is not kept: file another.")


def unfinished(records: Records) -> list[DocumentDraft]:
    """Documents that were begun and not filed, newest first."""
    return records.drafts.begun(WHAT, DocumentDraft)
