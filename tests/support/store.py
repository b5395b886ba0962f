"""A real central store for tests: its own process, its own folder, TLS, a free port."""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType

from sqlalchemy import make_url

from casework.access import Role
from casework.case_files import AUTHORITY_BOOK, grants_log, person_file
from casework.changes import Change
from casework.editing import create, edit
from casework.fold import fold
from casework.kinds import NAME_OF, Kind
from casework.kinds.books import Grant, Hub, Professional, grant_record, hub_record, professional_record
from casework.kinds.people import SUBJECT, Person
from casework.kinds.reading import values_of
from casework.standing import HANDED_ON, HELD
from central_store.checking import problems
from central_store.commands.run import main
from central_store.devices.key_files import AuthorityKeys, read_authority_keys
from central_store.making import make_store
from central_store.second_wall import WORKS_AS
from central_store.store import Folder, Store
from central_store.whereabouts import remember, whereabouts
from tests.support.postgres import PostgresServer
from tests.support.warm import WarmProgram

ROOT = Path(__file__).resolve().parents[2]
TENANT = "made-up"
GROUP = "group-1"
"""The group that every hub of a test belongs to."""
READY_SECONDS = 30
PROGRAM = [sys.executable, "-W", "error", "-m", "central_store"]  # no warning may escape it


class RunningStore:
    """A store in its own process. `with RunningStore(folder) as store:`; ends by process id.

    server: where new stores have their databases; None for SQLite, each in its own folder.
    """

    server: PostgresServer | None = None

    def __init__(self, folder: Path) -> None:
        self.data = folder / "store"
        self.key_file = folder / "authority.key"
        self._port = 0
        self._process: WarmProgram | None = None
        self.address = ""
        if not self.data.exists():
            make_store(self.data, TENANT, "Made-up Council", self.key_file, self.new_database()).close()

    @classmethod
    def new_database(cls) -> str | None:
        """The address of an empty database for a store; None for SQLite."""
        return cls.server.url(cls.server.new_database()) if cls.server else None

    @classmethod
    def copy_database(cls, data: Path) -> None:
        """The store in this folder is a copy of one: let it have a database of its own, with the same in it."""
        if cls.server is not None:
            at = whereabouts(data, None)
            copy = cls.server.copy_of(str(make_url(at.address).database))
            remember(data, cls.server.url(copy), at.tenant, WORKS_AS)

    def __enter__(self) -> "RunningStore":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, *more: str) -> None:
        """Start, on the port of the last time, and wait for the ready line. more: options of `serve`."""
        self._process = WarmProgram(main, ["serve", "--data", str(self.data), "--port", str(self._port), *more])
        self._is_ready(self._process.stdout.readline())

    def stop(self) -> int | None:
        """End as an administrator would; the exit code, None where it was not running."""
        return self._end(kill=False)

    def kill(self) -> None:
        """End as a power cut would."""
        self._end(kill=True)

    def restart(self) -> None:
        """End as an administrator would, and start again at the same address."""
        self.stop()
        self.start()

    def open(self) -> Store:
        """The store's folder, opened beside the running process as commands do."""
        return Store(Folder(self.data))

    @property
    def keys(self) -> AuthorityKeys:
        """The authority's keys."""
        return read_authority_keys(self.key_file)

    def command(self, *arguments: str) -> str:
        """Run a command of the store; what it printed."""
        done = subprocess.run([*PROGRAM, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def in_database(self, *statements: str) -> None:
        """Statements as whoever has the database server, or the file, in their hands: no wall stands for them."""
        at = make_url(whereabouts(self.data, None).address)
        if self.server is None:
            with closing(sqlite3.connect(str(at.database))) as connection, connection:
                for statement in statements:
                    connection.execute(statement)
            return
        with self.server.admin(str(at.database)) as admin, admin.transaction():
            for statement in statements:
                admin.execute(statement)

    def problems(self) -> list[str]:
        """What `verify` would say, beside the running process; empty where all holds."""
        store = self.open()
        try:
            return problems(store, lambda _done, _of: None)
        finally:
            store.close()

    def enrol(self, professional: str) -> str:
        """A one-time code."""
        store = self.open()
        try:
            return store.begin_enrolment(professional).written()
        finally:
            store.close()

    def approve(self, device: str) -> None:
        """Approve a device that showed its code."""
        store = self.open()
        try:
            store.approve(device, self.keys)
        finally:
            store.close()

    def revoke(self, device: str) -> None:
        """Refuse a device from now on."""
        store = self.open()
        try:
            store.revoke(device, self.keys)
        finally:
            store.close()

    def write(self, *values: tuple[str, Kind, bytes | None]) -> list[Change]:
        """Write records as the administrator: (file, value, record id)."""
        store = self.open()
        pen = store.pen(self.keys)
        made = [
            create(file, NAME_OF[type(value)], values_of(value), pen, record=record) for file, value, record in values
        ]
        batches: dict[str, list[Change]] = {}
        for change in made:
            batches.setdefault(change.header.file, []).append(change)
        with store.adding("test") as ledger:
            ledger.add_sealed(batches, self.keys.administrator_key())
        store.close()
        return made

    def add_hub(self, hub: str, staff: Sequence[str], children: Sequence[str], role: Role = Role.SOCIAL_WORKER) -> None:
        """A hub with people who work in it and the children whose files it holds (ids)."""
        self.write(
            (AUTHORITY_BOOK, Hub(team_id=hub, team_name=hub, team_parent_name=GROUP), hub_record(hub)),
            *((AUTHORITY_BOOK, _member(one, hub, role), professional_record(one)) for one in staff),
            *(
                (grants_log(hub), Grant(file=child_file(one), state=HELD), grant_record(child_file(one)))
                for one in children
            ),
            *((child_file(one), Person(person_id=one, forename=one.title()), SUBJECT) for one in children),
        )

    def add_member(self, professional: str, hub: str, role: Role) -> None:
        """One more person, in a hub or over a group."""
        self.write((AUTHORITY_BOOK, _member(professional, hub, role), professional_record(professional)))

    def hand_on(self, file: str, from_hub: str, to_hub: str) -> None:
        """Another hub holds a file from now on."""
        store = self.open()
        log = grants_log(from_hub)
        with store.adding("test") as ledger:
            state = fold(ledger.changes_of(log))["grant", grant_record(file)]
            given_up = edit(log, state, state.shown(), {"state": HANDED_ON}, store.pen(self.keys))
            ledger.add_sealed({log: [given_up]}, self.keys.administrator_key())
        store.close()
        self.write((grants_log(to_hub), Grant(file=file, state=HELD), grant_record(file)))

    def _is_ready(self, line: str) -> None:
        assert line.startswith("listening on https://"), line
        self.address = line.rsplit(maxsplit=1)[-1]
        self._port = int(self.address.rsplit(":", maxsplit=1)[-1])

    def _end(self, *, kill: bool) -> int | None:
        if self._process is None:
            return None
        if kill:
            self._process.kill()
        else:
            self._process.terminate()
        code = self._process.wait(READY_SECONDS)
        self._process = None
        return code


def child_file(child: str) -> str:
    """The case file of a child by id."""
    return person_file(TENANT, child)


def _member(professional: str, hub: str, role: Role) -> Professional:
    return Professional(
        professional_id=professional, professional_name=professional.title(), role=role.value, hubs={hub: "2026-01-05"}
    )
