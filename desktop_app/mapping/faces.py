"""What a card says, drawn or read aloud: its kind, its words, whose view it is, and what has still to be seen to. No Qt."""

import datetime

import msgspec

from casework.childs_words import OPEN_ROOM, Sight, sight_of_view
from casework.kinds.mapping import Category, View
from casework.wording import MONTHS, not_asked_yet
from desktop_app.mapping.queries import Board, Card

ICONS = {"fact": "file-check", "told": "ear", "opinion": "lightbulb", "childs_words": "quote"}
PAIRED = (Category.DANGER_STATEMENT, Category.EXISTING_SAFETY, Category.SAFETY_GOAL)
STATES = {
    "new": ("circle-dashed", "Not added yet"),
    "changed": ("pen-line", "Changed, not added yet"),
    "withdrawn": ("circle-minus", "Will be withdrawn, not added yet"),
}
FIELDS = {
    "text": "what stands here",
    "what": "what stands here",
    "whose_view": "whose view it is",
    "standing": "what kind it is",
    "source": "where it comes from",
    "event_date": "when it happened",
    "category": "what it is",
    "who_by_when": "who does it by when",
    "words": "the words",
    "pair": "what it goes with",
    "*": "whether it stays on the map",
}
"""field -> what it is about, as it is said where it stands in two versions."""


class Note(msgspec.Struct, frozen=True):
    """A line that says what has still to be seen to. tone: a token."""

    icon: str
    words: str
    tone: str = "warn"


class Face(msgspec.Struct, frozen=True):
    """One card in words.

    form: "fact", "told", "opinion", "child", "step" or "pair", as it is drawn; kind: bold at the head, with
    `aside` after it; number: of its pair, 0 where it has none; foot: whose view, and `rest` after it; spoken: all of it.
    """

    form: str
    icon: str
    kind: str
    text: str
    aside: str = ""
    number: int = 0
    foot: str = ""
    rest: str = ""
    notes: tuple[Note, ...] = ()
    spoken: str = ""


def face_of(card: Card, board: Board, today: datetime.date) -> Face:
    """One card as it is drawn and read. That the child says something of it which nobody may see yet is
    not told, nor why somebody was not asked: it may lie on the table."""
    form = _form(card)
    kind, aside = _kind(card, form, board)
    text = _text(card)
    foot, rest = _foot(card, board, today)
    icon = "" if card.category in PAIRED and card.pair else _icon(card)
    face = Face(form, icon, kind, text, aside, card.pair if form == "pair" else 0, foot, rest, _notes(card))
    return msgspec.structs.replace(face, spoken=_spoken(face, card))


def day_in_words(day: datetime.date, today: datetime.date) -> str:
    """ "today", "3 November", or "3 November 2025" in another year."""
    if day == today:
        return "today"
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def why_covered(sight: Sight, child: str) -> str:
    """Why a child's words are covered, as a sentence; empty where they are not."""
    return {
        Sight.NOT_ASKED: f"{child} has not been asked yet who may see this.",
        Sight.ASK_CHILD: f"{child} wants to be asked first.",
        Sight.HELD_BACK: f"{child} asked that this is not shown to everyone.",
        Sight.SHOWN: "",
    }[sight]


def in_quotation_marks(words: str) -> str:
    """As a child's words stand everywhere."""
    return f"“{words}”"


def two_versions_of(card: Card) -> str:
    """What of it is in two versions, as a sentence; empty where nothing is."""
    if not card.two_versions:
        return ""
    about = [FIELDS.get(field) or _view_of(field) for field in card.two_versions]
    return f"Two versions of {', and of '.join(dict.fromkeys(about))}."


def _view_of(field: str) -> str:
    _, between, name = field.partition("/")
    return f"what {name} says" if between else "this card"


def _form(card: Card) -> str:
    if card.standing == "childs_words":
        return "child"
    if card.draft.is_step:
        return "step"
    if card.category is Category.SAFETY_GOAL or (card.category in PAIRED and card.pair):
        return "pair"
    return card.standing if card.standing in ("fact", "told", "opinion") else "opinion"


def _kind(card: Card, form: str, board: Board) -> tuple[str, str]:
    """(bold, beside it): how sure it is and what it is; for a pair and a step, what it is comes first."""
    words = board.words
    category = words.categories[card.category] if card.category else ""
    standing = words.standing(card.standing, board.child)
    if form == "step":
        return category, ""
    if form == "pair" or not standing:
        return category or standing, "" if card.category is Category.SAFETY_GOAL else standing
    return standing, category


def _icon(card: Card) -> str:
    if card.draft.is_step:
        return "footprints"
    if card.category is Category.SAFETY_GOAL:
        return "target"
    return ICONS.get(card.standing, "circle-dashed")


def _text(card: Card) -> str:
    if card.versions:
        return "\n".join(f"{number}. {words}" for number, words in enumerate(card.versions, start=1))
    return in_quotation_marks(card.text) if card.standing == "childs_words" and card.text else card.text


def _foot(card: Card, board: Board, today: datetime.date) -> tuple[str, str]:
    if card.draft.is_step:
        by = f"{card.source or 'by'} {day_in_words(card.on, today)}" if card.on else card.source
        by = by[:1].lower() + by[1:] if by else ""
        return (f"{card.whose_view},", by) if by and card.whose_view else (card.whose_view, by)
    parts = [card.source] if card.source and card.source != card.whose_view else []
    if card.on:
        parts.append(day_in_words(card.on, today))
    if card.quote is not None and card.quote.value.setting:
        parts.append(card.quote.value.setting)
    views = " ".join(
        view_in_words(name, view, with_why=False)
        for name, view in card.views
        if sight_of_view(name, view, board.child, OPEN_ROOM).may_see
    )
    rest = ", ".join(parts)
    comma = "," if card.whose_view and rest else "." if card.whose_view and views else ""
    return f"{card.whose_view}{comma}", f"{rest}. {views}" if rest and views else rest or views


def view_in_words(name: str, view: View, *, with_why: bool = True) -> str:
    """What somebody says of a card, or that nobody has asked them: why is for those who work with the family."""
    if isinstance(view, str):
        return f"{name}: {_ended(view)}"
    return not_asked_yet(name, _ended(view.why) if view.why and with_why else "")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _notes(card: Card) -> tuple[Note, ...]:
    notes = []
    if card.two_versions:
        notes.append(Note("git-compare", two_versions_of(card)))
    if card.theirs is not None:
        notes.append(Note("users", "A colleague changed this card since you began."))
    if card.is_gone:
        notes.append(Note("users", "A colleague took this card off the map since you began."))
    if card.state:
        icon, words = STATES[card.state]
        notes.append(Note(icon, words))
    elif card.unsent:
        notes.append(Note("cloud-upload", "Not sent yet", "muted"))
    return tuple(notes)


def _spoken(face: Face, card: Card) -> str:
    """Kind, words, whose view, then what has to be seen to; a pair says its number first."""
    number = f"Pair {face.number}, " if face.number else ""
    kind = f"{number}{face.kind}" + (f", {face.aside}" if face.aside else "")
    whose = "Who" if card.draft.is_step else "Whose view"
    view = f"{whose}: {face.foot.rstrip(',.')}" if face.foot else f"{whose}: not said"
    parts = [kind, face.text, view, face.rest, *(note.words for note in face.notes)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
