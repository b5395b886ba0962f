"""What can go wrong at the vault's door, each with the sentence the worker is shown.

KnownError
└── VaultError
    ├── WrongPassphrase      the passphrase does not open this copy
    ├── MustWait             too many wrong tries; says for how long
    ├── NoVault              there is no copy in this folder yet
    ├── VaultInUse           another Daybook has this copy open
    ├── CannotBeLetIn        two administrators cannot open this copy
    ├── DamagedKeyFile       the key file was changed or cut short
    ├── NewerKeyFile         the key file was written by a newer release
    ├── DamagedDatabase      the database does not open with its own key, or a part of it cannot be read
    ├── BusyCopy             something else of Daybook's writes to it, and did not end in time
    ├── NoRoom               the disk is full
    ├── NotOurs              the folder or a file in it may not be read or written
    └── DamagedAttachment    a drawing, photograph or recording is not what was stored
"""

import errno
import math

from casework.errors import KnownError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NO_ROOM = (
    "This laptop's disk is full, so that was not kept. Everything kept before is still here. Free some room, by emptying"
    " the bin or removing large files, and try again."
)

BUSY = (
    "Daybook is busy with something else on this laptop, so that was not kept yet. Everything kept before is still here. Try"
    " again in a moment."
)
NOT_TAKEN = (
    "This laptop's disk did not take that; it may be full. Everything kept before is still here. Free some room, by emptying"
    " the bin or removing large files, and try again. If there is room enough, ring your help desk."
)


class VaultError(KnownError):
    """The copy on this laptop cannot be opened, or a part of it cannot."""


class WrongPassphrase(VaultError):
    """The passphrase does not open this copy."""


class MustWait(VaultError):
    """Too many wrong tries. `seconds` until the next one."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"Wait {how_long(seconds)} before the next try. Nothing is lost: everything you wrote is still here."
        )
        self.seconds = seconds


def how_long(seconds: float) -> str:
    """Seconds as a person says them; what is left is never said to be less than it is."""
    return f"{max(1, math.ceil(seconds))} seconds" if seconds < 90 else f"{math.ceil(seconds / 60)} minutes"


class NoVault(VaultError):
    """There is no copy in this folder yet."""


class VaultInUse(VaultError):
    """Another Daybook has this copy open."""


class CannotBeLetIn(VaultError):
    """The copy was never sealed for the authority's administrators, or was changed since they were asked."""


class DamagedKeyFile(VaultError):
    """The key file was changed or cut short."""


class NewerKeyFile(VaultError):
    """The key file was written by a newer release."""


class DamagedDatabase(VaultError):
    """The database does not open with its own key."""


class BusyCopy(VaultError):
    """Something else of Daybook's writes to this copy, and did not end within some seconds."""


class NoRoom(VaultError):
    """The disk is full."""


class NotOurs(VaultError):
    """The folder or a file in it may not be read or written."""


def trouble_with_disk(error: OSError) -> VaultError | None:
    """What to say of a disk that does not take or give a file; None where something else is the matter."""
    if error.errno in FULL:
        return NoRoom(NO_ROOM)
    if error.errno in REFUSED:
        return NotOurs(
            "Daybook may not read or write in its own folder on this laptop. Nothing was lost. Ring your help desk."
        )
    return None


class DamagedAttachment(VaultError):
    """An attachment is not what was stored: cut, swapped, foreign or changed."""
