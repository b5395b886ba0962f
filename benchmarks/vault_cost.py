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
PUT_IN, ADDED, LOOKS, QUESTIONS = 5_000, 200, 15, 100
WORDS_A_NOTE = 72
SYLLABLES = ("bak", "dor", "fel", "gim", "hun", "lor", "mes", "nat", "pir", "sul")
WORDS = ["".join(random.Random(place).choices(SYLLABLES, k=3)) for place in range(900)]
Took = dict[str, list[float]]


def measure() -> list[Figure]:
    """Times as long, by what is done; beside each both medians in milliseconds."""
    encrypted: Took = {}
    plain: Took = {}
    with (
        tempfile.TemporaryDirectory() as name,
        small_copy(Path(name) / "one") as one,
        small_copy(Path(name) / "two", is_plain=True) as other,
    ):
        for copy, took in ((one, encrypted), (other, plain)):
            _work(*copy, took)
    figures = []
    for what in encrypted:
        own, floor = statistics.median(encrypted[what]), statistics.median(plain[what])
        beside = {"encrypted, ms": own, "plain, ms": floor}
        figures.append(Figure("vault-cost", what, own / floor, "times", GOAL, own / floor <= GOAL, beside))
    return figures


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


def _work(records: Records, hub: MadeUpHub, took: Took) -> None:
    chance, file = random.Random(7), hub.showcase[0]
    many = [_note(file, chance) for _ in range(PUT_IN)]
    _timed(took, f"{PUT_IN:,} entries put in as a first download does", lambda: put(records._vault, file, many))
    for _ in range(ADDED):
        entry = records.create(file, CaseNote(how="call", said=_said(chance)))
        _timed(took, "one entry added and flushed, median", lambda entry=entry: records.add(entry))  # type: ignore[misc]
    for _ in range(LOOKS):
        _timed(took, f"all {PUT_IN:,} entries of a child read, median", lambda: records.records(file, CaseNote))
    records.learn_words()
    for _ in range(QUESTIONS):
        typed = chance.choice(WORDS)
        _timed(took, "one question of a search, median", lambda typed=typed: search(records, typed, ""))  # type: ignore[misc]


def _timed(took: Took, what: str, do: Callable[[], object]) -> None:
    began = time.perf_counter()
    do()
    took.setdefault(what, []).append((time.perf_counter() - began) * 1000)


def _said(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=WORDS_A_NOTE))


def _note(file: str, chance: random.Random) -> Change:
    at = "2026-01-05T10:00:00Z"
    note = CaseNote(how="call", date="2026-01-05", about="A call", said=_said(chance))
    return create(file, NAME_OF[CaseNote], values_of(note), Pen("sam.oke", "bench", at, at))
