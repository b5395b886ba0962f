"""Making a store: its folder and keys, its tables in SQLite or PostgreSQL, and what stands in the authority's book at first."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine

from casework.access import Role
from casework.case_files import AUTHORITY_BOOK, PRACTICE_TENANT
from casework.changes import Change
from casework.editing import Pen, create
from casework.ids import ADMINISTRATOR
from casework.kinds import NAME_OF, Kind
from casework.kinds.books import (
    AUTHORITY_RECORD,
    ApprovedDevice,
    Authority,
    Device,
    Professional,
    device_record,
    professional_record,
)
from casework.kinds.reading import values_of
from casework.moments import as_utc
from casework.seals import FIRST_EPOCH, Approval, SigningKey, approve, approve_store, device_id
from central_store import tables
from central_store.audit import COMMAND, write_line
from central_store.database import NoDatabase, database, is_postgresql, make_tables, making, read_url, writing
from central_store.devices.certificates import make_leaf, make_root
from central_store.devices.key_files import AuthorityKeys, write_authority_keys, write_secret
from central_store.leading_on import lead_on, release_of
from central_store.ledger import Ledger
from central_store.second_wall import WORKS_AS, check_may_make, check_owns, let_work
from central_store.store import DEFAULT_HOSTS, Folder, NoStore, Store
from central_store.whereabouts import remember, whereabouts


def make_store(
    root: Path,
    tenant: str,
    name: str,
    authority_key_file: Path,
    url: str | None = None,
    hosts: Sequence[str] = (),
    role: str = WORKS_AS,
) -> Store:
    """Make a new store and, outside its folder, the authority's key file.

    url: of a PostgreSQL database, as the role that is to own the tables; role: the one that the store then works as.
    Raises NoStore where there is a store, and for the id of the made-up family; NoDatabase before anything is made.
    """
    folder = Folder(root)
    if folder.store_key.exists() or authority_key_file.exists():
        raise NoStore("There is a store or an authority key file there already. Nothing was changed.")
    if not tenant.strip() or "\0" in tenant:
        raise NoStore("An authority needs an id, in letters that can be typed. Nothing was made.")
    if tenant == PRACTICE_TENANT:
        raise NoStore(f"No authority may be called {tenant}: every laptop’s made-up family to practise on has that id.")
    if root.resolve() in authority_key_file.resolve().parents:
        raise NoStore("The authority key file must not lie in the store's own folder. Name another place.")
    with database(url or f"sqlite:///{folder.database}", tenant) as engine:
        check_room(engine, tenant, role)
        store_key = _make(folder, tenant, name, authority_key_file, engine, hosts, role)
    if url is not None:
        remember(root, url, tenant, role if is_postgresql(read_url(url)) else None)
    write_secret(folder.store_key, store_key.to_bytes())  # last: a store without it was never finished
    return Store(folder, url, is_owner=True)


def _make(
    folder: Folder, tenant: str, name: str, authority_key_file: Path, engine: Engine, hosts: Sequence[str], role: str
) -> SigningKey:
    """Everything but the store's own key, which is returned."""
    tls_root, tls_root_key = make_root(name)
    authority, administrator, store_key = SigningKey.generate(), SigningKey.generate(), SigningKey.generate()
    keys = AuthorityKeys(authority.to_bytes(), administrator.to_bytes(), tls_root, tls_root_key)
    folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.root.chmod(0o700)
    write_authority_keys(authority_key_file, keys)
    leaf, leaf_key = make_leaf(tls_root, tls_root_key, [*hosts, *DEFAULT_HOSTS])
    write_secret(folder.certificate, (leaf + tls_root).encode())
    write_secret(folder.certificate_key, leaf_key.encode())
    folder.pieces.mkdir(mode=0o700)
    make_room(engine, role)
    given = as_utc(datetime.datetime.now(datetime.UTC))
    approval = approve_store(authority, tenant, store_key.public, given)
    with writing(engine) as connection:
        _write_about(connection, tenant, name, authority.public, approval, tls_root, device_id(administrator.public))
        first = _first_changes(tenant, name, authority, administrator, given)
        Ledger(connection, tenant).add_sealed({AUTHORITY_BOOK: first}, administrator)
        write_line(connection, tenant, COMMAND, "init")
    return store_key


def check_room(engine: Engine, tenant: str, role: str) -> None:
    """Raise NoDatabase unless this authority's store can be made in the database. Nothing is changed."""
    if engine.dialect.name == "sqlite":
        return
    with engine.connect() as connection:
        check_may_make(connection, role)
        release = release_of(connection)
        if release not in ("", tables.HEAD):
            raise NoDatabase("The tables in this database are of another release. Run upgrade first; nothing was made.")
        if release and connection.execute(tables.about.select().where(tables.about.c.tenant == tenant)).first():
            raise NoDatabase(f"There is a store of {tenant} in this database already. Nothing was made.")


def make_room(engine: Engine, role: str) -> None:
    """Make the tables, where no other authority's store has made them there, and let the role work with them."""
    with making(engine) as connection:
        if engine.dialect.name == "sqlite" or not release_of(connection):
            make_tables(connection)
        if engine.dialect.name == "postgresql":
            let_work(connection, role)


def upgrade(folder: Folder, url: str | None) -> bool:
    """Lead the tables of a PostgreSQL database on, as their owner; whether a step was due. The role that the store works as
    is let do what this release's tables say. A store in SQLite is led on by whichever command opens it first."""
    if not folder.store_key.exists():
        raise NoStore(f"There is no Daybook store in {folder.root}. Make one with init.")
    at, role = whereabouts(folder.root, url), read_url(whereabouts(folder.root, None).address).username
    with database(at.address, at.tenant) as engine:
        with engine.connect() as connection:
            release = release_of(connection)
        if not release or release > tables.HEAD:
            raise NoDatabase(
                "There are no tables in this database that this release could lead on. Nothing was changed."
            )
        if engine.dialect.name == "postgresql":
            with engine.connect() as connection:
                check_owns(connection)
        is_due = release < tables.HEAD
        if is_due:
            lead_on(engine)
        if engine.dialect.name == "postgresql" and role:
            with making(engine) as connection:
                let_work(connection, role)
    return is_due


def _write_about(
    connection: Connection,
    tenant: str,
    name: str,
    authority: bytes,
    approval: Approval,
    tls_root: str,
    administrator: str,
) -> None:
    connection.execute(
        tables.about.insert().values(
            tenant=tenant,
            name=name,
            authority=authority,
            store=msgspec.msgpack.encode(approval),
            tls_root=tls_root,
            administrator=administrator,
            epoch=FIRST_EPOCH,
            version=tables.REFUSED_BY_FIRST_RELEASES,
        )
    )


def _first_changes(
    tenant: str, name: str, authority: SigningKey, administrator: SigningKey, given: str
) -> list[Change]:
    device = device_id(administrator.public)
    pen = Pen(ADMINISTRATOR, device, given, given)
    approval = approve(authority, tenant, administrator.public, ADMINISTRATOR, given)
    office = Professional(
        professional_id=ADMINISTRATOR, professional_name="Administrator", role=Role.ADMINISTRATOR.value
    )
    values: list[tuple[Kind, bytes]] = [
        (
            Device(approval=ApprovedDevice(approval.public, ADMINISTRATOR, given, approval.signature)),
            device_record(device),
        ),
        (Authority(name=name), AUTHORITY_RECORD),
        (office, professional_record(ADMINISTRATOR)),
    ]
    return [
        create(AUTHORITY_BOOK, NAME_OF[type(value)], values_of(value), pen, record=record) for value, record in values
    ]
