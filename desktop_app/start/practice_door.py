"""The window before the made-up family is open: begin it with a passphrase of its own, unlock it, or turn back."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.background.work import Work
from desktop_app.start.choices import keep_choices, kept_choices
from desktop_app.start.front_door import TITLE, WHERE, larger_text
from desktop_app.vault.profile import Profile

if TYPE_CHECKING:
    from desktop_app.opening.actions import Opened


class PracticeDoor(QObject):
    """Makes the window shown before practising and after every lock of it. `take` is handed the copy that was opened;
    `leave` leads back to the worker's own. own: their profile, whose look is taken over once."""

    def __init__(
        self,
        own: Profile,
        profile: Profile,
        work: Work,
        now: Callable[[], datetime.datetime],
        take: "Callable[[Opened], object]",
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._own, self._profile, self._work, self._now = own, profile, work, now
        self._take, self._leave = take, leave

    def window(self, *, comes_back: bool = False) -> QWidget:
        """Asks for the passphrase where it was begun; else for a new one. comes_back: to the page one was on."""
        page = self._unlock(comes_back=comes_back) if self._profile.has_vault else self._begin()
        page.setWindowTitle(TITLE)
        page.resize(1366, 768)
        return page

    @property
    def holds_keys(self) -> bool:
        """Never: the made-up family has no store to be approved by."""
        return False

    def leave(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing is open here."""

    def _begin(self) -> QWidget:
        from desktop_app.opening.view.practice_pages import BeginPracticePage
        from desktop_app.practice.copy import begin

        page = BeginPracticePage()

        def begun(opened: "Opened") -> None:
            keep_choices(self._profile, kept_choices(self._own))
            self._take(opened)

        page.asked.connect(
            lambda words: self._work.ask(
                begin, self._profile, words, self._now(), then=begun, trouble=page.say_trouble, owner=page
            )
        )
        page.left.connect(self._leave)
        page.text_size_wanted.connect(partial(larger_text, self._own))
        return page

    def _unlock(self, *, comes_back: bool) -> QWidget:
        from desktop_app.opening.view.practice_pages import UnlockPracticePage
        from desktop_app.practice.copy import unlock
        from desktop_app.practice.folder import throw_away

        page = UnlockPracticePage()
        page.asked.connect(
            lambda words: self._work.ask(
                unlock, self._profile, words, self._now(), then=self._take, trouble=page.say, owner=page
            )
        )
        page.left.connect(self._leave)
        page.text_size_wanted.connect(partial(larger_text, self._profile))
        page.thrown_away.connect(
            lambda: self._work.ask(
                throw_away, self._profile, then=lambda _: self._leave(), trouble=page.say, owner=page
            )
        )
        if comes_back:
            page.say_where(WHERE)
        return page
