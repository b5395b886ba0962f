"""Recording a child's voice: asked for on a session's page, shown over every page while it goes on, sealed as it comes."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from casework.errors import KnownError
from desktop_app.start.desk import Desk
from desktop_app.start.listening import Listening

if TYPE_CHECKING:
    from casework.kinds.direct_work import Agreed
    from desktop_app.direct_work.queries import SessionShown
    from desktop_app.direct_work.recordings import OfSession, RecordingDraft
    from desktop_app.direct_work.view.childs_room import ChildsRoom
    from desktop_app.direct_work.view.record_sheet import RecordSheet
    from desktop_app.direct_work.view.recording_sign import RecordingSign
    from desktop_app.direct_work.view.session_page import SessionPage
    from desktop_app.shell.window import MainWindow

FULL = "Half an hour is recorded, which is the longest. It was stopped, and all of it is kept. Begin another to go on."
NOTHING = "Nothing was heard, so no recording was kept."
NOT_BEGUN = (
    "It was not begun: the screen was hidden, or the answer changed. Nothing was recorded. Start again if it is wanted."
)
KEPT = "The recording is kept with this session. It is not in the record until you add the session."
ONE_AT_A_TIME = "A voice is being recorded already. Stop that recording first: what was recorded is kept."


class VoiceRecording(QObject):
    """The one recording that goes on; `over` when it has ended. It ends with its window, at a lock as well: what was heard is
    in the vault by then."""

    over = Signal()

    def __init__(self, desk: Desk, begun: "RecordingDraft", child: str) -> None:
        from desktop_app.direct_work.recordings import Sealing
        from desktop_app.direct_work.view.recorder import Recorder

        super().__init__(desk.window)
        self._desk, self._child = desk, child
        self.record, self.session = begun.record, begun.session
        self._sealing = Sealing(begun.record)
        self.recorder = Recorder(desk.open_microphone, self)
        self.recorder.heard.connect(self._heard)
        self.recorder.full.connect(self._full)
        self._signs: list[RecordingSign] = []
        self._is_wanted = False  # to go on: hidden, stopped or paused meanwhile, the microphone stays closed

    def begin(self) -> None:
        """Open the microphone, and show that it is. Raises NoMicrophone."""
        desk = self._desk
        if desk.playing is not None:
            desk.playing.pause()
        self.recorder.go_on()
        desk.recording = self
        self.destroyed.connect(partial(_forget, desk, self))
        self._show_over(desk.window)
        if desk.room is not None:
            self.show_in(desk.room)

    def pause(self) -> None:
        """Listen no more for now."""
        self._is_wanted = False
        self.recorder.pause()

    def end(self) -> None:
        """No more: what was heard is kept with its session."""
        self.pause()

        def ended(kept: "RecordingDraft | None") -> None:
            self._over(NOTHING if kept is None else KEPT)

        self._desk.act(self._sealing.end, then=ended, owner=self, trouble=self._not_kept)

    def show_in(self, room: "ChildsRoom") -> None:
        """The child sees it, in its own words. Where the child hides the page or stops, it pauses; the page that hides shows no
        trace of it."""
        sign = self._show_over(room, for_child=True)

        def turned() -> None:
            page = room.shown()
            if page in (room.hidden_drawing, room.stopped, room.resting):
                self.pause()
            sign.setVisible(page not in (room.hidden_drawing, room.resting))

        room.turned.connect(turned)

    def _show_over(self, window: "MainWindow | ChildsRoom", *, for_child: bool = False) -> "RecordingSign":
        from desktop_app.direct_work.view.recording_sign import RecordingSign

        sign = RecordingSign(self.recorder, self._child, for_child=for_child)
        sign.paused.connect(self.pause)
        sign.went_on.connect(self._go_on)
        sign.ended.connect(self.end)
        self._signs.append(sign)
        window.around.insertWidget(0, sign)
        return sign

    def _go_on(self) -> None:
        """What the disk did not take goes first: only then is there room for more."""
        self._is_wanted = True

        def open_again(kept: float) -> None:
            self.recorder.keep(kept)
            if not self._is_wanted:
                return
            try:
                self.recorder.go_on()
            except KnownError as error:
                self.recorder.say(error.sentence)

        self._desk.ask(self._sealing.seal_before_more, then=open_again, owner=self, trouble=self._not_kept)

    def _heard(self, sound: bytes) -> None:
        self._sealing.more(sound)
        self._desk.when_used()
        self._desk.ask(self._sealing.seal, then=self.recorder.keep, owner=self, trouble=self._not_kept)

    def _not_kept(self, sentence: str) -> None:
        self.recorder.pause(sentence)
        self.recorder.say(sentence)

    def _full(self) -> None:
        self._desk.act(self._sealing.end, then=lambda _: self._over(FULL), owner=self, trouble=self._not_kept)

    def _over(self, words: str) -> None:
        self._desk.recording = None
        for sign in self._signs:
            if self._desk.work.is_there(sign):  # a room that was left took its own along
                sign.hide()
                sign.deleteLater()
        self._desk.say(words)
        self.over.emit()
        self.deleteLater()


class SessionVoices(QObject):
    """The recordings of one session on its page. Lives as long as the page."""

    def __init__(self, desk: Desk, page: "SessionPage") -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._shown: SessionShown | None = None
        page.voice.make_player = Listening(desk, page, is_in_record=False).player
        page.voice.wanted.connect(self._ask)
        page.voice.thrown_away.connect(self._throw_away)

    def begin(self, shown: "SessionShown") -> None:
        """Show what was recorded, and whether more can be."""
        self._shown = shown
        going = self._desk.recording
        if going is not None:
            going.over.connect(self._over)
        self._look()

    def is_recording(self) -> bool:
        """Whether a voice is being recorded in this session now."""
        going, draft = self._desk.recording, self._page.draft()
        return going is not None and draft is not None and going.session == draft.record

    def _over(self) -> None:
        """It has ended: the keyboard is on the page again."""
        self._look()
        if self._page.voice.record_button.isVisible():
            self._page.voice.record_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        from desktop_app.direct_work.recordings import look_at_session

        shown, going = self._shown, self._desk.recording
        if shown is None or shown.draft is None:
            return
        its = shown.draft.record
        goes_on = going.record if going is not None else None
        self._page.voice.show_way(shown.child, may_record=shown.may_record, goes_on=going is not None)
        self._desk.ask(look_at_session, shown.draft.file, its, goes_on, then=self._found, owner=self._page)

    def _found(self, of: "OfSession") -> None:
        self._page.voice.show_recordings(of.recordings, of.unreadable)
        self._page.take_recorded(is_recorded=bool(of.recordings or of.unreadable) or self.is_recording())

    def _ask(self) -> None:
        from desktop_app.direct_work.view.record_sheet import RecordSheet

        if self._desk.recording is not None:
            self._page.show_trouble(ONE_AT_A_TIME)  # the page was made before the other began
        elif self._shown is not None:
            sheet = RecordSheet(self._page, self._shown.child)
            sheet.agreed.connect(partial(self._begin, sheet))
            sheet.show_over()

    def _begin(self, sheet: "RecordSheet", agreed: "Agreed") -> None:
        """The session is kept first, then its recording; only then is the microphone opened."""
        from desktop_app.direct_work import recordings

        draft, shown = self._page.draft(), self._shown
        if draft is None or shown is None:
            return
        self._page.take_recorded(is_recorded=True)

        def say(sentence: str) -> None:
            if self._desk.work.is_there(sheet):
                sheet.say(sentence)

        def begun(recording: "RecordingDraft") -> None:
            is_wanted = self._desk.work.is_there(sheet) and sheet.is_still_wanted()
            if self._desk.recording is not None or not is_wanted:
                self._look()  # and what was begun for nothing goes
                say(NOT_BEGUN)
                return
            voice = VoiceRecording(self._desk, recording, shown.child)
            try:
                voice.begin()
            except KnownError as error:
                voice.deleteLater()
                self._look()  # and what was begun for nothing goes
                say(error.sentence)
                return
            sheet.finish()
            voice.over.connect(self._over)
            self._look()

        started = self._desk.now().isoformat(timespec="seconds")
        asked = (recordings.begin_where_allowed, draft.file, draft.record, started, agreed)
        self._desk.act(*asked, then=begun, owner=self, trouble=say)

    def _throw_away(self, recording: "RecordingDraft") -> None:
        from desktop_app.direct_work import recordings
        from desktop_app.shell.controls import DangerButton, confirm

        sure = confirm(
            self._page,
            "Throw this recording away?",
            "It goes from this laptop for good. What else was said and drawn in the session stays.",
            DangerButton("Throw it away", "trash-2"),
            no="Keep it",
        )
        away = (recordings.throw_away, (recording,))
        sure.accepted.connect(lambda: self._desk.act(*away, then=lambda _: self._look(), owner=self._page))


def _forget(desk: Desk, voice: VoiceRecording) -> None:
    """Its window is gone."""
    if desk.recording is voice:
        desk.recording = None
