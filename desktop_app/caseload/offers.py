"""What this worker may do with a child's file, and whom to ask for what they may not. No Qt."""

from collections.abc import Mapping

import msgspec

from casework.access import Role
from casework.case_files import AUTHORITY_BOOK
from casework.deeds import FileDeed, allowed, may
from casework.kinds.books import Professional, professional_record
from casework.kinds.work import Involvement
from casework.standing import Rights, standing_of
from casework.wording import in_a_row
from desktop_app.record_store.records import Records

SOMEBODY = "A social worker of the hub that holds this file"
MOST_NAMES = 2
SOCIAL_WORKERS = frozenset({Role.SOCIAL_WORKER.value, Role.SENIOR_SOCIAL_WORKER.value, Role.ASYE.value})


class Offers(msgspec.Struct, frozen=True):
    """What may be done. who: for the rest, who can: "Hannah Okafor or Dev Sandhu"."""

    deeds: frozenset[FileDeed]
    who: dict[FileDeed, str] = {}

    def may(self, deed: FileDeed) -> bool:
        """Whether this worker may."""
        return deed in self.deeds

    def said(self, *deeds: FileDeed) -> str:
        """Who can do those of these that this worker may not, in a sentence; "" where there are none."""
        missing = [deed for deed in deeds if not self.may(deed)]
        return f"{self.who[missing[0]]} can {in_a_row([deed.value for deed in missing], 'or')}." if missing else ""


def offers(records: Records, file: str) -> Offers:
    """What may be done with this file; asked again whenever it changes, because a hub may have handed it on."""
    rights = records.rights()
    deeds = allowed(rights, file)
    missing = [deed for deed in FileDeed if deed not in deeds]
    if not missing:
        return Offers(deeds)
    around = _who_works_with(records, file)
    return Offers(deeds, {deed: _who_can(deed, around, rights, file) for deed in missing})


def _who_works_with(records: Records, file: str) -> Mapping[str, Professional]:
    """{name: member of staff} of everybody who works with the child now, social workers first."""
    now = [one.value for one in records.records(file, Involvement) if not one.value.involvement_end_date]
    now.sort(key=lambda one: one.professional_role_id not in SOCIAL_WORKERS)
    found = {}
    for one in now:
        staff = records.record(AUTHORITY_BOOK, Professional, professional_record(one.professional_id or ""))
        if staff is not None and one.professional_name:
            found[one.professional_name] = staff.value
    return found


def _who_can(deed: FileDeed, around: Mapping[str, Professional], rights: Rights, file: str) -> str:
    able = [
        name
        for name, one in around.items()
        if may(Rights(standing_of(one.professional_id or "", one, ()), rights.held_by), deed, file)
    ]
    return in_a_row(able[:MOST_NAMES], "or") or SOMEBODY
