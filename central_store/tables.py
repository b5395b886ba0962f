"""The store's tables, for both engines. Every key begins with the authority (tenant). Changes, seals and audit only grow.

`info["may"]` of a table is what the role may do there that the store works as on PostgreSQL; nobody else may do anything.
Whoever changes something here adds a step to central_store.migrations and counts HEAD on.
"""

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

HEAD = "0002"  # the newest step of central_store.migrations: how a new store's tables are
REFUSED_BY_FIRST_RELEASES = 2  # they know no steps, look at about.version, and take only what says 1
TENANT_SETTING = "daybook.tenant"  # on PostgreSQL: whose rows are seen and written, said anew in each transaction
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
    info={"may": "SELECT, UPDATE (epoch)"},
)

files = Table(
    "files",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("file", Name, primary_key=True),
    Column("epoch", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    info={"may": "SELECT, INSERT, UPDATE"},
)

epochs = Table(
    "epochs",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("file", Name, primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("fork", Integer, nullable=False),  # number up to which it is the same as the epoch before
    info={"may": "SELECT, INSERT"},
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
    info={"may": "SELECT, INSERT, UPDATE (salt, body)"},
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
    info={"may": "SELECT, INSERT"},
)

enrolments = Table(
    "enrolments",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("code", LargeBinary, primary_key=True),  # SHA-256 of the secret part
    Column("professional", Text, nullable=False),
    Column("expires", Float, nullable=False),
    Column("public", LargeBinary),  # the first device that showed the code
    info={"may": "SELECT, INSERT, UPDATE, DELETE"},
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
    info={"may": "SELECT, INSERT, UPDATE, DELETE"},
)

pieces = Table(
    "pieces",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("file", Name, primary_key=True),
    Column("name", Name, primary_key=True),
    Column("length", Integer, nullable=False),
    info={"may": "SELECT, INSERT, DELETE"},
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
    info={"may": "SELECT, INSERT"},
)

audit_end = Table(
    "audit_end",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    info={"may": "SELECT, INSERT, UPDATE"},
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
    info={"may": "SELECT, INSERT, UPDATE"},
)

reviewed = Table(
    "reviewed",
    tables,
    Column("tenant", Name, primary_key=True),
    Column("device", Name, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("how", Text, nullable=False),
    Column("at", Text, nullable=False),
    info={"may": "SELECT, INSERT, UPDATE"},
)

of_authorities = tables.sorted_tables  # each key begins with the tenant; what comes after it belongs to nobody
steps = Table("alembic_version", tables, Column("version_num", String(32), primary_key=True), info={"may": "SELECT"})

# -- what the database itself holds everybody to --------------------------------------------------------------------

_WORDS_WENT_AND_NOTHING_ELSE = (
    "NEW.salt IS NOT NULL OR NEW.body IS NOT NULL OR NEW.tenant <> OLD.tenant OR NEW.file <> OLD.file"
    " OR NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.head <> OLD.head OR NEW.mark <> OLD.mark"
    " OR NEW.hash_of_body <> OLD.hash_of_body OR NEW.device <> OLD.device OR NEW.seal <> OLD.seal"
)
_SQLITE_NEVER = "BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
_POSTGRESQL_NEVER = """CREATE OR REPLACE FUNCTION daybook_only_grows() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' only grows', ERRCODE = 'restrict_violation'; END $$"""
_WALL = (
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    "CREATE POLICY its_authority ON {table} USING (tenant = current_setting('" + TENANT_SETTING + "', true))",
)


def _hold(table: Table | MetaData, dialect: str, statement: str, when: str = "after_create") -> None:
    held = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
    event.listen(table, when, held.execute_if(dialect=dialect))


def _never(table: Table, verb: str, only_where: str = "") -> None:
    """Let nobody do this to a row, or only to one of which this does not hold."""
    begin = f"CREATE TRIGGER {table.name}_never_{verb} BEFORE {verb} ON {table.name}"
    where = f" WHEN {only_where}" if only_where else ""
    _hold(table, "sqlite", f"{begin}{where} {_SQLITE_NEVER.format(table=table.name)}")
    where = f" WHEN ({only_where})" if only_where else ""
    _hold(table, "postgresql", f"{begin} FOR EACH ROW{where} EXECUTE FUNCTION daybook_only_grows()")


_hold(tables, "postgresql", _POSTGRESQL_NEVER, "before_create")
for _table in (audit, seals):
    _never(_table, "UPDATE")
_never(changes, "UPDATE", _WORDS_WENT_AND_NOTHING_ELSE)
for _table in (audit, seals, changes):
    _never(_table, "DELETE")
    _hold(
        _table,
        "postgresql",
        f"CREATE TRIGGER {_table.name}_never_TRUNCATE BEFORE TRUNCATE ON {_table.name} EXECUTE FUNCTION daybook_only_grows()",
    )
for _table in of_authorities:
    for _statement in _WALL:
        _hold(_table, "postgresql", _statement.format(table=_table.name))
