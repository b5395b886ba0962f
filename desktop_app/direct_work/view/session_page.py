"""The worker's page of a session: before the laptop is handed over, and after it has come back. Kept as it is typed."""

import datetime
from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.wording import time_of_day
from desktop_app.direct_work.draft import Missing, SessionDraft, missing, said_as_observation
from desktop_app.direct_work.houses import tool_title
from desktop_app.direct_work.queries import PersonToAsk
from desktop_app.direct_work.scenes import Scene
from desktop_app.direct_work.view.moment_scene import show_scene
from desktop_app.direct_work.view.recorded_card import RecordedCard
from desktop_app.direct_work.view.session_facts import SessionFacts
from desktop_app.direct_work.view.session_words import SessionWords
from desktop_app.shell.controls import (
    Asked,
    AskedCard,
    Body,
    Card,
    FlowRow,
    LargeButton,
    Notice,
    Page,
    PrimaryButton,
    QuietButton,
    Row,
    SplitColumns,
    Stack,
    Tag,
    TextArea,
    TextLink,
)


class SessionPage(Page):
    """`changed` carries the draft at every letter; `handed_over`, `added`, `thrown_away`, `pin_wanted` say what was pressed."""

    with_a_family = True

    changed = Signal(object)
    handed_over = Signal()
    added = Signal()
    thrown_away = Signal()
    pin_wanted = Signal()

    def __init__(self, back: str = "Their voice") -> None:
        self.hand = LargeButton("Hand over", "hand-heart")
        self._saved = Tag("", "well", "circle-check")
        super().__init__("", back=back, actions=[self._saved, self.hand])
        self._saved.hide()
        self._draft: SessionDraft | None = None
        self._child = ""
        self._people: tuple[PersonToAsk, ...] = ()
        self.facts, self.words, self.voice = SessionFacts(), SessionWords(), RecordedCard()
        self.observation = TextArea(
            "What you saw and heard", hint="What the child did, showed and said. Not yet what it means.", lines=5
        )
        self.analysis = TextArea(
            "What you make of it", hint="Your own thinking, kept apart from what you saw.", lines=4
        )
        self.told_next = TextArea("What you said will happen next", hint="In the words you used.", lines=2)
        self.moments = AskedCard(
            "Moments you marked",
            "What you write stands with what you saw and heard, with its time.",
            "Press to show what lay there",
            show_scene,
        )
        self.pin = TextLink("Choose a PIN", "key-round")
        self.missing = Card("Still missing", edge="warn", gap=4)
        self.add_button = PrimaryButton("Add to record", "check")
        self.throw_button = QuietButton("Throw this session away", "trash-2")
        self._trouble = Notice("trouble", "")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        writing = Card("Your part", gap=20)
        for area in (self.observation, self.analysis, self.told_next):
            writing.add(area)
        self.pin.clicked.connect(self.pin_wanted)
        left = Stack(self.facts, FlowRow(self.pin), gap=16)
        foot = FlowRow(self.throw_button, self.add_button, gap=12, right=True)
        right = Stack(self.words, self.voice, self.moments, writing, self.missing, foot, gap=16)
        self.add(self._trouble)
        self._columns = SplitColumns(left, right, shares=(5, 7), least=820)
        self.add(self._columns)
        self._trouble.hide()

    def _connect(self) -> None:
        self.facts.changed.connect(self._take)
        self.words.moved.connect(self._move)
        self.moments.answered.connect(lambda key, saw: self._make(lambda draft: draft.with_answer(key, saw)))
        self.moments.dropped.connect(lambda key: self._make(lambda draft: draft.without_moment(key)))
        for name in ("observation", "analysis", "told_next"):
            area: TextArea = getattr(self, name)
            area.changed.connect(lambda words, name=name: self._write(name, words))
        self.hand.clicked.connect(self.handed_over)
        self.add_button.clicked.connect(self._add)
        self.throw_button.clicked.connect(self.thrown_away)

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_session(self, draft: SessionDraft, child: str, people: tuple[PersonToAsk, ...]) -> None:
        """Show the session as it was kept; child: what the child is called."""
        self._draft, self._child, self._people = draft, child, people
        self.set_title(f"{tool_title()} with {child}")
        self.hand.set_words(f"Hand to {child}" if draft.is_empty else f"Hand to {child} again")
        for name in ("observation", "analysis", "told_next"):
            getattr(self, name).set_value(getattr(draft, name))
        self.facts.show_session(draft)
        self._look_again()

    def take_recorded(self, *, is_recorded: bool) -> None:
        """Whether the session holds a voice."""
        self._make(lambda draft: msgspec.structs.replace(draft, is_recorded=is_recorded))

    def show_pin(self, has_pin: bool) -> None:
        """Whether there is a PIN already."""
        if self._draft is not None:
            self.pin.set_words("Choose another PIN" if has_pin else "Choose a PIN")

    def show_scenes(self, scenes: dict[str, Scene]) -> None:
        """What lay there at the moments that were marked, by their keys. It may come after the session was added."""
        if self._draft is not None:
            self.moments.show_belonging(scenes)

    def draft(self) -> SessionDraft | None:
        """The session as it stands."""
        return self._draft

    def show_saved(self, at: datetime.datetime) -> None:
        """It is on disk."""
        if self._draft is None:
            return
        self._trouble.hide()
        self._saved.set_state(f"Saved on this laptop at {time_of_day(at)}", "well", "circle-check")
        self._saved.show()

    def show_trouble(self, sentence: str) -> None:
        """It could not be kept, or not be added: why."""
        if self._draft is not None:
            self.say_busy(False)
            self._trouble.show()
            self._trouble.say("trouble", sentence)

    def show_ended(self, words: str) -> None:
        """There is no such session any more: it was added, or thrown away."""
        self._draft = None
        self.clear()
        self.set_title(tool_title())
        self.hand.hide()
        self._saved.hide()
        self.add(Notice("info", words))

    def say_busy(self, busy: bool) -> None:
        """It is being added or thrown away: nothing more is written in it, which would come back as a second one."""
        for part in (self._columns, self.hand):
            part.setEnabled(not busy)

    def _look_again(self) -> None:
        draft = self._draft
        if draft is None:
            return
        names = {person.key: person.name for person in self._people}
        self.words.show_session(draft, names)
        self.moments.show_asked(Asked(*one) for one in draft.asked_at_the_end(self._child))
        self.missing.clear()
        found = missing(draft, self._child)
        for one in found:
            link = TextLink("Go there", "arrow-right", says=f"Go there: {one.sentence}")
            link.clicked.connect(lambda _on, one=one: self._go_to(one))
            self.missing.add(Row(Body(one.sentence), link, grows=0))
        self.missing.setVisible(bool(found) and not draft.is_empty)
        self.add_button.setVisible(not draft.is_empty)
        self.throw_button.setVisible(not draft.is_empty)

    # -- what is done ---------------------------------------------------------------------------------------------

    def _take(self, draft: SessionDraft) -> None:
        """The answers of the facts card, and what else stands in the draft."""
        self._draft = draft
        self._look_again()
        self.changed.emit(draft)

    def _write(self, name: str, words: str) -> None:
        if self._draft is not None:
            draft = msgspec.structs.replace(self._draft, **{name: words})
            self.facts.show_session(draft)
            self._take(draft)

    def _make(self, how: Callable[[SessionDraft], SessionDraft]) -> None:
        if self._draft is not None and how(self._draft) != self._draft:
            draft = how(self._draft)
            self.facts.show_session(draft)
            self._take(draft)

    def _move(self, record: bytes) -> None:
        if self._draft is not None:
            draft = said_as_observation(self._draft, record)
            self.observation.set_value(draft.observation)
            self.facts.show_session(draft)
            self._take(draft)
            self.observation.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, one: Missing) -> None:
        places: dict[str, QWidget] = {**self.facts.fields, "observation": self.observation}
        places |= {key: area for key, area in self.moments.areas.items() if bytes.fromhex(key) == one.record}
        field = one.record.hex() if one.field == "moment" else one.field
        target = self.words.move_buttons.get(one.record) if one.field == "said" else places.get(field)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> None:
        draft = self._draft
        if draft is None:
            return
        found = missing(draft, self._child)
        if found:
            self._go_to(found[0])
            return
        self.say_busy(True)
        self.added.emit()
