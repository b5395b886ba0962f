"""A laptop's life from the first moment, told to a file as it goes on; to be watched, and cut off in thought.

Run as `python -m tests.faults.laptop_day FOLDER TOLD ADDRESS CODE SEED ROUNDS [MUTANT]`. A mutant is Daybook with one of its
precautions taken away: a campaign that does not notice proves nothing.
"""

import os
import random
import sys
from collections.abc import Callable, Collection
from pathlib import Path

from casework.case_files import FileKind
from desktop_app.sync.joining import is_approved, join
from desktop_app.vault import encrypted_database, safe_files
from desktop_app.vault.key_file import LEAST
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import make_vault
from tests.faults.standing import PASSPHRASES, TRIES, WHICH, Door
from tests.faults.work import WITH_THE_OFFICE, WORK, AtWork

JOINED = b"joined "


def normal() -> None:
    """A commit is said to be done before it is on the disk."""
    encrypted_database.SETTINGS = tuple(
        one.replace("synchronous=FULL", "synchronous=NORMAL") for one in encrypted_database.SETTINGS
    )
    encrypted_database.MUST_BE = tuple(
        (name, 1 if name == "synchronous" else what) for name, what in encrypted_database.MUST_BE
    )


def folder_not_flushed() -> None:
    """A file is put in its place, and the place is not flushed."""
    safe_files.flush_folder = lambda _folder: None


def new_folder_not_flushed() -> None:
    """A folder is made, and the folder it is in is not flushed."""

    def make_folders(folders: Collection[Path]) -> None:
        for folder in folders:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    safe_files.make_folders = make_folders


def file_not_flushed() -> None:
    """A small file takes the place of another before it is on the disk."""

    class Unflushed:
        def __getattr__(self, name: str) -> object:
            return (lambda _descriptor: None) if name == "fsync" else getattr(os, name)

    safe_files.os = Unflushed()


MUTANTS: dict[str, Callable[[], None]] = {
    "normal": normal,
    "folder not flushed": folder_not_flushed,
    "new folder not flushed": new_folder_not_flushed,
    "file not flushed": file_not_flushed,
}


def main() -> None:
    folder, told, address, code, seed, rounds, *mutant = sys.argv[1:]
    for name in mutant:
        MUTANTS[name]()
    with Path(told).open("ab", buffering=0) as file:
        live(Profile(Path(folder)), address, code, random.Random(int(seed)), int(rounds), file.write)


def live(
    profile: Profile, address: str, code: str, chance: random.Random, rounds: int, tell: Callable[[bytes], object]
) -> None:
    """Join, then do everything there is to do, so many times, in an order that chance decides."""
    vault = make_vault(profile, PASSPHRASES[0], hardness=LEAST)
    identity = join(vault.engine, vault.signing_key, address, code)
    tell(JOINED + identity.device.encode() + b"\n")
    assert is_approved(vault.engine, vault.signing_key)
    vault.close()
    work = AtWork(Door(profile), tell, chance, has_store=True)
    work.engine.once()
    work.files = work.records.files(FileKind.PERSON)
    with work.told({TRIES: "0", WHICH: "0"}):
        pass
    for _ in range(rounds):
        for what in chance.sample(every := sorted(WORK | WITH_THE_OFFICE), len(every)):
            work.do(what)
    work.close()


if __name__ == "__main__":
    main()
