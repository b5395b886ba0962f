"""A sheet whose every letter is kept, over the page that is shown: what happens with its draft until it is closed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.shell.controls import KeptSheet

Act = Callable[..., Any]


def show_kept(
    desk: Desk,
    sheet: "KeptSheet",
    name: str,
    keep: Act,
    throw_away: Act,
    add: Act,
    said: str = "Added to the record.",
) -> None:
    """Show it. name: of its draft, so that a lock finds the way back; each of the three is done with the draft; said: of what
    was added."""

    def added(draft: object) -> None:
        def done(_: object) -> None:
            sheet.finish()
            desk.say(said)

        desk.act(add, draft, then=done, trouble=lambda sentence: sheet.show_not_added(draft, sentence), owner=sheet)

    def closed(_: object) -> None:
        if desk.window.over_page == name:
            desk.window.over_page = ""

    def keep_now(draft: object) -> None:
        desk.act(keep, draft, then=lambda _: sheet.show_saved(), trouble=sheet.show_not_saved, owner=sheet)

    sheet.kept.connect(keep_now)
    sheet.put_away.connect(lambda _: desk.say("Kept as a draft. It is under Waiting to send until you add it."))
    sheet.thrown_away.connect(lambda draft: desk.act(throw_away, draft))
    sheet.added.connect(added)
    sheet.finished.connect(closed)
    desk.window.over_page = name
    sheet.show_over()
