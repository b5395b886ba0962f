"""The shape of the made-up authority: five groups, fifteen hubs and one team, numbered and sized as hubs really are.

A number is a label: some are not in use, and nothing is counted from one.
"""

import functools
from dataclasses import dataclass
from typing import Any

from casework.errors import KnownError
from casework.kinds.books import Hub
from demo.writing import words

TEAM = "team"
HOME_NUMBER = "14"


@dataclass(frozen=True)
class Dealt:
    """What is dealt in a kind of hub: shapes of family, courses, kinds of worry. Empty: those of every kind."""

    shapes: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()


@dataclass(frozen=True)
class HubShape:
    """One hub. number: what people call it by, or TEAM; does: its work; came_from: hubs that hand children on to it."""

    number: str
    name: str
    group: str
    does: str
    kind: str
    children: int
    came_from: tuple[str, ...]
    has_clinician: bool = True
    phone: str = ""

    @property
    def team_id(self) -> str:
        """How it is named in every book."""
        return f"hub-{self.number}"

    @property
    def spoken(self) -> str:
        """ "Hub 14", or "The team"."""
        return "The team" if self.number == TEAM else f"Hub {self.number}"

    @property
    def first_number(self) -> int:
        """Where the numbers of its families begin, so that no two hubs' are the same."""
        return 100 * (90 if self.number == TEAM else int(self.number))

    @property
    def dealt(self) -> Dealt:
        """Which families are dealt here."""
        row = words("authority")["kind"][self.kind]
        return Dealt(tuple(row["shapes"]), tuple(row["courses"]), tuple(row["harms"]))

    def in_the_book(self) -> Hub:
        """Its line in the authority's book."""
        return Hub(team_id=self.team_id, team_name=self.name, team_parent_name=self.group, phone=self.phone)


@functools.cache
def hubs() -> dict[str, HubShape]:
    """{team id: hub}, in the order of their numbers."""
    found = [_shape(row, line) for line, row in enumerate(words("authority")["hub"])]
    return {hub.team_id: hub for hub in found}


def hub_called(number: str) -> HubShape:
    """The hub of a number, or the team. Raises KnownError with the numbers that are in use."""
    wanted = number.strip().lower().removeprefix("hub").strip(" -")
    found = hubs().get(f"hub-{wanted}")
    if found is None:
        known = ", ".join(hub.number for hub in hubs().values() if hub.number != TEAM)
        raise KnownError(f"There is no hub {number}. There are hubs {known}, and the team (--hub {TEAM}).")
    return found


def groups() -> tuple[str, ...]:
    """The five groups, each with a manager of its own."""
    return tuple(words("authority")["groups"])


def _shape(row: dict[str, Any], line: int) -> HubShape:
    named = {"hub-14": "01632 960110", "hub-17": "01632 960130"}
    values = row | {"came_from": tuple(row["came_from"])}
    return HubShape(**values, phone=named.get(f"hub-{row['number']}", f"01632 960{200 + 10 * line:03}"))
