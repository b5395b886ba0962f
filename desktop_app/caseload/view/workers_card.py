"""Who works with the child and since when, on one card of Now; who did before is a press away."""

from casework.wording import plural
from casework.workers import WorkerLine, Workers
from desktop_app.shell.controls import ListRow, RowList

MORE = "more"


class WorkersCard(RowList):
    """Our own people now; the last row counts those of other agencies and those before, and a press shows or hides them."""

    def __init__(self) -> None:
        super().__init__("Who works with the child", grows=True, title="Who works with the child", least_row=56)
        self._shown = Workers()
        self._is_open = False
        self.opened.connect(self._open_or_shut)

    def show_workers(self, shown: Workers) -> None:
        """Everybody as they stand; what was open stays so."""
        self._shown = shown
        self._fill()

    def _open_or_shut(self, _key: str) -> None:
        self._is_open = not self._is_open
        self._fill()

    def _fill(self) -> None:
        ours = [one for one in self._shown.now if one.is_ours]
        others = [one for one in self._shown.now if not one.is_ours]
        rows = [_row(f"ours {place}", one) for place, one in enumerate(ours)]
        if not rows:
            rows = [ListRow("nobody", "Nobody of ours yet", "Whoever leads the hub says who works here.", opens=False)]
        counts = [f"{len(others)} of other agencies" if others else "", _before(len(self._shown.before))]
        if any(counts):
            rows.append(ListRow(MORE, "", ", ".join(filter(None, counts)), icon="history"))
        if self._is_open:
            rows += [_row(f"more {place}", one) for place, one in enumerate((*others, *self._shown.before))]
        self.show_rows(rows)


def _before(count: int) -> str:
    return f"{plural(count, 'person', 'people')} before" if count else ""


def _row(key: str, one: WorkerLine) -> ListRow:
    return ListRow(key, one.name, one.how, opens=False)
