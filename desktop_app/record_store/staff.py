"""How members of staff are called, from the authority's book: what a screen says in place of an id."""

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import Professional
from desktop_app.record_store.records import Records


def staff_names(records: Records) -> dict[str, str]:
    """{professional id: name} of everybody in the authority's book, those who have left too."""
    return {
        staff.value.professional_id: staff.value.professional_name
        for staff in records.records(AUTHORITY_BOOK, Professional)
        if staff.value.professional_id and staff.value.professional_name
    }
