"""Erasing words for good, as an administrator does it: looked at first, ordered by two people, carried out here and everywhere."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from casework.case_files import FileKind, Room, kind_of_file, room, room_of
from casework.changes import PRESENCE, Change
from casework.kind_words import noun
from casework.kinds import NAME_OF
from casework.kinds.people import SUBJECT, Person
from casework.wording import plural
from central_store.choosing import Chosen, choose, file_named, going, with_copies
from central_store.commands.opening import opened
from central_store.devices.key_files import NoKeyFile, read_authority_keys
from central_store.erasing import Going, NotErased, check_order, erase
from central_store.ledger import Ledger
from central_store.store import Store

if TYPE_CHECKING:
    from argparse import _SubParsersAction

Say = Callable[[str], None]
SHORT = 12  # letters of an id that are shown: more than a file needs to tell its records apart
_PERSON = NAME_OF[Person]


class Asked(msgspec.Struct, frozen=True):
    """As it was typed. file: a case file or a person's id; records, changes: hexadecimal, or how it begins; whole_file: said
    where neither is named, since it cannot be undone."""

    file: str
    records: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    whole_file: bool = False
    with_copies: bool = False
    dry_run: bool = False
    reason: str = ""
    by: tuple[str, ...] = ()


def add_erase(commands: "_SubParsersAction[ArgumentParser]", every: ArgumentParser) -> None:
    """Let the command be known."""
    erase_ = commands.add_parser("erase", parents=[every], help="destroy words for good, ordered by two people")
    erase_.add_argument("--authority-key", type=Path, help="the authority's key file; needed to erase")
    erase_.add_argument("--file", required=True, help="a case file, or a person's id in your own system")
    erase_.add_argument("--record", action="append", default=[], help="an entry of it: its id, or how it begins")
    erase_.add_argument(
        "--change", action="append", default=[], help="one version of an entry: its id, or how it begins"
    )
    erase_.add_argument("--whole-file", action="store_true", help="every entry of it, where none is named")
    erase_.add_argument(
        "--with-copies", action="store_true", help="also what holds the same, in this file and siblings'"
    )
    erase_.add_argument("--dry-run", action="store_true", help="say what would be erased, and erase nothing")
    erase_.add_argument("--reason", default="", help="why, in words that name nobody: every laptop holds the order")
    erase_.add_argument("--by", action="append", default=[], help="who ordered it; twice, two different people")
    erase_.set_defaults(command=_erase)


def _erase(typed: Namespace) -> int:
    asked = Asked(
        typed.file,
        tuple(typed.record),
        tuple(typed.change),
        typed.whole_file,
        typed.with_copies,
        typed.dry_run,
        typed.reason,
        tuple(typed.by),
    )
    erase_words(opened(typed), typed.authority_key, asked, _say)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def erase_words(store: Store, key_file: Path | None, asked: Asked, say: Say) -> None:
    """Say what goes; unless it is a dry run, order it and carry it out. Raises NotErased before anything is changed."""
    if not asked.dry_run:
        check_order(asked.reason, asked.by)
        if asked.whole_file is bool(asked.records or asked.changes):
            raise NotErased("Name what goes, with --record or --change; or say --whole-file. Nothing was erased.")
        if key_file is None:
            raise NoKeyFile("This needs the authority's key file. Name it with --authority-key.")
        keys = read_authority_keys(key_file)
    with store.engine.connect() as connection:
        ledger = Ledger(connection, store.tenant)
        file = file_named(ledger, store.tenant, asked.file)
        chosen = choose(ledger, file, asked.records, asked.changes)
        if not chosen:
            raise NotErased("Nothing of this has words any more. Nothing was changed.")
        found = with_copies(connection, ledger, store.tenant, chosen, are_versions=bool(asked.changes))
        goes = going(ledger, (*found.asked, *found.copies) if asked.with_copies else found.asked)
        for line in _told(ledger, found, asked, goes):
            say(line)
    if asked.dry_run:
        say("Nothing was erased: this was a dry run.")
        return
    is_finished = erase(store, keys, goes, asked.reason, asked.by)
    say("Erased here. Connected laptops erase it in seconds, the others before anything else when they next connect.")
    if not is_finished:
        say("Somebody reads from the store just now, so its freed pages are written over when it starts next.")
    say("Backups made before now still hold these words. Make a new one, and see the guide on older ones.")


def _told(ledger: Ledger, found: Chosen, asked: Asked, goes: Sequence[Going]) -> Iterator[str]:
    yield "To be erased:"
    yield from _listed(ledger, found.asked)
    if found.copies:
        yield (
            "And what holds the same:"
            if asked.with_copies
            else "The same stands also here, and stays without --with-copies:"
        )
        yield from _listed(ledger, found.copies)
    if not (asked.records or asked.changes):
        yield from _other_rooms(ledger, found.asked[0].header.file)
    count, pieces = sum(len(one.changes) for one in goes), sum(len(one.pieces) for one in goes)
    of_pieces = f" and {plural(pieces, 'piece')} of attachments" if pieces else ""
    yield f"In all: {plural(count, 'version')} in {plural(len(goes), 'case file')}{of_pieces}."


def _other_rooms(ledger: Ledger, file: str) -> Iterator[str]:
    """A whole file goes: that what is kept apart of the same person is not among it."""
    for one in Room:
        other = room_of(file, one)
        if kind_of_file(file) is FileKind.PERSON and other != file and ledger.head(other).number:
            yield f"Not among it, because it is a file of its own: {_whose(ledger, other)}"


def _listed(ledger: Ledger, some: Iterable[Change]) -> Iterator[str]:
    """By file and entry, without their words."""
    by_file: dict[str, dict[tuple[str, bytes], list[Change]]] = {}
    for change in some:
        its = by_file.setdefault(change.header.file, {})
        its.setdefault((change.header.kind, change.header.record), []).append(change)
    for file, records in by_file.items():
        yield f"  {_whose(ledger, file)}"
        for (kind, record), versions in records.items():
            yield f"    {noun(kind).one}, record {record.hex()[:SHORT]}"
            yield from (f"      {_version(one)}" for one in versions)


def _whose(ledger: Ledger, file: str) -> str:
    """The case file, with the person's id in the authority's own system where it is known."""
    main = ledger.changes_of(room_of(file, Room.MAIN))
    of_person = (one for one in main if (one.header.kind, one.header.record) == (_PERSON, SUBJECT))
    ids = [str(one.values["person_id"]) for one in of_person if one.values.get("person_id")]
    its_room = "" if room(file) is Room.MAIN else f", room {room(file).value}"
    return f"Person {ids[-1]}{its_room} ({file})" if ids else file


def _version(change: Change) -> str:
    """One line that a person can hold against the laptop's screen: when, by whom, about what, never what it says."""
    header = change.header
    at = header.written[:16].replace("T", " at ")
    fields = ", ".join(field.replace("_", " ") for field in header.fields if field[:1] not in (PRESENCE, "#"))
    happened = f" of {header.happened[:10]}" if header.happened[:10] != header.written[:10] else ""
    return f"{change.id.hex()[:SHORT]}  written {at}{happened} by {header.author}: {fields or 'whether it stands'}"
