"""A time, typed as people write it; how it was understood stands beside it at once, and in its place when it is left."""

from casework.typed_times import read_time
from casework.wording import time_of_day
from desktop_app.shell.controls.text import Small
from desktop_app.shell.controls.text_field import TextField

WRONG = "Write a time, for example 10:30am."


class TimeField(TextField):
    """A labelled time. Its value is what was typed until it is left: "2:30" becomes "2:30pm"; what is no time is said."""

    def __init__(self, label: str, *, value: str = "", placeholder: str = "") -> None:
        super().__init__(label, value=value, placeholder=placeholder)
        self._understood = Small("", wrap=False)
        self._understood.hide()
        if self._frame is not None:
            self._frame.lay.setContentsMargins(12, 0, 12, 0)
            self._frame.lay.addWidget(self._understood)
        self.changed.connect(self._show_understood)
        self.line.editingFinished.connect(self._left)

    def understood(self) -> str:
        """What stands beside what is typed: "" where it says the same."""
        return "" if self._understood.isHidden() else self._understood.words()

    def set_value(self, value: str) -> None:
        """Put a time in; no `changed` is sent."""
        super().set_value(value)
        self._show_understood()

    def _show_understood(self) -> None:
        time = read_time(self.line.text())
        said = time_of_day(time) if time is not None else ""
        self._understood.set_words(said)
        self._understood.setVisible(bool(said) and said != self.value().lower())
        self.line.setAccessibleDescription(". ".join(part for part in (self.error(), said) if part))

    def _left(self) -> None:
        typed = self.value()
        time = read_time(typed)
        if time is not None and typed != time_of_day(time):
            self.line.setText(time_of_day(time))
        self.set_error(WRONG if typed and time is None else "")
