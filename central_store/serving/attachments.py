"""Attachments over the wire: which pieces are missing, one kept, one given. Only to and from who may read the file."""

from sqlalchemy import Connection

from casework.case_files import is_case_file
from casework.exchange import PIECE_BYTES, PiecesAnswer, PiecesAsk
from central_store import tables
from central_store.audit import Line, write_line
from central_store.people import KnownDevice
from central_store.serving.office import Office
from central_store.serving.pieces import PieceStore
from central_store.serving.trouble import not_yours, too_large

MOST_NAMES = 10_000
ATTACHMENT = "attachment"
"""What the right to add an attachment is asked as: like a kind of record that nobody who writes is kept from."""


class AttachmentDesk:
    """Takes and gives pieces."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._pieces = PieceStore(office.folder.pieces)

    def missing(self, device: KnownDevice, ask: PiecesAsk) -> PiecesAnswer:
        """Which pieces the store lacks."""
        self._check_may_read(device, ask.file)
        if len(ask.names) > MOST_NAMES:
            raise too_large(ask.file)
        erased = self._erased(ask.file)
        wanted = (name for name in ask.names if name not in erased)
        return PiecesAnswer(tuple(name for name in wanted if not self._pieces.has(ask.file, name)))

    def keep(self, device: KnownDevice, file: str, name: str, data: bytes) -> None:
        """Keep one piece, of somebody who may write to its file."""
        self._check_may_read(device, file)
        if not self._office.register.rights(device.professional).may_write(file, ATTACHMENT):
            raise not_yours(file)
        if len(data) > PIECE_BYTES:
            raise too_large(file)
        if name in self._erased(file):
            return  # a laptop that has not heard of the order yet
        self._pieces.keep(file, name, data)
        self._office.write(lambda connection: self._note(connection, device, file, name, len(data)))

    def read(self, device: KnownDevice, file: str, name: str) -> bytes:
        """One piece."""
        self._check_may_read(device, file)
        piece = self._pieces.read(file, name)
        self._office.note(Line(device.device, "read piece", file, name[:16]))
        return piece

    def _erased(self, file: str) -> frozenset[str]:
        orders = self._office.register.books.orders
        return frozenset(name.hex() for order in orders if order.file == file for name in order.pieces)

    def _note(self, connection: Connection, device: KnownDevice, file: str, name: str, length: int) -> None:
        line = {"tenant": self._office.tenant, "file": file, "name": name}
        pieces = tables.pieces
        held = pieces.select().where(*(pieces.c[column] == value for column, value in line.items()))
        if connection.execute(held).first() is None:
            connection.execute(pieces.insert().values(line | {"length": length}))
            write_line(connection, self._office.tenant, device.device, "write piece", file, name[:16])

    def _check_may_read(self, device: KnownDevice, file: str) -> None:
        if not is_case_file(file) or not self._office.register.rights(device.professional).may_read(file):
            raise not_yours(file)
