"""What is still missing in a plan, and how plain its words are. Both stay in place while somebody types beside them.

A line that goes on being true stays the same widget: what lies under the pointer or has the keyboard is never rebuilt.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.wording import plural
from desktop_app.plans.draft import Missing
from desktop_app.plans.plain_words import rules
from desktop_app.shell.controls import Body, Card, FlowRow, Notice, Row, Stack, Tag, TextLink, announce


class MissingCard(Card):
    """`chosen` carries the missing thing that was pressed; there is no card where nothing is missing."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("Still missing", edge="warn", gap=4)
        self._rows: dict[Missing, QWidget] = {}
        self._stack = Stack(gap=4)
        self._not_yet = Notice("warning", "")
        self._not_yet.hide()
        self.add(self._not_yet)
        self.add(self._stack)
        self.hide()

    def show_missing(self, lacking: tuple[Missing, ...]) -> None:
        """Show these: what is missing no longer goes, what is missing now comes in its place."""
        if set(lacking) != set(self._rows):
            self._not_yet.hide()
        for one in [one for one in self._rows if one not in lacking]:
            gone = self._rows.pop(one)
            self._stack.body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, one in enumerate(lacking):
            if one not in self._rows:
                self._rows[one] = self._row(one)
                self._stack.body.insertWidget(at, self._rows[one])
        self.setVisible(bool(lacking))

    def say_not_yet(self, lacking: tuple[Missing, ...]) -> None:
        """It was to be added while something is missing: what, in a sentence."""
        more = f" {plural(len(lacking) - 1, 'more thing')} beneath." if len(lacking) > 1 else ""
        self._not_yet.say("warning", "Nothing was added yet.", f"{lacking[0].sentence}{more}")
        self._not_yet.show()
        announce(self, f"Nothing was added yet. {lacking[0].sentence}")

    def _row(self, one: Missing) -> QWidget:
        link = TextLink(one.sentence, "arrow-right")
        link.clicked.connect(lambda: self.chosen.emit(one))
        return Row(link)


class PlainCard(Card):
    """`led`: the worker wants to see the first remark."""

    led = Signal()

    def __init__(self) -> None:
        super().__init__("Plain words", gap=8)
        low, high = rules().reading_age
        self._tag = Tag("", "well", "circle-check")
        self._aim = Stack(
            FlowRow(self._tag), Body(f"Aim for {low} to {high}: short sentences, everyday words.", "muted"), gap=8
        )
        self._nothing = Body("Nothing in it stands out as hard to read.")
        self._link = TextLink("Go to the remark", "arrow-right")
        self._link.clicked.connect(self.led)
        self._to_remarks = Row(self._link)
        for part in (self._aim, self._nothing, self._to_remarks):
            self.add(part)

    def show_plainness(self, age: int | None, remarks: int) -> None:
        """age: at which it is read with ease, None where that cannot be said; remarks: how many stand on the form."""
        self._aim.setVisible(age is not None)
        if age is not None:
            plain = age <= rules().reading_age[1]
            self._tag.set_state(
                f"Reads like age {age}", "well" if plain else "warn", "circle-check" if plain else "lightbulb"
            )
        self._nothing.setVisible(not remarks)
        self._to_remarks.setVisible(bool(remarks))
        words = "Go to the remark" if remarks == 1 else f"Go to the first of {plural(remarks, 'remark')}"
        if words != self._link.words():
            self._link.set_words(words)
