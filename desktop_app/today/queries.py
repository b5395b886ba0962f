"""Read-models of the day and of the form of an appointment. Frozen values; no Qt."""

import datetime
import re
from collections import defaultdict

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.deeds import FileDeed, may
from casework.kinds.books import Professional
from casework.kinds.plans import Action
from casework.kinds.record import Record
from casework.standing import Rights
from casework.wording import days_ago, in_a_row
from desktop_app.caseload import due, facts
from desktop_app.caseload.queries import SOON, ChildRow, children
from desktop_app.network.addresses import home_of
from desktop_app.network.secrecy import gives_away, secrets_everywhere
from desktop_app.record_store.reads import EVERY_FILE
from desktop_app.record_store.records import Records
from desktop_app.record_store.staff import staff_names
from desktop_app.today.actions import open_arrangement
from desktop_app.today.appointments import AppointmentLine, appointments
from desktop_app.today.arrangement import Arrangement
from desktop_app.today.readiness import Ready, ready_for
from desktop_app.visits.queries import Sibling, Unfinished, child_of, children_for_visit, unfinished_visits

__all__ = ["AppointmentForm", "Begun", "Choice", "Day", "DueLine", "Promise", "Sibling", "Unfinished", "day"]


class DueLine(msgspec.Struct, frozen=True):
    """Something that is due. file: of the first child it is about; second: what helps to decide when to do it."""

    file: str
    what: str
    second: str
    on: datetime.date


class Promise(msgspec.Struct, frozen=True):
    """What this worker promised, once, however many files it stands in. records: what was on screen, for the tick."""

    records: tuple[Record[Action], ...]
    what: str
    to: str
    by: datetime.date | None
    about: str


class Begun(msgspec.Struct, frozen=True):
    """An appointment whose form was begun and not added. name: what it is kept under."""

    name: str
    names: tuple[str, ...]
    is_new: bool


class Day(msgspec.Struct, frozen=True):
    """One worker's day. earlier: appointments of the last days that came to no visit; coming: those of later days;
    ready: {group in hexadecimal: how this laptop stands for it}, of today and the next day that has any; may_arrange,
    may_visit: whether there is a child with whom this worker may."""

    on: datetime.date
    has_children: bool
    appointments: tuple[AppointmentLine, ...] = ()
    earlier: tuple[AppointmentLine, ...] = ()
    coming: tuple[AppointmentLine, ...] = ()
    ready: dict[str, Ready] = {}
    due: tuple[DueLine, ...] = ()
    promised: tuple[Promise, ...] = ()
    visits: tuple[Unfinished, ...] = ()
    begun: tuple[Begun, ...] = ()
    may_arrange: bool = True
    may_visit: bool = True


class _Work(msgspec.Struct, frozen=True):
    """What follows from the record alone, and is worked out again only when it or the day has changed."""

    appointments: tuple[AppointmentLine, ...]
    due: tuple[DueLine, ...]
    promised: tuple[Promise, ...]


def day(records: Records, now: datetime.datetime) -> Day:
    """The day as it stands. now: local time of this laptop."""
    today = now.date()
    rows = children(records, today)
    work = records.remembered("today", EVERY_FILE, today, _Work, lambda: _work(records, rows, today))
    visits, rights = unfinished_visits(records), records.rights()
    under_way = {visit.name for visit in visits}
    its = tuple(line for line in work.appointments if line.date == today)
    coming = tuple(line for line in work.appointments if line.date > today)
    standing = records.standing_of_files()
    soon = [line for line in coming if line.date == coming[0].date]
    return Day(
        on=today,
        has_children=bool(rows),
        appointments=its,
        earlier=tuple(
            line for line in work.appointments if line.date < today and not line.is_done and line.visit not in under_way
        ),
        coming=coming,
        ready={line.group.hex(): ready_for(records, line, standing, now) for line in (*its, *soon)},
        due=work.due,
        promised=work.promised,
        visits=visits,
        begun=_begun(records),
        may_arrange=_may_with_any(rights, FileDeed.APPOINTMENT, rows),
        may_visit=_may_with_any(rights, FileDeed.VISIT, rows),
    )


def _may_with_any(rights: Rights, deed: FileDeed, rows: tuple[ChildRow, ...]) -> bool:
    """Whether it is offered; while no child stands here nothing is held back."""
    return not rows or any(may(rights, deed, row.file) for row in rows)


def _work(records: Records, rows: tuple[ChildRow, ...], today: datetime.date) -> _Work:
    mine = {row.file: row for row in rows if row.i_work_with}
    name = staff_names(records).get(records.professional, "")
    actions = [one for one in records.records_everywhere(Action) if one.file in mine and not one.value.done]
    own = [one for one in actions if _is_whose(one.value, name)]
    return _Work(
        appointments(records, today),
        tuple(
            sorted([*_clocks(mine, today), *_own_steps(own, mine, name, today)], key=lambda line: (line.on, line.what))
        ),
        _promises(own, mine),
    )


def _is_whose(action: Action, name: str) -> bool:
    """Whether this worker is to do it: by the whole name or the first, as a family and a plan say it.

    A promise that names nobody is of whoever works with the child.
    """
    who = action.who_by_when.who if action.who_by_when else ""
    if not who.strip():
        return bool(action.promised_to)
    called = (name, name.partition(" ")[0])
    return any(one and re.search(rf"\b{re.escape(one)}\b", who, re.IGNORECASE) for one in called)


def _clocks(mine: dict[str, ChildRow], today: datetime.date) -> list[DueLine]:
    """What the rules ask for by a week from now; of brothers and sisters once."""
    same: dict[tuple[str, str, datetime.date], list[ChildRow]] = defaultdict(list)
    for row in mine.values():
        for clock in row.clocks:
            if clock.on <= today + SOON:
                same[row.family, clock.what, clock.on].append(row)
    found = []
    for (_, what, on), rows in same.items():
        names = _names(rows)
        if what == "Visit":
            found.append(DueLine(rows[0].file, f"Visit {names}", _last_seen(rows, today), on))
        else:
            found.append(DueLine(rows[0].file, what, names, on))
    return found


def _last_seen(rows: list[ChildRow], today: datetime.date) -> str:
    seen = [row.seen.on for row in rows if row.seen]
    who = "Mum last seen" if all(row.is_unborn for row in rows) else "Last seen"
    return f"{who} {days_ago(min(seen), today)}" if seen else "Not seen yet"


def _own_steps(own: list[Record[Action]], mine: dict[str, ChildRow], name: str, today: datetime.date) -> list[DueLine]:
    """What this worker said they would do by a week from now, and promised to nobody by name; not what a visit has met."""
    called: dict[str, list[str]] = defaultdict(list)
    for row in mine.values():
        called[row.family].append(row.name.partition(" ")[0])
    same: dict[tuple[str, str, datetime.date], list[ChildRow]] = defaultdict(list)
    for one in own:
        by = facts.day(one.value.who_by_when.by) if one.value.who_by_when else None
        row = mine[one.file]
        is_met = not due.still_to_do([one.value], row.seen, called[row.family], (name,))
        if by is not None and by <= today + SOON and not one.value.promised_to and not is_met:
            same[mine[one.file].family, one.value.what or "", by].append(mine[one.file])
    return [DueLine(rows[0].file, what, _names(rows), by) for (_, what, by), rows in same.items()]


def _promises(own: list[Record[Action]], mine: dict[str, ChildRow]) -> tuple[Promise, ...]:
    same: dict[tuple[str, str, str, str], list[Record[Action]]] = defaultdict(list)
    for one in own:
        if one.value.promised_to:
            by = one.value.who_by_when.by if one.value.who_by_when else ""
            same[mine[one.file].family, one.value.what or "", one.value.promised_to, by].append(one)
    found = [
        Promise(tuple(its), what, to, facts.day(by), _names([mine[one.file] for one in its]))
        for (_, what, to, by), its in same.items()
    ]
    return tuple(sorted(found, key=lambda promise: (promise.by or datetime.date.max, promise.what)))


def _names(rows: list[ChildRow]) -> str:
    """The whole name of one child; first words of several, eldest first."""
    several = sorted(dict.fromkeys(rows), key=lambda row: (row.dob or row.expected or datetime.date.max, row.name))
    return several[0].name if len(several) == 1 else in_a_row([row.name.partition(" ")[0] for row in several])


def _begun(records: Records) -> tuple[Begun, ...]:
    return tuple(
        Begun(form.name, tuple(child_of(records, file).name for file in form.files), form.is_new)
        for form in records.drafts.begun("appointment", Arrangement)
    )


# -- the form ---------------------------------------------------------------------------------------------------------


class Choice(msgspec.Struct, frozen=True):
    """Somebody to choose: a child's file or a colleague's id, and the name."""

    key: str
    name: str


class AppointmentForm(msgspec.Struct, frozen=True):
    """What the form of an appointment shows. choices: whom it may be with, until a child is chosen; children: who may
    belong to it; home: where "at home" is, "" where it is masked or not known; place_is_secret: whether the place typed is to be covered."""

    form: Arrangement
    choices: tuple[Choice, ...]
    children: tuple[Sibling, ...]
    colleagues: tuple[Choice, ...]
    home: str
    home_is_confidential: bool
    place_is_secret: bool = False


def appointment_form(records: Records, name: str, today: datetime.date) -> AppointmentForm:
    """The form of this name, as it was left or as the record has it. Raises Gone."""
    form = open_arrangement(records, name, today)
    return form_with(records, form, today)


def form_with(records: Records, form: Arrangement, today: datetime.date) -> AppointmentForm:
    """The form with what can be chosen on it."""
    if not form.files:
        rows = sorted(children(records, today), key=lambda row: (not row.i_work_with, row.name))
        choices = tuple(Choice(row.file, row.name) for row in rows)
        return AppointmentForm(form, choices, (), (), "", home_is_confidential=False)
    siblings = tuple(
        sorted(
            children_for_visit(records, form.files[0]),
            key=lambda one: (not one.lives_here, one.child.born or one.child.expected or today, one.child.name),
        )
    )
    homes = [home_of(records, file, today) for file in form.files]
    is_confidential = any(home.is_confidential for home in homes)
    lines = next((home.lines for home in homes if home.lines and not home.two_versions), "")
    return AppointmentForm(
        form,
        (),
        siblings,
        _colleagues(records, form),
        "" if is_confidential else lines,
        is_confidential,
        place_is_secret=form.is_confidential or gives_away(form.place, secrets_everywhere(records)),
    )


def _colleagues(records: Records, form: Arrangement) -> tuple[Choice, ...]:
    """Those of this worker's hubs; and who comes along already, wherever they work now."""
    hubs = records.rights().standing.hubs
    staff = [one.value for one in records.records(AUTHORITY_BOOK, Professional)]
    found = [
        Choice(one.professional_id or "", one.professional_name or "")
        for one in staff
        if one.professional_id != records.professional
        and ((set(one.hubs) & hubs and not one.left_on) or one.professional_id == form.second_worker)
    ]
    return tuple(sorted(found, key=lambda choice: choice.name))
