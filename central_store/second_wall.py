"""PostgreSQL's second wall: the store works as a role that owns nothing, and sees the rows of one authority alone.

    owner   made the tables, leads them on; held to the wall too (FORCE), but could take it down
    works   the role that `serve` and every command connect as: what `info["may"]` in central_store.tables says, and no more
Row-level security stands on every table (central_store.tables); without `daybook.tenant` set, nothing is seen or written.
"""

from sqlalchemy import Connection, text

from central_store import tables
from central_store.database import NoDatabase

WORKS_AS = "daybook_store"
LEAST_VERSION = 15
_ME = text(
    "SELECT current_user AS name, current_database() AS base, current_schema() AS schema,"
    " current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding,"
    " rolsuper OR rolcreaterole AS may_make_roles,"
    " COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_make_tables"
    " FROM pg_roles WHERE rolname = current_user"
)
_ROLE = text(
    "SELECT rolsuper OR rolbypassrls AS is_above, rolcanlogin AS may_connect, rolname = current_user AS is_me,"
    " pg_has_role(rolname, current_user, 'MEMBER') AS is_like_me FROM pg_roles WHERE rolname = :role"
)
_OWNER = text(
    "SELECT pg_get_userbyid(relowner), pg_has_role(relowner, 'MEMBER') FROM pg_class"
    " WHERE oid = CAST(:name AS regclass)"
)
_WALKS_THROUGH = text(
    "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class WHERE oid = ANY(CAST(:names AS regclass[]))"
    " AND pg_has_role(relowner, 'MEMBER')) FROM pg_roles WHERE rolname = current_user"
)
_HAS_NO_WALL = text(
    "SELECT count(*) FROM pg_class WHERE oid = ANY(CAST(:names AS regclass[]))"
    " AND NOT (relrowsecurity AND relforcerowsecurity)"
)
NAMES = [table.name for table in tables.of_authorities]


def check_may_make(connection: Connection, role: str) -> None:
    """Raise NoDatabase, in words that say what to do, unless this role may make the tables and the role that works with
    them. Nothing is changed."""
    me = connection.execute(_ME).one()
    if me.version < LEAST_VERSION:
        raise NoDatabase(f"Daybook needs PostgreSQL {LEAST_VERSION} or newer; this is {me.version}. Nothing was made.")
    if me.encoding != "UTF8":
        raise NoDatabase(f"The database {me.base} is written in {me.encoding}. Make one in UTF8. Nothing was made.")
    if not me.may_make_tables:
        raise NoDatabase(
            f"The role {me.name} may not make tables in the database {me.base}. Let its administrator run"
            f" ALTER DATABASE {me.base} OWNER TO {me.name}; and run this again. Nothing was made."
        )
    found = connection.execute(_ROLE, {"role": role}).first()
    if found is None and not me.may_make_roles:
        raise NoDatabase(
            f"There is no role {role}, and {me.name} may not make one. Let the database's administrator run"
            f" CREATE ROLE {role} LOGIN; and run this again. Nothing was made."
        )
    if found is None:
        return
    if found.is_me or found.is_like_me:
        raise NoDatabase(
            f"The store must not work as {role}, because {role} would own its tables and could take down the wall between"
            " authorities. Name another role with --role. Nothing was made."
        )
    if found.is_above or not found.may_connect:
        what = "sees the rows of every authority" if found.is_above else "may not connect"
        raise NoDatabase(f"The role {role} {what}. Name another with --role. Nothing was made.")


def check_owns(connection: Connection) -> None:
    """Raise NoDatabase unless this role owns the tables, and so may lead them on."""
    owner, is_ours = connection.execute(_OWNER, {"name": tables.about.name}).one()
    if not is_ours:
        raise NoDatabase(
            f"The tables are {owner}'s, who alone may lead them on. Give that role's address with --database. Nothing was"
            " changed."
        )


def let_work(connection: Connection, role: str) -> None:
    """Make the role where there is none, and let it do what each table says, and nothing else. By the tables' owner."""
    quoted = connection.dialect.identifier_preparer.quote_identifier(role)
    if connection.execute(_ROLE, {"role": role}).first() is None:
        connection.exec_driver_sql(f"CREATE ROLE {quoted} LOGIN")
    for table in tables.tables.sorted_tables:
        connection.exec_driver_sql(f"REVOKE ALL ON {table.name} FROM PUBLIC, {quoted}")
        connection.exec_driver_sql(f"GRANT {table.info['may']} ON {table.name} TO {quoted}")
    schema = connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one()
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {quoted}")


def check_stands(connection: Connection) -> None:
    """Raise NoDatabase where this role could see another authority's rows: it owns the tables, or stands above them, or a
    table has no wall."""
    if connection.execute(_WALKS_THROUGH, {"names": NAMES}).scalar_one():
        raise NoDatabase(
            "This role could see the rows of every authority in the database. Let the store work as the role that init"
            " made for it; init, upgrade and restore alone are run by the owner. Nothing was done."
        )
    if connection.execute(_HAS_NO_WALL, {"names": NAMES}).scalar_one():
        raise NoDatabase(
            "A table of the store has lost its row-level security. Let the tables' owner run upgrade; find out who took"
            " it away. Nothing was done."
        )
