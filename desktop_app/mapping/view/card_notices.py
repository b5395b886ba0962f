"""What has to be said over a card that is being changed: two versions, a colleague's change, that it is gone."""

import msgspec
from PySide6.QtCore import Signal

from desktop_app.mapping.draft import CardDraft
from desktop_app.mapping.faces import two_versions_of, view_in_words
from desktop_app.mapping.queries import Card
from desktop_app.mapping.words import MapWords
from desktop_app.shell.controls import Notice, SecondaryButton, Stack, announce

CHANGED = "A colleague changed this card after you opened it."
GONE = "A colleague took this card off the map after you opened it."


class CardNotices(Stack):
    """Nothing that was typed is touched by any of it."""

    settle_wanted = Signal()
    as_new_wanted = Signal()

    def __init__(self, child: str, words: MapWords) -> None:
        super().__init__(gap=12)
        self._child, self._words = child, words
        self._said: tuple[str, ...] = ()
        self.hide()

    def show_card(self, card: Card) -> None:
        """Say what there is to say of the card as it stands now."""
        said = tuple(
            part for part in (two_versions_of(card), self._changed(card), GONE if card.is_gone else "") if part
        )
        if said == self._said:
            return
        self._said = said
        self.clear()
        if card.two_versions:
            settle = SecondaryButton("See both and choose", "git-compare")
            settle.clicked.connect(self.settle_wanted)
            words = "Somebody has to choose before that can be changed here."
            self.add(Notice("warning", two_versions_of(card), words, [settle]))
        if card.theirs is not None:
            words = "What you write is kept and stands beside it; where both changed the same thing, both are shown."
            self.add(Notice("info", CHANGED, f"{words}\n{self._theirs(card, card.theirs)}"))
        if card.is_gone:
            again = SecondaryButton("Make mine a new card", "plus")
            again.clicked.connect(self.as_new_wanted)
            self.add(Notice("warning", GONE, "What you wrote is kept here.", [again]))
        self.setVisible(bool(said))
        if said:
            announce(self, " ".join(said))

    def words(self) -> str:
        """Everything that is said."""
        return " ".join(notice.words() for notice in self.findChildren(Notice) if not notice.isHidden())

    def _changed(self, card: Card) -> str:
        return f"{CHANGED} {self._theirs(card, card.theirs)}" if card.theirs is not None else ""

    def _theirs(self, card: Card, theirs: CardDraft) -> str:
        """The card as it stands now; a child's words that are covered stay covered here too."""
        return in_words(
            msgspec.structs.replace(theirs, text="covered") if card.held_back else theirs, self._child, self._words
        )


def in_words(card: CardDraft, child: str, words: MapWords) -> str:
    """A card as it stands in the record, in a line for each thing."""
    standing = words.standing(card.standing, child)
    whose = card.who if card.is_step else card.whose_view
    lines = [f"Now it says: {card.text or 'nothing yet'}"]
    lines += [f"Whose view: {whose}"] if whose and not card.is_step else [f"Who: {whose}"] if whose else []
    lines += [standing] if standing else []
    lines += [view_in_words(name, view) for name, view in card.views.items()]
    return "\n".join(lines)
