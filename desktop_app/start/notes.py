"""Notes of calls and messages: the sheet that one key opens over every page, and its end in every child's record."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.shell.navigation import Deed
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.notes.draft import NoteDraft
    from desktop_app.notes.named import Stranger
    from desktop_app.notes.queries import NoteForm
    from desktop_app.notes.view.note_sheet import NoteSheet
    from desktop_app.record_store.records import Records


class NoteScreens:
    """The one sheet that may be open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._is_opening = False

    def deeds(self) -> list[Deed]:
        """What can be begun from every page."""
        return [Deed("Note a call or message", "notebook-pen", "Ctrl+N", self.begin, "Call or message", "Note")]

    def begin(self) -> None:
        """A new note, about the child whose page is open."""
        from desktop_app.notes.draft import new_note
        from desktop_app.notes.queries import files_at, note_form

        now, here = self._desk.now(), self._desk.router.here
        where = here.where if here is not None else {}

        def new(records: "Records") -> "NoteForm":
            return note_form(records, new_note(files_at(records, where), now), now.date())

        self._ask_for(new)

    def go_on(self, file: str) -> None:
        """The note about this child that was written at last."""
        from desktop_app.notes.queries import draft_to_go_on_with

        self._go_on_with(lambda records: draft_to_go_on_with(records, file))

    def take_up(self, name: str) -> None:
        """After a lock: the note whose sheet stood open, at the same field and cursor."""
        from desktop_app.notes.queries import draft_named

        self._go_on_with(lambda records: draft_named(records, name))

    def _go_on_with(self, find: "Callable[[Records], NoteDraft | None]") -> None:
        from desktop_app.notes.queries import note_form

        today = self._desk.today()

        def form(records: "Records") -> "NoteForm | None":
            draft = find(records)
            return note_form(records, draft, today) if draft is not None else None

        self._ask_for(form)

    def _ask_for(self, query: "Callable[[Records], NoteForm | None]") -> None:
        """One sheet, however often the key is pressed."""
        if self._is_opening:
            return
        self._is_opening = True

        def show(form: "NoteForm | None") -> None:
            self._is_opening = False
            if form is not None and self._desk.window.isVisible():
                self._open(form)

        def failed(sentence: str) -> None:
            self._is_opening = False
            self._desk.say(sentence)

        self._desk.ask(query, then=show, trouble=failed, owner=self._desk.window)

    # -- the sheet ----------------------------------------------------------------------------------------------------

    def _open(self, form: "NoteForm") -> None:
        from desktop_app.notes import actions
        from desktop_app.notes.queries import around
        from desktop_app.notes.view.note_sheet import NoteSheet

        desk = self._desk
        sheet = NoteSheet(desk.window, form, desk.now)

        def keep(draft: "NoteDraft") -> None:
            desk.act(actions.keep, draft, then=lambda _: sheet.show_saved(), trouble=sheet.show_not_saved, owner=sheet)

        def look_around(files: tuple[str, ...]) -> None:
            desk.ask(around, files, desk.today(), then=sheet.show_around, owner=sheet)

        sheet.kept.connect(keep)
        sheet.children_changed.connect(look_around)
        sheet.put_away.connect(lambda _: desk.say("Kept as a draft. It is under Waiting to send until you add it."))
        sheet.thrown_away.connect(self._throw_away)
        sheet.added.connect(lambda draft: self._add(sheet, draft))
        sheet.resumed.connect(lambda draft: self._go_on_with(lambda _: draft))
        sheet.finished.connect(lambda _: self._closed(form.draft.name))
        desk.window.over_page = form.draft.name
        sheet.show_over()

    def _closed(self, name: str) -> None:
        if self._desk.window.over_page == name:
            self._desk.window.over_page = ""

    def _throw_away(self, draft: "NoteDraft") -> None:
        from desktop_app.notes import actions

        desk = self._desk

        def take_back() -> None:
            desk.act(actions.keep, draft, then=lambda _: self._go_on_with(lambda _: draft))

        def gone(_: object) -> None:
            if draft.has_words():
                desk.say("The note was thrown away.", undo=take_back)

        desk.act(actions.throw_away, draft, then=gone)

    def _add(self, sheet: "NoteSheet", draft: "NoteDraft") -> None:
        """Into every child's file or none; the sheet has the draft again when it was none."""
        from desktop_app.notes import actions
        from desktop_app.notes.named import named_in_note

        desk, words = self._desk, sheet.fields.added_words()

        def done(_: object) -> None:
            sheet.finish()
            desk.say(words)

        def trouble(sentence: str) -> None:
            sheet.show_not_added(draft, sentence)

        def add(named: "tuple[Stranger, ...]") -> None:
            if named:
                sheet.ask_about(draft, named)
                return
            desk.act(actions.add_to_record, draft, desk.now(), then=done, trouble=trouble, owner=sheet)

        desk.ask(named_in_note, draft, then=add, trouble=trouble, owner=sheet)
