"""Waiting to send: the page, and how the connection stands."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from casework.case_files import Room, room_of
from desktop_app.shell.navigation import NavEntry
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.sending.view.waiting_page import WaitingPage
    from desktop_app.sync.status import Status

TAB_OF = {
    "map": "map",
    "plan": "plan",
    "session": "voice",
    "recording": "voice",
    "person": "family",
    "who_knows": "family",
}
"""what a draft is -> the tab of the child's page on which it is gone on with"""


class SendingScreens:
    """What waits, kept up to date while its page is open. `go_on_with`: {what a draft is: what opens the sheet of the one that
    was begun in a child's file}, of notes, documents, concerns and corrections."""

    def __init__(self, desk: Desk, go_on_with: Mapping[str, Callable[[str], object]]) -> None:
        self._desk, self._go_on_with = desk, go_on_with

    def entries(self) -> list[NavEntry]:
        """Ways in at the left."""
        return [NavEntry("waiting", "Waiting to send", "send", self._make_page, short="To send")]

    def _make_page(self) -> "WaitingPage":
        from desktop_app.sending.queries import checked_words, waiting
        from desktop_app.sending.view.waiting_page import WaitingPage

        desk, page = self._desk, WaitingPage()
        page.try_now.connect(desk.keeper.something_was_written)
        page.paused.connect(desk.keeper.pause)
        page.went_on.connect(desk.keeper.go_on)
        page.all_wanted.connect(lambda: desk.keeper.go_on(all_of_it=True))
        page.draft_opened.connect(self._go_on)

        def look(status: "Status") -> None:
            from desktop_app.sync.status import Link

            is_working = status.link is Link.WORKING
            page.show_link(status.words, status.why, can_try=not is_working)
            page.show_hold(is_paused=status.is_paused, is_held=bool(status.held))
            done, of = (status.parts, status.of_parts) if status.of_parts else (status.done, status.of)
            page.show_progress(done if is_working else 0, of if is_working else 0)
            page.show_checked("" if status.is_all_sent else checked_words(status.at))
            desk.ask(waiting, then=page.show_waiting, owner=page)

        desk.watch_status(page, look)
        return page

    def _go_on(self, file: str, what: str) -> None:
        """To where a draft is gone on with."""
        if what == "visit":
            self._desk.go("visit_start", file=file)
        elif what in self._go_on_with:
            self._go_on_with[what](file)
        elif what == "clinical":
            self._desk.go("clinical", file=room_of(file, Room.MAIN))
        elif what == "appointment":
            self._desk.go("today")
        else:
            self._desk.go("child", file=file, tab=TAB_OF.get(what, "now"))
