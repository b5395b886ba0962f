"""What must be so, said from the screens alone: never from `over`, numbers, clocks or the fold.

An act is what a person added with one press of "Add to record", and what stood on that person's screen, in each field,
when the form was opened. The promise:

    what was added stands, unless somebody who was shown it replaced or withdrew it;
    what somebody was shown and replaced no longer stands (else two versions would stand that nobody made).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from casework.changes import PRESENCE, Change
from casework.fold import RecordState

Entry: TypeAlias = tuple[str, str, bytes]
"""(file, kind, record)."""
KEPT, WITHDRAWN = "kept", "withdrawn"


@dataclass
class Act:
    """sets: {field: words}; saw: {field: serials of the acts whose words were on the screen}.

    is_refused: the store did not take it, and it was set aside; is_gone: a disk that was put back took along its only copy.
    """

    serial: int
    name: bytes
    laptop: str
    entry: Entry
    sets: dict[str, object]
    saw: dict[str, frozenset[int]] = field(default_factory=dict)
    is_refused: bool = False
    is_gone: bool = False


class Oracle:
    """Every act of one schedule."""

    def __init__(self) -> None:
        self.acts: dict[int, Act] = {}
        self._by_name: dict[bytes, Act] = {}

    def added(self, laptop: str, change: Change, saw: Mapping[str, Iterable[int]] = {}) -> Act:
        """Somebody added something, having seen this."""
        sets = {name: words for name, words in change.values.items() if not name.startswith("#")}
        entry = (change.header.file, change.header.kind, change.header.record)
        seen = {name: frozenset(serials) for name, serials in saw.items()}
        act = Act(len(self.acts), change.id, laptop, entry, sets, seen)
        self.acts[act.serial] = self._by_name[act.name] = act
        return act

    def act_of(self, name: bytes) -> Act:
        """The act that a change on some disk came from; a change that nobody made would be a KeyError."""
        return self._by_name[name]

    def seen(
        self, held: Iterable[bytes], entry: Entry, screen: Mapping[str, tuple[object, ...]]
    ) -> dict[str, set[int]]:
        """The acts whose words stand on this screen of a laptop that holds these changes."""
        here = [act for act in map(self.act_of, held) if act.entry == entry]
        found: dict[str, set[int]] = {}
        for name, words in screen.items():
            setters = [act for act in here if name in act.sets]
            # whether an entry stands is said by all that was done to it; a field's words say whose they are
            found[name] = {act.serial for act in setters if name == PRESENCE or act.sets[name] in words}
        return found

    # -- the promise --------------------------------------------------------------------------------------------

    def broken(self, held: Iterable[bytes], states: Mapping[tuple[str, bytes], RecordState], file: str) -> list[str]:
        """What of the promise does not hold on a disk with these changes of a file, as it folds them."""
        by_entry: dict[Entry, list[Act]] = {}
        for act in map(self.act_of, held):
            by_entry.setdefault(act.entry, []).append(act)
        found: list[str] = []
        for (kind, record), state in states.items():
            here = by_entry[file, kind, record]
            for name in sorted({name for act in here for name in act.sets}):
                found += self._broken_field(here, state, name)
            found += self._broken_presence(here, state)
        return found

    def _broken_field(self, here: list[Act], state: RecordState, name: str) -> list[str]:
        setters = {act.serial for act in here if name in act.sets}
        live = {self.act_of(value.change).serial for value in state.fields.get(name, ())}
        covered = {serial for one in setters for serial in self._covered(one, name)}
        known = {serial for one in setters for serial in self._known_of(one, name)}
        swallowed = setters - live - known
        stale = live & covered
        found = [f"{name} of act {one} was swallowed: nobody who saw it replaced it" for one in sorted(swallowed)]
        found += [f"{name} of act {one} still stands, and somebody who saw it replaced it" for one in sorted(stale)]
        differing = {str(self.acts[one].sets[name]) for one in live}
        if name != PRESENCE and (len(differing) > 1) != state.is_in_two_versions(name):
            found.append(f"{name} is said to stand in two versions, or not to, against what was written: {differing}")
        return found

    def _broken_presence(self, here: list[Act], state: RecordState) -> list[str]:
        setters = {act.serial for act in here if PRESENCE in act.sets}
        standing = setters - {serial for one in setters for serial in self._known_of(one, PRESENCE)}
        said = {str(self.acts[one].sets[PRESENCE]) for one in standing}
        expected = said.pop() if len(said) == 1 else "two versions"
        if expected == WITHDRAWN:
            named = {serial for one in standing for seen in self.acts[one].saw.values() for serial in seen}
            named |= {serial for one in standing for name in self.acts[one].saw for serial in self._covered(one, name)}
            others = {
                self.act_of(value.change).serial
                for name, values in state.fields.items()
                if name != PRESENCE
                for value in values
            }
            if not others <= named:
                expected = "two versions"
        found = state.presence.value
        return [] if found == expected else [f"{state.kind} is {found}, and by what people did it is {expected}"]

    def _covered(self, serial: int, name: str) -> set[int]:
        """What this act replaced: what its screen showed and, where that was refused later, what stood beneath it."""
        found, waiting = set[int](), list(self.acts[serial].saw.get(name, ()))
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                if self.acts[one].is_refused and self.acts[one].laptop == self.acts[serial].laptop:
                    waiting += self.acts[one].saw.get(name, ())
        return found

    def _known_of(self, serial: int, name: str) -> set[int]:
        """What this act's screen showed, and what the screens of those showed, all the way down."""
        found, waiting = set[int](), list(self.acts[serial].saw.get(name, ()))
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.acts[one].saw.get(name, ())
        return found
