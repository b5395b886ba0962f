"""Settling: one version is used, a new one is written, or both are kept as a note and the question stays open."""

from casework.changes import WITHDRAWN, Change
from casework.errors import KnownError
from casework.kinds.direct_work import Quote
from casework.kinds.record import Record
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Changed, Records
from desktop_app.versions.queries import Question, Version

CHILDS_WORDS = frozenset({("quote", "words"), ("quote", "translation")})


class NoReason(KnownError):
    """An answer that needs a reason was given without one."""


def use_version(records: Records, question: Question, version: Version, why: str) -> Changed:
    """Settle with one of the versions. The others stay in the record, with who chose and why.

    Over what this page showed: a version that came meanwhile stays beside the one chosen. Raises NothingToSettle where
    the person was shown fewer than two that still differ, NoReason for a withdrawal without a reason, NotAllowed.
    """
    if question.is_about_standing:
        return records.add(_stand(records, question, version, why))
    return records.add(_settled(records, question, version.value, why), *_heard(records, question, version))


def write_new(records: Records, question: Question, words: str, why: str) -> Changed:
    """Settle with an answer of one's own; the versions stay as where it came from. Raises KnownError without words, and for
    a day, a code or a child's own words: those are chosen, never written by somebody else."""
    if not question.can_be_written:
        raise KnownError("Choose one of the versions: this is not answered in words of your own. Nothing was changed.")
    if not words.strip():
        raise KnownError("Write the new answer first. Nothing was changed.")
    return records.add(_settled(records, question, words.strip(), why))


def keep_both(records: Records, question: Question, why: str) -> Changed:
    """Settle nothing: both stand in a note of the child's file, to be read until somebody knows."""
    is_childs = (question.kind, question.field) in CHILDS_WORDS
    lines = [
        f"{version.author} ({version.written or 'no time known'})" + ("" if is_childs else f": {version.said}")
        for version in question.versions
    ]
    if is_childs:  # a note is read where nobody asks the child who may see
        lines.append("The words themselves stand with what the child said.")
    if why.strip():
        lines.append(f"Why it stays open: {why.strip()}")
    note = CaseNote(how="note", about=f"Two versions: {question.asked}", said="\n\n".join(lines), this_is="told")
    return records.add(records.create(question.file, note))


def _settled(records: Records, question: Question, value: object, why: str) -> Change:
    return records.settle(_as_shown(question), question.field, value, why.strip())


def _heard(records: Records, question: Question, version: Version) -> list[Change]:
    """With a child's words goes whether the child heard them: it was said of these, not of the other ones."""
    if (question.kind, question.field) != ("quote", "words"):
        return []
    said = {one.id: one.values for one in records.history(question.file, question.kind, question.record)}
    if not any("confirmed" in said.get(one.change, {}) for one in question.versions):
        return []
    record = records.record(question.file, Quote, question.record)
    if record is None:
        return []
    heard = bool(said.get(version.change, {}).get("confirmed"))
    if "confirmed" in record.in_two_versions:
        return [records.settle(record, "confirmed", heard)]
    return [records.edit(record, {"confirmed": heard})]


def _stand(records: Records, question: Question, version: Version, why: str) -> Change:
    if version.value != WITHDRAWN:
        return records.restore(_as_shown(question), why.strip())
    if not (why.strip() or version.why):
        raise NoReason("Say why the entry is withdrawn. It stays readable in the history.")
    return records.withdraw(_as_shown(question), why.strip() or version.why)


def _as_shown(question: Question) -> Record[CaseNote]:
    """The record as the page showed it; its kind's struct is not needed to settle one field."""
    return Record(question.file, question.kind, question.record, CaseNote(), dict(question.shown))
