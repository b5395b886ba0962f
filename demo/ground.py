"""Where the made-up hub lies: one folder with a central store, the authority's key beside it, and people's laptops.

What is made is made beside its place and then moved there whole, so that being killed in the middle leaves nothing half.
"""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from demo.store_process import free_port

SEED = 1
PASSPHRASE = "four quiet herons by the weir"
Say = Callable[[str], None]


class Made(msgspec.Struct, frozen=True):
    """What is known of a hub that was made: the day it stands on, and the port its store answers on."""

    seed: int
    day: datetime.date
    port: int


class Ground:
    """`folder` holds the hub, or will."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def key_file(self) -> Path:
        """The authority's key file: a made-up authority's, so it may lie here."""
        return self.folder / "authority.key"

    @property
    def store(self) -> Path:
        """The central store's folder."""
        return self.folder / "store"

    def laptop(self, professional: str) -> Path:
        """The profile of one person's Daybook."""
        return self.folder / "laptops" / professional

    def made(self) -> Made | None:
        """What was made here before; None where nothing was, or it cannot be read."""
        try:
            return msgspec.json.decode((self.folder / "made.json").read_bytes(), type=Made)
        except (OSError, msgspec.DecodeError):
            return None

    def make(self, today: datetime.date, say: Say, children: int | None = None) -> Made:
        """Make the hub anew; what was here before goes. children: fewer of them, for quick trials."""
        beside = self.folder.with_name(self.folder.name + ".being-made")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        made = Made(SEED, today, free_port())
        _fill(Ground(beside), made, say, children)
        (beside / "made.json").write_bytes(msgspec.json.encode(made))
        shutil.rmtree(self.folder, ignore_errors=True)
        beside.rename(self.folder)
        return made


def _fill(ground: Ground, made: Made, say: Say, children: int | None) -> None:
    from central_store.devices.key_files import read_authority_keys
    from central_store.store import make_store
    from demo.hub import CHILDREN, made_up_hub
    from demo.loading import load_into

    say("Writing two years of a made-up hub: children, visits, maps, plans")
    hub = made_up_hub(made.seed, made.day, CHILDREN if children is None else children)
    store = make_store(ground.store, hub.tenant, hub.authority.name or "", ground.key_file)
    try:
        load_into(store, read_authority_keys(ground.key_file), hub, lambda done, of: say(_count(done, of)))
    finally:
        store.close()


def _count(done: int, of: int) -> str:
    return f"Putting it into its central store: {done} of {of} files"
