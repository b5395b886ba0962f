"""What of a child's record this worker does not see, and whom to ask about it. Nothing of what it says. No Qt."""

import msgspec

from casework.access import Role, may_read, title
from casework.case_files import AUTHORITY_BOOK, Room, room_of
from casework.kinds.books import Professional
from casework.kinds.rooms import HeldApart
from casework.standing import standing_of
from casework.wording import in_a_row
from desktop_app.record_store.records import Records

WHAT = {
    Room.CLINICAL: "Clinical notes",
    Room.PROTECTED: "Protected entries",
    Room.WORKER_SAFETY: "Notes about the safety of workers",
}
SOMETHING = "Some entries"
"""Those of a room that a newer release brought."""
NOBODY_KNOWN = "the consultant social worker of the hub that holds this file"


class Hidden(msgspec.Struct, frozen=True):
    """One part that is kept apart. ask: "Ruth Abelman (clinician)", several in a row."""

    what: str
    ask: str

    @property
    def said(self) -> str:
        """What is hidden and whom to ask, in a sentence."""
        return f"{self.what}: ask {self.ask}."


def hidden_from(records: Records, file: str) -> tuple[Hidden, ...]:
    """What stands beside this main file that this worker may not read, in the order of the rooms."""
    told = {one.value.room for one in records.records(file, HeldApart)} - {None}
    if not told:
        return ()
    rights = records.rights()
    found = [
        Hidden(WHAT[room], who_reads(records, room_of(file, room)))
        for room in WHAT
        if room.value in told and not rights.may_read(room_of(file, room))
    ]
    if told - {room.value for room in WHAT}:
        found.append(Hidden(SOMETHING, NOBODY_KNOWN))
    return tuple(found)


def who_reads(records: Records, file: str, last: str = "or") -> str:
    """Those of the hub who may read a room's file; its consultant social worker last, who has most to answer."""
    held_by = records.rights().holders(file)
    staff = [one.value for one in records.records(AUTHORITY_BOOK, Professional)]
    may = [
        one
        for one in staff
        if one.professional_name
        and set(one.hubs) & held_by
        and may_read(standing_of(one.professional_id or "", one, ()), file, held_by)
    ]
    may.sort(key=lambda one: (one.role == Role.CONSULTANT_SOCIAL_WORKER.value, one.professional_name or ""))
    return in_a_row([f"{one.professional_name} ({_role(one.role)})" for one in may], last) or NOBODY_KNOWN


def _role(role: str | None) -> str:
    said = title(role)
    return said[:1].lower() + said[1:]
