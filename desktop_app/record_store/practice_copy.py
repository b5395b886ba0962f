"""A copy of the made-up family: filled as if all of it had been received, and emptied again. It has no store."""

from collections.abc import Iterable

from sqlalchemy import Connection

from casework.case_files import PRACTICE_TENANT
from casework.changes import Change
from casework.errors import BugError
from casework.seals import device_id, first_digest
from desktop_app.record_store import log, schema
from desktop_app.record_store.identity import Identity, identity_in, keep_identity, setting
from desktop_app.vault.encrypted_database import Database
from desktop_app.vault.vault import OpenVault

EMPTIED = (*("log", "seals", "outgoing", "files", "current", "found", "set_aside", "drafts", "pieces", "remembered"),)
"""Every table but the settings, where the PIN stands that whoever practises has chosen."""


def make_practice(vault: OpenVault, professional: str) -> None:
    """Make a new copy one of the made-up family: no address, no keys of anybody's, never approved."""
    schema.prepare(vault.engine)
    if setting(vault.engine, "identity", Identity) is not None:
        raise BugError("A copy that belongs to somebody was to become the made-up family's.")
    device = device_id(vault.signing_key.public)
    keep_identity(vault.engine, Identity("", PRACTICE_TENANT, professional, device, b"", b"", ""))


def fill_anew(database: Database, changes: Iterable[Change], now: str) -> None:
    """Throw away everything that the copy of the made-up family holds, and put in these, held as of `now` (UTC).

    All of it or none. Raises BugError for a copy of any other kind: nothing of a real one is ever emptied.
    """
    by_file: dict[str, list[Change]] = {}
    for change in changes:
        by_file.setdefault(change.header.file, []).append(change)
    with database.begin() as connection:
        if not identity_in(connection).is_practice:
            raise BugError("A copy that is not the made-up family's was to be emptied.")
        for table in EMPTIED:
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608  our own names
        for file, its_changes in by_file.items():
            log.add_to_log(connection, file, [(change, None, "", True) for change in its_changes])
            _hold(connection, file, now)


def _hold(connection: Connection, file: str, now: str) -> None:
    connection.execute(schema.files.insert().values(file=file, digest=first_digest(PRACTICE_TENANT, file), synced=now))
