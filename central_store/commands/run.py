"""The commands of the store, each a few lines over the parts that do the work."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from casework.errors import KnownError
from central_store.commands.erasing import add_erase
from central_store.commands.leases import add_lease
from central_store.commands.quarantine import add_quarantine
from central_store.commands.recovering import add_holders, add_options
from central_store.devices.key_files import AuthorityKeys, NoKeyFile, read_authority_keys
from central_store.store import Folder, Store, make_store, renew_certificate

if TYPE_CHECKING:
    from argparse import _SubParsersAction

SOON_DAYS = 60
DESCRIPTION = "Daybook's central store, on the authority's machine."


def main(arguments: Sequence[str]) -> int:
    """Run one command. 0 when it did what was asked, 1 with a plain sentence when it could not."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.command(asked))
    except KnownError as error:
        sys.stderr.write(error.sentence + "\n")
    except DatabaseError as error:
        sys.stderr.write(f"The store's database refused: {error.orig}. What was being added was not added.\n")
    return 1


def _init(asked: argparse.Namespace) -> int:
    from central_store.commands.recovering import ask_holders, new_key

    chosen = ask_holders(asked.data, asked.holder) if asked.holder else None
    store = make_store(asked.data, asked.tenant, asked.name, asked.authority_key, asked.database, asked.host)
    _say(f"Made a store for {asked.name} in {asked.data}.")
    if chosen is not None:
        new_key(store, _keys(asked), chosen, _say)
    else:
        _say(
            "It has no recovery key yet: nobody can let in a worker who forgets the passphrase. See recover --new-key."
        )
    store.close()
    _say(
        f"Move {asked.authority_key} to a safe place that is not this machine. Whoever has it speaks for the authority."
    )
    return 0


def _serve(asked: argparse.Namespace) -> int:
    from central_store.serving.server import serve

    store = _store(asked)
    if asked.authority_key is not None:
        renew_certificate(store.folder, _keys(asked), [asked.host, *asked.name])
    _warn_of_certificate(store)
    serve(store, asked.host, asked.port)
    store.close()
    return 0


def _import(asked: argparse.Namespace) -> int:
    from central_store.commands.importing import How, import_files

    how = How(asked.dry_run, asked.accept_proposal)
    return import_files(_store(asked), _keys(asked), asked.files, asked.mapping, how, _say)


def _settings(asked: argparse.Namespace) -> int:
    from central_store.commands.settings import change_settings, show_settings

    if asked.file is None:
        show_settings(_store(asked), _say)
    else:
        change_settings(_store(asked), _keys(asked), asked.file, _say)
    return 0


def _enrol(asked: argparse.Namespace) -> int:
    _say(_store(asked).begin_enrolment(asked.professional).written())
    if asked.address is not None:
        _say(f"The store's address: {asked.address}")
    return 0


def _approve(asked: argparse.Namespace) -> int:
    store = _store(asked)
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
        whose = _store(asked).revoke(asked.device, _keys(asked))
        _say(f"Revoked a device of {whose}. From now on it is refused; what it sealed before still holds.")
    else:
        devices = _store(asked).revoke_all_of(asked.professional, _keys(asked))
        for device in devices:
            _say(f"Revoked {_grouped(device)}")
        _say(f"{asked.professional} has no device and no code now. What their laptops sealed before still holds.")
    _say(
        "When a laptop of theirs is unlocked with a connection it hands over what was not sent, then destroys its copy."
    )
    return 0


def _recover(asked: argparse.Namespace) -> int:
    from central_store.commands import recovering

    store = _store(asked)
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

    found = problems(_store(asked), _say_progress)
    for line in found:
        _say(line)
    if not found:
        _say("Every digest, seal, approval, attachment and audit line holds.")
    return 1 if found else 0


def _backup(asked: argparse.Namespace) -> int:
    from central_store.backups import back_up

    back_up(_store(asked), asked.to)
    _say(f"Backed up to {asked.to}. It holds everything: keep it as safe as the store.")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from central_store.backups import put_back

    put_back(asked.from_, asked.data).close()
    _say("Put back. Devices that connect give back what they hold and the backup did not.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m central_store", description=DESCRIPTION)
    commands = parser.add_subparsers(required=True, metavar="command")
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--data", type=Path, required=True, help="the store's folder")
    every.add_argument("--database", help="another database than the embedded one (an SQLAlchemy address)")
    keyed = argparse.ArgumentParser(add_help=False)
    keyed.add_argument("--authority-key", type=Path, required=True, help="the authority's key file")

    init = commands.add_parser("init", parents=[every, keyed], help="make a new store")
    init.add_argument("--tenant", required=True, help="a short id of the authority")
    init.add_argument("--name", required=True, help="the authority's name")
    init.add_argument("--host", action="append", default=[], help="a host name or address that devices will use")
    add_holders(init)
    init.set_defaults(command=_init)

    serve = commands.add_parser("serve", parents=[every], help="answer devices")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    serve.add_argument("--port", type=int, default=8443, help="0 takes a free one")
    serve.add_argument("--authority-key", type=Path, help="makes a new TLS certificate first")
    serve.add_argument("--name", action="append", default=[], help="a host name in that certificate")
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

    restore = commands.add_parser("restore", parents=[every], help="a store from a backup, into a new folder")
    restore.add_argument("--from", dest="from_", type=Path, required=True)
    restore.set_defaults(command=_restore)


def _store(asked: argparse.Namespace) -> Store:
    return Store(Folder(asked.data), asked.database)


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
