"""Where the made-up authority lies: one folder with a central store, the authority's key beside it, and people's laptops.

What is made is made beside its place and then moved there whole, so that being killed in the middle leaves nothing half.
"""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from demo.authority import hubs
from demo.staff import HERON, HOLDERS
from demo.store_process import free_port

SEED = 1
PASSPHRASE = "four quiet herons by the weir"
Say = Callable[[str], None]


class Made(msgspec.Struct, frozen=True):
    """What is known of an authority that was made: the day it stands on, the port its store answers on, its years of
    work, and {team id: children} of the hubs that were filled."""

    seed: int
    day: datetime.date
    port: int
    years: int = 2
    filled: dict[str, int] = msgspec.field(default_factory=lambda: {HERON: hubs()[HERON].children})


class Ground:
    """`folder` holds the hub, or will."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def key_file(self) -> Path:
        """The authority's key file: a made-up authority's, so it may lie here."""
        return self.folder / "authority.key"

    def part(self, holder: str) -> Path:
        """The file of one administrator's part of the recovery key; PASSPHRASE opens each."""
        return self.folder / "parts" / f"{holder.split(maxsplit=1)[0].lower()}.part"

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

    def make(
        self, today: datetime.date, say: Say, children: int | None = None, *, hub: str = HERON, years: int = 2
    ) -> Made:
        """Make the authority anew with one hub filled; what was here before goes. children: where not as the hub has."""
        beside = self.folder.with_name(self.folder.name + ".being-made")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        made = _fill(Ground(beside), Made(SEED, today, free_port(), years, {}), say, hub, children)
        shutil.rmtree(self.folder, ignore_errors=True)
        beside.rename(self.folder)
        return made

    def fill(self, made: Made, say: Say, hub: str, children: int | None = None) -> Made:
        """Fill another hub of an authority that is here, also while its store serves. A hub is filled whole or not."""
        return _fill(self, made, say, hub, children)

    def keep(self, made: Made) -> None:
        """Write down what is known, at once or not at all."""
        beside = self.folder / "made.json.new"
        beside.write_bytes(msgspec.json.encode(made))
        beside.replace(self.folder / "made.json")


def _fill(ground: Ground, made: Made, say: Say, hub: str, children: int | None) -> Made:
    from central_store.devices.key_files import read_authority_keys
    from central_store.devices.recovery_shares import LEAST
    from central_store.letting_in import make_recovery_key
    from central_store.making import make_store
    from central_store.store import Folder, Store
    from demo.hub import made_up_hub
    from demo.loading import load_into

    say(f"Writing {_in_words(made.years)} years of {hubs()[hub].name}: children, visits, maps, plans")
    written = made_up_hub(made.seed, made.day, children, hub=hub, years=made.years)
    if ground.store.exists():
        store = Store(Folder(ground.store))
    else:
        store = make_store(ground.store, written.tenant, written.authority.name or "", ground.key_file)
        ground.part(HOLDERS[0]).parent.mkdir(mode=0o700)
        make_recovery_key(
            store,
            read_authority_keys(ground.key_file),
            {name: ground.part(name) for name in HOLDERS},
            dict.fromkeys(HOLDERS, PASSPHRASE),
            LEAST,
        )
    try:
        load_into(store, read_authority_keys(ground.key_file), written, lambda done, of: say(_count(done, of)))
    finally:
        store.close()
    count = sum(family.hub == hub for family in written.families for _ in family.children)
    made = msgspec.structs.replace(made, filled=made.filled | {hub: count})
    ground.keep(made)
    return made


def _in_words(count: int) -> str:
    return ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")[count - 2]


def _count(done: int, of: int) -> str:
    return f"Putting it into the central store: {done} of {of} files"
