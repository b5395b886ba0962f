"""Practising: the page of the five visits, the script beside every page, and the band that says that nothing is real."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from desktop_app.practice import actions
from desktop_app.practice.keeping import STATUS, WHY, NothingIsSent
from desktop_app.practice.queries import Place, Told, VisitLine, place, told, visits
from desktop_app.practice.scripts import Script, script_of
from desktop_app.shell.controls import SecondaryButton
from desktop_app.shell.navigation import NavEntry
from desktop_app.shell.practice_band import PracticeBand
from desktop_app.shell.sync_status import SyncShown
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.practice.view.practice_page import PracticePage
    from desktop_app.practice.view.script_panel import ScriptPanel

HIDE, SHOW = "Hide the script", "Show the script"


class Leave(Protocol):
    """Leads back to the worker's own front door."""

    def __call__(self, *, throw_away: bool = False) -> None: ...


class PracticeScreens:
    """Everything that only the made-up family has."""

    def __init__(self, desk: Desk, leave: Leave) -> None:
        self._desk, self._leave = desk, leave
        self._told: Told | None = None
        self._is_shown = True
        self._panel: ScriptPanel | None = None
        self._turn = SecondaryButton(HIDE, "panel-left")

    def keeper(self) -> NothingIsSent:
        """In place of what speaks to a store: only the script hears that something was written."""
        return NothingIsSent(lambda: self._desk.work.on_screen(self._look_again))

    def entries(self) -> list[NavEntry]:
        """The way in, the first of all."""
        return [NavEntry("practice", "Practise", "graduation-cap", self._make_page, names_families=False)]

    def band(self) -> PracticeBand:
        """Over everything, with the way out."""
        leave = SecondaryButton("Leave practice", "log-out")
        leave.clicked.connect(partial(self._leave))
        self._turn.clicked.connect(lambda: self._show_script(shown=not self._is_shown))
        self._turn.hide()
        return PracticeBand(self._turn, leave)

    def panel(self) -> "ScriptPanel":
        """Beside every page."""
        from desktop_app.practice.view.script_panel import ScriptPanel

        panel = self._panel = ScriptPanel()
        panel.turned.connect(lambda at: self._act(actions.stand_at, at))
        panel.ticked.connect(lambda key, is_ticked: self._act(actions.tick, key, is_ticked))
        panel.went.connect(self._go_to_page)
        panel.again.connect(self._again_from_panel)
        panel.over.connect(self._put_away)
        return panel

    def begin(self) -> None:
        """The window is there: say that nothing is sent, and show the script that was read last."""
        desk = self._desk
        desk.window.show_sync(SyncShown(STATUS, WHY, "graduation-cap", "muted", "Practice"))
        desk.watch(desk.window, (), self._look_again)
        desk.window.arrived.connect(self._arrived)

    # -- the script -----------------------------------------------------------------------------------------------

    def _arrived(self, _key: str) -> None:
        """Whoever asked for a page sees it, also where the script would cover it."""
        beside = self._desk.window.beside
        if beside is not None and beside.covers:
            self._show_script(shown=False)
        self._look_again()

    def _look_again(self, *_: object) -> None:
        if self._panel is not None and self._desk.work.is_there(self._panel):
            self._desk.ask(told, self._desk.vault.engine, then=self._show, owner=self._panel)

    def _show(self, now: Told | None) -> None:
        before, self._told = self._told, now
        if self._panel is None:
            return
        self._panel.show_told(now)
        self._turn.setVisible(now is not None)
        if (before is None) != (now is None):
            self._show_script(shown=now is not None)

    def _show_script(self, *, shown: bool) -> None:
        self._is_shown = shown
        self._turn.set_words(HIDE if shown else SHOW)
        beside = self._desk.window.beside
        if beside is not None:
            beside.show_panel(shown=shown and self._told is not None)

    def _act(self, action: Callable[..., object], *given: object) -> None:
        self._desk.act(action, self._desk.vault.engine, *given, owner=self._panel)

    def _go_to_page(self) -> None:
        """To where the step that is shown is done."""
        desk = self._desk

        def go(found: Place | None) -> None:
            if found is not None:
                desk.go(found.key, **found.where)
                self._arrived(found.key)

        desk.ask(place, desk.vault.engine, then=go, owner=desk.window)

    def _put_away(self) -> None:
        """At the end of a visit: the list again, without a script beside it."""
        self._act(actions.put_script_away)
        self._desk.go("practice")

    def _again_from_panel(self) -> None:
        if self._told is not None:
            self._begin(actions.begin_again, self._told.script)

    # -- the page -------------------------------------------------------------------------------------------------

    def _make_page(self) -> QWidget:
        from desktop_app.practice.view.practice_page import PracticePage

        desk, page = self._desk, PracticePage()

        def show(lines: tuple[VisitLine, ...]) -> None:
            page.show_visits(lines)

        page.begun.connect(lambda key: self._begin(actions.begin, script_of(key)))
        page.again.connect(lambda key: self._begin(actions.begin_again, script_of(key)))
        page.afresh.connect(lambda: self._afresh(page))
        page.thrown_away.connect(lambda: self._leave(throw_away=True))

        def look() -> None:
            desk.ask(visits, desk.vault.engine, then=show, owner=page)

        page.returned.connect(look)
        desk.watch(page, (), look)
        return page

    def _begin(self, action: Callable[..., object], script: Script | None) -> None:
        if script is None:
            return
        desk = self._desk

        def begun(_changed: object) -> None:
            desk.ask(place, desk.vault.engine, then=go, owner=desk.window)

        def go(found: Place | None) -> None:
            if found is not None:
                desk.go(found.key, **found.where)
            self._show_script(shown=True)
            self._look_again()

        desk.act(action, desk.vault.engine, script, desk.now(), then=begun)

    def _afresh(self, page: "PracticePage") -> None:
        desk = self._desk

        def begun(_changed: object) -> None:
            desk.window.forget_views()
            desk.say("The family stands as before the first visit.")

        desk.act(actions.begin_family_afresh, desk.vault, desk.now(), then=begun, owner=page)
