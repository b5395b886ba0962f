"""From the tables of an earlier release to those of this one: one step a version, all of them in one transaction.

A step is written once, in the words of SQL as they were then, and never changed afterwards: a copy that was closed for
a year goes through each. Killed at any moment, the copy has the older tables or the newer ones, whole.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import Connection

Step = Callable[[Connection], None]


def _room_for_erasures(connection: Connection) -> None:
    """Version 2: what the authority ordered to be erased."""
    connection.exec_driver_sql(
        "CREATE TABLE erased (file TEXT NOT NULL, id BLOB NOT NULL, day TEXT NOT NULL, PRIMARY KEY (file, id))"
    )
    connection.exec_driver_sql("CREATE TABLE to_destroy (name TEXT NOT NULL, PRIMARY KEY (name))")


STEPS: Mapping[int, Step] = MappingProxyType({2: _room_for_erasures})
"""{version: the step that leads to it from the one before}."""


def migrate(connection: Connection, found: int, wanted: int) -> None:
    """Go from one version to another, in the caller's transaction."""
    for version in range(found + 1, wanted + 1):
        STEPS[version](connection)
        connection.exec_driver_sql(f"PRAGMA user_version={version}")
