"""What the authority sets: numbers to ring and to print, how long a laptop may lie open, the framework's own words."""

import datetime
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from casework.canonical import canonical
from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.editing import Pen, create, edit
from casework.errors import KnownError
from casework.fold import RecordState, fold
from casework.kinds import NAME_OF
from casework.kinds.books import AUTHORITY_RECORD, POLICY_RECORD, Authority, NumberToRing, Policy
from casework.kinds.reading import Kind, read_as, values_of
from casework.labels import problem_with
from casework.lease import LEAST_DAYS, MOST_DAYS, USUAL_DAYS, days_within
from central_store.devices.key_files import AuthorityKeys
from central_store.intake.mapping import slug
from central_store.store import Store

LOCK_MINUTES, LOCK_MINUTES_WITH_A_FAMILY = 5, 20
NEVER = datetime.date(1970, 1, 1)  # a number that an earlier release took without the day on which it was tried
WORDS = {
    "out_of_hours": "the number out of hours",
    "complaints": "how to complain",
    "ring": "whom to ring",
    "help": "whom to ring who cannot get into Daybook",
    "lock_minutes": "the minutes until a laptop locks",
    "lock_minutes_with_a_family": "the minutes until it locks with a family",
    "voices_recorded": "whether a child’s voice may be recorded",
    "lease_days": "the days a laptop may work without a connection",
    "labels": "the words of the framework",
}
K = TypeVar("K", bound=Kind)
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=r"^[^\r\n\t]*$")]
Maybe = Annotated[str, msgspec.Meta(max_length=240, pattern=r"^[^\r\n\t]*$")]


class BadSettings(KnownError):
    """The file of settings cannot stand. Nothing was changed."""


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Minutes. 5 and 20 where nothing is set; an authority may choose less, and little more."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=15)] = LOCK_MINUTES
    minutes_with_a_family: Annotated[int, msgspec.Meta(ge=5, le=60)] = LOCK_MINUTES_WITH_A_FAMILY


class LeaseDays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days. How long a laptop may work without speaking to the store, until it asks for a connection or a code."""

    days: Annotated[int, msgspec.Meta(ge=LEAST_DAYS, le=MOST_DAYS)] = USUAL_DAYS


class Recording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a child's voice may be recorded. Not, where nothing is set: that is decided with the impact assessment."""

    voices: bool = False


class Ring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number a worker rings about a child's safety, or for help; checked: the day on which somebody tried it."""

    who: Line
    number: Line
    checked: datetime.date
    hours: Maybe = ""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything an authority can set. labels: words in place of ours, by where they stand (casework.labels)."""

    out_of_hours: Maybe = ""
    complaints: Maybe = ""
    lock: Lock = Lock()
    lease: LeaseDays = LeaseDays()
    recording: Recording = Recording()
    ring: tuple[Ring, ...] = ()
    help: tuple[Ring, ...] = ()
    labels: dict[str, str] = {}


def read_settings(path: Path) -> Settings:
    """The file as a person wrote it. Raises BadSettings, with every label at fault."""
    try:
        settings = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Settings)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, OSError) as error:
        raise BadSettings(f"{path.name} cannot be read: {error}. Nothing was changed.") from error
    faults = [fault for where, words in settings.labels.items() if (fault := problem_with(where, words))]
    faults += [f"“{who}” is to be rung twice." for some in (settings.ring, settings.help) for who in _twice(some)]
    if faults:
        raise BadSettings(f"{path.name}: {' '.join(faults)} Nothing was changed.")
    return settings


def _twice(some: Sequence[Ring]) -> Iterator[str]:
    names = [slug(ring.who) for ring in some]
    return (ring.who for at, ring in enumerate(some) if names[at] in names[:at])


def kept_settings(store: Store) -> Settings:
    """As they stand."""
    with store.reading() as ledger:
        book = fold(ledger.changes_of(AUTHORITY_BOOK))
    authority = _read(Authority, book.get((NAME_OF[Authority], AUTHORITY_RECORD)))
    policy = _read(Policy, book.get((NAME_OF[Policy], POLICY_RECORD)))
    return Settings(
        authority.out_of_hours or "",
        authority.complaints or "",
        Lock(
            policy.lock_minutes or LOCK_MINUTES,
            policy.lock_minutes_with_a_family or LOCK_MINUTES_WITH_A_FAMILY,
        ),
        LeaseDays(days_within(policy.lease_days)),
        Recording(bool(policy.voices_recorded)),
        _in_order(authority.ring),
        _in_order(authority.help),
        dict(policy.labels),
    )


def keep_settings(store: Store, keys: AuthorityKeys, settings: Settings) -> tuple[str, ...]:
    """Let these stand; says what changed, in words. Nothing is written where nothing did."""
    pen = store.pen(keys)
    with store.adding("settings") as ledger:
        book = fold(ledger.changes_of(AUTHORITY_BOOK))
        changes = [change for value, record in _wanted(settings) for change in _difference(book, value, record, pen)]
        ledger.add_sealed({AUTHORITY_BOOK: changes}, keys.administrator_key())
    changed = {field.partition("/")[0] for change in changes for field in change.values}
    return tuple(words for field, words in WORDS.items() if field in changed)


def _in_order(numbers: Mapping[str, NumberToRing]) -> tuple[Ring, ...]:
    some = sorted(numbers.values(), key=lambda one: one.position)
    return tuple(Ring(one.who, one.number, _day(one.checked), one.hours) for one in some)


def _by_name(some: Sequence[Ring]) -> dict[str, NumberToRing]:
    return {
        slug(one.who): NumberToRing(at, one.who, one.number, one.hours, one.checked.isoformat())
        for at, one in enumerate(some, start=1)
    }


def _wanted(settings: Settings) -> Iterator[tuple[Kind, bytes]]:
    yield (
        Authority(
            out_of_hours=settings.out_of_hours or None,
            complaints=settings.complaints or None,
            ring=_by_name(settings.ring),
            help=_by_name(settings.help),
        ),
        AUTHORITY_RECORD,
    )
    yield (
        Policy(
            lock_minutes=settings.lock.minutes,
            lock_minutes_with_a_family=settings.lock.minutes_with_a_family,
            voices_recorded=settings.recording.voices or None,
            lease_days=settings.lease.days,
            labels=settings.labels,
        ),
        POLICY_RECORD,
    )


def _difference(book: dict[tuple[str, bytes], RecordState], value: Kind, record: bytes, pen: Pen) -> Iterator[Change]:
    kind, wanted = NAME_OF[type(value)], values_of(value)
    state = book.get((kind, record))
    if state is None:
        yield create(AUTHORITY_BOOK, kind, wanted, pen, record=record)
        return
    stands = values_of(read_as(type(value), state))
    ours = {field for field in stands if field.partition("/")[0] in WORDS}
    new: dict[str, Any] = dict.fromkeys(ours - wanted.keys())
    new |= {field: said for field, said in wanted.items() if canonical(stands.get(field)) != canonical(said)}
    if new:
        yield edit(AUTHORITY_BOOK, state, state.shown(), new, pen)


def _read(kind: type[K], state: RecordState | None) -> K:
    return kind() if state is None else read_as(kind, state)


def _day(written: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return NEVER
