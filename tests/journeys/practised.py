"""Somebody who practises: they walk a script step by step, and every button and field that it names is read on the screen."""

import re

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from demo.walk.eyes import words_in
from demo.walk.hands import Hands
from desktop_app.practice.scripts import Script, Step, script_of
from desktop_app.practice.view.script_panel import ScriptPanel
from desktop_app.start.program import Daybook

NAMED = re.compile(r"“([^”]+)”")


class Practised(Hands):
    """Hands that remember what could be read beside the script since the step began."""

    def __init__(self, daybook: Daybook, number: int = 1) -> None:
        super().__init__(lambda: _in_front(daybook))
        script = script_of(str(number))
        assert script is not None
        self.daybook = daybook
        self.script: Script = script
        self._at = 0
        self._read: set[str] = set()

    @property
    def step(self) -> Step:
        """The step that is being done."""
        return self.script.steps[self._at]

    def begin(self) -> None:
        """From the page of the five visits."""
        self.press(f"Begin this visit: {self.script.title}")
        self.wait_for(f"Step 1 of {len(self.script.steps)}.", self.step.title)

    def look(self) -> None:
        """Remember what stands there now, and not what the script says of it."""
        panel = self.window.findChild(ScriptPanel)
        told = set(words_in(panel).splitlines()) if panel is not None else set()
        self._read |= set(words_in(self.window).splitlines()) - told
        buttons = (one for one in self.window.findChildren(QAbstractButton) if one.isVisible())
        self._read |= {one.text().replace("&&", "&") for one in buttons}

    def press(self, name: str, number: int = 1, of: str = "") -> None:
        """As a person does, who reads before and after."""
        self.look()
        super().press(name, number, of)
        self._read.add(name)
        self.look()

    def wait_for(self, *words: str) -> None:
        """As a person does, who reads it then."""
        super().wait_for(*words)
        self.look()

    def go(self) -> None:
        """To where the step is done."""
        self.press("Go to this page")

    def next(self) -> None:
        """The step is done: everything it names could be read, and the next one is there."""
        self.all_was_there()
        self.press("Next step")
        self._at += 1
        self.wait_for(f"Step {self._at + 1} of {len(self.script.steps)}.", self.step.title)

    def end(self) -> None:
        """The last step is done."""
        self.all_was_there()
        assert self.step is self.script.steps[-1]

    def leave_the_childs_screen(self, pin: str) -> None:
        """The worker's way out of it."""
        self.press("Stop")
        self.press("For the grown-up who brought it")
        self.type(pin)

    def give_back(self, pin: str) -> None:
        """The child is done."""
        self.leave_the_childs_screen(pin)
        self.wait_for("What you saw and heard")

    def all_was_there(self) -> None:
        """Raises AssertionError with what the step names and nobody could read."""
        named = {name for words in self.step.to_try for name in NAMED.findall(words)}
        missing = [name for name in sorted(named) if not any(line.startswith(name) for line in self._read)]
        assert missing == [], (self.step.key, missing)
        self._read = set()


def _in_front(daybook: Daybook) -> QWidget:
    room = daybook.desk.room if daybook.desk is not None else None
    return QApplication.activeModalWidget() or room or daybook.window
