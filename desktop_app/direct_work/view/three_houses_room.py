"""Child mode with the three houses: the sheet, and the page on which the child chooses who may see something."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from desktop_app.direct_work.draft import Said, SessionDraft
from desktop_app.direct_work.houses import House, strokes_of
from desktop_app.direct_work.queries import PersonToAsk
from desktop_app.direct_work.view.childs_room import ChildsRoom
from desktop_app.direct_work.view.three_houses import ThreeHouses
from desktop_app.direct_work.view.who_may_see import Asked, Chosen, WhoMaySee
from desktop_app.shell.controls import SilentCorner

CORNER = 64  # px; the pages of child mode keep it free


class ThreeHousesRoom(ChildsRoom):
    """`changed` carries the session's draft after every stroke, letter and choice; `marked` a Mark, when the worker marks a
    moment: by Ctrl+M, or by two taps in the corner that looks like nothing."""

    changed = Signal(object)
    marked = Signal(object)

    def __init__(self, draft: SessionDraft, people: tuple[PersonToAsk, ...]) -> None:
        self.houses = ThreeHouses()
        self.asking = WhoMaySee()
        super().__init__(self.houses)
        self.add_page(self.asking)
        self._people = people
        self._about: Said | House = House.GOOD
        self.houses.show_session(draft, people)
        self.houses.changed.connect(self.changed)
        self.houses.who_may_see_words.connect(self._ask_about_words)
        self.houses.who_may_see_drawing.connect(self._ask_about_drawing)
        self.asking.chosen.connect(self._chosen)
        self.asking.later.connect(lambda: self.show_page(self.houses))
        self.corner = SilentCorner(self, CORNER)
        self.corner.tapped.connect(self._mark)
        QShortcut(QKeySequence("Ctrl+M"), self).activated.connect(self._mark)

    def draft(self) -> SessionDraft:
        """The session as it stands."""
        return self.houses.draft()

    def take_marked(self, draft: SessionDraft) -> None:
        """The session with the mark in it, where it belongs to no visit."""
        self.houses.take_marked(draft)

    def _mark(self) -> None:
        """The worker’s own pages and the rest are none of the child’s: nothing is marked there."""
        page = self.shown()
        if page in (self.door, self.inside, self.resting):
            return
        during = {self.asking: "chose", self.hidden_drawing: "hidden", self.stopped: "stopped"}.get(page)
        mark = self.houses.mark()
        self.marked.emit(msgspec.structs.replace(mark, during=during, house="", record="") if during else mark)
        self.corner.show_marked()

    def say_trouble(self, sentence: str) -> None:
        """Something could not be kept: said where the child and the worker both read it."""
        self.houses.say_help(sentence)

    def _ask_about_words(self, said: Said) -> None:
        house = next((house for house in House if house.value == said.house), None)
        strokes = strokes_of(house, self.houses.canvas.strokes) if house else ()
        self._about = said
        self._ask(Asked(said.words, strokes, said.may_see))

    def _ask_about_drawing(self, house: House) -> None:
        self._about = house
        before = self.draft().drawings_may_see.get(house.value)
        self._ask(Asked("", strokes_of(house, self.houses.canvas.strokes), before))

    def _ask(self, asked: Asked) -> None:
        self.asking.ask(asked, self._people)
        self.show_page(self.asking)

    def _chosen(self, chosen: Chosen) -> None:
        draft, about = self.draft(), self._about
        house = about.house if isinstance(about, Said) else about.value
        if isinstance(about, Said) and chosen.words:
            draft = draft.with_said(msgspec.structs.replace(about, may_see=chosen.sharing))
        if chosen.drawing:
            draft = msgspec.structs.replace(draft, drawings_may_see={**draft.drawings_may_see, house: chosen.sharing})
        self.houses.take_draft(draft)
        self.show_page(self.houses)
        self.changed.emit(draft)
