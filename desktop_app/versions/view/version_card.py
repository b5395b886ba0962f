"""One version: who wrote it, when and where from, what it says, and the choice to use it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.shell.controls import Avatar, Body, Card, Heading, Picture, Radio, Row, Small, Stack
from desktop_app.versions.queries import Question, Version
from desktop_app.versions.view.compared_text import ComparedText


class VersionCard(Card):
    """A card of one version; `radio` chooses it. Its edge follows the choice."""

    def __init__(self, question: Question, version: Version) -> None:
        super().__init__(divided=True)
        self.version = version
        self.text = ComparedText(version.said, version.differs)
        self.radio = Radio(answer(question, version))
        self.add(self._inside(), 1)
        self.add(self.radio)
        self.radio.toggled.connect(lambda chosen: self.set_edge("chosen" if chosen else "plain"))

    def _inside(self) -> QWidget:
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(20, 12, 20, 12)
        lay.setSpacing(12)
        mine = " (you)" if self.version.is_mine else ""
        names = Stack(Heading(self.version.author + mine, 3), gap=0)
        if self.version.role:
            names.add(Small(self.version.role))
        lay.addWidget(Row(Avatar(self.version.author), names, grows=1))
        lines = Stack(gap=4)
        for icon, words in self._lines():
            lines.add(Row(Picture(icon, "muted", 18), Body(words), gap=8, grows=1))
        lay.addWidget(lines)
        lay.addWidget(self.text, 1)
        return inside

    def _lines(self) -> list[tuple[str, str]]:
        sent = "cloud-upload" if self.version.sent.startswith("Wait") else "check"
        lines = [("door-open", self.version.from_where), ("clock", self.version.written), (sent, self.version.sent)]
        return [(icon, words) for icon, words in lines if words]


def answer(question: Question, version: Version) -> str:
    """What choosing a version is called."""
    if question.is_about_standing:
        return "Withdraw the entry" if version.value == "withdrawn" else "Keep the entry"
    if version.is_mine:
        return "Use my version"
    same_person = [other for other in question.versions if other.author == version.author]
    first_name = version.author.split(" ", maxsplit=1)[0]
    if len(same_person) > 1 or not version.role:
        return f"Use the version of {version.written.removeprefix('Written on ') or version.author}"
    return f"Use {first_name}’s version"
