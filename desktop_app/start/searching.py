"""The search over everything: asked while it is typed, and where each entry that it finds is read."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from casework.case_files import Room, room, room_of
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.background.work import Job
    from desktop_app.search.queries import FoundEntry
    from desktop_app.search.view.search_page import SearchPage


def searching_over(
    beneath: QWidget, desk: Desk, file: str, show_only: Callable[[str], object], beside: Sequence[QWidget] = ()
) -> "SearchPage":
    """A search above `beneath`, a child's visits and notes. show_only: shows one of these by its key, "" shows all; beside:
    what else can be done there."""
    from desktop_app.search.view.search_page import SearchPage

    page = SearchPage(beneath, beside)
    search = _Search(page, desk, file)
    page.asked.connect(search.ask)
    page.opened.connect(lambda one: _open(one, page, desk, file))
    page.entry_asked.connect(show_only)
    return page


class _Search(QWidget):
    """One question at a time: what is typed next ends the one before. The list of every word is read after the first."""

    def __init__(self, page: "SearchPage", desk: Desk, file: str) -> None:
        super().__init__(page)
        self.hide()
        self._page, self._desk, self._file = page, desk, file
        self._asked: Job | None = None

    def ask(self, typed: str, everywhere: bool) -> None:
        """Answer what is typed; once more where words came that were not known."""
        from desktop_app.search.queries import learn_words

        self._put(typed, everywhere)

        def learned(is_new: bool) -> None:
            if is_new and self._page.typed():
                self._put(self._page.typed(), self._page.everywhere.value())

        self._desk.ask(learn_words, then=learned, owner=self._page)

    def _put(self, typed: str, everywhere: bool) -> None:
        from desktop_app.search.queries import search

        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._desk.ask(
            search, typed, "" if everywhere else self._file, then=self._page.show_found, owner=self._page
        )


def _open(one: "FoundEntry", page: "SearchPage", desk: Desk, file: str) -> None:
    """An entry of this child's visits and notes lies open here; any other where it stands on the child's page."""
    from desktop_app.caseload.view.child_page import ChildPage
    from desktop_app.concerns.draft import name_of
    from desktop_app.search.view.search_page import SearchPage
    from desktop_app.today.arrangement import name_for_change

    if one.kind == "safety_concern" and one.group is not None:
        desk.go("concern", draft=name_of(one.group), file=one.file)
    elif one.kind == "appointment" and one.group is not None:
        desk.go("appointment", form=name_for_change(one.group))
    elif room(one.file) is Room.CLINICAL:
        desk.go("clinical", file=room_of(one.file, Room.MAIN))
    elif one.file == file and one.tab == "entries":
        page.show_entry(one.record.hex())
    else:
        desk.go("child", file=one.file, tab=one.tab)
        there = desk.window.view()
        tab = there.tab(one.tab) if isinstance(there, ChildPage) else None
        if isinstance(tab, SearchPage):
            tab.show_entry(one.record.hex())
