"""A number from 0 to 10, or why there is none: pressed, gone through with the arrow keys, or typed."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from casework.kinds.mapping import Score
from desktop_app.mapping.draft import DID_NOT_WANT, HIGHEST, LOWEST, NOT_ASKED
from desktop_app.mapping.words import ScaleWords
from desktop_app.shell.controls import Choice


class ScoreChoice(Choice):
    """Typing 7 chooses 7; a 1 and then a 0 chooses 10."""

    def __init__(self, words: ScaleWords) -> None:
        numbers = [(str(value), str(value)) for value in range(LOWEST, HIGHEST + 1)]
        reasons = [(DID_NOT_WANT, words.did_not_want), (NOT_ASKED, words.not_asked)]
        ends = f"{LOWEST}: {words.lowest}. {HIGHEST}: {words.highest}."
        super().__init__(words.question, [*numbers, *reasons], hint=ends)
        for part in self._parts.values():
            part.installEventFilter(self)

    def score(self, words: str) -> Score:
        """The answer with the person's words why."""
        value = self.value()
        if value is None:
            return Score(words=words)
        return Score(int(value), words=words) if value.isdigit() else Score(said=value, words=words)

    def set_score(self, score: Score) -> None:
        """Show an answer. No `changed` is sent."""
        self.set_value(str(score.value) if score.value is not None else score.said or None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits choose."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text().isdigit():
            typed = event.text()
            both = f"{self.value()}{typed}"
            part = self._parts.get(both if both == str(HIGHEST) else typed)
            if part is not None:
                part.setFocus()
                part.setChecked(True)
            return True
        return super().eventFilter(watched, event)
