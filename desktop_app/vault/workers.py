"""Several workers on one laptop: each has a folder, keys and a passphrase of their own; only a chosen name is open."""

import re
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.vault.profile import Profile
from desktop_app.vault.safe_files import make_folder, write_whole

FIRST, OTHERS, NAME = "profile", "workers", "name"
LONGEST_NAME = 24
UNNAMED = "No name chosen"
_FOLDER = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Worker:
    """One who works on this laptop. name: as they chose to be called before anything is unlocked, or UNNAMED."""

    profile: Profile
    name: str


class Workers:
    """Whoever has a Daybook below one folder of this system's user."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def first(self) -> Profile:
        """Of whoever comes first."""
        return Profile(self._folder / FIRST)

    def all(self) -> tuple[Worker, ...]:
        """Everybody who has joined here, by name."""
        found = (Worker(profile, name_of(profile)) for profile in self._profiles() if profile.is_there)
        return tuple(sorted(found, key=lambda worker: worker.name.casefold()))

    def new(self) -> Profile:
        """A place for one more; the first's, where nobody is here yet. Its folder says nothing of anybody."""
        first = self.first()
        if not first.is_there:
            return first
        make_folder(self._folder / OTHERS)
        return Profile(self._folder / OTHERS / uuid.uuid4().hex)

    def holds(self, profile: Profile) -> bool:
        """Whether it is one of these, and not a folder that somebody named."""
        return profile.folder == self.first().folder or profile.folder.parent == self._folder / OTHERS

    def _profiles(self) -> Iterator[Profile]:
        yield self.first()
        others = self._folder / OTHERS
        if others.is_dir():
            yield from (Profile(one) for one in others.iterdir() if _FOLDER.fullmatch(one.name))


def name_of(profile: Profile) -> str:
    """As the worker chose to be called, as far as it can be read."""
    try:
        kept = (profile.folder / NAME).read_bytes()[: 4 * LONGEST_NAME].decode("utf-8", "ignore")
    except OSError:
        return UNNAMED
    return plain_name(kept) or UNNAMED


def keep_name(profile: Profile, name: str) -> None:
    """Keep it where it can be read before unlocking; an empty one takes it away."""
    write_whole(profile.folder / NAME, plain_name(name).encode())


def plain_name(name: str) -> str:
    """One line of what can be printed, not too long."""
    printed = "".join(letter for letter in name if letter.isprintable())
    return " ".join(unicodedata.normalize("NFC", printed).split())[:LONGEST_NAME].strip()
