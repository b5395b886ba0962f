"""The store's tables. Every key begins with the authority (tenant). Changes and audit are only ever added to."""

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

VERSION = 1
tables = MetaData()

about = Table(
    "about",
    tables,
    Column("tenant", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("authority", LargeBinary, nullable=False),  # public key
    Column("store", LargeBinary, nullable=False),  # msgpack of the store's Approval
    Column("tls_root", Text, nullable=False),
    Column("administrator", Text, nullable=False),  # device id that seals what commands add
    Column("version", Integer, nullable=False),
)

files = Table(
    "files",
    tables,
    Column("tenant", Text, primary_key=True),
    Column("file", Text, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("fork", Integer, nullable=False),  # number up to which this epoch is the same as the one before
    Column("number", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
)

changes = Table(
    "changes",
    tables,
    Column("tenant", Text, primary_key=True),
    Column("file", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("hash_of_body", LargeBinary, nullable=False),
    Column("salt", LargeBinary),
    Column("body", LargeBinary),
    Column("mark", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("seal", Integer, nullable=False),
    UniqueConstraint("tenant", "file", "id"),
)

seals = Table(
    "seals",
    tables,
    Column("tenant", Text, primary_key=True),
    Column("file", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("seal", Integer, primary_key=True),
    Column("first", Integer, nullable=False),  # number of its first new change; 0 where all were known
    Column("content", LargeBinary, nullable=False),  # msgpack of casework.seals.Seal
    Column("ids", LargeBinary, nullable=False),  # 16 bytes each, in the order sealed
)

enrolments = Table(
    "enrolments",
    tables,
    Column("tenant", Text, primary_key=True),
    Column("code", LargeBinary, primary_key=True),  # SHA-256 of the secret part
    Column("professional", Text, nullable=False),
    Column("expires", Float, nullable=False),
    Column("public", LargeBinary),  # the first device that showed the code
)

pieces = Table(
    "pieces",
    tables,
    Column("tenant", Text, primary_key=True),
    Column("file", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("length", Integer, nullable=False),
)

audit = Table(
    "audit",
    tables,
    Column("tenant", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),  # device id, or "command"
    Column("what", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("chain", LargeBinary, nullable=False),
)
