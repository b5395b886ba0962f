"""What to look at before a paper leaves the room: every name, address and number on it, and who would get it. No Qt.

Paper that named the wrong address has cost authorities dear, and families more. Known names and addresses are looked for
wherever they stand; what only looks like a name or an address is shown too, for a person to judge.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import Professional
from casework.kinds.people import Address, Person, display_name
from casework.wording import DAYS, MONTHS, in_a_row
from desktop_app.documents.read_models import FamilyPlan
from desktop_app.plans.family import Adult, Tie
from desktop_app.plans.paper import Paper
from desktop_app.record_store.records import Records

_PHONE = re.compile(r"(?<![\d/.])(?:\+44\s?|0)(?:[\s()-]?\d){8,11}(?!\d)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_STREET = re.compile(
    r"\b\d+[a-z]?,? (?:[A-Z][\w’']+ ){1,3}"
    r"(?:Street|Road|Lane|Row|Avenue|Close|Drive|Way|Terrace|Yard|Court|House|Place|Gardens|Crescent|Hill|Green|Flats)\b"
)
_MAY_BE_A_NAME = re.compile(r"(?<=[a-z0-9,;:’] )(?:[A-Z][a-z’'-]+|[A-Z]{2,})(?: (?:[A-Z][a-z’'-]+))*")
_NO_NAMES = frozenset([*DAYS, *MONTHS, "I", "GP", "TV", "OK"])


class Warned(msgspec.Struct, frozen=True):
    """Something about this reader or this paper. stops: it must not go out before this is put right."""

    sentence: str
    stops: bool = False


class Checks(msgspec.Struct, frozen=True):
    """Every name, address and number on a paper, and what to think of before it is given to its reader."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    numbers: tuple[str, ...]
    warnings: tuple[Warned, ...]

    @property
    def may_go_out(self) -> bool:
        """Whether nothing stops it."""
        return not any(warned.stops for warned in self.warnings)


def checks(records: Records, paper: Paper, family: tuple[Adult, ...], children: tuple[str, ...]) -> Checks:
    """What to look at before this paper goes to the one it is for. family, children: of the files it is about."""
    texts = tuple(_texts(paper.values))
    text = "\n".join(texts)
    on_paper = [(place.lines, place.postcode, secret, whose) for place, secret, whose in _places(records, paper.files)]
    addresses = [
        ", ".join(part for part in (lines, postcode) if part)
        for lines, postcode, _, _ in on_paper
        if _stands_in(lines, text) or _stands_in(postcode, text)
    ]
    loose = [found.group() for pattern in (_STREET, _POSTCODE) for found in pattern.finditer(text)]
    addresses += [found for found in loose if not any(found in known for known in addresses)]
    return Checks(
        names=_once(_names(records, paper, text)),
        addresses=_once(addresses),
        numbers=_once(found.group().strip() for found in _PHONE.finditer(text)),
        warnings=(
            *_about_addresses(on_paper, text, paper.values.copy_for),
            *about_reader(paper.values.copy_for, family, children),
        ),
    )


def about_reader(reader: str, family: tuple[Adult, ...], children: tuple[str, ...]) -> tuple[Warned, ...]:
    """What to think of before this person gets a paper about these children."""
    if not reader:
        return ()
    adult = next((one for one in family if reader in (one.called, one.name)), None)
    if adult is None:
        return (
            Warned(f"{reader} is not named in {_whose(children)} record. Check who this is and why they get a copy."),
        )
    found = []
    away = [child for child in children if not _is(adult.tie(child), "lives_with")]
    without = [child for child in children if not _is(adult.tie(child), "has_responsibility")]
    refused = [child for child in children if (tie := adult.tie(child)) and not tie.may_have_contact]
    if refused:
        found.append(Warned(f"{reader} is not to see {in_a_row(refused)}. Check that a copy may be given."))
    if away:
        found.append(Warned(f"{reader} does not live with {in_a_row(away, 'or')}."))
    if without:
        found.append(
            Warned(f"{reader} is not recorded as having parental responsibility for {in_a_row(without, 'or')}.")
        )
    return tuple(found)


def _is(tie: Tie | None, what: str) -> bool:
    return tie is not None and bool(getattr(tie, what))


def _whose(children: tuple[str, ...]) -> str:
    return f"{in_a_row(children)}’s"


def _texts(values: FamilyPlan) -> Iterator[str]:
    yield from (values.names, values.copy_for, values.written_by, values.written_with, values.phone)
    yield values.look_again.where if values.look_again else ""
    for line in (*values.why, *values.disagreements, *values.going_well, *values.needs_to_change):
        yield f"{line.lead} {line.text}" if line.lead else line.text
    yield from (values.closing_line, values.if_better, values.if_same, values.other_formats_number, values.worker_signs)
    yield values.service_line.text if values.service_line else ""
    for step in values.steps:
        yield from (step.who, step.what, step.lead, step.how_we_will_know)
    for said in values.childs_words:
        yield from (said.child, said.words, said.translation)
    for contact in values.contacts:
        yield from (contact.who, contact.role, contact.number)
    yield from values.signers


def _names(records: Records, paper: Paper, text: str) -> Iterator[str]:
    """Known names as they stand on the paper, whole ones before short ones; then what looks like a name."""
    known = sorted(set(_known_names(records, paper.files)), key=lambda name: -len(name))
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, str]] = []
    for name in known:
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(start < hit.end() and hit.start() < end for start, end in taken):
                taken.append(hit.span())
                found.append((hit.start(), name))
    for hit in _MAY_BE_A_NAME.finditer(text):
        covered = any(start < hit.end() and hit.start() < end for start, end in taken)
        if not covered and not set(hit.group().split()) <= _NO_NAMES:
            found.append((hit.start(), hit.group()))
    whole = [step.who for step in paper.values.steps if not any(name in step.who for name in known)]
    listed = [*(name for _, name in sorted(found)), *whole]
    yield from (name for name in listed if name in known or not _is_part_of_another(name, listed))


def _is_part_of_another(name: str, names: list[str]) -> bool:
    """ "Bell" where "Ms Bell" stands in the list."""
    return any(other != name and name in other.split() for other in names)


def _known_names(records: Records, files: Iterable[str]) -> Iterator[str]:
    for file in files:
        for person in records.records(file, Person):
            value = person.value
            names = (value.forename, value.surname, value.preferred_name)
            yield from (name for name in (*names, display_name(value)) if name)
    for worker in records.records(AUTHORITY_BOOK, Professional):
        if worker.value.professional_name:
            yield worker.value.professional_name
            yield worker.value.professional_name.split(" ", maxsplit=1)[0]


def _places(records: Records, files: Iterable[str]) -> Iterator[tuple["_Place", bool, str]]:
    for file in files:
        people = {person.record: person.value for person in records.records(file, Person)}
        for address in records.records(file, Address):
            place, whose = address.value.place, people.get(address.value.person or b"")
            if place is not None:
                lives = display_name(whose) if whose else ""
                yield _Place(place.lines, place.postcode), place.confidential, lives


class _Place(msgspec.Struct, frozen=True):
    lines: str
    postcode: str


def _stands_in(part: str, text: str) -> bool:
    wanted = " ".join(part.split())
    return bool(wanted) and wanted.lower() in " ".join(text.split()).lower()


def _about_addresses(places: Iterable[tuple[str, str, bool, str]], text: str, reader: str) -> Iterator[Warned]:
    for lines, postcode, is_secret, whose in dict.fromkeys(places):
        if not (_stands_in(lines, text) or _stands_in(postcode, text)):
            continue
        if is_secret:
            yield Warned(
                "This plan has an address on it that must be kept secret. Take it out before anyone gets it.", True
            )
        elif reader and whose and reader not in whose.split():
            yield Warned(f"This plan has {whose}’s address on it. Check that {reader} may know it.")


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in found if one.strip()))
