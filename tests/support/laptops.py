"""A worker's laptop for tests: a real vault in its own folder, joined to a running store."""

from pathlib import Path
from types import TracebackType

from desktop_app.record_store.post_room import PostRoom
from desktop_app.record_store.records import Records
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.joining import is_approved, join
from desktop_app.sync.rounds import Outcome
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault, open_vault
from tests.support.store import RunningStore
from tests.support.vaults import PASSPHRASE, new_vault


class Laptop:
    """A copy in a folder, opened, with an engine that speaks to its store."""

    def __init__(self, vault: OpenVault) -> None:
        self.vault = vault
        self.records = Records(vault)
        self.engine = SyncEngine(PostRoom(vault, self.records), self.records.identity, vault.signing_key)

    def sync(self) -> Outcome:
        """One round."""
        return self.engine.once()

    def close(self) -> None:
        """Shut the lid."""
        self.engine.close()
        self.vault.close()

    def __enter__(self) -> "Laptop":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def new_laptop(folder: Path, store: RunningStore, professional: str) -> Laptop:
    """Join, be approved, open."""
    vault = new_vault(folder)
    try:
        identity = join(vault.engine, vault.signing_key, store.address, store.enrol(professional))
        store.approve(identity.device)
        assert is_approved(vault.engine, vault.signing_key)
        return Laptop(vault)
    except BaseException:
        vault.close()
        raise


def open_again(folder: Path) -> Laptop:
    """Open a copy that joined before."""
    return Laptop(open_vault(Profile(folder), PASSPHRASE))
