"""Where the words looked for stand in a text, and the words around them. No Qt."""

import msgspec

from desktop_app.record_store.finding import folded

AROUND = 70
MOST_AHEAD = 110
CUT = "… "


class Excerpt(msgspec.Struct, frozen=True):
    """The words around the first place; found: spans (from, to) of what was looked for, in characters of `words`."""

    words: str
    found: tuple[tuple[int, int], ...] = ()


def parts_of(typed: str) -> tuple[str, ...]:
    """What is looked for: each word as the index reads it, what is no word left out."""
    return tuple(part for word in typed.split() if (part := " ".join(folded(word).split())))


def held_in(text: str, parts: tuple[str, ...]) -> frozenset[str]:
    """Those of the parts that stand somewhere in the text."""
    read = folded(text)
    return frozenset(part for part in parts if part in read)


def excerpt(text: str, parts: tuple[str, ...]) -> Excerpt:
    """The words around the first of them on one line, cut between words; without any of them, how the text begins."""
    text = " ".join(text.split())
    spans = _spans(folded(text), parts)
    first = spans[0][0] if spans else 0
    start = _word_before(text, max(0, first - AROUND))
    end = _word_after(text, min(len(text), first + AROUND + MOST_AHEAD))
    ahead, behind = CUT if start else "", " …" if end < len(text) else ""
    moved = len(ahead) - start
    shown = tuple((at + moved, to + moved) for at, to in spans if at >= start and to <= end)
    return Excerpt(f"{ahead}{text[start:end]}{behind}", shown)


def _spans(read: str, parts: tuple[str, ...]) -> list[tuple[int, int]]:
    """Every place of every part; those that touch are one."""
    places = []
    for part in parts:
        at = read.find(part)
        while at >= 0:
            places.append((at, at + len(part)))
            at = read.find(part, at + len(part))
    joined: list[tuple[int, int]] = []
    for at, to in sorted(places):
        if joined and at <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(to, joined[-1][1]))
        else:
            joined.append((at, to))
    return joined


def _word_before(text: str, at: int) -> int:
    return text.rfind(" ", 0, at) + 1 if at else 0


def _word_after(text: str, at: int) -> int:
    end = text.find(" ", at)
    return len(text) if end < 0 else end
