"""The family a plan is for, as the record has it: the children, the adults, who works with them. Frozen values; no Qt."""

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import AUTHORITY_RECORD, Authority, Professional
from casework.kinds.people import SUBJECT, Person, Relation, display_name, first_name
from desktop_app.plans.draft import Ring
from desktop_app.record_store.records import Records
from desktop_app.visits.queries import children_for_visit

YES, NO = "Y", "N"


class Tie(msgspec.Struct, frozen=True):
    """How an adult belongs to one child. has_responsibility is None where it is not recorded."""

    child: str
    relationship: str
    lives_with: bool
    has_responsibility: bool | None
    contact: str = ""
    may_have_contact: bool = True


class Adult(msgspec.Struct, frozen=True):
    """Somebody of the family or network: what they are called, their whole name, and how they belong to each child."""

    called: str
    name: str
    ties: tuple[Tie, ...]

    def tie(self, child: str) -> Tie | None:
        """How they belong to this child, where that is recorded."""
        return next((tie for tie in self.ties if tie.child == child), None)

    @property
    def lives_here(self) -> bool:
        """Whether they live with one of the children."""
        return any(tie.lives_with for tie in self.ties)


def children(records: Records, file: str) -> tuple[tuple[str, str], ...]:
    """(file, name) of this child and of the brothers and sisters in the same home, whose files are on this laptop."""
    return tuple((one.file, one.child.name) for one in children_for_visit(records, file) if one.lives_here)


def brothers_and_sisters(records: Records, file: str) -> tuple[tuple[str, str], ...]:
    """(file, name) of this child and of every brother and sister whose file is on this laptop."""
    return tuple((one.file, one.child.name) for one in children_for_visit(records, file))


def called(records: Records, file: str) -> str:
    """What a child is called."""
    person = records.record(file, Person, SUBJECT)
    return first_name(person.value) if person else "This child"


def adults(records: Records, files: tuple[str, ...]) -> tuple[Adult, ...]:
    """Every adult named in these files, those who live with a child first."""
    found: dict[str, Adult] = {}
    for file in files:
        child = called(records, file)
        people = {person.record: person.value for person in records.records(file, Person)}
        for relation in records.records(file, Relation):
            value = relation.value
            if value.person is None or value.other_file or value.person not in people or value.person == SUBJECT:
                continue
            person = people[value.person]
            tie = _tie(child, value)
            known = found.get(display_name(person))
            if known is None:
                found[display_name(person)] = Adult(first_name(person), display_name(person), (tie,))
            else:
                found[known.name] = msgspec.structs.replace(known, ties=(*known.ties, tie))
    return tuple(sorted(found.values(), key=lambda adult: not adult.lives_here))


def _tie(child: str, relation: Relation) -> Tie:
    flag = relation.parental_responsibility
    contact = relation.contact
    return Tie(
        child,
        relation.relationship or "",
        bool(relation.lives_with),
        None if flag is None else flag == YES,
        contact.detail if contact else "",
        contact is None or contact.allowed.lower() not in ("no", "n"),
    )


def writer(records: Records) -> tuple[str, str]:
    """The worker whose laptop this is, as a paper names them ("Jo Penn, social worker"), and their number."""
    for worker in records.records(AUTHORITY_BOOK, Professional):
        if worker.value.professional_id == records.professional:
            name, title = worker.value.professional_name or "", _in_a_sentence(worker.value.professional_job_title)
            return ", ".join(part for part in (name, title) if part), worker.value.phone or ""
    return "", ""


def staff_titles(records: Records) -> dict[str, str]:
    """{name: job title, as in a sentence} of everybody in the authority's book."""
    return {
        worker.value.professional_name: _in_a_sentence(worker.value.professional_job_title)
        for worker in records.records(AUTHORITY_BOOK, Professional)
        if worker.value.professional_name
    }


def _in_a_sentence(title: str | None) -> str:
    """ "social worker" of "Social worker"; what is capitals from the start stays so: "ASYE social worker"."""
    title = (title or "").strip()
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def whom_to_ring(records: Records, before: tuple[Ring, ...] = ()) -> tuple[Ring, ...]:
    """The worker, the coordinator of their hub and the night's number, from the authority's book; else as `before`."""
    staff = [record.value for record in records.records(AUTHORITY_BOOK, Professional) if not record.value.left_on]
    me = next((one for one in staff if one.professional_id == records.professional), Professional())
    found = []
    if me.professional_name:
        found.append(Ring(me.professional_name, _my_role(me), me.phone or ""))
    found += [
        Ring(one.professional_name, "hub coordinator", one.phone or "")
        for one in staff
        if one.role == "hub_coordinator" and me.hubs.keys() & one.hubs.keys() and one.professional_name
    ]
    book = records.record(AUTHORITY_BOOK, Authority, AUTHORITY_RECORD)
    if book is not None and book.value.out_of_hours:
        found.append(Ring("Nights and weekends", "duty team", book.value.out_of_hours))
    known = {ring.number for ring in found} | {one.phone for one in staff}
    return (*found, *(ring for ring in before if ring.number not in known))


def _my_role(me: Professional) -> str:
    title = _in_a_sentence(me.professional_job_title) or "social worker"
    return f"your {title}, Monday to Friday"
