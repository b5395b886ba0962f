"""Ids of people and hubs: which can name a case file, and which are kept for Daybook itself.

Whoever makes a person or a hub asks here: the import, the one-time code, the approval of a device. An id that cannot be
the name of a file would make a hub whose laptops cannot ask for it.
"""

import re
import unicodedata

from casework.case_files import hub_book, is_case_file, practice_book

STORE = "store"
"""Never a person: the central store."""
ADMINISTRATOR = "administrator"
"""Whoever has the authority's key file: the author of what commands of the central store add."""
UNALLOCATED_TRAY = "unallocated"
"""The hub that holds the files of children whom no hub has."""
RESERVED_PEOPLE = frozenset({STORE, ADMINISTRATOR, "authority"})
LONGEST_ID = 80
_UNFIT = re.compile(r"[/:\\]")


def may_name_a_person(professional: str) -> bool:
    """Whether a member of staff can have this id."""
    return (
        _is_fit(professional)
        and professional.casefold() not in RESERVED_PEOPLE
        and is_case_file(practice_book(professional))
    )


def may_name_a_hub(hub: str) -> bool:
    """Whether a hub can have this id."""
    return _is_fit(hub) and hub.casefold() != UNALLOCATED_TRAY and is_case_file(hub_book(hub))


def _is_fit(name: str) -> bool:
    """Without signs that part the names of files and fields, all of it to be seen, written in the one way of the record."""
    is_seen = all(unicodedata.category(letter)[0] != "C" for letter in name) and name == " ".join(name.split())
    return len(name) <= LONGEST_ID and is_seen and not _UNFIT.search(name) and unicodedata.is_normalized("NFC", name)
