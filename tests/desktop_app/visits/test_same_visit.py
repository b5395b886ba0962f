"""Two workers' accounts of one visit: asked about quietly, joined by a person, one entry that counts once; taken apart with a reason."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.changes import new_record_id
from casework.editing import WHY, Pen, create, edit
from casework.errors import KnownError
from casework.joined_visits import one_each
from casework.kinds import NAME_OF, Kind
from casework.kinds.appointments import Appointment, Goer, Slot
from casework.kinds.books import Professional, professional_record
from casework.kinds.reading import values_of
from casework.kinds.visits import SameVisit, SeenAlone, Visit, visit_id
from desktop_app.caseload import actions as caseload
from desktop_app.caseload.queries import child_now
from desktop_app.caseload.since import since_looked
from desktop_app.record_store import schema
from desktop_app.record_store.records import Records
from desktop_app.search.queries import search
from desktop_app.vault.vault import OpenVault
from desktop_app.visits.correcting import to_correct
from desktop_app.visits.corrections import correct, withdraw
from desktop_app.visits.entries import Entry, entries
from desktop_app.visits.same_visit import ask_again, join, same_visit_asked, take_apart, two_visits
from tests.support.copies import CHILD, COLLEAGUE, HUB, SISTER, WORKER, office, open_copy, put
from tests.support.two_versions import know_colleague

TODAY = datetime.date(2026, 11, 26)
DAY = "2026-11-24"
THIRD = "p-third"
MINE, THEIRS, THIRDS = new_record_id(), new_record_id(), new_record_id()


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[tuple[OpenVault, Records]]:
    with open_copy(tmp_path) as (vault, records):
        know_colleague(vault)
        third = Professional(
            professional_id=THIRD, professional_name="Bola Ade", role="social_worker", hubs={HUB: "2025"}
        )
        put(vault, office(AUTHORITY_BOOK, third, professional_record(THIRD)))
        yield vault, records


def visit(group: bytes, began: str = "", ended: str = "", **values: object) -> Visit:
    """A visit of that day; times in UTC."""
    started = f"{DAY}T{began}:00Z" if began else None
    return Visit(group=group, date=DAY, started=started, ended=f"{DAY}T{ended}:00Z" if ended else None, **values)  # type: ignore[arg-type]


def wrote(vault: OpenVault, author: str, file: str, value: Kind, record: bytes) -> None:
    pen = Pen(author, f"{author}-laptop", f"{DAY}T10:00:00Z", f"{DAY}T16:10:00Z")
    put(vault, create(file, NAME_OF[type(value)], values_of(value), pen, record=record))


def both_wrote(copy: tuple[OpenVault, Records], files: tuple[str, ...] = (CHILD,), **mine: object) -> None:
    """This worker from ten to eleven, the colleague from five past ten; this worker saw the child alone."""
    vault, records = copy
    for file in files:
        wrote(
            vault,
            COLLEAGUE,
            file,
            visit(
                THEIRS,
                "10:05",
                "10:50",
                seen=True,
                seen_alone=SeenAlone(False, "Dad stayed"),
                own_part="He drew a dragon.",
            ),
            visit_id(THEIRS, file),
        )
        own = visit(MINE, "10:00", "11:00", seen=True, seen_alone=SeenAlone(True), purpose="Mornings", **mine)
        records.add(records.create(file, own, record=visit_id(MINE, file)))


def keys(file: str = CHILD) -> tuple[str, str]:
    return visit_id(MINE, file).hex(), visit_id(THEIRS, file).hex()


def of(records: Records, file: str = CHILD) -> tuple[Entry, ...]:
    return entries(records, file)


# -- asked ----------------------------------------------------------------------------------------------------------


def test_asked_side_by_side_who_when_and_with_which_children(copy: tuple[OpenVault, Records]) -> None:
    both_wrote(copy, (CHILD, SISTER))
    asked = same_visit_asked(copy[1], CHILD, TODAY)
    assert asked is not None
    assert [(side.who, side.children) for side in asked.sides] == [
        ("Ruth Mensah", "Ella and Maya"),
        ("Dev Sandhu", "Ella and Maya"),
    ]
    assert (asked.sides[0].when, asked.sides[0].what) == ("10am to 11am", "Mornings")


@pytest.mark.parametrize(
    ("mine", "theirs", "is_asked"),
    [
        (("10:00", "11:00"), ("10:59", "11:30"), True),
        (("10:00", "11:00"), ("11:30", "12:00"), False),
        (("10:00", ""), ("12:00", ""), False),
        (("", ""), ("", ""), True),
        (("", ""), ("15:00", ""), True),
    ],
)
def test_only_what_can_have_been_one_is_asked_about(
    copy: tuple[OpenVault, Records], mine: tuple[str, str], theirs: tuple[str, str], is_asked: bool
) -> None:
    vault, records = copy
    wrote(vault, WORKER, CHILD, visit(MINE, *mine), visit_id(MINE, CHILD))
    wrote(vault, COLLEAGUE, CHILD, visit(THEIRS, *theirs), visit_id(THEIRS, CHILD))
    assert (same_visit_asked(records, CHILD, TODAY) is not None) is is_asked
    assert same_visit_asked(records, CHILD, TODAY + datetime.timedelta(days=90)) is None


def test_who_were_to_go_together_are_asked_whatever_the_clocks_said(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    wrote(vault, WORKER, CHILD, visit(MINE, "09:00", "09:30"), visit_id(MINE, CHILD))
    wrote(vault, COLLEAGUE, CHILD, visit(THEIRS, "11:00", "11:30"), visit_id(THEIRS, CHILD))
    assert same_visit_asked(records, CHILD, TODAY) is None
    together = Appointment(
        slot=Slot(DAY), worker=Goer("Ruth Mensah", WORKER), second_worker=Goer("Dev Sandhu", COLLEAGUE)
    )
    put(vault, office(CHILD, together))
    assert same_visit_asked(records, CHILD, TODAY) is not None


def test_one_workers_two_visits_of_a_day_are_not_asked_about(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    for group in (MINE, THEIRS):
        wrote(vault, WORKER, CHILD, visit(group, "10:00"), visit_id(group, CHILD))
    assert same_visit_asked(records, CHILD, TODAY) is None


def test_who_may_not_record_visits_is_not_asked(tmp_path: Path) -> None:
    with open_copy(tmp_path, "group_manager") as (vault, records):
        for author, group in ((WORKER, MINE), (COLLEAGUE, THEIRS)):
            wrote(vault, author, CHILD, visit(group), visit_id(group, CHILD))
        assert same_visit_asked(records, CHILD, TODAY) is None


# -- joined ---------------------------------------------------------------------------------------------------------


def test_joined_in_every_childs_file_they_are_one_entry_with_two_accounts(copy: tuple[OpenVault, Records]) -> None:
    both_wrote(copy, (CHILD, SISTER))
    records = copy[1]
    join(records, CHILD, *keys())
    assert same_visit_asked(records, CHILD, TODAY) is None
    for file in (CHILD, SISTER):
        (one,) = of(records, file)
        assert one.title == "Visit: Mornings"
        assert one.who == "Ruth Mensah and Dev Sandhu"
        assert one.marks[0].words.startswith("Joined as one visit on ")
        assert [account.who for account in one.accounts] == ["Ruth Mensah", "Dev Sandhu"]
        assert all(account.may_correct for account in one.accounts)


def test_the_clock_is_met_once_and_by_whoever_saw_the_child_alone(copy: tuple[OpenVault, Records]) -> None:
    both_wrote(copy)
    records = copy[1]
    before = child_now(records, CHILD, TODAY).seen
    assert before is not None
    assert before.alone is False, "the account that began later did not see the child alone"
    join(records, CHILD, *keys())
    visits = one_each(records.records(CHILD, Visit), [one.value for one in records.records(CHILD, SameVisit)])
    assert [(one.date, one.seen, one.seen_alone) for one in visits] == [(DAY, True, SeenAlone(True))]
    seen = child_now(records, CHILD, TODAY).seen
    assert seen is not None
    assert (seen.on.isoformat(), seen.alone) == (DAY, True)


def test_since_you_last_looked_counts_one_visit_of_both(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    with vault.engine.begin() as connection:
        connection.execute(schema.files.insert().values(file=CHILD, digest=b""))
    caseload.looked(records, CHILD, since_looked(records, CHILD, TODAY).upto)
    wrote(vault, COLLEAGUE, CHILD, visit(THEIRS, "10:05"), visit_id(THEIRS, CHILD))
    wrote(vault, THIRD, CHILD, visit(THIRDS, "10:00"), visit_id(THIRDS, CHILD))
    assert len(since_looked(records, CHILD, TODAY).news) == 2
    join(records, CHILD, visit_id(THIRDS, CHILD).hex(), visit_id(THEIRS, CHILD).hex())
    (one,) = since_looked(records, CHILD, TODAY).news
    assert one.said in ("Dev Sandhu and Bola Ade added a visit", "Bola Ade and Dev Sandhu added a visit")


def test_a_correction_goes_to_one_account_and_the_search_finds_both(copy: tuple[OpenVault, Records]) -> None:
    both_wrote(copy, own_part="He would not draw.")
    records = copy[1]
    join(records, CHILD, *keys())
    form = to_correct(records, CHILD, keys()[1])
    assert form is not None
    correct(records, form, {"own_part": "He drew a lizard."}, "I looked again", (), TODAY)
    (one,) = of(records)
    parts = [[part.words for part in account.parts] for account in one.accounts]
    assert parts == [["He would not draw."], ["He drew a lizard."]]
    for words, key in (("would", keys()[0]), ("lizard", keys()[1])):
        (found,) = search(records, words, CHILD).entries
        assert found.record.hex() == key
        assert key in one.keys


def test_a_third_account_is_joined_to_both_and_taken_out_again_alone(copy: tuple[OpenVault, Records]) -> None:
    both_wrote(copy)
    vault, records = copy
    join(records, CHILD, *keys())
    wrote(vault, THIRD, CHILD, visit(THIRDS, "10:30"), visit_id(THIRDS, CHILD))
    third = visit_id(THIRDS, CHILD).hex()
    asked = same_visit_asked(records, CHILD, TODAY)
    assert asked is not None
    assert [side.who for side in asked.sides] == ["Ruth Mensah and Dev Sandhu", "Bola Ade"]
    join(records, CHILD, *(side.key for side in asked.sides))
    (one,) = of(records)
    assert [account.who for account in one.accounts] == ["Ruth Mensah", "Dev Sandhu", "Bola Ade"]
    take_apart(records, CHILD, keys()[1], "Dev went in the afternoon")
    assert sorted(len(entry.accounts) for entry in of(records)) == [0, 2]
    assert {account.key for entry in of(records) for account in entry.accounts} == {keys()[0], third}


# -- undone ---------------------------------------------------------------------------------------------------------


def test_taken_apart_with_a_reason_that_stays_and_joined_after_all(copy: tuple[OpenVault, Records]) -> None:
    both_wrote(copy)
    records = copy[1]
    join(records, CHILD, *keys())
    with pytest.raises(KnownError, match="Say why"):
        take_apart(records, CHILD, keys()[0], " ")
    take_apart(records, CHILD, keys()[0], "Dev went back alone")
    both = of(records)
    assert [entry.accounts for entry in both] == [(), ()]
    for entry in both:
        (before,) = entry.earlier
        assert before.line.startswith("Taken apart on ")
        assert before.line.endswith("by Ruth Mensah, because: Dev went back alone")
    assert same_visit_asked(records, CHILD, TODAY) is None, "a person said so"
    join(records, CHILD, both[0].key, both[0].apart_from[0])
    assert len(of(records)) == 1


def test_two_visits_are_not_asked_about_again_unless_that_is_taken_back(copy: tuple[OpenVault, Records]) -> None:
    both_wrote(copy)
    records = copy[1]
    two_visits(records, CHILD, *keys())
    assert same_visit_asked(records, CHILD, TODAY) is None
    assert len(of(records)) == 2
    ask_again(records, CHILD, *keys())
    assert same_visit_asked(records, CHILD, TODAY) is not None


def test_an_account_that_is_withdrawn_leaves_the_other_as_a_visit_of_its_own(copy: tuple[OpenVault, Records]) -> None:
    both_wrote(copy)
    records = copy[1]
    join(records, CHILD, *keys())
    withdraw(records, CHILD, keys()[0], "It was another child")
    stands = [entry for entry in of(records) if entry.withdrawn is None]
    assert [(entry.who, entry.accounts) for entry in stands] == [("Dev Sandhu", ())]


# -- two answers ----------------------------------------------------------------------------------------------------


def three_of_whom_two_are_apart(copy: tuple[OpenVault, Records]) -> str:
    """Dev takes Ruth's account out while Ruth joins hers with Bola's."""
    vault, records = copy
    both_wrote(copy)
    wrote(vault, THIRD, CHILD, visit(THIRDS, "10:30"), visit_id(THIRDS, CHILD))
    join(records, CHILD, *keys())
    pen = Pen(COLLEAGUE, "their-laptop", DAY, f"{DAY}T18:00:00Z")
    (answer,) = records.records(CHILD, SameVisit)
    state = records.state(*answer.key)
    no = edit(CHILD, state, answer.shown, {"same": False, WHY: "I went alone"}, pen)
    third = visit_id(THIRDS, CHILD).hex()
    join(records, CHILD, keys()[0], third)
    put(vault, no)
    return third


def test_a_no_is_never_swallowed_by_a_join_through_a_third_account(copy: tuple[OpenVault, Records]) -> None:
    three_of_whom_two_are_apart(copy)
    records = copy[1]
    assert sorted(len(one.accounts) for one in of(records)) == [0, 2]
    for one in of(records):
        assert "Two answers about one visit" in [mark.words for mark in one.marks]
        assert any("I went alone" in before.line for before in one.earlier)
    asked = same_visit_asked(records, CHILD, TODAY + datetime.timedelta(days=90))
    assert asked is not None, "however long ago"
    (apart,) = [line for line in asked.answers if line.startswith("Two visits of ")]
    assert apart.endswith("by Dev Sandhu, because: I went alone")
    assert len(asked.answers) == 3


@pytest.mark.parametrize(("answer", "stand"), [(join, [3]), (two_visits, [0, 2])])
def test_of_two_answers_a_person_says_which_holds(
    copy: tuple[OpenVault, Records], answer: Callable[..., object], stand: list[int]
) -> None:
    three_of_whom_two_are_apart(copy)
    records = copy[1]
    asked = same_visit_asked(records, CHILD, TODAY)
    assert asked is not None
    answer(records, CHILD, *(side.key for side in asked.sides))
    assert same_visit_asked(records, CHILD, TODAY) is None
    assert sorted(len(one.accounts) for one in of(records)) == stand
    assert not any(mark.words.startswith("Two answers") for one in of(records) for mark in one.marks)
