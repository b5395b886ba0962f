"""Family and network: its tab on a child's page, the sheet of one person, and who somebody met turned out to be."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from casework.deeds import FileDeed
from desktop_app.start.desk import Desk
from desktop_app.start.kept_sheets import show_kept
from desktop_app.start.offers import when_known

if TYPE_CHECKING:
    from desktop_app.network.matter import MatterForm
    from desktop_app.network.person_form import KnownPerson, PersonForm
    from desktop_app.network.view.family_page import FamilyPage
    from desktop_app.record_store.records import Records

Form = TypeVar("Form")
PERSON, MATTER = "person:", "knowing:"
"""How the names of drafts begin, of the two sheets."""


class FamilyScreens:
    """Who belongs to a child."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def family_tab(self, file: str) -> "FamilyPage":
        """Family and network of one child."""
        from desktop_app.network import actions
        from desktop_app.network.differing import differences
        from desktop_app.network.knowing import matters
        from desktop_app.network.person_form import new_person
        from desktop_app.network.queries import family
        from desktop_app.network.view.family_page import FamilyPage

        desk, tab = self._desk, FamilyPage()
        tab.opened.connect(lambda other: desk.go("child", file=other))
        tab.begun.connect(
            lambda met: self._ask_for(lambda records: new_person(records, file, is_provisional=met), self._open_person)
        )
        tab.corrected.connect(lambda key: self._correct(file, key))
        tab.asked_who.connect(lambda key: self._ask_who(tab, file, key))
        tab.parted.connect(
            lambda met: desk.act(actions.not_the_same, file, met, then=lambda _: desk.say("Shown apart again."))
        )
        tab.taken_back.connect(
            lambda met, known: desk.act(
                actions.not_this_one, file, met, known, then=lambda _: desk.say("Taken back. The other answer stands.")
            )
        )

        tab.compared.connect(lambda: self._compare(tab, file))
        tab.knowing.begun.connect(lambda: self._write_matter(file))
        tab.knowing.corrected.connect(lambda key: self._write_matter(file, key))
        tab.knowing.taken_off.connect(lambda key: self._take_off(file, key))

        def look() -> None:
            today = desk.today()
            desk.ask(family, file, today, then=lambda found: tab.show_family(found, today), owner=tab)
            desk.ask(matters, file, today, then=tab.knowing.show_matters, owner=tab)
            desk.ask(differences, file, today, then=tab.show_differences, owner=tab)

        desk.watch(tab, (file,), look)
        when_known(desk, file, tab, lambda found: tab.allow(found.said(FileDeed.FAMILY)))
        return tab

    def take_up(self, name: str) -> None:
        """After a lock: the sheet that stood open."""
        from desktop_app.network.matter import matter_form_of_draft
        from desktop_app.network.person_form import form_of_draft

        today = self._desk.today()
        if name.startswith(PERSON):
            self._ask_for(lambda records: form_of_draft(records, name), self._open_person)
        elif name.startswith(MATTER):
            self._ask_for(lambda records: matter_form_of_draft(records, name, today), self._open_matter)

    # -- the sheets ---------------------------------------------------------------------------------------------------

    def _correct(self, file: str, key: str) -> None:
        from desktop_app.network.person_form import person_form

        today = self._desk.today()
        self._ask_for(lambda records: person_form(records, file, key, today), self._open_person)

    def _write_matter(self, file: str, key: str = "") -> None:
        from desktop_app.network.matter import matter_form

        today = self._desk.today()
        self._ask_for(lambda records: matter_form(records, file, today, key), self._open_matter)

    def _ask_for(self, query: "Callable[[Records], Form | None]", show: "Callable[[Form], object]") -> None:
        """One sheet over the page."""

        def answer(form: "Form | None") -> None:
            if form is not None and self._desk.window.isVisible() and not self._desk.window.over_page:
                show(form)

        self._desk.ask(query, then=answer, owner=self._desk.window)

    def _open_person(self, form: "PersonForm") -> None:
        from desktop_app.network import actions
        from desktop_app.network.view.person_sheet import PersonSheet

        sheet = PersonSheet(self._desk.window, form, self._desk.today())
        show_kept(self._desk, sheet, form.draft.name, actions.keep, actions.throw_away, actions.add_to_record)

    def _open_matter(self, form: "MatterForm") -> None:
        from desktop_app.network import matter
        from desktop_app.network.view.matter_sheet import MatterSheet

        sheet = MatterSheet(self._desk.window, form)
        show_kept(self._desk, sheet, form.draft.name, matter.keep, matter.throw_away, matter.add_to_record)

    def _take_off(self, file: str, key: str) -> None:
        from desktop_app.network import matter

        desk = self._desk

        def undo() -> None:
            desk.act(matter.put_back, file, key)

        desk.act(matter.take_off, file, key, then=lambda _: desk.say("Taken off. It stays in the history.", undo=undo))

    # -- these files differ -------------------------------------------------------------------------------------------

    def _compare(self, tab: "FamilyPage", file: str) -> None:
        from desktop_app.network.differing import Difference, Said, differences, make_same
        from desktop_app.network.view.differing_sheet import DifferingSheet

        desk, today = self._desk, self._desk.today()

        def show(found: tuple[Difference, ...]) -> None:
            sheet = DifferingSheet(tab, found)

            def done(_: object) -> None:
                desk.ask(differences, file, today, then=sheet.show_found, owner=sheet)
                desk.ask(differences, file, today, then=tab.show_differences, owner=tab)

            def choose(difference: Difference, right: Said) -> None:
                desk.act(make_same, difference, right, today, then=done, trouble=sheet.say, owner=sheet)

            sheet.chosen.connect(choose)
            sheet.show_over()

        desk.ask(differences, file, today, then=show, owner=tab)

    # -- same person? -------------------------------------------------------------------------------------------------

    def _ask_who(self, tab: "FamilyPage", file: str, met: str) -> None:
        from desktop_app.network import actions
        from desktop_app.network.person_form import also_met, known_people, name_of
        from desktop_app.network.view.same_person_sheet import SamePersonSheet

        desk = self._desk

        def undo(known: str, also: bool) -> None:
            desk.act(lambda records: actions.not_this_one(records, file, met, known, also=also))

        def said(known: str, also: bool) -> None:
            if not known:
                self._correct(file, met)
                return
            done = "Shown as one person. Both entries stay."
            desk.act(
                lambda records: actions.same_person(records, file, met, known, also=also),
                then=lambda _: desk.say(done, undo=lambda: undo(known, also)),
            )

        def ask(found: "tuple[str, tuple[KnownPerson, ...], tuple[str, ...]]") -> None:
            sheet = SamePersonSheet(tab, *found)
            sheet.chosen.connect(said)
            sheet.show_over()

        def query(records: "Records") -> "tuple[str, tuple[KnownPerson, ...], tuple[str, ...]]":
            return name_of(records, file, met), known_people(records, file, met), also_met(records, file, met)

        desk.ask(query, then=ask, owner=tab)
