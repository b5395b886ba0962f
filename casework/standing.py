"""From the authority's book and the logs of grants to who stands how to which file: the same at both ends."""

from collections.abc import Iterable

import msgspec

from casework.access import Role, Standing, may_decide, may_read, may_write
from casework.changes import Change
from casework.kinds.books import Grant, Hub, Professional

HELD, HANDED_ON, UNALLOCATED = "held", "handed on", "unallocated"


class Rights(msgspec.Struct, frozen=True):
    """A standing and who holds which person's file: {main file: team ids}."""

    standing: Standing
    held_by: dict[str, frozenset[str]]

    def may_read(self, file: str) -> bool:
        """Whether this person may read the file."""
        return may_read(self.standing, file, self.holders(file))

    def may_write(self, file: str, kind: str) -> bool:
        """Whether this person may add this kind of record to the file."""
        return may_write(self.standing, file, self.holders(file), kind)

    def may_decide(self, file: str) -> bool:
        """Whether this person takes decisions for the child."""
        return may_decide(self.standing, file, self.holders(file))

    def holders(self, file: str) -> frozenset[str]:
        """The hubs that hold a file; each room of a person's file is held with its main one."""
        return self.held_by.get(":".join(file.split(":")[:2]), frozenset())


def standing_of(professional: str, found: Professional | None, hubs: Iterable[Hub]) -> Standing:
    """How a member of staff stands; one who is unknown, has left, or has a role we do not know belongs to no hub."""
    if found is None or found.left_on is not None:
        return Standing(professional, Role.SOCIAL_WORKER)
    try:
        role = Role(found.role)
    except ValueError:
        return Standing(professional, Role.SOCIAL_WORKER)
    mine = frozenset(found.hubs)
    overseen = {hub.team_id for hub in hubs if hub.team_id and hub.team_parent_name in mine}
    return Standing(professional, role, mine, frozenset(overseen) if role is Role.GROUP_MANAGER else frozenset())


def held_by(grants: Iterable[tuple[str, Grant]]) -> dict[str, frozenset[str]]:
    """{file: hubs that hold it} from (hub, grant) of every log of grants. Both an unallocated tray and a hub hold."""
    found: dict[str, set[str]] = {}
    for hub, grant in grants:
        if grant.file and grant.state in (HELD, UNALLOCATED):
            found.setdefault(grant.file, set()).add(hub)
    return {file: frozenset(hubs) for file, hubs in found.items()}


def role_when(changes: Iterable[Change], at: str) -> str | None:
    """The role of a member of staff at a UTC time, from the changes of their record in the authority's book.

    What is dated before the book knew them is judged by the first role that it gave them. None for one it never knew.
    """
    given = sorted(
        (one.header.written, one.id, str(one.values["role"] or "")) for one in changes if "role" in one.values
    )
    before = [role for written, _, role in given if written <= at]
    return before[-1] if before else given[0][2] if given else None
