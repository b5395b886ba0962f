"""The made-up family as it is told in resources/practice/family.toml, read once."""

import functools
from pathlib import Path

import msgspec

from casework.case_files import PRACTICE_TENANT, person_file

PRACTICE = Path(__file__).resolve().parents[2] / "resources" / "practice"


class Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to ring about a child's safety."""

    who: str
    number: str
    hours: str = ""


class AuthorityTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The authority that does not exist."""

    name: str
    out_of_hours: str
    complaints: str
    ring: tuple[Number, ...]


class HubTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Its one hub."""

    id: str
    name: str
    phone: str


class StaffTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who works there. role: a Role's value (casework.access)."""

    id: str
    name: str
    role: str
    phone: str = ""


class Born(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How old a child is on the day on which the practice is begun."""

    years: int
    days: int


class TieTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"relationship": "is"}):
    """How an adult belongs to a child. responsibility: "Y" or "N"; source: who or what says so."""

    adult: str
    relationship: str
    lives_with: bool = False
    responsibility: str = ""
    source: str = ""


class ChildTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One child. teacher: at the school, whose name is told with the year."""

    key: str
    id: str
    forename: str
    surname: str
    sex: str
    born: Born
    ties: tuple[TieTold, ...]
    school: str = ""
    teacher: str = ""

    @property
    def file(self) -> str:
        """The child's file, the same on every laptop and in no store."""
        return person_file(PRACTICE_TENANT, self.id)


class AdultTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One adult. knows: what they do and know, for those who work with the family."""

    key: str
    forename: str
    surname: str
    sex: str
    phone: str
    knows: str
    called: str = ""


class HomeTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An address. of: the key of a child or of an adult; that of the first child is the home of all."""

    of: str
    lines: str
    postcode: str


class AgencyTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody of another agency."""

    name: str
    role: str
    agency: str
    phone: str


class Referred(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The referral. back: days before the practice is begun, as everywhere here; source, need: as the dataset codes them."""

    back: int
    source: str
    need: str


class Assessed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The assessment that was begun."""

    back: int
    factors: str


class HandedOver(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"by": "from"}):
    """The day on which the family became the worker's, and whose it was before."""

    back: int
    by: str


class NoteTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"who_with": "with"}):
    """A note of what happened before. children: whose files it stands in."""

    back: int
    time: str
    by: str
    how: str
    about: str
    who_with: str
    children: tuple[str, ...]
    this_is: str
    said: str
    decided: str = ""


class Worry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The danger statement that was there before: why we are involved."""

    back: int
    by: str
    text: str
    whose: str
    source: str


class FirstStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is due on the day on which the practice is begun."""

    back: int
    by: str
    who: str
    what: str
    how: str


class FamilyTold(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"children": "child", "adults": "adult", "homes": "home", "agencies": "agency", "notes": "note"},
):
    """All of it. worker: the one that whoever practises is."""

    family: str
    worker: str
    authority: AuthorityTold
    hub: HubTold
    staff: tuple[StaffTold, ...]
    children: tuple[ChildTold, ...]
    adults: tuple[AdultTold, ...]
    homes: tuple[HomeTold, ...]
    agencies: tuple[AgencyTold, ...]
    referral: Referred
    assessment: Assessed
    handed_over: HandedOver
    worry: Worry
    first_step: FirstStep
    notes: tuple[NoteTold, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The children's files, the eldest's first."""
        return tuple(child.file for child in self.children)

    def child(self, key: str) -> ChildTold:
        """The child of a key."""
        return next(child for child in self.children if child.key == key)


@functools.cache
def family() -> FamilyTold:
    """The family."""
    return msgspec.toml.decode((PRACTICE / "family.toml").read_text("utf-8"), type=FamilyTold)
