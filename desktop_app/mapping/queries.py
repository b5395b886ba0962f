"""Read-models of the map: the three columns, the pairs, and what each person said on the scale. Frozen values; no Qt."""

import datetime
from collections.abc import Iterable

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.childs_words import OPEN_ROOM, Sight, who_may_see
from casework.kinds.books import Professional
from casework.kinds.direct_work import Quote
from casework.kinds.mapping import COLUMN_OF, OVERALL, Category, Column, MapEntry, Rating, Score
from casework.kinds.people import SUBJECT, Person, Relation, first_name
from casework.kinds.plans import Action
from casework.kinds.record import Record
from desktop_app.mapping.draft import CardDraft, MapDraft
from desktop_app.record_store.records import Records

HOUSE_COLUMN = {"worries": Column.WORRIED, "good": Column.WORKING_WELL, "dreams": Column.NEEDS_TO_HAPPEN}
_PAIRED = (Category.DANGER_STATEMENT, Category.EXISTING_SAFETY, Category.SAFETY_GOAL)


class Card(msgspec.Struct, frozen=True):
    """One card as it is shown. pair: number of its pair, 0 where it has none; draft: what opens when it is pressed.

    state: "" in the record, "new", "changed" or "withdrawn" while it is not; two_versions: fields a person must settle;
    held_back: the child's words, where the family may not be shown them; quote: of words said in direct work.
    """

    draft: CardDraft
    column: Column
    category: Category | None
    standing: str
    text: str
    whose_view: str = ""
    source: str = ""
    on: datetime.date | None = None
    views: tuple[tuple[str, str], ...] = ()
    pair: int = 0
    state: str = ""
    two_versions: tuple[str, ...] = ()
    held_back: bool = False
    quote: Record[Quote] | None = None
    unsent: bool = False


class Rater(msgspec.Struct, frozen=True):
    """Somebody who can be asked. key: SUBJECT in hexadecimal for the child, a person's record id, a worker's id."""

    key: str
    name: str
    role: str
    is_child: bool = False


class Mark(msgspec.Struct, frozen=True):
    """What one person said of one thing, last. draft: not in the record yet."""

    rater: Rater
    score: Score
    on: datetime.date | None
    draft: bool = False


class Scale(msgspec.Struct, frozen=True):
    """One thing that is rated. about: a pair's id in hexadecimal, or "overall"; number: of the pair, 0 for everything."""

    about: str
    number: int
    marks: tuple[Mark, ...]

    def mark_of(self, rater: str) -> Mark | None:
        """What this person said."""
        return next((mark for mark in self.marks if mark.rater.key == rater), None)


class Board(msgspec.Struct, frozen=True):
    """The whole map. for_family: only what may lie on the table."""

    child: str
    cards: tuple[Card, ...]
    scales: tuple[Scale, ...]
    raters: tuple[Rater, ...]
    for_family: bool = False
    hidden_from_family: int = 0

    def column(self, column: Column) -> tuple[Card, ...]:
        """The cards of one column, pairs first and in the order of their numbers."""
        return tuple(card for card in self.cards if card.column is column)


def board(records: Records, draft: MapDraft, *, for_family: bool = False) -> Board:
    """The map as the record and the draft make it together. for_family leaves out words the child holds back."""
    file = draft.file
    in_record = [*_entry_cards(records, file), *_step_cards(records, file), *_quote_cards(records, file)]
    cards = _with_draft(in_record, draft)
    numbers = _pair_numbers(cards)
    shown = [
        msgspec.structs.replace(card, pair=numbers.get(card.draft.pair or b"", 0))
        for card in cards
        if not (for_family and card.held_back)
    ]
    raters = _raters(records, file)
    return Board(
        child=_child(records, file),
        cards=tuple(sorted(shown, key=_order)),
        scales=_scales(records, draft, numbers, raters),
        raters=raters,
        for_family=for_family,
        hidden_from_family=sum(card.held_back for card in cards),
    )


def _entry_cards(records: Records, file: str) -> Iterable[Card]:
    quotes = {quote.record: quote for quote in records.records(file, Quote)}
    for record in records.records(file, MapEntry):
        value = record.value
        category = _category(value.category)
        if category is None and "category" in record.in_two_versions:
            category = Category.PAST_HARM  # it must be seen to be settled, and among the worries it is not overlooked
        if category is None:
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
        )
        quote = quotes.get(value.quote) if value.quote else None
        yield Card(
            msgspec.structs.replace(opened, opened=opened, shown=record.shown),
            COLUMN_OF[category],
            category,
            value.standing or "",
            value.text or "",
            value.whose_view or "",
            value.source or "",
            _day(value.event_date or record.happened),
            tuple(value.views.items()),
            two_versions=record.in_two_versions,
            held_back=_held_back(quote, value),
            quote=quote,
            unsent=record.unsent,
        )


def _held_back(quote: Record[Quote] | None, entry: MapEntry) -> bool:
    """A card with a child's words whose quote is not here counts as held back: nobody can say that the child agreed."""
    if entry.standing != "childs_words" and not entry.quote:
        return False
    return quote is None or who_may_see(quote.value, OPEN_ROOM) is not Sight.SHOWN


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
            who=when.who if when else "",
            by=when.by if when else "",
            lead=when.lead if when else "",
        )
        yield Card(
            msgspec.structs.replace(opened, opened=opened, shown=record.shown),
            Column.NEEDS_TO_HAPPEN,
            Category.NEXT_STEP,
            "",
            value.what or "",
            whose_view=opened.who,
            source=opened.lead,
            on=_day(opened.by),
            two_versions=record.in_two_versions,
            unsent=record.unsent,
        )


def _quote_cards(records: Records, file: str) -> Iterable[Card]:
    """The newest words the child said in each house: the same record, in the column its house belongs to."""
    quotes = [
        quote
        for quote in records.records(file, Quote)
        if quote.value.words and quote.value.confirmed and quote.value.house in HOUSE_COLUMN
    ]
    on_cards = {entry.value.quote for entry in records.records(file, MapEntry) if entry.value.quote}
    child = _child(records, file)
    for house, column in HOUSE_COLUMN.items():
        here = [quote for quote in quotes if quote.value.house == house]
        newest = max((quote.value.said_on or "" for quote in here), default="")
        for quote in here:
            if (quote.value.said_on or "") == newest and quote.record not in on_cards:
                yield Card(
                    CardDraft(quote.record, ""),
                    column,
                    None,
                    "childs_words",
                    quote.value.words or "",
                    child,
                    quote.value.setting or "",
                    _day(quote.value.said_on),
                    two_versions=quote.in_two_versions,
                    held_back=who_may_see(quote.value, OPEN_ROOM) is not Sight.SHOWN,
                    quote=quote,
                    unsent=quote.unsent,
                )


def _with_draft(cards: list[Card], draft: MapDraft) -> list[Card]:
    """Cards of the record as the draft would leave them, and the draft's new ones."""
    known = {card.draft.record: card for card in cards}
    for changed in draft.cards:
        before = known.get(changed.record)
        known[changed.record] = _of_draft(changed, before)
    return list(known.values())


def _of_draft(changed: CardDraft, before: Card | None) -> Card:
    category = Category(changed.category)
    state = "withdrawn" if changed.withdrawn_because else "new" if changed.is_new else "changed"
    if not changed.is_new and not changed.is_changed:
        state = ""
    views = tuple((name, view) for name, view in changed.views.items() if view.strip())
    day = changed.by if changed.is_step else changed.event_date
    return Card(
        changed,
        COLUMN_OF[category],
        category,
        changed.standing,
        changed.text,
        changed.who if changed.is_step else changed.whose_view,
        changed.lead if changed.is_step else changed.source,
        _day(day) or (before.on if before else None),
        views,
        state=state,
        two_versions=before.two_versions if before else (),
        held_back=before.held_back if before else False,
        quote=before.quote if before else None,
        unsent=before.unsent if before else False,
    )


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


def _scales(
    records: Records, draft: MapDraft, numbers: dict[bytes, int], raters: tuple[Rater, ...]
) -> tuple[Scale, ...]:
    """One scale for each pair and one for everything; on each, the last thing every person said."""
    known = {rater.key: rater for rater in raters}
    last: dict[tuple[str, str], Mark] = {}
    for record in sorted(records.records(draft.file, Rating), key=lambda one: (one.value.date or "", one.written)):
        value = record.value
        if value.about and value.rater and value.score is not None:
            rater = known.get(value.rater) or Rater(value.rater, value.rater_name or "Somebody", value.rater_role or "")
            last[value.about, value.rater] = Mark(rater, value.score, _day(value.date))
    for rating in draft.ratings:
        rater = known.get(rating.rater) or Rater(rating.rater, rating.name, rating.role)
        last[rating.key] = Mark(rater, rating.score, _day(draft.date), draft=True)
    things = [(pair.hex(), number) for pair, number in numbers.items()] + [(OVERALL, 0)]
    return tuple(
        Scale(about, number, tuple(mark for (of, _), mark in last.items() if of == about)) for about, number in things
    )


def _raters(records: Records, file: str) -> tuple[Rater, ...]:
    """Everybody to be asked: the child, the people of the file, and the worker whose laptop this is."""
    relations = {line.value.person: line.value for line in records.records(file, Relation)}
    found = [Rater(SUBJECT.hex(), _child(records, file), "child", is_child=True)]
    for person in records.records(file, Person):
        if person.record != SUBJECT:
            relation = relations.get(person.record)
            role = (relation.relationship if relation else None) or person.value.role or ""
            if not (relation and relation.other_file) or relation.lives_with:
                found.append(Rater(person.record.hex(), first_name(person.value), role))
    for worker in records.records(AUTHORITY_BOOK, Professional):
        if worker.value.professional_id == records.professional:
            name = (worker.value.professional_name or "").split(" ")[0]
            found.append(Rater(records.professional, name or "You", worker.value.role or "worker"))
    return tuple(found)


def _child(records: Records, file: str) -> str:
    person = records.record(file, Person, SUBJECT)
    return first_name(person.value) if person else "This child"


def _category(text: str | None) -> Category | None:
    """None for a category of another release: its card waits for an update rather than stand in a wrong column."""
    return next((category for category in Category if category.value == text), None)


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
