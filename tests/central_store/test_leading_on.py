"""A store of an earlier release opens with everything in it; its tables become those of a new store, on either engine."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect

from central_store import tables
from central_store.checking import problems
from central_store.commands.run import main
from central_store.database import NoDatabase, database, make_tables, making
from central_store.devices.key_files import read_authority_keys
from central_store.leading_on import lead_on, release_of
from central_store.making import make_store
from central_store.second_wall import WORKS_AS
from central_store.store import Folder, Store
from tests.support.first_store import SAID, first_store
from tests.support.postgres import PostgresServer
from tests.support.store import ROOT, child_file

ELLA = child_file("ella")
BEFORE_STEPS = ("DROP TABLE alembic_version", "UPDATE about SET version = 1")


def shape_of(engine: Engine) -> dict[str, Any]:
    """Everything the database holds but its rows, however it was written down."""
    found: dict[str, Any] = {}
    with engine.connect() as connection:
        there = inspect(connection)
        for name in there.get_table_names():
            columns = [(one["name"], str(one["type"]), one["nullable"]) for one in there.get_columns(name)]
            once = sorted(one["column_names"] for one in there.get_unique_constraints(name))
            found[name] = (columns, there.get_pk_constraint(name)["constrained_columns"], once)
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "postgresql":
            asked = (
                "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
                " UNION ALL SELECT relname || ' wall', concat(relrowsecurity, relforcerowsecurity) FROM pg_class"
                " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                " UNION ALL SELECT polrelid::regclass || ' policy', pg_get_expr(polqual, polrelid) FROM pg_policy"
                " UNION ALL SELECT grantee || ' ' || table_name || ' ' || privilege_type, '' FROM"
                " information_schema.role_table_grants WHERE table_schema = 'public'"
            )
        for name, said in connection.exec_driver_sql(asked):
            found[name.lower()] = re.sub(r"\s+", " ", said)
    return found


def new_shape(url: str) -> dict[str, Any]:
    with database(url, "t") as engine:
        with making(engine) as connection:
            make_tables(connection)
        return shape_of(engine)


def test_a_store_of_the_last_release_opens_with_everything_in_it(tmp_path: Path) -> None:
    data = first_store(tmp_path)
    store = Store(Folder(data))
    assert problems(store, lambda _done, _of: None) == []
    with store.reading() as ledger:
        said = [change.values.get("said") for change in ledger.changes_of(ELLA) if change.header.kind == "case_note"]
    assert said == [*SAID, None]
    assert [professional for _, professional, _ in store.waiting_devices()] == []
    assert shape_of(store.engine) == new_shape(f"sqlite:///{tmp_path / 'new.db'}")
    keys = read_authority_keys(tmp_path / "authority.key")
    assert store.revoke_all_of("omar", keys) == ()  # his code was there
    assert len(store.revoke_all_of("ruth", keys)) == 1
    assert problems(store, lambda _done, _of: None) == []
    store.close()
    Store(Folder(data)).close()


def test_releases_that_know_no_steps_refuse_it_from_then_on(tmp_path: Path) -> None:
    """They take only what says 1 (see their Store._read_about)."""
    data = first_store(tmp_path)
    Store(Folder(data)).close()
    with closing(sqlite3.connect(data / "store.db")) as connection:
        assert connection.execute("SELECT version FROM about").fetchall() == [(2,)]


def test_a_store_from_before_some_tables_gets_them(tmp_path: Path) -> None:
    data = first_store(tmp_path)
    with closing(sqlite3.connect(data / "store.db")) as connection, connection:
        for table in ("quarantine", "reviewed", "locked_out"):
            connection.execute(f"DROP TABLE {table}")
    store = Store(Folder(data))
    assert shape_of(store.engine) == new_shape(f"sqlite:///{tmp_path / 'new.db'}")
    assert problems(store, lambda _done, _of: None) == []
    store.close()


def test_a_step_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    data = first_store(tmp_path)
    with closing(sqlite3.connect(data / "store.db")) as connection, connection:
        connection.execute("DROP TABLE reviewed")
        connection.execute(
            "CREATE TRIGGER no_second BEFORE UPDATE ON about BEGIN SELECT RAISE(ABORT, 'the second step fails'); END"
        )
    assert main(["verify", "--data", str(data)]) == 1
    with closing(sqlite3.connect(data / "store.db")) as connection, connection:
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert not {"reviewed", "alembic_version"} & there
        connection.execute("DROP TRIGGER no_second")
    assert main(["verify", "--data", str(data)]) == 0


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_all_steps_together_make_the_tables_of_a_new_store(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    def new() -> str:
        if engine == "sqlite":
            return f"sqlite:///{tmp_path / f'{len(list(tmp_path.iterdir()))}.db'}"
        server: PostgresServer = request.getfixturevalue("postgres")
        return server.url(server.new_database())

    with database(new(), "t") as by_steps:
        lead_on(by_steps)
        assert shape_of(by_steps) == new_shape(new())
        lead_on(by_steps)  # nothing is due any more, and nothing is done
        with by_steps.connect() as connection:
            assert release_of(connection) == tables.HEAD


def test_in_postgresql_the_owner_leads_the_tables_on(
    postgres: PostgresServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a release left them that made its tables there with nothing around them."""
    name, data = postgres.new_database(), tmp_path / "store"
    make_store(data, "made-up", "Council", tmp_path / "authority.key", postgres.url(name)).close()
    with database(postgres.url(name)) as engine:
        new = shape_of(engine)
        with postgres.admin(name) as admin:
            for table in tables.tables.sorted_tables:
                if table is not tables.steps:
                    admin.execute(f"ALTER TABLE {table.name} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY")
                    admin.execute(f"DROP POLICY its_authority ON {table.name}")
                admin.execute(f"REVOKE ALL ON {table.name} FROM {WORKS_AS}")
            admin.execute("DROP FUNCTION daybook_only_grows CASCADE")
            for statement in BEFORE_STEPS:
                admin.execute(statement)
        assert shape_of(engine) != new
        assert main(["verify", "--data", str(data)]) == 1
        assert "Let their owner run upgrade" in capsys.readouterr().err
        assert main(["upgrade", "--data", str(data)]) == 1  # not as the role that it works as
        assert "who alone may lead them on" in capsys.readouterr().err
        assert main(["upgrade", "--data", str(data), "--database", postgres.url(name)]) == 0
        assert shape_of(engine) == new
    assert main(["verify", "--data", str(data)]) == 0
    with postgres.admin(name) as admin:
        admin.execute("UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(NoDatabase, match="newer release"):
        Store(Folder(data))


def test_opening_a_store_of_this_release_does_not_load_what_leads_others_on(tmp_path: Path) -> None:
    data = first_store(tmp_path)
    program = (
        "import sys; from pathlib import Path; from central_store.store import Folder, Store;"
        f"Store(Folder(Path({str(data)!r}))).close(); print('alembic' in sys.modules)"
    )
    for is_loaded in ("True\n", "False\n"):
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout == is_loaded
