"""The made-up hub: the same bytes each time, every rule about who is in it, and nothing in it of anybody real."""

import datetime
import hashlib
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from casework.access import Role
from casework.case_files import grants_log
from casework.kinds import NAME_OF
from casework.kinds.appointments import Appointment
from casework.kinds.books import Grant, Professional
from casework.kinds.people import Relation
from casework.kinds.reading import read_values
from casework.kinds.received import Document, attachments_of
from casework.standing import HANDED_ON, HELD
from casework.working_days import add_working_days, is_working_day
from demo import staff
from demo.concerns import write_concerns
from demo.hub import MadeUpHub, made_up_families, made_up_hub
from demo.scribe import Scribe
from desktop_app.vault.attachments import open_attachment
from tests.support.store import ROOT

TODAY = datetime.date(2026, 11, 26)
RANGES_FOR_DRAMA = ("01632 960", "07700 900")
REAL_NAMES = (
    "NSPCC|Barnardo|Childline|ChildLine|Women.s Aid|CAMHS|MARAC|Al-Anon|Refuge|Shelter|Samaritans|Home-Start|Mencap|Kooth|"
    "YoungMinds|Cafcass|NHS|Ofsted|Citizens Advice|Red Cross|Salvation Army|Save the Children|Action for Children|Tesco|"
    "Lidl|Aldi|Asda|Sainsbury|Morrisons|Greggs|McDonald|Facebook|TikTok|WhatsApp|Snapchat|Instagram|Roblox|Minecraft|"
    "Fortnite|YouTube|London|Manchester|Birmingham|Leeds|Liverpool|Sheffield|Bristol|Newcastle|Nottingham|Camden|Hackney|"
    "Westminster|Kensington|Hammersmith|Brighton|Margate|Blackpool|Scarborough|Southend|Skegness|Lisbon|Warsaw|Karachi"
)


@pytest.fixture(scope="module")
def hub() -> MadeUpHub:
    return made_up_hub(1, TODAY)


def digest(hub: MadeUpHub) -> str:
    told = hashlib.sha256()
    for file, changes in sorted(hub.changes.items()):
        told.update(file.encode())
        for change in changes:
            told.update(change.hash)
    for name, piece in sorted((name, piece) for pieces in hub.pieces.values() for name, piece in pieces.items()):
        told.update(name.encode() + piece)
    return told.hexdigest()


def everything_said(hub: MadeUpHub) -> str:
    """Every text of every record and of the authority's book, but for ids."""
    said = [text for changes in hub.changes.values() for change in changes for text in texts_in(change.values)]
    said += [text for entry in hub.books for text in texts_in(msgspec.to_builtins(entry.value, builtin_types=(bytes,)))]
    return "\n".join(text for text in said if not re.fullmatch(r"[0-9a-f]{32,}", text))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts_in(key)
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def test_the_same_seed_and_day_give_the_same_bytes_in_another_process_too() -> None:
    here = digest(made_up_hub(5, TODAY, 10))
    there = subprocess.run(
        [sys.executable, "-c", "from tests.demo.test_hub import *; print(digest(made_up_hub(5, TODAY, 10)))"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == here
    assert digest(made_up_hub(6, TODAY, 10)) != here
    assert digest(made_up_hub(5, TODAY + datetime.timedelta(1), 10)) != here


def test_papers_that_came_and_a_photograph_lie_in_the_files_and_open(hub: MadeUpHub) -> None:
    filed = {
        change.header.file: read_values(Document, change.values)
        for changes in hub.changes.values()
        for change in changes
        if change.header.kind == "document"
    }
    assert {file for file in hub.showcase if file in filed} == {hub.showcase[0]}
    assert {one.document_type for one in filed.values()} == {"letter", "report", "photograph"}
    for file, document in filed.items():
        for one in attachments_of(document):
            data = open_attachment(one, hub.pieces[file].__getitem__)
            assert data.startswith(b"%PDF-" if one.media == "application/pdf" else b"\x89PNG")
            assert len(data) < 30_000
        assert (document.asked is None) is (document.document_type != "photograph")


def test_it_has_a_caseload_of_every_kind_of_family(hub: MadeUpHub) -> None:
    ours = [family for family in hub.families if family.hub == hub.hub]
    assert 50 <= sum(len(family.children) for family in ours) <= 60
    assert sum(len(family.children) > 1 for family in ours) >= 8, "siblings"
    apart = [family for family in ours if len({child.home for child in family.children}) > 1 or family.away]
    assert len(apart) >= 5, "separated households"
    half = [family for family in ours if len({parents(child.ties) for child in family.children}) > 1]
    assert len(half) >= 2, "half-siblings"
    ages = {child.band(TODAY) for family in ours for child in family.children}
    assert ages == {"unborn", "baby", "toddler", "young", "middle", "older", "teen", "leaver"}
    assert sum(family.worker == hub.worker for family in ours) >= 5


def parents(ties: Any) -> frozenset[str]:
    return frozenset(tie.adult for tie in ties if tie.relationship in ("Mother", "Father", "Parent"))


def test_every_role_works_there_and_one_who_left_is_still_named(hub: MadeUpHub) -> None:
    people = [entry.value for entry in hub.books if isinstance(entry.value, Professional)]
    assert {Role(person.role) for person in people} == set(Role)
    assert {person.professional_id for person in people} >= {hub.worker, hub.colleague, hub.consultant}
    assert [person.professional_name for person in people if person.left_on] == ["Gareth Pemble"]
    wrote = {change.header.author for changes in hub.changes.values() for change in changes}
    assert wrote >= {"gareth.pemble", staff.WORKER, staff.COLLEAGUE, staff.COORDINATOR}


def test_it_tells_two_years_of_work_on_working_days_and_none_of_the_future(hub: MadeUpHub) -> None:
    changes = [change for some in hub.changes.values() for change in some]
    assert len(changes) > 6000
    written = sorted(change.header.written for change in changes)
    assert written[0] < (TODAY - datetime.timedelta(650)).isoformat()
    assert written[-1] < TODAY.isoformat()
    visits = [change.values for change in changes if change.header.kind == "visit" and "date" in change.values]
    assert len(visits) > 800
    days = [datetime.date.fromisoformat(values["date"]) for values in visits]
    assert all(is_working_day(day) and day < TODAY for day in days)
    kinds = Counter(change.header.kind for change in changes)
    for kind in (
        "map_entry",
        "rating",
        "quote",
        "drawing",
        "plan",
        "action",
        "case_note",
        "session",
        NAME_OF[Relation],
    ):
        assert kinds[kind] > 20, kind


def test_every_telephone_number_is_from_the_ranges_kept_for_drama(hub: MadeUpHub) -> None:
    numbers = re.findall(r"(?<![\w.])\+?0[\d ]{8,12}\d(?!\w)", everything_said(hub))
    assert len(numbers) > 300
    assert {number[:9] for number in numbers} == set(RANGES_FOR_DRAMA)
    assert all(len(number.replace(" ", "")) == 11 for number in numbers)


def test_no_real_service_place_or_brand_is_named(hub: MadeUpHub) -> None:
    said = everything_said(hub)
    assert set(re.findall(rf"\b(?:{REAL_NAMES})\b", said)) == set()
    assert set(re.findall(r"\b([A-Z]{1,2})\d{1,2} \d[A-Z]{2}\b", said)) == {"ZZ"}, "no postcode that exists"
    assert set(re.findall(r"[\w.]+@[\w.]+|https?://\S+", said)) == set()


def test_no_kind_of_worry_goes_with_a_community() -> None:
    """Over 150 hubs: Cramér's V of community by kind of worry (0 for nothing, 1 for a rule), beyond what chance gives."""
    dealt = [family for seed in range(150) for family in made_up_families(random.Random(seed), TODAY, 55)[1:]]
    cells = Counter((family.community, family.harm) for family in dealt)
    communities, harms = Counter(f.community for f in dealt), Counter(f.harm for f in dealt)
    expected = {(c, h): communities[c] * harms[h] / len(dealt) for c in communities for h in harms}
    squares = sum((cells[cell] - many) ** 2 / many for cell, many in expected.items())
    by_chance = (len(communities) - 1) * (len(harms) - 1)
    assert (max(0.0, squares - by_chance) / len(dealt) / (len(harms) - 1)) ** 0.5 < 0.05
    for community, harm in expected:
        share, everywhere = cells[community, harm] / communities[community], harms[harm] / len(dealt)
        assert abs(share - everywhere) < 0.07, (community, harm)


def test_a_few_safety_concerns_were_decided_and_one_waits_for_the_deciders_word(hub: MadeUpHub) -> None:
    of_kind: dict[str, list[Any]] = {}
    for changes in hub.changes.values():
        for change in changes:
            of_kind.setdefault(change.header.kind, []).append(change)
    concerns, decisions = of_kind["safety_concern"], of_kind["management_decision"]
    assert len(concerns) == len(decisions) == 4
    assert len(of_kind["decision_answer"]) == 3
    assert {change.header.author for change in of_kind["decision_answer"]} == {hub.consultant}
    answered = {change.values["answer"]["about"] for change in of_kind["decision_answer"]}
    (waiting,) = [change for change in decisions if change.id not in answered]
    assert waiting.header.written == max(change.header.written for change in decisions)
    assert not {change.header.file for change in concerns} & set(hub.showcase), "the walk is led through a calm family"


def test_which_family_had_a_safety_concern_is_chance() -> None:
    """Dealt anew with every seed: by no theme, community or name."""
    dealt = []
    for seed in range(5):
        rng = random.Random(seed)
        families = made_up_families(random.Random(1), TODAY, 55)
        scribe = Scribe(rng, staff.FIRST_STAFF)
        write_concerns(scribe, families, TODAY)
        files = scribe.changes().keys()
        dealt.append({family.number for family in families if files & {child.file for child in family.children}})
    assert all(len(numbers) >= 3 for numbers in dealt)
    assert not set.intersection(*dealt), "none has one whatever is dealt"


def test_who_was_handed_on_has_left_one_hub_and_is_held_by_the_other_since_that_day(hub: MadeUpHub) -> None:
    grants = {(entry.file, entry.value.file): entry.value for entry in hub.books if isinstance(entry.value, Grant)}
    moved = {file: grant for (_, file), grant in grants.items() if grant.state == HANDED_ON}
    assert moved
    for file, grant in moved.items():
        held = grants[grants_log(staff.HERON), file]
        assert (held.state, held.since) == (HELD, grant.since)
        changes = hub.changes[str(file)]
        ended = [change for change in changes if change.values.get("worker_change_reason") == "Moved to Heron hub"]
        assert len(ended) == 4, "consultant, coordinator, family support worker and the worker of the hub before"
        notes = {str(change.values.get("about")) for change in changes if change.header.kind == "case_note"}
        assert notes >= {"Visit together before moving to Heron hub", "Taken over by Heron hub"}
        ours = {worker.id for worker in staff.STAFF if worker.hub in (staff.HERON, staff.GROUP)}
        early = {change.header.author for change in changes if change.header.happened[:10] < str(grant.since)}
        assert not early & ours - {"owen.strand"}, "nobody of this hub wrote before it came"


def test_some_clocks_were_met_late_and_each_time_it_says_why(hub: MadeUpHub) -> None:
    late, met = 0, 0
    for changes in hub.changes.values():
        begun = [change.values for change in changes if "assessment_start_date" in change.values]
        ended = [change.values["assessment_auth_date"] for change in changes if "assessment_auth_date" in change.values]
        about = {str(change.values.get("about")) for change in changes}
        for on in ended:
            last = add_working_days(datetime.date.fromisoformat(begun[0]["assessment_start_date"]), 45).isoformat()
            assert (on > last) == ("Assessment after 45 working days" in about)
            late, met = late + (on > last), met + (on <= last)
    assert late
    assert met > late * 3


def test_nobody_is_expected_at_two_places(hub: MadeUpHub) -> None:
    taken: dict[tuple[str, str, str], set[bytes]] = {}
    for changes in hub.changes.values():
        for change in (one for one in changes if one.header.kind == "appointment"):
            said = read_values(Appointment, change.values)
            assert said.slot is not None
            assert said.worker is not None
            goers = [said.worker, *([said.second_worker] if said.second_worker else [])]
            for goer in goers:
                taken.setdefault((goer.professional, said.slot.date, said.slot.start or ""), set()).add(
                    said.group or b""
                )
    assert taken
    assert [when for when, groups in taken.items() if len(groups) > 1] == []
