"""One entry of a child's visits and notes, as the screen shows it. Frozen values; no Qt."""

import datetime

import msgspec

from casework.kinds.direct_work import Attachment
from desktop_app.visits.earlier import Earlier


class Part(msgspec.Struct, frozen=True):
    """One part of what was written. what: "shared", "own", "seen", "thought", "next", "late", "said", of a document "about",
    "asked", of what was erased "erased", or of a safety concern "told", "decided", "later"; title above it; earlier: what stood there before it was corrected, the oldest first;
    added: who added it later, and when, "" where the entry was written with it."""

    what: str
    title: str
    words: str
    earlier: tuple[Earlier, ...] = ()
    added: str = ""

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to read, now or before."""
        return bool(self.words.strip() or self.earlier)


class Mark(msgspec.Struct, frozen=True):
    """A state of an entry, as a tag shows it: words, icon, tone."""

    words: str
    icon: str
    tone: str


class Paper(msgspec.Struct, frozen=True):
    """What an entry of a document shows and opens. preview: where its small picture lies; is_covered: whether it is confidential,
    and shown only to who asks."""

    preview: Attachment | None
    is_covered: bool


class Entry(msgspec.Struct, frozen=True):
    """One visit, note, safety concern or document. present: who was there; withdrawn: why it was withdrawn, None where it stands;
    withdrawn_by: when and by whom; earlier: what its head said before it was corrected; may_correct: whether this worker may; lacks: whether a part was left empty that can be added;
    sheet: the name of the sheet of a safety concern, "" for all others; accounts: of a visit that several workers wrote down,
    each as an entry of its own; apart_from: keys of visits that somebody said it was not one with; paper: of a document, None
    for all others; is_erased: whether this is all that the authority left of it."""

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
    lacks: bool = False
    sheet: str = ""
    accounts: tuple["Entry", ...] = ()
    apart_from: tuple[str, ...] = ()
    paper: Paper | None = None
    is_erased: bool = False

    @property
    def noun(self) -> str:
        """What it is called in a sentence: "Withdraw this visit"."""
        return "document" if self.paper is not None else "visit" if self.is_visit else "note"

    @property
    def keys(self) -> frozenset[str]:
        """Its own key and those of its accounts: by any of them it is found."""
        return frozenset({self.key, *(one.key for one in self.accounts)})
