"""The text size a worker chose, kept beside the copy: it is there before the copy is unlocked, and says nothing of anybody."""

import contextlib

from casework.errors import KnownError
from desktop_app.vault.profile import Profile
from desktop_app.vault.safe_files import write_whole

ORDINARY, MOST_BYTES = 100, 8


def kept_text_size(profile: Profile) -> int:
    """In per cent; the ordinary one where none was chosen, or what was kept cannot be read."""
    try:
        with profile.settings.open("rb") as file:
            return int(file.read(MOST_BYTES))
    except (OSError, ValueError):
        return ORDINARY


def keep_text_size(profile: Profile, percent: int) -> None:
    """Keep it for the next start. Where the disk takes nothing it holds until Daybook ends."""
    if profile.folder.is_dir():
        with contextlib.suppress(KnownError):
            write_whole(profile.settings, str(percent).encode())
