"""The sheet of a note: how it came, whom it is about, who it was with, what was said, what the worker makes of it."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.notes.draft import HOW, Cursor, NoteDraft, missing
from desktop_app.notes.named import Stranger
from desktop_app.notes.queries import Around, NoteForm
from desktop_app.notes.view.named_question import NamedQuestion
from desktop_app.notes.view.note_fields import NoteFields
from desktop_app.notes.view.places import cursor_in, lead_to
from desktop_app.shell.controls import KeptSheet, SecondaryButton, give_focus

WIDTH = 900
FIRST_KEY = Qt.Key.Key_1


class NoteSheet(KeptSheet):
    """`children_changed` carries the files it is about now, `resumed` a note that was begun before.

    A letter is kept at once too when the focus moves on; an empty sheet leaves nothing behind.
    """

    not_yet = "This note is not in the record yet."
    children_changed = Signal(object)
    resumed = Signal(object)

    def __init__(self, window: QWidget, form: NoteForm, now: Callable[[], datetime.datetime]) -> None:
        super().__init__(window, "Note a call or message", form.draft, begun=False, width=WIDTH)
        self._now = now
        self._opened_with, self._kept_at = form.draft, form.draft.cursor
        self.fields = NoteFields(form, now().date())
        for begun in form.begun:
            offer = SecondaryButton(begun.words, "file-pen")
            offer.clicked.connect(lambda _=False, begun=begun: self._go_on_with(begun.draft))
            self.add(offer)
        self.named = NamedQuestion()
        self.named.kept.connect(self._keep_name)
        self.named.change_asked.connect(lambda field: give_focus(self.fields.places()[field]))
        self.add(self.fields)
        self.add(self.named)
        self.end_with_foot()
        self._connect()
        self.fields.show_draft(form.draft)

    def _connect(self) -> None:
        for at, (how, _) in enumerate(HOW, start=1):
            QShortcut(QKeySequence(f"Alt+{at}"), self).activated.connect(lambda how=how: self._choose_how(how))
        self.fields.changed.connect(self._change)
        self.fields.children_changed.connect(self._change_children)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _stay(self) -> None:
        """Back to where the cursor was."""
        super()._stay()
        lead_to(self.fields.places(), self._kept_at)

    # -- what is on it ----------------------------------------------------------------------------------------------

    def show_around(self, around: Around) -> None:
        """Brothers, sisters and people of the children chosen now."""
        if self._draft is not None:
            self.fields.show_around(around)
            self.fields.show_draft(self._draft)

    def show_saved(self) -> None:
        """All of it is on this laptop's disk."""
        super().show_saved()
        self.fields.show_saved(self._now())

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

    def written(self, draft: NoteDraft) -> NoteDraft:
        """What its fields say now."""
        return self.fields.written_into(draft)

    def _change(self) -> None:
        before = self._draft
        self.something_typed()
        if self._draft != before:
            self.fields.show_draft(self._draft)

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

    # -- ending -----------------------------------------------------------------------------------------------------

    def _go_on_with(self, begun: NoteDraft) -> None:
        """This one is put away as it is, and the other opened."""
        self._put_away()
        self.resumed.emit(begun)

    def says_missing(self, draft: NoteDraft) -> bool:
        """Lead to the first thing that must be said."""
        self._draft = draft.settled()
        self.fields.show_draft(self._draft)
        lacking = missing(self._draft, self._now())
        if lacking:
            self.fields.say_missing(lacking[0].field, lacking[0].sentence)
        else:
            self.named.hide()
        return bool(lacking)
