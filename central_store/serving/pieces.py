"""Pieces of attachments on the store's disk: sealed on the devices, named by the SHA-256 of their bytes."""

import hashlib
import os
import re
import secrets
from pathlib import Path

from central_store.serving.trouble import missing_piece, unreadable

NAME = re.compile(r"[0-9a-f]{64}")


class PieceStore:
    """A folder of pieces, one folder a file, so that one file's can be given or destroyed alone."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, file: str, name: str, data: bytes) -> None:
        """Keep a piece; on disk when this returns. Raises Refusing where the bytes are not those named."""
        if hashlib.sha256(data).hexdigest() != name:
            raise unreadable()
        path = self._path(file, name)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_name(f".{secrets.token_hex(8)}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)

    def read(self, file: str, name: str) -> bytes:
        """A piece. Raises Refusing where it is not here."""
        try:
            return self._path(file, name).read_bytes()
        except FileNotFoundError as error:
            raise missing_piece() from error

    def has(self, file: str, name: str) -> bool:
        """Whether a piece is here."""
        return self._path(file, name).exists()

    def _path(self, file: str, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise unreadable()
        return self._root / hashlib.sha256(file.encode()).hexdigest()[:32] / name
