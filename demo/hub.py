"""A made-up hub with two to ten years of work, as one frozen value: Heron hub with the Hart family, or any other.

The same seed and day give the same bytes on every machine. Nothing here is about anybody: names, streets, schools, numbers
(from the range kept for drama) and words are invented.
"""

import datetime
import random
from dataclasses import dataclass, replace
from typing import TypeAlias

from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.changes import Change
from casework.kinds import Kind
from casework.kinds.books import Authority, Grant, grant_record, hub_record, professional_record
from casework.standing import HANDED_ON, HELD
from demo import days, staff
from demo.appointments import write_appointments
from demo.authority import HubShape, hubs
from demo.case import Case
from demo.concerns import write_concerns
from demo.families import Dealer
from demo.harts import hart_family, write_harts
from demo.knowing import write_knowing
from demo.lateness import with_late_clocks, write_lateness
from demo.longer import lengthened
from demo.mapping import write_map
from demo.moving import moving_day, with_those_handed_on, write_moving
from demo.notes import write_notes
from demo.opening import open_files
from demo.people import Child, Family
from demo.plans import write_plan
from demo.received import write_received
from demo.scribe import Scribe
from demo.timeline import Timeline, episode, with_visits
from demo.visits import write_visits
from demo.voices import Shelf, write_sessions
from demo.writing import Writer, words

YEARS = 2
OTHER_HUBS_CHILDREN = 6
Moves: TypeAlias = dict[int, tuple[str, datetime.date]]
"""{number of the family: (the hub that handed it on, the day)}."""


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
    years: int
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


def made_up_hub(
    seed: int, today: datetime.date, children: int | None = None, *, hub: str = staff.HERON, years: int = YEARS
) -> MadeUpHub:
    """A hub as it stands on the morning of a day. children: as many as the hub has where it is not said."""
    shape = hubs()[hub]
    is_first = hub == staff.HERON
    count = shape.children if children is None else children
    rng = random.Random(seed if is_first else f"{seed} {hub}")
    scribe = Scribe(rng, staff.FIRST_STAFF if is_first else staff.CASE_HOLDERS[hub])
    dealt = made_up_families(rng, today, count) if is_first else families_of(shape, rng, today, count)
    families = with_those_handed_on(dealt, random.Random(f"handed on {seed} {hub}"))
    shelf = Shelf({}, {})
    moved = _write_all(scribe, families, _Span(today, years, seed), shelf)
    by_file = {child.file: child for family in families for child in family.children}
    return MadeUpHub(
        seed=seed,
        today=today,
        years=years,
        tenant=staff.TENANT,
        authority=staff.authority(today),
        worker=staff.CASE_HOLDERS[hub][0],
        colleague=staff.SUPPORTERS[hub][0],
        consultant=staff.CONSULTANTS[hub],
        hub=hub,
        other_hub=staff.KESTREL,
        showcase=tuple(child.file for family in families[:1] if is_first for child in family.children),
        children=by_file,
        families=families,
        books=_books(families, moved, today, years),
        changes=scribe.changes(),
        keys=scribe.keys,
        drawings=shelf.ink,
        pieces=shelf.pieces,
    )


def made_up_families(rng: random.Random, today: datetime.date, children: int) -> tuple[Family, ...]:
    """Who the families of the first hub are, and a few of another, before a word is written about them."""
    dealer = Dealer(rng, today)
    other = min(children, OTHER_HUBS_CHILDREN)
    harts = hart_family(dealer, today)
    rest = dealer.hub(staff.HERON, max(0, children - len(harts.children)))
    return (harts, *rest, *dealer.hub(staff.KESTREL, other))


def families_of(shape: HubShape, rng: random.Random, today: datetime.date, children: int) -> tuple[Family, ...]:
    """Who the families of any other hub are, from what is dealt there."""
    return tuple(Dealer(rng, today, shape.first_number, shape.dealt).hub(shape.team_id, children))


def write_family(scribe: Scribe, writer: Writer, family: Family, span: "_Span", shelf: Shelf) -> Case:
    """The whole record of one family."""
    case = Case(scribe, writer, family, _story(family, span, scribe.rng), span.today)
    open_files(case)
    groups = write_visits(case)
    write_notes(case, span.today)
    write_lateness(case)
    write_moving(case)
    pairs = write_map(case, groups)
    shareable = write_sessions(case, groups, shelf)
    write_plan(case, pairs, shareable)
    return case


@dataclass(frozen=True)
class _Span:
    """The day a hub stands on, how many years lie behind it, and the seed."""

    today: datetime.date
    years: int
    seed: int


def _write_all(scribe: Scribe, families: tuple[Family, ...], span: _Span, shelf: Shelf) -> Moves:
    """Every word about every family; the day each was handed on, where another hub did."""
    writer = Writer(scribe.rng)
    moved: Moves = {}
    cases = []
    for family in families:
        if family.number == 1:
            write_harts(scribe, writer, family, span.today, shelf)
        else:
            cases.append(write_family(scribe, writer, family, span, shelf))
            day = cases[-1].timeline.moved_on
            moved |= {family.number: (family.came_from, day)} if day else {}
    write_appointments(scribe, families, span.today)
    write_concerns(scribe, families, span.today)
    write_received(scribe, families, span.today, shelf)
    first = families[0].hub
    ours = [case for case in cases if case.family.hub == first]
    write_knowing(ours, staff.CASE_HOLDERS[first][0], random.Random(f"knowing {span.seed} {first}"))
    return moved


def _story(family: Family, span: _Span, rng: random.Random) -> Timeline:
    """What happened when. What is seldom has a chance of its own, so that the rest does not hang on it."""
    chance = random.Random(f"{span.seed} {family.number} {family.hub}")
    found = with_late_clocks(episode(family, span.today, rng, str(words(f"themes/{family.harm}")["category"])), chance)
    found, earlier = lengthened(found, family, span.today, span.years, chance)
    found = with_visits(found, family, span.today, rng, span.years)
    moved_on = moving_day(found, span.today) if family.came_from else None
    return replace(found, visits=(*earlier, *found.visits), moved_on=moved_on)


def _books(families: tuple[Family, ...], moved: Moves, today: datetime.date, years: int) -> tuple[BookEntry, ...]:
    """Every hub and everybody who works for the authority; and who holds, or held, which file."""
    found = [BookEntry(AUTHORITY_BOOK, one.in_the_book(), hub_record(one.team_id)) for one in hubs().values()]
    found += [
        BookEntry(AUTHORITY_BOOK, staff.professional(worker, today, years), professional_record(worker.id))
        for worker in staff.STAFF
    ]
    long_ago = today - datetime.timedelta(days=700 + 365 * (years - YEARS))
    for family in families:
        came_from, since = moved.get(family.number, ("", long_ago))
        for child in family.children:
            found.append(_grant(family.hub, child.file, HELD, since))
            if came_from and (child.born is None or days.at_or_after(child.born) < since):
                found.append(_grant(came_from, child.file, HANDED_ON, since))
    return tuple(found)


def _grant(hub: str, file: str, state: str, since: datetime.date) -> BookEntry:
    return BookEntry(grants_log(hub), Grant(file=file, state=state, since=since.isoformat()), grant_record(file))
