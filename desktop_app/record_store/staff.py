"""How members of staff are called, from the authority's book: what a screen says in place of an id."""

from casework.access import takes_decisions
from casework.case_files import AUTHORITY_BOOK
from casework.kinds import NAME_OF
from casework.kinds.books import Professional, professional_record
from casework.standing import role_when
from desktop_app.record_store.records import Records


def staff_names(records: Records) -> dict[str, str]:
    """{professional id: name} of everybody in the authority's book, those who have left too."""
    return {
        staff.value.professional_id: staff.value.professional_name
        for staff in records.records(AUTHORITY_BOOK, Professional)
        if staff.value.professional_id and staff.value.professional_name
    }


def took_decisions(records: Records, professional: str, at: str) -> bool:
    """Whether somebody was in a role that takes decisions, at a UTC time, by the authority's book."""
    history = records.history(AUTHORITY_BOOK, NAME_OF[Professional], professional_record(professional))
    return takes_decisions(role_when(history, at))
