"""The children and one child's page: which page holds which, and where its tabs come from."""

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from casework.deeds import FileDeed
from desktop_app.shell.navigation import NavEntry, Route
from desktop_app.start.desk import Desk
from desktop_app.start.offers import when_known

if TYPE_CHECKING:
    from casework.kinds.plans import Action
    from casework.kinds.record import Record
    from desktop_app.caseload.offers import Offers
    from desktop_app.caseload.since import SinceLooked
    from desktop_app.caseload.view.child_page import ChildPage
    from desktop_app.caseload.view.children import ChildrenPage
    from desktop_app.caseload.view.now_tab import NowTab
    from desktop_app.record_store.records import Records
    from desktop_app.start.concerns import ConcernScreens
    from desktop_app.start.received import ReceivedScreens
    from desktop_app.sync.status import Status

MakeTab = Callable[[str], QWidget]
"""file -> what stands under one tab of the child's page."""
TABS = (
    ("now", "Now"),
    ("map", "Map"),
    ("voice", "Their voice"),
    ("plan", "Plan"),
    ("entries", "Visits and notes"),
    ("family", "Family and network"),
    ("chronology", "Chronology"),
)


DOCUMENT_KEYS, FILE_A_DOCUMENT = "Ctrl+Shift+D", "File a document or photograph"


class ChildrenScreens:
    """`tabs`: what makes each tab, by its key; a tab that nobody makes is not shown. `concerns`: the sheet and its strips;
    `received`: where documents and photographs are filed."""

    def __init__(
        self, desk: Desk, tabs: Mapping[str, MakeTab], concerns: "ConcernScreens", received: "ReceivedScreens"
    ) -> None:
        self._desk = desk
        self._received = received
        self._tabs = tabs
        self._concerns = concerns

    def entries(self) -> list[NavEntry]:
        """Ways in at the left."""
        return [NavEntry("children", "Children", "users", self._make_children)]

    def routes(self) -> list[Route]:
        """Pages reached from others. child: where = file, and tab to begin with."""
        return [Route("child", self._make_child, "children")]

    def _make_children(self) -> "ChildrenPage":
        from desktop_app.caseload.queries import ChildRow, children, hub_name
        from desktop_app.caseload.view.children import ChildrenPage

        page = ChildrenPage(self._desk.today)
        page.opened.connect(lambda file: self._desk.go("child", file=file))

        def read(records: "Records", today: datetime.date) -> tuple[tuple[ChildRow, ...], str]:
            return children(records, today), hub_name(records)

        def look(then: Callable[[], object] = lambda: None) -> None:
            def show(found: tuple[tuple[ChildRow, ...], str]) -> None:
                page.show_children(*found)
                then()

            self._desk.ask(read, self._desk.today(), then=show, owner=page)

        counted = (-1, -1)

        def show_status(status: "Status") -> None:
            from desktop_app.sync.status import Link

            nonlocal counted
            if counted not in (
                (-1, -1),
                (status.waiting, status.set_aside),
            ):  # a draft is counted, and changes no record
                look()
            counted = (status.waiting, status.set_aside)
            if status.link in (Link.NOT_TRIED, Link.WORKING):
                page.show_fetching(status.done, status.of)
            elif page.is_empty:  # what came is read before it is said that nothing came
                trouble = "" if status.link is Link.CONNECTED else status.why
                look(lambda: page.show_fetching(0, 0, trouble, is_fetching=False))

        self._desk.watch(page, (), look)
        self._desk.watch_status(page, show_status)
        return page

    def _make_child(self, file: str, tab: str = "") -> "ChildPage":
        from desktop_app.caseload.queries import child_heading
        from desktop_app.caseload.view.child_page import ChildPage

        desk = self._desk

        def choose(key: str) -> None:
            page.choose(key)

        made = {"now": lambda of: self._now_tab(of, choose), **self._tabs}
        shown = [(key, title, made[key]) for key, title in TABS if key in made]
        page = ChildPage(
            [(key, title, lambda make=make: make(file)) for key, title, make in shown],  # type: ignore[misc]
            actions=(begin := self._begin(file)),
        )
        self._offer_what_may_be(page, file, begin)
        page.dropped.connect(lambda paths: self._received.begin(file, paths))
        self._lead_back(page)
        page.rearranged.connect(desk.window.rearrange)
        page.choose(tab or shown[0][0])
        page.tab_chosen.connect(self._desk.window.stand_at)

        def look() -> None:
            desk.ask(child_heading, file, desk.today(), then=page.show_heading, owner=page)

        desk.watch(page, (file,), look)
        page.returned.connect(look)
        return page

    def _lead_back(self, page: "ChildPage") -> None:
        """To the children; from a page that was opened during a visit, to the visit: others may see the screen."""
        router = self._desk.router

        def is_of_visit() -> bool:
            return router.before is not None and router.before.key == "visit"

        def name() -> None:
            if page.back_link is not None:
                page.back_link.set_words("The visit" if is_of_visit() else "Children")

        page.went_back.connect(lambda: router.back() if is_of_visit() else router.back_or("children"))
        page.returned.connect(name)
        name()

    def _begin(self, file: str) -> list[QWidget]:
        """What can be begun on a child's page: only what leads somewhere."""
        if not self._desk.router.knows("visit_start"):
            return []
        from PySide6.QtGui import QKeySequence

        from desktop_app.shell.controls import DangerButton, IconButton, PrimaryButton, SecondaryButton
        from desktop_app.today.arrangement import name_for_new

        desk = self._desk
        arrange = SecondaryButton("Appointment", "calendar-plus", says="New appointment")
        arrange.clicked.connect(lambda: desk.go("appointment", form=name_for_new(file)))
        start = PrimaryButton("Start visit", "door-open")
        start.clicked.connect(lambda: desk.go("visit_start", file=file))
        concern = DangerButton("Safety concern", "shield-alert")
        concern.clicked.connect(lambda: self._concerns.begin(file))
        paper = IconButton("paperclip", FILE_A_DOCUMENT)
        paper.setShortcut(QKeySequence(DOCUMENT_KEYS))
        paper.setToolTip(f"{FILE_A_DOCUMENT} ({DOCUMENT_KEYS}). Files can be dropped on this page too.")
        paper.clicked.connect(lambda: self._received.begin(file))
        return [paper, concern, arrange, start]

    def _offer_what_may_be(self, page: "ChildPage", file: str, begin: list[QWidget]) -> None:
        """A button somebody may not use is not there; who can is said beneath the tabs."""
        deeds = (FileDeed.DOCUMENT, FileDeed.CONCERN, FileDeed.APPOINTMENT, FileDeed.VISIT)

        def offer(found: "Offers") -> None:
            for button, deed in zip(begin, deeds, strict=False):
                button.setVisible(found.may(deed))
            page.setAcceptDrops(bool(begin) and found.may(FileDeed.DOCUMENT))
            said = (FileDeed.VISIT, FileDeed.APPOINTMENT, FileDeed.DOCUMENT, FileDeed.CONCERN)
            page.say_who_can(found.said(*said) if begin else "")

        when_known(self._desk, file, page, offer)

    def _now_tab(self, file: str, choose: Callable[[str], None]) -> "NowTab":
        from desktop_app.caseload import actions
        from desktop_app.caseload.queries import child_now
        from desktop_app.caseload.since import since_looked
        from desktop_app.caseload.view.now_tab import NowTab

        desk = self._desk
        ways = [
            key
            for key, there in (("map", "map" in self._tabs), ("two_versions", desk.router.knows("two_versions")))
            if there
        ]
        tab = NowTab(ways=ways)
        self._count_unsent(tab, file)
        self._concerns.fill(tab.concerns, tab, file)
        seen_upto = 0

        def show_since(since: "SinceLooked") -> None:
            nonlocal seen_upto
            seen_upto = since.upto
            tab.show_since(since, desk.today())

        def look() -> None:
            today = desk.today()
            desk.ask(child_now, file, today, then=lambda now: tab.show_now(now, today), owner=tab)
            desk.ask(since_looked, file, today, then=show_since, owner=tab)

        def left() -> None:
            if seen_upto:
                desk.work.ask(actions.looked, desk.records, file, seen_upto)

        def kept(promise: "Record[Action]") -> None:
            day = desk.today()

            def take_back() -> None:
                desk.act(actions.promise_not_kept, promise, day)

            def failed(sentence: str) -> None:
                tab.promise_failed(promise)
                desk.say(sentence)

            def done(_changed: object) -> None:
                desk.say("Promise kept. It stands in the record.", undo=take_back)

            desk.act(actions.keep_promise, promise, day, then=done, trouble=failed, owner=tab)

        when_known(desk, file, tab, lambda found: tab.promised.allow(found.said(FileDeed.NEXT_STEP)))
        tab.opened.connect(lambda other: desk.go("child", file=other))
        tab.map_asked.connect(lambda: choose("map"))
        tab.two_versions_asked.connect(lambda: desk.go("two_versions", file=file))
        tab.promise_kept.connect(kept)
        tab.left.connect(left)
        tab.returned.connect(look)
        desk.watch(tab, (file,), look)
        return tab

    def _count_unsent(self, tab: "NowTab", file: str) -> None:
        """Anew whenever something was kept, sent or refused: what was sent changes nothing of the record itself."""
        from desktop_app.caseload.unsent import unsent_of

        counted = (-1, -1)

        def count(status: "Status") -> None:
            nonlocal counted
            if counted != (status.waiting, status.set_aside):
                counted = (status.waiting, status.set_aside)
                self._desk.ask(unsent_of, file, then=tab.show_unsent, owner=tab)

        self._desk.watch_status(tab, count)
