"""What opening a copy does, on the thread that owns the database. Heavy parts are imported while the person types."""

import contextlib
import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casework.errors import KnownError
from desktop_app.vault.profile import Profile

if TYPE_CHECKING:
    from casework.labels import Labels
    from desktop_app.opening.leaving import OrderedAway
    from desktop_app.opening.standing import Stood
    from desktop_app.record_store.identity import Identity
    from desktop_app.record_store.lease import LeaseStanding
    from desktop_app.record_store.mending import Mended
    from desktop_app.record_store.records import Records
    from desktop_app.vault.vault import OpenVault


PUT_BACK = (
    "The copy on this laptop is not as you left it: older files lie in the place of newer ones. What was sent comes back from "
    "the central store at the next connection. Look whether what you wrote last is there, and ring your administrator. Do "
    "not delete anything."
)


class OnlyPractice(KnownError):
    """The made-up family's copy was to be opened as somebody's own."""


@dataclass(frozen=True)
class Opened:
    """An open copy; records is what queries and actions work on; labels: the authority's own words (casework.labels).

    stood: where the worker was when it was locked; to_tell: what the worker must know of the copy itself: it was mended, or
    older files lie where newer ones did.
    """

    vault: "OpenVault"
    records: "Records"
    labels: "Labels" = field(default_factory=dict)
    stood: "Stood | None" = None
    to_tell: str = ""

    def close(self) -> None:
        """End it."""
        self.vault.close()


@dataclass(frozen=True)
class Overdue:
    """A copy that its passphrase opened, and that stays shut to the worker: it was too long without its store.

    What may be done with it is in `opening.overdue`.
    """

    vault: "OpenVault"
    records: "Records"
    mended: "Mended | None"
    lease: "LeaseStanding"

    def close(self) -> None:
        """End it; nothing of it is lost."""
        self.vault.close()


@dataclass(frozen=True)
class Joined:
    """A copy that has shown its code to the store and waits for approval; device: what is read out by phone."""

    vault: "OpenVault"
    device: str

    def close(self) -> None:
        """End it; the same passphrase opens it again."""
        self.vault.close()


def advice_on(passphrase: str) -> str:
    """What to say beneath a new passphrase as it is typed; "" before anything is."""
    from desktop_app.vault.passphrase import Strength, judge

    if not passphrase:
        return ""
    judged = judge(passphrase)
    start = {
        Strength.TOO_WEAK: "Too easy to guess. ",
        Strength.FAIR: "",
        Strength.STRONG: "This is a strong passphrase.",
    }
    return start[judged.strength] + judged.advice


def warm_up() -> None:
    """Import what opening will need: called while the passphrase is being typed."""
    import desktop_app.opening.leaving
    import desktop_app.record_store.post_room
    import desktop_app.record_store.records
    import desktop_app.sync.engine
    import desktop_app.sync.keeper
    import desktop_app.vault.vault  # noqa: F401 imported for the time it takes
    from casework.working_days import bank_holidays
    from desktop_app.sync import transport
    from desktop_app.vault import device_secret

    transport.warm_up()
    device_secret.warm_up()
    bank_holidays(datetime.datetime.now(datetime.UTC).year)


def unlock(profile: Profile, passphrase: str) -> "Opened | Overdue | OrderedAway":
    """Open the copy; a damaged one is mended first, as far as it can be. One that was too long without its store, or that
    the authority ordered away, is opened and shown to nobody.

    Raises WrongPassphrase, MustWait, VaultInUse, DamagedKeyFile, DamagedDatabase, NotEnrolled, OnlyPractice.
    """
    from desktop_app.vault.vault import open_vault

    return opened_from(open_vault(profile, passphrase))


def opened_from(vault: "OpenVault") -> "Opened | Overdue | OrderedAway":
    """What a copy that was just opened comes to. Raises DamagedDatabase, NotEnrolled, OnlyPractice; it is closed then."""
    from desktop_app.opening.leaving import OrderedAway, kept_order
    from desktop_app.record_store.lease import Held, look_at_opening
    from desktop_app.record_store.recovery import seal_for_recovery
    from desktop_app.vault.wrong_tries import this_moment

    try:
        records, mended = records_of(vault)
        _need_own(records.identity)
        order = kept_order(vault.engine)
        if order is not None:
            return OrderedAway(vault, records, order.given)
        seal_for_recovery(vault, records)
        lease = look_at_opening(vault.engine, this_moment())
        if lease is not None and lease.held is not Held.HOLDS:
            return Overdue(vault, records, mended, lease)
        return opened(vault, records, mended)
    except BaseException:
        vault.close()
        raise


def opened(vault: "OpenVault", records: "Records", mended: "Mended | None", more_to_tell: str = "") -> Opened:
    """The copy as the worker is shown it; more_to_tell: beside what the copy itself has to say."""
    from desktop_app.opening.standing import take
    from desktop_app.record_store.policy import own_labels

    told = " ".join(part for part in (_what_to_tell(vault, mended), more_to_tell) if part)
    return Opened(vault, records, own_labels(records), take(vault.engine), told)


def _need_own(identity: "Identity") -> None:
    if identity.is_practice:
        raise OnlyPractice(
            "This folder holds the made-up family to practise on. Open Daybook as usual, and press “Practise on a made-up "
            "family”."
        )


def records_of(vault: "OpenVault") -> tuple["Records", "Mended | None"]:
    """The record, after mending the copy where it needs that."""
    from desktop_app.record_store.records import Records
    from desktop_app.vault.errors import DamagedDatabase

    if not vault.is_damaged:
        with contextlib.suppress(DamagedDatabase):
            return Records(vault), None
    from desktop_app.record_store.mending import mend

    mended = mend(vault)
    return Records(vault), mended


def _what_to_tell(vault: "OpenVault", mended: "Mended | None") -> str:
    if mended is not None:
        return said_of_mending(mended)
    return PUT_BACK if vault.standing.was_put_back else ""


def said_of_mending(mended: "Mended") -> str:
    """What a worker is told after it: whether anything is missing, and what happens now."""
    from casework.wording import plural

    lost = [plural(mended.unsent, "entry", "entries")] if mended.unsent else []
    lost += [plural(mended.drafts, "draft", "drafts")] if mended.drafts else []
    said = ["A part of the copy on this laptop was damaged, and Daybook has mended it."]
    if mended.to_fetch:
        said.append("What the central store has of it comes back at the next connection.")
    if lost:
        said.append(f"Lost is what was not sent yet on the damaged part: {' and '.join(lost)}. Write it again.")
    if not mended.is_sure:
        said.append(
            "It cannot be told whether more of what you had not sent is missing: look through what you wrote last."
        )
    elif not lost:
        said.append("Nothing that you had not sent yet is missing.")
    return " ".join([*said, "The damaged file is kept, encrypted, until everything has been sent."])


def said_of_what_came_back(count: int) -> str:
    """What a worker is told when the store gave back what this very laptop had sent before."""
    from casework.wording import plural

    entries = plural(count, "entry that this laptop had sent was", "entries that this laptop had sent were")
    return (
        f"{entries} missing here, and came back from the central store. Older files may lie in the place of newer ones. "
        "Look whether what you wrote last and had not sent is there, and ring your administrator. Do not delete anything."
    )


def join(profile: Profile, address: str, code: str, passphrase: str) -> str:
    """Make a copy, show its code to the store, and close it. Returns the device's id, which an administrator approves.

    Raises what `begin_joining` raises.
    """
    joined = begin_joining(profile, address, code, passphrase)
    joined.close()
    return joined.device


def begin_joining(profile: Profile, address: str, code: str, passphrase: str) -> Joined:
    """Make a copy and show its code to the store; it stays open, to be approved.

    Raises BadCode and KnownError before anything is made; NotReachable, NotTheirs, StoreRefused leave an empty copy
    that the same passphrase opens again.
    """
    from casework.enrolment import read_code
    from desktop_app.sync.joining import join as join_store
    from desktop_app.vault.key_file import measured_hardness
    from desktop_app.vault.passphrase import Strength, judge
    from desktop_app.vault.vault import make_vault, open_vault

    read_code(code)
    judged = judge(passphrase)
    if judged.strength is Strength.TOO_WEAK:
        raise KnownError(judged.advice)
    is_there = profile.has_vault
    vault = (
        open_vault(profile, passphrase) if is_there else make_vault(profile, passphrase, hardness=measured_hardness())
    )
    try:
        return Joined(vault, join_store(vault.engine, vault.signing_key, address, code).device)
    except BaseException:
        vault.close()
        raise


def ask_whether_approved(joined: Joined) -> Opened | None:
    """Ask the store; the open copy once an administrator has approved this laptop, None until then.

    Raises NotReachable, StoreRefused, BadSeal; the copy stays open then, to ask again.
    """
    from desktop_app.record_store.records import Records
    from desktop_app.record_store.recovery import seal_for_recovery
    from desktop_app.sync.joining import is_approved

    if not is_approved(joined.vault.engine, joined.vault.signing_key):
        return None
    records = Records(joined.vault)
    seal_for_recovery(joined.vault, records)
    return Opened(joined.vault, records)


def change_passphrase(profile: Profile, old: str, new: str, renew_key: bool) -> None:
    """Another passphrase for this copy. renew_key: somebody may know the old one (desktop_app.vault.rotation).

    Raises WrongPassphrase with the tries left, MustWait, DamagedKeyFile, NoRoom or NotOurs; the old one holds then.
    """
    from desktop_app.vault import vault

    vault.change_passphrase(profile, old, new, renew_key=renew_key)


def strength_of(passphrase: str) -> str:
    """How good a new passphrase is as it is typed: a Strength's value, "" before anything is."""
    from desktop_app.vault.passphrase import judge

    return judge(passphrase).strength.value if passphrase else ""


def is_good_enough(passphrase: str) -> bool:
    """Whether a copy may be made with it."""
    from desktop_app.vault.passphrase import Strength, judge

    return judge(passphrase).strength is not Strength.TOO_WEAK
