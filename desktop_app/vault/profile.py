"""The folder of one worker's copy on this laptop, and the lock that keeps two Daybooks from opening it at once."""

import sys
from pathlib import Path
from typing import IO

from desktop_app.vault.errors import NoVault, VaultInUse, trouble_with_disk
from desktop_app.vault.safe_files import make_folder


class Profile:
    """Where the files of one copy lie. No name in it says anything of a person."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

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
    def pieces(self) -> Path:
        """Sealed pieces of attachments, by name."""
        return self.folder / "pieces"

    @property
    def tries(self) -> Path:
        """The count of wrong passphrases."""
        return self.folder / "tries"

    @property
    def settings(self) -> Path:
        """Text size and theme: what may be known before unlocking. No word about anybody."""
        return self.folder / "look"

    @property
    def has_vault(self) -> bool:
        """Whether a copy was made here."""
        return self.key_file.exists()

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
    """Held while a copy is open, by the window or by a headless command; given back when the process ends."""

    def __init__(self, profile: Profile) -> None:
        self._path = profile.folder / "in-use"
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Raise VaultInUse where another process has it, NoRoom or NotOurs where the folder takes no file."""
        try:
            file = self._path.open("ab")
        except OSError as error:
            raise trouble_with_disk(error) or error from error
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise VaultInUse("Daybook is already open on this laptop. Use that window, or close it first.") from error
        self._file = file

    def give_back(self) -> None:
        """Let another process open the copy."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
