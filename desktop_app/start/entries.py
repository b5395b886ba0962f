"""Visits and notes of a child: the tab with what was written, its corrections, and what is withdrawn or brought back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from casework.deeds import FileDeed
from desktop_app.start.corrections import CorrectionScreens
from desktop_app.start.desk import Desk
from desktop_app.start.offers import when_known
from desktop_app.start.visit_joins import VisitJoins

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.start.received import ReceivedScreens
    from desktop_app.visits.entries import Entry
    from desktop_app.visits.view.entries_page import EntriesPage
    from desktop_app.visits.view.entry_card import EntryBody


class EntriesScreens:
    """The tab, and the sheets that it opens. `received`: where documents are filed; `beside`: what stands beside the tabs of a
    child's page with it."""

    def __init__(self, desk: Desk, corrections: CorrectionScreens, received: "ReceivedScreens") -> None:
        self._desk, self._corrections, self._received = desk, corrections, received
        self._joins = VisitJoins(desk)
        self.beside: Callable[[str], QWidget] | None = None

    def entries_tab(self, file: str) -> "QWidget":
        """Visits, notes and safety concerns of one child, with the search over everything above them."""
        from desktop_app.shell.controls import SecondaryButton
        from desktop_app.start.searching import searching_over

        tab = self.notes_of(file)
        filing = SecondaryButton("File a document or photograph", "paperclip")
        filing.clicked.connect(lambda: self._received.begin(file))
        when_known(self._desk, file, tab, lambda found: filing.setVisible(found.may(FileDeed.DOCUMENT)))
        shown = searching_over(tab, self._desk, file, tab.show_only, [filing])
        if self.beside is not None:
            shown.tab_actions = [self.beside(file)]
        return shown

    def notes_of(self, file: str) -> "EntriesPage":
        """What stands in one file, with what can be done to each entry."""
        from desktop_app.visits.entries import entries
        from desktop_app.visits.same_visit import same_visit_asked
        from desktop_app.visits.view.entries_page import EntriesPage

        tab = EntriesPage()
        asks = tab.asks
        asks.sheet_opened.connect(lambda name: self._desk.go("concern", draft=name, file=file))
        asks.correct.connect(lambda entry: self._corrections.correct(file, entry.key))
        asks.add.connect(lambda entry: self._corrections.correct(file, entry.key, adds=True))
        asks.withdraw.connect(lambda entry: self._withdraw(tab, file, entry))
        asks.bring_back.connect(lambda entry: self._bring_back(tab, file, entry))
        asks.paper_opened.connect(lambda entry: self._desk.go("document", file=file, record=entry.key))
        asks.preview.connect(self._show_preview)
        asks.take_apart.connect(lambda entry: self._joins.take_apart(tab, file, entry))
        asks.join.connect(lambda entry: self._joins.join(file, entry.key, entry.apart_from[0]))
        tab.same_visit.same.connect(lambda one, other: self._joins.join(file, one, other))
        tab.same_visit.two.connect(lambda one, other: self._joins.keep_apart(file, one, other))

        def look() -> None:
            self._desk.ask(entries, file, then=tab.show_entries, owner=tab)
            self._desk.ask(same_visit_asked, file, self._desk.today(), then=tab.same_visit.show_asked, owner=tab)

        self._desk.watch(tab, (file,), look)
        return tab

    def _show_preview(self, entry: "Entry", body: "EntryBody") -> None:
        """The small picture of a document, as soon as its card is seen."""
        from desktop_app.received.in_the_file import preview_of

        if entry.paper is not None and entry.paper.preview is not None:
            self._desk.ask(preview_of, entry.paper.preview, then=body.show_preview, owner=body)

    def _withdraw(self, tab: "EntriesPage", file: str, entry: "Entry") -> None:
        from desktop_app.visits.corrections import bring_back, withdraw
        from desktop_app.visits.view.why_sheet import ask_to_withdraw

        desk = self._desk
        sheet = ask_to_withdraw(tab, _what(entry))

        def undo() -> None:
            desk.act(bring_back, file, entry.key, "Taken back at once")

        def done(_: object) -> None:
            sheet.finish()
            desk.say("Withdrawn. It stays readable under Withdrawn.", undo=undo)

        sheet.told.connect(
            lambda why: desk.act(withdraw, file, entry.key, why, then=done, trouble=sheet.say, owner=sheet)
        )
        sheet.show_over()

    def _bring_back(self, tab: "EntriesPage", file: str, entry: "Entry") -> None:
        from desktop_app.visits.corrections import bring_back
        from desktop_app.visits.view.why_sheet import ask_to_bring_back

        desk = self._desk
        sheet = ask_to_bring_back(tab, _what(entry))

        def done(_: object) -> None:
            sheet.finish()
            desk.say("It stands again.")

        sheet.told.connect(
            lambda why: desk.act(bring_back, file, entry.key, why, then=done, trouble=sheet.say, owner=sheet)
        )
        sheet.show_over()


def _what(entry: "Entry") -> str:
    return f"this {entry.noun}"
