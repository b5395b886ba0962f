"""The page of a copy that the authority ordered away: what happens, why, that nothing is lost, and whom to ring."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent

from casework.kinds.books import NumberToRing
from desktop_app.opening.view.hills import FirstCard, Hills
from desktop_app.opening.view.numbers import NumbersToRing
from desktop_app.shell.controls import (
    Body,
    Divider,
    Heading,
    Notice,
    PrimaryButton,
    ProgressStrip,
    SecondaryButton,
    Small,
    Stack,
)

AGAIN_MS, LEFT_ALONE_MS = 60_000, 15 * 60_000
DONE = "The copy on this laptop is destroyed. You can close Daybook."
NOT_TOLD = "The copy on this laptop is destroyed. Your authority hears of it when Daybook is started once more with a connection."


class LeavingPage(Hills):
    """`hand_over_wanted` is sent again every minute while there is no connection; `lock_wanted` when nobody has touched it for a
    quarter of an hour without one; `close_wanted` at the end."""

    hand_over_wanted = Signal()
    lock_wanted = Signal()
    close_wanted = Signal()
    text_size_wanted = Signal()

    def __init__(self, why: str, kept: str, numbers: Sequence[NumberToRing] = ()) -> None:
        self._card = FirstCard()
        super().__init__(self._card)
        self._title = Heading("This Daybook is being closed", 1)
        self._why = Body(why)
        self._notice = Notice("info", "Nothing you wrote is lost.", kept)
        self._progress = ProgressStrip("Handing over", can_cancel=False)
        self._state = Small("")
        self._button = PrimaryButton("Try to connect again", "refresh-cw")
        self._button.clicked.connect(self._try)
        self._close = PrimaryButton("Close Daybook", "check")
        self._close.clicked.connect(self.close_wanted)
        self._close.hide()
        self._ring = Stack(Divider(), Heading("If this is a mistake, ring", 2), NumbersToRing(numbers), gap=14)
        for part in (
            self._title,
            self._why,
            self._notice,
            self._progress,
            self._state,
            self._button,
            self._close,
            self._ring,
        ):
            self._card.add(part)
        size = SecondaryButton("Text size", "a-large-small")
        size.clicked.connect(self.text_size_wanted)
        self.at_foot(size)
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._try)
        self._alone = QTimer(self, interval=LEFT_ALONE_MS, singleShot=True)
        self._alone.timeout.connect(self.lock_wanted)
        self.setFocusProxy(self._button)
        self.say_busy()

    def say_busy(self) -> None:
        """The store is asked."""
        self._again.stop()
        self._alone.stop()
        self._state.hide()
        self._button.hide()
        self._progress.show()
        self._progress.show_progress(0)

    def say_progress(self, done: int, of: int, _words: str = "") -> None:
        """So much is with the authority."""
        self._progress.show_progress(100 * done // of if of else 0, left=f"{done:,} of {of:,}")

    def say_waits(self, sentence: str) -> None:
        """It cannot go on now: nothing is destroyed, and it tries again by itself."""
        self._progress.hide()
        self._state.set_words(f"{sentence} Nothing is destroyed before all of it has arrived.")
        self._state.show()
        self._button.show()
        self._again.start()
        if not self._alone.isActive():
            self._alone.start()

    def say_done(self, handed: str, *, is_told: bool) -> None:
        """All has arrived, and the copy is gone."""
        self._progress.hide()
        self._state.hide()
        self._ring.hide()
        self._title.set_words("This Daybook is closed")
        self._why.set_words(DONE if is_told else NOT_TOLD)
        self._notice.say("success", "Nothing you wrote is lost.", handed)
        self._button.hide()
        self._close.show()
        self._close.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another window is shown."""
        super().hideEvent(event)
        self._again.stop()
        self._alone.stop()

    def _try(self) -> None:
        self.say_busy()
        self.hand_over_wanted.emit()
