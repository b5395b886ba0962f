"""What was recorded in a session so far, and the way to record: or why it cannot be."""

from collections.abc import Iterable

from PySide6.QtCore import Signal

from casework.sound import minutes_and_seconds
from casework.wording import time_of_day
from desktop_app.direct_work.recordings import RecordingDraft
from desktop_app.direct_work.view.player_bar import PlayerBar
from desktop_app.direct_work.view.voice_card import MakePlayer
from desktop_app.shell.controls import Card, ChildButton, FlowRow, Small, Stack, Text, TextLink

NOT_SET = (
    "Your authority has not said that voices may be recorded. Write down what is said, letter for letter: a child’s own words"
    " count as they stand."
)

CUT_OFF = "It was cut off when Daybook or the laptop ended. Everything up to there is kept."
GOES_ON = "A voice is being recorded now. It stands here once you stop."


class RecordedCard(Card):
    """`wanted`: record; `thrown_away` carries the RecordingDraft that is not wanted."""

    wanted = Signal()
    thrown_away = Signal(object)

    def __init__(self) -> None:
        super().__init__("Voice", gap=12)
        self.make_player: MakePlayer | None = None
        self._shown: tuple[RecordingDraft, ...] | None = None
        self.record_button = ChildButton("Record", "mic")
        self.record_button.clicked.connect(self.wanted)
        self._why_not, self._goes_on = Small(NOT_SET), Small(GOES_ON)
        self._lines, self._unreadable = Stack(gap=12), Small("", "ink")
        self._unreadable.hide()
        self.add(self._lines)
        self.add(self._unreadable)
        self.add(FlowRow(self.record_button))
        self.add(self._why_not)
        self.add(self._goes_on)
        self.hide()

    def show_way(self, child: str, *, may_record: bool, goes_on: bool) -> None:
        """Whether a recording can be begun now."""
        self.record_button.set_words(f"Record {child}’s voice")
        self.record_button.setVisible(may_record and not goes_on)
        self._why_not.setVisible(not may_record)
        self._goes_on.setVisible(goes_on)
        self.show()

    def show_recordings(self, recordings: Iterable[RecordingDraft], unreadable: str = "") -> None:
        """Each of them, in the order in which they were made. unreadable: why there is one that is not among them."""
        self._unreadable.set_words(unreadable)
        self._unreadable.setVisible(bool(unreadable))
        found = tuple(recordings)
        if found == self._shown:
            return  # what is being listened to goes on
        self._shown = found
        self._lines.clear()
        for one in found:
            name = f"{time_of_day(one.began)}, {minutes_and_seconds(one.seconds)}"
            away = TextLink("Throw it away", "trash-2", says=f"Throw the recording of {name} away")
            away.clicked.connect(lambda _on, one=one: self.thrown_away.emit(one))
            line = Stack(Text(f"Recorded at {name}", "row title"), gap=4)
            if self.make_player is not None:
                line.add(PlayerBar(self.make_player(one.file, one.sound), f"the recording of {name}"))
            if one.was_cut_off:
                line.add(Small(CUT_OFF))
            line.add(FlowRow(away))
            self._lines.add(line)
        self._lines.setVisible(bool(found))
