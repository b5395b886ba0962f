"""After words were erased by the authority's order: everything that is open is made anew from the record as it is now.

Whatever a page, a form, its undo, a preview or a search may hold of the words goes with its widgets, whichever it is; what was
typed comes back from the drafts, which take nothing of them any more (record_store.drafts).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.start.coming_back import ToTheCursor, as_it_stands, trail_of
from desktop_app.start.covering import Covering
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.opening.standing import Stood
    from desktop_app.shell.window import MainWindow
    from desktop_app.start.desk import GoesOn

TITLE = "Some words here were erased by the authority"
SAID = (
    "Two people of the authority ordered it, and the words are gone from this laptop. What you had open was read again, "
    "without them. Everything else you were writing is kept."
)
MakeAnew = Callable[["Stood"], None]


class WordsErased(QObject):
    """Of one open copy. clear: takes what was copied from the clipboard; make_anew: puts a new window in the place of the
    one shown, standing as that did."""

    def __init__(self, desk: Desk, covering: Covering, clear: Callable[[], object], make_anew: MakeAnew) -> None:
        super().__init__()
        self._desk, self._covering, self._clear, self._make_anew = desk, covering, clear, make_anew
        self._is_due = False
        self._waits_for: GoesOn | None = None
        desk.when_worker_is_back = self._look

    def came(self) -> None:
        """An order took words that this copy held. Called on the screen's thread."""
        self._is_due = True
        self._clear()
        self._look()

    def _look(self) -> None:
        """Not before a child, and not beneath the cover: nobody reads or types there until the worker is back. A voice that is
        being recorded is not cut off."""
        desk = self._desk
        if not self._is_due or desk.room is not None or self._covering.is_down:
            return
        if desk.recording is not None:
            self._wait_for(desk.recording)
            return
        self._is_due = False
        left_out = desk.records.drafts.left_out
        before, stood = desk.window, as_it_stands(desk.window)
        before.hide()  # its pages keep what was typed

        def all_is_kept(_: object) -> None:
            before.destroyed.connect(lambda: desk.work.ask(desk.records.drafts.no_form_holds, left_out))
            self._make_anew(stood)

        desk.work.ask(lambda: None, then=all_is_kept, owner=before)

    def _wait_for(self, recording: "GoesOn") -> None:
        if recording is not self._waits_for:
            self._waits_for = recording
            recording.over.connect(self._look)


def stand_again(window: "MainWindow", stood: "Stood") -> None:
    """Show the page that was shown before and say what happened; what stood open over it comes when that was read."""
    from desktop_app.shell.controls import Body, PrimaryButton, Sheet

    def was_read(_result: int) -> None:
        if stood.over_page:
            window.taken_up.emit(stood.over_page)
        if stood.cursor is not None:
            ToTheCursor(window, stood.cursor)

    window.router.take_up(trail_of(stood))
    window.show()
    sheet = Sheet(window, TITLE)
    sheet.add(Body(SAID))
    read = PrimaryButton("I have read this", "check")
    read.clicked.connect(sheet.finish)
    sheet.add_button(read)
    sheet.finished.connect(was_read)
    sheet.show_over()
