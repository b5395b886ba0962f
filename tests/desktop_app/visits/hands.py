"""What a worker does with the form of a visit, by real presses and keys; and what is on the disk at that moment."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.start.desk import Desk
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import open_vault
from desktop_app.visits import actions
from desktop_app.visits.draft import VisitDraft
from desktop_app.visits.view.finish_step import FinishStep
from desktop_app.visits.view.form_step import FormStep
from desktop_app.visits.view.grid_cells import YesNo
from desktop_app.visits.view.places import typing_part
from desktop_app.visits.view.visit_page import VisitPage
from tests.support import made_up
from tests.support.vaults import PASSPHRASE

MAISIE, TOM, AYLA = made_up.hub().showcase
CONTROL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """A worker at an open Daybook."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.bot = desk, qtbot
        desk.window.show()
        qtbot.waitUntil(self._is_in_front)

    def _is_in_front(self) -> bool:
        window = self.desk.window
        if QApplication.activeWindow() is not window:
            window.activateWindow()
        return QApplication.activeWindow() is window

    # -- going ----------------------------------------------------------------------------------------------------

    def begin(self, *files: str) -> VisitPage:
        """Begin a visit to these children, the Harts where none is named, and open its form."""
        begun: list[VisitDraft] = []
        wanted = files or (MAISIE, TOM, AYLA)
        self.desk.act(actions.begin, wanted, self.desk.now(), then=begun.append, owner=self.desk.window)
        self.bot.waitUntil(lambda: bool(begun))
        return self.open(begun[0].name)

    def open(self, name: str) -> VisitPage:
        """Open the form of a visit that was begun."""
        self.desk.go("visit", draft=name)
        page = self.page
        self.bot.waitUntil(lambda: page.form_step is not None)
        return page

    @property
    def page(self) -> VisitPage:
        """The visit that is shown."""
        page = self.desk.window.view()
        assert isinstance(page, VisitPage)
        return page

    @property
    def form(self) -> FormStep:
        """Its form."""
        assert self.page.form_step is not None
        return self.page.form_step

    @property
    def finish(self) -> FinishStep:
        """Its last step."""
        assert self.page.finish_step is not None
        return self.page.finish_step

    @property
    def draft(self) -> VisitDraft:
        """The visit as it stands on the screen."""
        draft = self.page.draft()
        assert draft is not None
        return draft

    # -- pressing and typing ----------------------------------------------------------------------------------------

    def press(self, button: QAbstractButton) -> None:
        """Press it in its middle, as a finger would."""
        self.bot.waitUntil(button.isVisible)
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def pressed(self, words: str, within: QWidget | None = None) -> None:
        """Press the button that a screen reader would call this."""
        shown = (within or self.desk.window).findChildren(QAbstractButton)
        self.press(next(one for one in shown if one.accessibleName() == words and one.isVisible()))

    def answer(self, field: str, file: str, *, yes: bool) -> None:
        """Answer a question of the grid about one child."""
        cell = self.form.grid.places()[field, file]
        assert isinstance(cell, YesNo)
        self.press(cell.parts()[0 if yes else 1])

    def write(self, field: str, file: str, words: str) -> None:
        """Write in a field of the form or of the last step; unfold and open first what holds it."""
        self.form.open_for(field, file)
        places = {**self.form.places(), **self.finish.places()}
        place = typing_part(places[field, file])
        assert place.isVisible(), field
        self.bot.mouseClick(place, Qt.MouseButton.LeftButton)
        self.bot.keyClicks(place, words)

    # -- the disk ---------------------------------------------------------------------------------------------------

    def wait_until_kept(self) -> None:
        """Until the form says that everything is on the disk."""
        self.bot.waitUntil(lambda: self.form.head.saved.isVisible() or self.finish.saved.isVisible())
        self.bot.waitUntil(lambda: self.kept() == self.draft)

    def kept(self) -> VisitDraft | None:
        """The visit as this copy's disk holds it."""
        return self.desk.records.drafts.find(self.draft.name, VisitDraft)


def as_if_killed(folder: Path, to: Path) -> Profile:
    """The folder of a running copy as it lies on the disk at this moment: what a power cut leaves."""
    shutil.copytree(folder, to)
    return Profile(to)


def drafts_in(profile: Profile, name: str) -> VisitDraft | None:
    """The visit in a copy that nobody has open."""
    from desktop_app.record_store.records import Records

    vault = open_vault(profile, PASSPHRASE)
    try:
        return Records(vault).drafts.find(name, VisitDraft)
    finally:
        vault.close()
