"""Pieces of attachments on the store's disk: sealed on the devices, named by the SHA-256 of their bytes."""

import contextlib
import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from central_store.disk import to_disk
from central_store.serving.trouble import missing_piece, unreadable

NAME = re.compile(r"[0-9a-f]{64}")
PART = "."
LONGEST_WRITING = 600  # seconds


def path_of_piece(root: Path, file: str, name: str) -> Path:
    """Where a piece lies: one folder a file, so that one file's can be given or destroyed alone."""
    return root / hashlib.sha256(file.encode()).hexdigest()[:32] / name


def remove_pieces(paths: Iterable[Path]) -> None:
    """Have these files gone for good: also their names are off the disk when this returns."""
    folders = set()
    for path in paths:
        path.unlink(missing_ok=True)
        folders.add(path.parent)
    for folder in folders:
        if folder.exists():
            to_disk(folder)


class PieceStore:
    """A folder of pieces."""

    def __init__(self, root: Path) -> None:
        self._root = root
        if not root.exists():
            root.mkdir(exist_ok=True, mode=0o700)
            to_disk(root.parent)
        long_ago = time.time() - LONGEST_WRITING
        for part in root.glob(f"*/{PART}*"):  # what a power cut left half written, and no other server is writing now
            with contextlib.suppress(FileNotFoundError):
                if part.stat().st_mtime < long_ago:
                    part.unlink()

    def keep(self, file: str, name: str, data: bytes) -> None:
        """Keep a piece; on disk when this returns. Raises Refusing where the bytes are not those named."""
        path = self._path(file, name)
        if hashlib.sha256(data).hexdigest() != name:
            raise unreadable(file)
        if path.exists():
            return
        if not path.parent.exists():
            path.parent.mkdir(exist_ok=True, mode=0o700)
            to_disk(self._root)
        part = path.with_name(f"{PART}{secrets.token_hex(8)}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
        to_disk(path.parent)

    def read(self, file: str, name: str) -> bytes:
        """A piece. Raises Refusing where it is not here."""
        try:
            return self._path(file, name).read_bytes()
        except FileNotFoundError as error:
            raise missing_piece(file) from error

    def has(self, file: str, name: str) -> bool:
        """Whether a piece is here."""
        return self._path(file, name).exists()

    def _path(self, file: str, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise unreadable(file)
        return path_of_piece(self._root, file, name)
