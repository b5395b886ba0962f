"""`verify` finds whatever was altered, and the schema does not let anything be altered by mistake."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.editing import Pen, create
from casework.kinds.books import ApprovedDevice, device_record
from casework.kinds.books import Device as DeviceKind
from casework.kinds.reading import values_of
from casework.seals import SigningKey, approve, device_id
from central_store import tables
from central_store.audit import COMMAND, Line, broken_lines, write_lines
from central_store.checking import problems
from central_store.database import make_tables, open_database, writing
from central_store.devices.key_files import read_authority_keys
from central_store.erasing import Going, erase
from central_store.people import Register
from central_store.store import Folder, NoStore, Store
from tests.central_store.device import Device
from tests.support.store import RunningStore, child_file

ELLA = child_file("ella")
SAID = "the door was locked from outside"
NOT_CHAINED = {
    ("about", "name"),  # a name for people; the authority's book has it sealed
    ("about", "epoch"),
    ("about", "version"),
    ("pieces", "tenant"),  # the piece itself is still there, and is found by its name
    ("epochs", "fork"),  # how far an epoch agrees with the one before is told by the restore alone
    ("epochs", "tenant"),
    ("epochs", "file"),
}
WALKED = [
    tables.about,
    tables.files,
    tables.epochs,
    tables.changes,
    tables.seals,
    tables.audit,
    tables.audit_end,
    tables.pieces,
]
COLUMNS = [
    (table.name, column.name)
    for table in WALKED
    for column in table.columns
    if (table.name, column.name) not in NOT_CHAINED
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a stopped store in which a worker wrote and attached."""
    folder = tmp_path_factory.mktemp("authority")
    with RunningStore(folder) as running:
        running.add_hub("hub-1", ["ruth"], ["ella"])
        ruth = Device(running, "ruth").join()
        ruth.write(ELLA, SAID, "and again")
        ruth.write(ELLA, "a second push")
        data = b"sealed piece"
        status, _, _ = ruth.raw("PUT", ruth.piece_path(ELLA, hashlib.sha256(data).hexdigest()), data)
        assert status == 204
        ruth.close()
    return running.data


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(whole, tmp_path / "store"))


def found_in(data: Path) -> list[str]:
    """What `verify` says, one line each."""
    try:
        store = Store(Folder(data))
    except NoStore as error:
        return [error.sentence]
    try:
        return problems(store, lambda _done, _of: None)
    finally:
        store.close()


def spoil(data: Path, *statements: str) -> None:
    """Alter the database as somebody would who has the file and knows SQL."""
    with closing(sqlite3.connect(data / "store.db")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement
        connection.commit()


def test_a_whole_store_has_no_problem(data: Path) -> None:
    assert found_in(data) == []


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_one_value_altered_anywhere_is_found(data: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(data / "store.db")) as connection:
        row, value = connection.execute(
            f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY rowid DESC LIMIT 1"
        ).fetchone()
    if isinstance(value, bytes):
        changed = f"x'{bytes([value[0] ^ 1, *value[1:]]).hex()}'"
    else:
        changed = str(value + 1) if isinstance(value, int) else "'" + value + "?'"
    spoil(data, f"UPDATE {table} SET {column} = {changed} WHERE rowid = {row}")
    assert found_in(data) != []


@pytest.mark.parametrize(
    "statement",
    [
        f"DELETE FROM changes WHERE file = '{ELLA}' AND number = 2",
        f"DELETE FROM changes WHERE file = '{ELLA}' AND number = (SELECT max(number) FROM changes WHERE file = '{ELLA}')",
        f"DELETE FROM seals WHERE file = '{ELLA}' AND seal = 1",
        f"DELETE FROM files WHERE file = '{ELLA}'",
        "DELETE FROM audit WHERE number = 3",
        "DELETE FROM audit WHERE number > (SELECT max(number) - 2 FROM audit)",
        "DELETE FROM audit",
        "UPDATE audit SET number = number + 1 WHERE number = (SELECT max(number) FROM audit)",
    ],
)
def test_a_row_taken_away_is_found(data: Path, statement: str) -> None:
    spoil(data, statement)
    assert found_in(data) != []


def test_the_line_that_was_altered_is_named(data: Path) -> None:
    spoil(data, "UPDATE audit SET who = 'nobody' WHERE number = 4")
    assert found_in(data) == ["Audit line 4 was changed, or one beside it is missing."]


def test_one_byte_flipped_in_a_childs_words_is_found_in_the_file_itself(data: Path) -> None:
    database = data / "store.db"
    raw = bytearray(database.read_bytes())
    at = raw.find(SAID.encode())
    assert at > 0
    raw[at + 4] ^= 1
    database.write_bytes(raw)
    assert any(ELLA in line and "damaged" in line for line in found_in(data))


def test_a_database_that_is_torn_is_told_in_plain_words(data: Path) -> None:
    database = data / "store.db"
    raw = bytearray(database.read_bytes())
    for page in range(8192, len(raw) - 4096, 4096):
        raw[page : page + 200] = bytes(200)
    database.write_bytes(raw)
    assert any("damaged" in line or "cannot be read" in line for line in found_in(data))


def test_a_piece_that_was_lost_or_altered_is_found(data: Path) -> None:
    (piece,) = [path for path in (data / "pieces").rglob("*") if path.is_file()]
    kept = piece.read_bytes()
    piece.write_bytes(kept[:-1] + b"!")
    assert found_in(data) == [f"A piece of an attachment of {ELLA} is missing or changed."]
    piece.unlink()
    assert found_in(data) == [f"A piece of an attachment of {ELLA} is missing or changed."]


def test_words_that_nobody_ordered_to_be_erased_are_missed(data: Path) -> None:
    with closing(sqlite3.connect(data / "store.db")) as connection:
        connection.execute(f"UPDATE changes SET salt = NULL, body = NULL WHERE file = '{ELLA}' AND number = 2")
        connection.commit()
    assert found_in(data) == [f"{ELLA}: change 2 has no words, and no order to erase them."]


def test_words_that_were_erased_leave_everything_whole_and_one_that_stayed_is_found(data: Path, whole: Path) -> None:
    store, keys = Store(Folder(data)), read_authority_keys(whole.parent / "authority.key")
    with store.reading() as ledger:
        first, second, *_ = [one for one in ledger.changes_of(ELLA) if not one.is_erased]
    assert erase(store, keys, [Going(ELLA, (first.id, second.id))], "In the wrong file", ("Nadia Rahman", "Tom Price"))
    store.close()
    assert found_in(data) == []
    with closing(sqlite3.connect(data / "store.db")) as connection:
        connection.execute("DROP TRIGGER changes_never_UPDATE")
        connection.execute("UPDATE changes SET salt = ?, body = ? WHERE id = ?", (second.salt, second.body, second.id))
        connection.commit()
    assert [line.partition(" ")[2] for line in found_in(data)] == ["change 2 was to be erased, and was not."]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET what = 'nothing'",
        "DELETE FROM audit",
        "UPDATE seals SET first = 0",
        "DELETE FROM seals",
        "DELETE FROM changes",
        "UPDATE changes SET body = x'80'",
        "UPDATE changes SET number = number + 1000",
        "UPDATE changes SET head = x'80', salt = NULL, body = NULL",
    ],
)
def test_the_database_itself_refuses_to_alter_what_only_grows(data: Path, statement: str) -> None:
    opened = closing(sqlite3.connect(data / "store.db"))
    with opened as connection, pytest.raises(sqlite3.IntegrityError, match="only grows"):
        connection.execute(statement)


def test_a_device_that_the_authority_did_not_sign_is_named_and_not_believed(data: Path) -> None:
    """Somebody with the whole store, administrator's device and all, but without the authority's key."""
    forger, stranger = SigningKey.generate(), SigningKey.generate()
    store = Store(Folder(data))
    approval = approve(forger, store.tenant, stranger.public, "ruth", "2026-01-05T09:00:00Z")
    value = DeviceKind(approval=ApprovedDevice(stranger.public, "ruth", approval.given, approval.signature))
    device = device_id(stranger.public)
    pen = Pen("ruth", device, approval.given, approval.given)
    change = create(AUTHORITY_BOOK, "device", values_of(value), pen, record=device_record(device))
    with store.adding("forged") as ledger:
        ledger.add_sealed({AUTHORITY_BOOK: [change]}, stranger)
    with store.engine.connect() as connection:
        register = Register(store.tenant, store.about.authority)
        register.refresh(connection)
        assert register.device(device) is None
    store.close()
    found = found_in(data)
    assert f"The approval of device {device} is not signed by the authority; the device is refused." in found
    assert any("names a device" in line for line in found)


def test_the_audit_is_kept_for_each_authority_alone(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'audit.db'}")
    with writing(engine) as connection:
        make_tables(connection)
        for tenant in ("one", "two", "one"):
            write_lines(connection, tenant, [Line(COMMAND, "read"), Line(COMMAND, "write", "file", "detail")])
    with engine.connect() as connection:
        assert broken_lines(connection, "one") == []
        assert broken_lines(connection, "two") == []
        assert broken_lines(connection, "three") == [0]
    engine.dispose()
