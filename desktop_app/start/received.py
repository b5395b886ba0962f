"""Documents and photographs: the sheet on which they are filed, what is chosen taken in beside it, and the page that opens one."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app.shell.navigation import Route
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.background.work import Job
    from desktop_app.received.draft import ChosenFile, DocumentDraft
    from desktop_app.received.in_the_file import DocumentShown
    from desktop_app.received.intake import TakenIn
    from desktop_app.received.queries import DocumentForm
    from desktop_app.received.view.document_page import DocumentPage
    from desktop_app.received.view.document_sheet import DocumentSheet
    from desktop_app.received.view.filed_pages import FiledPage
    from desktop_app.record_store.records import Records

DRAFT = "document:"
"""How the names of drafts begin."""


class ReceivedScreens:
    """Everything about documents and photographs that were received or taken."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Pages reached from others. document: where = file, and record, its id in hexadecimal."""
        return [Route("document", self._make_page, "children")]

    # -- the sheet ----------------------------------------------------------------------------------------------------

    def begin(self, file: str, paths: Sequence[str] = ()) -> None:
        """A new one about this child; paths: files that were dropped on the page."""
        from desktop_app.received.draft import new_document
        from desktop_app.received.queries import document_form

        today = self._desk.today()
        self._ask_for(lambda records: document_form(records, new_document((file,), today), today), paths)

    def go_on(self, file: str) -> None:
        """The one about this child that was begun last."""
        from desktop_app.received.queries import draft_about

        self._go_on_with(lambda records: draft_about(records, file))

    def take_up(self, name: str) -> None:
        """After a lock: the sheet that stood open."""
        from desktop_app.received.queries import draft_named

        if name.startswith(DRAFT):
            self._go_on_with(lambda records: draft_named(records, name))

    def _go_on_with(self, find: "Callable[[Records], DocumentDraft | None]") -> None:
        from desktop_app.received.queries import document_form

        today = self._desk.today()

        def form(records: "Records") -> "DocumentForm | None":
            draft = find(records)
            return document_form(records, draft, today, begun=True) if draft is not None else None

        self._ask_for(form)

    def _ask_for(self, query: "Callable[[Records], DocumentForm | None]", paths: Sequence[str] = ()) -> None:
        """One sheet over the page."""

        def show(form: "DocumentForm | None") -> None:
            if form is not None and self._desk.window.isVisible() and not self._desk.window.over_page:
                self._open(form, paths)

        self._desk.ask(query, then=show, owner=self._desk.window)

    def _open(self, form: "DocumentForm", paths: Sequence[str]) -> None:
        from desktop_app.received import actions
        from desktop_app.received.view.document_sheet import DocumentSheet

        desk, name = self._desk, form.draft.name
        sheet = DocumentSheet(desk.window, form, desk.today())
        taking = _TakingIn(desk, sheet)

        def closed(_: int) -> None:
            if desk.window.over_page == name:
                desk.window.over_page = ""

        def take_off(draft: "DocumentDraft", dropped: "ChosenFile") -> None:
            desk.act(actions.take_off, draft, dropped, trouble=sheet.show_not_saved, owner=sheet)

        sheet.kept.connect(lambda draft: desk.act(actions.keep, draft, trouble=sheet.show_not_saved, owner=sheet))
        sheet.files_chosen.connect(taking.take)
        sheet.taken_off.connect(take_off)
        sheet.put_away.connect(lambda _: desk.say("Kept as a draft. It is under Waiting to send until you add it."))
        sheet.thrown_away.connect(self._throw_away)
        sheet.added.connect(lambda draft: self._add(sheet, draft))
        sheet.finished.connect(closed)
        desk.window.over_page = name
        sheet.show_over()
        taking.take(paths)

    def _throw_away(self, draft: "DocumentDraft") -> None:
        from desktop_app.received import actions

        def gone(_: object) -> None:
            if draft.chosen:
                self._desk.say("Thrown away. The file you chose lies where it lay.")

        self._desk.act(actions.throw_away, draft, then=gone)

    def _add(self, sheet: "DocumentSheet", draft: "DocumentDraft") -> None:
        """Sealed for each child beside the screen, then into every file or none."""
        from desktop_app.received import actions

        desk, words = self._desk, f"Filed in {sheet.fields.their_files(draft)}."

        def done(_: object) -> None:
            sheet.finish()
            desk.say(words)

        def trouble(sentence: str) -> None:
            sheet.files.end_progress()
            sheet.show_not_added(draft, sentence)

        def add(sealed: "actions.ForEach") -> None:
            desk.act(actions.add_to_record, draft, sealed, desk.today(), then=done, trouble=trouble, owner=sheet)

        desk.work.beside(
            actions.seal_for_each,
            desk.records,
            draft,
            then=add,
            trouble=trouble,
            progress=sheet.files.show_progress,
            owner=sheet,
        )

    # -- one that was filed -------------------------------------------------------------------------------------------

    def _make_page(self, file: str, record: str) -> "DocumentPage":
        from desktop_app.received.view.document_page import DocumentPage

        page = DocumentPage()
        _Opening(self._desk, page, file, record)
        page.went_back.connect(lambda: self._desk.router.back_or("child", file=file, tab="entries"))
        return page


class _TakingIn(QObject):
    """Takes files in one after the other while their sheet is open; what comes too late is taken away again."""

    def __init__(self, desk: Desk, sheet: "DocumentSheet") -> None:
        super().__init__(sheet)
        self._desk, self._sheet = desk, sheet
        self._left: deque[str] = deque()
        self._job: Job | None = None
        sheet.files.cancelled.connect(self.stop)
        sheet.finished.connect(self.stop)

    def take(self, paths: Sequence[str]) -> None:
        """Read, look at and seal these too."""
        from casework.errors import KnownError
        from desktop_app.received.actions import check_room

        draft = self._sheet.draft()
        if draft is None:
            return
        if paths:
            self._sheet.files.forget_refusals()
        for path in paths:
            try:
                check_room(draft, len(self._left) + 1)
            except KnownError as error:
                self._sheet.files.say_refused(error.sentence)
                break
            self._left.append(path)
        if self._job is None:
            self._next()

    def stop(self, *_: object) -> None:
        """None of those that are left, and not the one that is under way."""
        self._left.clear()
        if self._job is not None:
            self._job.cancel()

    def _next(self) -> None:
        from desktop_app.received.intake import take_in
        from desktop_app.received.view.looking import LOOKS

        if not self._left:
            self._job = None
            self._sheet.files.end_progress()
            return
        path, desk, sheet = self._left.popleft(), self._desk, self._sheet

        def came(taken: "TakenIn") -> None:
            if sheet.draft() is None:
                desk.work.beside(desk.records.forget_sealed, taken.chosen.attachments)
            else:
                sheet.take(taken.chosen, taken.preview)
            self._next()

        def refused(sentence: str) -> None:
            self._sheet.files.end_progress()
            self._sheet.files.say_refused(sentence)
            self._next()

        sheet.files.show_progress(0, 1, "Reading it")
        ears: dict[str, Any] = {"then": came, "trouble": refused, "stopped": self._next}
        self._job = desk.work.beside(
            take_in, desk.records, path, LOOKS, progress=sheet.files.show_progress, owner=sheet, **ears
        )


class _Opening(QObject):
    """What a page shows: asked of the record, fetched where it is not here, and read into memory. Lives as long as its page."""

    def __init__(self, desk: Desk, page: "DocumentPage", file: str, key: str) -> None:
        super().__init__(page)
        self._desk, self._page, self._of = desk, page, (file, key)
        self._shown: DocumentShown | None = None
        self._job: Job | None = None
        page.wanted.connect(self._read)
        page.cancelled.connect(self._stop)
        page.returned.connect(self._look)
        self._look()

    def _look(self) -> None:
        from desktop_app.received.in_the_file import document_shown

        self._desk.ask(document_shown, *self._of, then=self._show, owner=self._page)

    def _show(self, shown: "DocumentShown | None") -> None:
        self._shown = shown
        if shown is None:
            self._page.show_gone()
        else:
            self._page.show_document(shown)

    def _read(self) -> None:
        if self._shown is None:
            return
        desk, file, attachments = self._desk, self._of[0], self._shown.document.attachments

        def read(**steps: Any) -> "list[FiledPage]":
            from desktop_app.received.opening import open_all
            from desktop_app.received.view.filed_pages import pages_of

            return pages_of(desk.work, open_all(desk.records, desk.keeper.fetch, file, attachments, **steps))

        page = self._page

        def stopped() -> None:
            if self._job is None:  # else it was asked for again meanwhile
                page.show_stopped()

        self._stop()
        self._job = desk.work.beside(
            read,
            then=page.show_pages,
            trouble=page.say_trouble,
            progress=page.show_progress,
            stopped=stopped,
            owner=page,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
