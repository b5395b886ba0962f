"""Whether one person with parental responsibility was told; if not, why not."""

from PySide6.QtCore import Signal

from desktop_app.concerns.draft import ParentSaid
from desktop_app.shell.controls import Choice, Stack, TextArea

ANSWERS = (("yes", "Told"), ("no", "Not told"), ("not_asked", "Not asked yet"))


class ParentRow(Stack):
    """`said` carries a ParentSaid at every letter."""

    said = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(gap=8)
        self.answer = Choice(f"Was {name} told?", ANSWERS, joined=True)
        hint = "For example, telling them now would put a child at more risk."
        self.why = TextArea(f"Why was {name} not told?", hint=hint, lines=1)
        self.add(self.answer)
        self.add(self.why)
        for field in (self.answer, self.why):
            field.changed.connect(lambda *_: self._tell())

    def show_said(self, said: ParentSaid) -> None:
        """As it stands; what is typed at this moment stays as it is."""
        self.answer.set_value(said.answer or None)
        if self.why.value() != said.why.strip():
            self.why.set_value(said.why)
        self.why.setVisible(said.answer == "no")

    def _tell(self) -> None:
        self.said.emit(ParentSaid(self.answer.value() or "", self.why.paper.toPlainText()))
