"""Somebody of a child's family or network while they are written down: kept as it is typed, and what is still missing. No Qt."""

import msgspec

from casework import typed_days
from casework.changes import new_record_id

Shown = dict[str, tuple[bytes, ...]]
"""{field: ids of live values} of one record, as it was when the form opened."""
HERE, ELSEWHERE = "here", "elsewhere"


class Details(msgspec.Struct, frozen=True):
    """What is typed. lives: "here", "elsewhere" or "" for not known; responsibility: "Y", "N" or "" for not known;
    contact: "yes", "supervised", "no" or "" where nothing is said; days as `casework.typed_days.keep` has them; moved: "moved" or "corrected", where another
    address is typed over the one that stands."""

    forename: str = ""
    surname: str = ""
    preferred_name: str = ""
    role: str = ""
    dob: str = ""
    expected: str = ""
    phone: str = ""
    languages: str = ""
    interpreter: str = ""
    is_provisional: bool = False
    relationship: str = ""
    lives: str = ""
    lines: str = ""
    postcode: str = ""
    is_confidential: bool = False
    since: str = ""
    moved: str = ""
    responsibility: str = ""
    responsibility_source: str = ""
    contact: str = ""
    contact_detail: str = ""
    contact_order: str = ""
    network: str = ""


class PersonDraft(msgspec.Struct, frozen=True):
    """The whole form. record: of the person; opened: what stood there when it opened; relation, address: the records that
    belong to them, b"" where there is none yet; shown: {kind: what was shown of that record}; also: files of
    brothers and sisters in which the same is written."""

    file: str
    record: bytes
    details: Details = Details()
    opened: Details = Details()
    relation: bytes = b""
    address: bytes = b""
    is_new: bool = True
    is_subject: bool = False
    shown: dict[str, Shown] = {}
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the draft is kept under: one for somebody new in each file, one for each person that is corrected."""
        return f"person:{self.file}" if self.is_new else f"person:{self.file}:{self.record.hex()}"

    def has_words(self) -> bool:
        """Whether anything was typed or chosen that would be missed."""
        return self.details != self.opened

    def with_details(self, details: Details) -> "PersonDraft":
        """The form with other words in it."""
        return msgspec.structs.replace(self, details=details)


class Missing(msgspec.Struct, frozen=True):
    """One thing to fill in first."""

    field: str
    sentence: str


def somebody_new(file: str, *, is_provisional: bool) -> PersonDraft:
    """An empty form. A provisional person is one who was met: a first name may be all that is known."""
    details = Details(is_provisional=is_provisional)
    return PersonDraft(file, new_record_id(), details, details)


def missing(draft: PersonDraft) -> tuple[Missing, ...]:
    """What must be said before it can be added, in the order of the form."""
    now = draft.details
    found = []
    if not any(part.strip() for part in (now.forename, now.surname, now.preferred_name, now.role)):
        found.append(Missing("forename", "Write a name, or who they are if nobody said one."))
    if not draft.is_subject and not now.is_provisional and not now.relationship.strip():
        found.append(
            Missing("relationship", "Say how they belong to the child. If you do not know yet, choose Met today.")
        )
    days = (("dob", "the date of birth"), ("expected", "the day"), ("since", "the day"))
    said = [Missing(field, typed_days.not_a_day(getattr(now, field), which)) for field, which in days]
    found += [one for one in said if one.sentence]
    if draft.address and place_differs(draft) and not now.moved:
        found.append(Missing("moved", "Say whether they moved, or the address was written wrongly."))
    if now.moved == "moved" and place_differs(draft) and (not now.since or now.since == draft.opened.since):
        found.append(Missing("since", "Say since when they live there; the day you heard of it if nobody knows."))
    if now.responsibility and not now.responsibility_source.strip() and _says_another(draft, "responsibility"):
        found.append(
            Missing("responsibility_source", "Say who or what says so: a birth certificate, an order, a person.")
        )
    if now.contact in ("no", "supervised") and not now.contact_order.strip() and _says_another(draft, "contact"):
        found.append(Missing("contact_order", "Say where it comes from: an order, an agreement, and its day."))
    return tuple(found)


def place_differs(draft: PersonDraft) -> bool:
    """Whether another address is typed than stood there when the form opened."""
    return any(_says_another(draft, field) for field in ("lines", "postcode"))


def _says_another(draft: PersonDraft, field: str) -> bool:
    return bool(getattr(draft.details, field) != getattr(draft.opened, field))
