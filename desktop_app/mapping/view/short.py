"""Names for choices: a pair by its number and the beginning of its statement, words by their beginning."""

from casework.changes import new_record_id
from casework.kinds.mapping import Category
from desktop_app.mapping.draft import CardDraft
from desktop_app.mapping.queries import Board

LONGEST = 56


def shortened(words: str) -> str:
    """The beginning of a longer text, on one line, so that it fits in a list."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def pairs_to_choose(card: CardDraft, board: Board) -> list[tuple[str, str]]:
    """(id in hexadecimal, words) of the pairs this card can go with; "" stands for none, or for a pair of its own.

    A danger statement begins a pair, or goes with a goal that still has none.
    """
    is_danger = card.category == Category.DANGER_STATEMENT.value
    wanted = Category.SAFETY_GOAL if is_danger else Category.DANGER_STATEMENT
    others = [one for one in board.cards if one.draft.record != card.record and one.draft.pair is not None]
    taken = {one.draft.pair for one in others if one.category is Category.DANGER_STATEMENT}
    found = [] if is_danger else [("", "None")]
    if is_danger:
        found.append((own_pair(card, taken), "A new pair"))
    for one in others:
        pair = one.draft.pair or b""
        if one.category is wanted and not (is_danger and pair in taken) and pair.hex() not in dict(found):
            found.append((pair.hex(), f"{board.words.scale.of_pair(one.pair)}: {shortened(one.text)}"))
    if card.pair is not None and card.pair.hex() not in dict(found):
        found.append((card.pair.hex(), "What it goes with now"))
    return found


def own_pair(card: CardDraft, taken: set[bytes | None]) -> str:
    """The id of a pair that is this statement's alone."""
    return card.pair.hex() if card.pair is not None and card.pair not in taken else new_record_id().hex()
