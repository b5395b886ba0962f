"""Two administrators let a worker in who forgot the passphrase: from the unlock page to the open copy."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.background.work import Work
from desktop_app.opening import letting_in
from desktop_app.vault.profile import Profile

if TYPE_CHECKING:
    from desktop_app.opening.actions import Opened, Overdue
    from desktop_app.opening.leaving import OrderedAway
    from desktop_app.opening.letting_in import Asked
    from desktop_app.opening.view.ask_two import AskTwo
    from desktop_app.opening.view.unlock import UnlockPage


class LettingIn(QObject):
    """Does what an unlock page asks for, of one copy. `take` is handed what it came to.

    The request is kept in memory alone: it ends with the page, or when the worker stops asking.
    """

    def __init__(
        self,
        page: "UnlockPage",
        profile: Profile,
        work: Work,
        take: "Callable[[Opened | Overdue | OrderedAway], object]",
    ) -> None:
        super().__init__(page)
        self._page, self._profile, self._work, self._take = page, profile, work, take
        self._asked: Asked | None = None
        page.two_asked.connect(self._ask)
        page.answer_wanted.connect(self._look)
        page.asking_stopped.connect(self._forget)

    def _ask(self, passphrase: str) -> None:
        asking = self._page.asking
        if asking is None:
            return

        def asked(request: "Asked") -> None:
            self._asked = request
            asking.show_words(request.words)

        ask = letting_in.ask_administrators
        self._work.beside(ask, self._profile, passphrase, then=asked, trouble=asking.say_trouble, owner=asking)

    def _look(self) -> None:
        request, asking = self._asked, self._page.asking
        if request is None or asking is None:
            return

        def answered(sealed: bytes | None) -> None:
            if sealed is None:
                asking.say_not_yet()
            elif self._asked is request:
                self._come_in(asking, request, sealed)

        look = letting_in.look_for_answer
        self._work.beside(look, request, then=answered, trouble=asking.say_trouble, owner=asking)

    def _come_in(self, asking: "AskTwo", request: "Asked", sealed: bytes) -> None:
        asking.say_opening()
        self._work.ask(letting_in.come_in, request, sealed, then=self._take, trouble=asking.say_not_opened)

    def _forget(self) -> None:
        self._asked = None
