"""Bringing together what several lists say of one child."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from central_store.extracts.extract import Allocation, ChildIn, Extract, Found, Problem, StaffIn, TeamIn


class Gathering:
    """What has been read so far. The first list's word stands; another's goes into the child's notes."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today
        self._people: dict[str, dict[str, str]] = {}
        self._sources: dict[tuple[str, str], str] = {}
        self._records: dict[str, dict[tuple[str, ...], Found]] = {}
        self._allocations: dict[str, list[Allocation]] = {}
        self._notes: dict[str, dict[str, None]] = {}
        self._families: dict[str, str] = {}
        self._without_file: set[str] = set()
        self._staff: dict[str, StaffIn] = {}
        self._teams: dict[str, TeamIn] = {}
        self._problems: list[Problem] = []
        self._rows: dict[str, int] = {}
        self._left_out: list[str] = []

    def child(
        self,
        person_id: str,
        person: Mapping[str, str],
        records: Sequence[Found],
        allocations: Sequence[Allocation],
        notes: Iterable[str],
        source: str,
    ) -> None:
        """Add what one row says of a child."""
        self._take_person(person_id, person, source)
        held = self._records.setdefault(person_id, {})
        for record in records:
            self._take_record(person_id, held, record, source)
        self._allocations.setdefault(person_id, []).extend(allocations)
        for note in notes:
            self.note(person_id, note)

    def note(self, person_id: str, words: str) -> None:
        """Something that belongs to the child and has no field."""
        self._notes.setdefault(person_id, {})[words] = None

    def family(self, person_id: str, family: str) -> None:
        """Which family the child belongs to."""
        self._families[person_id] = family

    def without_file(self, person_id: str) -> None:
        """A person of the extract who is served through others: a mother, say."""
        self._without_file.add(person_id)

    def staff(self, member: StaffIn) -> None:
        """A member of staff."""
        self._staff[member.professional_id or member.name] = member

    def team(self, team: TeamIn) -> None:
        """A team or hub."""
        self._teams[team.team_id or team.name] = team

    def problem(self, problem: Problem) -> None:
        """Something for a person to look at."""
        self._problems.append(problem)

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
        children = {
            person_id: ChildIn(
                person_id,
                person,
                tuple(self._records.get(person_id, {}).values()),
                tuple(dict.fromkeys(self._allocations.get(person_id, []))),
                tuple(self._notes.get(person_id, ())),
                self._families.get(person_id, ""),
                person_id not in self._without_file,
            )
            for person_id, person in sorted(self._people.items())
        }
        return Extract(
            children,
            tuple(self._staff.values()),
            tuple(self._teams.values()),
            tuple(self._problems),
            dict(self._rows),
            tuple(self._left_out),
        )

    def _take_person(self, person_id: str, person: Mapping[str, str], source: str) -> None:
        held = self._people.setdefault(person_id, {})
        for field, value in person.items():
            if field not in held:
                held[field] = value
                self._sources[person_id, field] = source
            elif held[field] != value:
                first = self._sources[person_id, field]
                self.note(person_id, f"{first} gives “{held[field]}” for {_named(field)}; {source} gives “{value}”.")
                self.problem(
                    Problem(
                        source,
                        "",
                        f"child {person_id}: {_named(field)} is not what {first} says.",
                        "Correct your system; both are kept.",
                    )
                )

    def _take_record(self, person_id: str, held: dict[tuple[str, ...], Found], record: Found, source: str) -> None:
        key, same = record.key, 1
        while key in held and held[key].value != record.value:
            same += 1
            key = (*record.key, str(same))
        if same > 1:
            what = f"child {person_id}: two entries begin on the same day."
            self.problem(Problem(source, "", what, "Check your system; both are kept."))
        held[key] = Found(key, record.value)


def _named(field: str) -> str:
    return {"dob": "the date of birth", "sex": "sex", "expected_dob": "the expected date of birth"}.get(
        field, field.replace("_", " ")
    )
