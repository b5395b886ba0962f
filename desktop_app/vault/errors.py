"""What can go wrong at the vault's door, each with the sentence the worker is shown.

KnownError
└── VaultError
    ├── WrongPassphrase      the passphrase does not open this copy
    ├── MustWait             too many wrong tries; says for how long
    ├── NoVault              there is no copy in this folder yet
    ├── VaultInUse           another Daybook has this copy open
    ├── DamagedKeyFile       the key file was changed or cut short
    ├── DamagedDatabase      the database does not open with its own key
    └── DamagedAttachment    a drawing, photograph or recording is not what was stored
"""

from casework.errors import KnownError


class VaultError(KnownError):
    """The copy on this laptop cannot be opened, or a part of it cannot."""


class WrongPassphrase(VaultError):
    """The passphrase does not open this copy."""


class MustWait(VaultError):
    """Too many wrong tries. `seconds` until the next one."""

    def __init__(self, seconds: float) -> None:
        minutes = max(1, round(seconds / 60))
        wait = f"{round(seconds)} seconds" if seconds < 90 else f"{minutes} minutes"
        super().__init__(f"Wait {wait} before the next try. Nothing is lost: everything you wrote is still here.")
        self.seconds = seconds


class NoVault(VaultError):
    """There is no copy in this folder yet."""


class VaultInUse(VaultError):
    """Another Daybook has this copy open."""


class DamagedKeyFile(VaultError):
    """The key file was changed or cut short."""


class DamagedDatabase(VaultError):
    """The database does not open with its own key."""


class DamagedAttachment(VaultError):
    """An attachment is not what was stored: cut, swapped, foreign or changed."""
