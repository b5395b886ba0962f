"""The sheet of a safety concern: one draft over its cards, on disk a quarter of a second after every stroke and mark."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.concerns.draft import ConcernDraft, Cursor, missing
from desktop_app.concerns.queries import ConcernForm
from desktop_app.concerns.view.cards import Cards
from desktop_app.concerns.view.concern_head import ConcernHead
from desktop_app.concerns.view.places import cursor_in, lead_to
from desktop_app.shell.controls import DangerButton, Notice, TabsAsSeen, confirm, give_focus

LONGEST_UNKEPT_MS = 250


class ConcernPage(TabsAsSeen, QWidget):
    """`kept`, `added` and `thrown_away` carry the draft; `child_chosen` the draft and a file; `confirmed` and `refused` the
    decision as its decider read it; `words_taken` a child's OwnWords. `now` tells the worker's clock. Until `show_form` the page is empty.
    """

    wants_width = True  # the body, the calls and the numbers are seen at once; the ways in show no names
    with_a_family = True  # others may see the screen: it is asked before a page that names other families
    kept = Signal(object)
    added = Signal(object)
    thrown_away = Signal(object)
    child_chosen = Signal(object, str)
    confirmed = Signal(object)
    refused = Signal(object, str)
    words_taken = Signal(object)
    withdraw_asked = Signal()
    left = Signal()
    returned = Signal()

    def __init__(self, now: Callable[[], datetime.datetime]) -> None:
        super().__init__()
        self.setAccessibleName("Safety concern")
        self._now = now
        self.form: ConcernForm | None = None
        self._draft: ConcernDraft | None = None
        self.cards: Cards | None = None
        self.head = ConcernHead()
        self.trouble = Notice("trouble", "")
        self.trouble.hide()
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(0)
        self._lay.addWidget(self.head)
        self._kept_at, self._leading, self._was_in = Cursor(), Cursor(), Cursor()
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_UNKEPT_MS)
        self._timer.timeout.connect(self.keep_now)
        self.head.about_asked.connect(lambda: self.cards.about.unfold() if self.cards else None)
        self.head.left_open.connect(self._leave)
        self.head.add_asked.connect(self._add)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._add)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def draft(self) -> ConcernDraft | None:
        """What is new on the sheet as it stands on the screen; None once it was added or thrown away."""
        return self._draft

    # -- what is shown ----------------------------------------------------------------------------------------------

    def show_form(self, form: ConcernForm) -> None:
        """Show it as it was left; what is on the screen already is the newest of the draft, the record may be newer."""
        before = self._draft
        is_same = self.form is not None and before is not None and (self.form.stands is None) == (form.stands is None)
        if is_same and before is not None and before.files == form.draft.files:
            self.form = form
        else:
            self.form, self._draft = form, form.draft
            self._leading = form.draft.cursor
        if self.cards is None:
            self.cards = Cards(form, self._now, self.trouble)
            self._connect(self.cards)
            self._lay.addWidget(self.cards, 1)
        self._refresh()
        QTimer.singleShot(0, self, self._arrive)

    def _connect(self, cards: Cards) -> None:
        cards.changed.connect(self._change)
        cards.child_chosen.connect(self._choose_child)
        cards.throw_asked.connect(self.ask_to_throw_away)
        cards.withdraw_asked.connect(self.withdraw_asked)
        cards.confirmed.connect(self.confirmed)
        cards.refused.connect(self.refused)
        cards.words_taken.connect(self.words_taken)

    def _refresh(self) -> None:
        if self.form is not None and self._draft is not None and self.cards is not None:
            self.head.show_draft(self.form, self._draft, self._now().date())
            self.cards.show_draft(self.form, self._draft)

    def _arrive(self) -> None:
        """The cursor where it was before a lock, as soon as the page can be seen."""
        leading, self._leading = self._leading, Cursor()
        if leading.field and self.cards is not None and self.isVisible():
            lead_to(self.cards.places(), leading)

    def show_saved(self) -> None:
        """What was sent by `kept` is on disk."""
        self.trouble.hide()
        self.head.show_saved(self._now())

    def show_not_saved(self, sentence: str) -> None:
        """The last words are on the screen only, and are tried with the next stroke."""
        self.head.show_not_saved()
        self.trouble.say("trouble", "Your last words are not saved yet.", sentence)
        self.trouble.show()

    def show_not_added(self, draft: ConcernDraft, sentence: str) -> None:
        """Nothing entered the record: the draft is here again."""
        self._draft = draft
        self.setEnabled(True)
        self.trouble.say("trouble", "Not added to the record. Nothing is lost.", sentence)
        self.trouble.show()
        self._refresh()
        self.keep_now()

    def show_added(self) -> None:
        """It stands in the record: what follows is new."""
        self.setEnabled(True)
        self.trouble.hide()
        self._draft = None
        self.head.saved.set_words("")

    def came_back(self) -> None:
        """Shown again: it may stand otherwise by now, in the record and as a draft; what was on it is kept."""
        self._draft = None
        self.returned.emit()

    # -- keeping ----------------------------------------------------------------------------------------------------

    def _change(self, draft: ConcernDraft) -> None:
        if self._draft is None or draft == self._draft:
            return
        self._draft = draft.without_blanks()
        self._leading = Cursor()
        self._refresh()
        if not self._timer.isActive():
            self._timer.start()

    def _choose_child(self, file: str) -> None:
        if self._draft is not None:
            self._timer.stop()
            self.child_chosen.emit(self._draft, file)

    def keep_now(self) -> None:
        """Have the draft put on disk, with the place of the cursor."""
        self._timer.stop()
        if self._draft is None or self.cards is None:
            return
        last = self._was_in if self._was_in.field else self._draft.cursor
        at = cursor_in(self.window().focusWidget(), self.cards.places()) or last
        self._draft = self._draft.with_values(cursor=at)
        self._kept_at = at
        self.kept.emit(self._draft)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._draft is None or self.cards is None:
            return
        if not any(one is not None and self.isAncestorOf(one) for one in (old, new)):
            return
        places = self.cards.places()
        self._was_in = cursor_in(old, places) or self._was_in  # a press on Lock takes the focus along
        now = cursor_in(self.window().focusWidget(), places) or self._was_in
        is_left = now != self._kept_at and (new is None or not self.isAncestorOf(new))
        moved = (now.field != self._kept_at.field or is_left) and self._draft.has_words()
        if self._timer.isActive() or moved:
            self.keep_now()

    def showEvent(self, event: QShowEvent) -> None:
        """In sight: the cursor may go where it was led to."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._arrive)

    def hideEvent(self, event: QHideEvent) -> None:
        """Left for another page, locked or closed: nothing is asked and nothing is lost."""
        super().hideEvent(event)
        if self._timer.isActive():
            self.keep_now()

    # -- ending -----------------------------------------------------------------------------------------------------

    def _leave(self) -> None:
        if self._timer.isActive():
            self.keep_now()
        self.left.emit()

    def _add(self) -> None:
        """Into the record, or to the first thing that is missing."""
        if self._draft is None or self.form is None or self.cards is None or not self.form.may_write:
            return
        lacking = missing(self._draft, self._now(), self.form.parents, is_later=self.form.stands is not None)
        if lacking:
            self._lead_to(lacking[0].field, lacking[0].sentence)
            return
        self.keep_now()  # the last letters too, should the adding fail
        draft, self._draft = self._draft, None  # nothing is kept from here on: the draft ends with the adding
        self.setEnabled(False)
        self.added.emit(draft)

    def _lead_to(self, field: str, sentence: str) -> None:
        if self.cards is None or self._draft is None:
            return
        opened, at = self.cards.open_for(field)
        if opened:
            self._change(self._draft.with_values(at=opened))
        place = self.cards.places().get(at)
        if place is not None:
            place.set_error(sentence)  # type: ignore[attr-defined]
            give_focus(place)
        self.trouble.say("warning", "One thing is missing.", sentence)
        self.trouble.show()

    def ask_to_throw_away(self) -> None:
        """Nothing is thrown away unasked."""
        sheet = confirm(
            self,
            "Throw this sheet away?",
            "Its words and marks go, and cannot be brought back. Nothing of them is in the record.",
            DangerButton("Throw it away", "trash-2"),
            no="Keep it",
        )
        sheet.accepted.connect(self._throw_away)

    def _throw_away(self) -> None:
        self._timer.stop()
        draft, self._draft = self._draft, None
        if draft is not None:
            self.thrown_away.emit(draft)
