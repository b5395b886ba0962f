"""One entry of a child's visits and notes, as the screen shows it. Frozen values; no Qt."""

import datetime

import msgspec

from desktop_app.visits.earlier import Earlier


class Part(msgspec.Struct, frozen=True):
    """One part of what was written. what: "shared", "own", "seen", "thought", "next", "late", "said", or of a safety concern
    "told", "decided", "later"; title above it; earlier: what stood there before it was corrected, the oldest first."""

    what: str
    title: str
    words: str
    earlier: tuple[Earlier, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to read, now or before."""
        return bool(self.words.strip() or self.earlier)


class Mark(msgspec.Struct, frozen=True):
    """A state of an entry, as a tag shows it: words, icon, tone."""

    words: str
    icon: str
    tone: str


class Entry(msgspec.Struct, frozen=True):
    """One visit, note or safety concern. present: who was there; withdrawn: why it was withdrawn, None where it stands;
    withdrawn_by: when and by whom; earlier: what its head said before it was corrected; may_correct: whether this worker may;
    sheet: the name of the sheet of a safety concern, "" for all others; accounts: of a visit that several workers wrote down,
    each as an entry of its own; apart_from: keys of visits that somebody said it was not one with."""

    key: str
    is_visit: bool
    icon: str
    title: str
    on: datetime.date | None
    who: str
    how: str
    marks: tuple[Mark, ...]
    parts: tuple[Part, ...]
    present: tuple[str, ...] = ()
    withdrawn: str | None = None
    withdrawn_by: str = ""
    earlier: tuple[Earlier, ...] = ()
    may_correct: bool = False
    sheet: str = ""
    accounts: tuple["Entry", ...] = ()
    apart_from: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Its own key and those of its accounts: by any of them it is found."""
        return frozenset({self.key, *(one.key for one in self.accounts)})
