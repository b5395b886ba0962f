"""Erasing words for good, as an administrator does it: looked at first, ordered by two people, carried out here and everywhere."""

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection

from casework.case_files import FileKind, Room, is_case_file, kind_of_file, room, room_of
from casework.changes import PRESENCE, Change
from casework.kind_words import noun
from casework.kinds import NAME_OF
from casework.kinds.books import ErasureOrder
from casework.kinds.people import SUBJECT, Person
from casework.wording import plural
from central_store.choosing import Chosen, choose, file_named, going, named_also, with_copies
from central_store.commands.opening import opened
from central_store.devices.key_files import NoKeyFile, read_authority_keys
from central_store.erased_quarantine import Lying, alike_in
from central_store.erasing import Going, NotErased, check_order, erase, taken_along
from central_store.ledger import Ledger
from central_store.quarantine import Quarantine
from central_store.reviewing import described
from central_store.store import Store

if TYPE_CHECKING:
    from argparse import _SubParsersAction

Say = Callable[[str], None]
SHORT = 12  # letters of an id that are shown: more than a file needs to tell its records apart
OF_QUARANTINE = re.compile(r"[0-9a-f]{6,}/[0-9]+")
SAME_WORDS = "The same words stand also here, in files of these and of other children."
NONE: Mapping[bytes, int] = {}
_PERSON = NAME_OF[Person]


class Asked(msgspec.Struct, frozen=True):
    """As it was typed. file: a case file or a person's id; records, changes: hexadecimal, or how it begins; whole_file: said
    where neither is named, since it cannot be undone; also: names of what holds the same words, elsewhere or in quarantine."""

    file: str
    records: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    whole_file: bool = False
    with_copies: bool = False
    also: tuple[str, ...] = ()
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
        "--with-copies", action="store_true", help="also its copies: brothers' and sisters', a visit's sentences"
    )
    erase_.add_argument(
        "--also",
        action="append",
        default=[],
        help="what holds the same words: an id, a file or DEVICE/NUMBER, as listed",
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
        tuple(typed.also),
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
        plan = _plan(connection, store, asked)
        for line in _told(Ledger(connection, store.tenant), plan, asked):
            say(line)
    if asked.dry_run:
        say("Nothing was erased: this was a dry run.")
        return
    is_finished = erase(store, keys, plan.goes, asked.reason, asked.by, plan.besides)
    say("Erased here. Connected laptops erase it in seconds, the others before anything else when they next connect.")
    if not is_finished:
        say("Somebody reads from the store just now, so its freed pages are written over when it starts next.")
    say("Backups made before now still hold these words. Make a new one, and see the guide on older ones.")


class _Plan(msgspec.Struct, frozen=True):
    """What was found, and what of it goes. also: of what is alike, that which was named; by_itself, besides: of the
    quarantine, what the orders take and what was named; stays: what else there holds the same words."""

    found: Chosen
    also: tuple[Change, ...]
    goes: tuple[Going, ...]
    by_itself: tuple[Lying, ...]
    besides: tuple[Lying, ...]
    stays: tuple[Lying, ...]


def _plan(connection: Connection, store: Store, asked: Asked) -> _Plan:
    """Raises NotErased where something is named that was not found, or has no words any more."""
    ledger, quarantine = Ledger(connection, store.tenant), Quarantine(connection, store.tenant, store.folder)
    file = file_named(ledger, store.tenant, asked.file)
    chosen = choose(ledger, file, asked.records, asked.changes)
    if not chosen:
        raise NotErased("Nothing of this has words any more. Nothing was changed.")
    found = with_copies(connection, ledger, store.tenant, chosen, are_versions=bool(asked.changes))
    lying = list(alike_in(quarantine, found.sentences))
    besides = [_the_lying(lying, name) for name in asked.also if OF_QUARANTINE.fullmatch(name)]
    also = named_also(store.tenant, found.alike, [one for one in asked.also if not OF_QUARANTINE.fullmatch(one)])
    goes = going(ledger, (*found.asked, *(found.copies if asked.with_copies else ()), *also))
    orders = [ErasureOrder(one.file, one.changes, "", (), "", one.pieces) for one in goes]
    by_itself = {one.name: one for one in taken_along(connection, store, orders)}
    besides = [one for one in besides if one.name not in by_itself]
    go = {*by_itself, *(one.name for one in besides)}
    stays = [one for one in lying if one.name not in go]
    return _Plan(found, tuple(also), tuple(goes), tuple(by_itself.values()), tuple(besides), tuple(stays))


def _the_lying(lying: Sequence[Lying], typed: str) -> Lying:
    device, _, number = typed.partition("/")
    found = [one for one in lying if one.device.startswith(device) and str(one.kept.number) == number]
    if len(found) != 1:
        raise NotErased(f"Nothing in quarantine that holds the same words has the name {typed}. Nothing was erased.")
    return found[0]


def _told(ledger: Ledger, plan: _Plan, asked: Asked) -> Iterator[str]:
    found = plan.found
    yield "To be erased:"
    yield from _listed(ledger, found.asked)
    if found.copies:
        yield "And its copies:" if asked.with_copies else "Its copies stand here, and stay without --with-copies:"
        yield from _listed(ledger, found.copies)
    if plan.also:
        yield "And, because you named it with --also:"
        yield from _listed(ledger, plan.also)
    holds = {one.change.id: one.holds for one in found.alike}
    named = {one.id for one in plan.also}
    left = [one.change for one in found.alike if one.change.id not in named]
    if left:
        yield f"{SAME_WORDS} Each stays unless you name it with --also (an id, or a file for all in it):"
        yield from _listed(ledger, left, holds, len(found.sentences))
    yield from _told_of_quarantine(ledger, plan)
    if not (asked.records or asked.changes):
        yield from _other_rooms(ledger, found.asked[0].header.file)
    count, pieces = sum(len(one.changes) for one in plan.goes), sum(len(one.pieces) for one in plan.goes)
    of_pieces = f" and {plural(pieces, 'piece')} of attachments" if pieces else ""
    of_quarantine = len(plan.by_itself) + len(plan.besides)
    and_there = f", and {plural(of_quarantine, 'thing')} in quarantine" if of_quarantine else ""
    yield f"In all: {plural(count, 'version')} in {plural(len(plan.goes), 'case file')}{of_pieces}{and_there}."


def _told_of_quarantine(ledger: Ledger, plan: _Plan) -> Iterator[str]:
    """What lies in quarantine, by the laptop and number that `quarantine show` reads it by."""
    told = (
        ("In quarantine, and destroyed with it:", plan.by_itself),
        ("In quarantine, and destroyed because you named it with --also:", plan.besides),
        (
            "The same words lie in quarantine. Each stays unless you name it with --also, so look at it first:",
            plan.stays,
        ),
    )
    for words, some in told:
        if some:
            yield words
        for one in some:
            how = f" [{one.kept.how} {one.kept.at}]" if one.kept.how else ""
            held = f", {_holds(one.holds, len(plan.found.sentences))}" if one.holds else ""
            item = one.kept.item
            about = _whose(ledger, item.file) if is_case_file(item.file) else "no case file"
            yield f"    {one.device[:SHORT]}/{one.kept.number}  {described(item)}, about {about}{held}{how}"


def _holds(some: int, of: int) -> str:
    return f"holds {some} of {plural(of, 'sentence')}"


def _other_rooms(ledger: Ledger, file: str) -> Iterator[str]:
    """A whole file goes: that what is kept apart of the same person is not among it."""
    for one in Room:
        other = room_of(file, one)
        if kind_of_file(file) is FileKind.PERSON and other != file and ledger.head(other).number:
            yield f"Not among it, because it is a file of its own: {_whose(ledger, other)}"


def _listed(ledger: Ledger, some: Iterable[Change], holds: Mapping[bytes, int] = NONE, of: int = 0) -> Iterator[str]:
    """By file and entry, without their words. holds: how many of so many sentences, by the id of a change."""
    by_file: dict[str, dict[tuple[str, bytes], list[Change]]] = {}
    for change in some:
        its = by_file.setdefault(change.header.file, {})
        its.setdefault((change.header.kind, change.header.record), []).append(change)
    for file, records in by_file.items():
        yield f"  {_whose(ledger, file)}"
        for (kind, record), versions in records.items():
            yield f"    {noun(kind).one}, record {record.hex()[:SHORT]}"
            for one in versions:
                held = f" ({_holds(holds[one.id], of)})" if one.id in holds else ""
                yield f"      {_version(one)}{held}"


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
