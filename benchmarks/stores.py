"""A store in its own process, and laptops that joined it, for benchmarks."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from central_store.devices.key_files import read_authority_keys
from central_store.store import Folder, Store
from desktop_app.record_store.post_room import PostRoom
from desktop_app.record_store.records import Records
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.joining import is_approved, join
from desktop_app.vault.key_file import LEAST
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import make_vault

ROOT = Path(__file__).resolve().parents[1]
PASSPHRASE = "seven quiet herons waiting by the weir"


class StoreProcess:
    """Serves `folder`/store on a free port until the end of the `with`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "central_store", "serve", "--data", str(folder / "store"), "--port", "0"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().split()[-1]

    def __enter__(self) -> "StoreProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


class Laptop:
    """A joined copy: its record and its engine."""

    def __init__(self, records: Records, engine: SyncEngine) -> None:
        self.records = records
        self.engine = engine


@contextmanager
def joined_laptop(folder: Path, process: StoreProcess, professional: str) -> Iterator[Laptop]:
    """A new copy of this professional, approved, empty."""
    store = Store(Folder(process.folder / "store"))
    vault = make_vault(Profile(folder), PASSPHRASE, hardness=LEAST)
    try:
        code = store.begin_enrolment(professional).written()
        identity = join(vault.engine, vault.signing_key, process.address, code)
        store.approve(identity.device, read_authority_keys(process.folder / "authority.key"))
        assert is_approved(vault.engine, vault.signing_key)
        records = Records(vault)
        engine = SyncEngine(PostRoom(vault, records), records.identity, vault.signing_key)
        yield Laptop(records, engine)
        engine.close()
    finally:
        vault.close()
        store.close()
