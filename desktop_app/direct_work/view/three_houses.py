"""The three houses: a child draws and tells in each, names them, begins where they like."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from casework.ink import Point, Stroke
from desktop_app.direct_work.draft import Mark, SessionDraft
from desktop_app.direct_work.houses import House, house_at, house_of, name_of, own_name, tool_title
from desktop_app.direct_work.queries import PersonToAsk
from desktop_app.direct_work.view.canvas import Canvas
from desktop_app.direct_work.view.childs_frame import ChildsFrame
from desktop_app.direct_work.view.crayon_row import CrayonRow
from desktop_app.direct_work.view.house_name import HouseName
from desktop_app.direct_work.view.houses_ground import draw_houses
from desktop_app.direct_work.view.sheet_tools import SheetTools
from desktop_app.direct_work.view.words_panel import WordsPanel

DRAWING_MS = 20_000  # so long after a line a child is still drawing
SHARES = (34, 30, 36)  # of the sheet's width, per cent, for the names under the houses


class ThreeHouses(ChildsFrame):
    """The page. `changed` carries the session's draft after every stroke and letter.

    `who_may_see_words` carries a Said, `who_may_see_drawing` a House, for which the child wants to choose who may see it.
    """

    changed = Signal(object)
    who_may_see_words = Signal(object)
    who_may_see_drawing = Signal(object)

    def __init__(self) -> None:
        super().__init__(tool_title())
        self._draft: SessionDraft | None = None
        self._people: dict[str, str] = {}
        self._packed: dict[Stroke, bytes] = {}
        self.canvas = Canvas(draw_houses)
        self.canvas.setAccessibleDescription(
            f"{tool_title()} to draw in: {', '.join(own_name(house).lower() for house in House)}"
        )
        self.tools = SheetTools(self.canvas)
        self.crayons = CrayonRow()
        self.names = {house: HouseName(house) for house in House}
        self.words = WordsPanel()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        under = QHBoxLayout()
        under.setSpacing(0)
        for share, name in zip(SHARES, self.names.values(), strict=True):
            under.addWidget(name, share)
        middle = QVBoxLayout()
        middle.setSpacing(4)
        middle.addWidget(self.canvas, 1)
        middle.addLayout(under)
        middle.addWidget(self.crayons)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.tools)
        row.addLayout(middle, 1)
        row.addWidget(self.words)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.crayons.taken.connect(self.tools.take_colour)
        self.tools.typing.connect(self._type)
        self.canvas.began.connect(self._began)
        self.canvas.stroke_finished.connect(self._stroke)
        self.canvas.changed.connect(self._drawn_anew)
        for house, name in self.names.items():
            name.named.connect(lambda given, house=house: self._named(house, given))
        self.words.changed.connect(self._said)
        self.words.who_may_see_words.connect(self.who_may_see_words)
        self.words.who_may_see_drawing.connect(self.who_may_see_drawing)

    def show_session(self, draft: SessionDraft, people: tuple[PersonToAsk, ...]) -> None:
        """Show a session as it was kept; drawing and telling go on from there."""
        self._draft = draft
        self._people = {person.key: person.name for person in people}
        drawn = draft.drawn()
        self._packed = dict(zip(drawn, draft.strokes, strict=True))
        self.canvas.show_strokes(drawn, draft.marked_to)
        self.tools.look_again()
        self._show_all()

    def take_draft(self, draft: SessionDraft) -> None:
        """The draft was changed on another page: who may see something. The sheet stays as it is."""
        self._draft = draft
        self.words.show_list()
        self._show_all()

    def mark(self) -> Mark:
        """What goes on at this moment. The drawing's clock goes on from here, whatever is rubbed out afterwards."""
        ink = self.canvas.time.mark()
        self.take_marked(msgspec.structs.replace(self.draft(), marked_to=ink + 1))
        telling = self.words.telling()
        if telling is not None:
            return Mark("told", record=telling.record.hex(), ink=ink)
        newest = self.canvas.newest(DRAWING_MS)
        return Mark("drew", house_at(newest).value, ink=ink) if newest is not None else Mark("houses", ink=ink)

    def take_marked(self, draft: SessionDraft) -> None:
        """The draft holds a mark more: nothing that a child sees changes."""
        self._draft = draft
        self._show_all()

    def draft(self) -> SessionDraft:
        """The session as it stands. Only after `show_session`."""
        assert self._draft is not None  # noqa: S101 the page is made and shown together
        return self._draft

    def _show_all(self) -> None:
        draft = self.draft()
        for house, name in self.names.items():
            name.show_name(draft.houses.get(house.value, ""))
        started = next((house for house in House if house.value == draft.started_with), None)
        self.say_help(f"You started with {_in_a_sentence(name_of(started, draft.houses))}" if started else "")
        self.words.show_session(draft, self._people, frozenset(house_of(stroke) for stroke in self.canvas.strokes))

    def _keep(self, draft: SessionDraft) -> None:
        self._draft = draft
        self._show_all()
        self.changed.emit(draft)

    def _began(self, point: Point) -> None:
        if not self.canvas.pen.rubs:
            self._touched(house_at(point))

    def _touched(self, house: House) -> None:
        if not self.draft().started_with:
            self._draft = self.draft().touched(house)
            self._show_all()

    def _stroke(self, stroke: Stroke) -> None:
        draft = self.draft().with_stroke(stroke)
        self._packed[stroke] = draft.strokes[-1]
        self._keep(draft)

    def _drawn_anew(self) -> None:
        """After a rub, an undo, a redo; a new stroke is already in the draft."""
        if len(self.canvas.strokes) != len(self.draft().strokes):
            self._keep(self.draft().with_strokes(self.canvas.strokes, self._packed))

    def _named(self, house: House, given: str) -> None:
        self._keep(self.draft().touched(house).with_house_name(house, given))

    def _type(self) -> None:
        started = self.draft().started_with
        self.words.begin_typing(next((house for house in House if house.value == started), House.GOOD))

    def _said(self, draft: SessionDraft) -> None:
        newest = draft.said[-1].house if draft.said else ""
        house = next((one for one in House if one.value == newest), None)
        self._keep(draft.touched(house) if house else draft)


def _in_a_sentence(name: str) -> str:
    """The houses' own names are plain words; a name the child gave stays as it was given."""
    return name.lower() if name in {"Good things", "Worries", "Dreams"} else f"“{name}”"
