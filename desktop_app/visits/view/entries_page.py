"""A child's visits and notes, newest first: what was seen and said, with its day and its author."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.wording import long_date
from desktop_app.shell.controls import Body, Card, EmptyState, Small, Stack, scrolling
from desktop_app.visits.queries import Entry


class EntriesPage(QWidget):
    """Visits and notes of one child."""

    def __init__(self) -> None:
        super().__init__()
        self._cards = Stack()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(scrolling(self._cards))

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show what is recorded, in the order given."""
        self._cards.clear()
        for entry in entries:
            self._cards.add(_card(entry))
        if not entries:
            self._cards.add(
                EmptyState("notebook-pen", "Nothing written yet", "Visits and notes stand here, newest first.")
            )


def _card(entry: Entry) -> Card:
    card = Card(entry.title)
    when = long_date(entry.on, with_year=True) if entry.on else "No day recorded"
    card.add(Small(", ".join(part for part in (when, entry.who, "not sent yet" if entry.unsent else "") if part)))
    for words in (entry.text, *entry.shared):
        if words:
            card.add(Body(words, selectable=True))
    return card
