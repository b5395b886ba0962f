"""A child's newest words: covered until asked for, because others may see the screen; covered again on leaving."""

import datetime

from PySide6.QtGui import QHideEvent

from casework.wording import plain_date
from desktop_app.caseload.child_now import ChildNow, LastWords
from desktop_app.shell.controls import Body, Card, ChildButton, ChildsWords, FlowRow, Heading, Picture, Row, Tag


class LastWordsCard(Card):
    """While it is covered no part of the window holds the words, not even for a screen reader."""

    def __init__(self) -> None:
        super().__init__(edge="child", padding=16, gap=10)
        self._last: LastWords | None = None
        self._today = datetime.date.min
        self._possessive = "their"
        self._title = Heading("", 3, "child")
        self._about = Body("")
        self._words = ChildsWords("")
        self._who = Tag("", "child")
        self._tag_row = FlowRow(self._who)
        self._button = ChildButton("", "eye")
        self._button.clicked.connect(self._cover_or_show)
        self.add(Row(Picture("message-square-quote", "child", 24), self._title, gap=8, grows=1))
        for part in (self._about, self._words, self._tag_row, self._button):
            self.add(part)
        self.hide()

    def show_words(self, now: ChildNow, today: datetime.date) -> None:
        """Other words are covered at once; the same stay as they are."""
        is_new = now.last_words != self._last
        self._last, self._today, self._possessive = now.last_words, today, now.possessive
        self._title.set_words(f"{now.first_name}’s last words")
        self.setVisible(now.last_words is not None)
        if is_new:
            self.cover()

    def is_covered(self) -> bool:
        """Whether nobody can read them now."""
        return not self._words.words()

    def cover(self) -> None:
        """Take the words off the screen."""
        self._words.set_words("")
        self._lay()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab, another page, a locked or minimised window: covered."""
        super().hideEvent(event)
        self.cover()

    def _cover_or_show(self) -> None:
        if self._last is not None and self.is_covered():
            self._words.set_words(f"“{self._last.words}”")
            self._lay()
        else:
            self.cover()

    def _lay(self) -> None:
        last, covered = self._last, self.is_covered()
        self._words.setVisible(not covered)
        self._tag_row.setVisible(not covered)
        if last is None:
            return
        said = f"Said on {plain_date(last.said_on, self._today)}" if last.said_on else "Said on a day nobody noted"
        setting = f", {last.setting}" if last.setting and not covered else ""
        why = " Covered until you ask, because others may see this screen." if covered else ""
        self._about.set_words(f"{said}{setting}.{why}")
        self._who.set_state(last.may_see.words, last.may_see.tone, last.may_see.icon)
        words = f"Press to show {self._possessive} words" if covered else "Cover the words"
        self._button.set_words(words)
        self._button.set_icon("eye" if covered else "eye-off")
