"""Strips at the top of a page: what must not be missed, and what can be done about it at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from desktop_app.shell.controls.buttons import Button, PrimaryButton, SecondaryButton
from desktop_app.shell.controls.layouts import Stack
from desktop_app.shell.controls.notice import Notice


@dataclass(frozen=True)
class Strip:
    """One strip. name: what it is about; tone: of a Notice; start, words: as a Notice says them.

    opens: the words on the way to it; does: those on what can be done here and now, "" for nothing.
    """

    name: str
    tone: str
    start: str
    words: str
    opens: str
    does: str = ""


class Strips(Stack):
    """`opened` and `done` carry the name of a strip. Hidden while there is none; unchanged ones keep the focus."""

    opened = Signal(str)
    done = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=12)
        self._shown: tuple[Strip, ...] = ()
        self.notices: dict[str, Notice] = {}
        self.buttons: dict[tuple[str, str], Button] = {}
        self.hide()

    def show_strips(self, strips: Sequence[Strip]) -> None:
        """Show these."""
        if tuple(strips) == self._shown:
            return
        self._shown = tuple(strips)
        self.clear()
        self.notices, self.buttons = {}, {}
        for strip in self._shown:
            ways: list[Button] = []
            if strip.does:
                ways.append(PrimaryButton(strip.does, "check", says=f"{strip.does}. {strip.start}"))
                ways[0].clicked.connect(lambda _=False, name=strip.name: self.done.emit(name))
                self.buttons[strip.name, strip.does] = ways[0]
            ways.append(SecondaryButton(strip.opens, "shield-alert", says=f"{strip.opens}. {strip.start}"))
            ways[-1].clicked.connect(lambda _=False, name=strip.name: self.opened.emit(name))
            self.buttons[strip.name, strip.opens] = ways[-1]
            short = not strip.does
            notice = Notice(
                strip.tone, strip.start, strip.words, None if short else list(ways), beside=ways[0] if short else None
            )
            self.notices[strip.name] = notice
            self.add(notice)
        self.setVisible(bool(self._shown))
