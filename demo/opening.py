"""Opening the files: the child, the family, the addresses, who works with them, and the stages of the work so far."""

import datetime
import functools
from typing import Any

from casework.access import TITLES, Role
from casework.kinds.people import SUBJECT, Address, Contact, DatedStatus, LegalStatus, Person, Place, Relation
from casework.kinds.work import Assessment, CareStage, Involvement, Referral, Section47
from demo import days
from demo.authority import hubs
from demo.case import Case, ChildFile
from demo.people import Adult, Child, Tie
from demo.scribe import When
from demo.staff import BY_ID, Worker
from demo.timeline import Stage, Timeline

SOURCES = {"low": "2A", "drinking": "6", "hitting": "2A", "home": "3A", "frightened": "6", "out_late": "6"}
"""Where a referral comes from, as the dataset codes it: police 6, school 2A, health 3A."""


def open_files(case: Case) -> None:
    """Write the first records of every child's file."""
    for child in case.family.children:
        case.files[child.file] = ChildFile(child)
    for file in case.files.values():
        day = _opened_on(case, file.child)
        when = case.written(day, "09:30", 20)
        author = case.worker_on(day)
        _write_child(case, file, author, when)
        for tie in file.child.ties:
            _write_adult(case, file, tie, author, when)
        _write_address(case, file, author, when)
        _write_involvements(case, file, author, when)
        write_stages(case, file)
    _link_siblings(case)


def _opened_on(case: Case, child: Child) -> datetime.date:
    """The day of the referral, or after birth for a child born since."""
    first = (case.timeline.earlier or (case.timeline.referral,))[0]
    return days.at_or_after(max(first, child.born)) if child.born else case.timeline.referral


def _write_child(case: Case, file: ChildFile, author: Worker, when: When) -> None:
    child = file.child
    disability = (
        "Cerebral palsy; uses a wheelchair"
        if case.family.theme == "disability" and child is case.family.main_child
        else None
    )
    value = Person(
        person_id=child.person_id,
        forename=child.forename,
        surname=child.surname,
        sex=child.sex,
        ethnicity=child.ethnicity,
        dob=child.born.isoformat() if child.born else None,
        expected_dob=child.expected.isoformat() if child.expected else None,
        disability=disability,
        send_flag="Y" if disability else None,
        languages=f"English, {child.language}" if child.language else None,
        school=_school(child, case.today),
        family=f"F{case.family.number:03}",
    )
    case.scribe.create(child.file, value, author.id, when, SUBJECT)


def _school(child: Child, today: datetime.date) -> str | None:
    """School with the year: "Pebble Lane, Year 4"."""
    if child.born is None or not child.school:
        return None
    year = days.school_year(child.born, today)
    return f"{child.school}, Reception" if year == 0 else f"{child.school}, Year {year}" if year > 0 else child.school


def _write_adult(case: Case, file: ChildFile, tie: Tie, author: Worker, when: When) -> None:
    adult = case.family.adults[tie.adult]
    same_as = {
        f"{other.file}#{other.adults[tie.adult].hex()}": "same family"
        for other in case.files.values()
        if other is not file and tie.adult in other.adults
    }
    file.adults[tie.adult] = case.scribe.create(file.file, _person(adult, tie, same_as), author.id, when)
    relation = Relation(
        person=file.adults[tie.adult],
        relationship=tie.relationship,
        parental_responsibility=tie.responsibility,
        lives_with=tie.lives_with,
        contact=Contact("yes", tie.contact) if tie.contact else None,
        network=adult.knows or None,
    )
    file.relations[tie.adult] = case.scribe.create(file.file, relation, author.id, when)


def _person(adult: Adult, tie: Tie, same_as: dict[str, str]) -> Person:
    return Person(
        forename=adult.forename,
        surname=adult.surname,
        preferred_name=None if adult.called in ("Mum", "Dad", adult.forename) else adult.called,
        sex=adult.sex,
        phone=adult.phone or None,
        languages=f"English, {adult.language}" if adult.language else None,
        interpreter=adult.language if adult.language and tie.relationship == "Grandmother" else None,
        role=tie.relationship,
        same_as=same_as,
    )


def _write_address(case: Case, file: ChildFile, author: Worker, when: When) -> None:
    for key, home in case.family.homes.items():
        if key in file.adults:
            is_childs = key == file.child.home
            value = Address(
                person=SUBJECT if is_childs else file.adults[key],
                place=Place(home.lines, home.postcode, home.confidential),
                address_type="HOME" if is_childs else "FAMILY",
                address_start_date=when.happened[:10],
            )
            case.scribe.create(file.file, value, author.id, when)


def _write_involvements(case: Case, file: ChildFile, author: Worker, when: When) -> None:
    """Who works with the child and since when; where another hub handed the family on, its people first."""
    family, since = case.family, when.happened[:10]
    first_day, handed_over = datetime.date.fromisoformat(since), case.handed_over
    is_handed_over = handed_over is not None and first_day < handed_over
    begin = functools.partial(_begin, case, file)
    records = [begin(one, author, when) for one in _around(case, first_day)]
    worker = case.worker_on(first_day)
    if handed_over is not None and is_handed_over:
        first = begin(worker, author, when)
        author, when = case.coordinator_on(handed_over), case.written(handed_over, "09:00", 10)
        leaving = [*records, first] if family.came_from else [first]
        why = f"Moved to {hubs()[family.hub].name}" if family.came_from else "Left the authority"
        ended = {"involvement_end_date": handed_over.isoformat(), "worker_change_reason": why}
        for record in leaving:
            case.scribe.edit(file.file, Involvement, record, ended, author.id, when)
        for one in _around(case, handed_over) if family.came_from else ():
            begin(one, author, when)
    begin(BY_ID[family.worker], author, when)
    _write_agencies(case, file, author, when)


def _around(case: Case, day: datetime.date) -> tuple[Worker, Worker, Worker]:
    """Who of the hub stands beside the worker on a day."""
    return case.consultant_on(day), case.coordinator_on(day), case.supporter_on(day)


def _begin(case: Case, file: ChildFile, worker: Worker, author: Worker, when: When) -> bytes:
    return case.scribe.create(file.file, _involvement(worker, when.happened[:10]), author.id, when)


def _involvement(worker: Worker, since: str) -> Involvement:
    return Involvement(
        professional_id=worker.id,
        professional_name=worker.name,
        professional_role_id=worker.role.value,
        professional_team=worker.hub,
        involvement_start_date=since,
        phone=worker.phone,
    )


def _write_agencies(case: Case, file: ChildFile, author: Worker, when: When) -> None:
    """People of other agencies: school, doctor, and whoever else helps."""
    name, _, title = case.family.helper.partition(", ")
    agencies = {
        "teacher": (file.child.teacher, "Teacher", file.child.school),
        "doctor": (case.family.doctor, "Doctor", "Surgery"),
        "helper": (name, title.removeprefix("the ").capitalize(), "Health and early help"),
    }
    for key, (who, role, agency) in agencies.items():
        if who:
            value = Involvement(
                professional_name=who,
                professional_role_id=role,
                agency=agency,
                involvement_start_date=when.happened[:10],
                phone=f"01632 960{case.rng.randint(200, 999)}",
            )
            file.agencies[key] = case.scribe.create(file.file, value, author.id, when)


def _link_siblings(case: Case) -> None:
    for file in case.files.values():
        day = _opened_on(case, file.child)
        for other in case.files.values():
            if other is not file:
                day = max(day, _opened_on(case, other.child))
                when = case.written(day, "09:50", 20)
                _write_sibling(case, file, other.child, case.worker_on(day), when)


def _write_sibling(case: Case, file: ChildFile, other: Child, author: Worker, when: When) -> None:
    value = Person(
        person_id=other.person_id,
        forename=other.forename,
        surname=other.surname,
        sex=other.sex,
        dob=other.born.isoformat() if other.born else None,
        expected_dob=other.expected.isoformat() if other.expected else None,
        role="Child of the family",
        same_as={f"{other.file}#{SUBJECT.hex()}": "own file"},
    )
    file.siblings[other.file] = case.scribe.create(file.file, value, author.id, when)
    relation = Relation(
        person=file.siblings[other.file],
        relationship=_sibling_word(file.child, other),
        lives_with=file.child.home == other.home,
        other_file=other.file,
    )
    case.scribe.create(file.file, relation, author.id, when)


def _sibling_word(child: Child, other: Child) -> str:
    """Brother, or half-brother where they have not the same parents."""
    half = _parents(child) != _parents(other)
    word = {"F": "sister", "M": "brother"}.get(other.sex, "sibling")
    return f"Half-{word}" if half else word.capitalize()


def _parents(child: Child) -> set[str]:
    return {tie.adult for tie in child.ties if tie.relationship in ("Mother", "Father", "Parent")}


def write_stages(case: Case, file: ChildFile) -> None:
    """Referral, assessment, enquiry, plans and statuses, each written when it happened."""
    found = case.timeline
    born = file.child.born
    if born is None or born < found.referral:
        _write_referral(case, file)
        _write_assessment(case, file)
        if found.strategy:
            _write_enquiry(case, file, found, found.strategy)
    for stage in found.stages:
        if born is None or stage.end is None or born < stage.end:
            _write_stage(case, file, stage)


def _write_referral(case: Case, file: ChildFile) -> None:
    found, theme = case.timeline, case.theme
    common: dict[str, Any] = {
        "referral_source_code": SOURCES.get(case.family.harm, "5A"),
        "primary_need_code": theme["need"],
    }
    number = f"R{file.child.person_id}"
    if found.earlier and (file.child.born is None or file.child.born < found.earlier[0]):
        first, closed = found.earlier
        when = case.written(first, "09:10", 15)
        value = Referral(
            referral_id=f"{number}-1", referral_date=first.isoformat(), referral_nfa="N", number_of_previous=0, **common
        )
        record = case.scribe.create(file.file, value, case.worker_on(first).id, when)
        ended = {"close_date": closed.isoformat(), "close_reason": "RC8"}
        then = case.written(closed, "15:00", 30)
        case.scribe.edit(file.file, Referral, record, ended, case.worker_on(closed).id, then)
    value = Referral(
        referral_id=f"{number}-2",
        referral_date=found.referral.isoformat(),
        referral_nfa="N",
        number_of_previous=1 if found.earlier else 0,
        **common,
    )
    when = case.written(found.referral, "10:10", 15)
    case.scribe.create(file.file, value, case.worker_on(found.referral).id, when)


def _write_assessment(case: Case, file: ChildFile) -> None:
    found = case.timeline
    value = Assessment(
        assessment_id=f"A{file.child.person_id}",
        assessment_start_date=found.assessed_from.isoformat(),
        child_seen="Y" if file.child.born else None,
        factors=str(case.theme["factors"]),
    )
    author = case.worker_on(found.assessed_from)
    record = case.scribe.create(file.file, value, author.id, case.written(found.assessed_from, "10:30", 15))
    if found.assessed_on:
        done = {"assessment_auth_date": found.assessed_on.isoformat(), "outcome_nfa": "N"}
        consultant = case.consultant_on(found.assessed_on).id
        case.scribe.edit(file.file, Assessment, record, done, consultant, case.written(found.assessed_on, "16:00", 10))


def _write_enquiry(case: Case, file: ChildFile, found: Timeline, strategy: datetime.date) -> None:
    value = Section47(
        s47_enquiry_id=f"S{file.child.person_id}",
        strategy_discussion_date=strategy.isoformat(),
        s47_start_date=strategy.isoformat(),
    )
    when = case.written(strategy, "14:00", 60)
    record = case.scribe.create(file.file, value, case.worker_on(strategy).id, when)
    if found.conference and found.enquiry_end:
        ended = {
            "s47_end_date": found.enquiry_end.isoformat(),
            "icpc_date": found.conference.isoformat(),
            "icpc_outcome_cp_flag": "Y",
        }
        author = case.worker_on(found.conference)
        case.scribe.edit(file.file, Section47, record, ended, author.id, case.written(found.conference, "15:30", 45))


def _write_stage(case: Case, file: ChildFile, stage: Stage) -> None:
    value = CareStage(
        stage=stage.stage,
        stage_id=f"{stage.stage[:2].upper()}{file.child.person_id}" + _which(case, stage),
        start_date=stage.start.isoformat(),
        initial_category=stage.category or None,
        latest_category=stage.category or None,
        placement_type=stage.placement or None,
        placement_start_date=stage.start.isoformat() if stage.placement else None,
        legal_status=stage.legal_status or None,
    )
    author = case.worker_on(stage.start)
    when = case.written(stage.start, "16:30", 20)
    record = case.scribe.create(file.file, value, author.id, when)
    if stage.legal_status:
        status = LegalStatus(status=DatedStatus(stage.legal_status, stage.start.isoformat()))
        case.scribe.create(file.file, status, author.id, when)
    if stage.end:
        ended = {"end_date": stage.end.isoformat(), "end_reason": stage.end_reason}
        author = case.worker_on(stage.end)
        case.scribe.edit(file.file, CareStage, record, ended, author.id, case.written(stage.end, "16:10", 20))


def _which(case: Case, stage: Stage) -> str:
    """ "-2" for the second plan of a kind; "" for the first."""
    same = [one for one in case.timeline.stages if one.stage == stage.stage]
    return f"-{same.index(stage) + 1}" if same.index(stage) else ""


def title_of(worker: Worker) -> str:
    """ "Hannah Okafor, social worker", as a family reads it."""
    role = Role.SOCIAL_WORKER if worker.role is Role.ASYE else worker.role
    return f"{worker.name}, {TITLES[role].lower()}"
