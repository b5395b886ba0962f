"""Direct work: the page of a session, child mode, and the tab of a child's own words and drawings."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from casework.deeds import FileDeed
from desktop_app.shell.navigation import Route
from desktop_app.start import child_mode
from desktop_app.start.corrections import CorrectionScreens
from desktop_app.start.desk import Desk
from desktop_app.start.listening import Listening
from desktop_app.start.offers import when_known
from desktop_app.start.recording import SessionVoices

if TYPE_CHECKING:
    from desktop_app.direct_work.draft import Mark, SessionDraft
    from desktop_app.direct_work.queries import SessionShown, Voice, VoiceEntry
    from desktop_app.direct_work.view.session_page import SessionPage
    from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom
    from desktop_app.direct_work.view.voice_tab import VoiceTab
    from desktop_app.direct_work.view.who_may_see import Chosen
    from desktop_app.record_store.records import Changed, Records


STOP_FIRST = "A voice is being recorded in this session. Stop the recording first: what was recorded is kept."


class DirectWorkScreens:
    """Everything about direct work. `corrections` has the sheet on which words that were written down wrongly are put right."""

    def __init__(self, desk: Desk, corrections: CorrectionScreens) -> None:
        self._desk, self._corrections = desk, corrections

    def routes(self) -> list[Route]:
        """Pages reached from others.

        three_houses: where = file; visit, the name of a visit's draft, or the record id of a visit; session, the record
        id (hexadecimal) of one to go on with.
        """
        return [Route("three_houses", self._make_session, "children")]

    def _make_session(self, file: str, visit: bytes | str = b"", session: str = "") -> "SessionPage":
        from desktop_app.direct_work.queries import session_shown
        from desktop_app.direct_work.view.session_page import SessionPage

        desk = self._desk
        begun = visit if isinstance(visit, str) else ""
        page = SessionPage(back="The visit" if visit else "Their voice")

        def leave() -> None:
            before = desk.router.before
            if visit and before is not None and before.key == "visit":
                desk.router.back()
            elif begun:
                desk.router.back_or("visit", draft=begun)
            else:
                desk.router.back_or("child", file=file, tab="voice")

        page.went_back.connect(leave)
        screen = _Session(desk, page, leave)
        record = _visit_record(visit, file)
        asked = (session_shown, file, session, record, desk.now())
        desk.ask(*asked, then=screen.begin, owner=page, trouble=page.show_ended)
        return page

    def voice_tab(self, file: str) -> "VoiceTab":
        """A child's own words, drawings and ratings."""
        from desktop_app.direct_work.queries import voice
        from desktop_app.direct_work.view.voice_tab import VoiceTab

        tab = VoiceTab()
        tab.make_player = Listening(self._desk, tab, is_in_record=True).player
        screen = _Voices(self._desk, tab)
        tab.begun.connect(lambda: self._desk.go("three_houses", file=file))
        tab.gone_on.connect(lambda record: self._desk.go("three_houses", file=file, session=record.hex()))

        def correct(entry: "VoiceEntry") -> None:
            if entry.quote is not None:
                self._corrections.correct(file, entry.quote.record.hex())

        tab.corrected.connect(correct)
        tab.card_opened.connect(lambda record: self._open_card(file, record))

        def look() -> None:
            self._desk.ask(voice, file, then=screen.show, owner=tab)

        tab.returned.connect(look)
        when_known(self._desk, file, tab, lambda found: tab.allow(found.said(FileDeed.DIRECT_WORK)))
        self._desk.watch(tab, (file,), look)
        return tab

    def _open_card(self, file: str, record: bytes) -> None:
        """A card that the map itself does not show: it opens over the map."""
        from desktop_app.caseload.view.child_page import ChildPage
        from desktop_app.mapping.view.map_page import MapPage

        self._desk.go("child", file=file, tab="map")
        page = self._desk.window.view()
        the_map = page.tab("map") if isinstance(page, ChildPage) else None
        if isinstance(the_map, MapPage):
            the_map.card_opened.emit(record)


class _Voices(QObject):
    """What can be done with words and drawings of another day: ask the child again, take away. Lives as long as its tab."""

    def __init__(self, desk: Desk, tab: "VoiceTab") -> None:
        super().__init__(tab)
        self._desk, self._tab = desk, tab
        self._voice: Voice | None = None
        tab.asked_again.connect(self._ask_again)
        tab.taken_away.connect(self._take_away)

    def show(self, voice: "Voice") -> None:
        """Show what was read."""
        self._voice = voice
        self._tab.show_voice(voice, self._desk.today())

    def _ask_again(self, entry: "VoiceEntry") -> None:
        from casework.kinds.direct_work import Drawing
        from desktop_app.direct_work.actions import change_who_may_see
        from desktop_app.direct_work.view.choose_again_room import ChooseAgainRoom

        voice = self._voice
        if voice is None:
            return

        def make() -> ChooseAgainRoom:
            room = ChooseAgainRoom(entry, voice.people)

            def chosen(choice: "Chosen") -> None:
                about = [
                    one for one in entry.records if (choice.drawing if isinstance(one.value, Drawing) else choice.words)
                ]
                self._desk.act(change_who_may_see, choice.sharing, *about, trouble=room.say_trouble)

            room.chosen.connect(chosen)
            return room

        child_mode.hand_over(self._desk, self._tab, make, back=lambda: None)

    def _take_away(self, entry: "VoiceEntry") -> None:
        from desktop_app.direct_work.actions import take_away
        from desktop_app.direct_work.view.take_away_sheet import TakeAwaySheet

        if self._voice is None:
            return
        sheet = TakeAwaySheet(self._tab, self._voice.child)

        def confirmed(why: str) -> None:
            self._desk.act(
                take_away, why, *entry.records, then=lambda _: sheet.finish(), owner=sheet, trouble=sheet.say
            )

        sheet.confirmed.connect(confirmed)
        sheet.show_over()


class _Session(QObject):
    """One session and its page: it keeps what is done, hands over, adds.

    It belongs to its page and lives as long: a signal holds no plain object whose method it calls, and what is typed
    would be kept by nobody.
    """

    def __init__(self, desk: Desk, page: "SessionPage", leave: Callable[[], object]) -> None:
        super().__init__(page)
        self._desk, self._page, self._leave = desk, page, leave
        self._newest = _Newest()
        self._shown: SessionShown | None = None
        page.changed.connect(self._keep)
        page.handed_over.connect(self._hand_over)
        page.added.connect(self._add)
        page.thrown_away.connect(self._throw_away)
        self._voices = SessionVoices(desk, page)
        page.pin_wanted.connect(lambda: child_mode.choose_pin(desk, page, then=self._look_at_pin))
        self._look_at_pin()

    def begin(self, shown: "SessionShown") -> None:
        """Show the session; one that is no longer unfinished cannot be gone on with."""
        self._shown = shown
        if shown.draft is None:
            self._page.show_ended("This session stands in the record now, or was thrown away.")
        else:
            self._page.show_session(shown.draft, shown.child, shown.people)
            self._look_at_scenes()
            self._voices.begin(shown)

    def _look_at_pin(self) -> None:
        child_mode.whether_there_is_a_pin(self._desk, self._page, self._page.show_pin)

    def _keep(self, draft: "SessionDraft", trouble: Callable[[str], object] | None = None) -> None:
        self._newest.draft = draft
        heard = trouble or self._page.show_trouble
        self._desk.act(self._newest.keep, then=self._saved, owner=self._page, trouble=heard)

    def _saved(self, _: None) -> None:
        self._page.show_saved(self._desk.now())
        self._look_at_scenes()

    def _look_at_scenes(self) -> None:
        """What lay there at the moments that were marked is read anew where one is."""
        from desktop_app.direct_work.scenes import scenes_of

        draft = self._page.draft()
        if draft is not None and draft.moments:
            self._desk.ask(scenes_of, draft.moments, then=self._page.show_scenes, owner=self._page)

    # -- the child's turn -----------------------------------------------------------------------------------------

    def _hand_over(self) -> None:
        from desktop_app.direct_work.view.three_houses_room import ThreeHousesRoom

        draft, shown = self._page.draft(), self._shown
        if draft is None or shown is None:
            return
        room: list[ThreeHousesRoom] = []

        def make() -> ThreeHousesRoom:
            made = ThreeHousesRoom(draft, shown.people)
            made.changed.connect(lambda newer: self._keep(newer, made.say_trouble))
            made.marked.connect(lambda mark: self._mark(made, mark))
            room.append(made)
            return made

        child_mode.hand_over(self._desk, self._page, make, back=lambda: self._back(room[0].draft()))

    def _mark(self, room: "ThreeHousesRoom", mark: "Mark") -> None:
        """Into the visit that is under way; where there is none, into the session's own write-up."""
        from casework.wording import time_of_day
        from desktop_app.visits.actions import mark as mark_visit

        moment = mark.moment(time_of_day(self._desk.now()), room.draft())

        def marked(visit: object) -> None:
            draft = room.draft()
            if visit is None:
                draft = draft.with_moment(moment)
                room.take_marked(draft)
            if not draft.is_empty:
                self._keep(draft, room.say_trouble)

        asked = (mark_visit, moment, room.draft().visit, self._desk.today())
        self._desk.act(*asked, then=marked, owner=room, trouble=room.say_trouble)

    def _back(self, draft: "SessionDraft") -> None:
        ended = msgspec.structs.replace(draft, ended=self._desk.now().isoformat(timespec="minutes"))
        if self._shown is not None and not draft.is_empty:
            self._keep(ended)
            self._page.show_session(ended, self._shown.child, self._shown.people)

    # -- the end --------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        from desktop_app.direct_work.actions import add_to_record

        draft, shown = self._page.draft(), self._shown
        if draft is None or shown is None:
            return
        if self._voices.is_recording():
            self._page.show_trouble(STOP_FIRST)
            return

        def added(_: "Changed") -> None:
            self._leave()
            self._desk.say(f"Added to {shown.child}’s record.")
            self._page.show_ended("This session stands in the record now.")

        self._desk.act(add_to_record, draft, shown.child, then=added, owner=self._page, trouble=self._page.show_trouble)

    def _throw_away(self) -> None:
        from desktop_app.direct_work.actions import throw_away
        from desktop_app.shell.controls import DangerButton, confirm

        draft = self._page.draft()
        if draft is None:
            return
        if self._voices.is_recording():
            self._page.show_trouble(STOP_FIRST)
            return

        def gone(_: None) -> None:
            self._page.show_ended("This session was thrown away. Nothing of it was kept.")

        sure = confirm(
            self._page,
            "Throw this session away?",
            "What was drawn, said and written in it goes from this laptop for good. Nothing of it is in the record.",
            DangerButton("Throw it away", "trash-2"),
            no="Keep it",
        )

        def throw() -> None:
            self._page.say_busy(True)
            self._desk.act(throw_away, draft, then=gone, owner=self._page, trouble=self._page.show_trouble)

        sure.accepted.connect(throw)


class _Newest:
    """Keeps the newest draft once, however many strokes were finished while the one before was being written."""

    def __init__(self) -> None:
        self.draft: SessionDraft | None = None
        self._kept: SessionDraft | None = None

    def keep(self, records: "Records") -> None:
        """Runs on the thread of the record. On disk when it returns."""
        from desktop_app.direct_work.actions import keep

        newest = self.draft
        if newest is not None and newest is not self._kept:
            keep(records, newest)
            self._kept = newest


def _visit_record(visit: bytes | str, file: str) -> bytes | None:
    """The record of the visit in this child's file: known from its draft before it is written."""
    from casework.kinds.visits import visit_id

    if isinstance(visit, str):
        return visit_id(bytes.fromhex(visit.removeprefix("visit:")), file) if visit else None
    return visit or None
