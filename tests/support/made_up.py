"""A copy that holds the made-up hub, or one family of it, as a laptop holds it after its first download."""

import datetime
import functools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from casework.editing import Pen, create
from casework.kinds import NAME_OF
from casework.kinds.reading import values_of
from casework.seals import device_id
from demo.hub import MadeUpHub, made_up_hub
from desktop_app.record_store import schema
from desktop_app.record_store.identity import Identity, keep_identity
from desktop_app.record_store.log import add_to_log
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support.copies import NOWHERE, tls_root
from tests.support.vaults import prepared_vault

TODAY = datetime.date(2026, 11, 10)
NOW = datetime.datetime.combine(TODAY, datetime.time(9, 52))


@functools.cache
def hub(children: int = 3) -> MadeUpHub:
    """The made-up hub of one seed; with three children it is the Hart family alone."""
    return made_up_hub(7, TODAY, children)


@contextmanager
def open_made_up(folder: Path, made: MadeUpHub, worker: str = "") -> Iterator[tuple[OpenVault, Records]]:
    """An open copy of `worker` (the one the made-up hub opens as) with every file of the hub."""
    name = ("made up", id(made), worker or made.worker)
    vault = prepared_vault(folder, name, lambda vault: fill(vault, made, worker or made.worker))
    try:
        yield vault, Records(vault)
    finally:
        vault.close()


def fill(vault: OpenVault, made: MadeUpHub, worker: str, files: Iterable[str] = ()) -> None:
    """Put the hub, or these files of it, into a copy as a pull would have."""
    schema.prepare(vault.engine)
    device = device_id(vault.signing_key.public)
    keep_identity(vault.engine, Identity(NOWHERE, made.tenant, worker, device, b"", b"", tls_root(), is_approved=True))
    wanted = tuple(files) or tuple(made.changes)
    pen = Pen("office", "office-device", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z")
    with vault.engine.begin() as connection:
        for entry in made.books:
            kind = NAME_OF[type(entry.value)]
            change = create(entry.file, kind, values_of(entry.value), pen, record=entry.record)
            add_to_log(connection, entry.file, [(change, None, "", True)])
        for file in wanted:
            changes = made.changes[file]
            add_to_log(connection, file, [(change, number, "", True) for number, change in enumerate(changes, 1)])
            connection.execute(schema.files.insert().values(file=file, number=len(changes), digest=b""))
