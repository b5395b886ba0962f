"""Every name, address and number on the paper, to be looked at one by one before it goes out."""

from PySide6.QtWidgets import QWidget

from casework.wording import plural
from desktop_app.plans.checking import Checks
from desktop_app.shell.controls import Body, Card, Picture, Row, Small, Stack

GROUPS = (
    ("addresses", "map-pin", "address", "addresses", "No address stands on it."),
    ("numbers", "phone", "number", "numbers", "No number stands on it."),
    ("names", "user", "name", "names", "No name stands on it."),
)


class CheckCard(Card):
    """What stands on the paper, in three groups; addresses first, because they do the most harm."""

    def __init__(self) -> None:
        super().__init__("On this paper", gap=12)

    def show_checks(self, found: Checks) -> None:
        """Show what was found."""
        self.clear()
        for field, icon, one, many, nothing in GROUPS:
            self.add(_group(icon, getattr(found, field), one, many, nothing))


def _group(icon: str, found: tuple[str, ...], one: str, many: str, nothing: str) -> QWidget:
    words = Stack(gap=2)
    if found:
        words.add(Small(plural(len(found), one, many)))
        words.add(Body(", ".join(found), selectable=True))
    else:
        words.add(Small(nothing))
    return Row(Picture(icon, "muted", 20), words, gap=12, grows=1)
