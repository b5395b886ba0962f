"""The lilac panel beside the sheet: what the child said, typed letter for letter, read back, and said right or not."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.direct_work.draft import Said, SessionDraft
from desktop_app.direct_work.houses import House, first_touched_first, name_of
from desktop_app.direct_work.sharing import tag
from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.childs_text import ChildsText
from desktop_app.direct_work.view.said_card import SaidCard
from desktop_app.direct_work.view.words_paper import WordsPaper
from desktop_app.shell.controls import Dressed, Picture, Stack, announce, box, look, scrolling, smooth

WIDE = 278
NOT_RIGHT_YET, RIGHT = "Not read back yet", "You said: yes, that’s right"


class WordsPanel(Dressed, QWidget):
    """Shows one of three things: the list, a place to type, one sentence read back.

    `changed` carries the session's draft whenever words change; `who_may_see_words` a Said, `who_may_see_drawing` a House.
    """

    changed = Signal(object)
    who_may_see_words = Signal(object)
    who_may_see_drawing = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draft: SessionDraft | None = None
        self._typing: Said | None = None
        self._reading: bytes | None = None
        self._taken_away: Said | None = None
        self._names: dict[str, str] = {}
        self._drawn: frozenset[House] = frozenset()
        self._icon = Picture("message-square-quote", "child", 24)
        self._title = ChildsText("", "childs body", "child", bold=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._parts = Stack(gap=10)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(20, 20, 12, 16)
        lay.setSpacing(12)
        lay.addLayout(head)
        inside = QWidget()
        within = QVBoxLayout(inside)
        within.setContentsMargins(4, 4, 10, 4)
        within.addWidget(self._parts)
        within.addStretch(1)
        self._area = scrolling(inside)
        lay.addWidget(self._area, 1)
        self.redress()

    def redress(self) -> None:
        """Wider with larger text, but never more than the sheet can spare."""
        self.setFixedWidth(round(WIDE * min(1.5, look().scale)))
        super().redress()

    def show_session(self, draft: SessionDraft, names: dict[str, str], drawn: frozenset[House]) -> None:
        """Show what the draft holds; names: {person key: name}, for who may see it; drawn: the houses with a drawing.

        A further line in a house that has some changes nothing here, so nothing is made anew while a child draws.
        """
        before = self._draft
        same = before is not None and _listed(before) == _listed(draft) and (names, drawn) == (self._names, self._drawn)
        self._draft, self._names, self._drawn = draft, names, drawn
        if self._typing is None and not same:
            self._show()

    def begin_typing(self, house: House = House.GOOD) -> None:
        """Let new words be typed, for this house unless another is chosen."""
        self._type(Said("", house.value))

    def show_list(self) -> None:
        """Back to everything that was said."""
        self._typing = self._reading = None
        self._show()

    def _back_to_list(self) -> None:
        """From what is done: the keyboard goes on in the panel, and never by itself to Hide."""
        self.show_list()
        self._type_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- three faces ----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        said = self._said(self._reading)
        if said is not None:
            self._show_read_back(said)
        else:
            self._show_list()

    def _clear(self, title: str, icon: str) -> None:
        self._title.set_words(title)
        self._icon.show_icon(icon, "child")
        self._parts.clear()

    def _show_list(self) -> None:
        self._clear("What you told me", "message-square-quote")
        draft = self._draft
        if draft is None:
            return
        for said in draft.said:
            state = tag(said.may_see, None, self._names).words if said.right and said.may_see else ""
            state = state or (RIGHT if said.right else NOT_RIGHT_YET)
            card = SaidCard(said.words, said.house, state, "check" if said.right else "ear")
            card.clicked.connect(lambda _on, record=said.record: self._read(record))
            self._parts.add(card)
        for house in first_touched_first(draft.started_with):
            if house in self._drawn:
                chosen = draft.drawings_may_see.get(house.value)
                state = tag(chosen, None, self._names).words if chosen else "Who may see it?"
                name = f"Your drawing in {name_of(house, draft.houses)}"
                card = SaidCard(name, house.value, state, "users", quoted=False)
                card.clicked.connect(lambda _on, house=house: self.who_may_see_drawing.emit(house))
                self._parts.add(card)
        if not draft.said and not self._drawn:
            self._parts.add(ChildsText("Draw or tell me. You choose which house comes first.", "childs help"))
            self._parts.add(ChildsText("You can stop, or leave one empty.", "childs help", "muted"))
        if self._taken_away is not None:
            back = self._button("Bring it back", "undo-2", "mine", self._bring_back)
            self._parts.add(ChildsText("I took it away.", "childs help", "muted"))
            self._parts.add(back)
        self._type_button = self._button("Type my words", "keyboard", "mine", self.begin_typing)

    def _show_typing(self, said: Said) -> None:
        self._clear("Tell me", "keyboard")
        houses = QWidget()
        row = QVBoxLayout(houses)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for house in House:
            names = self._draft.houses if self._draft else {}
            choice = ChildsButton(name_of(house, names))
            choice.setCheckable(True)
            choice.setAutoExclusive(True)
            choice.setChecked(said.house == house.value)
            choice.clicked.connect(lambda _on, house=house: self._change(house=house.value))
            row.addWidget(choice)
        paper = self._paper = WordsPaper("Your words, as you say them")
        paper.set_words(said.words)
        paper.changed.connect(lambda words: self._change(words=words))
        self._parts.add(paper)
        self._parts.add(ChildsText("Your spelling stays.", "childs help", "muted"))
        self._button("Read it back", "ear", "yes", self._finish_typing)
        self._parts.add(ChildsText("Which house?", "childs help", "muted"))
        self._parts.add(houses)
        self._button("Leave it", "", "plain", self._back_to_list)
        paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_read_back(self, said: Said) -> None:
        self._clear("Did I get it right?", "ear")
        card = SaidCard(
            said.words, said.house, RIGHT if said.right else NOT_RIGHT_YET, "check" if said.right else "ear"
        )
        card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._parts.add(card)
        self._parts.add(ChildsText("Your spelling stays.", "childs help", "muted"))
        yes = self._button("Yes, that’s right", "check", "yes", lambda: self._answer(said))
        self._button("Change it", "pencil", "plain", lambda: self._type(said))
        self._button("Take it away", "trash-2", "plain", lambda: self._take_away(said))
        self._button("Who may see it", "users", "mine", lambda: self.who_may_see_words.emit(said))
        self._button("All my words", "arrow-left", "quiet", self._back_to_list)
        yes.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(0))  # the words, not the answers
        announce(self, f"Did I get it right? {said.words}")

    def _button(self, words: str, icon: str, kind: str, do: Callable[[], object]) -> ChildsButton:
        button = ChildsButton(words, icon, kind)
        button.clicked.connect(lambda _on: do())
        self._parts.add(button)
        return button

    def telling(self) -> Said | None:
        """What the child is telling now: being typed, or read back; None where neither."""
        return self._typing or self._said(self._reading)

    # -- what is done ---------------------------------------------------------------------------------------------

    def _said(self, record: bytes | None) -> Said | None:
        of = self._draft.said if self._draft else ()
        return next((said for said in of if said.record == record), None)

    def _put(self, draft: SessionDraft) -> None:
        self._draft = draft
        self.changed.emit(draft)

    def _type(self, said: Said) -> None:
        self._typing = said
        self._show_typing(said)

    def _change(self, *, words: str | None = None, house: str | None = None) -> None:
        """Changed words are not yet the child's again."""
        if self._typing is None or self._draft is None:
            return
        said = self._typing
        if words is not None:
            said = msgspec.structs.replace(said, words=words, right=None)
        if house is not None:
            said = msgspec.structs.replace(said, house=house)
        self._typing = said
        if said.words.strip():
            self._put(self._draft.with_said(said))
        elif self._said(said.record) is not None:
            self._put(self._draft.without_said(said.record))

    def _finish_typing(self) -> None:
        said, self._typing = self._typing, None
        self._reading = said.record if said is not None and said.words.strip() else None
        self._show()

    def _read(self, record: bytes) -> None:
        self._reading = record
        self._show()

    def _answer(self, said: Said) -> None:
        if self._draft is not None:
            self._put(self._draft.with_said(msgspec.structs.replace(said, right=True)))
            self._back_to_list()

    def _take_away(self, said: Said) -> None:
        if self._draft is not None:
            self._taken_away = said
            self._put(self._draft.without_said(said.record))
            self._back_to_list()

    def _bring_back(self) -> None:
        if self._draft is not None and self._taken_away is not None:
            said, self._taken_away = self._taken_away, None
            self._put(self._draft.with_said(said))
            self._back_to_list()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lilac means: yours."""
        painter = smooth(self)
        box(painter, self.rect(), fill="child soft", edge="child line", width=2, radius=20)
        painter.end()


def _listed(draft: SessionDraft) -> tuple[object, ...]:
    """What of a draft the panel shows."""
    return draft.said, draft.houses, draft.drawings_may_see, draft.started_with
