"""A correction while it is typed: kept as every form is, with what its author was shown when it was begun. No Qt."""

import datetime

import msgspec

from casework.errors import KnownError
from casework.kinds.record import AnyRecord
from desktop_app.record_store.records import Changed, Records
from desktop_app.visits.correcting import READ_BACK, Answer, ToCorrect, find_entry, sentences_of, to_correct
from desktop_app.visits.corrections import correct

WHAT, NAME = "correction", "correction:"
Shown = dict[str, tuple[bytes, ...]]
"""{field: ids of live values} of one record, as it was when the correction was begun."""


class CorrectionDraft(msgspec.Struct, frozen=True):
    """The whole form. answers: what stood there when it was begun; others: (file, first name) of the other children who have
    it; shown: {record in hexadecimal: what was shown of it}; said: {key of an answer: what it says now}; also: files it is
    corrected in too; field, at: where the worker was typing."""

    file: str
    record: bytes
    title: str
    answers: tuple[Answer, ...]
    others: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    shown: dict[str, Shown] = {}
    said: dict[str, str] = {}
    why: str = ""
    also: tuple[str, ...] = ()
    field: str = ""
    at: int = 0

    @property
    def name(self) -> str:
        """What the draft is kept under: one for each entry."""
        return f"{NAME}{self.file}:{self.record.hex()}"

    def with_values(self, **values: object) -> "CorrectionDraft":
        """The form with something of it changed."""
        return msgspec.structs.replace(self, **values)

    def now(self, answer: Answer) -> str:
        """What an answer says now."""
        return self.said.get(answer.key, answer.value)

    @property
    def lacks_read_back(self) -> bool:
        """Whether a child's words were changed, and nobody has said whether the child heard them again."""
        said = {one.key: self.now(one) != one.value for one in self.answers}
        return said.get("words", False) and READ_BACK in said and not self.said.get(READ_BACK)

    @property
    def needs_reason(self) -> bool:
        """Whether something is put over what stood there; what is only added needs no reason."""
        return any(not one.is_empty and self.now(one) != one.value for one in self.answers)

    def has_words(self) -> bool:
        """Whether anything was typed or chosen that would be missed."""
        return bool(self.why.strip()) or any(self.now(one) != one.value for one in self.answers)


class CorrectionForm(msgspec.Struct, frozen=True):
    """What the sheet opens with."""

    draft: CorrectionDraft
    begun: bool = False


def correction_form(records: Records, file: str, key: str) -> CorrectionForm | None:
    """The correction of an entry, as it was begun before or as the entry stands; None where it is not here any more."""
    form = to_correct(records, file, key)
    if form is None:
        return None
    every: tuple[AnyRecord, ...] = (form.record, *form.sentences)
    draft = CorrectionDraft(
        file,
        form.record.record,
        form.title,
        form.answers,
        form.others,
        form.left_out,
        shown={one.record.hex(): one.shown for one in every},
        also=tuple(other for other, _ in form.others),
    )
    return correction_of_draft(records, draft.name) or CorrectionForm(draft)


def correction_of_draft(records: Records, name: str) -> CorrectionForm | None:
    """The correction that was kept under this name; None where it was added or thrown away."""
    kept = records.drafts.find(name, CorrectionDraft)
    return CorrectionForm(kept, begun=True) if kept is not None else None


def correction_to_go_on_with(records: Records, file: str) -> CorrectionForm | None:
    """The one that was begun last in a child's file."""
    names = [line.name for line in records.drafts.lines(file) if line.what == WHAT]
    return correction_of_draft(records, names[0]) if names else None


def keep(records: Records, draft: CorrectionDraft) -> None:
    """Keep the form as it stands; an untouched one leaves nothing behind."""
    if draft.has_words():
        records.drafts.keep(draft.name, draft.file, WHAT, draft)
    else:
        records.drafts.done(draft.name)


def throw_away(records: Records, draft: CorrectionDraft) -> None:
    """The worker says that nothing of the form is wanted."""
    records.drafts.done(draft.name)


def add_to_record(records: Records, draft: CorrectionDraft, today: datetime.date) -> Changed:
    """Put the correction over exactly what was shown when it was begun, and put the draft away with it.

    What somebody else changed meanwhile in the same field stands beside it, in two versions. Raises KnownError.
    """
    record = find_entry(records, draft.file, draft.record.hex())
    if record is None:
        raise KnownError("This entry is not on this laptop any more. What you typed is kept.")
    form = ToCorrect(
        _as_shown(record, draft),
        draft.title,
        "",
        draft.answers,
        tuple(_as_shown(one, draft) for one in sentences_of(records, record)),
        draft.others,
    )
    return correct(records, form, draft.said, draft.why, draft.also, today, draft_done=draft.name)


def _as_shown(record: AnyRecord, draft: CorrectionDraft) -> AnyRecord:
    return msgspec.structs.replace(record, shown=draft.shown.get(record.record.hex(), record.shown))
