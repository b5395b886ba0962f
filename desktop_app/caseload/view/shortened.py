"""A card of lines that shows the first few and, when asked, all of them: a page to be taken in at one look."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shell.controls import Card, QuietButton, Small

FEW = 4


class Shortened(Card):
    """Lines are made when they are shown; what was asked for stays open while the page is."""

    def __init__(self, title: str) -> None:
        super().__init__(title, divided=True)
        self._make: Sequence[Callable[[], QWidget]] = ()
        self._nothing = ""
        self._all = False

    def show_lines(self, make: Sequence[Callable[[], QWidget]], nothing: str) -> None:
        """Show these lines; `nothing` is said where there is none."""
        self._make, self._nothing = make, nothing
        self._fill()

    def _fill(self) -> None:
        self.clear()
        shown = self._make if self._all or len(self._make) <= FEW + 1 else self._make[:FEW]
        for make in shown:
            self.add(make())
        if not self._make:
            said = Small(self._nothing)
            said.setContentsMargins(16, 14, 16, 14)
            said.setSizePolicy(said.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Maximum)
            self.add(said)
        if len(shown) < len(self._make):
            more = QuietButton(f"Show all {len(self._make)}", "chevron-down")
            more.clicked.connect(self._show_all)
            self.add(more)

    def _show_all(self) -> None:
        self._all = True
        self._fill()
