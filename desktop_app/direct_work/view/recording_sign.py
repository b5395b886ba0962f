"""The sign that a voice is recorded: over every page and every page of the child's, in words, with the time running."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casework.sound import LONGEST_MINUTES, minutes_and_seconds
from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.childs_frame import CORNER
from desktop_app.direct_work.view.childs_text import ChildsText
from desktop_app.direct_work.view.recorder import Recorder
from desktop_app.shell.controls import Dressed, FlowRow, LargeButton, Picture, Text, announce, box, look, smooth

SOON_SECONDS = (LONGEST_MINUTES - 2) * 60


class RecordingSign(Dressed, QWidget):
    """`paused`, `went_on` and `ended` say what was pressed. for_child: in a child's words and letters."""

    paused = Signal()
    went_on = Signal()
    ended = Signal()

    def __init__(self, recorder: Recorder, child: str, *, for_child: bool = False) -> None:
        super().__init__()
        self._recorder, self._for_child = recorder, for_child
        self._whose = "Your voice" if for_child else f"{child}’s voice"
        self._said = ""
        self._picture = Picture("mic")
        self._state = ChildsText("", "childs body", bold=True) if for_child else Text("", "section")
        self._more = ChildsText("", "childs help") if for_child else Text("", "body")
        self.pause: QAbstractButton = ChildsButton("Pause", "pause") if for_child else LargeButton("Pause", "pause")
        self.go_on: QAbstractButton = ChildsButton("Go on", "mic") if for_child else LargeButton("Go on", "mic")
        stop = "Stop recording"
        self.stop: QAbstractButton = ChildsButton(stop, "mic-off") if for_child else LargeButton(stop, "square")
        self.pause.clicked.connect(self.paused)
        self.go_on.clicked.connect(self.went_on)
        self.stop.clicked.connect(self.ended)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._state)
        words.addWidget(self._more)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(24, 8, CORNER if for_child else 24, 8)
        lay.setSpacing(16)
        lay.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        lay.addLayout(words, 1)
        lay.addWidget(FlowRow(self.pause, self.go_on, self.stop, gap=12, right=True), 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        recorder.changed.connect(self._show)
        self._show()

    def words(self) -> str:
        """All that it says."""
        return f"{self._state.words()} {self._more.words()}".strip()

    def _show(self) -> None:
        recorder = self._recorder
        if recorder.listens:
            time, more = minutes_and_seconds(recorder.seconds), recorder.trouble
            state = f"{self._whose} is being recorded: {time}"
            if not more and recorder.seconds >= SOON_SECONDS:
                more = f"At {LONGEST_MINUTES} minutes it stops by itself, and all of it is kept."
        else:
            time, more = minutes_and_seconds(recorder.seconds_kept), recorder.trouble
            state = f"{self._whose} is not being recorded now. {time} is kept."
        self._state.set_words(state)
        self._more.set_words(more)
        self._more.setVisible(bool(more))
        self._picture.show_icon("mic" if recorder.listens else "mic-off", "danger" if recorder.listens else "ink")
        has_focus = self.pause.hasFocus() or self.go_on.hasFocus()
        self.pause.setVisible(recorder.listens)
        self.go_on.setVisible(not recorder.listens)
        if has_focus:
            (self.pause if recorder.listens else self.go_on).setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleName(self.words())
        self._say_aloud(f"{recorder.listens} {more}")
        self.update()

    def _say_aloud(self, what: str) -> None:
        """That it began, stopped, or has a trouble: never each second."""
        if what != self._said and not self._for_child:
            announce(self, self.words())
        self._said = what

    def paintEvent(self, _event: QPaintEvent) -> None:
        """While it listens, a ground of its own with a heavy edge; else a quiet one."""
        listens = self._recorder.listens
        painter = smooth(self)
        fill, edge = ("danger soft", "danger") if listens else ("sunken", "outline")
        box(painter, self.rect(), fill=fill, edge=edge, width=3 if listens else look().border, radius=0)
        painter.end()
