"""Listening to recordings: read from the vault a little ahead, fetched first where they are not on this laptop."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from casework.wording import plural
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from casework.kinds.direct_work import Attachment
    from desktop_app.direct_work.view.player import Player

Then = Callable[[bytes], object]
Trouble = Callable[[str], object]


class Listening(QObject):
    """Makes what plays the recordings of one page; one is heard at a time, of all pages. Lives as long as the page.

    is_in_record: whether they were added, so that the store has them, or will have.
    """

    def __init__(self, desk: Desk, page: QObject, *, is_in_record: bool) -> None:
        super().__init__(page)
        self._desk, self._is_in_record = desk, is_in_record
        page.installEventFilter(self)

    def eventFilter(self, _page: QObject, event: QEvent) -> bool:
        """The page goes out of sight: nothing is heard any more."""
        if event.type() == QEvent.Type.Hide and self._desk.playing is not None:
            self._desk.playing.pause()
        return False

    def player(self, file: str, sound: "Attachment") -> "Player":
        """What plays this."""
        from desktop_app.direct_work.view.player import Player

        source = _Source(self._desk, file, sound, is_here=not self._is_in_record)
        player = source.player = Player(sound.length, source.read, self._desk.open_loudspeaker, self)
        player.changed.connect(lambda: self._heard(player))
        return player

    def _heard(self, player: "Player") -> None:
        before = self._desk.playing
        if player.plays and before is not player:
            self._desk.playing = player
            if before is not None:
                before.pause()
        elif not player.plays and before is player:
            self._desk.playing = None


class _Source:
    """One recording, for what plays it."""

    player: "Player"

    def __init__(self, desk: Desk, file: str, sound: "Attachment", *, is_here: bool) -> None:
        self._desk, self._file, self._sound, self._is_here = desk, file, sound, is_here

    def read(self, offset: int, length: int, then: Then, trouble: Trouble) -> None:
        """As `player.Reading`."""
        if self._is_here:
            args = (self._sound, offset, length)
            self._desk.work.beside(
                self._desk.records.read_attachment, *args, then=then, trouble=trouble, owner=self.player
            )
            return

        def here(_: None) -> None:
            self._is_here = True
            self.player.say("")
            self.read(offset, length, then, trouble)

        self._desk.work.beside(self._bring, then=here, trouble=trouble, progress=self._fetching, owner=self.player)

    def _bring(self, *, steps: Callable[[int, int, str], object]) -> None:
        from desktop_app.received.opening import bring_here

        bring_here(self._desk.records, self._desk.keeper.fetch, self._file, (self._sound,), steps)

    def _fetching(self, done: int, of: int, _words: str) -> None:
        self.player.say(f"Fetching it from the central store: {done} of {plural(of, 'part')}.")
