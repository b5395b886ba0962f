"""Whether what is typed is kept: "Saved on this laptop at 10:30am". There is no Save button, and this says why not."""

import datetime

from casework.wording import time_of_day
from desktop_app.shell.controls import Picture, Row, Text

WHOLE, SHORT = "Saved on this laptop at", "Saved at"


class SavedNote(Row):
    """An icon and a few words."""

    def __init__(self) -> None:
        self._icon = Picture("circle-check", "well")
        self._words = Text("", "row", "well", wrap=False)
        super().__init__(self._icon, self._words, gap=8)
        self._at: datetime.datetime | None = None
        self._is_short = False
        self.hide()

    def wide(self, words: str = WHOLE) -> int:
        """How much room it needs with all these words, shown or not yet."""
        return self._words.fontMetrics().horizontalAdvance(f"{words} 12:59pm") + 48

    def set_short(self, is_short: bool) -> None:
        """Only that it is saved and when, where there is no room for where."""
        if is_short != self._is_short:
            self._is_short = is_short
            if self._at is not None:
                self.show_saved(self._at)

    def words(self) -> str:
        """What it says."""
        return self._words.words()

    def show_saved(self, at: datetime.datetime) -> None:
        """Everything typed so far is on this laptop's disk."""
        self._at = at
        self._say("circle-check", "well", f"{SHORT if self._is_short else WHOLE} {time_of_day(at)}")

    def show_not_saved(self) -> None:
        """The last words are on the screen only."""
        self._at = None
        self._say("circle-alert", "danger", "Not saved yet")

    def _say(self, icon: str, tone: str, words: str) -> None:
        self._icon.show_icon(icon, tone)
        self._words.set_colour(tone)
        self._words.set_words(words)
        self.show()
