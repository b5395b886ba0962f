"""Which changes an erasure takes: of a record, of a whole file, and on request the copies that stand elsewhere.

Copies are: the other children's records of the same thing (one `group`); the sentences of a visit, which are records of
their own. What holds one of the sentences again, wherever it stands, is found beside them (central_store.likeness) and goes
where it is named.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from casework.canonical import canonical
from casework.case_files import FileKind, is_case_file, kind_of_file, person_file
from casework.changes import Change
from casework.erasure import may_be_erased, pieces_named
from casework.kinds import NAME_OF
from casework.kinds.visits import SharedWords
from central_store.erasing import Going, NotErased
from central_store.ledger import Ledger
from central_store.likeness import GROUP, Alike, Sentences, alike, said_of
from central_store.tables import changes

LEAST_LETTERS = 6  # of an id as it is typed: fewer could name more than one
OF_VISIT = "visit"
_OF_A_VISIT = NAME_OF[SharedWords]


class Chosen(msgspec.Struct, frozen=True):
    """What was asked for, the copies made of it, and what else holds one of its sentences: each with its words."""

    asked: tuple[Change, ...]
    copies: tuple[Change, ...] = ()
    alike: tuple[Alike, ...] = ()
    sentences: Sentences = msgspec.field(default_factory=lambda: Sentences(()))


def file_named(ledger: Ledger, tenant: str, name: str) -> str:
    """The case file of this name, or of the person with this id in the authority's own system. Raises NotErased."""
    files = [name] if is_case_file(name) else [person_file(tenant, name)]
    found = [file for file in files if ledger.head(file).number]
    if not found:
        raise NotErased(f"There is no case file called {name}, and nobody's with that id. Nothing was erased.")
    if not may_be_erased(found[0]):
        raise NotErased("The authority's book and the logs of grants are never erased. Nothing was changed.")
    return found[0]


def choose(ledger: Ledger, file: str, records: Sequence[str], ids: Sequence[str]) -> tuple[Change, ...]:
    """The changes of a file that are asked for and have words: of these records, of these ids, or all of them.

    records, ids: hexadecimal, or the first letters of it. Raises NotErased where one names nothing, or more than one.
    """
    every = ledger.changes_of(file)
    wanted = {_the_one(one, "record", (change.header.record for change in every)) for one in records}
    named = {_the_one(one, "change", (change.id for change in every)) for one in ids}
    is_all = not (wanted or named)
    chosen = [one for one in every if is_all or one.header.record in wanted or one.id in named]
    return tuple(one for one in chosen if not one.is_erased)


def with_copies(
    connection: Connection, ledger: Ledger, tenant: str, asked: Sequence[Change], *, are_versions: bool
) -> Chosen:
    """What was asked for, every copy of it that stands elsewhere, and whatever holds the same words.

    are_versions: whether single versions were asked for; of a copy then goes only what says the same.
    """
    others = _of_the_same_group(connection, ledger, tenant, asked, are_versions=are_versions)
    found = {change.id: change for change in others}
    whole = [*asked, *found.values()]
    for file in sorted({change.header.file for change in whole}):
        every = [one for one in ledger.changes_of(file) if not one.is_erased]
        found |= {one.id: one for one in _of_its_visits(every, [one for one in whole if one.header.file == file])}
    of_asked = {change.id for change in asked}
    copies = [one for name, one in found.items() if name not in of_asked]
    sentences = Sentences((*asked, *copies))
    near = alike(connection, tenant, sentences, (*asked, *copies))
    return Chosen(tuple(asked), tuple(copies), tuple(near), sentences)


def named_also(tenant: str, found: Sequence[Alike], names: Iterable[str]) -> list[Change]:
    """Those of what was found that are named: by how the id of a record or version begins, or all in one file by its name
    or the person's id. Raises NotErased where a name names nothing of it, or entries of several."""
    every = [one.change for one in found]
    chosen: dict[tuple[str, bytes], Change] = {}
    for name in names:
        its = [one for one in every if one.header.file in (name, person_file(tenant, name))]
        if not its:
            its = [one for one in every if _begins(one.header.record, name) or _begins(one.id, name)]
            if len({(one.header.file, one.header.record) for one in its}) != 1:
                raise NotErased(
                    f"Nothing single of what was found has the name {name}. Look with --dry-run. Nothing was erased."
                )
        chosen |= {(one.header.file, one.id): one for one in its}
    return list(chosen.values())


def going(ledger: Ledger, chosen: Iterable[Change]) -> list[Going]:
    """By file, with the pieces of attachments that nothing else there names."""
    by_file: dict[str, list[Change]] = {}
    for change in chosen:
        by_file.setdefault(change.header.file, []).append(change)
    found = []
    for file, its in by_file.items():
        names = {change.id for change in its}
        stay = {piece for one in ledger.changes_of(file) if one.id not in names for piece in pieces_named(one.values)}
        pieces = {piece for one in its for piece in pieces_named(one.values)} - stay
        found.append(Going(file, tuple(one.id for one in its), tuple(sorted(pieces))))
    return found


def _begins(name: bytes, typed: str) -> bool:
    wanted = typed.replace(" ", "").lower()
    return len(wanted) >= LEAST_LETTERS and name.hex().startswith(wanted)


def _the_one(typed: str, what: str, names: Iterable[bytes]) -> bytes:
    found = {name for name in names if _begins(name, typed)}
    if len(found) != 1:
        raise NotErased(
            f"No single {what} of this file has an id that begins with {typed}. Look with --dry-run. Nothing was erased."
        )
    return found.pop()


def _of_the_same_group(
    connection: Connection, ledger: Ledger, tenant: str, asked: Sequence[Change], *, are_versions: bool
) -> Iterator[Change]:
    """The other children's records of one thing: of whole records all, else what set the same fields to the same."""
    own = {change.header.file for change in asked}
    every = [change for file in sorted(own) for change in ledger.changes_of(file)]
    records = {(change.header.file, change.header.record) for change in asked}
    groups: dict[str, set[bytes]] = {}
    for change in every:
        group = change.values.get(GROUP)
        if (change.header.file, change.header.record) in records and isinstance(group, bytes):
            groups.setdefault(change.header.kind, set()).add(group)
    said = {(field, canonical(value)) for change in asked for field, value in said_of(change)}
    for kind, its in groups.items():
        for other in _records_of(connection, ledger, tenant, kind, its):
            if other.header.file not in own and (not are_versions or not said.isdisjoint(_as_bytes(other))):
                yield other


def _records_of(connection: Connection, ledger: Ledger, tenant: str, kind: str, groups: set[Any]) -> Iterator[Change]:
    """Every change of the records of a kind, in whatever file about a person, that have one of these groups."""
    if not groups:
        return
    asked = select(changes.c.file, changes.c.body).where(
        changes.c.tenant == tenant, changes.c.kind == kind, changes.c.body.is_not(None)
    )
    files = {row.file for row in connection.execute(asked) if any(group in row.body for group in groups)}
    for file in sorted(file for file in files if kind_of_file(file) is FileKind.PERSON):
        every = [one for one in ledger.changes_of(file) if one.header.kind == kind and not one.is_erased]
        records = {one.header.record for one in every if one.values.get(GROUP) in groups}
        yield from (one for one in every if one.header.record in records)


def _of_its_visits(every: Sequence[Change], whole: Sequence[Change]) -> Iterator[Change]:
    visits = {one.header.record for one in whole}
    sentences = {
        one.header.record for one in every if one.header.kind == _OF_A_VISIT and one.values.get(OF_VISIT) in visits
    }
    yield from (one for one in every if one.header.kind == _OF_A_VISIT and one.header.record in sentences)


def _as_bytes(change: Change) -> set[tuple[str, bytes]]:
    return {(field, canonical(value)) for field, value in said_of(change)}
