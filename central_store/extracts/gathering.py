"""Bringing together what several lists say of one child."""

from collections.abc import Mapping
from datetime import date

import msgspec

from casework.canonical import canonical
from casework.kinds.reading import values_of
from central_store.extracts.extract import (
    LONGEST_NOTE,
    Allocation,
    ChildIn,
    Extract,
    Found,
    Note,
    Place,
    Problem,
    StaffIn,
    TeamIn,
)

BOTH_KEPT = "Correct your system; both are kept."
FIRST_READ = "Correct your system; the first is read."


class Said(msgspec.Struct, frozen=True):
    """What one row says of a child. person: {field: value}; places: where each of these stands; place: of the row itself;
    ended_no_more: fields of the person that would say that something ended, and whose cell is blank."""

    person_id: str
    place: Place
    person: Mapping[str, str] = {}
    places: Mapping[str, Place] = {}
    record: Found | None = None
    allocation: Allocation | None = None
    ended_no_more: frozenset[str] = frozenset()


class Gathering:
    """What has been read so far. The first list's word stands; another's goes into the child's notes."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._people: dict[str, dict[str, str]] = {}
        self._sources: dict[tuple[str, str], Place] = {}
        self._records: dict[str, dict[tuple[str, ...], list[Found]]] = {}
        self._allocations: dict[str, dict[Allocation, None]] = {}
        self._notes: dict[str, dict[tuple[str, ...], str]] = {}
        self._ended_no_more: dict[str, set[str]] = {}
        self._families: dict[str, str] = {}
        self._without_file: set[str] = set()
        self._staff: dict[str, StaffIn] = {}
        self._teams: dict[str, TeamIn] = {}
        self._named: dict[str, Place] = {}
        self._problems: list[Problem] = []
        self._rows: dict[str, int] = {}
        self._left_out: list[str] = []

    def child(self, said: Said) -> None:
        """Add what one row says of a child."""
        self._people.setdefault(said.person_id, {})
        self._ended_no_more.setdefault(said.person_id, set()).update(said.ended_no_more)
        for field, value in said.person.items():
            self._take_field(said, field, value)
        if said.record is not None:
            self._take_record(said, said.record)
        if said.allocation is not None:
            self._allocations.setdefault(said.person_id, {})[said.allocation] = None

    def note(self, person_id: str, key: tuple[str, ...], words: str) -> None:
        """Something that belongs to the child and has no field. Words under one key stand together."""
        held = self._notes.setdefault(person_id, {})
        before = held.setdefault(key, words)
        if words and words not in before:
            held[key] = f"{before}\n{words}" if before else words

    def named(self, name: str, place: Place) -> None:
        """Where a team or worker is named: the first place counts."""
        self._named.setdefault(name, place)

    def family(self, person_id: str, family: str, place: Place) -> None:
        """Which family the child belongs to."""
        held = self._families.setdefault(person_id, family)
        if held != family:
            self.at(place, f"child {person_id} stands in the families “{held}” and “{family}”.", FIRST_READ)

    def without_file(self, person_id: str) -> None:
        """A person of the extract who is served through others: a mother, say."""
        self._without_file.add(person_id)

    def staff(self, member: StaffIn, place: Place) -> None:
        """A member of staff."""
        name = member.professional_id or member.name
        self.named(name, place)
        if self._staff.setdefault(name, member) != member:
            self.at(place, f"“{name}” stands twice and differs.", FIRST_READ)

    def team(self, team: TeamIn, place: Place) -> None:
        """A team or hub."""
        name = team.team_id or team.name
        self.named(name, place)
        if self._teams.setdefault(name, team) != team:
            self.at(place, f"“{name}” stands twice and differs.", FIRST_READ)

    def problem(self, problem: Problem) -> None:
        """Something for a person to look at."""
        self._problems.append(problem)

    def at(self, place: Place, what: str, todo: str) -> None:
        """Something for a person to look at, at its place."""
        self.problem(Problem(place.sheet, place.column, what, todo, place.row))

    def count(self, sheet: str) -> None:
        """One more row of a sheet was read."""
        self._rows[sheet] = self._rows.get(sheet, 0) + 1

    def leave_out(self, sheet: str) -> None:
        """A sheet or file that this import does not use."""
        self._left_out.append(sheet)

    def knows(self, person_id: str) -> bool:
        """Whether the person was named so far."""
        return person_id in self._people

    def done(self) -> Extract:
        """All of it."""
        return Extract(
            {person_id: self._child(person_id, person) for person_id, person in sorted(self._people.items())},
            tuple(self._staff.values()),
            tuple(self._teams.values()),
            tuple(self._problems),
            dict(self._rows),
            tuple(self._left_out),
            self._named,
        )

    def _child(self, person_id: str, person: dict[str, str]) -> ChildIn:
        records = _numbered(self._records.get(person_id, {}))
        for record in records:
            self.note(person_id, ("row", *record.key), record.words)
        return ChildIn(
            person_id,
            person,
            tuple(records),
            tuple(self._allocations.get(person_id, ())),
            tuple(self._short(person_id, key, words) for key, words in self._notes.get(person_id, {}).items()),
            self._families.get(person_id, ""),
            person_id not in self._without_file,
            frozenset(self._ended_no_more.get(person_id, set()) - person.keys()),
        )

    def _short(self, person_id: str, key: tuple[str, ...], words: str) -> Note:
        if len(words) > LONGEST_NOTE:
            what = f"what stands in columns without a field is longer than {LONGEST_NOTE:,} letters."
            self.problem(Problem(f"Child {person_id}", "", what, "The first of them are kept; look up the rest."))
        return Note(key, words[:LONGEST_NOTE])

    def _take_field(self, said: Said, field: str, value: str) -> None:
        held = self._people[said.person_id]
        here = said.places.get(field, said.place)
        first = self._sources.setdefault((said.person_id, field), here)
        stands = held.setdefault(field, value)
        is_same_list = first.sheet == here.sheet
        key = ("differs", field, "" if is_same_list else here.sheet)
        if stands == value:
            if not is_same_list:
                self.note(said.person_id, key, "")
            return
        where = f"in row {first.row}" if is_same_list else f"in {first.sheet}, row {first.row}"
        self.at(here, f"child {said.person_id}: {_named(field)} is “{value}” here and “{stands}” {where}.", BOTH_KEPT)
        other = "another row" if is_same_list else here.sheet
        words = f"{first.sheet} gives “{stands}” for {_named(field)}; {other} gives “{value}”."
        self.note(said.person_id, key, words)

    def _take_record(self, said: Said, record: Found) -> None:
        held = self._records.setdefault(said.person_id, {}).setdefault(record.key, [])
        for place, other in enumerate(held):
            if other.value == record.value:
                words = dict.fromkeys(part for part in (other.words, record.words) if part)
                held[place] = msgspec.structs.replace(other, words="\n".join(words))
                return
        if held:
            here = said.places.get("start", said.place)
            self.at(here, f"child {said.person_id}: two different entries begin on the same day.", BOTH_KEPT)
        held.append(record)


def _numbered(records: Mapping[tuple[str, ...], list[Found]]) -> list[Found]:
    """Entries that begin alike are told apart by what they say, so that rows in another order are the same records."""
    found = []
    for key, some in records.items():
        for number, one in enumerate(sorted(some, key=lambda each: canonical(values_of(each.value))), start=1):
            found.append(msgspec.structs.replace(one, key=key if number == 1 else (*key, str(number))))
    return found


def _named(field: str) -> str:
    return {"dob": "the date of birth", "sex": "sex", "expected_dob": "the expected date of birth"}.get(
        field, field.replace("_", " ")
    )
