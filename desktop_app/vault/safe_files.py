"""Writing small files so that a power cut leaves the old one or the new one, never half of either."""

import os
import sys
from collections.abc import Callable, Collection, Mapping
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
    beside = _beside(path)
    try:
        _write_beside(path, data)
        if check is not None:
            check(beside.read_bytes())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write_all(files: Mapping[Path, bytes]) -> None:
    """As `write_whole`, for several at once, in folders that are made where there are none: every folder is flushed once.

    Raises NoRoom or NotOurs where the disk does not take one of them; some of the others may be there then.
    """
    try:
        _write_all(files)
    except OSError as error:
        raise trouble_with_disk(error) or error from error


def _write_all(files: Mapping[Path, bytes]) -> None:
    folders = {path.parent for path in files}
    make_folders(folders)
    try:
        for path, data in files.items():
            _write_beside(path, data)
        for path in files:
            _beside(path).replace(path)
    except BaseException:
        for path in files:
            _beside(path).unlink(missing_ok=True)
        raise
    for folder in folders:
        flush_folder(folder)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _write_beside(path: Path, data: bytes) -> None:
    """Write what is to take the place of a file, and flush it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(_beside(path), flags, OWNER_ONLY_FILE), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make a rename or a removal in the folder last. Windows does this itself and cannot open a folder."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_file(path: Path) -> None:
    """Make what a file holds last, its length too, where somebody else wrote it. Nothing to do where it is not there."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """A folder that only its owner can look into. Raises NoRoom or NotOurs."""
    try:
        make_folders({folder})
    except OSError as error:
        raise trouble_with_disk(error) or error from error


def make_folders(folders: Collection[Path]) -> None:
    """Folders that only their owner can look into. Those that are new last: else what is flushed in them is lost with them."""
    new = {one for folder in folders for one in (folder, *folder.parents) if not one.exists()}
    for folder in folders:
        folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        folder.chmod(OWNER_ONLY_FOLDER)
    for folder in {one.parent for one in new}:
        flush_folder(folder)
