"""Somebody at an open Daybook, who shows one screen after the other, each made anew."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from casework.editing import Pen, create
from casework.kinds.reading import values_of
from casework.kinds.visits import Visit, visit_id
from demo.staff import COLLEAGUE, WORKER
from demo.walk.hands import Hands
from desktop_app.record_store.identity import keep_setting
from desktop_app.record_store.log import add_to_log
from desktop_app.record_store.looking_over import LookedOver
from desktop_app.record_store.records import Records
from desktop_app.shell.controls import Sheet
from desktop_app.start.desk import Desk
from tests.desktop_app.concerns.sheets import give_numbers
from tests.desktop_app.practice.practising import practising
from tests.support import made_up
from tests.support.daybooks import open_made_up_daybook
from tests.support.microphones import may_record

CHILDREN = 8
PRACTICE = "whoever practises"
MAISIE, TOM, AYLA = made_up.hub(CHILDREN).showcase
PIN = "704162"


class AtADesk(Hands):
    """Somebody at an open Daybook. `window` is what lies on top."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self._on_top)
        self.desk = desk

    def windows(self) -> list[QWidget]:
        """The window and what lies over it, from the bottom to the top; a child's screen alone."""
        over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isModal()]
        own = [self.desk.window] if self.desk.room is None else []
        return [*own, *sorted(over, key=_depth)]

    def _on_top(self) -> QWidget:
        return self.windows()[-1]

    def at(self, key: str, *words: str, **where: str) -> None:
        """Go to a page, until these words can be read."""
        self.desk.go(key, **where)
        self.wait_for(*words)

    def tab(self, tab: str, *words: str, file: str = MAISIE) -> None:
        """Go to a part of a child's page."""
        self.at("child", *words, file=file, tab=tab)

    def show(self, scene: "Scene") -> QWidget:
        """Show one screen, made anew; the window or sheet on top."""
        self.begin_anew()
        scene.go(self)
        return self.window

    def page(self) -> QWidget:
        """What is read: the sheet or child's screen on top, else the page without the ways in beside it."""
        on_top = self.window
        view = self.desk.window.view()
        return view if on_top is self.desk.window and view is not None else on_top

    def begin_anew(self) -> None:
        """Nothing is begun, and every page is made when it is asked for."""
        self.desk.go("settings")
        self.desk.window.forget_views()
        gone: list[object] = []
        self.desk.ask(_forget_drafts, then=gone.append, owner=self.desk.window)
        self.wait_until(lambda: bool(gone), lambda: "what was begun stayed")

    def put_away(self) -> None:
        """Whatever lies over the window goes; nothing of it is kept."""
        if self.desk.recording is not None:
            self.desk.recording.end()
            self.wait_until(lambda: self.desk.recording is None, lambda: "the recording went on")
        if self.desk.room is not None:
            self.desk.room.leave()
            self.wait_until(lambda: self.desk.room is None, lambda: "the child’s room stayed")
        while isinstance(sheet := self._on_top(), Sheet):
            sheet.leave()
            self.wait_until(lambda sheet=sheet: not _is_shown(sheet), lambda: "the sheet stayed")  # type: ignore[misc]


def _forget_drafts(records: Records) -> bool:
    for line in records.drafts.lines():
        records.drafts.done(line.name)
    return True


def _is_shown(sheet: QWidget) -> bool:
    return sheet in QApplication.topLevelWidgets() and sheet.isVisible()


def _depth(window: QWidget) -> int:
    above, count = window.parentWidget(), 0
    while above is not None:
        above, count = above.parentWidget(), count + 1
    return count


@contextmanager
def at_a_desk(folder: Path, who: str = "") -> Iterator[AtADesk]:
    """An open copy of the made-up hub."""
    with open_made_up_daybook(folder, _fill, children=CHILDREN, worker=who) as desk:
        for pieces in made_up.hub(CHILDREN).pieces.values():
            for name, piece in pieces.items():
                desk.vault.pieces.keep(name, piece)
        may_record(desk.vault)
        desk.window.show()
        yield AtADesk(desk)


def _fill(records: Records) -> None:
    """What the made-up hub has on no laptop of its own: the numbers to ring, and two workers' accounts of one visit."""
    give_numbers(records)
    day = (made_up.TODAY - datetime.timedelta(days=1)).isoformat()
    with records._database.begin() as connection:
        for who, began, saw in (
            (WORKER, "15:00", "She reached for Gemma."),
            (COLLEAGUE, "15:10", "She laughed at Tom."),
        ):
            group = who.encode().ljust(16)[:16]
            visit = Visit(
                group=group,
                date=day,
                started=f"{day}T{began}:00Z",
                ended=f"{day}T16:00:00Z",
                purpose="See Ayla fed",
                seen=True,
                observation=saw,
            )
            pen = Pen(who, f"{who}-laptop", f"{day}T15:00:00Z", f"{day}T16:10:00Z")
            change = create(AYLA, "visit", values_of(visit), pen, record=visit_id(group, AYLA))
            add_to_log(connection, AYLA, [(change, None, "", True)])


class AtPractice(AtADesk):
    """Somebody who practises on the made-up family."""

    def show(self, scene: "Scene") -> QWidget:
        """Show one screen, made anew."""
        self.begin_anew()
        self.desk.go("practice")
        scene.go(self)
        return self.window


@contextmanager
def at_practice(folder: Path) -> Iterator[AtPractice]:
    """The made-up family's copy, open."""
    with practising(folder) as daybook:
        assert daybook.desk is not None
        keep_setting(daybook.desk.vault.engine, "looked over", LookedOver(datetime.datetime.now(datetime.UTC)))
        daybook.window.show()
        yield AtPractice(daybook.desk)


@dataclass(frozen=True)
class Scene:
    """One screen as it is looked at. who: whose copy, where not the social worker's; is_sheet: a sheet lies over the page."""

    name: str
    go: Callable[[AtADesk], object]
    who: str = ""
    is_sheet: bool = False


@contextmanager
def at_the_screen_of(who: str, folder: Path) -> Iterator[AtADesk]:
    """The copy on which the scenes of somebody are shown."""
    with at_practice(folder) if who == PRACTICE else at_a_desk(folder, who) as at:
        yield at
