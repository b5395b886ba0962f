"""Before a child's voice is recorded: why, and who agreed. Without an answer to each of these nothing is recorded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.kinds.direct_work import Agreed
from casework.sound import LONGEST_MINUTES
from desktop_app.shell.controls import (
    Choice,
    Field,
    Notice,
    PrimaryButton,
    SecondaryButton,
    Sheet,
    SplitColumns,
    Stack,
    Text,
    TextArea,
)

NO = "no"
AGREED, NOT_NEEDED = "agreed", "not_needed"
TELL = (
    "“I would like to record your voice. It is kept in your record. The people who work with you can hear it. You can say"
    " stop at any time, and you can say no.”"
)


class RecordSheet(Sheet):
    """`agreed` carries an Agreed; `say` why it could not begin."""

    agreed = Signal(object)

    def __init__(self, parent: QWidget, child: str) -> None:
        super().__init__(parent, f"Before you record {child}’s voice", width=860)
        self._child = child
        self._begins = False
        self.why = TextArea("Why you record it", hint="What writing it down would not do.", lines=2)
        yes_no = (("yes", "Yes"), (NO, "No"))
        self.child = Choice(f"Did {child} say yes?", yes_no, joined=True)
        self.child_said = TextArea(f"What {child} said", hint="Letter for letter.", lines=2)
        parents = ((AGREED, "A parent agreed"), (NOT_NEEDED, "No parent was asked"))
        self.parent_agreed = Choice(
            "A parent, or whoever has parental responsibility",
            parents,
            hint="Where a parent says no, do not record.",
            joined=True,
        )
        self.parent_said = TextArea("Who, and what they said; or why nobody was asked", lines=2)
        self.no = Notice("warning", f"Without {child}’s yes nothing is recorded.", "Write down what is said instead.")
        self.trouble = Notice("trouble", "")
        self.add(Text(f"Say this to {child}: {TELL}"))
        self.add(Text(f"A recording has {LONGEST_MINUTES} minutes at most. Others in the room must know of it too."))
        answers = ((self.child, self.child_said), (self.parent_agreed, self.parent_said))
        self.add(SplitColumns(*(Stack(asked, said, gap=12) for asked, said in answers), least=680))
        for part in (self.no, self.why, self.trouble):
            self.add(part)
        self.no.hide()
        self.trouble.hide()
        aside = SecondaryButton("Do not record")
        aside.clicked.connect(self.leave)
        self.start = PrimaryButton("Start recording", "mic")
        self.start.clicked.connect(self._start)
        self.add_button(aside)
        self.add_button(self.start)
        self.child.changed.connect(self._answered)

    def say(self, sentence: str) -> None:
        """It could not begin: why. What was answered stays."""
        self._begins = False
        self.start.setEnabled(self.child.value() != NO)
        self.trouble.show()
        self.trouble.say("trouble", sentence)

    def is_still_wanted(self) -> bool:
        """Whether it is still asked for, in sight: nobody closed it, hid the screen or changed to a no since it was pressed."""
        return self.isVisible() and self.child.value() != NO

    def _answered(self, answer: str) -> None:
        self.no.setVisible(answer == NO)
        self.start.setEnabled(answer != NO and not self._begins)

    def _start(self) -> None:
        missing = self._missing()
        for field, sentence in missing.items():
            field.set_error(sentence)
        if missing:
            next(field for field, sentence in missing.items() if sentence).setFocus()
            return
        self.trouble.hide()
        self._begins = True
        self.start.setEnabled(False)
        parent = str(self.parent_agreed.value())
        self.agreed.emit(Agreed(self.why.value(), self.child_said.value(), parent, self.parent_said.value()))

    def _missing(self) -> dict[Field, str]:
        asked: dict[Field, str] = {
            self.child: f"Say whether {self._child} said yes.",
            self.child_said: f"Write what {self._child} said.",
            self.parent_agreed: "Say whether a parent agreed.",
            self.parent_said: "Write who agreed, or why nobody was asked.",
            self.why: "Write why it is recorded.",
        }
        found = {field: "" if field.value() else sentence for field, sentence in asked.items()}  # type: ignore[attr-defined]
        return found if any(found.values()) else {}
