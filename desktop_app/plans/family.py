"""The family a plan is for, as the record has it: the children, who works with them, whom to ring. Frozen values; no Qt."""

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import AUTHORITY_RECORD, Authority, Professional
from casework.kinds.people import SUBJECT, Person, first_name
from desktop_app.plans.draft import Ring
from desktop_app.record_store.records import Records
from desktop_app.visits.queries import children_for_visit


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
