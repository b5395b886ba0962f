"""Read-models of the map: the three columns and the pairs, as the record and the draft make them. Frozen values; no Qt."""

import datetime
from collections.abc import Iterable

import msgspec

from casework.childs_words import OPEN_ROOM, WORKERS, Sight, sight_of, who_may_see, words_for
from casework.deeds import FileDeed, may
from casework.kinds.direct_work import Quote
from casework.kinds.mapping import COLUMN_OF, Category, Column, MapEntry, NotAsked, View
from casework.kinds.plans import Action
from casework.kinds.record import AnyRecord, Record
from desktop_app.mapping.draft import CardDraft, MapDraft, counted_views
from desktop_app.mapping.ratings import Rater, Scale, child_name, day_of, raters, scales
from desktop_app.mapping.words import MapWords, map_words
from desktop_app.network.secrecy import masked, secrets_everywhere
from desktop_app.record_store.policy import level_of_file
from desktop_app.record_store.records import Records
from desktop_app.visits.queries import children_for_visit

HOUSE_COLUMN = {"worries": Column.WORRIED, "good": Column.WORKING_WELL, "dreams": Column.NEEDS_TO_HAPPEN}
_PAIRED = (Category.DANGER_STATEMENT, Category.EXISTING_SAFETY, Category.SAFETY_GOAL)


class Card(msgspec.Struct, frozen=True):
    """One card as it is shown. pair: number of its pair, 0 where it has none; draft: what opens when it is pressed.

    state: "" in the record, "new", "changed" or "withdrawn" while it is not; two_versions: fields a person must settle;
    versions: both texts, where its text is one of them; sight: for the child's words, whether whoever stands round the
    table may see them; quote: of words said in direct work; theirs: the card as it stands in the record, where somebody
    changed it since the worker began to; is_gone: it was taken off the map since;
    confidential: somebody has typed a confidential address onto it, which is masked here and stands in `draft`.
    """

    draft: CardDraft
    column: Column
    category: Category | None
    standing: str
    text: str
    whose_view: str = ""
    source: str = ""
    on: datetime.date | None = None
    views: tuple[tuple[str, View], ...] = ()
    pair: int = 0
    state: str = ""
    two_versions: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    sight: Sight = Sight.SHOWN
    quote: Record[Quote] | None = None
    theirs: CardDraft | None = None
    is_gone: bool = False
    unsent: bool = False
    confidential: bool = False

    @property
    def held_back(self) -> bool:
        """Whether these are the child's words and the room may not see them: the card is on no board."""
        return not self.sight.may_see


class Board(msgspec.Struct, frozen=True):
    """The whole map as it may lie on the table: nothing on it says that the child holds something back.

    words_said: every quote that may be put on a card; apart: cards with words the child has not let lie on the table, which
    no board shows: only Their voice leads to them; others: (file, what the child is called) of brothers and sisters on whose
    maps a new card may be put too.
    """

    child: str
    cards: tuple[Card, ...]
    scales: tuple[Scale, ...]
    raters: tuple[Rater, ...]
    words_said: tuple[Record[Quote], ...] = ()
    level: str = ""
    apart: tuple[Card, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> MapWords:
        """The words of the map at this child's level of need."""
        return map_words(self.level)

    def card(self, record: bytes) -> Card | None:
        """One card by its record's id, also one that is kept apart."""
        return next((card for card in (*self.cards, *self.apart) if card.draft.record == record), None)

    def column(self, column: Column) -> tuple[Card, ...]:
        """The cards of one column, pairs first and in the order of their numbers."""
        return tuple(card for card in self.cards if card.column is column)


def board(records: Records, draft: MapDraft) -> Board:
    """The map as the record and the draft make it together. Words the child holds back stand apart from it."""
    file = draft.file
    child = child_name(records, file)
    quotes = {quote.record: quote for quote in records.records(file, Quote)}
    entries = sorted(records.records(file, MapEntry), key=_as_written)
    in_record = [
        *_entry_cards(records, entries, quotes),
        *_step_cards(records, file),
        *_quote_cards(entries, quotes, child),
    ]
    cards = _with_draft(in_record, draft, quotes)
    numbers = _pair_numbers([card for card in cards if not card.held_back])  # no number is skipped
    asked, secrets = raters(records, file), secrets_everywhere(records)
    numbered = [msgspec.structs.replace(card, pair=numbers.get(card.draft.pair or b"", 0)) for card in cards]
    shown = [_masked(card, secrets) if secrets else card for card in sorted(numbered, key=_order)]
    return Board(
        child=child,
        cards=tuple(card for card in shown if not card.held_back),
        scales=scales(records, draft, numbers, asked),
        raters=asked,
        words_said=tuple(_covered(quote, secrets) for quote in quotes.values() if _counts(quote.value)),
        level=level_of_file(records, file),
        apart=tuple(card for card in shown if card.held_back),
        others=_others(records, file),
    )


def _others(records: Records, file: str) -> tuple[tuple[str, str], ...]:
    rights = records.rights()
    found = [one.child for one in children_for_visit(records, file)[1:]]
    return tuple((one.file, one.name) for one in found if may(rights, FileDeed.MAP, one.file))


def _masked(card: Card, secrets: frozenset[str]) -> Card:
    """The card without any confidential address, whoever has typed one onto it. What opens to be changed (`draft`) stays
    what was written: whoever mends it has to see it."""

    def cover(view: View) -> View:
        return masked(view, secrets) if isinstance(view, str) else NotAsked(masked(view.why, secrets))

    shown = msgspec.structs.replace(
        card,
        text=masked(card.text, secrets),
        whose_view=masked(card.whose_view, secrets),
        source=masked(card.source, secrets),
        versions=tuple(masked(words, secrets) for words in card.versions),
        views=tuple((masked(name, secrets), cover(view)) for name, view in card.views),
    )
    theirs = card.theirs
    if theirs is not None:
        views = {name: cover(view) for name, view in theirs.views.items()}
        theirs = msgspec.structs.replace(theirs, text=masked(theirs.text, secrets), views=views)
    is_told = shown != card or theirs != card.theirs
    return msgspec.structs.replace(shown, theirs=theirs, confidential=is_told)


def _covered(quote: Record[Quote], secrets: frozenset[str]) -> Record[Quote]:
    """A child's words to be put on a card, as they may be read in a list."""
    return msgspec.structs.replace(
        quote, value=msgspec.structs.replace(quote.value, words=masked(quote.value.words or "", secrets))
    )


def _counts(quote: Quote) -> bool:
    """Whether words may be put on a card: those that the child lets lie on the table, and only once the child has heard
    again what was put right in them."""
    return bool(quote.words) and who_may_see(quote, OPEN_ROOM).may_see


def _entry_cards(
    records: Records, entries: Iterable[Record[MapEntry]], quotes: dict[bytes, Record[Quote]]
) -> Iterable[Card]:
    for record in entries:
        value = record.value
        category = _category(value.category)
        if category is None and "category" in record.in_two_versions:
            category = Category.PAST_HARM  # it must be seen to be settled, and among the worries it is not overlooked
        if category is None or _was_taken_away(records, record, quotes):
            continue
        opened = CardDraft(
            record.record,
            category.value,
            value.text or "",
            value.whose_view or "",
            value.standing or "",
            value.source or "",
            value.event_date or "",
            value.pair,
            value.views,
            quote=value.quote,
        )
        quote = quotes.get(value.quote) if value.quote else None
        yield Card(
            _opened(opened, record),
            COLUMN_OF[category],
            category,
            value.standing or "",
            _words(quote) or value.text or "",
            value.whose_view or "",
            value.source or "",
            day_of(value.event_date or record.happened),
            tuple(value.views.items()),
            two_versions=record.in_two_versions,
            versions=_versions(records, record, "text"),
            sight=_sight(quote, opened),
            quote=quote,
            unsent=record.unsent,
        )


def _was_taken_away(records: Records, entry: Record[MapEntry], quotes: dict[bytes, Record[Quote]]) -> bool:
    """Whether nothing but the child's words stood on it, and the child took them away."""
    said = entry.value.quote
    if not said or said in quotes or entry.value.text:
        return False
    return records.record(entry.file, Quote, said) is not None


def _opened(card: CardDraft, record: AnyRecord) -> CardDraft:
    """The card as what opens: with the values the worker was shown, and what only a settle may set."""
    return msgspec.structs.replace(card, opened=card, shown=record.shown, unsettled=record.in_two_versions)


def _versions(records: Records, record: AnyRecord, field: str) -> tuple[str, ...]:
    """Both texts, where the text is in two versions: no card stands empty because two people wrote on it."""
    if field not in record.in_two_versions:
        return ()
    return tuple(str(live.value or "Nothing") for live in records.state(*record.key).versions(field))


def _words(quote: Record[Quote] | None) -> str:
    """A child's words as a professional may read them: the same words that were written down in the session."""
    return words_for(quote.value, WORKERS) if quote is not None else ""


def _sight(quote: Record[Quote] | None, card: CardDraft) -> Sight:
    """Child's words whose quote is not here count as not asked: nobody can say that the child agreed."""
    entry = MapEntry(standing=card.standing, quote=card.quote)
    return sight_of(entry, OPEN_ROOM, quote.value if quote is not None else None)


def _step_cards(records: Records, file: str) -> Iterable[Card]:
    """Next steps: actions of the map that are not done. Those of a plan stand on the plan."""
    for record in records.records(file, Action):
        value = record.value
        if value.done is not None or (value.plan is not None and value.pair is None):
            continue
        when = value.who_by_when
        opened = CardDraft(
            record.record,
            Category.NEXT_STEP.value,
            value.what or "",
            pair=value.pair,
            step=True,
            who=when.who if when else "",
            by=when.by if when else "",
            lead=when.lead if when else "",
        )
        yield Card(
            _opened(opened, record),
            Column.NEEDS_TO_HAPPEN,
            Category.NEXT_STEP,
            "",
            value.what or "",
            whose_view=opened.who,
            source=opened.lead,
            on=day_of(opened.by),
            two_versions=record.in_two_versions,
            versions=_versions(records, record, "what"),
            unsent=record.unsent,
        )


def _quote_cards(entries: Iterable[Record[MapEntry]], quotes: dict[bytes, Record[Quote]], child: str) -> Iterable[Card]:
    """The newest words the child said in each house: the same record, in the column its house belongs to."""
    said = [quote for quote in quotes.values() if quote.value.words and quote.value.confirmed]
    on_cards = {entry.value.quote for entry in entries if entry.value.quote}
    for house, column in HOUSE_COLUMN.items():
        here = [quote for quote in said if quote.value.house == house]
        newest = max((quote.value.said_on or "" for quote in here), default="")
        for quote in here:
            if (quote.value.said_on or "") == newest and quote.record not in on_cards:
                yield Card(
                    CardDraft(quote.record, "", quote=quote.record),
                    column,
                    None,
                    "childs_words",
                    _words(quote),
                    child,
                    on=day_of(quote.value.said_on),
                    two_versions=quote.in_two_versions,
                    sight=who_may_see(quote.value, OPEN_ROOM),
                    quote=quote,
                    unsent=quote.unsent,
                )


def _with_draft(cards: list[Card], draft: MapDraft, quotes: dict[bytes, Record[Quote]]) -> list[Card]:
    """Cards of the record as the draft would leave them, and the draft's new ones."""
    known = {card.draft.record: card for card in cards}
    for changed in draft.cards:
        known[changed.record] = _of_draft(changed, known.get(changed.record), quotes)
    return list(known.values())


def _of_draft(changed: CardDraft, before: Card | None, quotes: dict[bytes, Record[Quote]]) -> Card:
    category = _category(changed.category) or Category.PAST_HARM  # begun with another release: seen, not overlooked
    state = "withdrawn" if changed.withdrawn_because else "new" if changed.is_new else "changed"
    if not changed.is_new and not changed.is_changed:
        state = ""
    views = tuple(counted_views(changed.views).items())
    day = changed.by if changed.is_step else changed.event_date
    quote = quotes.get(changed.quote) if changed.quote else None
    return Card(
        changed,
        COLUMN_OF[category],
        category,
        changed.standing,
        _words(quote) or changed.text,
        changed.who if changed.is_step else changed.whose_view,
        changed.lead if changed.is_step else changed.source,
        day_of(day) or (before.on if before and not changed.is_step else None),
        views,
        state=state,
        two_versions=before.two_versions if before else (),
        versions=before.versions if before else (),
        sight=_sight(quote, changed),
        quote=quote,
        theirs=before.draft if before and before.draft.shown != changed.shown else None,
        is_gone=before is None and not changed.is_new,
        unsent=before.unsent if before else False,
    )


def _as_written(entry: Record[MapEntry]) -> tuple[int, str, bytes]:
    """The same order on every laptop, whichever entry came to it first: a pair has one number at every table."""
    return (entry.value.position or 0, entry.written, entry.record)


def _pair_numbers(cards: list[Card]) -> dict[bytes, int]:
    """Pairs are numbered in the order of their danger statements; a goal without one comes after."""
    numbers: dict[bytes, int] = {}
    for wanted in (Category.DANGER_STATEMENT, Category.SAFETY_GOAL):
        for card in cards:
            pair = card.draft.pair
            if card.category is wanted and pair is not None and pair not in numbers:
                numbers[pair] = len(numbers) + 1
    return numbers


def _order(card: Card) -> tuple[int, int, int, datetime.date]:
    """Pairs first, then the child's words, then the rest, oldest first within each."""
    is_pair = card.category in _PAIRED and card.pair > 0
    rank = 0 if is_pair else 1 if card.standing == "childs_words" else 3 if card.state == "new" else 2
    return (rank, card.pair if is_pair else 0, _category_rank(card.category), card.on or datetime.date.min)


def _category_rank(category: Category | None) -> int:
    return list(Category).index(category) if category else 0


def _category(text: str | None) -> Category | None:
    """None for a category of another release: its card waits for an update rather than stand in a wrong column."""
    return next((category for category in Category if category.value == text), None)
