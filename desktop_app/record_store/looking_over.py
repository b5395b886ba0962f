"""Looking the whole copy over for damage: every page, every table, every file's digest and seals, in small steps.

It is done after an end that was not an ordinary one, and otherwise once a week, on the thread that owns the database and
between what the worker asks of it.
"""

import datetime
from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from desktop_app.record_store.identity import keep_setting, setting
from desktop_app.record_store.proof import problems_of_file
from desktop_app.record_store.records import Records
from desktop_app.record_store.trust import Trust
from desktop_app.vault.encrypted_database import problems_of_pages, problems_of_table, reading, tables_of, want_mending
from desktop_app.vault.vault import OpenVault

EVERY = datetime.timedelta(days=7)
_NAME = "looked over"


class LookedOver(msgspec.Struct, frozen=True):
    """When the copy was last found whole: UTC."""

    at: datetime.datetime


def is_due(vault: OpenVault, now: datetime.datetime) -> bool:
    """Whether the copy was cut off when it was last open, or was not looked over for a week; now: with its zone."""
    last = setting(vault.engine, _NAME, LookedOver)
    return vault.standing.was_cut_off or last is None or not last.at <= now < last.at + EVERY


def steps(vault: OpenVault, records: Records, now: datetime.datetime) -> Iterator[list[str]]:
    """What each step found: empty where all holds. Each takes some milliseconds; the first grows with the copy.

    Where something is found the copy is mended when it is opened next, and nothing more is looked at.
    """
    database = vault.engine
    looks: list[Callable[[], list[str]]] = [partial(problems_of_pages, database)]
    looks += [partial(problems_of_table, database, table) for table in tables_of(database)]
    looks += _looks_at_files(vault, records)
    for look in looks:
        found = look()
        if found:
            want_mending(vault.profile.database)
        yield found
        if found:
            return
    keep_setting(database, _NAME, LookedOver(now))


def _looks_at_files(vault: OpenVault, records: Records) -> Iterator[Callable[[], list[str]]]:
    trust = Trust(records.identity)
    with reading(vault.engine) as connection:
        trust.learn_from_copy(connection)
        files = [row[0] for row in connection.exec_driver_sql("SELECT file FROM files ORDER BY file")]

    def look(file: str) -> list[str]:
        with reading(vault.engine) as connection:
            return problems_of_file(connection, records.identity, trust, file)

    yield from (partial(look, file) for file in files)
