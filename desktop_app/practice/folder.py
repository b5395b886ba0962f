"""Where the made-up family lies on this laptop, and throwing it away. Imports little: asked before anything is open."""

import shutil

from casework.errors import KnownError
from desktop_app.vault.profile import Profile, ProfileLock

ENDING = "-practice"


class NotPractice(KnownError):
    """The folder of the made-up family holds a copy of another kind."""


def practice_profile(own: Profile) -> Profile:
    """Where the made-up family lies, beside the worker's own copy: never in it, and the same for each of theirs."""
    return Profile(own.folder.with_name(own.folder.name + ENDING))


def throw_away(profile: Profile) -> None:
    """Remove the closed copy, key file first: without it nothing that is left can be read. Raises VaultInUse."""
    if not profile.folder.name.endswith(ENDING):
        raise NotPractice("Only the made-up family can be thrown away. Nothing was changed.")
    if not profile.folder.exists():
        return
    lock = ProfileLock(profile)
    lock.take()
    try:
        profile.key_file.unlink(missing_ok=True)
    finally:
        lock.give_back()
    shutil.rmtree(profile.folder)
