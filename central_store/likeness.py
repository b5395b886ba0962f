"""Where the words that are to be erased stand again: in whatever case file, room or book of the authority's.

Found is not chosen. Two people may have written the same sentence of two children, and both be right; so each is shown to
those who erase, with how much of the words it holds, and goes only where they name it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from casework.changes import PRESENCE, Change
from casework.erasure import may_be_erased, sentences_in, texts_in
from central_store.ledger import change_in
from central_store.tables import changes

FEW = 100  # sentences: more of them are looked for by how they begin, at every place of a body
BEGINNING = 8  # bytes
GROUP = "group"


class Alike(msgspec.Struct, frozen=True):
    """A change that holds some of the sentences. holds: how many of them."""

    change: Change
    holds: int


class Sentences:
    """What changes say that is long enough to be known again, ready to be looked for in many places."""

    def __init__(self, some: Iterable[Change]) -> None:
        self.every = frozenset(one for change in some for one in sentences_in(dict(said_of(change))))
        self._coded = [one.encode() for one in self.every]
        self._beginnings = frozenset(one[:BEGINNING] for one in self._coded)

    def __len__(self) -> int:
        return len(self.every)

    def may_be_in(self, body: bytes) -> bool:
        """Whether a packed body could hold one of them: a quick look before it is unpacked."""
        if len(self._coded) <= FEW:
            return any(one in body for one in self._coded)
        return any(body[at : at + BEGINNING] in self._beginnings for at in range(len(body)))

    def held_by(self, form: Any) -> int:
        """How many of them stand in the texts of a form, each as it stands or within a longer one."""
        texts = list(texts_in(form))
        return sum(any(one in text for text in texts) for one in self.every)


def alike(connection: Connection, tenant: str, sentences: Sentences, known: Iterable[Change]) -> list[Alike]:
    """Every change with words, in files that may be erased, that holds one of the sentences; not those known already."""
    left_out = {(change.header.file, change.id) for change in known}
    asked = changes.select().where(changes.c.tenant == tenant, changes.c.body.is_not(None))
    rows = connection.execute(asked.order_by(changes.c.file, changes.c.number)).mappings()
    found = []
    for row in rows if sentences.every else ():
        if (row["file"], row["id"]) in left_out or not may_be_erased(row["file"]):
            continue
        if sentences.may_be_in(row["body"]) and (held := sentences.held_by(dict(said_of(change_in(row))))):
            found.append(Alike(change_in(row), held))
    return found


def said_of(change: Change) -> Iterator[tuple[str, Any]]:
    """What a change says of its record: not that it is kept, nor in which group."""
    yield from ((field, value) for field, value in change.values.items() if field not in (PRESENCE, GROUP))
