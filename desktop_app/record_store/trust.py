"""Whose seals this copy believes: what the authority's own key signed, and nothing that the store says."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.errors import BadMessage, BadSeal
from casework.kinds import NAME_OF
from casework.kinds.books import ApprovedDevice, Device, TakenOver
from casework.seals import Approval, Succession, check_approval, check_succession, device_id
from desktop_app.record_store.identity import Identity


class Trust:
    """Whose seals are believed: devices that the authority approved, from the book as far as it is held."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._approved: dict[str, Approval] = {}
        self._earlier: dict[str, frozenset[str]] = {}

    def learn(self, changes: Iterable[Change]) -> None:
        """Take approvals from changes of the authority's book; each stands on the authority's signature alone.

        These changes are not checked yet: the approval of the device that sealed them stands among them.
        """
        for change in changes:
            try:
                if change.header.kind == NAME_OF[Device] and "approval" in change.values:
                    told = msgspec.convert(change.values["approval"], ApprovedDevice, builtin_types=(bytes,))
                    self._take(told)
                    if (taken_over := change.values.get("takes_over")) is not None:
                        self._take_over(told.public, msgspec.convert(taken_over, TakenOver, builtin_types=(bytes,)))
            except (BadMessage, msgspec.ValidationError, RecursionError):
                continue  # no word of the authority has such a form

    def learn_from_copy(self, connection: Connection) -> None:
        """Take the approvals that this copy holds already."""
        rows = connection.exec_driver_sql(
            "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND kind=?", (AUTHORITY_BOOK, NAME_OF[Device])
        )
        self.learn(Change(*row) for row in rows)

    def approval_of(self, device: str) -> Approval:
        """The authority's word for a device. Raises BadSeal where it gave none."""
        approval = self._approved.get(device)
        if approval is None:
            raise BadSeal("The central store sent work of a laptop that was never approved. It was not taken over.")
        return approval

    def devices_of(self, device: str) -> frozenset[str]:
        """Whose words a device may seal: its own, and those of devices from which the authority let it take over."""
        return self._earlier.get(device, frozenset()) | {device}

    def _take(self, told: ApprovedDevice) -> None:
        approval = Approval(told.public, told.professional, told.given, told.signature)
        try:
            check_approval(self._identity.authority, self._identity.tenant, approval)
        except BadSeal:
            return  # not the authority's word: nothing that this device sealed will be believed
        self._approved[device_id(approval.public)] = approval

    def _take_over(self, public: bytes, told: TakenOver) -> None:
        succession = Succession(public, told.devices, told.given, told.signature)
        try:
            check_succession(self._identity.authority, self._identity.tenant, succession)
        except BadSeal:
            return
        self._earlier[device_id(public)] = frozenset(told.devices)
