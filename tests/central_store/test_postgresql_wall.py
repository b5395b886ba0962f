"""PostgreSQL's second wall: the role that the store works as owns nothing and sees one authority's rows alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Table

from central_store import tables
from central_store.database import NoDatabase
from central_store.making import make_store
from central_store.second_wall import WORKS_AS
from central_store.store import Folder, Store
from central_store.tables import TENANT_SETTING
from tests.support.postgres import OWNER, PostgresServer

OURS = [table for table in tables.tables.sorted_tables if table is not tables.steps]
A, B = "authority-a", "authority-b"


@pytest.fixture(scope="module")
def database(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with the stores of two authorities, each of which has a row in every table."""
    name = postgres.new_database()
    for tenant in (A, B):
        folder = tmp_path_factory.mktemp(tenant)
        make_store(folder / "store", tenant, tenant, folder / "authority.key", postgres.url(name)).close()
        with postgres.admin(name) as admin:
            for table in OURS:
                if not count_as_admin(admin, table, tenant):
                    columns = ", ".join(column.name for column in table.columns)
                    admin.execute(f"INSERT INTO {table.name} ({columns}) VALUES ({values_of(table, tenant)})")
    return name


def values_of(table: Table, tenant: str, end: str = "1") -> str:
    """SQL for a row of any table, of this authority."""
    some = {"TEXT": f"'x{end}'", "BLOB": f"'x{end}'::bytea", "FLOAT": end, "INTEGER": end, "BIGINT": end}
    kinds = ((column.name, str(column.type)) for column in table.columns)
    return ", ".join(f"'{tenant}'" if name == "tenant" else some[kind] for name, kind in kinds)


def count_as_admin(admin: psycopg.Connection, table: Table, tenant: str) -> int:
    found = admin.execute(f"SELECT count(*) FROM {table.name} WHERE tenant = %s", [tenant]).fetchone()
    assert found is not None
    return int(found[0])


@pytest.fixture
def works(postgres: PostgresServer, database: str) -> Iterator[psycopg.Connection]:
    """Connected as the store is, with nothing said of whose rows are meant; each statement is a transaction."""
    with psycopg.connect(postgres.dsn(database, WORKS_AS), autocommit=True) as connection:
        yield connection


def seen(connection: psycopg.Connection, table: Table) -> set[str]:
    """Whose rows are seen."""
    return {row[0] for row in connection.execute(f"SELECT tenant FROM {table.name}")}


def written(connection: psycopg.Connection, table: Table, tenant: str, end: str) -> bool:
    """Whether a row can be written for this authority; it is taken back."""
    columns = ", ".join(column.name for column in table.columns)
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(f"INSERT INTO {table.name} ({columns}) VALUES ({values_of(table, tenant, end)})")
    except psycopg.errors.InsufficientPrivilege:
        return False
    except psycopg.errors.UniqueViolation:
        return True  # that it is there already is found out only behind the wall
    return True


def touched(connection: psycopg.Connection, table: Table) -> int:
    """How many rows an UPDATE and a DELETE of everything touch, where the role may try at all."""
    only = re.search(r"UPDATE \((\w+)", table.info["may"])
    column = only[1] if only else "tenant"
    count = 0
    for statement in (f"UPDATE {table.name} SET {column} = {column}", f"DELETE FROM {table.name}"):
        try:
            count += connection.execute(statement).rowcount
        except psycopg.errors.InsufficientPrivilege:
            assert statement.split()[0] not in table.info["may"]
    return count


@pytest.mark.parametrize("table", OURS, ids=lambda table: table.name)
def test_without_saying_whose_rows_nothing_is_seen_or_written(works: psycopg.Connection, table: Table) -> None:
    assert seen(works, table) == set()
    assert not written(works, table, A, "2")
    assert touched(works, table) == 0


@pytest.mark.parametrize("table", OURS, ids=lambda table: table.name)
def test_one_authority_sees_and_writes_nothing_of_another(works: psycopg.Connection, table: Table) -> None:
    with works.transaction():
        works.execute("SELECT set_config(%s, %s, true)", [TENANT_SETTING, A])
        assert seen(works, table) == {A}
        assert not written(works, table, B, "2")
        assert written(works, table, A, "2") is ("INSERT" in table.info["may"])
    assert seen(works, table) == set(), "whose rows are meant holds for one transaction"


def test_every_table_has_the_wall_and_a_key_that_begins_with_the_authority(
    postgres: PostgresServer, database: str
) -> None:
    """Whoever adds a table is told here what it lacks."""
    with postgres.admin(database) as admin:
        rows = admin.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity, pg_get_userbyid(relowner),"
            " (SELECT array_agg(pg_get_expr(polqual, polrelid)) FROM pg_policy WHERE polrelid = c.oid),"
            " (SELECT attname FROM pg_index i JOIN pg_attribute a ON attrelid = indrelid AND attnum = indkey[0]"
            "  WHERE indrelid = c.oid AND indisprimary)"
            " FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        ).fetchall()
    assert {row[0] for row in rows} == {table.name for table in tables.tables.sorted_tables}
    policy = [f"(tenant = current_setting('{TENANT_SETTING}'::text, true))"]
    for name, has_wall, owner, policies, first_of_key in rows:
        assert owner == OWNER != WORKS_AS
        if name != tables.steps.name:  # holds one word, of which release the tables are
            assert (has_wall, policies, first_of_key) == (True, policy, "tenant"), name


def test_the_owner_is_held_to_the_wall_too(postgres: PostgresServer, database: str) -> None:
    with psycopg.connect(postgres.dsn(database, OWNER), autocommit=True) as owner:
        assert all(seen(owner, table) == set() for table in OURS)


@pytest.mark.parametrize("statement", ["UPDATE {} SET tenant = tenant", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["audit", "seals", "changes"])
def test_what_only_grows_is_guarded_by_the_database_itself(
    postgres: PostgresServer, database: str, table: str, statement: str
) -> None:
    """From the server's administrator too, for whom no wall stands."""
    with (
        postgres.admin(database) as admin,
        pytest.raises(psycopg.errors.RestrictViolation, match=f"{table} only grows"),
    ):
        admin.execute(statement.format(table))


def test_the_store_does_not_work_as_somebody_who_could_see_everything(postgres: PostgresServer, tmp_path: Path) -> None:
    name = postgres.new_database()
    make_store(tmp_path / "store", A, A, tmp_path / "authority.key", postgres.url(name)).close()
    Store(Folder(tmp_path / "store")).close()
    for somebody in (OWNER, "postgres"):
        with pytest.raises(NoDatabase, match="could see the rows of every authority"):
            Store(Folder(tmp_path / "store"), postgres.url(name, somebody))
    with postgres.admin(name) as admin:
        admin.execute("ALTER TABLE pieces NO FORCE ROW LEVEL SECURITY")
    with pytest.raises(NoDatabase, match="lost its row-level security"):
        Store(Folder(tmp_path / "store"))
