"""Writing small files so that a power cut leaves the old one or the new one, never half of either."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from desktop_app.vault.errors import trouble_with_disk

OWNER_ONLY_FOLDER = 0o700
OWNER_ONLY_FILE = 0o600


def write_whole(path: Path, data: bytes, check: Callable[[bytes], object] | None = None) -> None:
    """Write by temporary file in the same folder, flush to disk, rename, flush the folder.

    check: is handed what then stands on the disk, before it takes the place of the older file; what it raises leaves that
    one where it is. Raises NoRoom or NotOurs where the disk does not take it; what was there before stays.
    """
    try:
        _write_whole(path, data, check)
    except OSError as error:
        raise trouble_with_disk(error) or error from error


def _write_whole(path: Path, data: bytes, check: Callable[[bytes], object] | None) -> None:
    beside = path.with_name(path.name + ".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), OWNER_ONLY_FILE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if check is not None:
            check(beside.read_bytes())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename or a removal in the folder last. Windows does this itself and cannot open a folder."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """A folder that only its owner can look into. One that is new lasts: else what is flushed in it is lost with it.

    Raises NoRoom or NotOurs.
    """
    try:
        new = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        folder.chmod(OWNER_ONLY_FOLDER)
        for one in new:
            flush_folder(one.parent)
    except OSError as error:
        raise trouble_with_disk(error) or error from error
