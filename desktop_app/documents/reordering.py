"""In which order right-to-left and left-to-right text stand on a line: the Unicode Bidirectional Algorithm (UAX #9).

Rule names (X1, W4, N0 ...) are those of the standard. There is no library for it with wheels for every system.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import bidirectional

MAX_DEPTH = 125
MAX_OPEN_BRACKETS = 63
ISOLATES = frozenset(("LRI", "RLI", "FSI"))
EMBEDDINGS = frozenset(("RLE", "LRE", "RLO", "LRO"))
REMOVED = EMBEDDINGS | {"PDF", "BN"}
NEUTRAL = frozenset(("B", "S", "WS", "ON", "PDI")) | ISOLATES
NEEDS_ORDERING = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI", "FSI", "LRE", "LRO", "LRI", "PDF", "PDI"))
STRENGTH = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""How neutrals see the types that are left after the weak rules: numbers count as right-to-left."""

_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b"
    "\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6"
    "\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a"
    "\u298b\u298c\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db"
    "\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c"
    "\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b"
    "\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}  # canonically equal brackets pair with each other
CLOSING = {_PAIRS[i]: _SAME.get(_PAIRS[i + 1], _PAIRS[i + 1]) for i in range(0, len(_PAIRS), 2)}
CLOSERS = frozenset(CLOSING.values())


class Levels(NamedTuple):
    """The base level of a paragraph (0 left to right, 1 right to left), and the level of each of its characters.

    removed: whether rule X9 takes the character out before anything is drawn.
    """

    base: int
    each: list[int]
    removed: list[bool]


def has_right_to_left(text: str) -> bool:
    """Whether any character makes the algorithm needed at all; most text is set without it."""
    return not text.isascii() and any(bidirectional(character) in NEEDS_ORDERING for character in text)


def paragraph_levels(text: str, base: int | None = None) -> Levels:
    """The levels of a paragraph (rules P2 to I2). base: 0, 1, or None to take it from the first strong character."""
    types = [bidirectional(character) or "L" for character in text]
    partner = _isolate_partners(types)
    if base is None:
        base = _first_strong(types, partner, 0, len(types)) or 0
    explicit, classes = _explicit(types, partner, base)
    removed = [kind in REMOVED for kind in types]
    levels = list(explicit)
    for sequence in _isolating_sequences(types, partner, explicit, removed):
        resolving = _Resolving(text, types, classes, explicit, sequence, base, removed)
        for at, level in resolving.resolved():
            levels[at] = level
    return Levels(base, levels, removed)


def levels_of_line(text: str, paragraph: Levels, start: int, end: int) -> list[int]:
    """The levels of one line (rule L1): white space at its end, and separators, take the paragraph's level."""
    levels = paragraph.each[start:end]
    trailing = True
    for at in range(end - start - 1, -1, -1):
        kind = bidirectional(text[start + at]) or "L"
        if kind in ("S", "B"):
            trailing = True
        elif kind not in ("WS", "PDI") and kind not in ISOLATES and kind not in REMOVED:
            trailing = False
        if trailing:
            levels[at] = paragraph.base
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """The indices of pieces, given in logical order with their levels, from left to right (rule L2)."""
    order = list(range(len(levels)))
    if not any(levels):
        return order
    lowest_odd = min((level for level in levels if level % 2), default=max(levels) + 1)
    for level in range(max(levels), lowest_odd - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1 if end == at else end
    return order


def _isolate_partners(types: Sequence[str]) -> dict[int, int]:
    """Which PDI closes which isolate initiator, both ways (rule BD9)."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for at, kind in enumerate(types):
        if kind in ISOLATES:
            opened.append(at)
        elif kind == "PDI" and opened:
            start = opened.pop()
            partner[start], partner[at] = at, start
    return partner


def _first_strong(types: Sequence[str], partner: dict[int, int], start: int, end: int) -> int | None:
    """0 or 1 from the first strong character, leaving out what stands in isolates (rules P2, P3)."""
    at = start
    while at < end:
        if types[at] == "L":
            return 0
        if types[at] in ("R", "AL"):
            return 1
        if types[at] in ISOLATES:
            at = partner.get(at, end)
        at += 1
    return None


class _Entry(NamedTuple):
    level: int
    override: str | None = None
    isolate: bool = False


class _Embeddings:
    """The stack of rules X1 to X7, with its counts of what did not fit."""

    def __init__(self, base: int) -> None:
        self.stack = [_Entry(base)]
        self.overflowing_isolates = 0
        self.overflowing_embeddings = 0
        self.valid_isolates = 0

    @property
    def top(self) -> _Entry:
        return self.stack[-1]

    def push(self, right_to_left: bool, override: str | None, isolate: bool) -> None:
        level = (self.top.level + 1) | 1 if right_to_left else (self.top.level + 2) & ~1
        if level <= MAX_DEPTH and not self.overflowing_isolates and not self.overflowing_embeddings:
            self.valid_isolates += isolate
            self.stack.append(_Entry(level, override, isolate))
        elif isolate:
            self.overflowing_isolates += 1
        elif not self.overflowing_isolates:
            self.overflowing_embeddings += 1

    def close_isolate(self) -> None:
        if self.overflowing_isolates:
            self.overflowing_isolates -= 1
        elif self.valid_isolates:
            self.overflowing_embeddings = 0
            while not self.top.isolate:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1

    def close_embedding(self) -> None:
        if self.overflowing_isolates:
            return
        if self.overflowing_embeddings:
            self.overflowing_embeddings -= 1
        elif not self.top.isolate and len(self.stack) > 1:
            self.stack.pop()


def _explicit(types: Sequence[str], partner: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """The levels and overridden types that embeddings, overrides and isolates ask for (rules X1 to X8)."""
    open_ones = _Embeddings(base)
    levels, classes = [base] * len(types), list(types)
    for at, kind in enumerate(types):
        before = open_ones.top
        if kind == "PDI":
            open_ones.close_isolate()
            before = open_ones.top
        levels[at] = before.level
        if before.override and kind not in REMOVED and kind != "B":
            classes[at] = before.override
        if kind in EMBEDDINGS:
            override = {"RLO": "R", "LRO": "L"}.get(kind)
            open_ones.push(kind[0] == "R", override, isolate=False)
        elif kind in ISOLATES:
            inside = _first_strong(types, partner, at + 1, partner.get(at, len(types))) if kind == "FSI" else None
            open_ones.push(kind == "RLI" or inside == 1, None, isolate=True)
        elif kind == "PDF":
            open_ones.close_embedding()
        elif kind == "B":
            levels[at] = base
    return levels, classes


def _isolating_sequences(
    types: Sequence[str], partner: dict[int, int], levels: Sequence[int], removed: Sequence[bool]
) -> Iterator[list[int]]:
    """Level runs joined across their isolates (rules BD7, BD13, X10); indices of what is not removed."""
    runs: list[list[int]] = []
    for at in range(len(types)):
        if removed[at]:
            continue
        if runs and levels[runs[-1][-1]] == levels[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    starting_at = {run[0]: run for run in runs}
    for run in runs:
        if types[run[0]] == "PDI" and run[0] in partner:
            continue
        sequence = list(run)
        while types[sequence[-1]] in ISOLATES and partner.get(sequence[-1]) in starting_at:
            sequence += starting_at[partner[sequence[-1]]]
        yield sequence


class _Resolving:
    """One isolating run sequence, whose types the weak, bracket, neutral and implicit rules settle."""

    def __init__(
        self,
        text: str,
        types: Sequence[str],
        classes: Sequence[str],
        explicit: Sequence[int],
        sequence: list[int],
        base: int,
        removed: Sequence[bool],
    ) -> None:
        self.text = text
        self.original = [types[at] for at in sequence]
        self.kinds = [classes[at] for at in sequence]
        self.sequence = sequence
        self.level = explicit[sequence[0]]
        kept_before = next((at for at in range(sequence[0] - 1, -1, -1) if not removed[at]), None)
        kept_after = next((at for at in range(sequence[-1] + 1, len(types)) if not removed[at]), None)
        before = base if kept_before is None else explicit[kept_before]
        open_end = types[sequence[-1]] in ISOLATES
        after = base if kept_after is None or open_end else explicit[kept_after]
        self.start_of_sequence = "R" if max(self.level, before) % 2 else "L"
        self.end_of_sequence = "R" if max(self.level, after) % 2 else "L"
        self.direction = "R" if self.level % 2 else "L"

    def resolved(self) -> Iterator[tuple[int, int]]:
        """Each character of the sequence with its level (rules W1 to I2)."""
        self.marks_and_numbers()
        self.separators_and_terminators()
        self.numbers_after_latin()
        self.brackets()
        self.neutrals()
        rise = {"L": 1, "EN": 1, "AN": 1} if self.level % 2 else {"R": 1, "EN": 2, "AN": 2}  # I1, I2
        for at, kind in zip(self.sequence, self.kinds, strict=True):
            yield at, self.level + rise.get(kind, 0)

    def marks_and_numbers(self) -> None:
        """W1 to W3."""
        before, strong = self.start_of_sequence, self.start_of_sequence
        for at, kind in enumerate(self.kinds):
            settled = kind
            if kind == "NSM":
                settled = "ON" if before in ISOLATES or before == "PDI" else before
            before = settled
            if settled in ("L", "R", "AL"):
                strong = settled
            elif settled == "EN" and strong == "AL":
                settled = "AN"
            self.kinds[at] = settled
        self.kinds = ["R" if kind == "AL" else kind for kind in self.kinds]

    def separators_and_terminators(self) -> None:
        """W4 to W6."""
        kinds = self.kinds
        for at in range(1, len(kinds) - 1):
            around = kinds[at - 1]
            if around == kinds[at + 1] and (
                (kinds[at] in ("ES", "CS") and around == "EN") or (kinds[at] == "CS" and around == "AN")
            ):
                kinds[at] = around
        for start, end in _stretches(kinds, {"ET"}):
            if (start and kinds[start - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
                kinds[start:end] = ["EN"] * (end - start)
        self.kinds = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]

    def numbers_after_latin(self) -> None:
        """W7."""
        strong = self.start_of_sequence
        for at, kind in enumerate(self.kinds):
            if kind in ("L", "R"):
                strong = kind
            elif kind == "EN" and strong == "L":
                self.kinds[at] = "L"

    def brackets(self) -> None:
        """N0: a pair of brackets takes the direction of what it holds, or of what stands before it."""
        for opened, closed in sorted(self._pairs()):
            inside = {STRENGTH[kind] for kind in self.kinds[opened + 1 : closed] if kind in STRENGTH}
            if self.direction in inside:
                direction = self.direction
            elif inside:
                before = (STRENGTH[kind] for kind in reversed(self.kinds[:opened]) if kind in STRENGTH)
                direction = next(before, self.start_of_sequence)
            else:
                continue
            for bracket in (opened, closed):
                self.kinds[bracket] = direction
                mark = bracket + 1
                while mark < len(self.kinds) and self.original[mark] == "NSM":
                    self.kinds[mark] = direction
                    mark += 1

    def _pairs(self) -> list[tuple[int, int]]:
        """The bracket pairs of rule BD16, none where more are open than the standard's stack holds."""
        opened: list[tuple[str, int]] = []
        pairs: list[tuple[int, int]] = []
        for at, kind in enumerate(self.kinds):
            character = self.text[self.sequence[at]]
            character = _SAME.get(character, character)
            if kind != "ON":
                continue
            if character in CLOSING:
                if len(opened) == MAX_OPEN_BRACKETS:
                    return []
                opened.append((CLOSING[character], at))
            elif character in CLOSERS:
                depth = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == character), None)
                if depth is not None:
                    pairs.append((opened[depth][1], at))
                    del opened[depth:]
        return pairs

    def neutrals(self) -> None:
        """N1 and N2."""
        kinds = self.kinds
        for start, end in _stretches(kinds, NEUTRAL):
            before = STRENGTH[kinds[start - 1]] if start else self.start_of_sequence
            after = STRENGTH[kinds[end]] if end < len(kinds) else self.end_of_sequence
            kinds[start:end] = [before if before == after else self.direction] * (end - start)


def _stretches(kinds: Sequence[str], wanted: frozenset[str] | set[str]) -> Iterator[tuple[int, int]]:
    """The longest stretches of these kinds, as start and end."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        if end > at:
            yield at, end
        at = end + 1
