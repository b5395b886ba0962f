"""Read-models of the scale: who can be asked, what each person said last, and what they said over time. No Qt."""

import datetime
from collections.abc import Iterable, Mapping

import msgspec

from casework.access import title
from casework.case_files import AUTHORITY_BOOK
from casework.childs_words import OPEN_ROOM, Choice, Sight, sight_of
from casework.kinds.books import Professional
from casework.kinds.direct_work import Sharing
from casework.kinds.mapping import OVERALL, Rating, Score
from casework.kinds.people import SUBJECT, Person, Relation, first_name
from desktop_app.direct_work import sharing
from desktop_app.mapping.draft import MapDraft, RatingDraft
from desktop_app.record_store.records import Records

SHARED_WITH = tuple(one for one in sharing.CHOICES if one[0] is not Choice.PICKED)
"""What a child can choose where one answer is given; people are picked under Their voice."""
UNTIL_ASKED = "Until then only the people whose job it is. They are not on the map, on paper or in search."


class Rater(msgspec.Struct, frozen=True):
    """Somebody who can be asked. key: SUBJECT in hexadecimal for the child, a person's record id, a worker's id."""

    key: str
    name: str
    role: str
    is_child: bool = False

    @property
    def who(self) -> str:
        """The name with what the person is to the child, as people say it: "Hannah, social worker"."""
        return f"{self.name}, {self.said_role}" if self.role else self.name

    @property
    def said_role(self) -> str:
        """What the person is to the child, in words."""
        said = title(self.role)
        return said[:1].lower() + said[1:] if said != self.role else said


class Mark(msgspec.Struct, frozen=True):
    """What one person said of one thing on one day. draft: not in the record yet; sight: whether whoever stands round the
    table may see the words with it.
    """

    rater: Rater
    score: Score
    on: datetime.date | None
    draft: bool = False
    sight: Sight = Sight.SHOWN


class Scale(msgspec.Struct, frozen=True):
    """One thing that is rated. about: a pair's id in hexadecimal, or "overall"; number: of the pair, 0 for everything.

    marks: the last thing each person said; earlier: all that was said before that, oldest first. Never a sum, never a mean.
    """

    about: str
    number: int
    marks: tuple[Mark, ...]
    earlier: tuple[Mark, ...] = ()

    def mark_of(self, rater: str) -> Mark | None:
        """What this person said."""
        return next((mark for mark in self.marks if mark.rater.key == rater), None)

    def said_by(self, rater: str) -> tuple[Mark, ...]:
        """Everything this person said of it, newest first."""
        return tuple(mark for mark in (*self.marks, *reversed(self.earlier)) if mark.rater.key == rater)


def scales(
    records: Records, draft: MapDraft, numbers: Mapping[bytes, int], raters: Iterable[Rater]
) -> tuple[Scale, ...]:
    """One scale for each pair and one for everything."""
    known = {rater.key: rater for rater in raters}
    said: dict[str, list[Mark]] = {}
    for record in sorted(records.records(draft.file, Rating), key=lambda one: (one.value.date or "", one.written)):
        value = record.value
        if value.about and value.rater and value.score is not None:
            rater = known.get(value.rater) or Rater(value.rater, value.rater_name or "Somebody", value.rater_role or "")
            said.setdefault(value.about, []).append(
                Mark(rater, value.score, day_of(value.date), sight=sight_of(value, OPEN_ROOM))
            )
    for rating in draft.ratings:
        if rating.is_answered:
            rater = known.get(rating.rater) or Rater(rating.rater, rating.name, rating.role)
            sight = sight_of(rating_of(rating, draft), OPEN_ROOM)
            mark = Mark(rater, rating.score, day_of(rating.on or draft.date), draft=True, sight=sight)
            said.setdefault(rating.about, []).append(mark)
    things = [(pair.hex(), number) for pair, number in numbers.items()] + [(OVERALL, 0)]
    return tuple(_scale(about, number, said.get(about, [])) for about, number in things)


def rating_of(rating: RatingDraft, draft: MapDraft) -> Rating:
    """The rating as it would stand in the record. Who may see is kept of a child's words alone."""
    is_childs = rating.rater == SUBJECT.hex() and bool(rating.score.words)
    return Rating(
        about=rating.about,
        rater=rating.rater,
        rater_name=rating.name,
        rater_role=rating.role or None,
        score=rating.score,
        date=rating.on or draft.date,
        session=draft.session,
        may_see=Sharing(rating.may_see) if rating.may_see and is_childs else None,
    )


def _scale(about: str, number: int, said: list[Mark]) -> Scale:
    last = {mark.rater.key: mark for mark in said}
    earlier = tuple(mark for mark in said if last[mark.rater.key] is not mark)
    return Scale(about, number, tuple(last.values()), earlier)


def raters(records: Records, file: str) -> tuple[Rater, ...]:
    """Everybody to be asked: the child, the people of the file, and the worker whose laptop this is."""
    relations = {line.value.person: line.value for line in records.records(file, Relation)}
    found = [Rater(SUBJECT.hex(), child_name(records, file), "child", is_child=True)]
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


def child_name(records: Records, file: str) -> str:
    """What the child is called."""
    person = records.record(file, Person, SUBJECT)
    return first_name(person.value) if person else "This child"


def day_of(text: str | None) -> datetime.date | None:
    """The day of an ISO date or time; None where it is neither."""
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
