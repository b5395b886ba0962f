"""Family and network: its tab on a child's page, the sheet of one person, and who somebody met turned out to be."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from desktop_app.network.draft import PersonDraft
    from desktop_app.network.person_form import KnownPerson, PersonForm
    from desktop_app.network.view.family_page import FamilyPage
    from desktop_app.network.view.person_sheet import PersonSheet
    from desktop_app.record_store.records import Records

DRAFT = "person:"


class FamilyScreens:
    """Who belongs to a child."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def family_tab(self, file: str) -> "FamilyPage":
        """Family and network of one child."""
        from desktop_app.network import actions
        from desktop_app.network.person_form import new_person
        from desktop_app.network.queries import family
        from desktop_app.network.view.family_page import FamilyPage

        desk, tab = self._desk, FamilyPage()
        tab.opened.connect(lambda other: desk.go("child", file=other))
        tab.begun.connect(lambda met: self._ask_for(lambda records: new_person(records, file, is_provisional=met)))
        tab.corrected.connect(lambda key: self._correct(file, key))
        tab.asked_who.connect(lambda key: self._ask_who(tab, file, key))
        tab.parted.connect(
            lambda met: desk.act(actions.not_the_same, file, met, then=lambda _: desk.say("Shown apart again."))
        )

        def look() -> None:
            today = desk.today()
            desk.ask(family, file, today, then=lambda found: tab.show_family(found, today), owner=tab)

        desk.watch(tab, (file,), look)
        return tab

    def take_up(self, name: str) -> None:
        """After a lock: the person whose sheet stood open."""
        from desktop_app.network.person_form import form_of_draft

        if name.startswith(DRAFT):
            self._ask_for(lambda records: form_of_draft(records, name))

    # -- the sheet ----------------------------------------------------------------------------------------------------

    def _correct(self, file: str, key: str) -> None:
        from desktop_app.network.person_form import person_form

        today = self._desk.today()
        self._ask_for(lambda records: person_form(records, file, key, today))

    def _ask_for(self, query: "Callable[[Records], PersonForm | None]") -> None:
        def show(form: "PersonForm | None") -> None:
            if form is not None and self._desk.window.isVisible() and not self._desk.window.over_page:
                self._open(form)

        self._desk.ask(query, then=show, owner=self._desk.window)

    def _open(self, form: "PersonForm") -> None:
        from desktop_app.network import actions
        from desktop_app.network.view.person_sheet import PersonSheet

        desk = self._desk
        sheet = PersonSheet(desk.window, form, desk.today())
        sheet.kept.connect(lambda draft: desk.act(actions.keep, draft, trouble=sheet.show_not_saved, owner=sheet))
        sheet.put_away.connect(lambda _: desk.say("Kept as a draft. It is under Waiting to send until you add it."))
        sheet.thrown_away.connect(lambda draft: desk.act(actions.throw_away, draft))
        sheet.added.connect(lambda draft: self._add(sheet, draft))
        sheet.finished.connect(lambda _: self._closed(form.draft.name))
        desk.window.over_page = form.draft.name
        sheet.show_over()

    def _closed(self, name: str) -> None:
        if self._desk.window.over_page == name:
            self._desk.window.over_page = ""

    def _add(self, sheet: "PersonSheet", draft: "PersonDraft") -> None:
        from desktop_app.network import actions

        desk = self._desk

        def done(_: object) -> None:
            sheet.finish()
            desk.say("Added to the record.")

        desk.act(
            actions.add_to_record,
            draft,
            then=done,
            trouble=lambda sentence: sheet.show_not_added(draft, sentence),
            owner=sheet,
        )

    # -- same person? -------------------------------------------------------------------------------------------------

    def _ask_who(self, tab: "FamilyPage", file: str, met: str) -> None:
        from desktop_app.network import actions
        from desktop_app.network.person_form import known_people, name_of
        from desktop_app.network.view.same_person_sheet import SamePersonSheet

        desk = self._desk

        def undo() -> None:
            desk.act(actions.not_the_same, file, met)

        def said(known: str) -> None:
            if not known:
                self._correct(file, met)
                return
            done = "Shown as one person. Both entries stay."
            desk.act(actions.same_person, file, met, known, then=lambda _: desk.say(done, undo=undo))

        def ask(found: "tuple[str, tuple[KnownPerson, ...]]") -> None:
            sheet = SamePersonSheet(tab, *found)
            sheet.chosen.connect(said)
            sheet.show_over()

        desk.ask(lambda records: (name_of(records, file, met), known_people(records, file, met)), then=ask, owner=tab)
