"""A name: typed, or taken from those who belong to the child by one press."""

from collections.abc import Sequence

from desktop_app.shell.controls.chips import Chip
from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.controls.text_field import TextField

MOST = 6


class WhoField(TextField):
    """Offers the names that begin with what was typed; all of the first ones while nothing is."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self._offered: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()
        self._chips = FlowRow(gap=8)
        self._lay.addSpacing(4)
        self._lay.addWidget(self._chips)
        self.changed.connect(lambda _: self._show())

    def offer(self, names: Sequence[str]) -> None:
        """The names to offer, the likeliest first."""
        self._offered = tuple(dict.fromkeys(name for name in names if name))
        self._show()

    def set_value(self, value: str) -> None:
        """Write it, and offer what goes with it."""
        super().set_value(value)
        self._show()

    def chips(self) -> dict[str, Chip]:
        """{name: chip} of those shown."""
        return {chip.text().replace("&&", "&"): chip for chip in self._chips.findChildren(Chip) if not chip.isHidden()}

    def _show(self) -> None:
        typed = self.value().casefold()
        names = [one for one in self._offered if not typed or one.casefold().startswith(typed)]
        wanted = tuple(names[:MOST]) if self.value() not in names else ()
        if wanted == self._shown:
            return
        self._shown = wanted
        self._chips.clear()
        for name in wanted:
            chip = Chip(name)
            chip.changed.connect(lambda _, name=name: self._take(name))
            self._chips.add(chip)
        self._chips.setVisible(bool(wanted))

    def _take(self, name: str) -> None:
        self.line.setFocus()
        self.set_value(name)
        self.changed.emit(name)
