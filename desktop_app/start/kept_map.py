"""The draft of one map while its page is open: always the newest, with steps back and forward; the disk follows it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.mapping import actions
from desktop_app.mapping.draft import MapDraft, Undo, new_map_draft
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.mapping.view.map_page import MapPage


class KeptMap(QObject):
    """Every letter that is put in is on its way to the disk when the call returns; the page says when it is there."""

    def __init__(self, desk: Desk, file: str, page: "MapPage") -> None:
        super().__init__(page)
        self._desk, self._file, self._page = desk, file, page
        self._steps = Undo(new_map_draft(file, desk.today()))
        self._kept = 0
        self.is_loaded = False

    @property
    def draft(self) -> MapDraft:
        """The map as it would be added now."""
        return self._steps.now

    def take_up(self, draft: MapDraft) -> None:
        """What is on disk: another page of the same child may have gone on with it."""
        if not self.is_loaded or (draft.cards, draft.ratings) != (self.draft.cards, self.draft.ratings):
            self._steps = Undo(draft)
        self.is_loaded = True

    def begin_anew(self) -> None:
        """All of it stands in the record."""
        self._steps = Undo(new_map_draft(self._file, self._desk.today()))

    def put(self, draft: MapDraft, *, goes_on: bool) -> None:
        """The map as it is now. goes_on: part of the step that was begun, so that one Undo takes back the whole card."""
        if goes_on:
            self._steps.typing(draft)
        else:
            self._steps.step(draft)
        self._keep()

    def undo(self) -> None:
        """One step back."""
        self._steps.undo()
        self._keep()

    def redo(self) -> None:
        """One step forward again."""
        self._steps.redo()
        self._keep()

    def show(self) -> None:
        """Say on the page what is not in the record yet."""
        self._page.show_draft(self.draft, can_undo=self._steps.can_undo, can_redo=self._steps.can_redo)

    def _keep(self) -> None:
        self._kept += 1
        kept = self._kept
        self._page.not_added.say_saved(None)
        self._desk.act(
            actions.keep,
            self.draft,
            then=lambda _done: self._say_saved(kept),
            owner=self._page,
            trouble=self._page.say_trouble,
        )

    def _say_saved(self, kept: int) -> None:
        if kept == self._kept:
            self._page.not_added.say_saved(self._desk.now())
