"""A plan's paper while it is looked at: made in memory, printed or saved protected, and noted as given."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrinter

from desktop_app.plans import actions
from desktop_app.plans.forms import Form
from desktop_app.plans.giving import SUGGESTED_NAME, made, new_passphrase, save_protected
from desktop_app.plans.previewing import Preview, preview
from desktop_app.plans.view.preview_page import PreviewPage
from desktop_app.plans.view.printing import Printing, a4_printer, has_printer, print_dialog
from desktop_app.plans.view.protected_sheet import ProtectedSheet
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.documents.family_plan import MadePlan

NO_PRINTER = (
    "This laptop knows no printer.",
    "Add one in the laptop’s settings and press Print again, or save a protected copy. Nothing was printed.",
)
NOT_PRINTED = (
    "It was not printed.",
    "The printer did not take it. Nothing was noted as given. Look at the printer, then press Print again.",
)
CANCELLED = (
    "Printing was cancelled.",
    "Nothing was noted as given. Take up the pages that came out of the printer already.",
)
CHANGED = "This plan changed while you were choosing. Nothing went out: look at it again."


class PaperOnTheTable(QObject):
    """One page of preview and what its buttons do. The bytes that go out are the bytes that were looked at."""

    def __init__(self, desk: Desk, page: PreviewPage, file: str, plan: str, draft: str) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._of = (file, plan, draft)
        self._reader = ""
        self._form = Form.FAMILY_PLAN
        self._asked = 0
        self._preview: Preview | None = None
        self._pdf = b""
        page.reader_chosen.connect(self._choose)
        page.form_chosen.connect(self._choose_form)
        page.print_wanted.connect(self._choose_printer)
        page.save_wanted.connect(self._save)
        page.returned.connect(self._look)
        desk.watch(page, (), self._look)

    # -- looking ------------------------------------------------------------------------------------------------

    def _choose(self, reader: str) -> None:
        self._reader = reader
        self._look()

    def _choose_form(self, form: str) -> None:
        self._form = Form(form)
        self._look()

    def _look(self) -> None:
        self._asked += 1
        asked = self._asked

        def found(now: Preview | None) -> None:
            if asked == self._asked:
                self._make(now, asked)

        self._desk.ask(preview, *self._of, self._desk.today(), self._reader, self._form, then=found, owner=self._page)

    def _make(self, now: Preview | None, asked: int) -> None:
        if now is None:
            self._preview, self._pdf = None, b""
            self._page.show_gone()
            return
        if self._preview == now and self._pdf:
            return  # something else changed: what was looked at still is what would go out

        def came(paper: "MadePlan") -> None:
            if asked == self._asked:
                self._preview, self._pdf = now, paper.pdf
                self._page.show_preview(now)
                self._page.show_paper(paper.pdf, paper.pages)
                self._tell_what_was_replaced(paper)

        self._desk.work.beside(
            made,
            now.paper.values,
            now.form,
            then=came,
            trouble=lambda sentence: self._page.say("trouble", sentence),
            progress=self._page.show_progress,
            owner=self._page,
        )

    def _tell_what_was_replaced(self, paper: "MadePlan") -> None:
        if paper.replaced:
            signs = ", ".join(one.characters for one in paper.replaced)
            self._page.say("warning", "Some signs cannot be printed.", f"They look different on paper: {signs}")

    # -- giving it out ------------------------------------------------------------------------------------------

    def _choose_printer(self) -> None:
        if not has_printer():
            self._page.say("warning", *NO_PRINTER)
            return
        printer = a4_printer()
        dialog = print_dialog(self._page, printer)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        looked_at = self._preview
        dialog.accepted.connect(lambda: self._print_if_unchanged(looked_at, printer))
        dialog.show()

    def _print_if_unchanged(self, looked_at: Preview | None, printer: QPrinter) -> None:
        """A pull may have landed while the printer was chosen: a child may hold words back by now."""
        if looked_at is None or looked_at != self._preview:
            self._page.say("warning", CHANGED)
        else:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print what was looked at, and note it when the last page is on its way."""
        given = self._preview
        if given is None:
            return
        copies = printer.copyCount()
        how = "printed" if copies == 1 else f"printed, {copies} copies"
        printing = Printing(self._pdf, printer, self)
        printing.went_on.connect(self._page.show_printing)
        self._page.print_cancelled.connect(printing.cancel)
        printing.failed.connect(lambda: self._page.say("trouble", *NOT_PRINTED))
        printing.cancelled.connect(lambda: self._page.say("warning", *CANCELLED))
        printing.printed.connect(lambda: self._note(given, how))
        for ended in (printing.failed, printing.cancelled, printing.printed):
            ended.connect(self._page.end_printing)
            ended.connect(printing.deleteLater)
        printing.start()

    def _save(self) -> None:
        given, pdf = self._preview, self._pdf
        if given is None:
            return
        passphrase = new_passphrase()
        sheet = ProtectedSheet(self._page, given.reader, passphrase, SUGGESTED_NAME)

        def saved(_path: Path) -> None:
            self._note(given, "saved protected")
            sheet.say_saved()

        def save(path: str) -> None:
            if given != self._preview:
                sheet.say_trouble(CHANGED)
                return
            sheet.say_saving()
            self._desk.work.beside(
                save_protected,
                pdf,
                passphrase,
                Path(path),
                then=saved,
                trouble=sheet.say_trouble,
                progress=self._page.show_progress,
                owner=sheet,
            )

        sheet.path_chosen.connect(save)
        sheet.show_over()

    def _note(self, given: Preview, how: str) -> None:
        """Who received which version, how and when, in the record of each child it is about."""
        values = given.paper.values
        self._desk.act(
            actions.note_copy,
            given.paper.plans,
            given.reader,
            how,
            given.form,
            values.copy_number,
            values.version,
            then=lambda _done: self._page.say("success", f"Copy {values.copy_number} for {given.reader} is noted."),
            trouble=lambda sentence: self._page.say("trouble", sentence),
            owner=self._page,
        )
