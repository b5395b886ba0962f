"""Who works with the family, since when, and what they can be rung on; who did before opens in a line of its own."""

from PySide6.QtWidgets import QWidget

from casework.wording import plural
from casework.workers import WorkerLine, Workers
from desktop_app.shell.controls import Avatar, Card, Row, Small, Stack, Text, Unfolding

NOBODY = "Nobody is recorded here yet."


class WorkersCard(Card):
    """Read only: who works with a child is decided by whoever allocates."""

    def __init__(self, shown: Workers) -> None:
        super().__init__("Who works with the family", divided=True)
        for one in shown.now:
            self.add(_line(one))
        if not shown.now:
            self.add(_inset(Small(NOBODY)))
        if shown.before:
            self.before = Unfolding(f"{plural(len(shown.before), 'person', 'people')} before", "history")
            self.before.show_parts([(one.name, "\n".join(filter(None, (one.how, one.where)))) for one in shown.before])
            self.add(_inset(self.before))


def _line(one: WorkerLine) -> QWidget:
    words = Stack(Text(one.name, "row"), Small(one.how), gap=1)
    if one.where:
        words.add(Text(one.where, "second", selectable=True))
    line = Row(Avatar(one.name), words, gap=12, grows=1)
    line.body.setContentsMargins(16, 12, 16, 12)
    return line


def _inset(part: QWidget) -> QWidget:
    line = Row(part)
    line.body.setContentsMargins(16, 10, 16, 10)
    return line
