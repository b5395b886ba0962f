"""The folder of sealed attachment pieces: each a file named by the SHA-256 of its bytes."""

from collections.abc import Mapping
from pathlib import Path

from desktop_app.vault.attachments import piece_name
from desktop_app.vault.errors import DamagedAttachment
from desktop_app.vault.safe_files import flush_folder, write_all

PIECE_NAME = 64  # letters of a SHA-256


class PieceFolder:
    """Sealed pieces on this laptop. Reads check the name, so that a changed piece is never handed on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, piece: bytes) -> None:
        """Keep a piece. Raises DamagedAttachment where it is not the one that the name stands for."""
        self.keep_all({name: piece})

    def keep_all(self, pieces: Mapping[str, bytes]) -> None:
        """Keep pieces by their names; all are on the disk when this returns. Raises DamagedAttachment, as `keep`."""
        if any(piece_name(piece) != name for name, piece in pieces.items()):
            raise DamagedAttachment("A piece of a drawing came damaged. It will be fetched again.")
        paths = {self._path(name): piece for name, piece in pieces.items()}
        write_all({path: piece for path, piece in paths.items() if not path.exists()})

    def has(self, name: str) -> bool:
        """Whether the piece is here."""
        return self._path(name).exists()

    def read(self, name: str) -> bytes:
        """The sealed bytes. Raises KeyError where the piece is not here yet, DamagedAttachment where it was changed."""
        try:
            piece = self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(name) from error
        if piece_name(piece) != name:
            raise DamagedAttachment("A drawing on this laptop is damaged. It will be fetched again when connected.")
        return piece

    def read_as_it_is(self, name: str) -> bytes:
        """The bytes under that name, changed or not: for handing over what may still be of use to somebody."""
        return self._path(name).read_bytes()

    def forget(self, *names: str) -> None:
        """Remove pieces, so that they are fetched again where they are wanted; their names are off the disk when this returns."""
        paths = [self._path(name) for name in names]
        for path in paths:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in paths if path.parent.exists()}:
            flush_folder(folder)

    def names(self) -> list[str]:
        """The pieces that are here."""
        return [path.name for path in self._folder.glob("??/*") if len(path.name) == PIECE_NAME]

    def _path(self, name: str) -> Path:
        if len(name) != PIECE_NAME or not set(name) <= set("0123456789abcdef"):
            raise DamagedAttachment("A drawing names a piece that cannot exist.")
        return self._folder / name[:2] / name
