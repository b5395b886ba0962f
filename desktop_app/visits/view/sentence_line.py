"""One shared sentence, and the children it is about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.shell.controls import Chip, FlowRow, Notice, Small, Stack, TextArea
from desktop_app.visits.about_whom import about_whom
from desktop_app.visits.draft import SharedSentence, VisitChild
from desktop_app.visits.queries import KnownPerson


class SentenceLine(Stack):
    """It can be changed where it stands. `changed` carries the sentence as it is now.

    Where Daybook chose some of the children by the names in it, the line says why, as long as that choice stands.
    """

    changed = Signal(object)

    def __init__(
        self, sentence: SharedSentence, children: tuple[VisitChild, ...], people: tuple[KnownPerson, ...] = ()
    ) -> None:
        self.words = TextArea("Shared sentence", lines=1, label_shown=False, quiet=True, placeholder="Taken out")
        self._about = FlowRow(Small("About", wrap=False), gap=8)
        super().__init__(self.words, gap=2)
        self.body.setContentsMargins(4, 4, 8, 0)
        self._children, self._people = children, people
        self._why = Notice("info", "")
        self._why.hide()
        beneath = QVBoxLayout()
        beneath.setContentsMargins(12, 0, 0, 10)
        beneath.setSpacing(8)
        beneath.addWidget(self._about)
        beneath.addWidget(self._why)
        self.body.addLayout(beneath)
        self.sentence = sentence
        self.chips: dict[str, Chip] = {}
        for child in children:
            chip = self.chips[child.file] = Chip(child.name)
            chip.setAccessibleDescription("This sentence is about this child")
            chip.changed.connect(lambda _: self._tell())
            self._about.add(chip)
        self._about.setVisible(len(children) > 1)
        self.words.changed.connect(lambda _: self._tell())
        self.show_sentence(sentence)

    def show_sentence(self, sentence: SharedSentence) -> None:
        """Show it; what is typed at this moment stays as it is."""
        self.sentence = sentence
        if sentence.text.strip() != self.words.value():
            self.words.set_value(sentence.text)
        for file, chip in self.chips.items():
            chip.set_value(file in sentence.about)
        self._say_why()

    def _tell(self) -> None:
        about = tuple(file for file, chip in self.chips.items() if chip.value())
        self.sentence = SharedSentence(self.words.paper.toPlainText(), about, self.sentence.group)
        self._say_why()
        self.changed.emit(self.sentence)

    def _say_why(self) -> None:
        found = about_whom(self.sentence.text, self._children, self._people)
        stands = bool(found.why) and set(found.files) == set(self.sentence.about)
        if stands and self._why.words() != found.why:
            self._why.say("info", "", found.why, aloud=self.isVisible())
        self._why.setVisible(stands)
