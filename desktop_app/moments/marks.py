"""A moment that was marked without a word: when, with whom, what went on; and the question that it puts later. No Qt."""

from collections.abc import Mapping

import msgspec

from casework.changes import new_record_id
from casework.labels import labels_of


class Moment(msgspec.Struct, frozen=True):
    """at: local time in words; file: of the child whose part, map or page was open; saw: what the worker saw, written later;
    of: files of the children it is about as the worker chose, None while nobody did: then it is proposed to be `file`'s.

    during: what went on, a key of `DURING`; house: in which the child drew; record: of the card or the words that were
    open, in hexadecimal; session: of the child's drawing, in hexadecimal, and ink: when on its own clock (ms).
    """

    key: str
    at: str
    file: str
    saw: str = ""
    during: str = ""
    house: str = ""
    record: str = ""
    session: str = ""
    ink: int = 0
    of: tuple[str, ...] | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """The files of the children it is about."""
        return (self.file,) if self.of is None else self.of


DURING = {
    "": "with {child}’s part open",
    "map": "with {child}’s map open",
    "card": "with a card of {child}’s map open",
    "drew": "while {child} drew in the house “{house}”",
    "told": "while {child} told you something",
    "chose": "while {child} chose who may see it",
    "houses": "with the three houses in front of {child}",
    "hidden": "while {child}’s page was hidden",
    "stopped": "after {child} had stopped",
}


def new_moment(at: str, file: str, during: str = "", **where: str | int) -> Moment:
    """A mark of this moment. at: local time in words; where: the other fields of Moment."""
    return Moment(new_record_id().hex(), at, file, during=during, **where)  # type: ignore[arg-type]


def question_of(moment: Moment, child: str) -> str:
    """ "10:42am, while Maisie drew in the house “Worries”: what did you see?" """
    house = labels_of("three-houses")["houses"].get(moment.house, "")
    during = DURING.get(moment.during, DURING[""]).format(child=child, house=house)
    return f"{moment.at}, {during}: what did you see?"


def asked_at_the_end(moments: tuple[Moment, ...], names: Mapping[str, str]) -> tuple[tuple[str, str, str, str], ...]:
    """(key, question, answer so far, what the way to drop it says) of each, in their order. names: {file: child's name}."""
    return tuple(
        (one.key, question_of(one, names.get(one.file, "the child")), one.saw, f"Drop the mark of {one.at}")
        for one in moments
    )


def with_answer(moments: tuple[Moment, ...], key: str, saw: str) -> tuple[Moment, ...]:
    """The marks with what was seen at one of them."""
    return tuple(msgspec.structs.replace(one, saw=saw) if one.key == key else one for one in moments)


def with_children(moments: tuple[Moment, ...], key: str, files: tuple[str, ...]) -> tuple[Moment, ...]:
    """The marks with one of them about these children."""
    return tuple(msgspec.structs.replace(one, of=files) if one.key == key else one for one in moments)


def without(moments: tuple[Moment, ...], key: str) -> tuple[Moment, ...]:
    """The marks without one that was dropped."""
    return tuple(one for one in moments if one.key != key)


def seen_with(observation: str, moments: tuple[Moment, ...]) -> str:
    """What the worker saw: as written, and at each moment that was marked, with its time."""
    marked = [f"At {one.at}: {one.saw.strip()}" for one in moments if one.saw.strip()]
    return "\n".join(words for words in (observation.strip(), *marked) if words)
