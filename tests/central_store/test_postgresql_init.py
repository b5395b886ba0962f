"""A store made in PostgreSQL: the role that it works as is made where that may be, and else a sentence says what to do."""

from pathlib import Path

import pytest

from central_store.commands.run import main
from central_store.second_wall import WORKS_AS
from tests.support.postgres import OWNER, PostgresServer


class Init:
    """The command, for one folder and database."""

    def __init__(self, server: PostgresServer, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.database = server.new_database()
        self.url = server.url(self.database)
        self._capsys = capsys

    def __call__(self, *more: str, url: str | None = None) -> tuple[int, str, str]:
        """(exit code, what was said, what was said to be wrong)."""
        where = ["--data", str(self.folder / "store"), "--authority-key", str(self.folder / "authority.key")]
        ended = main(["init", *where, "--tenant", "made-up", "--name", "Council", "--database", url or self.url, *more])
        said = self._capsys.readouterr()
        return ended, said.out, said.err


@pytest.fixture
def init(postgres: PostgresServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Init:
    return Init(postgres, tmp_path, capsys)


def nothing_was_made(init: Init) -> bool:
    return list(init.folder.iterdir()) == []


def test_every_command_finds_the_database_again_and_no_password_is_kept(
    init: Init, capsys: pytest.CaptureFixture[str]
) -> None:
    ended, said, _ = init(url=init.url.replace(f"{OWNER}@", f"{OWNER}:a-password@"))
    assert ended == 0
    assert f"It works as the role {WORKS_AS}" in said
    store = init.folder / "store"
    kept = (store / "database.json").read_text()
    assert WORKS_AS in kept
    assert "a-password" not in kept
    assert not (store / "store.db").exists()
    assert main(["verify", "--data", str(store)]) == 0
    assert main(["approve", "--data", str(store)]) == 0
    assert main(["settings", "--data", str(store)]) == 0
    assert main(["upgrade", "--data", str(store), "--database", init.url]) == 0
    assert "of this release already" in capsys.readouterr().out


def test_the_same_authority_is_not_made_twice_in_one_database(init: Init) -> None:
    assert init()[0] == 0
    (init.folder / "store").rename(init.folder / "elsewhere")
    (init.folder / "authority.key").unlink()
    ended, _, wrong = init()
    assert (ended, wrong) == (1, "There is a store of made-up in this database already. Nothing was made.\n")
    assert not (init.folder / "authority.key").exists()


def test_a_role_that_may_not_make_roles_is_told_what_its_administrator_runs(
    init: Init, postgres: PostgresServer
) -> None:
    with postgres.admin(init.database) as admin:
        admin.execute("DROP ROLE IF EXISTS plain")
        admin.execute("CREATE ROLE plain LOGIN")
        admin.execute("GRANT ALL ON SCHEMA public TO plain")
    url = postgres.url(init.database, "plain")
    ended, _, wrong = init("--role", "another_one", url=url)
    assert ended == 1
    assert wrong.startswith("There is no role another_one, and plain may not make one.")
    assert "CREATE ROLE another_one LOGIN;" in wrong
    assert nothing_was_made(init)
    with postgres.admin() as admin:
        admin.execute("CREATE ROLE another_one LOGIN")
    assert init("--role", "another_one", url=url)[0] == 0
    assert main(["verify", "--data", str(init.folder / "store")]) == 0


def test_roles_that_would_be_no_wall_are_refused(init: Init, postgres: PostgresServer) -> None:
    with postgres.admin(init.database) as admin:
        for statement in ("DROP ROLE IF EXISTS above", "CREATE ROLE above LOGIN BYPASSRLS"):
            admin.execute(statement)
        for statement in ("DROP ROLE IF EXISTS like_owner", f"CREATE ROLE like_owner LOGIN IN ROLE {OWNER}"):
            admin.execute(statement)
    for role, sentence in [
        ("above", "The role above sees the rows of every authority."),
        (OWNER, f"The store must not work as {OWNER}"),
        ("like_owner", "The store must not work as like_owner"),
    ]:
        ended, _, wrong = init("--role", role)
        assert (ended, wrong.startswith(sentence)) == (1, True), wrong
    assert nothing_was_made(init)


def test_a_role_that_may_make_no_tables_is_told_so(init: Init, postgres: PostgresServer) -> None:
    with postgres.admin(init.database) as admin:
        admin.execute("DROP ROLE IF EXISTS guest")
        admin.execute("CREATE ROLE guest LOGIN CREATEROLE")
    ended, _, wrong = init(url=postgres.url(init.database, "guest"))
    assert ended == 1
    assert wrong.startswith(f"The role guest may not make tables in the database {init.database}.")
    assert nothing_was_made(init)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://root@localhost/x", "Daybook does not work with mysql."),
        ("not an address", "What was given is not one."),
        ("postgresql+psycopg://daybook@127.0.0.1:1/x", "The store's database"),
    ],
)
def test_another_address_is_told_in_one_sentence(init: Init, address: str, sentence: str) -> None:
    ended, _, wrong = init(url=address)
    assert (ended, len(wrong.strip().splitlines())) == (1, 1)
    assert sentence in wrong
    assert nothing_was_made(init)


def test_a_store_in_its_folder_is_not_looked_for_in_postgresql(
    init: Init, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path / "store"), "--authority-key", str(tmp_path / "authority.key")]
    assert main(["init", *where, "--tenant", "made-up", "--name", "Council"]) == 0
    assert main(["verify", "--data", str(tmp_path / "store"), "--database", init.url]) == 1
    assert "is not one that has its database in PostgreSQL" in capsys.readouterr().err
