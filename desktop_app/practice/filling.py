"""Filling a new copy with the made-up family, dated back from the day on which it is begun. It is written as if it had
been received: it is the family's past, and none of it is the worker's own."""

import datetime
from collections.abc import Iterator

from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.changes import Change, derived_record_id
from casework.editing import Pen, create
from casework.kinds import NAME_OF, Kind
from casework.kinds.books import (
    AUTHORITY_RECORD,
    Authority,
    Grant,
    Hub,
    NumberToRing,
    Professional,
    grant_record,
    hub_record,
    professional_record,
)
from casework.kinds.mapping import Category, MapEntry
from casework.kinds.people import SUBJECT, Address, Person, Place, Relation
from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.reading import values_of
from casework.kinds.work import Assessment, CaseNote, Involvement, Referral, note_id
from casework.moments import as_utc
from casework.standing import HELD
from desktop_app.practice.family import AdultTold, ChildTold, FamilyTold, NoteTold, TieTold

OFFICE, DEVICE = "office", "practice-office"
MORNING = "09:30"


def changes_of(told: FamilyTold, today: datetime.date) -> list[Change]:
    """Everything that stands in the copy before the first visit."""
    return list(_Filling(told, today).write())


class _Filling:
    """Writes the family down. Each record's id comes from what it is, so that two laptops write the same."""

    def __init__(self, told: FamilyTold, today: datetime.date) -> None:
        self._told, self._today = told, today
        self._begun = self._day(told.referral.back)
        self._since = self._day(told.handed_over.back)

    def write(self) -> Iterator[Change]:
        """The books first: they say who may read the rest."""
        yield from self._books()
        for child in self._told.children:
            yield from self._people(child)
            yield from self._addresses(child)
            yield from self._who_works(child)
            yield from self._work(child)
            yield from self._what_stands(child)
        for note in self._told.notes:
            yield from self._note(note)

    # -- the books ----------------------------------------------------------------------------------------------

    def _books(self) -> Iterator[Change]:
        told, day = self._told.authority, self._begun
        ring = {
            str(at): NumberToRing(at, one.who, one.number, one.hours, day.isoformat())
            for at, one in enumerate(told.ring, start=1)
        }
        authority = Authority(name=told.name, out_of_hours=told.out_of_hours, complaints=told.complaints, ring=ring)
        yield self._made(AUTHORITY_BOOK, authority, OFFICE, day, record=AUTHORITY_RECORD)
        hub = self._told.hub
        book = Hub(team_id=hub.id, team_name=hub.name, phone=hub.phone)
        yield self._made(AUTHORITY_BOOK, book, OFFICE, day, record=hub_record(hub.id))
        for one in self._told.staff:
            staff = Professional(
                professional_id=one.id,
                professional_name=one.name,
                role=one.role,
                phone=one.phone or None,
                hubs={hub.id: day.isoformat()},
            )
            yield self._made(AUTHORITY_BOOK, staff, OFFICE, day, record=professional_record(one.id))
        for file in self._told.files:
            grant = Grant(file=file, state=HELD, since=day.isoformat())
            yield self._made(grants_log(hub.id), grant, OFFICE, day, record=grant_record(file))

    # -- a child's file -----------------------------------------------------------------------------------------

    def _people(self, child: ChildTold) -> Iterator[Change]:
        subject = Person(
            person_id=child.id,
            forename=child.forename,
            surname=child.surname,
            sex=child.sex,
            dob=self._born(child).isoformat(),
            school=child.school or None,
            family=self._told.family,
        )
        yield self._made(child.file, subject, OFFICE, self._begun, record=SUBJECT)
        adults = {adult.key: adult for adult in self._told.adults}
        for tie in child.ties:
            yield from self._adult(child, tie, adults[tie.adult])
        for other in self._told.children:
            if other is not child:
                yield from self._sibling(child, other)

    def _adult(self, child: ChildTold, tie: TieTold, adult: AdultTold) -> Iterator[Change]:
        others = [other for other in self._told.children if other is not child]
        person = Person(
            forename=adult.forename,
            surname=adult.surname,
            preferred_name=adult.called or None,
            sex=adult.sex,
            phone=adult.phone,
            role=tie.relationship,
            same_as={f"{other.file}#{_person(other, adult.key).hex()}": "same family" for other in others},
        )
        yield self._made(child.file, person, OFFICE, self._begun, record=_person(child, adult.key))
        relation = Relation(
            person=_person(child, adult.key),
            relationship=tie.relationship,
            parental_responsibility=tie.responsibility or None,
            responsibility_source=tie.source or None,
            lives_with=tie.lives_with,
            network=adult.knows,
        )
        yield self._made(child.file, relation, OFFICE, self._begun)

    def _sibling(self, child: ChildTold, other: ChildTold) -> Iterator[Change]:
        person = Person(
            person_id=other.id,
            forename=other.forename,
            surname=other.surname,
            sex=other.sex,
            dob=self._born(other).isoformat(),
            role="Child of the family",
            same_as={f"{other.file}#{SUBJECT.hex()}": "own file"},
        )
        yield self._made(child.file, person, OFFICE, self._begun, record=_person(child, other.key))
        word = {"F": "sister", "M": "brother"}[other.sex]
        relation = Relation(
            person=_person(child, other.key),
            relationship=word.capitalize() if _parents(child) == _parents(other) else f"Half-{word}",
            lives_with=True,
            other_file=other.file,
        )
        yield self._made(child.file, relation, OFFICE, self._begun)

    def _addresses(self, child: ChildTold) -> Iterator[Change]:
        first = self._told.children[0].key
        for home in self._told.homes:
            value = Address(
                person=SUBJECT if home.of == first else _person(child, home.of),
                place=Place(home.lines, home.postcode),
                address_type="HOME" if home.of == first else "FAMILY",
                address_start_date=self._begun.isoformat(),
            )
            yield self._made(child.file, value, OFFICE, self._begun)

    def _who_works(self, child: ChildTold) -> Iterator[Change]:
        before = self._told.handed_over.by
        for one in self._told.staff:
            began = self._since if one.id == self._told.worker else self._begun
            value = Involvement(
                professional_id=one.id,
                professional_name=one.name,
                professional_role_id=one.role,
                professional_team=self._told.hub.id,
                involvement_start_date=began.isoformat(),
                involvement_end_date=self._since.isoformat() if one.id == before else None,
                worker_change_reason="Handed over within the hub" if one.id == before else None,
                phone=one.phone or None,
            )
            yield self._made(child.file, value, OFFICE, began)
        agencies = [(one.name, one.role, one.agency, one.phone) for one in self._told.agencies]
        if child.teacher:
            agencies.append((child.teacher, "Teacher", child.school.split(",", maxsplit=1)[0], ""))
        for name, role, agency, phone in agencies:
            value = Involvement(
                professional_name=name,
                professional_role_id=role,
                agency=agency,
                involvement_start_date=self._begun.isoformat(),
                phone=phone or None,
            )
            yield self._made(child.file, value, OFFICE, self._begun)

    def _work(self, child: ChildTold) -> Iterator[Change]:
        told = self._told
        referral = Referral(
            referral_id=f"R-{child.id}",
            referral_date=self._begun.isoformat(),
            referral_source_code=told.referral.source,
            primary_need_code=told.referral.need,
            referral_nfa="N",
            number_of_previous=0,
        )
        yield self._made(child.file, referral, OFFICE, self._begun)
        day = self._day(told.assessment.back)
        assessment = Assessment(
            assessment_id=f"A-{child.id}", assessment_start_date=day.isoformat(), factors=told.assessment.factors
        )
        yield self._made(child.file, assessment, told.handed_over.by, day)

    def _what_stands(self, child: ChildTold) -> Iterator[Change]:
        """Why we are involved, and what is due today."""
        worry, step = self._told.worry, self._told.first_step
        entry = MapEntry(
            category=Category.DANGER_STATEMENT.value,
            text=worry.text,
            whose_view=worry.whose,
            standing="opinion",
            source=worry.source,
            position=1,
            pair=derived_record_id("practice pair", child.key),
        )
        yield self._made(child.file, entry, worry.by, self._day(worry.back))
        action = Action(
            what=step.what,
            who_by_when=WhoByWhen(step.who, self._today.isoformat()),
            how_we_will_know=step.how,
            position=1,
        )
        yield self._made(child.file, action, step.by, self._day(step.back))

    def _note(self, told: NoteTold) -> Iterator[Change]:
        day, group = self._day(told.back), derived_record_id("practice note", told.back, told.time)
        at = self._moment(day, told.time)
        value = CaseNote(
            how=told.how,
            date=day.isoformat(),
            time=at,
            about=told.about,
            who_with=told.who_with,
            said=told.said,
            this_is=told.this_is,
            decided=told.decided or None,
            group=group,
        )
        for key in told.children:
            file = self._told.child(key).file
            yield self._made(file, value, told.by, day, told.time, record=note_id(group, file))

    # -- inside -------------------------------------------------------------------------------------------------

    def _made(
        self,
        file: str,
        value: Kind,
        author: str,
        day: datetime.date,
        time: str = MORNING,
        *,
        record: bytes | None = None,
    ) -> Change:
        at = self._moment(day, time)
        return create(file, NAME_OF[type(value)], values_of(value), Pen(author, DEVICE, at, at), record=record)

    def _moment(self, day: datetime.date, time: str) -> str:
        return as_utc(datetime.datetime.combine(day, datetime.time.fromisoformat(time)).astimezone())

    def _day(self, back: int) -> datetime.date:
        """So many days ago, or the Friday before where that is a weekend."""
        day = self._today - datetime.timedelta(days=back)
        return day - datetime.timedelta(days=max(0, day.weekday() - 4))

    def _born(self, child: ChildTold) -> datetime.date:
        year = self._today.year - child.born.years
        day = min(self._today.day, 28)
        return datetime.date(year, self._today.month, day) - datetime.timedelta(days=child.born.days)


def _person(child: ChildTold, key: str) -> bytes:
    return derived_record_id("practice person", child.key, key)


def _parents(child: ChildTold) -> set[str]:
    return {tie.adult for tie in child.ties if tie.relationship in ("Mother", "Father")}
