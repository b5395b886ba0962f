"""The window before an open copy: unlock it, or join a hub the first time. What comes after is imported meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.background.work import Work
from desktop_app.opening import actions as opening
from desktop_app.opening.letting_in import how_it_stands
from desktop_app.shell import style, tokens
from desktop_app.start.choices import keep_text_size
from desktop_app.start.letting_in import LettingIn
from desktop_app.start.shut_door import ShutDoor, Ways
from desktop_app.start.warming import Warming
from desktop_app.vault.profile import Profile
from desktop_app.vault.workers import UNNAMED, keep_name, name_of

if TYPE_CHECKING:
    from casework.kinds.books import NumberToRing
    from desktop_app.opening.actions import Joined, Opened, Overdue
    from desktop_app.opening.leaving import OrderedAway

TITLE = "Daybook"
WHERE = "You will come back to the page you were on."


@dataclass(frozen=True)
class Greeting:
    """What the unlock page says at first (its first words bold), and the passphrase it holds: for a profile whose
    passphrase is no secret."""

    first_words: str
    words: str
    passphrase: str


class FrontDoor(QObject):
    """Makes the window that is shown first and after every lock. `take` is handed the copy that was opened.

    show: puts a page in the place of the one that is shown; lock: as the system's lock does; when_warm: called once, when
    all is imported that the first pages need; practise: leads to the made-up family; somebody_else: to whose Daybook it is,
    where several may work on this laptop.
    """

    def __init__(
        self,
        profile: Profile,
        work: Work,
        take: "Callable[[Opened], object]",
        show: Callable[[QWidget], object],
        lock: Callable[[], object],
        greeting: Greeting | None = None,
        when_warm: Callable[[], object] = lambda: None,
        practise: Callable[[], object] = lambda: None,
        somebody_else: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._somebody_else = somebody_else
        self._profile, self._work, self._take, self._greeting = profile, work, take, greeting
        self._joined: Joined | None = None
        ways = Ways(take, show, lock, self._larger_text, self._whom_to_ring)
        self._shut = ShutDoor(profile, work, ways)
        self._practise = practise
        self._warming = Warming(work, when_warm)

    def window(self, *, comes_back: bool = False) -> QWidget:
        """Asks for the passphrase where there is a copy; else joins. comes_back: to the page the worker was on."""
        if self._profile.leaving.exists():
            page = self._shut.ending()
        else:
            page = self._unlock(comes_back=comes_back) if self._profile.has_vault else self._first_use()
        page.setWindowTitle(TITLE)
        page.resize(1366, 768)
        return page

    @property
    def holds_keys(self) -> bool:
        """Whether a copy is open here that is shown to nobody."""
        return self._shut.holds_keys

    def order_away(self, away: "OrderedAway") -> None:
        """The authority ordered an open copy away: it is shown to nobody any more, and handed over."""
        self._shut.say_ordered_away(away)

    def leave(self) -> None:
        """Something else is shown for a while: a copy that waits to be approved, or is kept shut, is unlocked again after it."""
        waiting, self._joined = self._joined, None
        for held in (waiting, self._shut.take_held()):
            if held is not None:
                self._work.ask(held.close)

    def close(self) -> None:
        """End a copy that waits to be approved, or is kept shut."""
        self._warming.stop()
        for held in (self._joined, self._shut.take_held()):
            if held is not None:
                held.close()

    def _unlock(self, *, comes_back: bool) -> QWidget:
        from desktop_app.opening.view.unlock import UnlockPage

        page = UnlockPage(partial(how_it_stands, self._profile))
        page.seen.connect(self._warming.begin)
        page.text_size_wanted.connect(self._larger_text)
        page.practice_wanted.connect(self._practise)
        if self._greeting is not None:
            page.greet(self._greeting.first_words, self._greeting.words, self._greeting.passphrase)
        page.asked.connect(
            lambda words: self._work.ask(opening.unlock, self._profile, words, then=self._unlocked, trouble=page.say)
        )
        LettingIn(page, self._profile, self._work, self._unlocked)
        if comes_back:
            page.say_where(WHERE)
        if self._somebody_else is not None:
            name = name_of(self._profile)
            page.offer_somebody_else("" if name == UNNAMED else name)
            page.somebody_else.connect(self._somebody_else)
        return page

    def _whom_to_ring(self) -> "tuple[NumberToRing, ...]":
        from desktop_app.opening.door import read_door

        return read_door(self._profile).help

    def _unlocked(self, found: "Opened | Overdue | OrderedAway") -> None:
        if isinstance(found, opening.Opened):
            self._take(found)
        elif isinstance(found, opening.Overdue):
            self._shut.say_overdue(found)
        else:
            self._shut.say_ordered_away(found)

    def _first_use(self) -> QWidget:
        from desktop_app.opening.view.first_use import FirstUsePage

        page = FirstUsePage()
        page.seen.connect(self._warming.begin)
        page.text_size_wanted.connect(self._larger_text)
        page.practice_wanted.connect(self._practise)

        if self._somebody_else is not None:
            page.join_others()
            page.somebody_else.connect(self._somebody_else)

        def joined(waiting: "Joined") -> None:
            self._joined = waiting
            if page.name is not None:
                keep_name(self._profile, page.name.value())
            page.say_waiting(waiting.device)

        def look() -> None:
            if self._joined is not None:
                ask = opening.ask_whether_approved
                self._work.ask(ask, self._joined, then=looked, trouble=page.say_not_reached, owner=page)

        def looked(opened: "Opened | None") -> None:
            if opened is None:
                page.say_not_yet()
            else:
                self._joined = None
                self._take(opened)

        page.asked.connect(
            lambda address, code, words: self._work.ask(
                opening.begin_joining, self._profile, address, code, words, then=joined, trouble=page.say_trouble
            )
        )
        page.look_wanted.connect(look)
        return page

    def _larger_text(self) -> None:
        larger_text(self._profile)


def larger_text(profile: Profile) -> None:
    """The next text size, and after the largest the smallest again."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        percent = tokens.current().text_percent
        style.dress(application, tokens.current().with_text(percent + 25 if percent < 200 else 100))
        keep_text_size(profile, tokens.current().text_percent)
