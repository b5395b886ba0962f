"""The folder of one worker's copy on this laptop, and the lock that keeps two Daybooks from opening it at once."""

import sys
import time
from pathlib import Path
from typing import IO

from desktop_app.vault.errors import NoVault, VaultInUse, trouble_with_disk
from desktop_app.vault.safe_files import make_folder

MEND = "mend"
THE_WINDOW = "window"
BETWEEN_LOOKS = 0.05  # seconds
IN_USE = "in-use"
LOCKED_AT = 1 << 30  # the byte that is locked on Windows: far behind what is written, which others then can read
MOST_BYTES = 40


class Profile:
    """Where the files of one copy lie. No name in it says anything of a person.

    worked_by: what opens it here, the window or a headless command by its name; waits: seconds that it waits for a process
    that has the copy and is about to end.
    """

    def __init__(self, folder: Path, *, worked_by: str = THE_WINDOW, waits: float = 0.0) -> None:
        self.folder, self.worked_by, self.waits = folder, worked_by, waits

    @property
    def key_file(self) -> Path:
        """The key file with its slots."""
        return self.folder / "keys"

    @property
    def signing_key(self) -> Path:
        """The device's signing key, wrapped."""
        return self.folder / "device"

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "record.db"

    @property
    def database_log(self) -> Path:
        """Its write-ahead log; gone after an ordinary end."""
        return self.folder / "record.db-wal"

    @property
    def last_state(self) -> Path:
        """How the copy stood when it was last closed (vault.last_state)."""
        return self.folder / "state"

    @property
    def is_to_be_mended(self) -> Path:
        """There when a page could not be read since the copy was opened; what is in it says nothing."""
        return self.folder / MEND

    @property
    def being_mended(self) -> Path:
        """The damaged database, encrypted as it was, while a whole one is made from it."""
        return self.folder / "record.mending"

    def kept_damaged(self) -> list[Path]:
        """Damaged databases that were mended, kept until everything unsent has reached the store."""
        return sorted(self.folder.glob("record.damaged-*"))

    @property
    def pieces(self) -> Path:
        """Sealed pieces of attachments, by name."""
        return self.folder / "pieces"

    @property
    def tries(self) -> Path:
        """The count of wrong passphrases."""
        return self.folder / "tries"

    @property
    def door(self) -> Path:
        """Whom to ring for help, readable while the copy is shut (opening.door). No word about anybody in a file."""
        return self.folder / "door"

    @property
    def settings(self) -> Path:
        """Text size and theme: what may be known before unlocking. No word about anybody."""
        return self.folder / "look"

    @property
    def leaving(self) -> Path:
        """There from when everything was handed over until the copy is destroyed and the store knows it (vault.leaving)."""
        return self.folder / "leaving"

    @property
    def has_vault(self) -> bool:
        """Whether a copy was made here."""
        return self.key_file.exists()

    @property
    def is_there(self) -> bool:
        """Whether there is a copy here, or the end of one that is still to be told."""
        return self.has_vault or self.leaving.exists()

    def make(self) -> None:
        """Make the folder, for its owner's eyes only."""
        make_folder(self.folder)
        make_folder(self.pieces)

    def need_vault(self) -> None:
        """Raise NoVault where no copy was made here."""
        if not self.has_vault:
            raise NoVault("There is no Daybook on this laptop yet in that folder. Join your hub first.")


def default_profile() -> Profile:
    """The profile of whoever is signed in to this laptop."""
    import platformdirs

    return Profile(Path(platformdirs.user_data_dir("daybook", appauthor=False)) / "profile")


class ProfileLock:
    """Held while a copy is open, by the window or by a headless command; given back when the process ends, however it ends.

    The system holds it, not the file: what a killed process leaves behind keeps nobody out. The file says who has it.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._path = profile.folder / IN_USE
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Raise VaultInUse where another process has it, NoRoom or NotOurs where the folder takes no file."""
        try:
            file = self._path.open("ab")
        except OSError as error:
            raise trouble_with_disk(error) or error from error
        until = time.monotonic() + self._profile.waits
        while not _is_taken(file):
            if time.monotonic() >= until:
                file.close()
                raise VaultInUse(_who_has_it(self._path))
            time.sleep(BETWEEN_LOOKS)
        file.truncate(0)
        file.write(self._profile.worked_by.encode())
        file.flush()
        self._file = file

    def give_back(self) -> None:
        """Let another process open the copy."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _is_taken(file: IO[bytes]) -> bool:
    try:
        _lock(file)
    except OSError:
        return False
    return True


def _who_has_it(path: Path) -> str:
    try:
        with path.open("rb") as file:
            who = file.read(MOST_BYTES).decode("ascii", "replace")
    except OSError:
        who = THE_WINDOW
    if who.isalpha() and who != THE_WINDOW:
        return f"“{who}” is working on this Daybook just now. Wait until it has ended, then try again."
    return "Daybook is already open on this laptop. Use that window, or close it first."


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(LOCKED_AT)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
