"""What an administrator does from a command line, as they would: in a process of its own."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.editing import create
from casework.enrolment import read_code
from casework.kinds.books import Professional, professional_record
from casework.kinds.reading import values_of
from casework.seals import SigningKey, device_id
from central_store.commands.run import main
from central_store.database import writing
from central_store.devices.certificates import days_left, make_leaf, make_root
from central_store.devices.key_files import NoKeyFile, read_authority_keys
from central_store.store import Folder, NotEnrolling, Store
from central_store.tables import enrolments
from tests.central_store.device import Device, audit_lines
from tests.support.store import PROGRAM, ROOT, RunningStore


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which init made a store."""
    folder = tmp_path_factory.mktemp("authority")
    where = ["--data", str(folder / "store"), "--authority-key", str(folder / "safe" / "authority.key")]
    what = ["--tenant", "made-up", "--name", "Made-up Council", "--host", "store.made-up.example"]
    assert main(["init", *where, *what]) == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "authority"))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """One command in its own process."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_init_keeps_secrets_to_the_owner_and_the_authoritys_key_elsewhere(folder: Path) -> None:
    key_file = folder / "safe" / "authority.key"
    secrets = [key_file, *(folder / "store" / name for name in ("store.key", "tls.key", "tls.pem"))]
    assert [path.stat().st_mode & 0o077 for path in secrets] == [0] * 4
    assert (folder / "store").stat().st_mode & 0o077 == 0
    keys = read_authority_keys(key_file)
    held = b"".join(path.read_bytes() for path in (folder / "store").rglob("*") if path.is_file())
    for secret in (keys.authority, keys.administrator, keys.tls_root_key.encode()):
        assert secret not in held


def test_init_refuses_what_would_lose_or_weaken_something(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, key = str(folder / "store"), str(folder / "safe" / "authority.key")
    rest = ["--tenant", "t", "--name", "N"]
    assert main(["init", "--data", store, "--authority-key", str(folder / "other.key"), *rest]) == 1
    assert main(["init", "--data", str(folder / "new"), "--authority-key", key, *rest]) == 1
    assert main(["init", "--data", str(folder / "new"), "--authority-key", str(folder / "new" / "k"), *rest]) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert not (folder / "other.key").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["serve"], "There is no Daybook store"),
        (["enrol", "--professional", "ruth"], "There is no Daybook store"),
        (["verify"], "There is no Daybook store"),
    ],
)
def test_a_folder_without_a_store_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main([*arguments, "--data", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_wrong_names_and_missing_keys_are_told_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(folder / "store")]
    key = ["--authority-key", str(folder / "safe" / "authority.key")]
    (folder / "not a key").write_bytes(b"\xff\x00")
    for arguments, sentence in [
        (["enrol", *data, "--professional", "nobody"], "Nobody with the id nobody works here"),
        (["approve", *data, "--device", "0123456789"], "Name it with --authority-key"),
        (["approve", *data, "--device", "0123456789", *key], "No single device"),
        (["approve", *data, "--device", "0123", *key], "at least the first 8"),
        (["revoke", *data, "--device", "f" * 32, *key], "No single device"),
        (["revoke", *data, "--device", "f" * 32, "--authority-key", str(folder)], "cannot be read"),
        (["revoke", *data, "--device", "f" * 32, "--authority-key", str(folder / "not a key")], "is not an authority"),
    ]:
        assert main(arguments) == 1, arguments
        said = capsys.readouterr()
        assert sentence in said.err
        assert len(said.err.strip().splitlines()) == 1
    assert main(["approve", *data]) == 0
    assert "No device waits" in capsys.readouterr().out


@pytest.mark.parametrize("reserved", ["store", "administrator", "Administrator", "a:b", "x" * 101])
def test_nobody_is_enrolled_or_approved_under_an_id_that_is_daybook_s_own(folder: Path, reserved: str) -> None:
    """Also where an earlier release took such a person into the book and a device of theirs waits already."""
    store = Store(Folder(folder / "store"))
    keys = read_authority_keys(folder / "safe" / "authority.key")
    person = Professional(professional_id=reserved, professional_name="Al", role="social_worker")
    change = create(
        AUTHORITY_BOOK, "professional", values_of(person), store.pen(keys), record=professional_record(reserved)
    )
    device = SigningKey.generate().public
    with store.adding("test") as ledger:
        ledger.add_sealed({AUTHORITY_BOOK: [change]}, keys.administrator_key())
    with writing(store.engine) as connection:
        waits = {"tenant": store.tenant, "code": b"c", "professional": reserved, "expires": 0.0, "public": device}
        connection.execute(enrolments.insert().values(waits))
    with pytest.raises(NotEnrolling, match="Nobody can have the id"):
        store.begin_enrolment(reserved)
    with pytest.raises(NotEnrolling, match="Nobody can have the id"):
        store.approve(device_id(device), keys)
    store.close()


def test_the_whole_way_from_a_code_to_an_approved_device(tmp_path: Path) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        data, key = str(store.data), str(store.key_file)
        code, address = store.command(
            "enrol", "--data", data, "--professional", "ruth", "--address", store.address
        ).splitlines()
        read_code(code)
        assert address.endswith(store.address)
        ruth = Device(store, "ruth")
        ruth.show(code)
        waiting = store.command("approve", "--data", data)
        fingerprint = " ".join(ruth.id[at : at + 4] for at in range(0, 32, 4))
        assert waiting == f"{fingerprint}  ruth\n"
        done = store.command("approve", "--data", data, "--device", fingerprint[:14], "--authority-key", key)
        assert done == "Approved a device of ruth.\n"
        assert "No device waits" in store.command("approve", "--data", data)
        ruth.sign_in()
        assert audit_lines(store, "approve") == [("command", "", ruth.id)]
        ruth.close()


def test_a_new_certificate_is_believed_by_devices_that_joined_before(tmp_path: Path) -> None:
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        ruth = Device(store, "ruth").join()
        before = (store.data / "tls.pem").read_text()
        store.stop()
        store.start("--authority-key", str(store.key_file), "--name", "new-name.made-up.example")
        assert (store.data / "tls.pem").read_text() != before
        assert (store.data / "tls.key").stat().st_mode & 0o077 == 0
        ruth.sign_in()
        assert store.problems() == []
        ruth.close()


def test_a_certificate_of_another_root_is_not_believed(tmp_path: Path) -> None:
    root, root_key = make_root("Somebody Else")
    leaf, leaf_key = make_leaf(root, root_key, ["127.0.0.1"])
    assert 800 < days_left(leaf) <= 825
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        ruth = Device(store, "ruth").join()
        store.stop()
        (store.data / "tls.pem").write_text(leaf + root)
        (store.data / "tls.key").write_text(leaf_key)
        store.start()
        ruth.close()
        with pytest.raises(ssl.SSLCertVerificationError):
            ruth.sign_in()
    store = Store(Folder(store.data))
    store.close()


def test_a_port_that_is_taken_is_told_in_one_sentence(tmp_path: Path) -> None:
    with RunningStore(tmp_path) as store:
        port = store.address.rsplit(":", maxsplit=1)[-1]
        done = run("serve", "--data", store.data, "--port", port)
        assert done.returncode == 1
        assert done.stderr.strip().splitlines()[-1].startswith("The store cannot listen on 127.0.0.1.")
        assert done.stdout == ""
        assert "Traceback" not in done.stderr


def test_a_store_of_a_newer_release_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(Folder(folder / "store"))
    with writing(store.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0099'")
    store.close()
    assert main(["verify", "--data", str(folder / "store")]) == 1
    assert "newer release" in capsys.readouterr().err


def test_verify_says_what_it_found_and_fails(folder: Path) -> None:
    store = Store(Folder(folder / "store"))
    with writing(store.engine) as connection:
        connection.exec_driver_sql("DELETE FROM audit_end")
    store.close()
    done = run("verify", "--data", folder / "store")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Audit line" in done.stdout


def test_backup_restore_and_verify_in_a_row(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy, new = folder / "copy", folder / "new"
    assert main(["backup", "--data", str(folder / "store"), "--to", str(copy)]) == 0
    assert main(["restore", "--from", str(copy), "--data", str(new)]) == 0
    assert main(["restore", "--from", str(copy), "--data", str(new)]) == 1
    assert main(["verify", "--data", str(new)]) == 0
    assert "Every digest, seal, approval, attachment and audit line holds." in capsys.readouterr().out
    opened = Store(Folder(new))
    with opened.engine.connect() as connection:
        said = connection.exec_driver_sql("SELECT what FROM audit ORDER BY number").scalars().all()
    opened.close()
    assert said == ["init", "restore"]


def test_an_import_stops_for_a_mapping_that_nobody_has_seen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data", str(folder / "store"), "--authority-key", str(folder / "safe" / "authority.key")]
    extract = folder / "ssd_person.csv"
    extract.write_text("pers_person_id,pers_forename\n1,Ann\n", "utf-8")
    involvements = folder / "ssd_involvements.csv"
    involvements.write_text("invo_person_id,invo_professional_id,invo_professional_team\n1,ada,Unit 1\n", "utf-8")
    files = [str(extract), str(involvements)]
    assert main(["import", *where, *files]) == 1
    said = capsys.readouterr().out
    assert "Nothing was added yet. An import would add" in said
    assert str(folder / "store" / "mapping.toml") in said
    assert main(["import", *where, *files]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Added ")
    involvements.write_text("invo_person_id,invo_professional_id,invo_professional_team\n1,bo,Unit 1\n", "utf-8")
    assert main(["import", *where, "--accept-proposal", *files]) == 0
    (folder / "store" / "mapping.toml").write_text(
        '[teams]\n"Unit 1" = "unit-1"\n[workers]\nada = { id = "ada" }\nbo = { id = "bo" }\n'
    )
    assert main(["import", *where, *files]) == 0
    said = capsys.readouterr().out
    assert "Rights taken away, as the mapping no longer gives them:\n  ada (ada) reads unit-1 no longer." in said


def test_a_key_file_is_read_or_refused(tmp_path: Path) -> None:
    with pytest.raises(NoKeyFile):
        read_authority_keys(tmp_path / "nowhere")
