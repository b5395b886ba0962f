"""For whoever cannot get in: how it stands, and asking two administrators to open the copy. Nothing is unlocked meanwhile."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.errors import KnownError, NotReachable
from desktop_app.vault.profile import Profile

if TYPE_CHECKING:
    from casework.kinds.books import NumberToRing
    from desktop_app.opening.actions import Opened, Overdue
    from desktop_app.opening.leaving import OrderedAway
    from desktop_app.sync.asking_in import Authority
    from desktop_app.vault.key_file import Slot
    from desktop_app.vault.letting_in import Request

NO_CONNECTION = (
    "The central store cannot be reached, so the administrators cannot be asked. Nothing is lost. Connect this laptop to a"
    " network and ask again, or ring one of the numbers."
)
NOT_PREPARED = (
    "Two administrators cannot open this laptop’s copy yet: it was not sealed for them when it was unlocked last. Ring one"
    " of the numbers."
)
LET_IN = (
    "Two administrators let you in. Your new passphrase opens Daybook from now on, and the old one opens nothing any more."
    " This laptop has new keys. Nothing was lost: what had not been sent goes now, and what you had begun is still there."
)


@dataclass(frozen=True)
class HowItStands:
    """numbers: whom to ring; tries: how many are left, or how long to wait; why_not: two administrators cannot be asked,
    empty where they can."""

    numbers: "tuple[NumberToRing, ...]" = ()
    tries: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class Asked:
    """A request that was placed; words: to be read out by phone. It is in memory alone: when the program ends, it is over."""

    request: "Request"
    whom: "Authority"
    slot: "Slot"

    @property
    def words(self) -> tuple[str, ...]:
        """Eight words."""
        return self.request.ask.words


def how_it_stands(profile: Profile) -> HowItStands:
    """What can be said while the copy is shut."""
    from desktop_app.opening.door import read_door
    from desktop_app.vault.vault import kept_key_file
    from desktop_app.vault.wrong_tries import TryCounter

    door = read_door(profile)
    try:
        is_prepared = bool(door.address) and kept_key_file(profile).recovery_slot is not None
    except KnownError as error:
        return HowItStands(door.help, "", error.sentence)
    return HowItStands(door.help, TryCounter(profile.tries).what_is_left(), "" if is_prepared else NOT_PREPARED)


def ask_administrators(profile: Profile, passphrase: str) -> Asked:
    """Place a request; passphrase: the new one, which opens the copy once they have answered. Takes a second or two.

    Raises NotReachable with what to do, StoreRefused, CannotBeLetIn, DamagedKeyFile; nothing was changed then.
    """
    from desktop_app.opening.door import read_door
    from desktop_app.sync.asking_in import Authority
    from desktop_app.vault.letting_in import Request

    door = read_door(profile)
    request = Request(profile, door.tenant)
    asked = Asked(
        request, Authority(door.address, door.tls_root, door.tenant, door.authority), request.new_slot(passphrase)
    )
    look_for_answer(asked)
    return asked


def look_for_answer(asked: Asked) -> bytes | None:
    """What the administrators answered, still sealed; None until they did. Raises what `ask_administrators` raises."""
    from desktop_app.sync.asking_in import ask_to_be_let_in

    try:
        return ask_to_be_let_in(asked.whom, asked.request.ask)
    except NotReachable as error:
        if type(error) is NotReachable:  # not one that says more: a wrong clock, another that answers
            raise NotReachable(NO_CONNECTION) from error
        raise


def come_in(asked: Asked, sealed: bytes) -> "Opened | Overdue | OrderedAway":
    """Open the copy with their answer, under the new passphrase and new keys. Takes as long as encrypting it anew.

    Raises CannotBeLetIn, VaultInUse, DamagedKeyFile, NoRoom or NotOurs; the copy opens as before then, or as it will after.
    """
    from desktop_app.opening.actions import Opened, opened_from

    found = opened_from(asked.request.come_in(sealed, asked.slot))
    if isinstance(found, Opened):
        return replace(found, to_tell=" ".join(part for part in (LET_IN, found.to_tell) if part))
    return found
