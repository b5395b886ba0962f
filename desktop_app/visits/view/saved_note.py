"""Whether what is typed is kept: "Saved on this laptop at 10:30am". There is no Save button, and this says why not."""

import datetime

from casework.wording import time_of_day
from desktop_app.shell.controls import Picture, Row, Text


class SavedNote(Row):
    """An icon and a few words."""

    def __init__(self) -> None:
        self._icon = Picture("circle-check", "well")
        self._words = Text("", "row", "well", wrap=False)
        super().__init__(self._icon, self._words, gap=8)
        self.hide()

    def words(self) -> str:
        """What it says."""
        return self._words.words()

    def show_saved(self, at: datetime.datetime) -> None:
        """Everything typed so far is on this laptop's disk."""
        self._say("circle-check", "well", f"Saved on this laptop at {time_of_day(at)}")

    def show_not_saved(self) -> None:
        """The last words are on the screen only."""
        self._say("circle-alert", "danger", "Not saved yet")

    def _say(self, icon: str, tone: str, words: str) -> None:
        self._icon.show_icon(icon, tone)
        self._words.set_colour(tone)
        self._words.set_words(words)
        self.show()
