"""`recover`: the authority's recovery key, who waits to be let in, and letting them in, at the administrators' machine."""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from central_store.commands.asking import answer, new_secret, secret
from central_store.devices.key_files import AuthorityKeys
from central_store.devices.recovery_shares import BadShare, check_passphrase, read_share
from central_store.letting_in import check_files, let_in, make_recovery_key, need_two, request_with, waiting
from central_store.store import Store

Say = Callable[[str], None]
Chosen = tuple[dict[str, Path], dict[str, str]]
"""{holder: file of the part}, {holder: its passphrase}."""
HOLDER = "an administrator, and the file for their part of the recovery key; two to eight times"


def add_holders(parser: argparse.ArgumentParser) -> None:
    """The option that names who holds a part, and where."""
    parser.add_argument("--holder", nargs=2, action="append", default=[], metavar=("NAME", "FILE"), help=HOLDER)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `recover`."""
    parser.add_argument("--device", help="its fingerprint, or the first letters of it")
    parser.add_argument("--share", type=Path, action="append", default=[], help="a part of the recovery key; twice")
    parser.add_argument("--new-key", action="store_true", help="make the recovery key, or renew it")
    parser.add_argument("--authority-key", type=Path, help="needed to let somebody in, and for a new key")
    add_holders(parser)


def ask_holders(data: Path, holders: Sequence[Sequence[str]]) -> Chosen:
    """Who holds a part, in which file, and the passphrase that each chooses for it. data: the store's folder.

    Raises BadShare, before anything is made.
    """
    files = {name.strip(): Path(file) for name, file in holders}
    if len(files) != len(holders):
        raise BadShare("Name each administrator once. Nothing was changed.")
    check_files(data, files)
    passphrases = {}
    for name in files:
        passphrases[name] = new_secret(f"{name}, choose a passphrase for your part:")
        check_passphrase(passphrases[name])
    return files, passphrases


def new_key(store: Store, keys: AuthorityKeys, chosen: Chosen, say: Say) -> None:
    """Make the recovery key, or renew it. Raises BadShare."""
    files, passphrases = chosen
    make_recovery_key(store, keys, files, passphrases)
    say(f"Made a recovery key. Two of {', '.join(files)} together can let in a worker who forgot the passphrase.")
    say("Let each take their file away from this machine. Laptops seal their keys to it when they are next unlocked.")
    say("Keep the parts of an earlier key until every laptop was unlocked with a connection, and once more after that.")


def show_waiting(store: Store, group: Callable[[str], str], say: Say) -> None:
    """Say who waits to be let in, one line each."""
    found = waiting(store)
    for one, whose in found:
        minutes = int(time.time() - one.asked) // 60
        say(f"{group(one.ask.device)}  {whose}  asked {minutes} minutes ago")
    if not found:
        say("No laptop waits to be let in.")


def let_one_in(store: Store, keys: AuthorityKeys, device: str, files: Sequence[Path], say: Say) -> None:
    """Ask for the words and the passphrases, and let a laptop in. Raises CannotLetIn or BadShare."""
    parts = [read_share(file) for file in files]
    need_two(parts)
    ask = request_with(store, device, answer("Type the eight words that the worker reads out:"))
    say("These are the words of this laptop’s request.")
    holders = [part.plain.holder for part in parts]
    passphrases = {name: secret(f"{name}, type the passphrase of your part:") for name in holders}
    professional = let_in(store, keys, ask, parts, passphrases)
    say(
        f"Let in the laptop of {professional}, opened by {' and '.join(sorted(holders))}. Its old key opens nothing here now."
    )
    say("The worker can go on: Daybook opens by itself within seconds, with the new passphrase.")
