"""Of which release a database's tables are, and leading them on to this one, by the steps in `migrations`.

Opening a store compares one word. Alembic is imported where a step is due, and nowhere else. All steps are one transaction:
killed at any moment, the tables are as they were or as they must be.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, select

from central_store import tables
from central_store.database import NoDatabase, making

STEPS = Path(__file__).parent / "migrations"


def release_of(connection: Connection) -> str:
    """The newest step that was made: "0000" for tables of the first releases, which knew none, "" where there are no tables."""
    there = inspect(connection)
    if there.has_table(tables.steps.name):
        return str(connection.execute(select(tables.steps.c.version_num)).scalar() or "0000")
    return "0000" if there.has_table(tables.about.name) else ""


def is_due(engine: Engine) -> bool:
    """Whether steps are to be made before this release can work with it. Raises NoDatabase where there are no tables, and
    for those of a newer release; nothing is changed."""
    with engine.connect() as connection:
        release = release_of(connection)
    if not release:
        raise NoDatabase("There are no tables of Daybook in this database.")
    if release > tables.HEAD:
        raise NoDatabase("This store was written by a newer release of Daybook. Install that one; nothing was changed.")
    return release < tables.HEAD


def lead_on(engine: Engine) -> None:
    """Make every step that is due. On PostgreSQL as the tables' owner."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(STEPS))

    def due(release: Any, _context: Any) -> Any:
        return script._upgrade_revs(tables.HEAD, release)

    with making(engine) as connection, EnvironmentContext(Config(), script, fn=due) as environment:
        if connection.dialect.name == "postgresql":  # SQLite's transaction keeps others out from its begin
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('daybook steps'))").close()
        environment.configure(connection=connection)
        environment.run_migrations()
