"""What other people say of a card: "Lee: It is too strong." One line for each person, and room for one more."""

from PySide6.QtCore import Signal

from desktop_app.shell.controls import FlowRow, QuietButton, SplitColumns, Stack, Text, TextField


class ViewsFields(Stack):
    """The names of people whose view is in the record already cannot be changed; what they say can."""

    changed = Signal()

    def __init__(self, views: dict[str, str], fixed: frozenset[str]) -> None:
        super().__init__(gap=8)
        self._rows: list[tuple[str, TextField | None, TextField]] = []
        self._lines = Stack(gap=12)
        self._more = QuietButton("Add somebody’s view", "plus")
        self._more.clicked.connect(lambda: self._add_row("", "", is_fixed=False).setFocus())
        self.add(Text("Other people’s views", "button"))
        self.add(Text("For example, Lee: says it is too strong.", "second", "muted"))
        self.add(self._lines)
        self.add(FlowRow(self._more))
        for name, said in views.items():
            self._add_row(name, said, is_fixed=name in fixed)

    def value(self) -> dict[str, str]:
        """{who: what they say}; an emptied view of somebody in the record stays in, empty."""
        found = {}
        for fixed, name, said in self._rows:
            who = fixed or (name.value().strip() if name else "")
            if who:
                found[who] = said.value()
        return found

    def _add_row(self, name: str, said: str, *, is_fixed: bool) -> TextField:
        says = TextField(f"What {name} says" if is_fixed else "What they say", value=said)
        says.changed.connect(self.changed)
        who = None if is_fixed else TextField("Who", value=name)
        if who is not None:
            who.changed.connect(self.changed)
        self._rows.append((name if is_fixed else "", who, says))
        self._lines.add(SplitColumns(who, says, shares=(1, 2), least=480) if who is not None else says)
        return who or says
