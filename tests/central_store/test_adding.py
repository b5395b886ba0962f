"""Batches that share a transaction come to the same as those that come one after the other, whatever is between them."""

import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from casework.changes import Change
from casework.editing import Pen, create
from casework.kinds import NAME_OF
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote
from casework.seals import NO_SEAL_BEFORE, Seal, Seen, SigningKey, device_id, first_digest, make_seal
from central_store.adding import Adding, Sealed, SealOutOfOrder
from central_store.database import writing
from central_store.ledger import Ledger
from central_store.store import Store
from central_store.tables import changes, epochs, files, seals
from tests.support.store import TENANT, RunningStore, child_file

FILES = tuple(map(child_file, ("ella", "maya", "amir")))
NOON = "2026-03-02T12:00:00Z"


class Writer:
    """A device that seals, sends again, leaves seals out, and brings what a colleague brought already."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._keys = [SigningKey.from_bytes(self._chance.randbytes(32)) for _ in range(3)]
        self._newest: dict[tuple[str, int], Seal] = {}
        self._made: list[Sealed] = []

    def next(self) -> Sealed:
        """Something that one device sends now."""
        if self._made and self._chance.random() < 0.2:
            return self._chance.choice(self._made)
        file, who = self._chance.choice(FILES), self._chance.randrange(len(self._keys))
        before, skips = self._newest.get((file, who)), self._chance.random() < 0.1
        batch = [self._note(file, who) for _ in range(self._chance.randint(1, 3))]
        known = [change for one in self._made if one.file == file for change in one.batch]
        if known and self._chance.random() < 0.3:
            batch.append(self._chance.choice(known))
        number = (before.number if before else 0) + (2 if skips else 1)
        seen = Seen(1, 0, first_digest(TENANT, file))
        follows = before.hash if before else NO_SEAL_BEFORE
        seal = make_seal(self._keys[who], TENANT, file, number, follows, batch, seen)
        made = Sealed(file, seal, batch)
        if not skips:
            self._newest[file, who] = seal
            self._made.append(made)
        return made

    def _note(self, file: str, who: int) -> Change:
        pen = Pen("ruth", device_id(self._keys[who].public), NOON, NOON)
        said = CaseNote(said=f"{self._chance.random()}")
        return create(file, NAME_OF[CaseNote], values_of(said), pen, record=self._chance.randbytes(16))


def added(adding: Adding, one: Sealed) -> Any:
    try:
        return adding.add(one)
    except SealOutOfOrder:
        return "out of order"


def in_one_go(store: Store, some: list[Sealed]) -> list[Any]:
    with writing(store.engine) as connection:
        adding = Adding(connection, TENANT, some)
        answers = [added(adding, one) for one in some]
        adding.write()
    return answers


def everything(store: Store) -> list[Any]:
    """Every row of these files."""
    tables = (files, epochs, changes, seals)
    with store.engine.connect() as connection:
        return [
            connection.execute(select(*table.c).where(table.c.file.in_(FILES)).order_by(*table.primary_key)).all()
            for table in tables
        ]


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 40))])
def test_in_one_go_is_as_one_after_the_other(tmp_path: Path, engine_of_stores: str, seed: int) -> None:
    writer = Writer(seed)
    together, apart = (RunningStore(tmp_path / name).open() for name in ("together", "apart"))
    for count in (1, 12, 30):
        some = [writer.next() for _ in range(count)]
        assert in_one_go(together, some) == [answer for one in some for answer in in_one_go(apart, [one])]
    # salts are random, but each note was made once
    assert everything(together) == everything(apart)
    with together.reading() as ledger:
        assert {head.file: head.number > 0 for head in ledger.heads() if head.file in FILES} == dict.fromkeys(
            FILES, True
        )
    together.close()
    apart.close()


def test_what_is_refused_leaves_no_trace(tmp_path: Path, engine_of_stores: str) -> None:
    """Not even the name of a file that was never written: a stranger cannot fill the store with names."""
    store = RunningStore(tmp_path).open()
    writer = Writer(0)
    one = writer.next()

    def refuse(_known: object) -> None:
        raise PermissionError

    with writing(store.engine) as connection:
        adding = Adding(connection, TENANT, [one])
        with pytest.raises(PermissionError):
            adding.add(one, refuse)
        adding.write()
    with store.engine.connect() as connection:
        assert one.file not in {head.file for head in Ledger(connection, TENANT).heads()}
    store.close()
