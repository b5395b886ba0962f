"""A laptop that the authority ordered away: everything unsent is handed over, and only then is the copy destroyed.

    order     checked against the authority's own key, and kept in the copy: from then on it stays shut to the worker
    packed    all that the store does not have, the same each time
    handed    part by part; the store signs that it has every part on its disk
    noted     a small file beside the copy; from then on it is destroyed, whatever happens (vault.leaving)
    wiped     keys first, then the rest; the receipt is sent, now or at a later start, with no key needed

A kill at any step leaves a copy that goes on from there. Without a connection nothing is destroyed.
"""

import datetime
from dataclasses import dataclass

import msgspec

from casework.errors import KnownError
from casework.seals import Revocation
from casework.wording import long_date, plural
from desktop_app.record_store.identity import Identity, keep_setting, setting
from desktop_app.record_store.leaving import pack, things
from desktop_app.record_store.records import Records
from desktop_app.sync.carrying import Step, no_step
from desktop_app.sync.leaving import LeavingSession, send_receipt
from desktop_app.sync.transport import StoreRefused
from desktop_app.vault.encrypted_database import Database
from desktop_app.vault.leaving import destroy, is_over, keep_note, keystore_name, read_note
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault

_NAME = "ordered away"
LATER = frozenset({"busy", "fault"})
WHY = "Your authority ended the use of Daybook on this laptop."
WAS_HANDED_OVER = "What you had not sent is with your authority. The copy on this laptop is being destroyed."


@dataclass(frozen=True)
class OrderedAway:
    """A copy that its passphrase opened and that stays shut: the authority ordered it away. given: when, UTC."""

    vault: OpenVault
    records: Records
    given: str

    def close(self) -> None:
        """End it, as it is."""
        close_if_there(self.vault)


class Left(msgspec.Struct, frozen=True):
    """The copy is destroyed. count: things handed over before; is_told: whether the store has the receipt."""

    count: int
    is_told: bool


def close_if_there(vault: OpenVault) -> None:
    """Close a copy, unless it was closed and destroyed meanwhile."""
    if vault.profile.has_vault and not vault.profile.leaving.exists():
        vault.close()


def kept_order(database: Database) -> Revocation | None:
    """The authority's order, where it came before."""
    return setting(database, _NAME, Revocation)


def ask_why(vault: OpenVault, identity: Identity) -> Revocation:
    """This laptop is refused: ask for the order, and keep it. Raises NotReachable, StoreRefused, BadMessage or BadSeal where
    there is none of the authority's; then it is refused and nothing else."""
    session = LeavingSession(identity, vault.signing_key)
    try:
        order = session.order()
    finally:
        session.close()
    keep_setting(vault.engine, _NAME, order)
    return order


def why(away: OrderedAway) -> str:
    """What happens, and since when."""
    given = datetime.datetime.fromisoformat(away.given).astimezone().date()
    return f"{WHY[:-1]} on {long_date(given)}."


def count_left(away: OrderedAway) -> str:
    """What is handed over, in words."""
    count = things(pack(away.vault, away.records))
    if not count:
        return "Everything you wrote was sent before. The copy on this laptop is destroyed."
    return (
        f"What you had not sent ({plural(count, 'thing')}, drafts included) is handed over to your authority, where a person "
        "looks through it. Only when all of it has arrived is the copy on this laptop destroyed."
    )


def said_at_the_end(left: Left) -> str:
    """What was handed over, in words."""
    if not left.count:
        return "Everything you wrote was sent before."
    return f"What you had not sent ({plural(left.count, 'thing')}) is with your authority, where a person looks through it."


def hand_over(away: OrderedAway, steps: Step = no_step) -> Left:
    """Hand everything over, then destroy the copy. steps: told (parts done, of how many).

    Raises NotReachable, StoreRefused, BadSeal, BadMessage or a trouble with the disk; nothing is destroyed then.
    """
    vault, profile = away.vault, away.vault.profile
    session = LeavingSession(away.records.identity, vault.signing_key)
    try:
        session.order()
        packed = pack(vault, away.records)
        list_hash = session.hand_over(packed, steps)
        note = session.note(list_hash, packed, keystore_name(profile))
    finally:
        session.close()
    keep_note(profile, note)
    vault.close()
    return finish(profile) or Left(note.count, is_told=False)


def finish(profile: Profile) -> Left | None:
    """Go on with the end of a copy that was handed over; None where there is none. Needs no passphrase."""
    note = read_note(profile)
    if note is None:
        return None
    destroy(profile, note)
    try:
        send_receipt(note)
    except StoreRefused as error:
        if error.code in LATER:
            return Left(note.count, is_told=False)
        # a store that knows nothing of it, as one that was put back from a backup: there is nothing more to tell it
    except KnownError:
        return Left(note.count, is_told=False)
    is_over(profile)
    return Left(note.count, is_told=True)
