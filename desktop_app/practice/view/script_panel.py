"""The script of a visit, at the right of every page: one step at a time, what happens, what to try, what to notice."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.practice.queries import Told
from desktop_app.shell.controls import (
    Body,
    Divider,
    FlowRow,
    Heading,
    PrimaryButton,
    QuietButton,
    Row,
    SecondaryButton,
    Small,
    Stack,
    Text,
    TextLink,
    Tick,
    announce,
    confirm,
    scrolling,
)

NOTICED = "What an experienced worker might have noticed"
LOOK, CLOSE = "Look at it", "Close it"
AGAIN = "What you wrote in this visit is withdrawn, and its steps begin anew. The other visits stay as they are."
SEEN = "Done. Daybook saw it in the record."
BEGUN = "Begun: it stands in a form that is not added to the record yet."
NO_SCRIPT = "Choose one of the five visits, and its script stands here beside every page."


class ScriptPanel(QWidget):
    """`turned` carries the step to show; `ticked` a step's key and whether it is done; `went` leads to the step's page;
    `again` and `over` are asked for at the end. What may be noticed opens when it is asked for, step by step."""

    turned = Signal(int)
    ticked = Signal(str, bool)
    went = Signal()
    again = Signal()
    over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Script of the visit")
        self._shown: Told | None = None
        self._opened: set[str] = set()
        self.parts = Stack(gap=12)
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(20, 16, 20, 16)
        lay.addWidget(self.parts)
        lay.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inside)
        around.addWidget(self._area)
        self.show_told(None)

    def show_told(self, told: Told | None) -> None:
        """Show the step; the same again only ticks what was done meanwhile, and keeps the cursor and the place."""
        before, self._shown = self._shown, told
        if told is None:
            self.parts.clear()
            self.parts.add(Small(NO_SCRIPT))
        elif before is None or (before.script, before.at) != (told.script, told.at):
            was_here = self.isAncestorOf(QApplication.focusWidget() or self)
            self._lay_out(told)
            if was_here:
                self._go_on_by_keyboard(told)
        if told is not None:
            self._show_done(told, before)

    def showEvent(self, event: QShowEvent) -> None:
        """From its beginning, whatever the keyboard stands on."""
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(0))

    # -- a step ---------------------------------------------------------------------------------------------------

    def _lay_out(self, told: Told) -> None:
        self.parts.clear()
        script, step = told.script, told.step
        self._count = Small("")
        self.parts.add(Stack(Small(f"Visit {script.number}: {script.title}"), self._count, gap=0))
        self.title = Heading(step.title, 2)
        self.parts.add(self.title)
        if told.at == 0:
            self.parts.add(Body(script.lead))
        self.parts.add(Stack(Text("What happens", "second strong"), Body(step.room), gap=4))
        tries = [Body(f"{at}. {words}") for at, words in enumerate(step.to_try, 1)]
        self.parts.add(Stack(Text("Try this", "second strong"), *tries, gap=6))
        self.go_button = SecondaryButton("Go to this page", "arrow-right")
        self.go_button.clicked.connect(self.went)
        self.parts.add(FlowRow(self.go_button))
        self.parts.add(Divider())
        self._lay_out_what_may_be_noticed(told)
        self.parts.add(Divider())
        self._lay_out_ways(told)
        self._area.verticalScrollBar().setValue(0)

    def _go_on_by_keyboard(self, told: Told) -> None:
        """Whoever pressed Next can press it again; a screen reader says which step it is now."""
        button = self.over_button if told.is_last else self.next_button
        QTimer.singleShot(0, button, lambda: button.setFocus(Qt.FocusReason.OtherFocusReason))  # when it is in sight
        announce(self, f"{self._count.words()} {told.step.title}. {told.step.room}")

    def _lay_out_what_may_be_noticed(self, told: Told) -> None:
        self.noticed = TextLink(LOOK, "lightbulb", trailing="chevron-down")
        self.noticed.clicked.connect(self._turn_noticed)
        self.what = Stack(*(Body(words) for words in told.step.noticed), gap=8)
        self.parts.add(Stack(Text(NOTICED, "second strong"), Row(self.noticed), self.what, gap=4))
        self._show_noticed()

    def _lay_out_ways(self, told: Told) -> None:
        key = told.step.key
        self.tick = Tick("Done")
        self.tick.changed.connect(lambda is_ticked: self.ticked.emit(key, is_ticked))
        self.before_button = QuietButton("Step before", "chevron-left")
        self.next_button = PrimaryButton("Next step", trailing="chevron-right")
        self.before_button.clicked.connect(lambda: self.turned.emit(told.at - 1))
        self.next_button.clicked.connect(lambda: self.turned.emit(told.at + 1))
        self.before_button.setVisible(told.at > 0)
        self._begun = Small(BEGUN)
        self.parts.add(Stack(self.tick, self._begun, gap=4))
        if told.is_last:
            self.parts.add(Body(told.script.closing))
            self.over_button = PrimaryButton("To the five visits", "graduation-cap")
            self.again_button = SecondaryButton("Start this visit again", "rotate-ccw")
            self.over_button.clicked.connect(self.over)
            self.again_button.clicked.connect(self._ask_again)
            self.parts.add(FlowRow(self.over_button, self.again_button))
            self.parts.add(FlowRow(self.before_button))
        else:
            self.parts.add(FlowRow(self.next_button, self.before_button))

    def _show_done(self, told: Told, before: Told | None) -> None:
        key, steps = told.step.key, told.script.steps
        is_done, is_seen = key in told.done, key in told.done and key not in told.ticked
        begun = f" {len(told.begun)} begun." if told.begun else ""
        self._count.set_words(f"Step {told.at + 1} of {len(steps)}. {len(told.done)} done.{begun}")
        self.tick.set_value(is_done)
        self.tick.set_words(SEEN if is_seen else "Done")
        self._begun.setVisible(key in told.begun)
        self.tick.setEnabled(not is_seen)
        if is_done and before is not None and before.at == told.at and key not in before.done:
            announce(self, f"{told.step.title}: done.")

    def _ask_again(self) -> None:
        yes = PrimaryButton("Start it again", "rotate-ccw")
        confirm(self, "Start this visit again?", AGAIN, yes).accepted.connect(self.again)

    # -- what may be noticed --------------------------------------------------------------------------------------

    def _turn_noticed(self) -> None:
        if self._shown is not None:
            self._opened ^= {self._name(self._shown)}
            self._show_noticed()

    def _show_noticed(self) -> None:
        is_open = self._shown is not None and self._name(self._shown) in self._opened
        self.what.setVisible(is_open)
        words = CLOSE if is_open else LOOK
        self.noticed.set_words(words, f"{words}: {NOTICED}")

    def _name(self, told: Told) -> str:
        return f"{told.script.key} {told.step.key}"
