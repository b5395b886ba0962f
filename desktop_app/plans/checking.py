"""What to look at before a paper leaves the room: every name, address and number on it, and who would get it. No Qt.

Paper that named the wrong address has cost authorities dear, and families more. Known names and addresses are looked for
wherever they stand; what only looks like a name or an address is shown too, for a person to judge.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import Professional
from casework.kinds.people import Address, Person, Place, display_name
from casework.kinds.plans import Action, Plan
from casework.kinds.reading import read_values
from casework.kinds.record import Record
from casework.wording import in_a_row
from desktop_app.documents.read_models import FamilyPlan
from desktop_app.network.secrecy import gives_away, secrets_everywhere
from desktop_app.people_named.names import names_in
from desktop_app.plans.paper import Paper
from desktop_app.plans.people import Adult, Tie
from desktop_app.plans.whose_view import lacks_whose_view, start_of
from desktop_app.record_store.records import Records

_PHONE = re.compile(r"(?<![\d/.])(?:\+44\s?|0)(?:[\s()-]?\d){8,11}(?!\d)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_STREET = re.compile(
    r"\b\d+[a-z]?,? (?:[A-Z][\w’']+ ){1,3}"
    r"(?:Street|Road|Lane|Row|Avenue|Close|Drive|Way|Terrace|Yard|Court|House|Place|Gardens|Crescent|Hill|Green|Flats)\b"
)
_HOUSE = re.compile(r"\d+\w*[,\s]+[^\W\d][^,\n]*")  # "14 Heron Row" of "14 Heron Row, Millbrook"


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
    texts = tuple(texts_of(paper.values))
    text = "\n".join(texts)
    on_paper = [found for found in dict.fromkeys(_places(records, paper.files)) if _stands_on(found[0], text)]
    addresses = [", ".join(part for part in (place.lines, place.postcode) if part) for place, _ in on_paper]
    loose = [found.group() for pattern in (_STREET, _POSTCODE) for found in pattern.finditer(text)]
    addresses += [found for found in loose if not any(found in known for known in addresses)]
    return Checks(
        names=names_in(text, _who(paper.values), _known_names(records, paper.files)),
        addresses=_once(addresses),
        numbers=_once(found.group().strip() for found in _PHONE.finditer(text)),
        warnings=(
            *_about_addresses(
                on_paper, paper.values.copy_for, names_secret=gives_away(text, secrets_everywhere(records))
            ),
            *_about_open_parts(records, paper),
            *(Warned(sentence, True) for sentence in paper.not_days),
            *_about_views(paper.values),
            *about_reader(paper.values.copy_for, family, children),
        ),
    )


def about_reader(reader: str, family: tuple[Adult, ...], children: tuple[str, ...]) -> tuple[Warned, ...]:
    """What to think of before this person gets a paper about these children."""
    if not reader:
        return ()
    known = [one for one in family if one.is_called(reader)]  # more than one may be called the same
    if not known:
        return (
            Warned(f"{reader} is not named in {_whose(children)} record. Check who this is and why they get a copy."),
        )
    return tuple(dict.fromkeys(warned for one in known for warned in _about_adult(one, reader, children)))


def _about_adult(adult: Adult, reader: str, children: tuple[str, ...]) -> Iterator[Warned]:
    away = [child for child in children if not _is(adult.tie(child), "lives_with")]
    without = [child for child in children if not _is(adult.tie(child), "has_responsibility")]
    refused = [child for child in children if (tie := adult.tie(child)) and not tie.may_have_contact]
    if refused:
        yield Warned(f"{reader} is not to see {in_a_row(refused)}. Check that a copy may be given.")
    if away:
        yield Warned(f"{reader} does not live with {in_a_row(away, 'or')}.")
    if without:
        yield Warned(f"{reader} is not recorded as having parental responsibility for {in_a_row(without, 'or')}.")


def _is(tie: Tie | None, what: str) -> bool:
    return tie is not None and bool(getattr(tie, what))


def _whose(children: tuple[str, ...]) -> str:
    return f"{in_a_row(children)}’s"


def _who(values: FamilyPlan) -> Iterator[str]:
    """What says nothing but who somebody is."""
    yield from (values.copy_for, *values.names.split(", "), *re.split(r", | and ", values.written_with))
    yield from (values.written_by.split(",")[0], values.worker_signs, *values.signers)
    yield from (answer.who for answer in values.answers)
    yield from (step.who for step in values.steps)
    yield from (said.child for said in values.childs_words)
    yield from (contact.who for contact in values.contacts)


def texts_of(values: FamilyPlan) -> Iterator[str]:
    """Every line that is written on it, whole."""
    yield from (values.names, values.written_by, values.written_with, values.phone)
    yield values.look_again.where if values.look_again else ""
    for line in (*values.why, *values.disagreements, *values.going_well, *values.needs_to_change):
        yield f"{line.lead} {line.text}" if line.lead else line.text
    yield from (values.closing_line, values.if_better, values.if_same, values.other_formats_number)
    yield values.service_line.text if values.service_line else ""
    for step in values.steps:
        yield from (step.who, step.what, step.lead, step.how_we_will_know)
    for said in values.childs_words:
        yield from (said.words, said.translation)
    for contact in values.contacts:
        yield from (contact.who, contact.role, contact.number)
    yield from (answer.words for answer in values.answers)


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


def _places(records: Records, files: Iterable[str]) -> Iterator[tuple[Place, str]]:
    """Every address of these files and who lives there. Of one in two versions each counts, as strictly as the strictest, and
    as any other file on this laptop has it."""
    secrets = secrets_everywhere(records)
    for file in files:
        people = {person.record: person.value for person in records.records(file, Person)}
        for address in records.records(file, Address):
            whose = people.get(address.value.person or b"")
            places = _versions_of(records, address)
            is_secret = any(
                place.confidential or gives_away(f"{place.lines}, {place.postcode}", secrets) for place in places
            )
            for place in places:
                yield Place(place.lines, place.postcode, is_secret), display_name(whose) if whose else ""


def _versions_of(records: Records, address: Record[Address]) -> list[Place]:
    if "place" not in address.in_two_versions:
        return [address.value.place] if address.value.place is not None else []
    versions = records.state(*address.key).versions("place")
    read = [read_values(Address, {"place": version.value}).place for version in versions]
    return [place for place in read if place is not None]


def _stands_on(place: Place, text: str) -> bool:
    """Whether a text names a place: its lines, its house and street alone, or its postcode, however they are typed."""
    streets = [re.findall(r"\w+", lines) for lines in (place.lines, *_HOUSE.findall(place.lines))]
    postcode = [sign for sign in place.postcode if sign.isalnum()]
    return any(_stands_in(parts, text) for parts in (*streets, postcode))


def _stands_in(parts: list[str], text: str) -> bool:
    """Whether these parts follow one another, whatever spaces and signs stand between them."""
    wanted = r"[\W_]*".join(re.escape(part) for part in parts)
    return bool(wanted) and re.search(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE) is not None


def _about_addresses(places: Iterable[tuple[Place, str]], reader: str, *, names_secret: bool) -> Iterator[Warned]:
    """names_secret: whether it names a confidential address of any file on this laptop, however it is written."""
    if names_secret or any(place.confidential for place, _ in places):
        yield Warned(
            "This plan has an address on it that must be kept secret. Take it out before anyone gets it.", True
        )
    for place, whose in places:
        if place.confidential:
            continue
        if reader and whose and reader not in whose.split():
            yield Warned(f"This plan has {whose}’s address on it. Check that {reader} may know it.")


def _about_open_parts(records: Records, paper: Paper) -> Iterator[Warned]:
    """What stands in two versions is on no paper until a person settles it; a plan that lacks it must not go out."""
    for file, plan in paper.plans:
        held = records.record(file, Plan, plan)
        steps = [action for action in records.records(file, Action) if action.value.plan == plan]
        if (held is not None and held.in_two_versions) or any(step.in_two_versions for step in steps):
            yield Warned(
                "Part of this plan stands in two versions and is missing from the paper. Settle it before anyone gets it.",
                True,
            )
            return


def _about_views(values: FamilyPlan) -> Iterator[Warned]:
    """A plan of an earlier release may hold what the form asks for today."""
    for line in (*values.why, *values.disagreements, *values.going_well, *values.needs_to_change):
        if lacks_whose_view(line.text, line.lead):
            yield Warned(f"Nobody can tell whose view this is: “{start_of(line.text)}”. Say it in the plan.")


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in found if one.strip()))
