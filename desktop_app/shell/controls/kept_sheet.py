"""A sheet whose every letter is kept as it is typed, also over a lock, and that enters the record whole or not at all."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.shell.controls.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.shell.controls.notice import Notice
from desktop_app.shell.controls.sheet import Sheet

LONGEST_UNKEPT_MS, TRY_AGAIN_MS = 250, 5_000
KEEP_OPEN = "What you typed is on the screen: leave this open."


class KeptSheet(Sheet):
    """`kept`, `put_away`, `thrown_away` and `added` carry the draft, a frozen struct whose `has_words` says whether it
    holds anything that would be missed.

    A subclass puts its fields in with `add`, calls `end_with_foot`, and says what is written in `written` and what is
    missing in `says_missing`; it calls `something_typed` with every answer.
    """

    not_yet = "This is not in the record yet."

    kept = Signal(object)
    put_away = Signal(object)
    thrown_away = Signal(object)
    added = Signal(object)

    def __init__(self, window: QWidget, title: str, draft: Any, *, begun: bool, width: int) -> None:
        super().__init__(window, title, width=width)
        self._draft: Any = draft  # None once it was added, put away or thrown away
        self._trouble = Notice("trouble", "")
        self._trouble.hide()
        if begun:
            self.add(Notice("info", "You began this before.", "It is as you left it."))
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_UNKEPT_MS)
        self._timer.timeout.connect(self.keep_now)
        self._is_unsaved = False
        self._again = QTimer(self, singleShot=True, interval=TRY_AGAIN_MS)
        self._again.timeout.connect(self.keep_now)

    def end_with_foot(self) -> None:
        """What went wrong, and the two ways on."""
        self.add(self._trouble)
        later = SecondaryButton("Keep as draft")
        later.clicked.connect(self._put_away)
        self.add_now = PrimaryButton("Add to record", "check")
        self.add_now.setToolTip("Ctrl+Enter")
        self.add_now.clicked.connect(self._add)
        self.add_button(later)
        self.add_button(self.add_now)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._add)

    def written(self, draft: Any) -> Any:
        """The draft with what its fields say now."""
        raise NotImplementedError

    def says_missing(self, draft: Any) -> bool:
        """Lead to what must be said first; whether there was anything."""
        raise NotImplementedError

    def _question(self) -> Notice:
        """Nothing is thrown away unasked; keeping it costs one press."""
        stay, keep = SecondaryButton("Go on writing"), SecondaryButton("Keep as draft")
        throw = QuietButton("Throw it away", "trash-2")
        asking = Notice("warning", self.not_yet, "It is kept on this laptop.", [stay, keep, throw])
        stay.clicked.connect(self._stay)
        keep.clicked.connect(self._put_away)
        throw.clicked.connect(self._throw_away)
        asking.hide()
        self._stay_button = stay
        return asking

    def draft(self) -> Any:
        """The form as it stands; None once it was added or thrown away."""
        return self._draft

    def has_new_words(self) -> bool:
        """Whether it holds anything that would be missed."""
        return self._draft is not None and self._draft.has_words()

    def show_saved(self) -> None:
        """All of it is on this laptop's disk."""
        self._again.stop()
        if self._is_unsaved:
            self._is_unsaved = False
            self._trouble.hide()

    def show_not_saved(self, sentence: str) -> None:
        """The last words are on the screen only. It is tried again every few seconds, and with every key."""
        self._trouble.say("trouble", "Not saved yet.", f"{KEEP_OPEN} {sentence}", aloud=not self._is_unsaved)
        self._trouble.show()
        self._is_unsaved = True
        self._again.start()

    def show_not_added(self, draft: Any, sentence: str) -> None:
        """It could not be added: it is a draft again, and says why."""
        self._draft = draft
        self._is_unsaved = False
        self.setEnabled(True)
        self._trouble.say("trouble", "Not added to the record. Nothing is lost.", sentence)
        self._trouble.show()
        self.keep_now()

    def keep_now(self) -> None:
        """Have the form put on disk."""
        self._timer.stop()
        if self._draft is not None:
            self.kept.emit(self._draft)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A lock hides the window, and the sheet with it: what was typed is kept."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.keep_now()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Nothing was written that would be missed."""
        self._throw_away()

    def something_typed(self) -> None:
        """An answer changed: it is on disk a quarter of a second later."""
        if self._draft is None:
            return
        before, self._draft = self._draft, self.written(self._draft)
        if self._draft != before and not self._timer.isActive():
            self._timer.start()

    def _put_away(self) -> None:
        if not self.has_new_words():
            self._throw_away()
            return
        self.keep_now()
        draft, self._draft = self._draft, None
        self.put_away.emit(draft)
        self.finish()

    def _throw_away(self) -> None:
        self._timer.stop()
        draft, self._draft = self._draft, None
        if draft is not None:
            self.thrown_away.emit(draft)
        super().leave()

    def _add(self) -> None:
        if self._draft is None:
            return
        if self.says_missing(self._draft):
            return
        self.keep_now()
        draft, self._draft = self._draft, None  # nothing is kept from here on: the draft ends with the adding
        self.setEnabled(False)
        self.added.emit(draft)
