"""Where the worker is, where they came from, and how they get anywhere: places, a trail back, a trail forward."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

MakeView = Callable[..., QWidget]


@dataclass(frozen=True)
class NavEntry:
    """A way in at the left: its key, title, icon, and what makes its view. `short` is its label where there is no room.

    `at_foot` sets it apart at the bottom. An entry without a screen yet is simply not in the list.
    """

    key: str
    title: str
    icon: str
    make_view: MakeView
    short: str = ""
    at_foot: bool = False
    names_families: bool = True  # while a family can see the screen, it is asked before such a page is shown


@dataclass(frozen=True)
class Deed:
    """Something that can be begun from every page: its words, icon, key, and what begins it.

    label: the part of the words that stands at the left, where there is little room; `short` as of a NavEntry.
    """

    title: str
    icon: str
    keys: str
    begin: Callable[[], object]
    label: str = ""
    short: str = ""


@dataclass(frozen=True)
class Route:
    """A page that is reached from others: `make_view(**where)` makes it; `entry` is the way in it belongs to."""

    key: str
    make_view: MakeView
    entry: str


@dataclass(frozen=True)
class Place:
    """One page with what it is about: Place("child", {"file": "..."}). Held in memory only.

    tab: the part of the page that is shown; the page is the same one whichever it is.
    """

    key: str
    where: Mapping[str, Any] = field(default_factory=dict)
    tab: str = field(default="", compare=False)


@runtime_checkable
class AsksBeforeLeaving(Protocol):
    """A view that wants a word before another page is shown: a visit in front of a family."""

    def before_leaving(self, go_on: Callable[[], None]) -> None:
        """Call `go_on` when the worker may go; do nothing to stay."""


@runtime_checkable
class ComesBack(Protocol):
    """A view that looks again when it is shown once more."""

    def came_back(self) -> None:
        """Shown again after another page."""


@runtime_checkable
class HasTabs(Protocol):
    """A view of which one part is shown."""

    def choose(self, key: str) -> None:
        """Show a part by its key."""


class NoSuchPlace(LookupError):
    """A page was asked for that nobody has registered: a mistake of ours."""


class Router:
    """Goes to places and remembers the way. `arrive` shows a place; `current_view` answers what is shown now."""

    LONGEST_TRAIL = 50

    def __init__(
        self, known: Sequence[str], arrive: Callable[[Place], None], current_view: Callable[[], object]
    ) -> None:
        self._known = frozenset(known)
        self._arrive = arrive
        self._current_view = current_view
        self._trail: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """Where the worker is."""
        return self._trail[self._at] if self._at >= 0 else None

    @property
    def before(self) -> Place | None:
        """Where Back would lead."""
        return self._trail[self._at - 1] if self._at > 0 else None

    def knows(self, key: str) -> bool:
        """Whether there is such a page: a button that leads nowhere is not shown."""
        return key in self._known

    def go(self, key: str, *, tab: str = "", **where: Any) -> None:
        """Show a page: go("children"), go("child", file=..., tab="map"). Raises NoSuchPlace for a key nobody registered."""
        if key not in self._known:
            raise NoSuchPlace(key)
        place = Place(key, where, tab)
        if place != self.here:
            self._leave_for(lambda: self._step_to(place))
        elif tab:
            self._arrive(place)

    def go_instead(self, key: str, *, tab: str = "", **where: Any) -> None:
        """A page in place of this one, which has nothing more to do: Back does not lead to it. Nothing is asked."""
        self._trail = self._trail[: max(self._at, 0)]
        self._at = len(self._trail) - 1
        place = Place(key, where, tab)
        if place == self.here:
            self._trail[self._at] = place
            self._arrive(place)
        else:
            self._step_to(place)

    def stand_at(self, tab: str) -> None:
        """Another part of the page is shown now: what Back, Forward and an unlock lead to."""
        if self._at >= 0:
            self._trail[self._at] = replace(self._trail[self._at], tab=tab)

    def back(self) -> None:
        """The page before, if there is one."""
        if self._at > 0:
            self._leave_for(lambda: self._move(-1))

    def forward(self) -> None:
        """The page one came back from, if there is one."""
        if self._at < len(self._trail) - 1:
            self._leave_for(lambda: self._move(1))

    def back_or(self, key: str, *, tab: str = "", **where: Any) -> None:
        """Back if the page before is that one, else there: for the link at the top of a page."""
        if self.before == Place(key, where):
            if tab:
                self._trail[self._at - 1] = Place(key, where, tab)
            self.back()
        else:
            self.go(key, tab=tab, **where)

    def trail(self) -> tuple[Place, ...]:
        """The way here, oldest first; what `take_up` needs after an unlock."""
        return tuple(self._trail[: self._at + 1])

    def take_up(self, trail: Sequence[Place]) -> None:
        """Stand where a trail ended, with the way back it had."""
        if trail:
            self._trail, self._at = list(trail), len(trail) - 1
            self._arrive(self._trail[self._at])

    def _leave_for(self, go_on: Callable[[], None]) -> None:
        view = self._current_view()
        if isinstance(view, AsksBeforeLeaving):
            view.before_leaving(go_on)
        else:
            go_on()

    def _step_to(self, place: Place) -> None:
        self._trail = [*self._trail[: self._at + 1], place][-self.LONGEST_TRAIL :]
        self._at = len(self._trail) - 1
        self._arrive(place)

    def _move(self, by: int) -> None:
        self._at += by
        self._arrive(self._trail[self._at])
