"""What other people say of a card, each in their own words: "Lee: It is too strong."; or that they were not asked yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.kinds.mapping import NotAsked, View
from desktop_app.shell.controls import Choice, FlowRow, QuietButton, SplitColumns, Stack, Text, TextField

ASKED, NOT_ASKED = "asked", "not asked"
SOMEBODY = "this person"


class ViewFields(Stack):
    """One person: who, whether they were asked, and what they say or why they were not. fixed: the name cannot be changed."""

    changed = Signal()

    def __init__(self, name: str, view: View, *, is_fixed: bool) -> None:
        super().__init__(gap=8)
        was_asked = isinstance(view, str)
        self._name = name
        self.who = None if is_fixed else TextField("Who", value=name)
        answers = [(ASKED, "Asked"), (NOT_ASKED, "Not asked yet")]
        self.asked = Choice("Asked what they think?", answers, value=ASKED if was_asked else NOT_ASKED, joined=True)
        self.says = TextField("What they say", value=view if isinstance(view, str) else "")
        self.why = TextField("Why not", value="" if isinstance(view, str) else view.why)
        self.add(SplitColumns(self.who, self.asked, shares=(1, 1), least=480) if self.who else self.asked)
        self.add(self.says)
        self.add(self.why)
        for part in (self.who, self.asked, self.says, self.why):
            if part is not None:
                part.changed.connect(self._typed)
        self._follow()

    def name(self) -> str:
        """Who it is, "" while nobody was named."""
        return self.who.value().strip() if self.who is not None else self._name

    def value(self) -> View:
        """Their own words, or that they were not asked and why."""
        return NotAsked(self.why.value()) if self.asked.value() == NOT_ASKED else self.says.value()

    def first(self) -> QWidget:
        """Where typing begins."""
        return self.who or self.says

    def _typed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """The questions name the person as soon as a name is there; only the one that is asked is shown."""
        name, was_asked = self.name() or SOMEBODY, self.asked.value() == ASKED
        self.asked.set_label(f"Has {name} been asked?")
        self.says.set_label(f"What {name} says, in their own words")
        self.why.set_label(f"Why {name} has not been asked (you can leave this empty)")
        self.why.set_hint(f"For colleagues. The family’s plan says only that {name} has not been asked yet.")
        self.says.setVisible(was_asked)
        self.why.setVisible(not was_asked)


class ViewsFields(Stack):
    """The names of people whose view is in the record already cannot be changed; what they say can."""

    changed = Signal()

    def __init__(self, views: dict[str, View], fixed: frozenset[str]) -> None:
        super().__init__(gap=8)
        self.rows: list[ViewFields] = []
        self._lines = Stack(gap=20)
        self.more = QuietButton("Add somebody’s view", "plus")
        self.more.clicked.connect(lambda: self._add_row("", "", is_fixed=False).first().setFocus())
        self.add(Text("Other people’s views", "button"))
        self.add(Text("For example, Lee says: It is too strong.", "second", "muted"))
        self.add(self._lines)
        self.add(FlowRow(self.more))
        for name, view in views.items():
            self._add_row(name, view, is_fixed=name in fixed)

    def value(self) -> dict[str, View]:
        """{who: what they say}; an emptied view of somebody in the record stays in, empty."""
        return {row.name(): row.value() for row in self.rows if row.name()}

    def _add_row(self, name: str, view: View, *, is_fixed: bool) -> ViewFields:
        row = ViewFields(name, view, is_fixed=is_fixed)
        row.changed.connect(self.changed)
        self.rows.append(row)
        self._lines.add(row)
        return row
