"""Who works with a child and since when, and who did: from the involvements, which give no right. Frozen values."""

import datetime
from collections.abc import Iterable

import msgspec

from casework.access import title
from casework.kinds.work import Involvement
from casework.wording import plain_date


class WorkerLine(msgspec.Struct, frozen=True):
    """One person's work with the child. how: "Social worker, since 3 March"; where: agency and phone, as far as known;
    is_ours: whether they are of the authority, not of a school, a surgery or another agency."""

    name: str
    how: str
    where: str = ""
    is_ours: bool = True


class Workers(msgspec.Struct, frozen=True):
    """now: who came first stands first, our own people before other agencies; before: who ended last stands first."""

    now: tuple[WorkerLine, ...] = ()
    before: tuple[WorkerLine, ...] = ()


def workers(involvements: Iterable[Involvement], today: datetime.date) -> Workers:
    """Everybody who is named; whose work ends on a later day still works with the child."""
    named = [one for one in involvements if one.professional_name]
    now = [one for one in named if not _is_over(one, today)]
    before = [one for one in named if _is_over(one, today)]
    now.sort(key=lambda one: (not one.professional_id, one.involvement_start_date or "9"))
    before.sort(key=lambda one: one.involvement_end_date or "", reverse=True)
    return Workers(tuple(_line(one, today) for one in now), tuple(_line(one, today) for one in before))


def _is_over(one: Involvement, today: datetime.date) -> bool:
    return bool(one.involvement_end_date) and (one.involvement_end_date or "")[:10] < today.isoformat()


def _line(one: Involvement, today: datetime.date) -> WorkerLine:
    role = title(one.professional_role_id)
    how = ", ".join(part for part in (f"{role[:1].upper()}{role[1:]}", _when(one, today)) if part)
    where = ", ".join(part for part in (one.agency, f"phone {one.phone}" if one.phone else "") if part)
    return WorkerLine(one.professional_name or "", how, f"{where[:1].upper()}{where[1:]}", bool(one.professional_id))


def _when(one: Involvement, today: datetime.date) -> str:
    start, end = _day(one.involvement_start_date), _day(one.involvement_end_date)
    if _is_over(one, today) and end:
        return f"{plain_date(start, today)} to {plain_date(end, today)}" if start else f"until {plain_date(end, today)}"
    since = f"since {plain_date(start, today)}" if start else "since when is not recorded"
    return f"{since}, until {plain_date(end, today)}" if end else since


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
