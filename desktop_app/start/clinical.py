"""Clinical notes: the page beside a child's visits and notes for those who read them, and the sheet to write one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from casework.case_files import AUTHORITY_BOOK, Room, room_of
from desktop_app.shell.navigation import Route
from desktop_app.start.desk import Desk
from desktop_app.start.kept_sheets import show_kept

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QWidget

    from desktop_app.clinical.queries import ClinicalFile, ClinicalForm
    from desktop_app.clinical.view.clinical_page import ClinicalPage
    from desktop_app.record_store.records import Records

PREFIX = "clinical:"
"""How the names of its drafts begin."""


class ClinicalScreens:
    """`notes_of` makes the notes of a file as Visits and notes shows them."""

    def __init__(self, desk: Desk, notes_of: "Callable[[str], QWidget]") -> None:
        self._desk = desk
        self._notes_of = notes_of

    def routes(self) -> list[Route]:
        """Pages reached from others. clinical: where = file, the child's main one."""
        return [Route("clinical", self._make_page, "children")]

    def way_in(self, file: str) -> "QAbstractButton":
        """A button beside the tabs of a child's page; not there for whoever does not read such notes."""
        from desktop_app.clinical.queries import clinical_file
        from desktop_app.shell.controls import SecondaryButton

        button = SecondaryButton("Clinical notes", "stethoscope")
        button.hide()
        button.clicked.connect(lambda: self._desk.go("clinical", file=file))

        def look() -> None:
            self._desk.ask(clinical_file, file, then=lambda found: button.setVisible(found.may_read), owner=button)

        self._desk.watch(button, (file, AUTHORITY_BOOK), look)
        return button

    def take_up(self, name: str) -> None:
        """After a lock: the sheet that stood open."""
        from desktop_app.clinical.queries import form_of_draft

        if name.startswith(PREFIX):
            self._open(lambda records: form_of_draft(records, name, self._desk.today()))

    def _make_page(self, file: str) -> "ClinicalPage":
        from desktop_app.clinical.queries import clinical_file, clinical_form
        from desktop_app.clinical.view.clinical_page import ClinicalPage

        desk = self._desk
        page = ClinicalPage(self._notes_of(room_of(file, Room.CLINICAL)))

        def show(found: "ClinicalFile") -> None:
            page.show_file(found)

        def back() -> None:
            desk.router.back_or("child", file=file, tab="entries")

        def refuse(sentence: str) -> None:
            if page.isVisible():
                back()
                desk.say(sentence)

        page.begun.connect(lambda: self._open(lambda records: clinical_form(records, file, desk.today())))
        page.refused.connect(refuse)
        page.went_back.connect(back)
        desk.watch(page, (file, AUTHORITY_BOOK), lambda: desk.ask(clinical_file, file, then=show, owner=page))
        return page

    def _open(self, query: "Callable[[Records], ClinicalForm | None]") -> None:
        from desktop_app.clinical import actions
        from desktop_app.clinical.view.clinical_sheet import ClinicalSheet

        desk = self._desk

        def show(form: "ClinicalForm | None") -> None:
            if form is None or desk.window.over_page:
                return
            sheet = ClinicalSheet(desk.window, form, desk.today())

            def add(records: "Records", draft: object) -> object:
                return actions.add_to_record(records, draft, desk.today())  # type: ignore[arg-type]

            show_kept(desk, sheet, form.draft.name, actions.keep, actions.throw_away, add)

        desk.ask(query, then=show, owner=desk.window)
