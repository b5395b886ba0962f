"""Covering the screen and lifting the cover again: by key, by button, when nobody is there; and the lock that follows."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.opening import pin
from desktop_app.shell.curtain import Curtain
from desktop_app.start.desk import Desk
from desktop_app.start.idle import IdleClock

if TYPE_CHECKING:
    from desktop_app.opening.view.cover import Cover

MINUTES_UNTIL_LOCK = 15


class Covering(QObject):
    """The curtain over one open copy. `lock` is called after fifteen minutes of it, or when the worker asks."""

    def __init__(self, desk: Desk, idle: IdleClock, lock: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._idle, self._lock = desk, idle, lock
        self._curtain = Curtain(self)
        self._until_lock = QTimer(self, singleShot=True, interval=MINUTES_UNTIL_LOCK * 60_000)
        self._until_lock.timeout.connect(lock)

    @property
    def is_down(self) -> bool:
        """Whether the screen is covered, or rests in front of a child."""
        return self._until_lock.isActive()

    def fall(self) -> None:
        """Cover everything. While a child has the laptop its own room rests instead: it never sees a question."""
        if self.is_down:
            return
        self._desk.hush()
        self._idle.stop()
        self._until_lock.start()
        room = self._desk.room
        if room is not None:
            room.woken.connect(self._lifted)
            room.rest()
            return
        cover = self._make_cover()
        self._curtain.fall(cover, self._desk.window)
        self._ask(pin.standing, cover)

    def _make_cover(self) -> "Cover":
        from desktop_app.opening.view.cover import Cover

        cover = Cover(self._desk.now)
        cover.pin_given.connect(lambda digits: self._ask(partial(pin.try_pin, digits=digits), cover))
        cover.passphrase_given.connect(lambda words: self._ask(partial(pin.try_passphrase, passphrase=words), cover))
        cover.lock_wanted.connect(self._lock)
        return cover

    def _ask(self, door: Callable[..., pin.Answer], cover: "Cover") -> None:
        def answer(said: pin.Answer) -> None:
            if said.opens:
                self._curtain.lift()
                self._lifted()
            elif said.needs_passphrase:
                cover.ask_passphrase(said.sentence)
            elif said.sentence:
                cover.ask_pin(said.sentence)

        vault = self._desk.vault
        self._desk.ask(lambda _records: door(vault), then=answer, owner=cover, trouble=cover.ask_passphrase)

    def _lifted(self) -> None:
        """The worker is back."""
        self._until_lock.stop()
        if self._desk.room is not None:
            self._desk.room.woken.disconnect(self._lifted)
        self._idle.watch(self._desk.window)
        self._desk.when_worker_is_back()

    # -- locking, and the end -----------------------------------------------------------------------------------

    def say_hidden(self) -> None:
        """The copy is about to be closed: what was typed beneath is kept."""
        self._desk.hush()
        self._until_lock.stop()
        self._curtain.say_hidden()

    def drop(self) -> None:
        """The copy is closed, or the program ends: the cover goes and shows nothing."""
        self._until_lock.stop()
        self._curtain.drop()
