"""What this worker promised: a tick says that it was kept."""

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Signal

from casework.wording import long_date, plural
from desktop_app.shell.controls import Body, Card, TextLink, Tick
from desktop_app.today.queries import Promise

NOTHING = "No promise of yours is open. What you promise on a visit or in a plan stands here until it is kept."
FIRST = 5


class PromiseList(Card):
    """`kept` carries the promise that was ticked. The first few; the rest when asked for."""

    kept = Signal(object)

    def __init__(self) -> None:
        super().__init__(divided=True)
        self._all: tuple[Promise, ...] = ()
        self._is_whole = False
        self._ticks: dict[bytes, Tick] = {}

    def ticks(self) -> tuple[Tick, ...]:
        """The boxes shown, in order."""
        return tuple(self._ticks.values())

    def show_promises(self, promises: Sequence[Promise], today: datetime.date) -> None:
        """Every promise that is open."""
        self._all, self._today = tuple(promises), today
        self.clear()
        self._ticks = {}
        shown = self._all if self._is_whole or len(self._all) <= FIRST + 1 else self._all[:FIRST]
        for promise in shown:
            self.add(self._tick(promise))
        if not shown:
            nothing = Body(NOTHING, "muted")
            nothing.setContentsMargins(16, 16, 16, 16)
            self.add(nothing)
        if len(shown) < len(self._all):
            more = TextLink(f"Show {len(self._all) - len(shown)} more", "chevron-down", says="Show every promise")
            more.clicked.connect(self._show_all)
            self.add(more)

    def untick(self, promise: Promise) -> None:
        """It could not be added to the record."""
        tick = self._ticks.get(promise.records[0].record)
        if tick is not None:
            tick.set_value(False)
            tick.setEnabled(True)

    def _show_all(self) -> None:
        at = FIRST
        self._is_whole = True
        self.show_promises(self._all, self._today)
        self.ticks()[at].setFocus()

    def _tick(self, promise: Promise) -> Tick:
        tick = self._ticks[promise.records[0].record] = Tick(promise.what, _second(promise, self._today), padding=16)

        def kept(_ticked: bool) -> None:
            tick.setEnabled(False)
            self.kept.emit(promise)

        tick.changed.connect(kept)
        return tick


def _second(promise: Promise, today: datetime.date) -> str:
    about = "" if promise.about.partition(" ")[0] == promise.to else f", about {promise.about}"
    to = f"To {promise.to}{about}"
    if promise.by is None:
        return to
    days = (today - promise.by).days
    if days > 0:
        return f"{to}, {plural(days, 'day')} late"
    by = "today" if days == 0 else long_date(promise.by, with_year=promise.by.year != today.year)
    return f"{to}, by {by}"
