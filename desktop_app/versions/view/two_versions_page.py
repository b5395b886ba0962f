"""Two versions of one thing, side by side. Nothing is chosen at first, and closing the page settles nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from casework.wording import plural
from desktop_app.shell.controls import (
    EmptyState,
    Heading,
    Notice,
    Page,
    Picture,
    PrimaryButton,
    QuietButton,
    Radio,
    Row,
    Small,
    SplitColumns,
    Stack,
    TextArea,
    TextField,
)
from desktop_app.versions.queries import Question
from desktop_app.versions.view.version_card import VersionCard

KEEP_BOTH, WRITE_NEW = "Keep both as a note", "Write a new one"


class TwoVersionsPage(Page):
    """Asks a person which version stands.

    `used` carries (question, version, why), `kept_both` (question, why), `wrote_new` (question, words, why).
    """

    used = Signal(object, object, str)
    kept_both = Signal(object, str)
    wrote_new = Signal(object, str, str)
    closed = Signal()

    def __init__(self) -> None:
        self._close = QuietButton("Close for now", "x")
        super().__init__("Two versions", back="Back", actions=[self._close], gap=12)
        self._close.clicked.connect(self.closed)
        self._question: Question | None = None
        self._cards: list[VersionCard] = []
        self._group = QButtonGroup(self)

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        """Show the first of what stands in two versions; what was chosen or typed stays when it is the same as before."""
        first, before = (questions[0] if questions else None), self._question
        if before is not None and first is not None and first.versions == before.versions:
            return
        is_same = before is not None and first is not None and _names(first) == _names(before)
        typed = (self._why.value(), self._words.value()) if is_same else ("", "")
        self._question = first
        self.clear()
        if first is None:
            self._say_settled()
            return
        if self.back_link is not None:
            self.back_link.set_words(first.child)
        self._show(first)
        self._why.set_value(typed[0])
        self._words.set_value(typed[1])
        if is_same:
            self._notice.say("warning", "Another version has come.", "Look again before you choose.")

    def _show(self, question: Question) -> None:
        self.set_subtitle("")
        head = Stack(Heading(question.asked, 3), gap=4)
        if question.before:
            before = f"The answer before, on {question.before_on}: “{question.before}”"
            head.add(Row(Picture("history", "muted", 18), Small(before), gap=8, grows=1))
        if question.more:
            more = f"{plural(question.more, 'more question')} of this child in two versions after this one."
            head.add(Row(Picture("files", "muted", 18), Small(more), gap=8, grows=1))
        self.add(head)
        self._group = QButtonGroup(self)
        self._cards = [VersionCard(question, version) for version in question.versions]
        for start in range(0, len(self._cards), 2):
            self.add(SplitColumns(*self._cards[start : start + 2]))
        self._both = Radio(KEEP_BOTH, "The question stays open, and both can be read", boxed=True)
        self._new = Radio(WRITE_NEW, "Both are kept as where it came from", boxed=True)
        self._new.setVisible(question.can_be_written)
        self.add(SplitColumns(self._both, *([self._new] if question.can_be_written else [])))
        for radio in (*(card.radio for card in self._cards), self._both, self._new):
            self._group.addButton(radio)
            radio.toggled.connect(self._chosen)
            radio.setEnabled(question.may_settle)
        self._words = TextArea("The new answer", lines=2)
        self._words.hide()
        self.add(self._words)
        self._add_foot(may_settle=question.may_settle)

    def _add_foot(self, *, may_settle: bool) -> None:
        self._why = TextField("Why", placeholder="Why: who told you, and when", label_shown=False)
        self._button = PrimaryButton("Choose one first", "check")
        self._button.setEnabled(False)
        self._button.clicked.connect(self._settle)
        self._why.submitted.connect(self._settle)
        foot = Row(self._why, self._button, gap=16, grows=0)
        foot.setVisible(may_settle)
        self.add(foot)
        self._notice = Notice(
            "info",
            "Closing this page settles nothing.",
            "The version you do not use stays in the record, with who chose and why.",
        )
        if not may_settle:
            self._notice.say("info", "You read both.", "Somebody who may write such an entry chooses.", aloud=False)
        self.add(self._notice)

    def say_trouble(self, sentence: str) -> None:
        """It could not be settled: why. What was chosen and typed stays."""
        self._button.setEnabled(True)
        self._notice.say("trouble", "Nothing was settled.", sentence)

    def _say_settled(self) -> None:
        done = PrimaryButton("Back to the child", "check")
        done.clicked.connect(self.closed)
        self.add(
            EmptyState("check", "Everything is settled", "Nothing of this child stands in two versions now.", done)
        )
        done.setFocus()

    def _chosen(self) -> None:
        self._words.setVisible(self._new.isChecked())
        chosen = self._group.checkedButton()
        if isinstance(chosen, Radio) and self._question is not None:
            self._button.setEnabled(True)
            self._button.set_words(chosen.words() if chosen is not self._new else "Use the new answer")

    def _settle(self) -> None:
        question, why = self._question, self._why.value()
        if question is None or not self._button.isEnabled():
            return
        if self._new.isChecked() and not self._words.value().strip():
            self._words.set_error("Write the new answer first.")
            self._words.setFocus()
            return
        self._button.setEnabled(False)
        if self._both.isChecked():
            self.kept_both.emit(question, why)
        elif self._new.isChecked():
            self.wrote_new.emit(question, self._words.value(), why)
        else:
            chosen = next(card.version for card in self._cards if card.radio.isChecked())
            self.used.emit(question, chosen, why)


def _names(question: Question) -> tuple[str, bytes, str]:
    return question.kind, question.record, question.field
