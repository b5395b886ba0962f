"""Who may see a child's words: the one function that every place asks which shows or prints them.

Until the child was asked, professionals only. The child chooses after the limits were explained; a worker may override
to keep a child safe, with a reason and with what the child was told, and then only for the people the reason names.
"""

from collections.abc import Iterable
from enum import Enum

import msgspec

from casework.changes import Change
from casework.kinds.direct_work import Drawing, Override, Quote, Recording, Sharing
from casework.kinds.mapping import MapEntry, Rating, View
from casework.kinds.people import SUBJECT
from casework.kinds.reading import Kind
from casework.readings import Correction, corrections


class Choice(Enum):
    """What a child can choose."""

    EVERYONE = "everyone"
    PICKED = "picked"
    PROFESSIONALS = "professionals"
    ASK_FIRST = "ask_first"


class Eyes(Enum):
    """Whose eyes a place is for."""

    CHILD = "child"  # the child whose words they are, on their own
    WORKER = "worker"  # a professional who may read the file
    FAMILY = "family"  # a named member of the family or network
    OPEN_ROOM = "open room"  # whoever stands round the table or gets the paper: everyone must be allowed


class Audience(msgspec.Struct, frozen=True):
    """Who will see it. people: keys of the family members meant, for FAMILY; all of them must be allowed."""

    eyes: Eyes
    people: frozenset[str] = frozenset()


class Sight(Enum):
    """The answer, with why."""

    SHOWN = "shown"
    NOT_ASKED = "the child has not been asked yet"
    HELD_BACK = "the child asked that this is not shown"
    ASK_CHILD = "the child asked to be asked first"

    @property
    def may_see(self) -> bool:
        """Whether it may be shown or printed."""
        return self is Sight.SHOWN


WORKERS = Audience(Eyes.WORKER)
OPEN_ROOM = Audience(Eyes.OPEN_ROOM)


def family_member(*people: str) -> Audience:
    """An audience of these members of the family, by their keys (record ids in hexadecimal)."""
    return Audience(Eyes.FAMILY, frozenset(people))


def who_may_see(words: Quote | Drawing | Recording | Rating, audience: Audience) -> Sight:
    """Whether a child's words, drawing, voice, or words with a rating may be shown or played to this audience.

    A field in two versions counts as not asked: the stricter reading holds until a person settles it.
    """
    if audience.eyes in (Eyes.CHILD, Eyes.WORKER):
        return Sight.SHOWN
    if isinstance(words, Quote) and words.confirmed is False:
        return Sight.NOT_ASKED  # put right since, not yet heard by the child: nothing counts before the child said so
    override = None if isinstance(words, Rating) else words.override
    if override is not None and _override_covers(override, audience):
        return Sight.SHOWN
    sharing = words.may_see
    if sharing is None:
        return Sight.NOT_ASKED
    return _as_chosen(sharing, audience)


def words_for(quote: Quote, audience: Audience) -> str:
    """What the child said, in the reading that counts now; "" where this audience may not have it."""
    return (quote.words or "") if who_may_see(quote, audience).may_see else ""


def earlier_words(changes: Iterable[Change], audience: Audience) -> tuple[Correction, ...]:
    """What was written down wrongly before, with who corrected it, when and why: for those who work with the child alone.

    The child's choice of who may see stands on every reading; an earlier one is shown to no family, whatever was chosen.
    """
    if audience.eyes is not Eyes.WORKER:
        return ()
    return tuple(one for one in corrections(changes) if one.field in ("words", "translation"))


def sight_of(value: Kind, audience: Audience, quote: Quote | None = None) -> Sight:
    """Whether a record of any kind may be shown: SHOWN where no words of a child stand in it.

    quote: the words that a card of the map stands for. A card of a child's words without them counts as not asked.
    """
    if isinstance(value, Quote | Drawing | Recording):
        return who_may_see(value, audience)
    if isinstance(value, Rating):
        is_childs = value.rater == SUBJECT.hex() and value.score is not None and bool(value.score.words)
        return who_may_see(value, audience) if is_childs else Sight.SHOWN
    if isinstance(value, MapEntry) and (value.standing == "childs_words" or value.quote):
        return who_may_see(quote or Quote(), audience)
    return Sight.SHOWN


def sight_of_view(who: str, view: View, child: str, audience: Audience) -> Sight:
    """Whether what somebody says of a card of the map may be shown. Who may see what the child says of one is never asked.

    who: as it stands on the card; child: what the child is called.
    """
    is_childs = isinstance(view, str) and who.strip().casefold() == child.strip().casefold()
    return who_may_see(Quote(), audience) if is_childs else Sight.SHOWN


def _as_chosen(sharing: Sharing, audience: Audience) -> Sight:
    if sharing.choice == Choice.EVERYONE.value:
        return Sight.SHOWN
    if sharing.choice == Choice.ASK_FIRST.value:
        return Sight.ASK_CHILD
    if sharing.choice == Choice.PICKED.value and audience.eyes is Eyes.FAMILY and audience.people:
        allowed = all(sharing.people.get(person, False) for person in audience.people)
        return Sight.SHOWN if allowed else Sight.HELD_BACK
    return Sight.HELD_BACK


def _override_covers(override: Override, audience: Audience) -> bool:
    """An override counts only with its reason and with what the child was told, and never for a whole room."""
    if not (override.why.strip() and override.told_child.strip()):
        return False
    return audience.eyes is Eyes.FAMILY and bool(audience.people) and audience.people <= set(override.people)
