"""The store's tables. Every key begins with the authority (tenant). Changes, seals and audit are only ever added to."""

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
)

VERSION = 1
tables = MetaData()
Name = Text().with_variant(Text(collation="C"), "postgresql")  # ordered by bytes, on every machine alike

about = Table(
    "about",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("name", Text, nullable=False),
    Column("authority", LargeBinary, nullable=False),  # public key
    Column("store", LargeBinary, nullable=False),  # msgpack of the store's Approval
    Column("tls_root", Text, nullable=False),
    Column("administrator", Text, nullable=False),  # device id that seals what commands add
    Column("epoch", BigInteger, nullable=False),  # microseconds; begins anew when the store is put back from a backup
    Column("version", Integer, nullable=False),
)

files = Table(
    "files",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("file", Name, primary_key=True),
    Column("epoch", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
)

epochs = Table(
    "epochs",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("file", Name, primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("fork", Integer, nullable=False),  # number up to which it is the same as the epoch before
)

changes = Table(
    "changes",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("file", Name, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("hash_of_body", LargeBinary, nullable=False),
    Column("salt", LargeBinary),
    Column("body", LargeBinary),
    Column("mark", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("seal", BigInteger, nullable=False),
    UniqueConstraint("tenant", "file", "id"),
)

seals = Table(
    "seals",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("file", Name, primary_key=True),
    Column("device", Name, primary_key=True),
    Column("seal", BigInteger, primary_key=True),
    Column("first", Integer, nullable=False),  # number of its first new change; 0 where all were known
    Column("content", LargeBinary, nullable=False),  # msgpack of casework.seals.Seal
    Column("ids", LargeBinary, nullable=False),  # 16 bytes each, in the order sealed
)

enrolments = Table(
    "enrolments",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("code", LargeBinary, primary_key=True),  # SHA-256 of the secret part
    Column("professional", Text, nullable=False),
    Column("expires", Float, nullable=False),
    Column("public", LargeBinary),  # the first device that showed the code
)

locked_out = Table(
    "locked_out",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("name", LargeBinary, primary_key=True),  # of the request: casework.exchange.RecoverAsk.name
    Column("device", Name, nullable=False),
    Column("asked", Float, nullable=False),  # seconds since 1970; an hour later the row goes
    Column("content", LargeBinary, nullable=False),  # msgpack of the RecoverAsk
    Column("answer", LargeBinary),  # msgpack of the RecoverAnswer, once two administrators gave it
)

pieces = Table(
    "pieces",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("file", Name, primary_key=True),
    Column("name", Name, primary_key=True),
    Column("length", Integer, nullable=False),
)

audit = Table(
    "audit",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),  # device id, "command", or nothing where nobody is known
    Column("what", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("chain", LargeBinary, nullable=False),
)

audit_end = Table(
    "audit_end",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
)

quarantine = Table(
    "quarantine",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("device", Name, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),  # casework.leaving.hash_of(content)
    Column("professional", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),  # msgpack of casework.leaving.HandedOver
    Column("signature", LargeBinary, nullable=False),  # the device's
    Column("at", Text, nullable=False),
    Column("wiped", Text, nullable=False),  # UTC time of the device's receipt
)

reviewed = Table(
    "reviewed",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("device", Name, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("how", Text, nullable=False),
    Column("at", Text, nullable=False),
)

_NEVER = (
    "CREATE TRIGGER {table}_never_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
)
_ONLY_ERASED = (
    "CREATE TRIGGER changes_never_UPDATE BEFORE UPDATE ON changes"
    " WHEN NEW.salt IS NOT NULL OR NEW.body IS NOT NULL OR NEW.tenant <> OLD.tenant OR NEW.file <> OLD.file"
    " OR NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.head <> OLD.head OR NEW.mark <> OLD.mark"
    " OR NEW.hash_of_body <> OLD.hash_of_body OR NEW.device <> OLD.device OR NEW.seal <> OLD.seal"
    " BEGIN SELECT RAISE(ABORT, 'changes only grows'); END"
)


def _guard(table: Table, statement: str) -> None:
    guard = DDL(statement)  # type: ignore[no-untyped-call]
    event.listen(table, "after_create", guard.execute_if(dialect="sqlite"))


for _table in (audit, seals):
    for _verb in ("UPDATE", "DELETE"):
        _guard(_table, _NEVER.format(table=_table.name, verb=_verb))
_guard(changes, _NEVER.format(table="changes", verb="DELETE"))
_guard(changes, _ONLY_ERASED)
