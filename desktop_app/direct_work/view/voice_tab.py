"""Their voice: what a child said and drew over time, in the child's own words, and how the child rated things.

Covered until asked for and again on leaving, as the child's last words are beside it: others may see the screen.
"""

import datetime
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.wording import long_date
from desktop_app.direct_work.draft import SessionDraft
from desktop_app.direct_work.queries import Voice, VoiceEntry
from desktop_app.direct_work.view.off_the_map_card import OffTheMapCard
from desktop_app.direct_work.view.own_ratings import OwnRatings
from desktop_app.direct_work.view.timeline import OnADay
from desktop_app.direct_work.view.voice_card import MakePlayer, VoiceCard
from desktop_app.shell.controls import (
    Card,
    ChildButton,
    EmptyState,
    FlowRow,
    Notice,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
    Text,
    scrolling,
)

MOST_AT_FIRST = 12


class _Line(NamedTuple):
    """What a child said, as it is shown. said: the entry, whether its day is said, and which day is today."""

    said: tuple[VoiceEntry, bool, datetime.date]
    widget: OnADay


class VoiceTab(QWidget):
    """`begun`: begin direct work; `gone_on` carries the record id of an unfinished session; `asked_again` and

    `taken_away` and `corrected` carry the VoiceEntry they are about; `card_opened` the record of a card of the map.
    """

    begun = Signal()
    gone_on = Signal(object)
    asked_again = Signal(object)
    taken_away = Signal(object)
    corrected = Signal(object)
    card_opened = Signal(object)
    returned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._voice: Voice | None = None
        self._today = datetime.date.min
        self._covered = True
        self._was_left = False
        self._all = False
        self._may = True
        self._lines: list[_Line] = []
        self.make_player: MakePlayer | None = None
        self.who_can = Small("", wrap=False)
        self.who_can.hide()
        self.begin_button = SecondaryButton("Begin direct work", "hand-heart")
        self.begin_button.clicked.connect(self.begun)
        self.cover_button = SecondaryButton("Cover words", "eye-off")
        self.cover_button.clicked.connect(self.cover)
        self._unfinished, self._said = Stack(gap=8), Stack(gap=0)
        self.ratings = OwnRatings()
        self._apart = Stack(gap=0)
        self._said_head = Text("", "section")
        head = FlowRow(self.begin_button, self.who_can, self.cover_button, gap=12)
        left = Stack(
            Stack(self._said_head, Small("Newest first, as it was written."), gap=2), self._apart, self._said, gap=12
        )
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(0, 0, 8, 16)
        lay.setSpacing(16)
        for part in (head, self._unfinished, SplitColumns(left, self.ratings, shares=(7, 5), least=860)):
            lay.addWidget(part)
        lay.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inside))

    def show_voice(self, voice: Voice, today: datetime.date) -> None:
        """Show it; covered, until the worker asks."""
        self._voice, self._today = voice, today
        self._said_head.set_words(f"In {voice.child}’s own words")
        self._unfinished.clear()
        for draft in voice.unfinished:
            self._unfinished.add(self._not_added(draft))
        if voice.trouble:
            self._unfinished.add(Notice("trouble", voice.trouble))
        self._unfinished.setVisible(bool(voice.unfinished or voice.trouble))
        self.ratings.show_ratings(voice.child, voice.ratings)
        self._show_said()

    def allow(self, who_can: str) -> None:
        """Whether direct work can be begun and words be changed here; who can is said instead where they cannot."""
        may = not who_can
        self.who_can.set_words(who_can)
        self.who_can.setVisible(not may)
        self.begin_button.setVisible(may)
        if may != self._may:
            self._may = may
            self._lines.clear()
            self._show_said()

    def _not_added(self, draft: SessionDraft) -> Notice:
        button = SecondaryButton("Go on with it", "arrow-right")
        button.clicked.connect(lambda: self.gone_on.emit(draft.record))
        day = long_date(datetime.date.fromisoformat(draft.date))
        return Notice("info", f"The session of {day} is not in the record yet.", "All of it is kept here.", [button])

    def _show_said(self) -> None:
        voice, before_it = self._voice, self._lines
        self._lines = [] if voice is None else self._wanted(voice, before_it)
        for line in self._lines:
            self._said.body.removeWidget(line.widget)  # those that say the same stay: what is being listened to goes on
        self._said.clear()
        self._apart.clear()
        self._apart.hide()
        if voice is None:
            return
        has_words = bool(voice.entries or voice.ratings or voice.off_the_map)
        covers = self._covered and has_words
        self.cover_button.setVisible(not covers and has_words)
        self.ratings.setVisible(not covers)
        if covers:
            self._said.add(self._cover(voice.child))
            return
        if voice.off_the_map:
            self._apart.add(self._off_the_map(voice))
            self._apart.show()
        if not voice.entries and not voice.off_the_map:
            words = f"What {voice.child} says and draws with you stands here, with who may see it."
            self._said.add(EmptyState("message-square-quote", f"No words from {voice.child} yet", words))
        for line in self._lines:
            self._said.add(line.widget)
        if len(self._lines) < len(voice.entries):
            more = SecondaryButton(f"Show {len(voice.entries) - len(self._lines)} older")
            more.clicked.connect(self._show_all)
            self._said.add(FlowRow(more))

    def _wanted(self, voice: Voice, before: list[_Line]) -> list[_Line]:
        """The lines to show: those of before where they say the same, and new ones. None while the words are covered."""
        if self._covered:
            return []
        found, day = list[_Line](), object()
        for entry in voice.entries if self._all else voice.entries[:MOST_AT_FIRST]:
            said = (entry, entry.on != day, self._today)
            found.append(next((line for line in before if line.said == said), None) or _Line(said, self._line(*said)))
            day = entry.on
        return found

    def _line(self, entry: VoiceEntry, says_day: bool, today: datetime.date) -> OnADay:
        card = VoiceCard(entry, may_change=self._may, make_player=self.make_player)
        card.asked_again.connect(lambda: self.asked_again.emit(entry))
        card.taken_away.connect(lambda: self.taken_away.emit(entry))
        card.corrected.connect(lambda: self.corrected.emit(entry))
        return OnADay(entry.on, card, today, says_day=says_day)

    def _off_the_map(self, voice: Voice) -> OffTheMapCard:
        card = OffTheMapCard(voice.child, voice.off_the_map, may_change=self._may)
        card.opened.connect(self.card_opened)
        return card

    def _cover(self, child: str) -> Card:
        """Who may not see something, and which house it came from, says too much to whoever reads along: all is covered."""
        card = Card(edge="child", padding=16)
        card.add(Text(f"{child}’s words", "row title", "child"))
        card.add(Small("Covered, because others may see this screen.", "ink"))
        show = ChildButton(f"Press to show {child}’s words", "eye")
        show.clicked.connect(self._uncover)
        card.add(FlowRow(show))
        return card

    def _show_all(self) -> None:
        self._all = True
        self._show_said()

    def _uncover(self) -> None:
        self._covered = False
        self._show_said()
        self.cover_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def cover(self) -> None:
        """Take all of it off the screen."""
        if not self._covered:
            self._covered = True
            self._show_said()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab, another page, a locked or minimised window: covered."""
        super().hideEvent(event)
        self._was_left = True
        self.cover()

    def showEvent(self, event: QShowEvent) -> None:
        """A session may have been begun or ended since."""
        super().showEvent(event)
        if self._was_left:
            self._was_left = False
            self.returned.emit()
