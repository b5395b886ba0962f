"""The steps of the walk, in the order of the journey: prepare, visit, write up, give, sync.

Each leaves a picture of its name, and is done only when all its words can be read on the screen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from demo.walk.people import Company, Person

Do = Callable[[Company, Person], object]


@dataclass(frozen=True)
class Step:
    """who: "worker" or "colleague"; do: what they press; words: what can then be read, all of it."""

    name: str
    who: str
    do: Do
    words: tuple[str, ...]


def worker(name: str, do: Do, *words: str) -> Step:
    """A step at the worker's laptop."""
    return Step(name, "worker", do, words)


def colleague(name: str, do: Do, *words: str) -> Step:
    """A step at the colleague's laptop."""
    return Step(name, "colleague", do, words)


def press(*names: str) -> Do:
    """What one press does, or one after the other."""

    def do(_company: Company, person: Person) -> None:
        for name in names:
            person.hands.press(name)

    return do
