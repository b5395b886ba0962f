"""A hub for journeys: three half-siblings at one address, allocated the evening before the first visit, on a real store.

Maisie and Tom are Lee's, Ayla is Kofi's, whom only her file knows and whose address is confidential.
"""

import datetime
from pathlib import Path

from casework.access import Role
from casework.case_files import AUTHORITY_BOOK, grants_log
from casework.changes import new_record_id
from casework.kinds import Kind
from casework.kinds.appointments import Appointment, Goer, Slot, Where, appointment_id
from casework.kinds.books import (
    AUTHORITY_RECORD,
    Authority,
    Grant,
    NumberToRing,
    Professional,
    grant_record,
    professional_record,
)
from casework.kinds.direct_work import Quote
from casework.kinds.mapping import MapEntry
from casework.kinds.people import SUBJECT, Address, Person, Place, Relation
from casework.kinds.work import CareStage, Involvement
from casework.standing import HELD
from tests.support.laptops import new_laptop
from tests.support.store import RunningStore, child_file

HUB = "hub-14"
HANNAH, DEV, MARIAN = "hannah", "dev", "marian"
CHILDREN = {"maisie": ("Hart", "F", 8), "tom": ("Hart", "M", 5), "ayla": ("Mensah", "F", 1)}
MAISIE, TOM, AYLA = (child_file(child) for child in CHILDREN)
HER_WORDS = "I hide in the wardrobe when they shout."
WORRY = "Hannah is worried that Lee will shout at Gemma again and that Maisie will be frightened."
KOFIS_STREET = "9 Weir Lane"
Entry = tuple[str, Kind, bytes | None]


def add_hub(store: RunningStore) -> None:
    """Who works in the hub, before it has a child, and whom a worker rings."""
    store.add_hub(HUB, [], [])
    store.add_member(DEV, HUB, Role.FAMILY_SUPPORT_WORKER)
    hannah = _member(HANNAH, Role.SOCIAL_WORKER, "01632 960012")
    marian = _member(MARIAN, Role.CONSULTANT_SOCIAL_WORKER, "01632 960014")
    ring = {"edt": NumberToRing(1, "Emergency duty team", "01632 960123", "5pm to 9am")}
    store.write(
        (AUTHORITY_BOOK, hannah, professional_record(HANNAH)),
        (AUTHORITY_BOOK, marian, professional_record(MARIAN)),
        (AUTHORITY_BOOK, Authority(name="Made-up Council", ring=ring), AUTHORITY_RECORD),
    )


def _member(professional: str, role: Role, phone: str) -> Professional:
    hubs = {HUB: "2026-01-05"}
    name = professional.title()
    return Professional(professional_id=professional, professional_name=name, role=role.value, phone=phone, hubs=hubs)


def laptop_of(store: RunningStore, folder: Path, professional: str) -> Path:
    """A laptop that has joined and holds what the store gives it; closed again. Its folder."""
    with new_laptop(folder, store, professional) as laptop:
        laptop.sync()
    return folder


def allocate(store: RunningStore, today: datetime.date) -> None:
    """The evening before: the hub is given the three files, and Hannah is who goes, with Dev, at half past nine."""
    group = new_record_id()
    found: list[Entry] = []
    for child in CHILDREN:
        found += _file_of(child, today)
        goes = Appointment(
            group=group,
            slot=Slot(today.isoformat(), "09:30", "10:45"),
            purpose="First visit",
            where=Where(at_home=True),
            announced=True,
            worker=Goer("Hannah", HANNAH),
            second_worker=Goer("Dev", DEV),
            access_needs="Ask for the dog to be shut in",
            files={child_file(one): True for one in CHILDREN},
        )
        found.append((child_file(child), goes, appointment_id(group, child_file(child))))
    store.write(*found)


def _file_of(child: str, today: datetime.date) -> list[Entry]:
    """One child's file: who the child is, the family, why the hub is involved, who works with them."""
    file = child_file(child)
    surname, sex, age = CHILDREN[child]
    born = f"{today.year - age}-01-15"
    stage = CareStage(stage="cin_plan", start_date=today.isoformat())
    since = (today - datetime.timedelta(days=1)).isoformat()
    works = Involvement(
        professional_id=HANNAH,
        professional_name="Hannah",
        professional_role_id="social_worker",
        involvement_start_date=since,
    )
    found: list[Entry] = [
        (grants_log(HUB), Grant(file=file, state=HELD, since=since), grant_record(file)),
        (file, Person(person_id=child, forename=child.title(), surname=surname, sex=sex, dob=born), SUBJECT),
        (file, Address(person=SUBJECT, place=Place("4 Mill Close")), None),
        (file, stage, None),
        (file, works, None),
        *_relative(file, Person(forename="Gemma", surname="Hart", sex="F"), "mother", lives_with=True),
    ]
    for other in CHILDREN.keys() - {child}:
        kin = Person(forename=other.title(), surname=CHILDREN[other][0])
        found += _relative(file, kin, "sister", lives_with=True, other_file=child_file(other))
    if child == "ayla":
        kofi = new_record_id()
        found += _relative(file, Person(forename="Kofi", surname="Mensah", sex="M"), "father", record=kofi)
        found.append((file, Address(person=kofi, place=Place(KOFIS_STREET, confidential=True)), None))
    else:
        found += _relative(file, Person(forename="Lee", surname="Dunn", sex="M"), "father", lives_with=True)
    if child == "maisie":
        said = Quote(words=HER_WORDS, said_on=since, setting="at school", confirmed=True)
        found += [
            (file, MapEntry(category="danger_statement", text=WORRY, whose_view="Hannah"), None),
            (file, said, None),
        ]
    return found


def _relative(
    file: str,
    person: Person,
    relationship: str,
    *,
    lives_with: bool = False,
    other_file: str | None = None,
    record: bytes | None = None,
) -> list[Entry]:
    key = record or new_record_id()
    how = Relation(person=key, relationship=relationship, lives_with=lives_with, other_file=other_file)
    return [(file, person, key), (file, how, None)]
