"""Somebody written in on a visit whom a child's file does not know: met and not known yet, to be placed later. No Qt."""

from casework.changes import Change, derived_record_id
from casework.kinds.people import Person, display_name, first_name
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names
from desktop_app.visits.draft import PersonPresent, VisitDraft
from desktop_app.visits.queries import people_for_visit


def people_met(records: Records, draft: VisitDraft, happened: str) -> list[Change]:
    """What adds each of them to every file of the visit where nobody is called so. Staff are placed already.

    The record's id follows from the visit and the name: the same wherever that visit is written twice. So does the group
    that makes the records in several files one person, to be corrected together.
    """
    staff = {name.casefold() for name in staff_names(records).values()}
    changes = []
    for file in draft.files:
        known = _names_in(records, file)
        for person in draft.present:
            if person.name.casefold() not in known | staff:
                record = derived_record_id("met on a visit", draft.group, file, person.name.casefold())
                group = derived_record_id("met on a visit", draft.group, "", person.name.casefold())
                changes.append(records.create(file, _met(person, group), record=record, happened=happened))
    return changes


def _names_in(records: Records, file: str) -> set[str]:
    """Everybody of the file, and as the form of a visit calls them."""
    people = [one.value for one in records.records(file, Person)]
    names = {name for one in people for name in (display_name(one), first_name(one))}
    names |= {name for one in people_for_visit(records, (file,)) for name in (one.name, one.called)}
    return {name.casefold() for name in names}


def _met(person: PersonPresent, group: bytes) -> Person:
    return Person(forename=person.name, role=person.role or None, provisional=True, group=group)
