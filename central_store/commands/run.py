"""The commands of the store, each a few lines over the parts that do the work."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from casework.errors import KnownError
from central_store.commands.erasing import add_erase
from central_store.commands.leases import add_lease
from central_store.commands.opening import opened
from central_store.commands.quarantine import add_quarantine
from central_store.commands.recovering import add_holders, add_options
from central_store.devices.key_files import AuthorityKeys, NoKeyFile, read_authority_keys
from central_store.second_wall import WORKS_AS
from central_store.store import Folder, Store, renew_certificate

if TYPE_CHECKING:
    from argparse import _SubParsersAction

SOON_DAYS = 60
LAST_PORT = 65_535
DESCRIPTION = "Daybook's central store, on the authority's machine."


def main(arguments: Sequence[str]) -> int:
    """Run one command. 0 when it did what was asked, 1 with a plain sentence when it could not."""
    asked = _parser().parse_args(arguments)
    try:
        with ExitStack() as asked.closing:
            return int(asked.command(asked))
    except KnownError as error:
        sys.stderr.write(error.sentence + "\n")
    except DatabaseError as error:
        said = str(error.orig).strip().splitlines()[0]
        sys.stderr.write(f"The store's database refused: {said}. What was being added was not added.\n")
    return 1


def _init(asked: argparse.Namespace) -> int:
    from central_store.commands.recovering import ask_holders, new_key
    from central_store.making import make_store

    chosen = ask_holders(asked.data, asked.holder) if asked.holder else None
    store = make_store(
        asked.data, asked.tenant, asked.name, asked.authority_key, asked.database, asked.host, asked.role
    )
    asked.closing.callback(store.close)
    _say(f"Made a store for {asked.name} in {asked.data}.")
    if not store.is_embedded:
        _say(
            f"It works as the role {asked.role}, and {asked.data} remembers where. Let that role connect: a password for it,"
            " say, in the .pgpass of whoever runs the store; none is kept here."
        )
    if chosen is not None:
        new_key(store, _keys(asked), chosen, _say)
    else:
        _say(
            "It has no recovery key yet: nobody can let in a worker who forgets the passphrase. See recover --new-key."
        )
    _say(
        f"Move {asked.authority_key} to a safe place that is not this machine. Whoever has it speaks for the authority."
    )
    return 0


def _serve(asked: argparse.Namespace) -> int:
    from central_store.serving.server import serve

    store = opened(asked)
    if asked.authority_key is not None:
        renew_certificate(store.folder, _keys(asked), [asked.host, *asked.name])
    _warn_of_certificate(store)
    serve(store, asked.host, asked.port, _figures_at(asked.figures))
    return 0


def _figures_at(said: str | None) -> tuple[str, int] | None:
    if said is None:
        return None
    host, _, port = said.rpartition(":")
    if not port.isdecimal() or int(port) > LAST_PORT:
        raise KnownError(
            f"{said} is not a place for the figures. Write a port, or an address and a port: 127.0.0.1:9464."
        )
    return host.strip("[]") or "127.0.0.1", int(port)


def _import(asked: argparse.Namespace) -> int:
    from central_store.commands.importing import How, import_files

    how = How(asked.dry_run, asked.accept_proposal)
    return import_files(opened(asked), _keys(asked), asked.files, asked.mapping, how, _say)


def _settings(asked: argparse.Namespace) -> int:
    from central_store.commands.settings import change_settings, show_settings

    if asked.file is None:
        show_settings(opened(asked), _say)
    else:
        change_settings(opened(asked), _keys(asked), asked.file, _say)
    return 0


def _enrol(asked: argparse.Namespace) -> int:
    _say(opened(asked).begin_enrolment(asked.professional).written())
    if asked.address is not None:
        _say(f"The store's address: {asked.address}")
    return 0


def _approve(asked: argparse.Namespace) -> int:
    store = opened(asked)
    if asked.device is None:
        waiting = store.waiting_devices()
        for device, professional, _ in waiting:
            _say(f"{_grouped(device)}  {professional}")
        if not waiting:
            _say("No device waits to be approved.")
        return 0
    professional = store.approve(asked.device, _keys(asked))
    _say(f"Approved a device of {professional}.")
    return 0


def _revoke(asked: argparse.Namespace) -> int:
    if asked.device is not None:
        whose = opened(asked).revoke(asked.device, _keys(asked))
        _say(f"Revoked a device of {whose}. From now on it is refused; what it sealed before still holds.")
    else:
        devices = opened(asked).revoke_all_of(asked.professional, _keys(asked))
        for device in devices:
            _say(f"Revoked {_grouped(device)}")
        _say(f"{asked.professional} has no device and no code now. What their laptops sealed before still holds.")
    _say(
        "When a laptop of theirs is unlocked with a connection it hands over what was not sent, then destroys its copy."
    )
    return 0


def _recover(asked: argparse.Namespace) -> int:
    from central_store.commands import recovering

    store = opened(asked)
    if asked.new_key:
        keys = _keys(asked)
        recovering.new_key(store, keys, recovering.ask_holders(asked.data, asked.holder), _say)
    elif asked.device is None:
        recovering.show_waiting(store, _grouped, _say)
    else:
        recovering.let_one_in(store, _keys(asked), asked.device, asked.share, _say)
    return 0


def _verify(asked: argparse.Namespace) -> int:
    from central_store.checking import problems

    found = problems(opened(asked), _say_progress)
    for line in found:
        _say(line)
    if not found:
        _say("Every digest, seal, approval, attachment and audit line holds.")
    return 1 if found else 0


def _backup(asked: argparse.Namespace) -> int:
    from central_store.backups import back_up

    back_up(opened(asked), asked.to)
    _say(f"Backed up to {asked.to}. It holds everything: keep it as safe as the store.")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from central_store.backups import begin_epoch, put_back

    if asked.in_place:
        begin_epoch(opened(asked))
    else:
        put_back(asked.from_, asked.data, asked.database, asked.role).close()
    _say("Put back. Devices that connect give back what they hold and the backup did not.")
    return 0


def _upgrade(asked: argparse.Namespace) -> int:
    from central_store.making import upgrade

    is_due = upgrade(Folder(asked.data), asked.database)
    _say("The tables are of this release now." if is_due else "The tables were of this release already.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m central_store", description=DESCRIPTION)
    commands = parser.add_subparsers(required=True, metavar="command")
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--data", type=Path, required=True, help="the store's folder")
    every.add_argument(
        "--database",
        help="postgresql+psycopg://role@host/database, without a password, which others would see here: that is for"
        " .pgpass; where nothing is said, as the folder remembers",
    )
    keyed = argparse.ArgumentParser(add_help=False)
    keyed.add_argument("--authority-key", type=Path, required=True, help="the authority's key file")

    init = commands.add_parser("init", parents=[every, keyed], help="make a new store")
    init.add_argument("--tenant", required=True, help="a short id of the authority")
    init.add_argument("--name", required=True, help="the authority's name")
    _add_role(init)
    init.add_argument("--host", action="append", default=[], help="a host name or address that devices will use")
    add_holders(init)
    init.set_defaults(command=_init)

    serve = commands.add_parser("serve", parents=[every], help="answer devices")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    serve.add_argument("--port", type=int, default=8443, help="0 takes a free one")
    serve.add_argument("--authority-key", type=Path, help="makes a new TLS certificate first")
    serve.add_argument("--name", action="append", default=[], help="a host name in that certificate")
    serve.add_argument(
        "--figures",
        metavar="[HOST:]PORT",
        help="answer GET /metrics there over plain HTTP, for Prometheus: how much and how fast, nothing of anybody. 127.0.0.1"
        " where no host is named; whoever can reach it can read it",
    )
    serve.set_defaults(command=_serve)

    bring = commands.add_parser("import", parents=[every, keyed], help="bring in an extract")
    bring.add_argument("files", type=Path, nargs="+", help="an Annex A workbook, CSV files of the dataset, or a folder")
    bring.add_argument("--mapping", type=Path, help="which team is which hub; proposed by the first run")
    bring.add_argument("--dry-run", action="store_true", help="say what would be added, and add nothing")
    bring.add_argument("--accept-proposal", action="store_true", help="take new teams and workers as they are proposed")
    bring.set_defaults(command=_import)

    settings = commands.add_parser("settings", parents=[every], help="show what the authority sets, or change it")
    settings.add_argument("file", type=Path, nargs="?", help="the file that this command showed, as you changed it")
    settings.add_argument("--authority-key", type=Path, help="needed to change")
    settings.set_defaults(command=_settings)

    _add_commands_for_devices(commands, every, keyed)

    verify = commands.add_parser("verify", parents=[every], help="walk every digest, seal and audit line")
    verify.set_defaults(command=_verify)

    _add_backups(commands, every)
    return parser


def _add_role(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--role", default=WORKS_AS, help=f"PostgreSQL: as whom the store works; {WORKS_AS} where nothing is said"
    )


def _add_commands_for_devices(
    commands: "_SubParsersAction[argparse.ArgumentParser]",
    every: argparse.ArgumentParser,
    keyed: argparse.ArgumentParser,
) -> None:
    enrol = commands.add_parser("enrol", parents=[every], help="a one-time code for somebody's next device")
    enrol.add_argument("--professional", required=True, help="their id")
    enrol.add_argument("--address", help="where the store answers; told with the code")
    enrol.set_defaults(command=_enrol)

    approve = commands.add_parser("approve", parents=[every], help="approve a device, or list those that wait")
    approve.add_argument("--device", help="its fingerprint, or the first letters of it")
    approve.add_argument("--authority-key", type=Path, help="needed to approve")
    approve.set_defaults(command=_approve)

    revoke = commands.add_parser("revoke", parents=[every, keyed], help="refuse a device from now on")
    whose = revoke.add_mutually_exclusive_group(required=True)
    whose.add_argument("--device", help="its fingerprint, or the first letters of it")
    whose.add_argument("--professional", help="somebody who left: every device of theirs, and codes not used yet")
    revoke.set_defaults(command=_revoke)

    add_lease(commands, every)
    add_erase(commands, every)
    add_quarantine(commands, every, keyed)

    recover = commands.add_parser("recover", parents=[every], help="who waits to be let in; let them in, two together")
    add_options(recover)
    recover.set_defaults(command=_recover)


def _add_backups(commands: "_SubParsersAction[argparse.ArgumentParser]", every: argparse.ArgumentParser) -> None:
    backup = commands.add_parser("backup", parents=[every], help="a whole copy, while the store runs")
    backup.add_argument("--to", type=Path, required=True)
    backup.set_defaults(command=_backup)

    restore = commands.add_parser("restore", parents=[every], help="a store from a backup")
    which = restore.add_mutually_exclusive_group(required=True)
    which.add_argument("--from", dest="from_", type=Path, help="the backup; --data is then a new folder")
    which.add_argument(
        "--in-place",
        action="store_true",
        help="database and folder were put back by tools of their own: say so to devices",
    )
    _add_role(restore)
    restore.set_defaults(command=_restore)

    upgrade = commands.add_parser("upgrade", parents=[every], help="PostgreSQL: lead the tables on, as their owner")
    upgrade.set_defaults(command=_upgrade)


def _keys(asked: argparse.Namespace) -> AuthorityKeys:
    if asked.authority_key is None:
        raise NoKeyFile("This needs the authority's key file. Name it with --authority-key.")
    return read_authority_keys(asked.authority_key)


def _warn_of_certificate(store: Store) -> None:
    from central_store.devices.certificates import days_left

    left = days_left(store.folder.certificate.read_text("ascii"))
    if left < SOON_DAYS:
        sys.stderr.write(f"The TLS certificate ends in {left} days. Start once with --authority-key to renew it.\n")


def _grouped(device: str) -> str:
    return " ".join(device[start : start + 4] for start in range(0, len(device), 4))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _say_progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {of} files" + ("\n" if done == of else ""))
