"""Who may do what, from the authority's book and the logs of grants: kept ready, made again where a book has grown."""

import threading
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, select

from casework.access import Standing
from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.changes import Change
from casework.erasure import orders_in
from casework.errors import BadSeal
from casework.fold import RecordState, fold
from casework.kinds.books import Authority, Device, ErasureOrder, Grant, Hub, Policy, Professional, device_record
from casework.kinds.reading import read_as
from casework.lease import USUAL_DAYS, days_within
from casework.seals import (
    Approval,
    RecoveryWord,
    Revocation,
    Succession,
    check_approval,
    check_recovery_key,
    check_revocation,
    check_succession,
    device_id,
)
from casework.standing import Rights, held_by, standing_of
from central_store.ledger import Ledger
from central_store.tables import files

GRANTS = grants_log("")
AFTER_GRANTS = GRANTS[:-1] + chr(ord(GRANTS[-1]) + 1)
_BOOKS = select(files.c.file, files.c.epoch, files.c.number).where(
    files.c.tenant == bindparam("its_tenant"),
    (files.c.file == AUTHORITY_BOOK) | ((files.c.file >= GRANTS) & (files.c.file < AFTER_GRANTS)),
)
Grown = tuple[int, int]
"""(epoch, number): how far a book had been read."""


class KnownDevice(msgspec.Struct, frozen=True):
    """An approved device, whose it is, and the authority's word for it; earlier: devices from which it took over, by its
    word too."""

    device: str
    public: bytes
    professional: str
    approval: Approval
    succession: Succession | None = None

    @property
    def earlier(self) -> frozenset[str]:
        """Ids of the devices from which it took over."""
        return frozenset(self.succession.devices if self.succession else ())


class RevokedDevice(msgspec.Struct, frozen=True):
    """A device that was revoked, and the authority's order to it."""

    known: KnownDevice
    order: Revocation


class Books(msgspec.Struct, frozen=True):
    """What the authority's book and the logs of grants say. Made whole and never altered, so any thread may read it.

    ever: keys of devices that were ever approved; revoked: those that may do nothing any more, under whichever of a
    laptop's keys it was said; replaced: those from which another took over; ordered_away: those that the authority
    ordered to hand over and to be wiped; unbelieved: ids of devices whose approval the authority did not sign;
    lease_days: how long a laptop may work without speaking to the store; recovery: the authority's recovery key;
    orders: to erase, those that the authority signed; erased: {file: ids of the changes that they name}.
    """

    devices: dict[str, KnownDevice] = {}
    ever: dict[str, KnownDevice] = {}
    revoked: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()
    ordered_away: dict[str, RevokedDevice] = {}
    unbelieved: tuple[str, ...] = ()
    people: dict[str, Professional] = {}
    hubs: tuple[Hub, ...] = ()
    held_by: dict[str, frozenset[str]] = {}
    lease_days: int = USUAL_DAYS
    orders: tuple[ErasureOrder, ...] = ()
    erased: dict[str, frozenset[bytes]] = {}
    recovery: RecoveryWord | None = None


class Register:
    """Devices, people and holders of files, as the books say now."""

    def __init__(self, tenant: str, authority: bytes) -> None:
        self._tenant = tenant
        self._authority = authority
        self._lock = threading.Lock()
        self._grown: dict[str, Grown] = {}
        self._grants: dict[str, list[tuple[str, Grant]]] = {}
        self._books = Books()

    def refresh(self, connection: Connection) -> None:
        """Read again those books that have grown since the last look."""
        grown = self._look(connection)
        if grown == self._grown:
            return
        with self._lock:
            if all(self._grown.get(file, (0, 0)) >= grown[file] for file in grown):
                return  # another thread has looked since, and saw more
            ledger = Ledger(connection, self._tenant)
            changed = {file for file in grown if grown[file] != self._grown.get(file)}
            for file in changed - {AUTHORITY_BOOK}:
                self._grants[file] = grants_in(file, ledger.changes_of(file))
            if AUTHORITY_BOOK in changed:
                self._books = self._read_book(ledger)
            holders = held_by(grant for grants in self._grants.values() for grant in grants)
            self._books = msgspec.structs.replace(self._books, held_by=holders)
            self._grown = self._grown | grown

    @property
    def books(self) -> Books:
        """Everything, as of the last look."""
        return self._books

    def device(self, device: str) -> KnownDevice | None:
        """An approved device that was not revoked, and from which no other took over."""
        return self._books.devices.get(device)

    def revoked_device(self, device: str) -> RevokedDevice | None:
        """A device that was revoked, with the authority's order; None also where an earlier release gave none."""
        return self._books.ordered_away.get(device)

    def ever_approved(self, device: str) -> KnownDevice | None:
        """A device that was ever approved, revoked since or not: what it sealed before still holds."""
        return self._books.ever.get(device)

    def erased(self, file: str) -> frozenset[bytes]:
        """The changes of a file that the authority ordered to be erased: they are kept without their words."""
        return self._books.erased.get(file, frozenset())

    def standing(self, professional: str) -> Standing:
        """How somebody stands."""
        books = self._books
        return standing_of(professional, books.people.get(professional), books.hubs)

    def rights(self, professional: str) -> Rights:
        """What somebody may do."""
        books = self._books
        return Rights(standing_of(professional, books.people.get(professional), books.hubs), books.held_by)

    def _look(self, connection: Connection) -> dict[str, Grown]:
        rows = connection.execute(_BOOKS, {"its_tenant": self._tenant})
        return {row.file: (row.epoch, row.number) for row in rows}

    def _read_book(self, ledger: Ledger) -> Books:
        every = ledger.changes_of(AUTHORITY_BOOK)
        orders = orders_in(self._authority, self._tenant, every)
        book = [state for state in fold(every).values() if state.is_kept]
        staff = [read_as(Professional, state) for state in book if state.kind == "professional"]
        devices = [self._device(state) for state in book if state.kind == "device"]
        known = [found for found in devices if found is not None]
        revoked = _revoked(known)
        replaced = frozenset[str]().union(*(device.earlier for device, _ in known))
        return Books(
            devices={device.device: device for device, _ in known if device.device not in revoked | replaced},
            ever={device.device: device for device, _ in known},
            revoked=revoked,
            replaced=replaced,
            ordered_away={
                one.known.device: one for state in book if (one := self._ordered_away(state, known)) is not None
            },
            unbelieved=tuple(_names_unbelieved(book, {device.device for device, _ in known})),
            people={one.professional_id: one for one in staff if one.professional_id},
            hubs=tuple(read_as(Hub, state) for state in book if state.kind == "hub"),
            held_by=self._books.held_by,
            lease_days=days_within(
                next((read_as(Policy, state).lease_days for state in book if state.kind == "policy"), None)
            ),
            orders=tuple(orders),
            erased=_erased(orders),
            recovery=next((self._recovery(state) for state in book if state.kind == "authority"), None),
        )

    def _recovery(self, state: RecordState) -> RecoveryWord | None:
        """The recovery key, where the authority signed it."""
        told = read_as(Authority, state).recovery
        word = RecoveryWord(told.public, told.given, told.signature) if told else None
        try:
            if word is not None:
                check_recovery_key(self._authority, self._tenant, word)
        except BadSeal:
            return None
        return word

    def _device(self, state: RecordState) -> tuple[KnownDevice, bool] | None:
        """The device and whether it was revoked; None where the authority did not sign its approval."""
        record = read_as(Device, state)
        told = record.approval
        if told is None:
            return None
        approval = Approval(told.public, told.professional, told.given, told.signature)
        try:
            check_approval(self._authority, self._tenant, approval)
        except BadSeal:
            return None
        name = device_id(approval.public)
        succession = self._succession(approval.public, record)
        device = KnownDevice(name, approval.public, approval.professional, approval, succession)
        return device, any(version.value is not None for version in state.versions("revoked"))

    def _succession(self, public: bytes, record: Device) -> Succession | None:
        """The authority's word that the device takes over from others; None where it gave none."""
        told = record.takes_over
        if told is None:
            return None
        succession = Succession(public, told.devices, told.given, told.signature)
        try:
            check_succession(self._authority, self._tenant, succession)
        except BadSeal:
            return None
        return succession

    def _ordered_away(self, state: RecordState, known: Sequence[tuple[KnownDevice, bool]]) -> RevokedDevice | None:
        """The device of a record and the order to it; None where it is not revoked, or the authority did not sign that."""
        order = read_as(Device, state).order if state.kind == "device" else None
        whose = next(
            (one for one, is_revoked in known if is_revoked and device_record(one.device) == state.record), None
        )
        if order is None or whose is None:
            return None
        signed = Revocation(whose.device, order.given, order.signature)
        try:
            check_revocation(self._authority, self._tenant, whose.device, signed)
        except BadSeal:
            return None
        return RevokedDevice(whose, signed)


def grants_in(file: str, its_changes: Iterable[Change]) -> list[tuple[str, Grant]]:
    """(hub, grant) of one log of grants."""
    hub = file.removeprefix(GRANTS)
    states = fold(its_changes).values()
    return [(hub, read_as(Grant, state)) for state in states if state.kind == "grant" and state.is_kept]


def _revoked(known: Iterable[tuple[KnownDevice, bool]]) -> frozenset[str]:
    """Ids of what was revoked. It is said of a laptop: with one of its keys go those before it, which an older copy of its
    folder still has, and the one that took over."""
    laptops = [({device.device} | device.earlier, is_revoked) for device, is_revoked in known]
    found = {device for its_keys, is_revoked in laptops if is_revoked for device in its_keys}
    return frozenset(found.union(*(its_keys for its_keys, _ in laptops if not found.isdisjoint(its_keys))))


def keys_of_laptop(device: str, states: Mapping[str, RecordState]) -> list[str]:
    """The device and every other key of its laptop: those from which it took over, and those that took over from it.

    states: every device's in the authority's book, by id.
    """
    laptops = []
    for name, state in states.items():
        taken_over = read_as(Device, state).takes_over
        laptops.append({name, *(taken_over.devices if taken_over is not None else ())})
    found = {device}.union(*(its for its in laptops if device in its))
    found = found.union(*(its for its in laptops if not found.isdisjoint(its)))
    return [name for name in states if name in found]


def _erased(orders: Iterable[ErasureOrder]) -> dict[str, frozenset[bytes]]:
    found: dict[str, set[bytes]] = {}
    for order in orders:
        found.setdefault(order.file, set()).update(order.changes)
    return {file: frozenset(ids) for file, ids in found.items()}


def _names_unbelieved(book: Iterable[RecordState], believed: set[str]) -> Iterable[str]:
    for state in book:
        approval = read_as(Device, state).approval if state.kind == "device" else None
        if approval is not None and device_id(approval.public) not in believed:
            yield device_id(approval.public)
