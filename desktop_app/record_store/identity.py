"""Whose copy this is: the settings made at enrolment, without which nothing may be written or sent."""

from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from casework.case_files import PRACTICE_TENANT
from casework.errors import KnownError
from desktop_app.record_store.schema import settings
from desktop_app.vault.encrypted_database import Database, reading

IDENTITY = "identity"
S = TypeVar("S", bound=msgspec.Struct)


class NotEnrolled(KnownError):
    """This copy has not joined an authority yet."""


class NeverSent(KnownError):
    """Something would have spoken to a store for the made-up family, which has none."""


class Identity(msgspec.Struct, frozen=True):
    """Whose copy it is and whom it believes.

    address: of the store; tenant: the authority's id; professional: the worker's id; device: this device's id;
    authority, store: public keys of 32 bytes; tls_root: PEM; is_approved: whether an administrator approved the device.
    """

    address: str
    tenant: str
    professional: str
    device: str
    authority: bytes
    store: bytes
    tls_root: str
    enrolment_code: str = ""
    is_approved: bool = False

    @property
    def is_practice(self) -> bool:
        """Whether this is a copy of the made-up family: nothing in it was ever sent, and nothing will be."""
        return self.tenant == PRACTICE_TENANT

    def need_store(self) -> None:
        """Raise NeverSent for a copy that has no store: asked before any connection is made ready."""
        if self.is_practice:
            raise NeverSent("This is the made-up family to practise on. It has no central store, and is never sent.")


def identity_of(database: Database) -> Identity:
    """Whose copy this is. Raises NotEnrolled before the first enrolment."""
    found = setting(database, IDENTITY, Identity)
    if found is None:
        raise NotEnrolled("This Daybook has not joined an authority yet. Ask your administrator for a one-time code.")
    return found


def identity_in(connection: Connection) -> Identity:
    """Whose copy this is, inside a transaction."""
    row = connection.exec_driver_sql("SELECT content FROM settings WHERE name='identity'").one()
    return msgspec.msgpack.decode(row[0], type=Identity)


def keep_identity(database: Database, identity: Identity) -> None:
    """Keep whose copy this is."""
    keep_setting(database, IDENTITY, identity)


def setting(database: Database, name: str, form: type[S]) -> S | None:
    """A setting of this copy, or None where it was never kept."""
    with reading(database) as connection:
        found = connection.execute(settings.select().where(settings.c.name == name)).first()
    return msgspec.msgpack.decode(found.content, type=form) if found else None


def keep_identity_in(connection: Connection, identity: Identity) -> None:
    """Keep whose copy this is, inside a transaction."""
    _keep(connection, IDENTITY, identity)


def keep_setting(database: Database, name: str, value: msgspec.Struct) -> None:
    """Keep a setting of this copy."""
    with database.begin() as connection:
        _keep(connection, name, value)


def _keep(connection: Connection, name: str, value: msgspec.Struct) -> None:
    connection.exec_driver_sql(
        "INSERT INTO settings(name, content) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET content=excluded.content",
        (name, msgspec.msgpack.encode(value)),
    )
