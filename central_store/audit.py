"""The audit: who did what with which file, reads included, each line chained to the one before by its hash.

For finding out who saw a child's file and why something was refused; never for measuring how people work.
"""

import datetime
import hashlib

from sqlalchemy import Connection, func, select

from casework.canonical import canonical
from central_store.tables import audit

START = b"\0" * 32
COMMAND = "command"


def write_line(connection: Connection, tenant: str, who: str, what: str, file: str = "", detail: str = "") -> None:
    """Add a line, in the transaction of what it tells of. detail holds no word about a child."""
    newest = connection.execute(
        select(audit.c.number, audit.c.chain).where(audit.c.tenant == tenant).order_by(audit.c.number.desc()).limit(1)
    ).first()
    number = newest.number + 1 if newest else 1
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    chain = _chained(newest.chain if newest else START, number, at, who, what, file, detail)
    connection.execute(
        audit.insert().values(
            tenant=tenant, number=number, at=at, who=who, what=what, file=file, detail=detail, chain=chain
        )
    )


def broken_lines(connection: Connection, tenant: str) -> list[int]:
    """Numbers of lines that were changed, or after which one is missing; empty where the audit is whole."""
    chain, expected, broken = START, 1, []
    for row in connection.execute(audit.select().where(audit.c.tenant == tenant).order_by(audit.c.number)):
        chain = _chained(chain, expected, row.at, row.who, row.what, row.file, row.detail)
        if row.number != expected or row.chain != chain:
            broken.append(row.number)
            chain = row.chain
        expected = row.number + 1
    return broken


def count(connection: Connection, tenant: str) -> int:
    """How many lines there are."""
    return int(connection.execute(select(func.count()).select_from(audit).where(audit.c.tenant == tenant)).scalar_one())


def _chained(before: bytes, *parts: object) -> bytes:
    return hashlib.sha256(before + canonical(list(parts))).digest()
