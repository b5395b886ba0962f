"""Requests of laptops whose copy nobody can open, and the answers to them: kept for an hour, few, and shut to the store.

A request holds the vault keys sealed to the authority's recovery key, an answer the same sealed to a key that is in the
laptop's memory alone. Anybody can ask, so what is kept is bounded, for each laptop and for all of them.
"""

import time

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from casework.exchange import RECOVERY_SECONDS, RecoverAnswer, RecoverAsk
from central_store.tables import locked_out

MOST_OF_A_DEVICE, MOST = 60, 2_000
"""Many, so that a stranger who asks in a laptop's name does not soon fill its places; a request has 10 KB at most."""


class Waiting(msgspec.Struct, frozen=True):
    """A request; asked: seconds since 1970."""

    ask: RecoverAsk
    asked: float
    is_answered: bool = False


class Requests:
    """The requests of one authority. Every method works inside the caller's transaction."""

    def __init__(self, connection: Connection, tenant: str) -> None:
        self._connection = connection
        self._tenant = tenant

    def answer_to(self, ask: RecoverAsk) -> RecoverAnswer | None:
        """What this very request was answered, empty so far where nobody did; None where it was not kept, or is over."""
        row = self._connection.execute(locked_out.select().where(self._is_it(ask), self._is_young())).first()
        if row is None:
            return None
        return msgspec.msgpack.decode(row.answer, type=RecoverAnswer) if row.answer else RecoverAnswer()

    def place(self, ask: RecoverAsk) -> bool:
        """Keep a new request; False where too many wait already. Those that are over go."""
        self._connection.execute(locked_out.delete().where(self._is_mine(), ~self._is_young()))
        counted = select(func.count()).select_from(locked_out).where(self._is_mine())
        of_device = counted.where(locked_out.c.device == ask.device)
        if (
            self._connection.execute(of_device).scalar_one() >= MOST_OF_A_DEVICE
            or self._connection.execute(counted).scalar_one() >= MOST
        ):
            return False
        row = {
            "tenant": self._tenant,
            "name": ask.name,
            "device": ask.device,
            "asked": time.time(),
            "content": msgspec.msgpack.encode(ask),
        }
        self._connection.execute(locked_out.insert().values(row))
        return True

    def waiting(self) -> list[Waiting]:
        """Requests that are not over, the newest first."""
        asked = locked_out.select().where(self._is_mine(), self._is_young()).order_by(locked_out.c.asked.desc())
        return [
            Waiting(msgspec.msgpack.decode(row.content, type=RecoverAsk), row.asked, row.answer is not None)
            for row in self._connection.execute(asked)
        ]

    def answer(self, ask: RecoverAsk, answer: RecoverAnswer) -> None:
        """Keep the answer, for the laptop to fetch: another hour from now."""
        kept = {"answer": msgspec.msgpack.encode(answer), "asked": time.time()}
        self._connection.execute(locked_out.update().where(self._is_it(ask)).values(kept))

    def _is_mine(self) -> ColumnElement[bool]:
        return locked_out.c.tenant == self._tenant

    def _is_it(self, ask: RecoverAsk) -> ColumnElement[bool]:
        return self._is_mine() & (locked_out.c.name == ask.name)

    def _is_young(self) -> ColumnElement[bool]:
        return locked_out.c.asked > time.time() - RECOVERY_SECONDS
