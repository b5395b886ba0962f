"""Imports what the first pages need while the passphrase is typed: a little at a time, so that no key is held up."""

import importlib
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea

from desktop_app.background.work import Work
from desktop_app.opening import actions as opening

PAGES = (
    "desktop_app.start.desk",
    "desktop_app.start.coming_back",
    "desktop_app.start.copy_care",
    "desktop_app.start.covering",
    "desktop_app.shell.controls.row_list",
    "desktop_app.shell.controls.chips",
    "desktop_app.shell.controls.progress",
    "desktop_app.shell.controls.facts",
    "desktop_app.shell.controls.tabs",
    "desktop_app.shell.controls.tick",
    "desktop_app.shell.window",
    "desktop_app.today.queries",
    "desktop_app.today.view.today_page",
    "desktop_app.caseload.view.children",
    "desktop_app.caseload.view.child_page",
    "desktop_app.caseload.view.now_tab",
    "desktop_app.concerns.queries",
    "desktop_app.settings.queries",
    "desktop_app.start.about",
    "desktop_app.start.children",
    "desktop_app.start.concerns",
    "desktop_app.start.direct_work",
    "desktop_app.start.entries",
    "desktop_app.start.family",
    "desktop_app.start.mapping",
    "desktop_app.start.notes",
    "desktop_app.start.plans",
    "desktop_app.start.sending",
    "desktop_app.start.settings",
    "desktop_app.start.today",
    "desktop_app.start.versions",
    "desktop_app.start.visits",
    "desktop_app.start.window",
    "desktop_app.visits.view.entries_page",
    "desktop_app.search.view.search_page",
    "desktop_app.mapping.view.column",
    "desktop_app.mapping.view.scale_card",
    "desktop_app.mapping.view.map_page",
    "desktop_app.direct_work.view.voice_tab",
    "desktop_app.plans.view.plan_tab",
    "desktop_app.network.view.family_page",
)
"""What makes and shows the first pages and those of a child, in parts of a few milliseconds. Qt's classes are made on the screen's thread."""


class Warming(QObject):
    """`begin` when the first window stands there; a second time does nothing. `done` is called when all is there."""

    def __init__(self, work: Work, done: Callable[[], object]) -> None:
        super().__init__()
        self._work, self._done = work, done
        self._left: deque[str] | None = None
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """First what needs no Qt, on another thread; then the pages, one module a turn, between keys and painting."""
        if self._left is None:
            self._left = deque(PAGES)
            self._work.beside(opening.warm_up, then=lambda _: self._make_every_kind_known(), owner=self)

    def stop(self) -> None:
        """The program ends; what is still being imported elsewhere begins nothing more here."""
        self._is_over = True
        self._timer.stop()

    def _make_every_kind_known(self) -> None:
        """Handed a widget that Qt made itself, PySide the first time makes every kind of widget there is: now, not later."""
        QScrollArea().viewport()
        if not self._is_over:
            self._timer.start()

    def _next(self) -> None:
        if self._left:
            importlib.import_module(self._left.popleft())
        else:
            self._timer.stop()
            self._done()
