"""People named in what will enter a child's file who are not known there: another family's, whom this one may read about.

Only people whom the record knows on this laptop are looked for. Whose family they are is never said: the screen may stand
on the sofa of this one.
"""

from collections.abc import Iterable, Mapping

import msgspec

from casework.case_files import Room, room_of
from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from casework.kinds.work import Involvement
from casework.wording import in_a_row
from desktop_app.people_named.names import is_surely_a_name, known_names_in
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names

LONGEST = 90


class Text(msgspec.Struct, frozen=True):
    """Words on their way into these files. place: where the worker can change them, as the form names it."""

    place: tuple[str, str]
    words: str
    files: tuple[str, ...]


class Stranger(msgspec.Struct, frozen=True):
    """Somebody named in a text who is not known in some of the files it goes into. children: those, by first name."""

    name: str
    place: tuple[str, str]
    files: tuple[str, ...]
    children: tuple[str, ...]
    words: str

    @property
    def key(self) -> str:
        """What a worker's "keep it" is remembered by: another file or another place is asked about anew."""
        return "\n".join((self.name, *self.place, *self.files))

    @property
    def sentence(self) -> str:
        """That they are named, and in whose file: "Kofi is named in what enters Maisie’s and Tom’s files, ..."."""
        whose = in_a_row([f"{child}’s" for child in self.children])
        files, family = ("file", f"{whose} family") if len(self.files) == 1 else ("files", "their family")
        return f"{self.name} is named in what enters {whose} {files}, and is not known in {family}."


def strangers(records: Records, texts: Iterable[Text], known: Iterable[str] = ()) -> tuple[Stranger, ...]:
    """Everybody named where they are not known, in the order of the texts. known: names that belong to all of it, as of
    those who were there."""
    told = tuple(text for text in texts if text.words.strip())
    if not told:
        return ()
    people = records.records_everywhere(Person)
    subjects = {person.file: person.value for person in people if person.record == SUBJECT}
    files = dict.fromkeys(file for text in told for file in text.files)
    everywhere = {name for person in people for name in _names_of(person.value)}
    of_all = _of_all(records, files, subjects, known)
    of_file = {file: of_all | _known_in(records, file, subjects) for file in files}
    return tuple(
        Stranger(name, text.place, its_files, _called(its_files, subjects), _around(text.words, name))
        for text in told
        for name, its_files in _named(text, everywhere, of_file).items()
    )


def _named(text: Text, everywhere: set[str], of_file: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """{name: the files where nobody is called so}."""
    found: dict[str, tuple[str, ...]] = {}
    for file in text.files:
        own = of_file[file]
        own_low = {name.casefold() for name in own}
        for name in known_names_in(text.words, everywhere | own):
            if name.casefold() not in own_low and is_surely_a_name(name, text.words):
                found[name] = (*found.get(name, ()), file)
    return found


def _of_all(records: Records, files: Iterable[str], subjects: Mapping[str, Person], known: Iterable[str]) -> set[str]:
    """Who may be named in each of these files: staff, those who were there, and the children it is about together."""
    found = {part for name in (*staff_names(records).values(), *known) for part in (name, *name.split())}
    return found.union(*(_names_of(subjects[file]) for file in files if file in subjects))


def _called(files: Iterable[str], subjects: Mapping[str, Person]) -> tuple[str, ...]:
    return tuple(first_name(subjects[file]) if file in subjects else "this child" for file in files)


def _known_in(records: Records, file: str, subjects: Mapping[str, Person]) -> set[str]:
    """Names of everybody in the child's file: family, network, professionals, and brothers and sisters with files."""
    main = room_of(file, Room.MAIN)
    own = {name for person in records.records(main, Person) for name in _names_of(person.value)}
    for relation in records.records(main, Relation):
        other = subjects.get(relation.value.other_file or "")
        own |= _names_of(other) if other is not None else set()
    for involvement in records.records(main, Involvement):
        name = involvement.value.professional_name or ""
        own |= {name, *name.split()}
    return own - {""}


def _names_of(person: Person) -> set[str]:
    """What somebody may be called. A name of one letter is nobody."""
    names = (person.forename, person.surname, person.preferred_name, first_name(person), display_name(person))
    return {name for name in names if name and len(name) > 1}


def _around(words: str, name: str) -> str:
    """The line in which somebody is named, shortened around the name."""
    line = next((one for one in words.splitlines() if name.casefold() in one.casefold()), words)
    if len(line) <= LONGEST:
        return line.strip()
    at = max(0, line.casefold().find(name.casefold()) - LONGEST // 2)
    cut = line[at : at + LONGEST]
    return f"{'… ' if at else ''}{cut.strip()} …"
