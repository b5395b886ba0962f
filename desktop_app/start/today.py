"""Today: the page, the form of an appointment, and where each of them leads."""

from typing import TYPE_CHECKING

from desktop_app.shell.navigation import NavEntry, Route
from desktop_app.start.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop_app.record_store.records import Changed
    from desktop_app.shell.controls import Strips
    from desktop_app.today.actions import Appointments
    from desktop_app.today.appointments import AppointmentLine
    from desktop_app.today.arrangement import Arrangement
    from desktop_app.today.queries import AppointmentForm, Promise
    from desktop_app.today.view.appointment_page import AppointmentPage
    from desktop_app.today.view.today_page import TodayPage
    from desktop_app.visits.draft import VisitDraft


class TodayScreens:
    """Everything about the day. `fill_strips` keeps the strips of safety concerns at its top."""

    def __init__(self, desk: Desk, fill_strips: "Callable[[Strips, QWidget], object]") -> None:
        self._desk = desk
        self._fill_strips = fill_strips

    def entries(self) -> list[NavEntry]:
        """The first way in."""
        return [NavEntry("today", "Today", "calendar-check", self._make_today)]

    def routes(self) -> list[Route]:
        """Pages reached from others. appointment: where = form, the name its form is kept under."""
        return [Route("appointment", self._make_appointment, "today")]

    # -- the day ------------------------------------------------------------------------------------------------------

    def _make_today(self) -> "TodayPage":
        from desktop_app.today.arrangement import name_for_change, name_for_new
        from desktop_app.today.news import news
        from desktop_app.today.queries import day
        from desktop_app.today.view.today_page import TodayPage

        desk = self._desk
        page = TodayPage(desk.now)

        def look() -> None:
            desk.ask(day, desk.now(), then=page.show_day, owner=page)
            desk.ask(news, desk.today(), then=page.news.show_news, owner=page)

        def something_changed() -> None:
            """Out of sight it need not look: it looks when it comes back."""
            if page.isVisible():
                look()

        page.start_asked.connect(lambda line: self._start(line.group, page, look))
        page.read_asked.connect(lambda line: desk.go("child", file=line.files[0], tab="now"))
        page.change_asked.connect(lambda line: desk.go("appointment", form=name_for_change(line.group)))
        page.versions_asked.connect(self._see_both)
        page.visit_resumed.connect(lambda name: desk.go("visit", draft=name))
        page.arranged.connect(lambda name: desk.go("appointment", form=name or name_for_new()))
        page.child_opened.connect(lambda file: desk.go("child", file=file))
        page.children_asked.connect(lambda: desk.go("children"))
        page.kept.connect(lambda promise: self._keep_promise(page, promise))
        page.returned.connect(look)
        self._fill_strips(page.concerns, page)
        desk.watch(page, (), something_changed)
        look()
        return page

    def _see_both(self, line: "AppointmentLine") -> None:
        self._desk.go("two_versions", file=line.files[0])

    def _start(self, group: bytes, page: "QWidget", look: "Callable[[], object]") -> None:
        """Into the visit of this appointment, which shows this household alone."""
        from desktop_app.today import actions

        desk = self._desk

        def begun(draft: "VisitDraft") -> None:
            desk.go("visit", draft=draft.name)

        def failed(sentence: str) -> None:
            desk.say(sentence)
            look()

        desk.act(actions.start_visit, group, desk.now(), then=begun, trouble=failed, owner=page)

    def _withdraw(self, group: bytes, whose: str, page: "QWidget") -> None:
        """Ask for the reason, then withdraw what was shown; it can be taken back."""
        from desktop_app.today import actions
        from desktop_app.today.view.withdraw_sheet import WithdrawSheet

        desk = self._desk

        def ask(found: "Appointments") -> None:
            if not found:
                desk.say("This appointment is not there any more. Somebody has withdrawn it.")
                return
            sheet = WithdrawSheet(page, whose)
            sheet.withdrawn.connect(lambda why: desk.act(actions.withdraw, found, why, then=lambda _: done(found)))
            sheet.show_over()

        def done(found: "Appointments") -> None:
            here = desk.router.here
            if here is not None and here.key == "appointment":
                desk.router.back_or("today")
            desk.say("Withdrawn. The reason stands in the record.", undo=lambda: desk.act(actions.bring_back, found))

        desk.ask(actions.of_group, group, then=ask, owner=page)

    def _keep_promise(self, page: "TodayPage", promise: "Promise") -> None:
        from desktop_app.today import actions

        desk, day = self._desk, self._desk.today()

        def done(_changed: object) -> None:
            undo = lambda: desk.act(actions.promise_not_kept, promise.records, day)  # noqa: E731
            desk.say("Promise kept. It stands in the record.", undo=undo)

        def failed(sentence: str) -> None:
            page.promised.untick(promise)
            desk.say(sentence)

        desk.act(actions.keep_promise, promise.records, day, then=done, trouble=failed, owner=page)

    # -- the form -----------------------------------------------------------------------------------------------------

    def _make_appointment(self, form: str) -> "AppointmentPage":
        from desktop_app.today import actions
        from desktop_app.today.queries import appointment_form
        from desktop_app.today.view.appointment_page import AppointmentPage

        desk, page = self._desk, AppointmentPage(self._desk.today)

        def back() -> None:
            desk.router.back() if desk.router.before is not None else desk.go("today")

        def gone(sentence: str) -> None:
            back()
            desk.say(sentence)

        def look() -> None:
            desk.ask(appointment_form, form, desk.today(), then=page.show_form, trouble=gone, owner=page)

        page.went_back.connect(back)
        page.returned.connect(look)
        page.kept.connect(lambda kept: desk.act(actions.keep, kept, owner=page))
        page.added.connect(lambda written: self._add(page, written, back))
        page.child_chosen.connect(lambda written, file: self._choose_child(page, written, file))
        page.thrown_away.connect(lambda thrown: desk.act(actions.throw_away, thrown, then=lambda _: back(), owner=page))
        page.withdraw_asked.connect(lambda shown: self._withdraw(shown.group, page.whom(), page))
        page.start_asked.connect(lambda shown: self._start(shown.group, page, look))
        look()
        return page

    def _choose_child(self, page: "AppointmentPage", form: "Arrangement", file: str) -> None:
        from desktop_app.today.actions import household
        from desktop_app.today.queries import form_with

        desk = self._desk

        def with_child(files: tuple[str, ...]) -> None:
            chosen = form.with_values(files=files)
            desk.ask(form_with, chosen, desk.today(), then=show, owner=page)

        def show(shown: "AppointmentForm") -> None:
            page.show_form(shown)

        desk.ask(household, file, then=with_child, owner=page)

    def _add(self, page: "AppointmentPage", form: "Arrangement", back: "Callable[[], object]") -> None:
        from desktop_app.today import actions

        desk, whose = self._desk, page.whom()

        def added(_changed: "Changed") -> None:
            page.done()
            back()
            desk.say(f"{'Added' if form.is_new else 'Changed'}: the appointment with {whose}.")

        desk.act(actions.add_to_record, form, desk.today(), then=added, trouble=page.show_not_added, owner=page)
