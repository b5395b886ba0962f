"""PostgreSQL: how the store connects, whose rows a transaction sees, and what it tells the authority's other processes.

    BEGIN; say whose rows; for writing, lock the end of the authority's audit        one question
    ... the work; every statement sees what was committed before the lock was had ...
    NOTIFY which case files grew, as marks that only this authority's processes can make; COMMIT
So there is one writer at a time for each authority, as with SQLite, whatever the number of processes: no two can wait for
each other, and a number is seen when, and only when, all before it are.

psycopg is read where such a database is opened, and nowhere else: a store in SQLite does without.
"""

import hashlib
import os
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from central_store.tables import TENANT_SETTING

MOST_CONNECTIONS, MOST_FOR_A_MOMENT = 10, 10  # of one process; each is a process of the server's
DEFAULTS = {
    "application_name": "daybook",
    "connect_timeout": "5",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
SESSION = (
    "lock_timeout=20s",
    "idle_in_transaction_session_timeout=5min",  # who is cut off in mid-write lets go of the lock
    "tcp_keepalives_idle=30",
    "tcp_keepalives_interval=10",
    "tcp_keepalives_count=3",
)
DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')"
_SAID = f"SELECT set_config('{TENANT_SETTING}', {{whose}}, true)"
_ALONE = "SELECT 1 FROM audit_end WHERE tenant = {whose} FOR UPDATE"
BEGINS = {
    None: ("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", _SAID),
    "making": ("BEGIN", _SAID),
    "writing": ("BEGIN", _SAID, _ALONE),
}
GROWN = "daybook grown"
MARK_BYTES = 8
LONGEST_NOTE = 7000  # PostgreSQL takes 8000 bytes
_PROGRAM = secrets.token_hex(8)


def open_engine(at: URL, tenant: str, secret: bytes) -> Engine:
    """An engine for one authority's rows. secret: what only this authority's processes have."""
    from psycopg import sql

    query = DEFAULTS | dict(at.query)
    own = " ".join(f"-c {setting}" for setting in SESSION)
    query["options"] = f"{own} {query.get('options', '')}".strip()
    engine = create_engine(
        at.set(query=query),
        pool_size=MOST_CONNECTIONS,
        max_overflow=MOST_FOR_A_MOMENT,
        hide_parameters=True,
    )
    begins = {
        how: sql.SQL("; ".join(statements)).format(whose=sql.Literal(tenant)).as_string()
        for how, statements in BEGINS.items()
    }
    channel = channel_of(tenant)

    def begin(connection: Connection) -> None:
        connection.info.pop(GROWN, None)  # what a transaction left that was undone
        statement = begins[connection.get_execution_options().get("daybook")]
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True}).close()

    def commit(connection: Connection) -> None:
        grown = connection.info.pop(GROWN, None)
        if grown:
            note = " ".join([this_process(), *sorted(mark_of(file, secret) for file in grown)])
            told = sql.SQL("SELECT pg_notify({channel}, {note}); COMMIT").format(
                channel=channel, note=note if len(note) <= LONGEST_NOTE else this_process()
            )
            connection.exec_driver_sql(told.as_string(), execution_options={"no_parameters": True}).close()

    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", begin)
    event.listen(engine, "commit", commit)
    return engine


def note_grown(connection: Connection, file: str) -> None:
    """A case file grew in this transaction."""
    connection.info.setdefault(GROWN, set()).add(file)


def this_process() -> str:
    """What this process's own notes begin with, which it need not hear; also where a program was forked."""
    return f"{_PROGRAM}-{os.getpid()}"


def channel_of(tenant: str) -> str:
    """On which an authority's processes tell one another."""
    return "daybook_" + hashlib.sha256(tenant.encode()).hexdigest()[:32]


def mark_of(file: str, secret: bytes) -> str:
    """Stands for a case file in a note: anybody who may connect to the database can listen, and must learn nothing."""
    return hashlib.blake2b(file.encode(), key=secret, digest_size=MARK_BYTES).hexdigest()


def marks_in(note: str) -> Sequence[str] | None:
    """The marks of the files that grew; None where all may have, and no marks in a note of this process's own."""
    process, *marks = note.split()
    if process == this_process():
        return ()
    return marks or None


def is_in_transaction(driver: Any) -> bool:
    """Whether psycopg's connection is in a transaction that has not failed."""
    from psycopg.pq import TransactionStatus

    return bool(driver.info.transaction_status is TransactionStatus.INTRANS)


def _set_up(connection: Any, _record: Any) -> None:
    connection.autocommit = True  # we say BEGIN ourselves
    connection.execute(DURABLE, prepare=False)
