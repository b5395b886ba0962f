"""The audit: who did what with which file, reads included, each line chained to the one before by its hash.

For finding out who saw a child's file and why something was refused; never for measuring how people work. Where the last
line stands is kept beside the lines, so that lines cut off at the end show as well.
"""

import datetime
import hashlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, bindparam, func, select

from casework.canonical import canonical
from central_store.tables import audit, audit_end

_END = select(audit_end).where(audit_end.c.tenant == bindparam("its_tenant")).with_for_update()
_LAST = select(audit_end.c.number).where(audit_end.c.tenant == bindparam("its_tenant"))
_NEW_END = (
    audit_end.update()
    .where(audit_end.c.tenant == bindparam("its_tenant"))
    .values(number=bindparam("new_number"), chain=bindparam("new_chain"))
)
_FIRST_END, _NEW_LINES = audit_end.insert(), audit.insert()
START = b"\0" * 32
COMMAND = "command"


class Line(msgspec.Struct, frozen=True):
    """who: device id, COMMAND, or "" where nobody is known; detail holds no word about a child."""

    who: str
    what: str
    file: str = ""
    detail: str = ""


def write_line(connection: Connection, tenant: str, who: str, what: str, file: str = "", detail: str = "") -> None:
    """Add a line, in the transaction of what it tells of."""
    write_lines(connection, tenant, [Line(who, what, file, detail)])


def write_lines(connection: Connection, tenant: str, lines: Iterable[Line]) -> None:
    """Add lines, in the transaction of what they tell of."""
    end = connection.execute(_END, {"its_tenant": tenant}).first()
    number, chain = (end.number, end.chain) if end else (0, START)
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    rows = []
    for line in map(_writable, lines):
        number += 1
        chain = _chained(chain, number, at, line.who, line.what, line.file, line.detail)
        rows.append({"tenant": tenant, "number": number, "at": at, "chain": chain, **msgspec.structs.asdict(line)})
    if not rows:
        return
    connection.execute(_NEW_LINES, rows)
    if end:
        connection.execute(_NEW_END, {"its_tenant": tenant, "new_number": number, "new_chain": chain})
    else:
        connection.execute(_FIRST_END, {"tenant": tenant, "number": number, "chain": chain})


def last_line(connection: Connection, tenant: str) -> int:
    """The number of the last line; 0 where there is none. Whatever is written to a store is audited, so it counts that."""
    return int(connection.execute(_LAST, {"its_tenant": tenant}).scalar() or 0)


def broken_lines(connection: Connection, tenant: str) -> list[int]:
    """Numbers of lines that were changed, or before or after which one is missing; empty where the audit is whole."""
    chain, number, broken = START, 0, []
    for row in connection.execute(audit.select().where(audit.c.tenant == tenant).order_by(audit.c.number)):
        chain = _chained(chain, number + 1, row.at, row.who, row.what, row.file, row.detail)
        if row.number != number + 1 or row.chain != chain:
            broken.append(row.number)
            chain = row.chain
        number = row.number
    end = connection.execute(select(audit_end).where(audit_end.c.tenant == tenant)).first()
    if end is None or (end.number, end.chain) != (number, chain):
        broken.append(number)
    return broken


def count(connection: Connection, tenant: str) -> int:
    """How many lines there are."""
    return int(connection.execute(select(func.count()).select_from(audit).where(audit.c.tenant == tenant)).scalar_one())


def _writable(line: Line) -> Line:
    """Without what PostgreSQL cannot write, and only a stranger's request holds."""
    return Line(*(said.replace("\0", "\N{REPLACEMENT CHARACTER}") for said in msgspec.structs.astuple(line)))


def _chained(before: bytes, *parts: object) -> bytes:
    return hashlib.sha256(before + canonical(list(parts))).digest()
