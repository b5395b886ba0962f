"""What stands in the authority's book and the logs of grants: people, hubs, devices, erasures, and who holds which file."""

import msgspec

from casework.changes import derived_record_id
from casework.kinds.reading import Kind


class NumberToRing(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number that a worker rings, as the authority gave it: when a child may not be safe, or for help with Daybook.

    position: its place in the order; hours: when somebody answers, in words; checked: the ISO day it was last tried.
    """

    position: int
    who: str
    number: str
    hours: str = ""
    checked: str = ""


class RecoveryPublic(msgspec.Struct, frozen=True):
    """The authority's recovery key, to which every laptop seals its vault key, as casework.seals.RecoveryWord has it."""

    public: bytes
    given: str
    signature: bytes


class Authority(Kind, frozen=True):
    """The authority itself: its name, the numbers a family is given, those a worker rings about safety (ring), and those
    a worker rings who cannot get into Daybook (help): also in the evening. recovery is signed by the authority's key."""

    name: str | None = None
    out_of_hours: str | None = None
    complaints: str | None = None
    ring: dict[str, NumberToRing] = {}
    help: dict[str, NumberToRing] = {}
    recovery: RecoveryPublic | None = None


class Policy(Kind, frozen=True):
    """What the authority sets for every laptop.

    lock_minutes, lock_minutes_with_a_family: the longest a laptop may lie untouched before it locks, at a desk and in a
    visit or child mode; voices_recorded: whether a child's voice may be recorded, which nobody may where it is not said;
    lease_days: how long a laptop may work without speaking to the store (casework.lease); labels: words of the practice
    framework in place of ours, by where they stand (casework.labels).
    """

    lock_minutes: int | None = None
    lock_minutes_with_a_family: int | None = None
    voices_recorded: bool | None = None
    lease_days: int | None = None
    labels: dict[str, str] = {}


class Hub(Kind, frozen=True):
    """A hub or team: ssd_department. group: the group it belongs to; phone: where families ring."""

    team_id: str | None = None
    team_name: str | None = None
    team_parent_name: str | None = None
    phone: str | None = None
    closed_on: str | None = None


class Professional(Kind, frozen=True):
    """A member of staff: ssd_professionals. role: a Role's value (casework.access); hubs: {team id: since}."""

    professional_id: str | None = None
    professional_name: str | None = None
    professional_job_title: str | None = None
    social_worker_registration_no: str | None = None
    role: str | None = None
    phone: str | None = None
    left_on: str | None = None
    hubs: dict[str, str] = {}


class ApprovedDevice(msgspec.Struct, frozen=True):
    """The authority's word for a device, as casework.seals.Approval has it."""

    public: bytes
    professional: str
    given: str
    signature: bytes


class TakenOver(msgspec.Struct, frozen=True):
    """The authority's word that a device takes over from earlier ones, as casework.seals.Succession has it."""

    devices: tuple[str, ...]
    given: str
    signature: bytes


class OrderedAway(msgspec.Struct, frozen=True):
    """The authority's order to a device, as casework.seals.Revocation has it."""

    given: str
    signature: bytes


class Device(Kind, frozen=True):
    """A device that may seal for a person, until it is revoked or another takes over from it. approval, takes_over, and the
    order to hand over what was not sent and to destroy the copy, are signed by the authority's key."""

    approval: ApprovedDevice | None = None
    revoked: str | None = None
    takes_over: TakenOver | None = None
    order: OrderedAway | None = None


class Release(Kind, frozen=True):
    """Work out of the quarantine that was added to its file, as the administrator decided: device, whose it was, and file;
    seals: {hash of its seal in hexadecimal: how many changes}; released: UTC time."""

    device: str | None = None
    file: str | None = None
    released: str | None = None
    seals: dict[str, int] = {}


class ErasureOrder(msgspec.Struct, frozen=True, omit_defaults=True):
    """The authority's word that these changes of a file lose their words, on every machine and for good.

    changes: their ids; pieces: 32 bytes each, what the names of stored pieces of attachments stand for that no other
    change names; reason: why, in words that name nobody, since every laptop of the authority holds the order; by: the
    two people who decided; given: UTC time; signature: by the authority's key.
    """

    file: str
    changes: tuple[bytes, ...]
    reason: str
    by: tuple[str, ...]
    given: str
    pieces: tuple[bytes, ...] = ()
    signature: bytes = b""


class Erasure(Kind, frozen=True):
    """One order to erase. It is never taken back: what it names is gone."""

    order: ErasureOrder | None = None


class Grant(Kind, frozen=True):
    """That a hub holds a case file, named by `file`: state "held", "handed on" or "unallocated", since that day."""

    file: str | None = None
    state: str | None = None
    since: str | None = None


def professional_record(professional_id: str) -> bytes:
    """The record of a member of staff."""
    return derived_record_id("professional", professional_id)


def hub_record(team_id: str) -> bytes:
    """The record of a hub."""
    return derived_record_id("hub", team_id)


def device_record(device: str) -> bytes:
    """The record of a device."""
    return derived_record_id("device", device)


def grant_record(file: str) -> bytes:
    """The record of a file's grant to the hub in whose log it stands."""
    return derived_record_id("grant", file)


AUTHORITY_RECORD = derived_record_id("authority")
POLICY_RECORD = derived_record_id("policy")
