"""What two children's files on this laptop say differently of one person, and making them say the same. No Qt.

One person is one where the files share a group id (docs/decisions/0023), or where one is the file of a brother or sister who
is named in the other. What differs from child to child is never compared: responsibility, contact, how somebody belongs.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec

from casework.deeds import FileDeed, may
from casework.errors import KnownError
from casework.fold import Live
from casework.kinds.people import SUBJECT, Address, Person, Place, Relation, display_name, first_name
from casework.kinds.record import Record
from casework.wording import long_date
from desktop_app.network.addresses import addresses_now, day
from desktop_app.network.secrecy import gives_away, secrets_everywhere
from desktop_app.record_store.records import Changed, Records
from desktop_app.record_store.staff import staff_names

COMPARED = {
    "forename": "first name",
    "surname": "surname",
    "preferred_name": "preferred name",
    "dob": "date of birth",
    "expected_dob": "date when the baby is due",
    "death_date": "date of death",
    "phone": "telephone",
    "languages": "languages",
    "interpreter": "interpreter",
    "communication": "how to talk with them",
}
ADDRESS = "address"
HIDDEN = "A confidential address"
HOW_HIDDEN = "It is not shown here. Look at both files by yourself, and correct the one that is wrong."


class ChangedMeanwhile(KnownError):
    """One of the files says something else by now."""


class Said(msgspec.Struct, frozen=True):
    """What one file says. child: whose file it is; words: "" where it may not be shown; by: who wrote it, and when."""

    file: str
    child: str
    record: bytes
    value: object
    words: str
    by: str
    may_change: bool


class Difference(msgspec.Struct, frozen=True):
    """One thing of one person that two files say differently. about: "Gemma Hart: telephone"; hidden: why nothing is shown and
    nothing can be chosen here."""

    about: str
    name: str
    field: str
    here: Said
    there: Said
    hidden: str = ""

    @property
    def sides(self) -> tuple[Said, Said]:
        """Both of them."""
        return (self.here, self.there)


def differences(records: Records, file: str, today: datetime.date) -> tuple[Difference, ...]:
    """All of them between this child's file and those of others on this laptop. What stands in two versions in one of them is
    not among them: that is settled first."""
    return tuple(found for pair in _pairs(records, file) for found in _between(records, *pair, today))


def make_same(records: Records, difference: Difference, right: Said, today: datetime.date) -> Changed:
    """Have the other file say what this one says. Raises ChangedMeanwhile, NotAllowed."""
    wrong = difference.there if right is difference.here else difference.here
    now = [one for one in differences(records, difference.here.file, today) if one.about == difference.about]
    if not any(_values(one) == _values(difference) for one in now):
        raise ChangedMeanwhile(
            "One of the files says something else by now. Nothing was changed. Look at it once more."
        )
    if difference.field == ADDRESS:
        held = addresses_now(records, wrong.file, today)[wrong.record]
        return records.add(records.edit(held, {"place": right.value}))
    person = records.record(wrong.file, Person, wrong.record)
    if person is None:
        raise ChangedMeanwhile("That person stands there no more. Nothing was changed.")
    return records.add(records.edit(person, {difference.field: right.value}))


def _values(difference: Difference) -> tuple[object, ...]:
    return tuple((one.file, one.value) for one in difference.sides)


def _pairs(records: Records, file: str) -> Iterator[tuple[Record[Person], Record[Person]]]:
    """(here, there) of every person who stands in another file as well."""
    here = {one.record: one for one in records.records(file, Person)}
    groups = {one.value.group: one for one in here.values() if one.value.group is not None}
    for one in records.records_everywhere(Person):
        if one.file != file and one.value.group in groups:
            yield groups[one.value.group], one
    for relation in records.records(file, Relation):
        person, other = here.get(relation.value.person or b""), relation.value.other_file
        own = records.record(other, Person, SUBJECT) if other and other != file else None
        if (
            person is not None
            and own is not None
            and (own.value.group is None or own.value.group != person.value.group)
        ):
            yield person, own


def _between(
    records: Records, here: Record[Person], there: Record[Person], today: datetime.date
) -> Iterator[Difference]:
    name = display_name(here.value)
    for field, called in COMPARED.items():
        mine, theirs = getattr(here.value, field), getattr(there.value, field)
        if _differ(mine, theirs) and field not in here.in_two_versions and field not in there.in_two_versions:
            left, right = (_said(records, one, one.record, field, getattr(one.value, field)) for one in (here, there))
            yield Difference(f"{name}: {called}", name, field, left, right)
    yield from _homes(records, here, there, name, today)


def _homes(
    records: Records, here: Record[Person], there: Record[Person], name: str, today: datetime.date
) -> Iterator[Difference]:
    mine, theirs = (_home(records, one, today) for one in (here, there))
    if mine is None or theirs is None or _as_compared(mine[1]) == _as_compared(theirs[1]):
        return
    secrets = secrets_everywhere(records)
    is_hidden = any(place.confidential or gives_away(_lines(place), secrets) for _, place in (mine, theirs))
    left, right = (
        _said(records, home, person.record, "place", place) for person, (home, place) in ((here, mine), (there, theirs))
    )
    if is_hidden:
        left, right = (msgspec.structs.replace(one, words=HIDDEN, may_change=False) for one in (left, right))
    yield Difference(f"{name}: {ADDRESS}", name, ADDRESS, left, right, HOW_HIDDEN if is_hidden else "")


def _home(records: Records, person: Record[Person], today: datetime.date) -> tuple[Record[Address], Place] | None:
    """Where they live now as one file has it; None where it does not say, or says it in two versions."""
    home = addresses_now(records, person.file, today).get(person.record)
    if home is None or home.value.place is None or "place" in home.in_two_versions:
        return None
    return home, home.value.place


def _said(records: Records, held: Record[Any], person: bytes, field: str, value: object) -> Said:
    (live,) = records.state(*held.key).versions(field)
    child = records.record(held.file, Person, SUBJECT)
    return Said(
        held.file,
        first_name(child.value) if child is not None else "this child",
        person,
        value,
        _words(value),
        _by(records, live),
        may(records.rights(), FileDeed.FAMILY, held.file),
    )


def _by(records: Records, live: Live) -> str:
    on = day(live.written)
    return f"{staff_names(records).get(live.author, live.author)}{f', {long_date(on, with_year=True)}' if on else ''}"


def _words(value: object) -> str:
    if isinstance(value, Place):
        return _lines(value)
    text = str(value)
    on = day(text) if len(text) == len("2026-01-31") else None
    return long_date(on, with_year=True) if on else text


def _lines(place: Place) -> str:
    return ", ".join(part for part in (place.lines, place.postcode) if part)


def _differ(mine: object, theirs: object) -> bool:
    """Both say something, and not the same; how it is spaced, pointed and spelt in capitals is no difference."""
    return bool(mine) and bool(theirs) and _plain(str(mine)) != _plain(str(theirs))


def _as_compared(place: Place) -> tuple[str, bool]:
    return _plain(_lines(place)), place.confidential


def _plain(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())
