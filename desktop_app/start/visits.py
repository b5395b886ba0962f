"""Visits: choosing the children, the form, and its end in every child's record."""

from typing import TYPE_CHECKING

from desktop_app.shell.navigation import Route
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.record_store.records import Changed
    from desktop_app.visits.draft import VisitDraft
    from desktop_app.visits.queries import VisitForm
    from desktop_app.visits.view.visit_page import VisitPage
    from desktop_app.visits.view.visit_start_page import VisitStartPage


class VisitScreens:
    """Everything about visits. `raise_concern` opens the sheet about a child, on the visit whose draft has this name."""

    def __init__(self, desk: Desk, raise_concern: "Callable[[str, str], object]") -> None:
        self._desk = desk
        self._raise_concern = raise_concern

    def routes(self) -> list[Route]:
        """Pages reached from others. visit_start: where = file, of the child; visit: where = draft, its name."""
        return [Route("visit_start", self._make_start, "children"), Route("visit", self._make_visit, "children")]

    # -- the start ----------------------------------------------------------------------------------------------------

    def _make_start(self, file: str) -> "VisitStartPage":
        from desktop_app.network.knowing import before_the_knock
        from desktop_app.visits import actions
        from desktop_app.visits.queries import children_for_visit, unfinished_visits
        from desktop_app.visits.view.visit_start_page import VisitStartPage

        desk = self._desk
        page = VisitStartPage(desk.today())

        def look() -> None:
            desk.ask(children_for_visit, file, then=page.show_children, owner=page)
            desk.ask(unfinished_visits, file, then=page.show_unfinished, owner=page)
            desk.ask(before_the_knock, (file,), desk.today(), then=page.show_knowing, owner=page)

        def begin(files: tuple[str, ...]) -> None:
            desk.act(actions.begin, files, desk.now(), then=lambda draft: self._open(draft.name), owner=page)

        page.begun.connect(begin)
        page.resumed.connect(self._open)
        page.returned.connect(look)
        page.went_back.connect(lambda: desk.router.back_or("child", file=file))
        desk.watch(page, (file,), look)
        return page

    def _open(self, name: str) -> None:
        self._desk.go("visit", draft=name)

    # -- the form -----------------------------------------------------------------------------------------------------

    def _make_visit(self, draft: str) -> "VisitPage":
        from desktop_app.direct_work.view.moment_scene import show_scene
        from desktop_app.visits import actions
        from desktop_app.visits.ending import ending_of
        from desktop_app.visits.queries import visit_form
        from desktop_app.visits.view.visit_page import VisitPage

        desk = self._desk
        page = VisitPage(desk.now, show_scene, can_hand=desk.router.knows("three_houses"))

        def look() -> None:
            desk.ask(visit_form, draft, then=show, owner=page)

        def show(form: "VisitForm | None") -> None:
            page.show_form(form)
            look_at_the_end()

        def keep(kept: "VisitDraft") -> None:
            desk.act(actions.keep, kept, then=saved, trouble=page.show_not_saved, owner=page)

        def saved(_: object) -> None:
            page.show_saved()
            look_at_the_end()

        def look_at_the_end() -> None:
            written = page.draft()
            if written is not None and written.is_finishing:
                desk.ask(ending_of, written, then=page.show_ending, owner=page)

        def throw_away(thrown: "VisitDraft") -> None:
            desk.act(actions.throw_away, thrown, then=lambda _: self._leave(thrown.files[0], "now"), owner=page)

        page.kept.connect(keep)
        page.added.connect(lambda written: self._add(page, written))
        page.thrown_away.connect(throw_away)
        page.map_asked.connect(lambda file: desk.go("child", file=file, tab="map"))
        page.hand_asked.connect(lambda file: self._hand(page, file))
        page.concern_asked.connect(lambda file: self._raise_concern(file, draft))
        page.left.connect(lambda: desk.router.back_or("children"))
        page.returned.connect(look)
        page.rearranged.connect(desk.window.rearrange)
        look()
        return page

    def _hand(self, page: "VisitPage", file: str) -> None:
        """Give the screen to one child, in a session that belongs to this visit's record in the child's file."""
        from casework.kinds.visits import visit_id

        draft = page.draft()
        if draft is not None:
            self._desk.go("three_houses", file=file, visit=visit_id(draft.group, file))

    def _add(self, page: "VisitPage", draft: "VisitDraft") -> None:
        """Into every child's file or none; the page shows which, and has the draft again when it was none."""
        from desktop_app.visits import actions

        form = page.form
        if form is None:
            return
        self._desk.act(
            actions.add_to_record,
            draft,
            form.children,
            self._desk.today(),
            then=lambda changed: self._added(form, changed),
            trouble=lambda sentence: page.show_not_added(draft, sentence),
            owner=page,
        )

    def _added(self, form: "VisitForm", _changed: "Changed") -> None:
        from casework.wording import in_a_row

        names = in_a_row([f"{child.name}’s" for child in form.children])
        self._leave(form.children[0].file, "entries")
        self._desk.say(f"Added to {names} {'files' if len(form.children) > 1 else 'file'}.")

    def _leave(self, file: str, tab: str) -> None:
        """The form has nothing more to do: Back shall not lead to it."""
        self._desk.router.go_instead("child", file=file, tab=tab)
