"""What laptops and a store of this release say to each other, word for word, kept for the releases beside it.

    python -m tests.exchanges.recording NAME      makes tests/data/exchanges/NAME; one that is there is never made again

Kept are the store as it stood before (its rows, keys and folders), the devices' keys, every question and answer in their
order, and all that a laptop that had nothing was given at the end. Whoever changes a message sees here what the release before
does with it.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import msgspec

from casework.case_files import grants_log
from casework.exchange import Cursor, Endpoint, PiecesAnswer, PiecesAsk, PullAnswer, PullAsk
from casework.kinds.people import SUBJECT
from central_store.erasing import Going, erase
from desktop_app.record_store import schema
from desktop_app.record_store.identity import Identity, identity_of, keep_identity
from desktop_app.sync.transport import StoreRefused
from desktop_app.vault.encrypted_database import open_database
from desktop_app.vault.profile import Profile
from tests.support.postgres import PostgresServer
from tests.support.store import RunningStore
from tests.sync.laptop import Keys, Laptop
from tests.sync.schedules import TOO_LONG
from tests.sync.wire import StoreHere, Trouble, Wire
from tests.sync.world import ELLA, MAYA, World, beginning, new_world

KEPT = Path(__file__).resolve().parents[1] / "data" / "exchanges"
WRITERS = ("ruth at her desk", "omar")
NEWCOMER = "zoe"
NO_SERVER: PostgresServer | None = None
BY_TWO = ("Nadia Rahman", "Tom Price")


class Said(msgspec.Struct, frozen=True):
    """One question and its answer. who: which laptop; trouble: the store's refusal, where there was no answer."""

    who: str
    path: str
    asked: bytes
    answered: bytes
    trouble: str = ""


class Recording(msgspec.Struct, frozen=True):
    """keys: {laptop: signing key}; identity: of the one that had nothing; said: until then; given: what it was given.

    held: {file: ids of the changes it then held}, in the order of their numbers; words: what the notes say.
    """

    keys: dict[str, bytes]
    identity: Identity
    said: tuple[Said, ...]
    given: tuple[Said, ...]
    held: dict[str, list[bytes]]
    words: dict[str, list[str]]


class RecordingWire(Wire):
    """Notes what goes over it."""

    def __init__(self, store: StoreHere, who: str, said: list[Said]) -> None:
        super().__init__(store)
        self._who, self._notes = who, said

    def _heard(self, path: str, body: bytes) -> bytes:
        try:
            answer = super()._heard(path, body)
        except StoreRefused as refused:
            self._notes.append(Said(self._who, path, body, b"", refused.code))
            raise
        self._notes.append(Said(self._who, path, body, answer))
        return answer


def record(folder: Path) -> None:
    """Make the folder of a recording."""
    RunningStore.server = NO_SERVER
    said, given = list[Said](), list[Said]()
    with new_world(*WRITERS) as world:
        _erase_something(world)
        _keep_store(world, folder)
        for laptop in world.laptops:
            laptop.wire = RecordingWire(world.store, laptop.name, said)
            laptop.crash_and_reopen()
        work(world)
        keys = beginning(NO_SERVER)[1]
        with with_nothing(folder / "newcomer", identity_in_store(NEWCOMER), keys[NEWCOMER], world.store) as newcomer:
            newcomer.wire = RecordingWire(world.store, NEWCOMER, given)
            newcomer.crash_and_reopen()
            assert newcomer.sync().agrees
            made = Recording(
                {name: keys[name].signing for name in (*WRITERS, NEWCOMER)},
                newcomer.records.identity,
                tuple(said),
                tuple(given),
                {file: [change.id for change in newcomer.held(file)] for file in newcomer.records.standing_of_files()},
                {file: words_of(newcomer, file) for file in (ELLA, MAYA)},
            )
    (folder / "said.msgpack").write_bytes(msgspec.msgpack.encode(made))


def work(world: World) -> None:
    """A day on which everything is said that is said on most days."""
    ruth, omar = world.laptops
    world.write_note(ruth, ELLA, "Rang school. Ünlü said: “he is fine”, 3½ weeks on.")
    world.write(ruth, (ELLA, "person", SUBJECT), school="Hill Top")
    world.write(omar, (ELLA, "person", SUBJECT), school="Oak Lane")
    note = world.write_note(omar, MAYA, "In the wrong file.")
    for laptop in (ruth, omar, ruth):
        world.sync(laptop)
    world.write(ruth, (ELLA, "person", SUBJECT), school="Oak Lane, from Monday")
    world.finish(omar, world.open_form(omar, note, (), "withdraw"))
    world.write(omar, (ELLA, "person", SUBJECT), phone=TOO_LONG)
    world.sync(omar, in_small_pages=True)
    world.copy_laptop(ruth)
    world.sync(ruth)
    world.put_back_laptop(ruth)  # what she had sent she sends again: "known"
    world.write_note(ruth, MAYA, "After her laptop was put back.")
    world.sync(ruth, Trouble(Endpoint.PUSH, 0, "twice"))
    for laptop in world.laptops * 2:
        world.sync(laptop)
    ruth.wire.ask(Endpoint.MISSING_PIECES, PiecesAsk(ELLA, ("0" * 64,)), PiecesAnswer)
    with suppress(StoreRefused):  # another hub's
        ruth.wire.ask(Endpoint.PULL, PullAsk({grants_log("hub-9"): Cursor(1, 0, bytes(32))}), PullAnswer)


def words_of(laptop: Laptop, file: str) -> list[str]:
    """What its notes say, with those that were withdrawn left out."""
    shown = [laptop.screen(*entry) for entry in _notes(laptop, file)]
    return sorted(str(screen["said"][0]) for screen in shown if screen is not None and screen["*"] == ("kept",))


def _notes(laptop: Laptop, file: str) -> list[tuple[str, str, bytes]]:
    held = {(file, change.header.kind, change.header.record) for change in laptop.held(file)}
    return sorted(entry for entry in held if entry[1] == "case_note")


@contextmanager
def with_nothing(folder: Path, identity: Identity, keys: Keys, store: StoreHere) -> Iterator[Laptop]:
    """A laptop that joined and has fetched nothing yet; its folder is taken away afterwards."""
    profile = Profile(folder)
    profile.make()
    engine = open_database(profile.database, bytearray(keys.database))
    schema.prepare(engine)
    keep_identity(engine, identity)
    engine.dispose()
    laptop = Laptop(NEWCOMER, folder, store, keys)
    try:
        yield laptop
    finally:
        laptop.close()
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()


def identity_in_store(name: str) -> Identity:
    """Who a laptop of the world is."""
    folder, keys = beginning(NO_SERVER)
    engine = open_database(Profile(folder / name).database, bytearray(keys[name].database))
    try:
        return identity_of(engine)
    finally:
        engine.dispose()


def _erase_something(world: World) -> None:
    """A note that an order of the authority took the words of."""
    ruth = world.laptops[0]
    entry = world.write_note(ruth, ELLA, "In the wrong child's file.")
    ruth.sync()
    (change,) = [change for change in ruth.held(ELLA) if change.header.record == entry[2]]
    erase(world.store.store, world._office.keys, [Going(ELLA, (change.id,))], "In the wrong file", BY_TWO)
    world.check_laptop = lambda _laptop: None  # type: ignore[method-assign] the oracle of screens knows no gaps
    for laptop in world.laptops:
        laptop.sync()


def _keep_store(world: World, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "authority.key").write_bytes(world._office.key_file.read_bytes())
    for path in sorted(world.store.folder.rglob("*")):
        if path.is_file() and not path.name.startswith("store.db"):
            kept = folder / "store" / path.relative_to(world.store.folder)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(world.store.folder / "store.db")) as connection:
        (folder / "store.sql").write_text("\n".join(connection.iterdump()), "utf-8")


if __name__ == "__main__":
    record(KEPT / sys.argv[1])
