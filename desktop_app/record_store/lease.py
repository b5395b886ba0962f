"""This copy's lease: how long it may be opened without having spoken to the store, as the store signed it.

It stands in the encrypted copy, so nobody without the passphrase can give it more time; who has the passphrase is held to it
by the program, not by a key. Past it nothing is destroyed: the copy opens again with a connection, or with a code.
"""

import datetime
import enum
from collections.abc import Callable

import msgspec
from sqlalchemy import Connection

from casework.errors import BadSeal, KnownError
from casework.lease import LEAST_DAYS, MOST_DAYS, Asked, days_of_code, new_challenge
from casework.seals import Lease, check_lease
from desktop_app.record_store import lease_clock
from desktop_app.record_store.identity import Identity
from desktop_app.record_store.lease_clock import DAY, Count
from desktop_app.vault.encrypted_database import Database, reading
from desktop_app.vault.errors import MustWait
from desktop_app.vault.wrong_tries import LEAST_SECONDS_A_TRY, Moment, Tries, seconds_left

NAME = "lease"
SOON_DAYS = 3
"""From how many days before its end a worker is told."""


class WrongCode(KnownError):
    """What was typed is not the code for what the laptop shows now."""


class Held(enum.Enum):
    """How a copy stands: it opens; it was too long without the store; its clock shows less than it did before."""

    HOLDS = "holds"
    OVER = "over"
    PUT_BACK = "put back"


class Kept(msgspec.Struct, frozen=True):
    """What is kept of it. days: that it gives, or that a code gave since; challenge: what a code must be for."""

    lease: Lease
    days: int
    count: Count
    challenge: str
    tries: Tries = Tries()


class LeaseStanding(msgspec.Struct, frozen=True):
    """held; ends: when it ends where the store is not spoken to before; since: when it was, or a code was given, both by
    this laptop's clock; days: that it gives; challenge: what an administrator is told for a code."""

    held: Held
    ends: datetime.datetime
    since: datetime.datetime
    days: int
    challenge: str

    @property
    def ends_soon(self) -> bool:
        """Whether a worker should know: it ends in a few days."""
        return self.ends - datetime.datetime.now(datetime.UTC) <= datetime.timedelta(days=SOON_DAYS)


def keep(database: Database, identity: Identity, lease: Lease, now: Moment) -> None:
    """The store gave one: the time begins anew. One that is held already gives nothing. Raises BadSeal."""
    check_lease(identity.store, identity.tenant, identity.device, lease)
    if not LEAST_DAYS <= lease.days <= MOST_DAYS:
        raise BadSeal("The central store gave this laptop a time that cannot be. Nothing was taken over.")
    with database.begin() as connection:
        kept = _kept(connection)
        if kept is None or kept.lease.issued != lease.issued:
            _keep(connection, Kept(lease, lease.days, lease_clock.begin(now), new_challenge()))


def look_at_opening(database: Database, now: Moment) -> LeaseStanding | None:
    """How the copy stands as it is opened; None where its store never gave a lease."""
    kept = _changed(database, lambda kept: _counted(kept, lease_clock.at_opening(kept.count, now)))
    return None if kept is None else _standing(kept, now, judges_clock=True)


def look_while_open(database: Database, now: Moment) -> LeaseStanding | None:
    """How it stands while it is open: only the time that the machine ran can end it."""
    kept = _changed(database, lambda kept: _counted(kept, lease_clock.while_open(kept.count, now)))
    return None if kept is None else _standing(kept, now, judges_clock=False)


def standing(database: Database, now: Moment) -> LeaseStanding | None:
    """How it stands, counting nothing."""
    with reading(database) as connection:
        kept = _kept(connection)
    if kept is None:
        return None
    counted = _counted(kept, lease_clock.while_open(kept.count, now))
    return _standing(counted, now, judges_clock=False)


def try_code(database: Database, identity: Identity, typed: str, now: Moment, pause: Callable[[float], object]) -> None:
    """Give the days of an administrator's code. The try is counted before it is made. Raises WrongCode, MustWait."""
    with reading(database) as connection:
        kept = _kept(connection)
    if kept is None:
        return
    left = seconds_left(kept.tries, now)
    if left > LEAST_SECONDS_A_TRY:
        raise MustWait(left)
    if left > 0:
        pause(left)
    tries = Tries(kept.tries.wrong + 1, *now)
    kept = _changed(database, lambda kept: msgspec.structs.replace(kept, tries=tries)) or kept
    asked = Asked(identity.tenant, identity.device, kept.challenge)
    days = days_of_code(kept.lease.secret, asked, typed)
    if days is None:
        raise WrongCode(
            "That is not the code for the letters above. Read them out once more: each code is for one time only. Nothing "
            "is lost."
        )
    _changed(database, lambda kept: Kept(kept.lease, days, lease_clock.begin(now), new_challenge()))


def _counted(kept: Kept, count: Count) -> Kept:
    return msgspec.structs.replace(kept, count=count)


def _standing(kept: Kept, now: Moment, *, judges_clock: bool) -> LeaseStanding:
    count, given = kept.count, kept.days * DAY
    held = Held.OVER if count.seconds > given else Held.HOLDS
    if judges_clock and lease_clock.is_put_back(count, now):
        held = Held.PUT_BACK
    ends = _at(now.clock + given - count.seconds)
    return LeaseStanding(held, ends, _at(count.began), kept.days, kept.challenge)


def _at(clock: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(clock, datetime.UTC)


def _changed(database: Database, change: Callable[[Kept], Kept]) -> Kept | None:
    """What is kept from now on; None where there is no lease. In one transaction: a new lease may come meanwhile."""
    with database.begin() as connection:
        kept = _kept(connection)
        if kept is None:
            return None
        changed = change(kept)
        _keep(connection, changed)
        return changed


def _kept(connection: Connection) -> Kept | None:
    row = connection.exec_driver_sql("SELECT content FROM settings WHERE name=?", (NAME,)).first()
    return msgspec.msgpack.decode(row[0], type=Kept) if row else None


def _keep(connection: Connection, kept: Kept) -> None:
    connection.exec_driver_sql(
        "INSERT INTO settings(name, content) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET content=excluded.content",
        (NAME, msgspec.msgpack.encode(kept)),
    )
