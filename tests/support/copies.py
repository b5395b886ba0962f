"""A copy on a laptop for tests that need no store: a real vault, and an authority's book put in as a pull would."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casework.case_files import AUTHORITY_BOOK, grants_log, person_file
from casework.changes import Change, new_record_id
from casework.editing import Pen, create
from casework.kinds import NAME_OF, Kind
from casework.kinds.books import Grant, Hub, Professional, grant_record, hub_record, professional_record
from casework.kinds.people import SUBJECT, Person
from casework.kinds.reading import values_of
from casework.seals import device_id
from central_store.devices.certificates import make_root
from desktop_app.record_store import schema
from desktop_app.record_store.identity import Identity, keep_identity
from desktop_app.record_store.log import add_to_log
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support.vaults import prepared_vault

TENANT, HUB, WORKER, COLLEAGUE = "made-up", "hub-1", "p-worker", "p-colleague"
NOWHERE = "https://127.0.0.1:9"  # the port where nothing is ever served
OFFICE = Pen("office", "office-device", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z")
CHILD = person_file(TENANT, "child-1")
SISTER = person_file(TENANT, "child-2")


@functools.cache
def tls_root() -> str:
    """A root that no server has: what a copy needs to know of a store that it cannot reach."""
    return make_root("made-up")[0]


@contextmanager
def open_copy(folder: Path, role: str = "social_worker") -> Iterator[tuple[OpenVault, Records]]:
    """An open copy of `WORKER` in `HUB`, holding two children's files."""
    vault = prepared_vault(folder, ("joined", role), lambda vault: enrol(vault, role))
    try:
        yield vault, Records(vault)
    finally:
        vault.close()


@contextmanager
def open_empty_copy(folder: Path) -> Iterator[tuple[OpenVault, Records]]:
    """An open copy of `WORKER` that has joined and was given nothing so far."""
    vault = prepared_vault(folder, "empty", join)
    try:
        yield vault, Records(vault)
    finally:
        vault.close()


def join(vault: OpenVault) -> None:
    """Make the copy one that has joined, without a store."""
    schema.prepare(vault.engine)
    device = device_id(vault.signing_key.public)
    identity = Identity(NOWHERE, TENANT, WORKER, device, b"", b"", tls_root(), is_approved=True)
    keep_identity(vault.engine, identity)


def enrol(vault: OpenVault, role: str) -> None:
    """Make the copy one that has joined, and has what its hub's office wrote."""
    join(vault)
    put(vault, office(AUTHORITY_BOOK, Hub(team_id=HUB, team_name="Hub 1"), hub_record(HUB)))
    staff = Professional(professional_id=WORKER, professional_name="Ruth Mensah", role=role, hubs={HUB: "2025-01-01"})
    put(vault, office(AUTHORITY_BOOK, staff, professional_record(WORKER)))
    for file, name in ((CHILD, "Ella"), (SISTER, "Maya")):
        put(vault, office(grants_log(HUB), Grant(file=file, state="held"), grant_record(file)))
        put(vault, office(file, Person(forename=name, surname="Hart"), SUBJECT))


def new_child(vault: OpenVault, name: str = "Ella") -> str:
    """One more child of the hub, for a test that shares its copy with others: the name of the file."""
    file = person_file(TENANT, new_record_id().hex())
    put(vault, office(grants_log(HUB), Grant(file=file, state="held"), grant_record(file)))
    put(vault, office(file, Person(forename=name, surname="Hart"), SUBJECT))
    return file


def office(file: str, value: Kind, record: bytes | None = None) -> Change:
    """A change as the office's import would have made it."""
    return create(file, NAME_OF[type(value)], values_of(value), OFFICE, record=record)


def put(vault: OpenVault, *changes: Change) -> None:
    """Put in what others wrote, as a pull would."""
    with vault.engine.begin() as connection:
        for change in changes:
            add_to_log(connection, change.header.file, [(change, None, "", True)])
