"""What opening a copy does, on the thread that owns the database. Heavy parts are imported while the person types."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.errors import KnownError
from desktop_app.vault.passphrase import Strength, judge
from desktop_app.vault.profile import Profile

if TYPE_CHECKING:
    from desktop_app.record_store.records import Records
    from desktop_app.vault.vault import OpenVault


@dataclass(frozen=True)
class Opened:
    """An open copy; records is what queries and actions work on."""

    vault: "OpenVault"
    records: "Records"

    def close(self) -> None:
        """End it."""
        self.vault.close()


def advice_on(passphrase: str) -> str:
    """What to say beneath a new passphrase as it is typed; "" before anything is."""
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
    import desktop_app.record_store.records
    import desktop_app.vault.vault  # noqa: F401 imported for the time it takes


def unlock(profile: Profile, passphrase: str) -> Opened:
    """Open the copy. Raises WrongPassphrase, MustWait, VaultInUse, DamagedKeyFile, DamagedDatabase, NotEnrolled."""
    from desktop_app.record_store.records import Records
    from desktop_app.vault.vault import open_vault

    vault = open_vault(profile, passphrase)
    try:
        return Opened(vault, Records(vault))
    except BaseException:
        vault.close()
        raise


def join(profile: Profile, address: str, code: str, passphrase: str) -> str:
    """Make a copy and show its code to the store. Returns the device's id, which an administrator approves.

    Raises BadCode and KnownError before anything is made; NotReachable, NotTheirs, StoreRefused leave an empty copy
    that the same passphrase opens again.
    """
    from casework.enrolment import read_code
    from desktop_app.sync.joining import join as join_store
    from desktop_app.vault.key_file import measured_hardness
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
        return join_store(vault.engine, vault.signing_key, address, code).device
    finally:
        vault.close()
