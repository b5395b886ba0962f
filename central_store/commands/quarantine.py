"""The quarantine as a command: what laptops handed over, readable, into the record, or destroyed. Each look is in the audit."""

import argparse
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casework.case_files import FileKind, Room, kind_of_file, room, room_of
from casework.errors import BadMessage, KnownError
from casework.fold import fold_record
from casework.kinds import NAME_OF
from casework.kinds.people import SUBJECT, Person
from casework.kinds.reading import read_as
from casework.leaving import PIECE
from casework.wording import plural
from central_store.audit import COMMAND, write_line
from central_store.commands.opening import opened
from central_store.database import writing
from central_store.devices.key_files import read_authority_keys
from central_store.ledger import Ledger
from central_store.quarantine import Kept, NotHere, Quarantine
from central_store.releasing import release
from central_store.reviewing import described, files_of, words_of
from central_store.store import the_one

if TYPE_CHECKING:
    from argparse import _SubParsersAction

NOTHING = "No laptop has handed anything over."


def add_quarantine(
    commands: "_SubParsersAction[argparse.ArgumentParser]",
    every: argparse.ArgumentParser,
    keyed: argparse.ArgumentParser,
) -> None:
    """Let the command be known."""
    quarantine = commands.add_parser("quarantine", help="what revoked laptops handed over")
    deeds = quarantine.add_subparsers(required=True, metavar="deed")
    deeds.add_parser("list", parents=[every], help="everything, a line each").set_defaults(command=_list)
    which = argparse.ArgumentParser(add_help=False)
    which.add_argument("--device", required=True, help="the laptop's fingerprint, or the first letters of it")
    one = argparse.ArgumentParser(add_help=False)
    one.add_argument("--item", type=int, required=True, help="its number in the list")
    some = argparse.ArgumentParser(add_help=False)
    some.add_argument("--item", type=int, action="append", default=[], help="a number; again for more; without, all")
    show = deeds.add_parser("show", parents=[every, which, one], help="its words; with --out drawings and papers too")
    show.add_argument("--out", type=Path, help="a folder for its words, drawings and papers; they are not encrypted")
    show.set_defaults(command=_show)
    let = deeds.add_parser("release", parents=[every, keyed, which, some], help="add it to the record")
    let.set_defaults(command=_release)
    gone = deeds.add_parser("destroy", parents=[every, keyed, which, one], help="destroy it for good")
    gone.set_defaults(command=_destroy)


def _list(asked: argparse.Namespace) -> int:
    store = opened(asked)
    with writing(store.engine) as connection:
        quarantine = Quarantine(connection, store.tenant, store.folder)
        for delivery in {one.device: one for one in quarantine.deliveries()}.values():
            things = quarantine.things(delivery.device)
            wiped = (
                f"its copy was destroyed {delivery.wiped}"
                if delivery.wiped
                else "its copy is not known to be destroyed"
            )
            _say(f"{delivery.device}  {delivery.professional}: handed over {delivery.at}, {wiped}")
            for kept in things:
                if kept.item.what != PIECE:
                    _say(f"  {kept.number:>4}  {_line(Ledger(connection, store.tenant), kept)}")
            _say(f"        {plural(sum(one.item.what == PIECE for one in things), 'part')} of drawings and papers")
        if not quarantine.deliveries():
            _say(NOTHING)
        write_line(connection, store.tenant, COMMAND, "quarantine listed")
    return 0


def _show(asked: argparse.Namespace) -> int:
    store = opened(asked)
    with writing(store.engine) as connection:
        quarantine = Quarantine(connection, store.tenant, store.folder)
        device = _device(quarantine, asked.device)
        kept = _kept(quarantine, device, asked.item)
        content = quarantine.content(device, kept.item)
        _say(_line(Ledger(connection, store.tenant), kept))
        lines = words_of(kept.item, content)
        for line in lines:
            _say(f"  {line}")
        files = files_of(quarantine, device, kept.item, content)
        _say(f"  {plural(len(files), 'drawing or paper', 'drawings and papers')}; --out FOLDER takes them out")
        detail = f"number {kept.number} of {device}"
        write_line(connection, store.tenant, COMMAND, "quarantine read", kept.item.file, detail)
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=False, mode=0o700)
        (asked.out / "words.txt").write_text("\n".join(lines) + "\n", "utf-8")
        for number, file in enumerate(files, start=1):
            (asked.out / f"{number}-{file.name}").write_bytes(file.data)
        _say(f"Written to {asked.out}, not encrypted. Give it to whom it concerns, and delete it.")
    return 0


def _release(asked: argparse.Namespace) -> int:
    store, keys = opened(asked), read_authority_keys(asked.authority_key)
    with store.engine.connect() as connection:
        quarantine = Quarantine(connection, store.tenant, store.folder)
        device = _device(quarantine, asked.device)
        left = [kept.number for kept in quarantine.things(device) if not kept.how and kept.item.what != PIECE]
    ended = 0
    for number in asked.item or left:
        try:
            _say(f"{number}: added {release(store, keys, device, number)}.")
        except KnownError as error:
            _say(f"{number}: {error.sentence}")
            ended = 1
    return ended


def _destroy(asked: argparse.Namespace) -> int:
    store = opened(asked)
    read_authority_keys(asked.authority_key)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with writing(store.engine) as connection:
        quarantine = Quarantine(connection, store.tenant, store.folder)
        device = _device(quarantine, asked.device)
        item = quarantine.destroy(device, asked.item, now)
        detail = f"number {asked.item} of {device}"
        write_line(connection, store.tenant, COMMAND, "quarantine destroyed", item.file, detail)
    with store.engine.connect() as connection:
        Quarantine(connection, store.tenant, store.folder).remove_destroyed()
    _say(f"Destroyed number {asked.item}. That it was there stays in the list.")
    return 0


def _line(ledger: Ledger, kept: Kept) -> str:
    item = kept.item
    when = f", last changed {item.changed}" if item.changed else ""
    done = f" [{kept.how} {kept.at}]" if kept.how else ""
    return f"{described(item)}, about {_whose(ledger, item.file)}{when}{done}"


def _whose(ledger: Ledger, file: str) -> str:
    """The person by name, as the main file has it; the file's own name for anything else."""
    try:
        if kind_of_file(file) is not FileKind.PERSON:
            return file
    except BadMessage:
        return file
    kind = NAME_OF[Person]
    changes = [
        change
        for change in ledger.changes_of(room_of(file, Room.MAIN))
        if change.header.kind == kind and change.header.record == SUBJECT
    ]
    person = read_as(Person, fold_record(kind, SUBJECT, changes))
    name = " ".join(part for part in (person.forename, person.surname) if part) or file
    its_room = room(file)
    return name if its_room is Room.MAIN else f"{name} ({its_room.value})"


def _device(quarantine: Quarantine, fingerprint: str) -> str:
    return the_one(fingerprint, {one.device for one in quarantine.deliveries()})


def _kept(quarantine: Quarantine, device: str, number: int) -> Kept:
    kept = next((one for one in quarantine.things(device) if one.number == number), None)
    if kept is None:
        raise NotHere(f"That laptop handed over nothing with the number {number}.")
    return kept


def _say(words: str) -> None:
    """What can be printed of it: a laptop in the wrong hands must not write to the administrator's screen as it likes."""
    for line in words.splitlines():
        sys.stdout.write("".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in line) + "\n")
