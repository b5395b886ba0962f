"""Looking after the open copy: it is looked over for damage in idle moments, and what is found is told plainly; and what
must be known before it can be opened again (opening.door) is kept beside it."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from casework.case_files import AUTHORITY_BOOK
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.opening.actions import Opened
    from desktop_app.sync.rounds import Outcome

BEGIN_AFTER_MS, BETWEEN_STEPS_MS = 15_000, 200
TITLE = "The copy on this laptop"
DAMAGED = (
    "A part of the copy on this laptop is damaged. Everything you wrote is kept as it is, and what was sent is with the "
    "central store. Lock Daybook and unlock it when it suits you, today if you can: it then mends the copy, and says if "
    "anything is missing."
)


class CopyCare(QObject):
    """One open copy. `begin` soon after it was opened; it ends with the copy, whichever window is over it."""

    def __init__(self, desk: Desk, opened: "Opened") -> None:
        super().__init__()
        self._desk = desk
        self._opened = opened
        self._steps: Iterator[list[str]] | None = None
        self._has_told = bool(opened.to_tell)
        self._is_over = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Say what was found on opening; compare with the laptop's keystore; look the copy over a little later."""
        if self._opened.to_tell:
            self._tell(self._opened.to_tell)
        work = self._desk.work
        work.beside(self._opened.vault.is_older_than_the_keystore_knows, then=self._compared, owner=self)
        self._timer.start(BEGIN_AFTER_MS)
        if not self._opened.records.identity.is_practice:
            self._desk.watch(self, (AUTHORITY_BOOK,), self._keep_door)

    def stop(self) -> None:
        """The copy is closed: nothing more is looked at."""
        self._is_over = True
        self._timer.stop()

    def came_back(self, outcome: "Outcome") -> None:
        """The store gave back what this very laptop had sent and does not hold: told once, unless it was just mended."""
        from desktop_app.opening.actions import said_of_what_came_back

        if outcome.came_back and not self._has_told:
            self._has_told = True
            self._tell(said_of_what_came_back(outcome.came_back))

    def everything_is_sent(self) -> None:
        """Damaged files that were mended are not needed any more."""
        for path in self._opened.vault.profile.kept_damaged():
            path.unlink(missing_ok=True)

    def _keep_door(self) -> None:
        from desktop_app.opening.door import keep_door

        opened = self._opened
        self._desk.work.ask(keep_door, opened.vault.profile, opened.records, trouble=_for_another_time, owner=self)

    def _compared(self, is_older: bool) -> None:
        from desktop_app.opening.actions import PUT_BACK

        if is_older and not self._has_told:
            self._has_told = True
            self._tell(PUT_BACK)

    def _go_on(self) -> None:
        self._desk.work.ask(self._step, then=self._stepped, owner=self)

    def _step(self) -> list[str] | None:
        """On the thread that owns the database; None at the end."""
        from desktop_app.record_store.looking_over import is_due, steps

        vault, now = self._opened.vault, datetime.datetime.now(datetime.UTC)
        if self._steps is None:
            self._steps = steps(vault, self._opened.records, now) if is_due(vault, now) else iter(())
        return next(self._steps, None)

    def _stepped(self, found: list[str] | None) -> None:
        if found:
            self._tell(DAMAGED)
        elif found is not None and not self._is_over:
            self._timer.start(BETWEEN_STEPS_MS)

    def _tell(self, words: str) -> None:
        from desktop_app.shell.controls import Body, PrimaryButton, Sheet

        sheet = Sheet(self._desk.window, TITLE)
        sheet.add(Body(words))
        read = PrimaryButton("I have read this", "check")
        read.clicked.connect(sheet.leave)
        sheet.add_button(read)
        sheet.show_over()


def _for_another_time(_sentence: str) -> None:
    """A disk that takes nothing is told where words are to be kept; this is kept at the next opening."""
