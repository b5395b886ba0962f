"""The sheet on which an entry is corrected: from the entry, after a lock, and from what waits to be sent."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from casework.case_files import Room, room, room_of
from desktop_app.start.desk import Desk
from desktop_app.start.kept_sheets import show_kept

if TYPE_CHECKING:
    from desktop_app.record_store.records import Changed, Records
    from desktop_app.visits.correction_draft import CorrectionDraft, CorrectionForm


class CorrectionScreens:
    """One sheet over the page, whatever it corrects."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def correct(self, file: str, key: str, *, adds: bool = False) -> None:
        """What stands there is asked for when the sheet opens: the correction is put over exactly that.

        adds: it is for what was left empty, and the sheet opens there.
        """
        from desktop_app.visits.correction_draft import correction_form

        gone = "This entry is not on this laptop any more."
        self._ask_for(lambda records: correction_form(records, file, key), gone, adds=adds)

    def take_up(self, name: str) -> None:
        """After a lock: the sheet that stood open."""
        from desktop_app.visits.correction_draft import NAME, correction_of_draft

        if name.startswith(NAME):
            self._ask_for(lambda records: correction_of_draft(records, name))

    def go_on(self, file: str) -> None:
        """The correction that waits as a draft, over the page on which it belongs."""
        from desktop_app.visits.correction_draft import correction_to_go_on_with

        if room(file) is Room.CLINICAL:
            self._desk.go("clinical", file=room_of(file, Room.MAIN))
        else:
            self._desk.go("child", file=file, tab="entries")
        self._ask_for(lambda records: correction_to_go_on_with(records, file))

    def _ask_for(
        self, query: "Callable[[Records], CorrectionForm | None]", none: str = "", *, adds: bool = False
    ) -> None:
        desk = self._desk

        def show(form: "CorrectionForm | None") -> None:
            if form is None and none:
                desk.say(none)
            elif form is not None and desk.window.isVisible() and not desk.window.over_page:
                self._open(form, adds=adds)

        desk.ask(query, then=show, owner=desk.window)

    def _open(self, form: "CorrectionForm", *, adds: bool) -> None:
        from desktop_app.visits import correction_draft as actions
        from desktop_app.visits.view.correct_sheet import CorrectSheet

        desk, today = self._desk, self._desk.today()
        sheet = CorrectSheet(desk.window, form, today, adds=adds)

        def add(records: "Records", draft: "CorrectionDraft") -> "Changed":
            return actions.add_to_record(records, draft, today)

        done = "Corrected. Both readings stay."
        show_kept(desk, sheet, form.draft.name, actions.keep, actions.throw_away, add, done)
