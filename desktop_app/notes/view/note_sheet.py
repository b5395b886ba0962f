"""The sheet of a note: how it came, whom it is about, who it was with, what was said, what the worker makes of it."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.notes.draft import HOW, Cursor, NoteDraft, missing
from desktop_app.notes.named import Stranger
from desktop_app.notes.queries import Around, NoteForm
from desktop_app.notes.view.named_question import NamedQuestion
from desktop_app.notes.view.note_fields import NoteFields
from desktop_app.notes.view.places import cursor_in, give_focus, lead_to
from desktop_app.shell.controls import Notice, PrimaryButton, QuietButton, SecondaryButton, Sheet

LONGEST_UNKEPT_MS = 250
WIDTH = 900
FIRST_KEY = Qt.Key.Key_1


class NoteSheet(Sheet):
    """`kept`, `put_away`, `thrown_away` and `added` carry the draft; `children_changed` the files it is about now.

    A letter is on the disk a quarter of a second after it was typed, and at once when the focus moves on, the sheet is
    put away or the copy is locked. An empty sheet leaves nothing behind.
    """

    kept = Signal(object)
    put_away = Signal(object)
    thrown_away = Signal(object)
    added = Signal(object)
    children_changed = Signal(object)
    resumed = Signal(object)

    def __init__(self, window: QWidget, form: NoteForm, now: Callable[[], datetime.datetime]) -> None:
        super().__init__(window, "Note a call or message", width=WIDTH)
        self._now, self._me = now, form.me
        self._draft: NoteDraft | None = form.draft
        self._opened_with, self._kept_at = form.draft, form.draft.cursor
        self.fields = NoteFields(form, now().date())
        self._trouble = Notice("trouble", "")
        self._trouble.hide()
        for begun in form.begun:
            offer = SecondaryButton(begun.words, "file-pen")
            offer.clicked.connect(lambda _=False, begun=begun: self._go_on_with(begun.draft))
            self.add(offer)
        self.named = NamedQuestion()
        self.named.kept.connect(self._keep_name)
        self.named.change_asked.connect(lambda field: give_focus(self.fields.places()[field]))
        self.add(self.fields)
        self.add(self.named)
        self.add(self._trouble)
        self._keep_button = SecondaryButton("Keep as draft")
        self._keep_button.clicked.connect(self._put_away)
        self.add_now = PrimaryButton("Add to record", "check")
        self.add_now.setToolTip("Ctrl+Enter")
        self.add_now.clicked.connect(self._add)
        for button in (self._keep_button, self.add_now):
            self.add_button(button)
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_UNKEPT_MS)
        self._timer.timeout.connect(self.keep_now)
        self._connect(window)
        self.fields.show_draft(form.draft)

    def _connect(self, window: QWidget) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._add)
        for at, (how, _) in enumerate(HOW, start=1):
            QShortcut(QKeySequence(f"Alt+{at}"), self).activated.connect(lambda how=how: self._choose_how(how))
        self.fields.changed.connect(self._change)
        self.fields.children_changed.connect(self._change_children)
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _question(self) -> Notice:
        """Nothing is thrown away unasked; keeping it costs one press."""
        stay, keep = SecondaryButton("Go on writing"), SecondaryButton("Keep as draft")
        throw = QuietButton("Throw it away", "trash-2")
        asking = Notice(
            "warning", "This note is not in the record yet.", "It is kept on this laptop.", [stay, keep, throw]
        )
        stay.clicked.connect(self._stay)
        keep.clicked.connect(self._put_away)
        throw.clicked.connect(self._throw_away)
        asking.hide()
        self._stay_button = stay
        return asking

    def _stay(self) -> None:
        """Back to where the cursor was."""
        super()._stay()
        lead_to(self.fields.places(), self._kept_at)

    # -- what is on it ----------------------------------------------------------------------------------------------

    def draft(self) -> NoteDraft | None:
        """The note as it stands; None once it was added or thrown away."""
        return self._draft

    def show_around(self, around: Around) -> None:
        """Brothers, sisters and people of the children chosen now."""
        if self._draft is not None:
            self.fields.show_around(around)
            self.fields.show_draft(self._draft)

    def show_saved(self) -> None:
        """All of it is on this laptop's disk."""
        self.fields.show_saved(self._now())

    def show_not_saved(self, sentence: str) -> None:
        """The last words are on the screen only."""
        self._trouble.say("trouble", "Not saved yet.", sentence)
        self._trouble.show()

    def show_not_added(self, draft: NoteDraft, sentence: str) -> None:
        """It could not be added: it is a draft again, and says why."""
        self._draft = draft
        self.setEnabled(True)
        self._trouble.say("trouble", "Not added to the record. Nothing is lost.", sentence)
        self._trouble.show()
        self.keep_now()

    def ask_about(self, draft: NoteDraft, named: tuple[Stranger, ...]) -> None:
        """It was not added yet: somebody is named who is not known there. It is a draft again, and each is asked about."""
        self._draft = draft
        self.setEnabled(True)
        self.named.ask(named[0])

    def _keep_name(self, key: str) -> None:
        if self._draft is not None:
            self._draft = self._draft.with_values(kept_names=(*self._draft.kept_names, key))
            self._add()

    def show_over(self) -> None:
        """Open; where the worker was typing before, the cursor is there again."""
        super().show_over()
        if self._opened_with.cursor.field:
            lead_to(self.fields.places(), self._opened_with.cursor)
        else:
            self.fields.how.parts()[0].setFocus(Qt.FocusReason.TabFocusReason)

    # -- typing -----------------------------------------------------------------------------------------------------

    def _change(self) -> None:
        if self._draft is None:
            return
        before, self._draft = self._draft, self.fields.written_into(self._draft)
        if self._draft != before:
            self.fields.show_draft(self._draft)
            if not self._timer.isActive():
                self._timer.start()

    def _change_children(self) -> None:
        self._change()
        if self._draft is not None:
            self.children_changed.emit(self._draft.files)

    def _choose_how(self, how: str) -> None:
        """One key chooses, and leads on to what is asked next."""
        self.fields.how.set_value(how)
        self._change()
        self.fields.lead_on_from_how()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 say how it came, while that is asked; the rest as on every sheet."""
        at = event.key() - FIRST_KEY
        if self.fields.how.isAncestorOf(self.focusWidget() or self) and 0 <= at < len(HOW):
            self._choose_how(HOW[at][0])
            return
        super().keyPressEvent(event)

    # -- keeping ----------------------------------------------------------------------------------------------------

    def keep_now(self) -> None:
        """Have the draft put on disk, with the place of the cursor; not one in which nothing was written."""
        self._timer.stop()
        if self._draft is None or not self.has_new_words():
            return
        at = cursor_in(self, self.fields.places()) or self._draft.cursor
        self._draft = self._draft.with_values(cursor=at)
        self._kept_at = at
        self.kept.emit(self._draft)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._draft is None or not any(one is not None and self.isAncestorOf(one) for one in (old, new)):
            return
        now = cursor_in(self, self.fields.places()) or Cursor()
        if self._timer.isActive() or now.field != self._kept_at.field:
            self.keep_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A lock hides the window: what was typed is kept, and the sheet goes out of sight with it."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.keep_now()
            self.hide()
        return super().eventFilter(watched, event)

    # -- ending -----------------------------------------------------------------------------------------------------

    def has_new_words(self) -> bool:
        """Whether it holds anything that would be missed."""
        return self._draft is not None and self._draft.has_words()

    def _put_away(self) -> None:
        """Kept for later; an empty one, also one that was emptied, leaves nothing."""
        if not self.has_new_words():
            self._throw_away()
            return
        self.keep_now()
        draft, self._draft = self._draft, None
        self.put_away.emit(draft)
        self.finish()

    def leave(self) -> None:
        """Nothing was written that would be missed."""
        self._throw_away()

    def _throw_away(self) -> None:
        self._timer.stop()
        draft, self._draft = self._draft, None
        if draft is not None:
            self.thrown_away.emit(draft)
        super().leave()

    def _go_on_with(self, begun: NoteDraft) -> None:
        """This one is put away as it is, and the other opened."""
        self._put_away()
        self.resumed.emit(begun)

    def _add(self) -> None:
        if self._draft is None:
            return
        self._draft = self._draft.settled()
        self.fields.show_draft(self._draft)
        lacking = missing(self._draft, self._now())
        if lacking:
            self.fields.say_missing(lacking[0].field, lacking[0].sentence)
            return
        self.named.hide()
        self.keep_now()  # the last letters too, should the adding fail
        draft, self._draft = self._draft, None  # nothing is kept from here on: the draft ends with the adding
        self.setEnabled(False)
        self.added.emit(draft)
