"""Read-model of the page on which a plan is looked at before it goes out. No Qt."""

import datetime

import msgspec

from desktop_app.plans.checking import Checks, checks
from desktop_app.plans.family import called
from desktop_app.plans.forms import Form
from desktop_app.plans.paper import Paper, paper_of_draft, paper_of_plan
from desktop_app.plans.people import adults
from desktop_app.plans.unheard import about_unheard
from desktop_app.record_store.records import Records


class Preview(msgspec.Struct, frozen=True):
    """A paper for one reader, in one form, with what to look at; readers: (name, how they belong) of those it could be for."""

    paper: Paper
    checks: Checks
    readers: tuple[tuple[str, str], ...]
    reader: str
    form: Form = Form.FAMILY_PLAN

    @property
    def is_draft(self) -> bool:
        """Whether the family has not agreed it yet."""
        return self.paper.values.draft


def preview(
    records: Records,
    file: str,
    plan: str,
    draft: str,
    today: datetime.date,
    reader: str = "",
    form: Form = Form.FAMILY_PLAN,
) -> Preview | None:
    """The plan of the record (its id in hexadecimal), or the one still being made. None where neither is here."""
    try:
        paper = (
            paper_of_plan(records, file, bytes.fromhex(plan), today, reader)
            if plan
            else paper_of_draft(records, draft, today, reader)
        )
    except KeyError:
        return None
    family = adults(records, paper.files)
    children = tuple(called(records, one) for one in paper.files)
    readers = tuple((adult.called, adult.ties[0].relationship) for adult in family)
    checked = checks(records, paper, family, children)
    warnings = (*checked.warnings, *about_unheard(records, paper, family, today))
    return Preview(paper, msgspec.structs.replace(checked, warnings=warnings), readers, reader, form)
