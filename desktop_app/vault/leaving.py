"""The end of a copy: destroyed once all that was unsent is acknowledged, in steps that a kill at any moment cannot turn back.

    note     a small file that says: all of it is acknowledged; whose receipt to send, and where. Written first, gone last
    destroy  the keystore's part, the key file and the wrapped signing key first: without them nothing else can be read
    receipt  sent with what the note holds, which no key is needed for any more

Overwriting is not claimed: on a flash disk nobody can. What is destroyed are the keys.
"""

import contextlib
import shutil
from pathlib import Path

import msgspec

from desktop_app.vault import device_secret
from desktop_app.vault.errors import VaultError, trouble_with_disk
from desktop_app.vault.key_file import read_key_file
from desktop_app.vault.profile import IN_USE, Profile
from desktop_app.vault.safe_files import flush_folder, write_whole


class Note(msgspec.Struct, frozen=True):
    """That this copy is to be destroyed, and the receipt for it. Nothing in it is secret, or about anybody in a file.

    address, tls_root: of the store; list_hash: of what it acknowledged; given: when that was; signature: the laptop's, by a
    key that is destroyed; profile_name: under which the keystore has a part of the key; count: things handed over.
    """

    address: str
    tls_root: str
    device: str
    list_hash: bytes
    given: str
    signature: bytes
    profile_name: str
    count: int


def keystore_name(profile: Profile) -> str:
    """Under which name the system's keystore knows this copy; empty where the key file cannot be read any more."""
    with contextlib.suppress(OSError, VaultError):
        return read_key_file(profile.key_file.read_bytes()).read_header().profile
    return ""


def keep_note(profile: Profile, note: Note) -> None:
    """From here on the copy is destroyed, whatever happens. Raises NoRoom or NotOurs, with everything as it was."""
    write_whole(profile.leaving, msgspec.msgpack.encode(note))


def read_note(profile: Profile) -> Note | None:
    """The note, where there is one that can be read."""
    try:
        return msgspec.msgpack.decode(profile.leaving.read_bytes(), type=Note)
    except (OSError, ValueError):  # a msgspec.DecodeError is a ValueError
        return None


def destroy(profile: Profile, note: Note) -> None:
    """Destroy everything in the folder but the note. Doing it again does the rest. Raises NotOurs where it may not."""
    device_secret.forget(note.profile_name)
    try:
        for path in (profile.key_file, profile.signing_key):
            for one in (path, path.with_name(path.name + ".new")):
                one.unlink(missing_ok=True)
        flush_folder(profile.folder)
        for path in sorted(profile.folder.iterdir()):
            if path.name not in (profile.leaving.name, IN_USE):
                _remove(path)
        flush_folder(profile.folder)
    except OSError as error:
        raise trouble_with_disk(error) or error from error


def is_over(profile: Profile) -> None:
    """The receipt is with the store: nothing is left, not even the folder."""
    with contextlib.suppress(OSError):
        (profile.folder / IN_USE).unlink(missing_ok=True)
        profile.leaving.unlink(missing_ok=True)
        profile.folder.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
