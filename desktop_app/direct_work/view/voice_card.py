"""One thing a child said or drew: the words as they were written, the drawing as it was drawn, its source, who may see it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from casework.kinds.direct_work import Attachment, Recording
from casework.kinds.record import Record
from desktop_app.direct_work.queries import VoiceEntry
from desktop_app.direct_work.view.drawing_picture import DrawingPicture
from desktop_app.direct_work.view.drawing_sheet import DrawingSheet
from desktop_app.direct_work.view.player import Player
from desktop_app.direct_work.view.player_bar import PlayerBar
from desktop_app.shell.controls import (
    Card,
    ChildsWords,
    FlowRow,
    Row,
    SecondaryButton,
    Small,
    Stack,
    Tag,
    TextLink,
    Unfolding,
)

MakePlayer = Callable[[str, Attachment], Player]
"""(file, sound): what plays it."""
LISTEN = "Everybody who is near hears it: listen where only those are who may."


class VoiceCard(Card):
    """`asked_again`: the child wants to choose again who may see it; `taken_away`: it shall no longer count; `corrected`: it
    was written down wrongly. A confidential address stays covered until it is asked for, and is covered again out of sight."""

    asked_again = Signal()
    taken_away = Signal()
    corrected = Signal()

    def __init__(self, entry: VoiceEntry, *, may_change: bool = True, make_player: MakePlayer | None = None) -> None:
        super().__init__(padding=16, gap=4)
        self._make_player = make_player
        self._entry, self._may_change, self._is_covered = entry, may_change, True
        self._show(entry)

    def _show(self, entry: VoiceEntry) -> None:
        words = Stack(gap=8)
        self._show_words(words, entry)
        if entry.recording is not None:
            self._show_recording(words, entry.recording)
        if entry.source:
            words.add(Small(entry.source))
        words.add(FlowRow(*(Tag(tag.words, tag.tone, tag.icon) for tag in entry.tags), gap=8))
        for tag in entry.tags:
            if tag.more:
                words.add(Small(tag.more))
        picture = entry.picture
        if picture is not None and picture.strokes:
            drawing = DrawingPicture(f"Drawing: {picture.title}", picture.strokes)
            self.add(Row(words, Stack(drawing), gap=16, grows=0))
        else:
            self.add(words)
        self.earlier = Unfolding("Written down differently before", "pen-line")
        self.earlier.show_parts(entry.earlier)
        words.add(self.earlier)
        self.add(self._ways(entry, may_change=self._may_change))

    def _show_address(self) -> None:
        if self._entry.as_said is not None:
            self._is_covered = False
            self.clear()
            self._show(self._entry.as_said)
            self.findChildren(TextLink)[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Left, locked or hidden: the address is covered again."""
        super().hideEvent(event)
        if not self._is_covered:
            self._is_covered = True
            self.clear()
            self._show(self._entry)

    def _show_words(self, words: Stack, entry: VoiceEntry) -> None:
        if entry.words:
            words.add(ChildsWords(f"“{entry.words}”"))
        if entry.translation:
            words.add(Small(f"In English: {entry.translation}", "ink"))
        if entry.picture is not None and not entry.words:
            words.add(ChildsWords(entry.picture.title))
        if entry.as_said is not None:
            show = SecondaryButton("Show the address", "eye", says=f"Show the address in “{entry.words}”")
            show.clicked.connect(self._show_address)
            words.add(FlowRow(show))
        if entry.picture is not None and entry.picture.trouble:
            words.add(Small(f"{entry.picture.title}: {entry.picture.trouble}"))

    def _show_recording(self, words: Stack, recording: Record[Recording]) -> None:
        words.add(ChildsWords("A recording"))
        sound = recording.value.sound
        if sound is None:
            words.add(Small("This recording stands in two versions."))
        elif self._make_player is not None:
            words.add(PlayerBar(self._make_player(recording.file, sound), "the recording"))
            words.add(Small(LISTEN))

    def _ways(self, entry: VoiceEntry, *, may_change: bool) -> QWidget:
        what = f"“{entry.words}”" if entry.words else "the recording" if entry.recording else "the drawing"
        again = TextLink("Ask again who may see it", "users", says=f"Ask again who may see {what}")
        again.clicked.connect(self.asked_again)
        away = TextLink("Take it away", "trash-2", says=f"Take {what} away")
        away.clicked.connect(self.taken_away)
        parts: list[QWidget] = [again, away] if may_change else []
        if may_change and entry.quote is not None and entry.words:
            correct = TextLink("Add a correction", "pen-line", says=f"Add a correction: {what}")
            correct.clicked.connect(self.corrected)
            parts.insert(1, correct)
        if entry.picture is not None and entry.picture.strokes:
            larger = TextLink("See it larger", "image", says=f"See the drawing {entry.picture.title} larger")
            larger.clicked.connect(lambda _on, picture=entry.picture: DrawingSheet(self, picture).show_over())
            parts.insert(0, larger)
        if entry.unsent:
            parts.append(Tag("Not sent yet", "warn", "cloud-upload"))
        return FlowRow(*parts, gap=20)
