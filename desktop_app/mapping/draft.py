"""The map while it is being changed: cards and ratings not yet in the record, kept as they are typed. No Qt."""

import datetime

import msgspec

from casework.changes import new_record_id
from casework.kinds.mapping import OVERALL, Category, Score

STANDINGS = ("fact", "told", "opinion", "childs_words")
DID_NOT_WANT, NOT_ASKED = "did not want to say", "not asked"
LOWEST, HIGHEST = 0, 10


class CardDraft(msgspec.Struct, frozen=True):
    """A card as it will be. record: its id, new or of a card that is in the record.

    opened: the card as it stood when it was opened, None for a new one; shown: {field: ids of the values} the worker was
    shown then; event_date, by: ISO days or ""; who, by: of a next step; withdrawn_because: the reason, where it shall be.
    """

    record: bytes
    category: str
    text: str = ""
    whose_view: str = ""
    standing: str = ""
    source: str = ""
    event_date: str = ""
    pair: bytes | None = None
    views: dict[str, str] = {}
    who: str = ""
    by: str = ""
    lead: str = ""
    withdrawn_because: str = ""
    shown: dict[str, tuple[bytes, ...]] = {}
    opened: "CardDraft | None" = None

    @property
    def is_new(self) -> bool:
        """Whether it is not in the record yet."""
        return self.opened is None

    @property
    def is_changed(self) -> bool:
        """Whether the record would be changed by it."""
        if self.opened is None:
            return bool(self.text.strip())
        return msgspec.structs.replace(self, shown={}, opened=None) != self.opened

    @property
    def is_step(self) -> bool:
        """Whether it is a next step: an action, with who and by when."""
        return self.category == Category.NEXT_STEP.value


class RatingDraft(msgspec.Struct, frozen=True):
    """What one person said on this day. about: a pair's id in hexadecimal, or "overall"; rater: the person's key."""

    about: str
    rater: str
    name: str
    role: str
    score: Score

    @property
    def key(self) -> tuple[str, str]:
        """One rating per thing and person."""
        return (self.about, self.rater)


class MapDraft(msgspec.Struct, frozen=True):
    """Every change to one child's map that is not in the record yet. session: what the ratings of this sitting share."""

    file: str
    date: str
    session: bytes
    with_whom: str = ""
    cards: tuple[CardDraft, ...] = ()
    ratings: tuple[RatingDraft, ...] = ()

    @property
    def name(self) -> str:
        """What the draft is kept under: one for each child, so that opening the map again finds it."""
        return f"map:{self.file}"

    @property
    def count(self) -> int:
        """How many things would be added to the record."""
        return sum(card.is_changed for card in self.cards) + len(self.ratings)

    def card(self, record: bytes) -> CardDraft | None:
        """The card that is being changed, if it is."""
        return next((card for card in self.cards if card.record == record), None)

    def with_card(self, card: CardDraft) -> "MapDraft":
        """The map with this card put in the place it had, or at the end."""
        if self.card(card.record) is None:
            return msgspec.structs.replace(self, cards=(*self.cards, card))
        kept = tuple(card if one.record == card.record else one for one in self.cards)
        return msgspec.structs.replace(self, cards=kept)

    def without_card(self, record: bytes) -> "MapDraft":
        """What was begun on this card is thrown away; what is in the record stays."""
        return msgspec.structs.replace(self, cards=tuple(one for one in self.cards if one.record != record))

    def with_rating(self, rating: RatingDraft) -> "MapDraft":
        """What a person says now; said again, the later counts."""
        others = tuple(one for one in self.ratings if one.key != rating.key)
        return msgspec.structs.replace(self, ratings=(*others, rating))

    def without_rating(self, about: str, rater: str) -> "MapDraft":
        """The rating of this sitting is taken back."""
        return msgspec.structs.replace(self, ratings=tuple(one for one in self.ratings if one.key != (about, rater)))


class Missing(msgspec.Struct, frozen=True):
    """One thing to see to before the map can be added. field: of the card; record: the card."""

    field: str
    record: bytes
    sentence: str


class Undo:
    """Steps back and forward over the drafts of one sitting."""

    def __init__(self, draft: MapDraft) -> None:
        self.now = draft
        self._before: list[MapDraft] = []
        self._after: list[MapDraft] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step back can be taken forward again."""
        return bool(self._after)

    def step(self, draft: MapDraft) -> None:
        """Something was done."""
        if draft != self.now:
            self._before.append(self.now)
            self._after.clear()
            self.now = draft

    def typing(self, draft: MapDraft) -> None:
        """A step goes on: what is typed on one open card is one step, not one a letter."""
        self.now = draft

    def undo(self) -> MapDraft:
        """One step back."""
        if self._before:
            self._after.append(self.now)
            self.now = self._before.pop()
        return self.now

    def redo(self) -> MapDraft:
        """One step forward again."""
        if self._after:
            self._before.append(self.now)
            self.now = self._after.pop()
        return self.now


def new_map_draft(file: str, day: datetime.date) -> MapDraft:
    """Nothing changed yet."""
    return MapDraft(file, day.isoformat(), new_record_id())


def new_card(category: Category, pair: bytes | None = None) -> CardDraft:
    """An empty card. A danger statement begins a pair; its goal and the times it went well are given the same."""
    if category is Category.DANGER_STATEMENT and pair is None:
        pair = new_record_id()
    return CardDraft(new_record_id(), category.value, pair=pair)


def missing(draft: MapDraft) -> tuple[Missing, ...]:
    """What is still missing before the map can be added."""
    found = []
    for card in draft.cards:
        if not card.is_changed or card.withdrawn_because:
            continue
        if not card.text.strip():
            found.append(Missing("text", card.record, "Write what stands on the card, or withdraw it with a reason."))
        elif card.is_step and not card.who.strip():
            found.append(Missing("who", card.record, "Say who takes this next step."))
        elif card.is_step and not (card.by or card.lead.strip()):
            found.append(Missing("by", card.record, "Say by when."))
        elif not card.is_step and card.standing not in STANDINGS:
            found.append(
                Missing("standing", card.record, "Say whether this is a fact, was told to you, or is an opinion.")
            )
        elif not card.is_step and not card.whose_view.strip():
            found.append(Missing("whose_view", card.record, "Say whose view this is."))
    return tuple(found)


def overall_or(pair: bytes | None) -> str:
    """What a rating is about: a pair, or everything."""
    return pair.hex() if pair else OVERALL
