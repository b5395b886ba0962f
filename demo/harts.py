"""The Hart family: who they are, and the story of the last seven weeks that is written by hand (words/harts.toml)."""

import datetime
from typing import Any

import msgspec

from casework.kinds.people import Person
from casework.kinds.plans import Action, Done, Line, LookAgain, Plan, PlanCopy, WhoByWhen
from casework.kinds.visits import Present, SeenAlone, SharedWords, Visit, shared_words_id, visit_id
from casework.kinds.work import CaseNote
from demo import days
from demo.case import Case
from demo.families import Dealer
from demo.hart_voices import write_map, write_ratings, write_sessions
from demo.notes import write_note, write_notes
from demo.opening import open_files, title_of
from demo.people import Adult, Child, Family, Home, Tie
from demo.plans import contacts
from demo.scribe import Scribe, time_after
from demo.staff import BY_ID, COLLEAGUE, COORDINATOR, HERON, WORKER
from demo.timeline import LONGEST, Stage, Timeline
from demo.visits import write_visits
from demo.voices import Shelf
from demo.writing import Writer, words

EVENT, CONFERENCE, LAST_QUIET_VISIT = 34, 21, 38  # working days before the last visit
ADULTS = (
    Adult("mother", "Gemma", "Hart", "F", "Mum", "07700 900117"),
    Adult("father", "Lee", "Hart", "M", "Dad", "07700 900121"),
    Adult("kofi", "Kofi", "Mensah", "M", "Dad", "07700 900128"),
    Adult(
        "kin", "Pat", "Fellowes", "F", "Nan", "07700 900133",
        knows="Knows everything on the map. Comes when Gemma rings, and keeps two beds made up.", said="Nan",
    ),
    Adult("ray", "Ray", "Fellowes", "M", "Grandad Ray", "", knows="Knows Gemma is ill. Does not want to talk about it."),
)  # fmt: skip


def hart_family(dealer: Dealer, today: datetime.date) -> Family:
    """Gemma with Maisie, Tom and Ayla; Lee, their father but for Ayla's, who is Kofi; Nan and Ray."""
    mother = Tie("mother", "Mother", "Y", lives_with=True)
    elders = (Tie("kin", "Grandmother", "N"), Tie("ray", "Grandfather", "N"))
    lee = (mother, Tie("father", "Father", "Y", contact="Saturdays, and two nights a week from now on"), *elders)
    kofi = (mother, Tie("kofi", "Father", "Y", contact="Sundays, ten to four"), *elders)
    likes = words("lists")["interest"]
    maisie = _child(dealer, "Maisie", "Hart", "F", _birth(today, 8, 4), lee, "Ms Bell", dict(likes[20]))
    tom = _child(dealer, "Tom", "Hart", "M", _birth(today, 5, 1), lee, "Mr Lamb", dict(likes[11]))
    born = today - datetime.timedelta(days=342)
    ayla = _child(dealer, "Ayla", "Hart-Mensah", "F", born, kofi, "", {})
    return Family(
        number=1,
        community="white british",
        harm="low",
        theme="low",
        course="protection",
        hub=HERON,
        children=(maisie, tom, ayla),
        adults={adult.key: adult for adult in ADULTS},
        homes={
            "mother": Home("12 Larch Row", "ZZ1 4HL"),
            "father": Home("3 Old Foundry Yard", "ZZ1 7PD"),
            "kofi": Home("40 Kiln Bank", "ZZ2 2TJ"),
            "kin": Home("9 Quince Terrace", "ZZ1 5NB"),
        },
        carer="mother",
        kin="kin",
        parent="mother",
        safe="kin",
        worker=WORKER,
        supporter=COLLEAGUE,
        earlier_worker="gareth.pemble",
        away="father",
        pet="Biscuit",
        doctor="Dr Lowry",
        helper="Bola, the health visitor",
    )


def _child(
    dealer: Dealer,
    forename: str,
    surname: str,
    sex: str,
    born: datetime.date,
    ties: tuple[Tie, ...],
    teacher: str,
    likes: dict[str, str],
) -> Child:
    person_id, file = dealer.next_person()
    return Child(
        person_id=person_id,
        file=file,
        forename=forename,
        surname=surname,
        sex=sex,
        born=born,
        ethnicity="WBRI" if surname == "Hart" else "MWBA",
        ties=ties,
        carer="mother",
        home="mother",
        school="Pebble Lane" if teacher else "",
        teacher=teacher,
        likes=likes,
    )


def _birth(today: datetime.date, age: int, year: int) -> datetime.date:
    """A birthday that gives this age today, and this school year where the time of year allows both."""
    able = [today - datetime.timedelta(days=round(age * 365.25) + more) for more in range(15, 350)]
    fitting = [day for day in able if days.school_year(day, today) == year] or able
    return fitting[len(fitting) * age // 12]


def write_harts(scribe: Scribe, writer: Writer, family: Family, today: datetime.date, shelf: Shelf) -> None:
    """Their whole record: quiet months like any family's, then the weeks since Tom went to the shops alone."""
    story = _Story(Case(scribe, writer, family, _timeline(today), today), shelf)
    open_files(story.case)
    write_visits(story.case)
    write_notes(story.case, story.day(LAST_QUIET_VISIT))
    story.write()


def _last_visit(today: datetime.date) -> datetime.date:
    """So long ago that the next visit is due on the day it is, or the next working day."""
    return days.before(days.at_or_after(today), LONGEST["cp_plan"])


def _timeline(today: datetime.date) -> Timeline:
    last = _last_visit(today)
    referral = days.days_ago(last, 560)
    assessed = days.after(referral, 41)
    conference = days.before(last, CONFERENCE)
    stages = (
        Stage("cin_plan", days.after(assessed, 3), conference, end_reason="First conference: child protection plan"),
        Stage("cp_plan", conference, category="NEG"),
    )
    visits = []
    day = days.after(referral, 3)
    while day <= days.before(last, LAST_QUIET_VISIT):
        visits.append(day)
        day = days.after(day, 18)
    return Timeline(
        referral,
        referral,
        assessed,
        None,
        days.before(last, EVENT),
        days.before(last, CONFERENCE + 2),
        conference,
        stages,
        tuple(visits),
    )


class _Story:
    """Writes what words/harts.toml tells."""

    def __init__(self, case: Case, shelf: Shelf) -> None:
        self.case = case
        self.shelf = shelf
        self.words = words("harts")
        self.last = _last_visit(case.today)
        self.event = days.in_words(self.day(EVENT), case.today)
        self.maisie, self.tom, self.ayla = case.family.children
        self.groups: dict[int, bytes] = {}

    def day(self, back: int) -> datetime.date:
        """The working day so many before the last visit."""
        return days.before(self.last, back)

    def write(self) -> None:
        """Everything, in the order in which it happened."""
        dave = self._write_dave()
        for row in self.words["visits"]:
            self._write_visit(row, dave)
        for row in self.words["notes"]:
            self._write_note(row, self.day(row["back"]))
        for row in self.words["later"]:
            self._write_note(row, days.after(self.last, row["after"]))
        quotes = write_sessions(self.case, self.words["sessions"], self.last, self.groups, self.shelf)
        pairs = write_map(self.case, self.words["entries"], self.last, self._days_named(), quotes)
        write_ratings(self.case, self.words["ratings"], self.last, self.groups, pairs)
        self._write_plan(quotes)
        self._write_what_is_due()
        self._write_two_versions()

    def _write_dave(self) -> dict[str, bytes]:
        """Somebody met in the kitchen, not known yet: {file: the provisional person}."""
        value = Person(forename="Dave", role="Friend of Gemma’s, about 30, mends taps", provisional=True)
        when = self.case.written(self.last, "17:05", 20)
        return {
            child.file: self.case.scribe.create(child.file, value, WORKER, when) for child in self.case.family.children
        }

    def _days_named(self) -> dict[str, str]:
        """Days that the story's sentences name."""
        saturday = self.last - datetime.timedelta(days=(self.last.weekday() + 2) % 7 or 7)
        return {"event": self.event, "saturday": f"Saturday {days.in_words(saturday, self.case.today)}"}

    # -- visits -------------------------------------------------------------------------------------------------

    def _write_visit(self, row: dict[str, Any], dave: dict[str, bytes]) -> None:
        case, day = self.case, self.day(row["back"])
        group = self.groups[row["back"]] = case.scribe.new_id()
        when = case.written(day, row["time"], row["minutes"] + 40)
        for child in case.family.children:
            part = row[child.forename.lower()]
            value = Visit(
                group=group,
                date=day.isoformat(),
                started=f"{day.isoformat()}T{row['time']}:00Z",
                ended=f"{day.isoformat()}T{time_after(row['time'], row['minutes'])}:00Z",
                purpose=row["purpose"],
                announced=row["announced"],
                place="Home",
                seen=True,
                seen_alone=_seen_alone(part),
                bedroom=part.get("bedroom"),
                sleeping_place="Cot beside Gemma’s bed, nothing loose in it" if child is self.ayla else None,
                seemed=part["seemed"],
                own_part=part["own"],
                observation=part["observation"],
                next_steps=row["next"],
                present=self._present(row, child, dave),
            )
            record = case.scribe.create(child.file, value, row["by"], when, visit_id(group, child.file))
            if "analysis" in part:
                later = case.written(day, "19:05", 20)
                case.scribe.edit(child.file, Visit, record, {"analysis": part["analysis"]}, row["by"], later)
        for position, sentence in enumerate(row["shared"]):
            of_sentence = case.scribe.new_id()
            for child in self._about(sentence["about"]):
                shared = SharedWords(
                    visit=visit_id(group, child.file), group=of_sentence, position=position, text=sentence["text"]
                )
                case.scribe.create(child.file, shared, row["by"], when, shared_words_id(of_sentence, child.file))

    def _present(self, row: dict[str, Any], child: Child, dave: dict[str, bytes]) -> dict[str, Present]:
        file = self.case.files[child.file]
        present = {row["by"]: Present(BY_ID[row["by"]].name, "Worker")}
        for key in row["present"]:
            if key == "dave":
                present[dave[child.file].hex()] = Present("Dave", "Friend of Gemma’s")
            elif key in file.adults:
                present[file.key_of(key)] = Present(self.case.family.adults[key].spoken, key.replace("kin", "Nan"))
        return present

    def _about(self, letters: str) -> list[Child]:
        return [child for child in self.case.family.children if child.forename[0] in letters]

    # -- notes --------------------------------------------------------------------------------------------------

    def _write_note(self, row: dict[str, Any], day: datetime.date) -> None:
        note = CaseNote(
            how=row["how"],
            date=day.isoformat(),
            about=row["about"],
            who_with=row["who"],
            said=row["said"],
            this_is="thought" if row["who"] == "The hub" else "told",
            decided=row.get("decided"),
        )
        write_note(self.case, day, "11:20", BY_ID[row["by"]], note, self._about(row["in"]))

    # -- the plan -----------------------------------------------------------------------------------------------

    def _write_plan(self, quotes: dict[str, bytes]) -> None:
        row, case, scribe = self.words["plan"], self.case, self.case.scribe
        day = self.day(row["back"])
        value = self._plan(row, day)
        group = scribe.new_id()
        records = {}
        for child in case.family.children:
            said = {"1": quotes[row["words"]].hex()} if child is self.maisie else {}
            of_child = msgspec.structs.replace(value, group=group, words=said)
            records[child.file] = scribe.create(child.file, of_child, WORKER, case.written(day, "18:00", 45))
        self._write_actions(row, day, records)
        agreed = self.day(row["back"] - 2)
        for file, record in records.items():
            scribe.edit(file, Plan, record, {"state": "agreed"}, WORKER, case.written(agreed, "12:10", 5))
            for number, (recipient, author) in enumerate((("Gemma", WORKER), ("Nan", COORDINATOR)), start=1):
                copy = PlanCopy(
                    plan=record,
                    recipient=recipient,
                    how="printed",
                    made=agreed.isoformat(),
                    copy_number=str(number),
                    version=1,
                )
                scribe.create(file, copy, author, case.written(agreed, "14:00", 5 * number))

    def _plan(self, row: dict[str, Any], day: datetime.date) -> Plan:
        lines = [text.format(event=self.event) for text in row["why"]]
        return Plan(
            plan_kind="family",
            title="Our family plan",
            names=row["names"],
            date=day.isoformat(),
            written_by=title_of(BY_ID[WORKER]),
            written_with=row["written_with"],
            look_again=LookAgain(days.after(days.at_or_after(self.case.today), 18).isoformat(), "Nan’s"),
            closing_line=row["closing"],
            if_better=row["if_better"],
            if_same=row["if_same"],
            service_line=row["service"],
            state="draft",
            why=_lines(lines),
            going_well=_lines(row["going_well"]),
            needs_to_change=_lines(row["needs"]),
            disagreements={
                f"l{number}": Line(number, text, lead)
                for number, (lead, text) in enumerate(row["disagreements"], start=1)
            },
            contacts=contacts(BY_ID[WORKER], BY_ID[COORDINATOR]),
        )

    def _write_actions(self, row: dict[str, Any], day: datetime.date, plans: dict[str, bytes]) -> None:
        case, scribe = self.case, self.case.scribe
        for position, step in enumerate(row["actions"]):
            group = scribe.new_id()
            by = self._by(step, day).isoformat() if "by" in step else ""
            for file, plan in plans.items():
                value = Action(
                    what=step["what"],
                    who_by_when=WhoByWhen(step["who"], by, step["lead"]),
                    how_we_will_know=step["know"],
                    who_checks="Hannah",
                    plan=plan,
                    position=position,
                    group=group,
                )
                record = scribe.create(file, value, WORKER, case.written(day, "18:10", 45))
                if "done" in step:
                    done = {"done": Done(self.last.isoformat(), step["done"])}
                    scribe.edit(file, Action, record, done, WORKER, case.written(self.last, "17:30", 20))

    def _by(self, step: dict[str, Any], day: datetime.date) -> datetime.date:
        """Counted from the plan's own day where it is done, else from today on."""
        from_day = day if "done" in step else days.at_or_after(self.case.today)
        return days.after(from_day, step["by"])

    def _write_what_is_due(self) -> None:
        """The meetings that the law sets, and what was promised for the next visit."""
        case = self.case
        when = case.written(self.last, "17:40", 15)
        soon = days.at_or_after(case.today)
        review = days.at_or_before(self.day(CONFERENCE) + datetime.timedelta(days=90))
        dates = (("Core group, at Pebble Lane", days.after(soon, 7)), ("Review conference", max(review, soon)))
        for what, by in dates:
            group = case.scribe.new_id()
            for child in case.family.children:
                value = Action(what=what, who_by_when=WhoByWhen("Hannah", by.isoformat()), group=group)
                case.scribe.create(child.file, value, WORKER, when)
        for child, what, to in (
            (self.maisie, "Bring back her drawing", "Maisie"),
            (self.maisie, "Tell her who reads her words", "Maisie"),
            (self.maisie, "Ring about the nursery place", "Gemma"),
            (self.tom, "Bring the pens and see him first", "Tom"),
            (self.ayla, "Ring about the nursery place", "Gemma"),
        ):
            promise = Action(what=what, who_by_when=WhoByWhen("Hannah", soon.isoformat()), promised_to=to)
            case.scribe.create(child.file, promise, WORKER, when)

    def _write_two_versions(self) -> None:
        """Dev and Hannah each change the same answer, neither having seen the other's: two versions for a person."""
        case, scribe, file = self.case, self.case.scribe, self.maisie.file
        value = Action(
            what="Gemma collects Maisie and Tom from school, or Nan if Gemma is not well.",
            who_by_when=WhoByWhen("Gemma and Nan", "", "Every day"),
            how_we_will_know="School has both names on its list",
        )
        record = scribe.create(file, value, WORKER, case.written(self.day(17), "18:20", 10))
        seen = scribe.state(file, Action, record)
        his = {"what": "Nan collects Maisie and Tom on Tuesdays and Thursdays. Lee on the other days."}
        hers = {
            "what": "Nan collects Maisie and Tom every day until the holidays, because Lee has started early shifts."
        }
        scribe.edit_as_shown(file, seen, his, COLLEAGUE, case.written(days.after(self.last, 5), "15:40", 30))
        scribe.edit_as_shown(file, seen, hers, WORKER, case.written(days.after(self.last, 6), "09:20", 15))


def _seen_alone(part: dict[str, Any]) -> SeenAlone | None:
    if part.get("alone"):
        return SeenAlone(True)
    return SeenAlone(False, part["why_not"]) if "why_not" in part else None


def _lines(texts: list[str]) -> dict[str, Line]:
    return {f"l{number}": Line(number, text) for number, text in enumerate(texts, start=1)}
