"""The controls of a recording: play and pause, back ten seconds, and where it is; all by keyboard and by finger."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QVBoxLayout, QWidget

from casework.sound import minutes_and_seconds as clock
from casework.sound import seconds_of
from desktop_app.direct_work.view.player import Player
from desktop_app.shell.controls import FlowRow, Notice, Ringed, SecondaryButton, Small, box, look, smooth
from desktop_app.shell.tokens import TARGET

BACK_SECONDS = 10
EDGE, LINE, KNOB = 12, 6, 20


class SoundLine(Ringed, QAbstractSlider):
    """Where the recording is, in seconds: the arrow keys go five on or back, Home and End to its ends, a press goes there."""

    went = Signal(int)

    def __init__(self, name: str, seconds: float) -> None:
        super().__init__()
        self._says = name
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, max(1, round(seconds)))
        self.setSingleStep(5)
        self.setPageStep(30)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.actionTriggered.connect(lambda _action: self.went.emit(self.sliderPosition()))
        self.show_at(0)

    def show_at(self, seconds: float) -> None:
        """It is there now. Nothing is sent."""
        blocked = self.blockSignals(True)
        self.setValue(round(seconds))
        self.blockSignals(blocked)
        self.setAccessibleName(f"{self._says}, at {clock(self.value())} of {clock(self.maximum())}")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a finger."""
        return QSize(look().px(220), look().height(TARGET))

    def minimumSizeHint(self) -> QSize:
        """It may be short."""
        return QSize(look().px(120), look().height(TARGET))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """There."""
        part = (event.position().x() - EDGE) / max(1, self.width() - 2 * EDGE)
        self.went.emit(round(min(1, max(0, part)) * self.maximum()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line, heavier as far as it was heard, with a knob."""
        painter = smooth(self)
        middle, wide = self.height() / 2, self.width() - 2 * EDGE
        at = wide * self.value() / self.maximum()
        box(
            painter,
            QRectF(EDGE, middle - LINE / 2, wide, LINE),
            fill="sunken",
            edge="outline",
            width=1,
            radius=LINE / 2,
        )
        box(painter, QRectF(EDGE, middle - LINE / 2, at, LINE), fill="child", radius=LINE / 2)
        knob = QRectF(EDGE + at - KNOB / 2, middle - KNOB / 2, KNOB, KNOB)
        box(painter, knob, fill="surface", edge="child", width=3, radius=KNOB / 2)
        painter.end()


class PlayerBar(QWidget):
    """Of one recording; `what` it is called by a screen reader. Taken off its page it is silent."""

    def __init__(self, player: Player, what: str) -> None:
        super().__init__()
        self.player, self._what = player, what
        player.setParent(self)
        self.play = SecondaryButton("Play", "play", says=f"Play {what}")
        self.play.clicked.connect(self._press)
        self.back = SecondaryButton("Back 10 seconds", "rotate-ccw", says=f"Back 10 seconds in {what}")
        self.back.clicked.connect(lambda: player.go_to(player.seconds - BACK_SECONDS))
        self.line = SoundLine(what, seconds_of(player.length))
        self.line.went.connect(player.go_to)
        self.at = Small("", "ink", wrap=False)
        self.trouble = Notice("trouble", "")
        self.trouble.hide()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(4)
        for part in (FlowRow(self.play, self.back, self.at, gap=12), self.line, self.trouble):
            lay.addWidget(part)
        player.changed.connect(self._show)
        self._show()

    def _press(self) -> None:
        if self.player.plays:
            self.player.pause()
        else:
            self.player.play()

    def _show(self) -> None:
        player = self.player
        words, icon = ("Pause", "pause") if player.plays else ("Play", "play")
        if self.play.words() != words:
            self.play.set_words(words, f"{words} {self._what}")
            self.play.set_icon(icon)
        at = f"{clock(player.seconds)} of {clock(seconds_of(player.length))}"
        self.at.set_words(f"{at}. {player.note}" if player.note and player.plays else at)
        self.line.show_at(player.seconds)
        if player.trouble != self.trouble.words():
            self.trouble.setVisible(bool(player.trouble))
            self.trouble.say("trouble", player.trouble)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is heard of what cannot be stopped."""
        super().hideEvent(event)
        self.player.pause()
