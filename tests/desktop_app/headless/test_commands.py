"""The commands an administrator types, as they type them."""

import json
import subprocess
import sys
from pathlib import Path

from desktop_app.opening.door import read_door
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import open_vault
from tests.support.store import ROOT, RunningStore, child_file

PASSPHRASE = "seven quiet herons waiting by the weir"


def daybook(*arguments: str, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments],
        input=passphrase + "\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_from_code_to_export(tmp_path: Path) -> None:
    profile = ("--profile", str(tmp_path / "copy"))
    with RunningStore(tmp_path) as store:
        store.add_hub("hub-1", ["ruth"], ["ella"])
        code = store.command("enrol", "--data", str(store.data), "--professional", "ruth").strip()
        joined = daybook("enrol", *profile, "--store", store.address, passphrase=f"{PASSPHRASE}\n{code}")
        assert joined.returncode == 0, joined.stderr
        device = joined.stdout.split()[1]
        early = daybook("sync", *profile)
        assert early.returncode == 1
        assert "not approved this device yet" in early.stderr
        listed = store.command("approve", "--data", str(store.data))
        assert listed.replace(" ", "").startswith(device)
        keys = ("--authority-key", str(store.key_file))
        store.command("approve", "--data", str(store.data), "--device", device[:8], *keys)
        synced = daybook("sync", *profile)
        assert synced.stdout.startswith("sent 0, received "), synced.stderr
        door = read_door(Profile(tmp_path / "copy"))
        assert door.address == store.address, "whoever cannot get in is shown whom to ring, and can ask to be let in"
        store.command("verify", "--data", str(store.data))
    window = open_vault(Profile(tmp_path / "copy"), PASSPHRASE)
    try:
        for command in ("sync", "verify", "status"):
            in_use = daybook(command, *profile)
            assert (in_use.returncode, in_use.stdout) == (1, "")
            assert in_use.stderr == "Daybook is already open on this laptop. Use that window, or close it first.\n"
    finally:
        window.close()
    for command, words in (("verify", "holds"), ("status", "0 waiting to send")):
        said = daybook(command, *profile)
        assert words in said.stdout, said.stderr
    out = tmp_path / "out"
    refused = daybook("export", *profile, "--out", str(out))
    assert refused.returncode == 1
    assert not out.exists()
    assert daybook("export", *profile, "--out", str(out), "--not-encrypted").returncode == 0
    (person,) = [
        line
        for line in json.loads((out / f"{child_file('ella').replace(':', '-')}.json").read_text("utf-8"))
        if line["kind"] == "person"
    ]
    assert person["values"]["forename"] == "Ella"


def test_trouble_is_one_plain_sentence(tmp_path: Path) -> None:
    profile = ("--profile", str(tmp_path / "copy"))
    nothing = daybook("status", *profile)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr == "There is no Daybook on this laptop yet in that folder. Join your hub first.\n"
    weak = daybook("enrol", *profile, "--store", "https://127.0.0.1:1", "--code", "x", passphrase="password1")
    assert weak.returncode == 1
    assert not (tmp_path / "copy" / "keys").exists()
    mistyped = daybook("enrol", *profile, "--store", "https://127.0.0.1:1", "--code", "ABC")
    assert "not complete" in mistyped.stderr or "not an enrolment code" in mistyped.stderr
    wrong = daybook("status", *profile, passphrase="something else entirely")
    assert "does not open this copy" in wrong.stderr
