"""One authority's store on one machine: its folder, its database, its keys. Commands and the server both begin here."""

import contextlib
import datetime
import hashlib
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, NoResultFound

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.editing import Pen, create, edit
from casework.enrolment import EnrolmentCode, new_code
from casework.errors import KnownError
from casework.fold import RecordKey, RecordState, fold
from casework.ids import ADMINISTRATOR, may_name_a_person
from casework.kinds import NAME_OF, Kind
from casework.kinds.books import (
    ApprovedDevice,
    Device,
    Professional,
    device_record,
    professional_record,
)
from casework.kinds.reading import read_as, values_of
from casework.moments import as_utc
from casework.seals import Approval, SigningKey, approve, device_id, revoke
from central_store import tables
from central_store.audit import COMMAND, write_line
from central_store.database import NoDatabase, no_answer, open_database, writing
from central_store.devices.certificates import make_leaf
from central_store.devices.key_files import AuthorityKeys, replace_secret
from central_store.leading_on import is_due, lead_on
from central_store.ledger import Ledger
from central_store.people import keys_of_laptop
from central_store.second_wall import check_stands
from central_store.whereabouts import whereabouts

CODE_SECONDS = 7 * 24 * 3600
LEAST_LETTERS = 8  # of a fingerprint: fewer could name a stranger's device
DEFAULT_HOSTS = ("127.0.0.1", "localhost", "::1")


class NoStore(KnownError):
    """There is no store in that folder, or there is one already."""


class NotEnrolling(KnownError):
    """A code or a device that no enrolment knows."""


class About(msgspec.Struct, frozen=True):
    """Whose store it is: authority and store are public keys (the store's with the authority's approval)."""

    tenant: str
    name: str
    authority: bytes
    store: Approval
    tls_root: str
    administrator: str


@dataclass(frozen=True)
class Folder:
    """What stands where below --data."""

    root: Path

    @property
    def database(self) -> Path:
        """The embedded default."""
        return self.root / "store.db"

    @property
    def store_key(self) -> Path:
        """The key that signs heads."""
        return self.root / "store.key"

    @property
    def certificate(self) -> Path:
        """The TLS certificate."""
        return self.root / "tls.pem"

    @property
    def certificate_key(self) -> Path:
        """The TLS certificate's key."""
        return self.root / "tls.key"

    @property
    def pieces(self) -> Path:
        """Pieces of attachments, encrypted on the devices."""
        return self.root / "pieces"

    @property
    def quarantine(self) -> Path:
        """What revoked devices handed over (central_store.quarantine), by device."""
        return self.root / "quarantine"


class Store:
    """An open store."""

    def __init__(self, folder: Folder, url: str | None = None, *, is_owner: bool = False) -> None:
        """url: another address of its database than the folder remembers; is_owner: of PostgreSQL's tables, as init is run.

        Raises NoStore or NoDatabase.
        """
        if not folder.store_key.exists():
            raise NoStore(f"There is no Daybook store in {folder.root}. Make one with init.")
        self.folder = folder
        self.key = SigningKey.from_bytes(folder.store_key.read_bytes())
        at = whereabouts(folder.root, url)
        self.secret = hashlib.sha256(b"daybook/notes/1" + self.key.to_bytes()).digest()
        self.engine: Engine = open_database(at.address, at.tenant, self.secret)
        try:
            self._prepare(is_owner=is_owner)
            self.about = self._read_about()
        except KnownError:
            self.engine.dispose()
            raise
        except (DatabaseError, NoResultFound, msgspec.DecodeError, UnicodeDecodeError) as error:
            self.engine.dispose()
            if self.is_embedded:
                raise NoStore(
                    f"The store's database in {folder.root} cannot be read. Put back the newest backup, into a new folder."
                ) from error
            raise no_answer(error) from error

    @property
    def is_embedded(self) -> bool:
        """Whether its database is SQLite, in a file of its own."""
        return self.engine.dialect.name == "sqlite"

    def _prepare(self, *, is_owner: bool) -> None:
        """Lead SQLite's tables on where a step is due; of PostgreSQL's the owner does that, and its wall must stand."""
        if self.is_embedded:
            if is_due(self.engine):
                lead_on(self.engine)
            return
        if is_due(self.engine):
            raise NoDatabase(
                "The tables of this store are of an earlier release. Let their owner run upgrade, once; nothing was changed."
            )
        if not is_owner:
            with self.engine.connect() as connection:
                check_stands(connection)

    def _read_about(self) -> About:
        with self.engine.connect() as connection:
            row = connection.execute(tables.about.select()).one()
        approval = msgspec.msgpack.decode(row.store, type=Approval)
        return About(row.tenant, row.name, row.authority, approval, row.tls_root, row.administrator)

    @property
    def tenant(self) -> str:
        """The authority's id."""
        return self.about.tenant

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Ledger]:
        """The ledger, for reading."""
        with self.engine.connect() as connection:
            yield Ledger(connection, self.tenant)

    @contextlib.contextmanager
    def adding(self, what: str, detail: str = "") -> Iterator[Ledger]:
        """The ledger, for one transaction of a command, audited."""
        with writing(self.engine) as connection:
            yield Ledger(connection, self.tenant)
            write_line(connection, self.tenant, COMMAND, what, detail=detail)

    # -- enrolling ----------------------------------------------------------------------------------------------

    def begin_enrolment(self, professional: str) -> EnrolmentCode:
        """A one-time code for a member of staff's next device. Raises NotEnrolling for nobody we know."""
        _check_is_a_person(professional)
        found = self._book().get(("professional", professional_record(professional)))
        if found is None or not found.is_kept or read_as(Professional, found).left_on is not None:
            raise NotEnrolling(
                f"Nobody with the id {professional} works here now. Import the newest list of staff first."
            )
        code = new_code(self.about.authority, self.about.tls_root)
        with writing(self.engine) as connection:
            connection.execute(
                tables.enrolments.insert().values(
                    tenant=self.tenant,
                    code=hash_of_code(code.secret_text),
                    professional=professional,
                    expires=time.time() + CODE_SECONDS,
                )
            )
            write_line(connection, self.tenant, COMMAND, "enrol", detail=professional)
        return code

    def waiting_devices(self) -> list[tuple[str, str, bytes]]:
        """(device id, professional, public key) of devices that showed a code and are not approved."""
        book = self._book()
        enrolments = tables.enrolments
        asked = enrolments.select().where(enrolments.c.tenant == self.tenant, enrolments.c.public.is_not(None))
        with self.engine.connect() as connection:
            rows = connection.execute(asked).all()
        devices = [(device_id(row.public), row.professional, row.public) for row in rows]
        return [line for line in devices if ("device", device_record(line[0])) not in book]

    def approve(self, device: str, keys: AuthorityKeys) -> str:
        """Approve a device that showed a code; device: its id or the first letters of it. Returns whose it is.

        Raises NotEnrolling where no single device that waits has that fingerprint.
        """
        waiting = {name: (professional, public) for name, professional, public in self.waiting_devices()}
        name = the_one(device, waiting)
        professional, public = waiting[name]
        _check_is_a_person(professional)
        given = _now()
        approval = approve(keys.authority_key(), self.tenant, public, professional, given)
        with self.adding("approve", name) as ledger:
            value = Device(approval=ApprovedDevice(public, professional, given, approval.signature))
            self._seal_in(ledger, keys, [self._created(keys, AUTHORITY_BOOK, value, device_record(name))])
        return professional

    def revoke(self, device: str, keys: AuthorityKeys) -> str:
        """Revoke a device: it can no longer read or write; what it sealed before still holds. Its order to hand over what it
        has not sent, and to destroy its copy, is signed, under every key that its laptop ever had. Returns whose it was.

        Raises NotEnrolling where no single approved device has that fingerprint.
        """
        with self.adding("revoke", device) as ledger:
            states = self._devices(ledger)
            name = the_one(device, states)
            of_laptop = keys_of_laptop(name, states)
            self._seal_in(ledger, keys, [one for its in of_laptop for one in self._revoking(its, states[its], keys)])
        return _whose(states[name])

    def revoke_all_of(self, professional: str, keys: AuthorityKeys) -> tuple[str, ...]:
        """Revoke every device of somebody who left, and take back codes that they have not used. Returns the devices.

        Raises NotEnrolling where they have none and no code.
        """
        with writing(self.engine) as connection:
            ledger = Ledger(connection, self.tenant)
            states = {name: state for name, state in self._devices(ledger).items() if _whose(state) == professional}
            if not self._forget_codes(connection, professional) and not states:
                raise NotEnrolling(f"Nobody with the id {professional} has a device or a code.")
            self._seal_in(
                ledger, keys, [one for name, state in states.items() for one in self._revoking(name, state, keys)]
            )
            write_line(connection, self.tenant, COMMAND, "revoke", detail=f"all of {professional}")
        return tuple(states)

    def _forget_codes(self, connection: Connection, professional: str) -> bool:
        """Take back one-time codes that no device has shown yet; whether there were any."""
        codes = tables.enrolments
        unused = (codes.c.tenant == self.tenant) & (codes.c.professional == professional) & codes.c.public.is_(None)
        return bool(connection.execute(codes.delete().where(unused)).rowcount)

    def _devices(self, ledger: Ledger) -> dict[str, RecordState]:
        """Devices that have an approval in the book, by id."""
        book = fold(ledger.changes_of(AUTHORITY_BOOK)).values()
        found = {}
        for state in book:
            told = read_as(Device, state).approval if state.kind == "device" else None
            if told is not None:
                found[device_id(told.public)] = state
        return found

    def _revoking(self, name: str, state: RecordState, keys: AuthorityKeys) -> list[Change]:
        """What the book still lacks of it: of one that an earlier release revoked, the order alone."""
        stands, now = read_as(Device, state), _now()
        values: dict[str, Any] = {} if stands.revoked else {"revoked": now}
        if stands.order is None:
            order = revoke(keys.authority_key(), self.tenant, name, now)
            values["order"] = {"given": order.given, "signature": order.signature}
        return [edit(AUTHORITY_BOOK, state, state.shown(), values, self.pen(keys))] if values else []

    # -- the administrator's pen --------------------------------------------------------------------------------

    def pen(self, keys: AuthorityKeys) -> Pen:
        """Who writes what commands add."""
        now = _now()
        return Pen(ADMINISTRATOR, device_id(keys.administrator_key().public), now, now)

    def _created(self, keys: AuthorityKeys, file: str, value: Kind, record: bytes) -> Change:
        return create(file, NAME_OF[type(value)], values_of(value), self.pen(keys), record=record)

    def _book(self) -> dict[RecordKey, RecordState]:
        with self.reading() as ledger:
            return fold(ledger.changes_of(AUTHORITY_BOOK))

    def _seal_in(self, ledger: Ledger, keys: AuthorityKeys, some: Sequence[Change]) -> None:
        ledger.add_sealed({AUTHORITY_BOOK: some}, keys.administrator_key())


def renew_certificate(folder: Folder, keys: AuthorityKeys, hosts: Sequence[str]) -> None:
    """A new TLS certificate for these host names, from the authority's root; laptops notice nothing."""
    leaf, leaf_key = make_leaf(keys.tls_root, keys.tls_root_key, [*hosts, *DEFAULT_HOSTS])
    replace_secret(folder.certificate_key, leaf_key.encode())
    replace_secret(folder.certificate, (leaf + keys.tls_root).encode())


def hash_of_code(secret_text: str) -> bytes:
    """What the store keeps of a one-time code."""
    return hashlib.sha256(b"daybook/enrol/1" + secret_text.encode()).digest()


def _check_is_a_person(professional: str) -> None:
    """Raises NotEnrolling for an id that is kept for Daybook itself, or that no laptop could ask for."""
    if not may_name_a_person(professional):
        raise NotEnrolling(
            f"Nobody can have the id {professional}: it is kept for Daybook itself, or has signs that an id cannot have."
            " Give the person another id in mapping.toml and import again."
        )


def _whose(state: RecordState) -> str:
    told = read_as(Device, state).approval
    return told.professional if told is not None else ""


def the_one(fingerprint: str, devices: Collection[str]) -> str:
    """The device whose fingerprint begins so. Raises NotEnrolling where there is none, or more than one."""
    wanted = fingerprint.replace("-", "").replace(" ", "").lower()
    if len(wanted) < LEAST_LETTERS:
        raise NotEnrolling(
            f"Give at least the first {LEAST_LETTERS} letters of the fingerprint, as the laptop shows it."
        )
    found = [name for name in devices if name.startswith(wanted)]
    if len(found) != 1:
        raise NotEnrolling("No single device has that fingerprint. Compare it with the laptop's, by phone.")
    return found[0]


def _now() -> str:
    return as_utc(datetime.datetime.now(datetime.UTC))
