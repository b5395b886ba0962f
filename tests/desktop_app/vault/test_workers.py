"""Several workers on one laptop: what is open is a chosen name; nobody opens, reads or mends in what is another's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_app.vault.errors import VaultError, WrongPassphrase
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault, make_vault, open_vault
from desktop_app.vault.workers import LONGEST_NAME, UNNAMED, Workers, keep_name, name_of
from tests.support.leaks import find_leaks
from tests.support.vaults import LEAST, PASSPHRASE

OTHERS_PASSPHRASE = "nine slow otters under the bridge"
WORDS = "Maisie hides in the wardrobe"
AS_NOBODY = """
import os, sys
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
seen = []
for folder, _, files in os.walk(sys.argv[1]):
    seen += files
print(seen)
try:
    open(sys.argv[2], "rb")
except PermissionError:
    print("refused")
"""


def write(vault: OpenVault) -> None:
    with vault.engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
        connection.execute(text("INSERT INTO note VALUES (:words)"), {"words": WORDS})
    vault.close()


def read(profile: Profile, passphrase: str) -> str:
    vault = open_vault(profile, passphrase)
    try:
        with vault.engine.begin() as connection:
            return str(connection.execute(text("SELECT words FROM note")).scalar())
    finally:
        vault.close()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Profile, Profile]:
    """Ruth was here first; Sam joined later."""
    workers = Workers(tmp_path / "data")
    ruth = workers.new()
    write(make_vault(ruth, PASSPHRASE, hardness=LEAST))
    keep_name(ruth, "Ruth A")
    sam = workers.new()
    assert sam.folder != ruth.folder
    write(make_vault(sam, OTHERS_PASSPHRASE, hardness=LEAST))
    keep_name(sam, "SM")
    return ruth, sam


def test_the_door_knows_the_names_and_nothing_else(two: tuple[Profile, Profile], tmp_path: Path) -> None:
    workers = Workers(tmp_path / "data")
    assert [(one.name, one.profile.folder) for one in workers.all()] == [
        ("Ruth A", two[0].folder),
        ("SM", two[1].folder),
    ]
    assert all(workers.holds(one) for one in two)
    assert not workers.holds(Profile(tmp_path / "elsewhere"))
    assert find_leaks(tmp_path, [WORDS]) == []
    practice = two[1].folder.with_name(two[1].folder.name + "-practice")
    shutil.copytree(two[1].folder, practice)
    assert len(workers.all()) == 2


def test_one_workers_passphrase_and_keys_open_nothing_of_anothers(two: tuple[Profile, Profile]) -> None:
    ruth, sam = two
    with pytest.raises(WrongPassphrase):
        open_vault(sam, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        open_vault(ruth, OTHERS_PASSPHRASE)
    for name in ("keys", "device"):
        shutil.copy(ruth.folder / name, sam.folder / name)
    with pytest.raises(VaultError):
        read(sam, PASSPHRASE)
    assert read(ruth, PASSPHRASE) == WORDS


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="takes two users of one Linux system")
def test_another_user_of_the_system_does_not_even_see_the_files(two: tuple[Profile, Profile], tmp_path: Path) -> None:
    above = tmp_path
    while above != Path("/tmp"):  # noqa: S108  the tests' own folders are closed to others as well: open them
        above.chmod(0o755)
        above = above.parent
    (tmp_path / "data").chmod(0o755)
    for profile in two:
        asked = [sys.executable, "-c", AS_NOBODY, str(profile.folder), str(profile.key_file)]
        said = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout.split("\n")
        assert said[:2] == ["[]", "refused"]


def test_a_name_is_one_short_line(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    assert name_of(profile) == UNNAMED
    for given, shown in (("  Zoë \n R ", "Zoë R"), ("R" * 60, "R" * LONGEST_NAME), ("\x1b[2J", "[2J"), ("  ", UNNAMED)):
        keep_name(profile, given)
        assert name_of(profile) == shown
