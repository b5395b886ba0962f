"""One card, new or of the record, while it is being changed. Every letter is kept; nothing is added by closing it."""

import datetime

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from casework.kinds.mapping import COLUMN_OF, Category
from desktop_app.mapping.draft import CHILDS_WORDS, CardDraft, Missing, as_new_card
from desktop_app.mapping.faces import in_quotation_marks, why_covered
from desktop_app.mapping.queries import Board, Card
from desktop_app.mapping.view.card_notices import CardNotices
from desktop_app.mapping.view.entry_fields import EntryFields
from desktop_app.mapping.view.short import pairs_to_choose
from desktop_app.mapping.view.step_fields import StepFields
from desktop_app.shell.controls import (
    ChildButton,
    ChildsWords,
    Chip,
    Choice,
    Dropdown,
    FlowRow,
    Notice,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    Sheet,
    Small,
    Stack,
    Text,
    TextArea,
)

WIDTH = 720
OF_EACH = "It becomes each child’s own card, and is changed in each map by itself from then on."
COVERED = "An address on this card is confidential."
WITH_PAIR = (Category.DANGER_STATEMENT, Category.EXISTING_SAFETY, Category.SAFETY_GOAL, Category.NEXT_STEP)


class CardSheet(Sheet):
    """`typed` carries the CardDraft after every letter, `thrown_away` its record, `replaced` the card that takes its place.

    What was shown when it opened (`over`) stays what it was, whatever arrives meanwhile.
    """

    typed = Signal(object)
    thrown_away = Signal(object)
    replaced = Signal(object)
    settle_wanted = Signal()

    def __init__(self, parent: QWidget, card: Card, board: Board, today: datetime.date) -> None:
        self._card = card.draft
        self._board = board
        self._own_words = {card.quote.record: card.text} if card.quote is not None else {}
        category = Category(self._card.category)
        column = board.words.columns[COLUMN_OF[category]]
        title = "Add a card" if self._card.is_new else "Change a card"
        super().__init__(parent, title, subtitle=column, width=WIDTH)
        self.notices = CardNotices(board.child, board.words)
        self.category = Choice("What is it?", self._categories(category), value=category.value)
        self.text = TextArea("", value=self._card.text, lines=3)
        self.words = ChildsWords("")
        self.uncover = ChildButton(f"Press to show {board.child}’s words", "eye")
        self._covered_why = Small(why_covered(card.sight, board.child), "child")
        self.pair = Dropdown("What does it go with?", [])
        self.entry = EntryFields(self._card, board, today)
        self.step = StepFields(self._card, today)
        self.why = TextArea(
            "Why do you withdraw it?",
            hint="It stays in the record with your reason, and no longer stands on the map.",
            value=self._card.withdrawn_because,
        )
        self._form = Stack(
            self.category, self._covered_why, self.uncover, self.words, self.text, self.entry, self.step, gap=16
        )
        self._pair_place = Stack(gap=0)
        self._form.add(self._pair_place)
        self._also = {file: Chip(name, value=file in self._card.also) for file, name in board.others}
        chips = FlowRow(*self._also.values(), gap=8)
        self._others = Stack(Text("Put it on another child’s map too", "button"), chips, Small(OF_EACH), gap=8)
        self._form.add(self._others)
        self.show_address = SecondaryButton("Show what stands here", "eye")
        self.address_covered = Notice("info", COVERED, "Look who can see this screen first.", beside=self.show_address)
        for part in (self.notices, self.why, self.address_covered, self._form):
            self.add(part)
        self._is_confidential = self._hides_address = card.confidential
        self._is_covered = card.held_back and not self._card.is_new
        self._is_withdrawing = bool(self._card.withdrawn_because)
        self._make_buttons()
        self._offer_pairs()
        self._connect()
        self._follow()
        self.show_card(card)

    def _categories(self, now: Category) -> list[tuple[str, str]]:
        """What a card can become: a new one stays in its column; one of the record stays an entry, or a step."""
        words = self._board.words.categories
        if self._card.is_step and not self._card.is_new:
            allowed = [Category.NEXT_STEP]
        elif self._card.is_new:
            allowed = [one for one in Category if COLUMN_OF[one] is COLUMN_OF[now]]
        else:
            allowed = [one for one in Category if one is not Category.NEXT_STEP or one is now]
        return [(one.value, words[one]) for one in allowed]

    def _make_buttons(self) -> None:
        self.throw = QuietButton("Throw away what I wrote", "trash-2")
        self.withdraw = QuietButton("Withdraw this card", "circle-minus")
        self.ready = PrimaryButton("Done")
        for button in (self.throw, self.withdraw, self.ready):
            self.add_button(button)
        self.withdraw.setVisible(not self._card.is_new)

    def _connect(self) -> None:
        for part in (self.category, self.text, self.entry, self.step, self.why):
            part.changed.connect(self._typed)
        for chip in self._also.values():
            chip.changed.connect(self._typed)
        self.notices.settle_wanted.connect(self._settle)
        self.notices.as_new_wanted.connect(lambda: self._replace(as_new_card(self._card)))
        self.throw.clicked.connect(self._throw_away)
        self.withdraw.clicked.connect(self._withdraw_or_not)
        self.uncover.clicked.connect(self._uncover)
        self.show_address.clicked.connect(self._show_address)
        self.ready.clicked.connect(self.finish)

    # -- what is shown ------------------------------------------------------------------------------------------

    def card(self) -> CardDraft:
        """The card as it stands on the sheet."""
        return self._card

    def show_card(self, card: Card) -> None:
        """Something arrived while the sheet is open: say so, and leave everything that was typed as it is."""
        self.notices.show_card(card)

    def show_missing(self, missing: Missing) -> None:
        """Say at its field what is still missing."""
        fields = {
            "text": self.text,
            "who": self.step.who,
            "by": self.step.kind,
            "by_day": self.step.day,
            "event_date": self.entry.date,
            "standing": self.entry.standing,
            "whose_view": self.entry.whose_view,
        }
        field = fields[missing.field]
        field.set_error(missing.sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_over(self) -> None:
        """Begin with the words of the card."""
        super().show_over()
        if self.text.isVisible():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Left, locked or hidden: the address is covered again."""
        super().hideEvent(event)
        if self._is_confidential and not self._hides_address:
            self._hides_address = True
            self._follow()

    def has_new_words(self) -> bool:
        """Leaving never loses a word: every letter is kept already."""
        return False

    def _follow(self) -> None:
        """Show the fields of what it is now."""
        category = Category(self._card.category)
        words = self._board.words
        is_step = self._card.is_step
        self.text.set_label(words.categories[category])
        self.text.set_hint(words.hints[category])
        self.entry.setVisible(not is_step)
        self.step.setVisible(is_step)
        self.entry.follow(category, self._card)
        said = self._said()
        self.words.set_words(in_quotation_marks(said) if said and not self._is_covered else "")
        self.words.setVisible(bool(said) and not self._is_covered)
        unsettled = self._card.unsettled
        open_text = "text" not in unsettled and "what" not in unsettled
        self.text.setVisible(open_text and self._card.quote is None and not self._is_covered)
        self.uncover.setVisible(self._is_covered)
        self._covered_why.setVisible(self._is_covered)
        self.category.setVisible("category" not in unsettled and len(self._categories(category)) > 1)
        self._pair_place.setVisible(category in WITH_PAIR and "pair" not in unsettled)
        is_anyones = self._card.is_new and self._card.quote is None and self._card.standing != CHILDS_WORDS
        self._others.setVisible(is_anyones and bool(self._also))
        self.why.setVisible(self._is_withdrawing)
        self._form.setVisible(not self._is_withdrawing and not self._hides_address)
        self.address_covered.setVisible(self._hides_address)
        self.withdraw.set_words("Do not withdraw it" if self._is_withdrawing else "Withdraw this card")
        self.throw.setVisible(self._card.is_changed)

    def _said(self) -> str:
        """The child's words that it stands for."""
        chosen = {one.record: one.value.words or "" for one in self._board.words_said} | self._own_words
        return chosen.get(self._card.quote, "") if self._card.quote is not None else ""

    def _offer_pairs(self) -> None:
        """What it can go with follows what it is."""
        self._pair_place.clear()
        choices = pairs_to_choose(self._card, self._board)
        pair = self._card.pair.hex() if self._card.pair else ""
        self.pair = Dropdown("What does it go with?", choices, value=pair if pair in dict(choices) else choices[0][0])
        self.pair.changed.connect(self._typed)
        self._pair_place.add(self.pair)

    # -- what the worker does -----------------------------------------------------------------------------------

    def _typed(self) -> None:
        category = Category(self.category.value() or self._card.category)
        changed_category = category.value != self._card.category
        is_step = category is Category.NEXT_STEP if self._card.is_new else self._card.step
        card = msgspec.structs.replace(
            self._card,
            category=category.value,
            step=is_step,
            text=self.text.value(),
            also=tuple(file for file, chip in self._also.items() if chip.value()),
            withdrawn_because=self.why.value() if self._is_withdrawing else "",
            **(self.step.values() if is_step else self.entry.values()),
        )
        self._card = card
        if changed_category:
            self._offer_pairs()
        if category in WITH_PAIR and "pair" not in card.unsettled:
            card = msgspec.structs.replace(card, pair=bytes.fromhex(self.pair.value() or "") or None)
        elif changed_category:
            card = msgspec.structs.replace(card, pair=None)
        self._card = card
        self._follow()
        self.typed.emit(card)

    def _withdraw_or_not(self) -> None:
        self._is_withdrawing = not self._is_withdrawing
        self._typed()
        self._place()
        if self._is_withdrawing:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _uncover(self) -> None:
        self._is_covered = False
        self._follow()
        self.ready.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_address(self) -> None:
        self._hides_address = False
        self._follow()
        self._place()
        if self.text.isVisible():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        self.finish()
        self.settle_wanted.emit()

    def _replace(self, card: CardDraft) -> None:
        self.replaced.emit(card)
        self.finish()

    def _throw_away(self) -> None:
        self.thrown_away.emit(self._card.record)
        self.finish()
