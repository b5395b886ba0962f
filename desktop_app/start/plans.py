"""Plans: the tab, the form of one that is being made, and the paper before it goes out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from casework.deeds import FileDeed
from desktop_app.shell.navigation import Route
from desktop_app.start.desk import Desk
from desktop_app.start.offers import when_known

if TYPE_CHECKING:
    from desktop_app.plans.draft import PlanDraft
    from desktop_app.plans.queries import PlanForm
    from desktop_app.plans.view.plan_page import PlanPage
    from desktop_app.plans.view.plan_tab import PlanTab
    from desktop_app.plans.view.preview_page import PreviewPage


class PlanScreens:
    """Everything about plans."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """plan: where = file and the name of the draft. plan_preview: file, and a plan's id or the name of a draft."""
        return [Route("plan", self._make_form, "children"), Route("plan_preview", self._make_preview, "children")]

    def plan_tab(self, file: str) -> "PlanTab":
        """The plans of one child."""
        from desktop_app.plans import actions
        from desktop_app.plans.queries import plans_of_child
        from desktop_app.plans.view.plan_tab import PlanTab

        desk, tab = self._desk, PlanTab()

        def look() -> None:
            desk.ask(plans_of_child, file, then=lambda found: tab.show_plans(found, desk.today()), owner=tab)

        def begun(draft: "PlanDraft") -> None:
            tab.say_busy(False)
            desk.go("plan", file=file, draft=draft.name)

        def failed(sentence: str) -> None:
            tab.say_busy(False)
            desk.say(sentence)

        def begin() -> None:
            tab.say_busy(True)
            desk.act(actions.begin_from_record, file, desk.today(), then=begun, trouble=failed, owner=tab)

        def follow(plan: bytes) -> None:
            tab.say_busy(True)
            desk.act(actions.begin_from_plan, file, plan, desk.today(), then=begun, trouble=failed, owner=tab)

        tab.begun.connect(begin)
        tab.followed.connect(follow)
        tab.gone_on.connect(lambda name: desk.go("plan", file=file, draft=name))
        tab.returned.connect(look)
        when_known(desk, file, tab, lambda found: tab.allow(found.said(FileDeed.PLAN)))
        tab.seen.connect(lambda plan: desk.go("plan_preview", file=file, plan=plan.hex()))
        desk.watch(tab, (file,), look)
        return tab

    def _make_form(self, file: str, draft: str) -> "PlanPage":
        from desktop_app.plans import actions
        from desktop_app.plans.queries import plan_form
        from desktop_app.plans.view.plan_page import PlanPage

        desk, name = self._desk, draft
        page = PlanPage(desk.today())

        def back(*_: object) -> None:
            self._back_to_tab(file)

        def shown(form: "PlanForm | None") -> None:
            if form is None:
                page.show_gone()
            else:
                page.show_form(form)

        def look() -> None:
            desk.ask(plan_form, file, name, then=shown, owner=page)

        def keep(changed: "PlanDraft") -> None:
            desk.act(
                actions.keep,
                changed,
                then=lambda _done: page.say_saved(desk.now()),
                trouble=page.say_trouble,
                owner=page,
            )

        def added(_changed: object) -> None:
            back()
            desk.say("The plan is in the record of every child it is for.")

        def add() -> None:
            page.say_busy()
            desk.act(actions.agree, page.draft(), then=added, trouble=page.say_trouble, owner=page)

        page.went_back.connect(back)
        page.changed.connect(keep)
        page.files_changed.connect(look)
        page.added.connect(add)
        page.returned.connect(look)
        page.paper_wanted.connect(lambda: desk.go("plan_preview", file=file, draft=name))
        page.thrown_away.connect(lambda: self._throw_away(page, back))
        desk.watch(page, (), look)
        return page

    def _throw_away(self, page: "PlanPage", back: Callable[[], object]) -> None:
        from desktop_app.plans import actions
        from desktop_app.shell.controls import DangerButton, confirm

        def thrown(_done: object) -> None:
            page.show_gone()
            back()

        sure = confirm(
            page,
            "Throw this plan away?",
            "It is not in the record. What was written in it cannot be brought back.",
            DangerButton("Throw it away", "trash-2"),
            no="Keep it",
        )

        def throw() -> None:
            page.say_busy()  # a letter typed now would bring the plan back
            self._desk.act(actions.put_away, page.draft(), then=thrown, owner=page, trouble=page.say_trouble)

        sure.accepted.connect(throw)

    def _make_preview(self, file: str, plan: str = "", draft: str = "") -> "PreviewPage":
        from desktop_app.plans.view.preview_page import PreviewPage
        from desktop_app.start.plan_paper import PaperOnTheTable

        page = PreviewPage()
        PaperOnTheTable(self._desk, page, file, plan, draft)

        def back() -> None:
            if draft:
                self._desk.router.back_or("plan", file=file, draft=draft)
            else:
                self._back_to_tab(file)

        when_known(self._desk, file, page, lambda found: page.allow(found.said(FileDeed.GIVE_PLAN)))
        page.went_back.connect(back)
        return page

    def _back_to_tab(self, file: str) -> None:
        router = self._desk.router
        before = router.before
        if before is not None and before.key == "child" and before.where.get("file") == file:
            router.back()
        else:
            self._desk.go("child", file=file, tab="plan")
