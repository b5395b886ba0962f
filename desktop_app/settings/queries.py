"""What the page of settings shows: the authority's limits and words, and where this worker's data lies. No Qt."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import AUTHORITY_RECORD, Authority, Professional
from casework.labels import Labels, split_level, standard_labels
from desktop_app.record_store.policy import own_labels, policy
from desktop_app.record_store.records import Records
from desktop_app.settings.choices import LOCK_MINUTES, LOCK_MINUTES_WITH_A_FAMILY, Limits

LONGEST_LIMIT = 60  # of what a store could ever have signed; beyond it something is wrong and ours holds


class OwnWords(msgspec.Struct, frozen=True):
    """A label that the authority has changed: what it says here, and what it said before."""

    here: str
    before: str


class Settings(msgspec.Struct, frozen=True):
    """authority: its name; worker: who works here; store: the address this copy syncs with; own_words: changed labels."""

    authority: str
    worker: str
    folder: str
    store: str
    device: str
    limits: Limits
    own_words: tuple[OwnWords, ...]


def settings(records: Records, folder: Path) -> Settings:
    """Everything the page says; folder: where the copy lies."""
    identity = records.identity
    book = records.record(AUTHORITY_BOOK, Authority, AUTHORITY_RECORD)
    staff = {one.value.professional_id: one.value for one in records.records(AUTHORITY_BOOK, Professional)}
    worker = staff.get(identity.professional)
    standard = standard_labels()
    return Settings(
        authority=(book.value.name if book else None) or "Your authority",
        worker=(worker.professional_name if worker else None) or identity.professional,
        folder=str(folder),
        store=identity.address,
        device=" ".join(identity.device[at : at + 4] for at in range(0, 16, 4)),
        limits=limits(records),
        own_words=tuple(_own(where, words, standard) for where, words in sorted(own_labels(records).items())),
    )


def _own(where: str, words: str, standard: Labels) -> OwnWords:
    level, label = split_level(where)
    return OwnWords(words, standard[label] + (f" ({level.replace('_', ' ')})" if level else ""))


@dataclass(frozen=True)
class InForce:
    """What holds on this laptop from now on."""

    limits: Limits
    labels: Labels


def in_force(records: Records) -> InForce:
    """The authority's limits and words as they stand."""
    return InForce(limits(records), own_labels(records))


def limits(records: Records) -> Limits:
    """How long this laptop may lie untouched, as the authority set it."""
    set_to = policy(records)
    return Limits(
        _minutes(set_to.lock_minutes, LOCK_MINUTES),
        _minutes(set_to.lock_minutes_with_a_family, LOCK_MINUTES_WITH_A_FAMILY),
    )


def _minutes(set_to: int | None, ours: int) -> int:
    return set_to if set_to is not None and 0 < set_to <= LONGEST_LIMIT else ours
