"""What an erasure takes out of drafts: what was begun over the erased words, and the words themselves where they are quoted.

A form is known by what it holds: `record` names the record it edits, `shown` the values it was begun over. Where that is
one row of a longer form (a card of a map, a step of a plan), the row goes and the rest stays; where it is the form itself,
the draft goes. Elsewhere the sentences alone give way to ERASED_WORDS, and everything else that was typed is kept.
"""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection

from casework.changes import Change
from casework.erasure import is_about, is_begun_over, sentences_in

ERASED_WORDS = "[erased by the authority]"


class _Gone:
    """Stands for a part of a draft that goes."""


_GONE = _Gone()


class Cut:
    """What to look for: ids of changes and of records of one file, and sentences, the longest first."""

    def __init__(self, file: str, gone: Collection[Change]) -> None:
        self.file = file
        self.changes = frozenset(change.id for change in gone)
        self.records = frozenset(change.header.record for change in gone)
        found = {sentence for change in gone for sentence in sentences_in(change.values)}
        self.sentences = sorted(found, key=len, reverse=True)


def take_out_of_drafts(connection: Connection, cut: Cut) -> None:
    """Take what was cut out of every draft."""
    for name, content in connection.exec_driver_sql("SELECT name, content FROM drafts").all():
        left = left_of_draft(content, cut)
        if left is None:
            connection.exec_driver_sql("DELETE FROM drafts WHERE name=?", (name,))
        elif left != content:
            connection.exec_driver_sql("UPDATE drafts SET content=? WHERE name=?", (left, name))


def left_of_draft(content: bytes, cut: Cut) -> bytes | None:
    """What stays of a draft, as msgpack; None where nothing does.

    A draft about another child may quote the words, but not edit them: ids of a record may be the same in several files.
    """
    held = msgspec.msgpack.decode(content)
    left = _left(held, cut, may_edit=is_about(held, cut.file))
    if isinstance(left, _Gone):
        return None
    return content if left == held else msgspec.msgpack.encode(left)


def _left(value: Any, cut: Cut, *, may_edit: bool) -> Any:
    """What stays of a part of a draft."""
    if isinstance(value, str):
        return _without_sentences(value, cut.sentences)
    if isinstance(value, list):
        parts = (_left(part, cut, may_edit=may_edit) for part in value)
        return [part for part in parts if not isinstance(part, _Gone)]
    if isinstance(value, bytes):
        return value
    if not isinstance(value, dict):
        return value
    if may_edit and is_begun_over(value, cut.changes, cut.records):
        return _GONE
    found = {name: _left(part, cut, may_edit=may_edit) for name, part in value.items()}
    return _GONE if any(isinstance(part, _Gone) for part in found.values()) else found


def _without_sentences(text: str, sentences: Iterable[str]) -> str:
    for sentence in sentences:
        text = text.replace(sentence, ERASED_WORDS)
    return text
