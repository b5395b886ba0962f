"""vault-cost: the record on the encrypted database against the same library, settings and code on a plain one, in the same run."""

import datetime
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from benchmarks.caseload_copy import put, put_identity_and_books
from benchmarks.figures import Figure
from casework.changes import Change
from casework.editing import Pen, create
from casework.kinds import NAME_OF
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote
from casework.seals import SigningKey
from demo.hub import MadeUpHub, made_up_hub
from desktop_app.record_store.records import Records
from desktop_app.search.queries import search
from desktop_app.vault import encrypted_database
from desktop_app.vault.encrypted_database import ADDRESS, SETTINGS, Database, open_database
from desktop_app.vault.pieces import PieceFolder
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.vault import OpenVault

GOAL = 2.0
"""Our own: encryption may cost as much again as the work itself, and no more."""
PUT_IN = 1_000
WORDS_A_NOTE = 72
SYLLABLES = ("bak", "dor", "fel", "gim", "hun", "lor", "mes", "nat", "pir", "sul")
WORDS = ["".join(random.Random(place).choices(SYLLABLES, k=3)) for place in range(900)]
Copy = tuple[Records, MadeUpHub]
Do = Callable[[Copy, random.Random], Callable[[], object]]
"""What is done to a copy: made ready, and then timed."""


def measure() -> list[Figure]:
    """Times as long, by what is done; beside each both medians in milliseconds. The two take turns at everything."""
    with (
        tempfile.TemporaryDirectory() as name,
        small_copy(Path(name) / "one") as one,
        small_copy(Path(name) / "two", is_plain=True) as other,
    ):
        return [_figure(what, one, other, times, do) for what, times, do in WORK]


def _figure(what: str, encrypted: Copy, plain: Copy, times: int, do: Do) -> Figure:
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(times):
        for copy, its in zip((encrypted, plain), took, strict=True):
            now = do(copy, random.Random(number))
            began = time.perf_counter()
            now()
            its.append((time.perf_counter() - began) * 1000)
    own, floor = (statistics.median(its) for its in took)
    beside = {"encrypted, ms": own, "plain, ms": floor}
    return Figure("vault-cost", f"{what}, median", own / floor, "times", GOAL, own / floor <= GOAL, beside)


@contextmanager
def small_copy(folder: Path, *, is_plain: bool = False) -> Iterator[tuple[Records, MadeUpHub]]:
    """An open copy of one made-up family, on an encrypted or a plain database."""
    profile, key = Profile(folder), bytearray(secrets.token_bytes(32))
    profile.make()
    engine = _plain(profile.database) if is_plain else open_database(profile.database, key)
    vault = OpenVault(profile, engine, SigningKey.generate(), PieceFolder(profile.pieces), key, ProfileLock(profile))
    hub = made_up_hub(7, datetime.datetime.now().date(), 3)  # noqa: DTZ005
    try:
        put_identity_and_books(vault, hub)
        for file, changes in hub.changes.items():
            put(vault, file, changes)
        yield Records(vault), hub
    finally:
        vault.close()


def _plain(path: Path) -> Database:
    """As `open_database`, without a key."""

    def creator() -> Any:
        connection = dbapi2.connect(str(path), check_same_thread=False, isolation_level=None)
        for setting in SETTINGS:
            if not setting.startswith("cipher"):
                connection.execute(f"PRAGMA {setting}")
        return connection

    engine = create_engine(ADDRESS, module=dbapi2, creator=creator, poolclass=QueuePool, pool_size=2)
    event.listen(engine, "begin", encrypted_database._begin)
    return engine


def _put_in(copy: Copy, chance: random.Random) -> Callable[[], object]:
    records, hub = copy
    many = [_note(hub.showcase[0], chance) for _ in range(PUT_IN)]
    return lambda: put(records._vault, hub.showcase[0], many)


def _add(copy: Copy, chance: random.Random) -> Callable[[], object]:
    records, hub = copy
    entry = records.create(hub.showcase[1], CaseNote(how="call", said=_said(chance)))
    return lambda: records.add(entry)


def _read(copy: Copy, _chance: random.Random) -> Callable[[], object]:
    records, hub = copy
    return lambda: records.records(hub.showcase[0], CaseNote)


def _search(copy: Copy, chance: random.Random) -> Callable[[], object]:
    records, _ = copy
    records.learn_words()
    typed = chance.choice(WORDS)
    return lambda: search(records, typed, "")


WORK: tuple[tuple[str, int, Do], ...] = (
    (f"{PUT_IN:,} entries put in as a first download does", 5, _put_in),
    ("one entry added and flushed", 200, _add),
    (f"all {5 * PUT_IN:,} entries of a child read", 15, _read),
    ("one question of a search", 100, _search),
)


def _said(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=WORDS_A_NOTE))


def _note(file: str, chance: random.Random) -> Change:
    at = "2026-01-05T10:00:00Z"
    note = CaseNote(how="call", date="2026-01-05", about="A call", said=_said(chance))
    return create(file, NAME_OF[CaseNote], values_of(note), Pen("sam.oke", "bench", at, at))
