"""The tables of the releases that knew no steps. What such a store has already is left as it is."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TEXT, BYTES, NUMBER, LONG, SECONDS = sa.Text(), sa.LargeBinary(), sa.Integer(), sa.BigInteger(), sa.Float()
KEYS: dict[str, dict[str, Any]] = {
    "about": {"tenant": NAME},
    "files": {"tenant": NAME, "file": NAME},
    "epochs": {"tenant": NAME, "file": NAME, "epoch": LONG},
    "changes": {"tenant": NAME, "file": NAME, "number": NUMBER},
    "seals": {"tenant": NAME, "file": NAME, "device": NAME, "seal": LONG},
    "enrolments": {"tenant": NAME, "code": BYTES},
    "locked_out": {"tenant": NAME, "name": BYTES},
    "pieces": {"tenant": NAME, "file": NAME, "name": NAME},
    "audit": {"tenant": NAME, "number": NUMBER},
    "audit_end": {"tenant": NAME},
    "quarantine": {"tenant": NAME, "device": NAME, "hash": BYTES},
    "reviewed": {"tenant": NAME, "device": NAME, "item": NUMBER},
}
REST: dict[str, dict[str, Any]] = {
    "about": {
        "name": TEXT,
        "authority": BYTES,
        "store": BYTES,
        "tls_root": TEXT,
        "administrator": TEXT,
        "epoch": LONG,
        "version": NUMBER,
    },
    "files": {"epoch": LONG, "number": NUMBER, "digest": BYTES},
    "epochs": {"fork": NUMBER},
    "changes": {
        "id": BYTES,
        "kind": TEXT,
        "head": BYTES,
        "hash_of_body": BYTES,
        "salt": BYTES,
        "body": BYTES,
        "mark": TEXT,
        "device": TEXT,
        "seal": LONG,
    },
    "seals": {"first": NUMBER, "content": BYTES, "ids": BYTES},
    "enrolments": {"professional": TEXT, "expires": SECONDS, "public": BYTES},
    "locked_out": {"device": NAME, "asked": SECONDS, "content": BYTES, "answer": BYTES},
    "pieces": {"length": NUMBER},
    "audit": {"at": TEXT, "who": TEXT, "what": TEXT, "file": TEXT, "detail": TEXT, "chain": BYTES},
    "audit_end": {"number": NUMBER, "chain": BYTES},
    "quarantine": {"professional": TEXT, "content": BYTES, "signature": BYTES, "at": TEXT, "wiped": TEXT},
    "reviewed": {"how": TEXT, "at": TEXT},
}
MAY_BE_NOTHING = {("changes", "salt"), ("changes", "body"), ("enrolments", "public"), ("locked_out", "answer")}
NEVER = "CREATE TRIGGER {table}_never_{verb} BEFORE {verb} ON {table}{where} BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
WORDS_WENT = (
    " WHEN NEW.salt IS NOT NULL OR NEW.body IS NOT NULL OR NEW.tenant <> OLD.tenant OR NEW.file <> OLD.file"
    " OR NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.head <> OLD.head OR NEW.mark <> OLD.mark"
    " OR NEW.hash_of_body <> OLD.hash_of_body OR NEW.device <> OLD.device OR NEW.seal <> OLD.seal"
)
GUARDED = {"audit": "", "seals": "", "changes": WORDS_WENT}


def upgrade() -> None:
    connection = op.get_bind()
    there = set(sa.inspect(connection).get_table_names())
    for table in KEYS.keys() - there:
        columns = [
            *(sa.Column(name, kind, primary_key=True) for name, kind in KEYS[table].items()),
            *(sa.Column(name, kind, nullable=(table, name) in MAY_BE_NOTHING) for name, kind in REST[table].items()),
        ]
        once = [sa.UniqueConstraint("tenant", "file", "id")] if table == "changes" else []
        op.create_table(table, *columns, *once)
        if table in GUARDED and connection.dialect.name == "sqlite":
            op.execute(NEVER.format(table=table, verb="UPDATE", where=GUARDED[table]))
            op.execute(NEVER.format(table=table, verb="DELETE", where=""))
