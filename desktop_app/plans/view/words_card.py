"""What the children said, to choose from: only words that each child lets lie on a table; nothing says that there are others."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from casework.wording import short_date
from desktop_app.plans.queries import ChoosableWords, WordsOfChild
from desktop_app.shell.controls import Card, ChildsWords, QuietButton, Row, Small, Stack, Text, Tick

SHOWN_AT_FIRST = 4
Chosen = dict[str, tuple[bytes, ...]]


class WordsCard(Card):
    """`changed` carries {file: ids of the words chosen} at every tick."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("The children’s words", edge="child", gap=12)
        self.heading.set_colour("child")
        self._chosen: Chosen = {}
        self._words: tuple[WordsOfChild, ...] = ()
        self._all_of: set[str] = set()
        self._ticks: dict[bytes, Tick] = {}
        self._stack = Stack(gap=16)
        self.add(self._stack)

    def show_words(self, words: Sequence[WordsOfChild], chosen: Chosen) -> None:
        """Show what may be chosen; words that a child takes back meanwhile are gone, also from what is chosen."""
        if self._words == tuple(words) and self._chosen == chosen and self._ticks:
            return  # nothing changed: the keyboard stays where it is
        self._words, self._chosen = tuple(words), dict(chosen)
        self._show_all_words()

    def _show_all_words(self) -> None:
        self._ticks = {}
        self._stack.clear()
        for child in self._words:
            if child.choosable:
                self._stack.add(self._of_child(child))
        if not self._ticks:
            self._stack.add(Small("There are no words to choose from."))

    def ticks(self) -> dict[bytes, Tick]:
        """The tick of each saying on the screen."""
        return self._ticks

    def _of_child(self, child: WordsOfChild) -> Stack:
        part = Stack(Text(child.child, "row title", "child"), gap=8)
        chosen = self._chosen.get(child.file, ())
        whole = child.file in self._all_of
        shown = [one for at, one in enumerate(child.choosable) if whole or at < SHOWN_AT_FIRST or one.quote in chosen]
        for one in shown:
            part.add(self._saying(one, chosen))
        if len(shown) < len(child.choosable):
            more = QuietButton(f"Show {len(child.choosable) - len(shown)} more", "chevron-down")
            more.clicked.connect(lambda: self._show_all(child.file))
            part.add(Row(more))
        return part

    def _saying(self, one: ChoosableWords, chosen: tuple[bytes, ...]) -> Stack:
        said = ", ".join(part for part in (short_date(one.on) if one.on else "", one.setting) if part)
        may_see = one.may_see.words if one.may_see.tone == "warn" else f"May see it: {_small(one.may_see.words)}"
        tick = Tick("Put it in the plan", f"{said}. {may_see}", value=one.quote in chosen)
        tick.setAccessibleName(f"Put “{one.words}” in the plan")
        tick.changed.connect(lambda on: self._choose(one, on))
        self._ticks[one.quote] = tick
        words = Stack(ChildsWords(f"“{one.words}”"), gap=0)
        if one.translation:
            words.add(Small(f"In English: “{one.translation}”", "ink"))
        words.add(tick)
        return words

    def _show_all(self, file: str) -> None:
        self._all_of.add(file)
        self._show_all_words()

    def _choose(self, one: ChoosableWords, on: bool) -> None:
        others = tuple(quote for quote in self._chosen.get(one.file, ()) if quote != one.quote)
        self._chosen = {**self._chosen, one.file: (*others, one.quote) if on else others}
        self.changed.emit(self._chosen)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
