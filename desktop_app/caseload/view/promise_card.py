"""What we promised, to whom and by when. A tick says that a promise was kept."""

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.wording import long_date, plural
from desktop_app.caseload.child_now import PromiseLine
from desktop_app.caseload.view.shortened import Shortened
from desktop_app.shell.controls import Tick

NOTHING_PROMISED = "No promise is open."


class PromiseCard(Shortened):
    """`kept` carries the record of a promise as it was on screen when it was ticked."""

    kept = Signal(object)

    def __init__(self) -> None:
        super().__init__("What we promised")
        self._ticks: dict[bytes, Tick] = {}
        self._who_can = ""
        self._shown: tuple[Sequence[PromiseLine], datetime.date] = ((), datetime.date.min)

    def show_promised(self, promised: Sequence[PromiseLine], today: datetime.date) -> None:
        """Every promise that is open."""
        self._ticks, self._shown = {}, (promised, today)
        self.show_lines([lambda one=one: self._line(one, today) for one in promised], NOTHING_PROMISED)  # type: ignore[misc]

    def allow(self, who_can: str) -> None:
        """Whether this worker may tick; who can is said instead where they may not."""
        if who_can != self._who_can:
            self._who_can = who_can
            self.show_promised(*self._shown)

    def untick(self, record: bytes) -> None:
        """It could not be added to the record."""
        if record in self._ticks:
            self._ticks[record].set_value(False)
            self._ticks[record].setEnabled(True)

    def _line(self, line: PromiseLine, today: datetime.date) -> QWidget:
        tick = self._ticks[line.record.record] = Tick(line.what, _second(line, today), padding=16)

        def kept(_ticked: bool) -> None:
            tick.setEnabled(False)
            self.kept.emit(line.record)

        tick.changed.connect(kept)
        tick.setEnabled(not self._who_can)
        tick.setToolTip(self._who_can)
        return tick


def _second(line: PromiseLine, today: datetime.date) -> str:
    if line.by is None:
        return f"To {line.to}"
    days = (today - line.by).days
    if days > 0:
        return f"To {line.to}, {plural(days, 'day')} late"
    return f"To {line.to}, by {'today' if days == 0 else long_date(line.by, with_year=line.by.year != today.year)}"
