"""The map while it is being changed: cards and ratings not yet in the record, kept as they are typed. No Qt."""

import datetime

import msgspec

from casework import typed_days
from casework.changes import new_record_id
from casework.kinds.mapping import Category, NotAsked, Score, View

CHILDS_WORDS = "childs_words"
STANDINGS = ("fact", "told", "opinion", CHILDS_WORDS)
DID_NOT_WANT, NOT_ASKED = "did not want to say", "not asked"
LOWEST, HIGHEST = 0, 10
_TYPED = ("text", "whose_view", "source", "who", "lead", "withdrawn_because")


class CardDraft(msgspec.Struct, frozen=True):
    """A card as it will be. record: its id, new or of a card that is in the record.

    opened: the card as it stood when it was opened, None for a new one; shown: {field: ids of the values} the worker was
    shown then; event_date, by: days as `casework.typed_days.keep` has them; step: whether it is a next
    step with who and by when, and not an entry; withdrawn_because: the reason, where it shall be;
    quote: record id of the child's words that stand on it; begun: ISO day on which the change was begun; unsettled:
    fields that stood in two versions when it was opened, which only a settle may set; also: files of brothers and sisters
    on whose maps a new card goes too.
    """

    record: bytes
    category: str
    text: str = ""
    whose_view: str = ""
    standing: str = ""
    source: str = ""
    event_date: str = ""
    pair: bytes | None = None
    views: dict[str, View] = {}
    step: bool = False
    who: str = ""
    by: str = ""
    lead: str = ""
    withdrawn_because: str = ""
    quote: bytes | None = None
    begun: str = ""
    unsettled: tuple[str, ...] = ()
    shown: dict[str, tuple[bytes, ...]] = {}
    opened: "CardDraft | None" = None
    also: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it is not in the record yet."""
        return self.opened is None

    @property
    def is_changed(self) -> bool:
        """Whether the record would be changed by it."""
        if self.opened is None:
            return bool(self.text.strip() or self.quote)
        return self._as_it_counts() != self.opened._as_it_counts()

    @property
    def goes_to_others(self) -> tuple[str, ...]:
        """The files of brothers and sisters it is added to as well: never with a child's own words, which are that child's."""
        return () if self.opened is not None or self.quote is not None or self.standing == CHILDS_WORDS else self.also

    @property
    def is_step(self) -> bool:
        """Whether it is a next step: an action, with who and by when."""
        return self.step

    def _as_it_counts(self) -> "CardDraft":
        """The card without what the record does not hold: how it was opened, and spaces around words."""
        stripped = {field: getattr(self, field).strip() for field in _TYPED}
        views = counted_views(self.views)
        return msgspec.structs.replace(self, shown={}, opened=None, begun="", unsettled=(), views=views, **stripped)


class RatingDraft(msgspec.Struct, frozen=True):
    """What one person said. about: a pair's id in hexadecimal, or "overall"; rater: the person's key; on: ISO day; may_see:
    who the child said may see the words (casework.childs_words.Choice), "" while nobody asked.
    """

    about: str
    rater: str
    name: str
    role: str
    score: Score
    on: str = ""
    may_see: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """One rating per thing and person."""
        return (self.about, self.rater)

    @property
    def is_answered(self) -> bool:
        """Whether it says a number, or that no number was given."""
        return self.score.value is not None or bool(self.score.said)


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

    def rating(self, about: str, rater: str) -> RatingDraft | None:
        """What this person says of this thing in this sitting."""
        return next((one for one in self.ratings if one.key == (about, rater)), None)

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
    """One thing to see to before the map can be added. field: of the card; record: the card; rating: or whose rating."""

    field: str
    record: bytes
    sentence: str
    rating: tuple[str, str] | None = None


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


def as_it_counts(view: View) -> View | None:
    """A person's view without spaces around it; None where nothing was written. "Not asked" needs no reason."""
    return NotAsked(view.why.strip()) if isinstance(view, NotAsked) else view.strip() or None


def counted_views(views: dict[str, View]) -> dict[str, View]:
    """The views in which something is said, or that somebody was not asked."""
    found = {name: as_it_counts(view) for name, view in views.items()}
    return {name: view for name, view in found.items() if view is not None}


def new_card(category: Category, pair: bytes | None = None, begun: str = "") -> CardDraft:
    """An empty card. A danger statement begins a pair; its goal and the times it went well are given the same."""
    if category is Category.DANGER_STATEMENT and pair is None:
        pair = new_record_id()
    return CardDraft(new_record_id(), category.value, pair=pair, step=category is Category.NEXT_STEP, begun=begun)


def as_new_card(card: CardDraft) -> CardDraft:
    """The words of a card that is no longer in the record, as a card of their own."""
    return msgspec.structs.replace(
        card, record=new_record_id(), shown={}, opened=None, withdrawn_because="", unsettled=()
    )


def missing(draft: MapDraft) -> tuple[Missing, ...]:
    """What is still missing before the map can be added, the first thing of each card and rating."""
    found = []
    for card in draft.cards:
        lacks = (_not_a_day(card) or _lacking(card)) if card.is_changed and not card.withdrawn_because else None
        if lacks is not None:
            found.append(Missing(lacks[0], card.record, lacks[1]))
    for rating in draft.ratings:
        if not rating.is_answered:
            sentence = f"Choose a number for {rating.name or 'this person'}, or why there is none."
            found.append(Missing("score", b"", sentence, rating.key))
        elif not rating.name.strip():
            found.append(Missing("name", b"", "Say who gives this number.", rating.key))
    return tuple(found)


def _not_a_day(card: CardDraft) -> tuple[str, str] | None:
    trouble = typed_days.not_a_day(card.by if card.is_step else card.event_date)
    return ("by_day" if card.is_step else "event_date", trouble) if trouble else None


def _lacking(card: CardDraft) -> tuple[str, str] | None:
    """(field, what to do) of the first thing a card lacks."""
    if not (card.text.strip() or card.quote or _is_unsettled(card, "text", "what")):
        return "text", "Write what stands on the card, or withdraw it with a reason."
    if card.is_step:
        if not (card.who.strip() or _is_unsettled(card, "who_by_when")):
            return "who", "Say who takes this next step."
        return None if card.by or card.lead.strip() or _is_unsettled(card, "who_by_when") else ("by", "Say by when.")
    has_standing = card.standing in STANDINGS or card.category == Category.SAFETY_GOAL.value
    if not (has_standing or _is_unsettled(card, "standing")):
        return "standing", "Say whether this is a fact, was told to you, or is an opinion."
    if not (card.whose_view.strip() or _is_unsettled(card, "whose_view")):
        return "whose_view", "Say whose view this is."
    return None


def _is_unsettled(card: CardDraft, *fields: str) -> bool:
    return any(field in card.unsettled for field in fields)
