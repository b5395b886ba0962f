"""What a person says about visits that may be one: joined, kept apart, taken apart again with a reason."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.visits.entries import Entry
    from desktop_app.visits.view.entries_page import EntriesPage


class VisitJoins:
    """Each answer is undone by the word that tells of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def join(self, file: str, one: str, other: str) -> None:
        """They were one visit."""
        from desktop_app.visits.same_visit import join

        self._say_so(join, file, one, other, "They stand as one visit. Each account stays as it is.")

    def keep_apart(self, file: str, one: str, other: str) -> None:
        """They were two."""
        from desktop_app.visits.same_visit import two_visits

        self._say_so(two_visits, file, one, other, "They stand as two visits. You are not asked again.")

    def _say_so(self, answer: Callable[..., object], file: str, one: str, other: str, done: str) -> None:
        from desktop_app.visits.same_visit import ask_again

        desk = self._desk

        def undo() -> None:
            desk.act(ask_again, file, one, other)

        desk.act(answer, file, one, other, then=lambda _: desk.say(done, undo=undo))

    def take_apart(self, tab: "EntriesPage", file: str, account: "Entry") -> None:
        """One account is of another visit: asked why."""
        from desktop_app.visits.same_visit import take_apart
        from desktop_app.visits.view.why_sheet import ask_to_take_apart

        desk = self._desk
        sheet = ask_to_take_apart(tab, account.who)

        def done(_: object) -> None:
            sheet.finish()
            desk.say("It stands as a visit of its own. Both accounts stay.")

        sheet.told.connect(
            lambda why: desk.act(take_apart, file, account.key, why, then=done, trouble=sheet.say, owner=sheet)
        )
        sheet.show_over()
