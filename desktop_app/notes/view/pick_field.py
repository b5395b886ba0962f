"""Find as you type: what is chosen and what is offered stand beneath the line as chips; Enter takes the first one offered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal

from desktop_app.shell.controls import Chip, FlowRow, TextField

MOST_OFFERED = 4


class Offered:
    """One thing that can be taken: its key, its words, and whether it answers what was typed."""

    def __init__(self, key: str, words: str, matches: Callable[[str], bool]) -> None:
        self.key, self.words, self.matches = key, words, matches


class PickField(TextField):
    """`picked` and `dropped` carry a key. Enter on an empty line goes on (`passed`): nobody walks over every chip.

    `at_once`: offered before anything is typed; `more`: offered only to who types; `most`: so many of the first are shown
    at once; `free`: words of one's own are taken.
    """

    picked = Signal(str)
    dropped = Signal(str)
    passed = Signal()

    def __init__(self, label: str, placeholder: str, *, free: bool, most: int = MOST_OFFERED) -> None:
        super().__init__(label, placeholder=placeholder)
        self._free, self._most = free, most
        self._chosen: tuple[tuple[str, str], ...] = ()
        self._at_once: tuple[Offered, ...] = ()
        self._more: tuple[Offered, ...] = ()
        self._chips = FlowRow(gap=8)
        self._lay.addSpacing(4)
        self._lay.addWidget(self._chips)
        self._lay.addStretch(1)
        self._shown: dict[str, Chip] = {}
        self.changed.connect(lambda _: self._show())
        self.submitted.connect(self._take)

    def offer(
        self, chosen: Sequence[tuple[str, str]], at_once: Sequence[Offered], more: Sequence[Offered] = ()
    ) -> None:
        """Show what is chosen, (key, words) each, and offer the rest."""
        self._chosen, self._at_once, self._more = tuple(chosen), tuple(at_once), tuple(more)
        self._show()

    def chips(self) -> dict[str, Chip]:
        """{key: chip} of those shown, the chosen first."""
        return dict(self._shown)

    def _now_offered(self) -> list[Offered]:
        taken, typed = {key for key, _ in self._chosen}, self.value()
        known = [*self._at_once, *self._more] if typed else self._at_once
        free = [one for one in known if one.key not in taken and (not typed or one.matches(typed))]
        return free[: MOST_OFFERED if typed else self._most]

    def _show(self) -> None:
        offered = self._now_offered()
        wanted = [(key, words, True) for key, words in self._chosen] + [(o.key, o.words, False) for o in offered]
        if [(key, chip.text(), chip.value()) for key, chip in self._shown.items()] == wanted:
            return
        self._chips.clear()
        self._shown = {}
        for key, words, is_chosen in wanted:
            chip = self._shown[key] = Chip(words, value=is_chosen)
            tell = self.dropped.emit if is_chosen else self.picked.emit
            chip.changed.connect(lambda _, tell=tell, key=key: self._tell(tell, key))
            self._chips.add(chip)
        self._chips.setVisible(bool(wanted))

    def _tell(self, tell: Callable[[str], object], key: str) -> None:
        self.set_value("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)  # the chip that was pressed is made anew
        tell(key)
        self._show()

    def _take(self) -> None:
        typed = self.value()
        if not typed:
            self.passed.emit()
            return
        first = next(iter(self._now_offered()), None)
        if first is None and not self._free:
            self.set_error(f"Nobody is called “{typed}” here. Type the start of a first name or surname.")
            return
        self.set_value("")
        self.picked.emit(first.key if first is not None else typed)
        self._show()
