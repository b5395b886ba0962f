"""The made-up hub: about 55 children of Heron hub and a few of another, with two years of work, as one frozen value.

The same seed and day give the same bytes on every machine. Nothing here is about anybody: names, streets, schools, numbers
(from the range kept for drama) and words are invented.
"""

import datetime
import random
from dataclasses import dataclass

from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.changes import Change
from casework.kinds import Kind
from casework.kinds.books import Authority, Grant, grant_record, hub_record, professional_record
from casework.standing import HELD
from demo import staff
from demo.appointments import write_appointments
from demo.case import Case
from demo.concerns import write_concerns
from demo.families import Dealer
from demo.harts import hart_family, write_harts
from demo.mapping import write_map
from demo.notes import write_notes
from demo.opening import open_files
from demo.people import Child, Family
from demo.plans import write_plan
from demo.scribe import Scribe
from demo.timeline import timeline
from demo.visits import write_visits
from demo.voices import Shelf, write_sessions
from demo.writing import Writer, words

CHILDREN, OTHER_HUBS_CHILDREN = 55, 6


@dataclass(frozen=True)
class BookEntry:
    """A record of the authority's book or of a log of grants, to be written by the administrator at the store."""

    file: str
    value: Kind
    record: bytes


@dataclass(frozen=True)
class MadeUpHub:
    """Everything a store needs to be filled.

    worker, colleague, consultant: professional ids of those the demonstration opens as; showcase: files of the family
    that is written by hand; children: every child with a file, by file; changes: by file, in the order in which they
    were written; keys: 32 private bytes of each author's laptop; drawings: packed ink by record; pieces: sealed pieces
    by file and name.
    """

    seed: int
    today: datetime.date
    tenant: str
    authority: Authority
    worker: str
    colleague: str
    consultant: str
    hub: str
    other_hub: str
    showcase: tuple[str, ...]
    children: dict[str, Child]
    families: tuple[Family, ...]
    books: tuple[BookEntry, ...]
    changes: dict[str, list[Change]]
    keys: dict[str, bytes]
    drawings: dict[bytes, bytes]
    pieces: dict[str, dict[str, bytes]]


def made_up_hub(seed: int, today: datetime.date, children: int = CHILDREN) -> MadeUpHub:
    """The hub as it stands on the morning of a day."""
    rng = random.Random(seed)
    scribe = Scribe(rng, [worker.id for worker in staff.STAFF])
    writer = Writer(rng)
    shelf = Shelf({}, {})
    families = made_up_families(rng, today, children)
    for family in families:
        write = write_harts if family.number == 1 else write_family
        write(scribe, writer, family, today, shelf)
    write_appointments(scribe, families, today)
    write_concerns(scribe, families, today)
    by_file = {child.file: child for family in families for child in family.children}
    return MadeUpHub(
        seed=seed,
        today=today,
        tenant=staff.TENANT,
        authority=staff.authority(today),
        worker=staff.WORKER,
        colleague=staff.COLLEAGUE,
        consultant=staff.CONSULTANT,
        hub=staff.HERON,
        other_hub=staff.KESTREL,
        showcase=tuple(child.file for child in families[0].children),
        children=by_file,
        families=families,
        books=_books(families, today),
        changes=scribe.changes(),
        keys=scribe.keys,
        drawings=shelf.ink,
        pieces=shelf.pieces,
    )


def made_up_families(rng: random.Random, today: datetime.date, children: int) -> tuple[Family, ...]:
    """Who the families are, before a word is written about them."""
    dealer = Dealer(rng, today)
    other = min(children, OTHER_HUBS_CHILDREN)
    harts = hart_family(dealer, today)
    rest = dealer.hub(staff.HERON, max(0, children - len(harts.children)))
    return (harts, *rest, *dealer.hub(staff.KESTREL, other))


def write_family(scribe: Scribe, writer: Writer, family: Family, today: datetime.date, shelf: Shelf) -> None:
    """The whole record of one family."""
    category = str(words(f"themes/{family.harm}")["category"])
    case = Case(scribe, writer, family, timeline(family, today, scribe.rng, category), today)
    open_files(case)
    groups = write_visits(case)
    write_notes(case, today)
    pairs = write_map(case, groups)
    shareable = write_sessions(case, groups, shelf)
    write_plan(case, pairs, shareable)


def _books(families: tuple[Family, ...], today: datetime.date) -> tuple[BookEntry, ...]:
    """Hubs, people, and who holds which file."""
    hubs = [BookEntry(AUTHORITY_BOOK, hub, hub_record(hub.team_id or "")) for hub in staff.HUBS]
    people = [
        BookEntry(AUTHORITY_BOOK, staff.professional(worker, today), professional_record(worker.id))
        for worker in staff.STAFF
    ]
    grants = [
        BookEntry(
            grants_log(family.hub),
            Grant(file=child.file, state=HELD, since=(today - datetime.timedelta(days=700)).isoformat()),
            grant_record(child.file),
        )
        for family in families
        for child in family.children
    ]
    return (*hubs, *people, *grants)
