"""A copy as the first release left it: its tables from a file that never changes, filled as that release filled them."""

from pathlib import Path

from sqlalchemy import Connection

from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.kinds.books import Grant, Hub, Professional, grant_record, hub_record, professional_record
from casework.kinds.people import SUBJECT, Person
from casework.kinds.work import CaseNote
from casework.seals import device_id
from desktop_app.record_store.identity import Identity, keep_identity
from desktop_app.vault.encrypted_database import Database
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, HUB, NOWHERE, SISTER, TENANT, WORKER, office, put, tls_root
from tests.support.vaults import new_vault

TABLES = Path(__file__).resolve().parents[1] / "data" / "record_store" / "version_1.sql"
APPLICATION_ID = 0x44617962
SAID = ("Her nan can have her on Friday.", "She hid beneath the wardrobe.")


def copy_of_the_first_release(folder: Path) -> OpenVault:
    """Open; the record has not been looked at by this release."""
    vault = new_vault(folder)
    make_first_tables(vault.engine)
    device = device_id(vault.signing_key.public)
    keep_identity(vault.engine, Identity(NOWHERE, TENANT, WORKER, device, b"", b"", tls_root(), is_approved=True))
    put(vault, office(AUTHORITY_BOOK, Hub(team_id=HUB, team_name="Hub 1"), hub_record(HUB)))
    staff = Professional(professional_id=WORKER, professional_name="Ruth Mensah", role="social_worker", hubs={HUB: ""})
    put(vault, office(AUTHORITY_BOOK, staff, professional_record(WORKER)))
    for file, name in ((CHILD, "Ella"), (SISTER, "Maya")):
        put(vault, office(grants_log(HUB), Grant(file=file, state="held"), grant_record(file)))
        put(vault, office(file, Person(forename=name, surname="Hart"), SUBJECT))
    put(vault, *(office(CHILD, CaseNote(said=said)) for said in SAID))
    return vault


def make_first_tables(database: Database) -> None:
    """The tables of the first release."""
    statements = [one.strip() for one in TABLES.read_text("utf-8").split(";\n\n") if one.strip()]
    with database.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO found(found, rank) VALUES('secure-delete', 1)")
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version=1")


def shape_of(connection: Connection) -> dict[str, object]:
    """The tables with their columns and indexes, and the triggers, however they were written down."""
    found: dict[str, object] = {"version": connection.exec_driver_sql("PRAGMA user_version").scalar_one()}
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").all()
    for what, name, sql in rows:
        if what == "table":
            columns = connection.exec_driver_sql(f"PRAGMA table_info({name})").all()
            found[name] = [tuple(column)[1:] for column in columns]
        elif what == "index":
            columns = connection.exec_driver_sql(f"PRAGMA index_info({name})").all()
            found[name] = ([column[2] for column in columns], (sql or "").partition("WHERE")[2])
        else:
            found[name] = sql
    return found
