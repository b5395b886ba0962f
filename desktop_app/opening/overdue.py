"""A copy that was too long without its store: what the worker is told, and the two ways in, a connection or a code."""

import datetime
import time
from dataclasses import dataclass

from casework.errors import NotReachable
from casework.lease import in_groups
from casework.wording import long_date, plural
from desktop_app.opening.actions import Opened, Overdue, opened
from desktop_app.opening.leaving import OrderedAway, ask_why
from desktop_app.record_store.lease import Held, LeaseStanding, keep, standing, try_code
from desktop_app.sync.session import StoreSession
from desktop_app.sync.transport import NOT_ACCEPTED, StoreRefused
from desktop_app.vault.wrong_tries import this_moment

LETTERS_OF_DEVICE = 8


@dataclass(frozen=True)
class Told:
    """title, and why; kept: that nothing is lost; device, challenge: what an administrator asks for, in groups."""

    title: str
    why: str
    kept: str
    device: str
    challenge: str


def what_is_told(overdue: Overdue) -> Told:
    """In the worker's words."""
    lease, records = overdue.lease, overdue.records
    title, why = _why(lease)
    return Told(
        title,
        why,
        _kept(records.waiting().count, records.waiting().set_aside),
        in_groups(records.identity.device[:LETTERS_OF_DEVICE]),
        in_groups(lease.challenge),
    )


def connect(overdue: Overdue) -> Opened | OrderedAway:
    """Reach the store, which opens the copy, or says that the authority ordered it away. Raises NotReachable, StoreRefused, BadMessage or BadSeal; it stays shut then."""
    vault, identity = overdue.vault, overdue.records.identity
    session = StoreSession(
        identity, vault.signing_key, lambda lease: keep(vault.engine, identity, lease, this_moment())
    )
    try:
        session.begin()
    except StoreRefused as error:
        if error.code != NOT_ACCEPTED:
            raise
        order = ask_why(vault, identity)
        return OrderedAway(vault, overdue.records, order.given)
    except NotReachable as error:
        if type(error) is not NotReachable:  # one that says why
            raise
        raise NotReachable("There is no connection to the central store just now. Nothing is lost.") from error
    finally:
        session.close()
    return opened(vault, overdue.records, overdue.mended)


def give_code(overdue: Overdue, typed: str) -> Opened:
    """Open it with an administrator's code. Raises WrongCode or MustWait; it stays shut then."""
    database = overdue.vault.engine
    try_code(database, overdue.records.identity, typed, this_moment(), time.sleep)
    lease = standing(database, this_moment())
    until = f"The code opens Daybook on this laptop until {_day(lease.ends)}. Connect before then." if lease else ""
    return opened(overdue.vault, overdue.records, overdue.mended, until)


def _why(lease: LeaseStanding) -> tuple[str, str]:
    if lease.held is Held.PUT_BACK:
        today = datetime.datetime.now().astimezone().date()
        why = (
            f"It shows {long_date(today, with_year=True)}, which is earlier than it showed before. So Daybook cannot tell how "
            "long this laptop was without a connection, and keeps the files closed until it is connected. If the clock is "
            "wrong, set it right, then unlock Daybook again."
        )
        return "This laptop’s clock went back", why
    why = (
        f"It has not reached the central store since {_day(lease.since)}. Your authority lets a laptop work without a "
        f"connection for {plural(lease.days, 'day')}, so the files stay closed until it is connected."
    )
    return "Connect this laptop", why


def _kept(waiting: int, set_aside: int) -> str:
    if not waiting and not set_aside:
        return "Everything you wrote was sent."
    parts = [plural(waiting, "thing")] if waiting else []
    parts += [f"{set_aside} set aside"] if set_aside else []
    return f"What you wrote is kept on this laptop and waits to be sent: {' and '.join(parts)}."


def _day(moment: datetime.datetime) -> str:
    return long_date(moment.astimezone().date())
