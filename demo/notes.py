"""Case notes: calls, texts, letters and meetings, what the hub said together, and decisions with their reason."""

import datetime

from casework.kinds.work import CaseNote
from demo import days
from demo.case import Case
from demo.people import Child
from demo.staff import BY_ID, GROUP_MANAGERS, Worker
from demo.writing import words

THOUGHT, TOLD = "thought", "told"
MOST_DECISIONS = 8


def write_notes(case: Case, until: datetime.date) -> None:
    """Notes from the referral until a day, about every third week."""
    first = case.timeline.visits[0]
    _write_referral_note(case)
    day = days.after(first, case.rng.randint(2, 8))
    while day < until:
        _write_note(case, day)
        day = days.after(day, case.rng.randint(8, 20))
    _write_discussions(case, first, until)
    _write_decisions(case, first, until)


def _write_referral_note(case: Case) -> None:
    day = case.timeline.referral
    known = case.main_slots(day) | {"when": days.in_words(days.before(day, 1), case.today)}
    text = case.say(case.theme["referral"], known)
    if text:
        note = CaseNote(how="call", date=day.isoformat(), about="Why this came to us", said=text, this_is=TOLD)
        write_note(case, day, "10:05", case.worker_on(day), note, case.children_on(day))


def _write_note(case: Case, day: datetime.date) -> None:
    rows = case.theme["notes"] if case.rng.random() < 0.45 else words("home_visits")["notes"]
    author = case.worker_on(day)
    row = case.writer.pick(rows, case.main_slots(day, author), case.memory)
    if not row:
        return
    as_typed = row["how"] == "text"
    if as_typed:
        row["said"] = row["said"][0].lower() + row["said"][1:]
    note = CaseNote(
        how=row["how"], date=day.isoformat(), about=row["about"], who_with=row["who"], said=row["said"], this_is=TOLD
    )
    if row["how"] in ("letter", "email") and case.rng.random() < 0.4:
        author = case.coordinator_on(day)
    time = case.rng.choice(("09:15", "11:40", "12:20", "14:45", "16:35"))
    about = case.whom_it_names(f"{row['about']} {row['said']}", case.children_on(day))
    write_note(case, day, time, author, note, about)


def _write_discussions(case: Case, first: datetime.date, until: datetime.date) -> None:
    """What was said of the family at the weekly meeting, written in the child's file by the coordinator."""
    day = days.after(first, case.rng.randint(5, 15))
    while day < until:
        known = case.main_slots(day) | {"worker": case.worker_on(day).first}
        row = case.writer.pick(words("home_visits")["hub_notes"], known, case.memory)
        if row:
            note = CaseNote(
                how="met",
                date=day.isoformat(),
                about="Hub meeting",
                who_with="The hub",
                said=row["said"],
                this_is=THOUGHT,
                decided=row["decided"],
            )
            about = case.whom_it_names(row["said"] + row["decided"], case.children_on(day))
            write_note(case, day, "09:40", case.coordinator_on(day), note, about)
        day = days.after(day, case.rng.randint(28, 40))


def _write_decisions(case: Case, first: datetime.date, until: datetime.date) -> None:
    """The consultant's decisions, and now and then the group manager's, with the reason."""
    day = days.after(first, case.rng.randint(14, 30))
    for number in range(max(MOST_DECISIONS, (until - first).days // 90)):
        if day >= until:
            return
        decider = BY_ID[GROUP_MANAGERS[case.hub_on(day)]] if number == 2 else case.consultant_on(day)
        row = case.writer.pick(words("home_visits")["decisions"], case.main_slots(day), case.memory)
        text = row["said"]
        note = CaseNote(
            how="met",
            date=day.isoformat(),
            about="Management decision",
            who_with=case.worker_on(day).name,
            said=text,
            this_is=THOUGHT,
            decided=row["decided"],
        )
        write_note(
            case, day, "15:20", decider, note, case.whom_it_names(f"{text} {row['decided']}", case.children_on(day))
        )
        day = days.after(day, case.rng.randint(50, 75))


def write_note(
    case: Case, day: datetime.date, time: str, author: Worker, note: CaseNote, children: list[Child]
) -> None:
    """The same note in the file of each child it is about."""
    group = case.scribe.new_id()
    for child in children:
        value = CaseNote(
            how=note.how,
            date=note.date,
            about=note.about,
            who_with=note.who_with,
            said=note.said,
            this_is=note.this_is,
            decided=note.decided,
            group=group if len(children) > 1 else None,
        )
        case.scribe.create(child.file, value, author.id, case.written(day, time, 15))
