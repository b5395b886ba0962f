"""A card with a list of which one entry at a time is written: what was said, and who was told."""

from typing import Any

import msgspec
from PySide6.QtCore import Signal

from desktop_app.concerns.draft import ConcernDraft
from desktop_app.concerns.queries import ConcernForm
from desktop_app.shell.controls import Card, PrimaryButton, QuietButton, SecondaryButton, Stack, WhoField

NOBODY = "Somebody you have not named yet"


class OneByOneCard(Card):
    """`changed` carries the draft. `part` names the entries in it; `at` of the draft is "part:key" of the one written.

    A subclass has `who`, the first field of an entry, and begins one.
    """

    changed = Signal(object)
    who: WhoField

    def __init__(self, title: str, form: ConcernForm, part: str, add: str, *, gap: int) -> None:
        super().__init__(title, padding=16)
        self._form, self._draft, self._part = form, form.draft, part
        self._list = Stack(gap=gap)
        self._lines: tuple[Any, ...] | None = None
        self._is_filling = False
        self._finish = PrimaryButton("Done", "check")
        self._away = QuietButton("Take it away", "trash-2")
        self.new = SecondaryButton(add, "plus")
        self._finish.clicked.connect(self._close)
        self._away.clicked.connect(self._take_away)

    def _take(self, form: ConcernForm, draft: ConcernDraft) -> Any:
        """Everything as it stands; the entry that is written. What is typed at this moment stays as it is."""
        self._form, self._draft = form, draft
        lines = self._lines_now()
        if lines != self._lines:
            self._lines = lines
            self._list.clear()
            self._show_lines(lines)
            self._list.setVisible(bool(lines))
        return self.open_one()

    def _lines_now(self) -> tuple[Any, ...]:
        """What the list says now."""
        raise NotImplementedError

    def _show_lines(self, lines: tuple[Any, ...]) -> None:
        """Put it into the list, which is empty."""
        raise NotImplementedError

    def open_one(self) -> Any:
        """The entry that is being written; None while none is."""
        return next((one for one in self._entries() if self._is_open(one.key)), None)

    def _entries(self) -> tuple[Any, ...]:
        return tuple(getattr(self._draft, self._part))

    def _is_open(self, key: str) -> bool:
        return self._draft.at == f"{self._part}:{key}"

    def _begin_with(self, new: Any) -> None:
        entries = {self._part: (*self._entries(), new)}
        self.changed.emit(self._draft.with_values(**entries, at=f"{self._part}:{new.key}"))

    def _replace(self, one: Any, **values: Any) -> None:
        new = msgspec.structs.replace(one, **values)
        entries = tuple(new if other.key == new.key else other for other in self._entries())
        self.changed.emit(self._draft.with_values(**{self._part: entries}))

    def _open(self, key: str) -> None:
        self.changed.emit(self._draft.with_values(at=f"{self._part}:{key}"))
        self.who.setFocus()

    def _close(self) -> None:
        self.changed.emit(self._draft.with_values(at=""))
        self.new.setFocus()

    def _take_away(self) -> None:
        one = self.open_one()
        if one is not None:
            left = tuple(other for other in self._entries() if other.key != one.key)
            self.changed.emit(self._draft.with_values(**{self._part: left}, at=""))
            self.new.setFocus()
