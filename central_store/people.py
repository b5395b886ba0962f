"""Who may do what, from the authority's book and the logs of grants: kept ready, made again when a book has grown."""

import threading
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, select

from casework.access import Standing
from casework.case_files import AUTHORITY_BOOK, FileKind, grants_log, kind_of_file
from casework.changes import Change
from casework.errors import BadSeal
from casework.fold import fold
from casework.kinds.books import Device, Grant, Hub, Professional
from casework.kinds.reading import read_as
from casework.seals import Approval, check_approval, device_id
from casework.standing import Rights, held_by, standing_of
from central_store.ledger import Ledger
from central_store.tables import files


class KnownDevice(msgspec.Struct, frozen=True):
    """An approved device, whose it is, and the authority's word for it."""

    device: str
    public: bytes
    professional: str
    approval: Approval


class Register:
    """Devices, people and holders of files, as the books say now."""

    def __init__(self, tenant: str, authority: bytes) -> None:
        self._tenant = tenant
        self._authority = authority
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._devices: dict[str, KnownDevice] = {}
        self._ever: dict[str, bytes] = {}
        self._people: dict[str, Professional] = {}
        self._hubs: list[Hub] = []
        self._held_by: dict[str, frozenset[str]] = {}

    def refresh(self, connection: Connection) -> None:
        """Read the books again if they have grown since the last look."""
        stamp = self._stamp_of(connection)
        with self._lock:
            if stamp != self._stamp:
                self._read(Ledger(connection, self._tenant))
                self._stamp = stamp

    @property
    def stamp(self) -> tuple[int, int] | None:
        """Changes whenever a right may have changed."""
        return self._stamp

    def device(self, device: str) -> KnownDevice | None:
        """An approved device that was not revoked."""
        return self._devices.get(device)

    def public_of(self, device: str) -> bytes | None:
        """The key of a device that was ever approved, revoked since or not: what it sealed before still holds."""
        return self._ever.get(device)

    def professional(self, professional: str) -> Professional | None:
        """A member of staff."""
        return self._people.get(professional)

    def standing(self, professional: str) -> Standing:
        """How somebody stands."""
        return standing_of(professional, self._people.get(professional), self._hubs)

    def rights(self, professional: str) -> Rights:
        """What somebody may do."""
        return Rights(self.standing(professional), self._held_by)

    def _stamp_of(self, connection: Connection) -> tuple[int, int]:
        is_book = (files.c.file == AUTHORITY_BOOK) | files.c.file.startswith(grants_log(""))
        row = connection.execute(
            select(func.coalesce(func.sum(files.c.number), 0), func.coalesce(func.sum(files.c.epoch), 0)).where(
                files.c.tenant == self._tenant, is_book
            )
        ).one()
        return int(row[0]), int(row[1])

    def _read(self, ledger: Ledger) -> None:
        book = list(fold(ledger.changes_of(AUTHORITY_BOOK)).values())
        staff = [read_as(Professional, state) for state in book if state.kind == "professional" and state.is_kept]
        self._people = {one.professional_id: one for one in staff if one.professional_id}
        self._hubs = [read_as(Hub, state) for state in book if state.kind == "hub" and state.is_kept]
        self._devices, self._ever = {}, {}
        for state in book:
            if state.kind == "device" and state.is_kept:
                self._take_device(read_as(Device, state))
        logs = [head.file for head in ledger.heads() if kind_of_file(head.file) is FileKind.GRANTS]
        self._held_by = held_by(grant for file in logs for grant in grants_in(file, ledger.changes_of(file)))

    def _take_device(self, found: Device) -> None:
        if found.approval is None:
            return
        approval = Approval(
            found.approval.public, found.approval.professional, found.approval.given, found.approval.signature
        )
        try:
            check_approval(self._authority, self._tenant, approval)
        except BadSeal:
            return  # somebody wrote it who could not have; verify names it
        device = device_id(approval.public)
        self._ever[device] = approval.public
        if found.revoked is None:
            self._devices[device] = KnownDevice(device, approval.public, approval.professional, approval)


def grants_in(file: str, its_changes: Iterable[Change]) -> list[tuple[str, Grant]]:
    """(hub, grant) of one log of grants."""
    hub = file.removeprefix(grants_log(""))
    states = fold(its_changes).values()
    return [(hub, read_as(Grant, state)) for state in states if state.kind == "grant" and state.is_kept]
