"""Who reads whom follows the mapping as a person corrects it, and nothing that people have begun is undone by it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.access import Standing
from casework.case_files import AUTHORITY_BOOK, grants_log, is_case_file
from casework.editing import create, edit
from casework.fold import fold
from casework.kinds.books import Grant, professional_record
from casework.kinds.people import SUBJECT
from central_store.extracts.extract import told
from central_store.intake.importing import Report
from central_store.intake.mapping import BadMapping, hubs_without
from central_store.people import Register
from tests.central_store.test_import import WORKER_KEY, WORKERS_PEN, Office, child
from tests.central_store.test_reading_annex_a import book, with_

ADA = "name-ada-lamb"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = Office(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def two_teams(tmp_path: Path) -> Path:
    """Ada works in both teams, Bo in the second; one child each."""
    return book(
        tmp_path / "a.xlsx",
        [with_(id=1), with_(id=2, team="Unit 2"), with_(id=3, team="Unit 2", worker="Bo Hay")],
    )


def correct(office: Office, was: str, shall_be: str) -> None:
    words = office.mapping.read_text("utf-8")
    assert was in words
    office.mapping.write_text(words.replace(was, shall_be), "utf-8")


def standing(office: Office, professional: str) -> Standing:
    register = Register(office.store.tenant, office.store.about.authority)
    with office.store.engine.connect() as connection:
        register.refresh(connection)
    return register.standing(professional)


def by_hand(office: Office, values: dict[str, object]) -> None:
    """An administrator sets something of Ada's, with the same device and no import."""
    with office.store.adding("test") as ledger:
        state = fold(ledger.changes_of(AUTHORITY_BOOK))["professional", professional_record(ADA)]
        change = edit(AUTHORITY_BOOK, state, state.shown(), values, office.store.pen(office.keys))
        ledger.add_sealed({AUTHORITY_BOOK: [change]}, office.keys.administrator_key())


def holders(office: Office, person_id: int) -> list[str]:
    found = []
    for hub in ("unit-1", "unit-2", "hub-two", "unallocated"):
        grants = office.all_of(grants_log(hub), Grant)
        if any(isinstance(one, Grant) and one.file == child(person_id) and one.state == "held" for one in grants):
            found.append(hub)
    return found


def test_a_first_import_waits_until_somebody_has_seen_who_would_read_what(office: Office, two_teams: Path) -> None:
    report = office.bring_in(two_teams, accept_proposal=False)
    assert (report.is_to_review, report.was_added) == (True, False)
    assert office.mapping.exists()
    with office.store.reading() as ledger:
        assert [head.file for head in ledger.heads()] == [AUTHORITY_BOOK]
    assert office.bring_in(two_teams, accept_proposal=False).was_added
    assert standing(office, ADA).hubs == {"unit-1", "unit-2"}


def test_a_new_worker_of_a_later_extract_waits_as_well(office: Office, two_teams: Path, tmp_path: Path) -> None:
    office.bring_in(two_teams, dry_run=True)
    assert office.bring_in(two_teams, accept_proposal=False).was_added
    report = office.bring_in(book(tmp_path / "b.xlsx", [with_(id=1, worker="Cy Dee")]), accept_proposal=False)
    assert (report.is_to_review, report.new_to_mapping) == (True, ("Cy Dee",))


def test_a_hub_that_is_taken_out_of_the_mapping_is_read_no_longer(office: Office, two_teams: Path) -> None:
    office.bring_in(two_teams)
    correct(office, 'hubs = ["unit-1", "unit-2"]', 'hubs = ["unit-1"]')
    said = (f"Ada Lamb ({ADA}) reads unit-2 no longer.",)
    assert office.bring_in(two_teams, dry_run=True).rights.taken == said
    assert standing(office, ADA).hubs == {"unit-1", "unit-2"}
    assert office.bring_in(two_teams).rights.taken == said
    assert standing(office, ADA).hubs == {"unit-1"}
    again = office.bring_in(two_teams)
    assert (again.changes, again.rights.taken) == (0, ())
    correct(office, 'hubs = ["unit-1"]', 'hubs = ["unit-1", "unit-2"]')
    office.bring_in(two_teams)
    assert standing(office, ADA).hubs == {"unit-1", "unit-2"}


def test_what_an_administrator_set_by_hand_is_neither_taken_nor_given_by_an_import(
    office: Office, two_teams: Path
) -> None:
    office.bring_in(two_teams)
    by_hand(office, {"hubs/unit-2": "2026-11-01", "role": "senior_social_worker"})
    correct(office, 'hubs = ["unit-1", "unit-2"]', 'hubs = ["unit-1"]')
    report = office.bring_in(two_teams)
    assert set(report.rights.by_hand) == {
        f"Ada Lamb ({ADA}) keeps unit-2, which was given by hand.",
        f"Ada Lamb ({ADA}): the role was set by hand.",
    }
    assert standing(office, ADA).hubs == {"unit-1", "unit-2"}
    by_hand(office, {"hubs/unit-2": None})
    correct(office, 'hubs = ["unit-1"]', 'hubs = ["unit-1", "unit-2"]')
    assert f"Ada Lamb ({ADA}): no right to unit-2 was set by hand." in office.bring_in(two_teams).rights.by_hand
    now = standing(office, ADA)
    assert (now.hubs, now.role.value) == ({"unit-1"}, "senior_social_worker")


def test_a_right_that_both_a_hand_and_the_mapping_give_is_one_right(office: Office, two_teams: Path) -> None:
    office.bring_in(two_teams)
    by_hand(office, {"hubs/unit-3": "2026-11-01", "role": "asye"})
    correct(office, 'social_worker", hubs = ["unit-1", "unit-2"]', 'clinician", hubs = ["unit-1", "unit-2", "unit-3"]')
    office.bring_in(two_teams)
    now = standing(office, ADA)
    assert (now.hubs, now.role.value) == ({"unit-1", "unit-2", "unit-3"}, "asye")


def test_whoever_the_mapping_names_no_more_is_told_of(office: Office, two_teams: Path) -> None:
    office.bring_in(two_teams)
    correct(office, f'id = "{ADA}"', 'id = "ada.lamb"')
    assert office.bring_in(two_teams).rights.not_named == (f"Ada Lamb ({ADA}) reads unit-1, unit-2.",)
    office.mapping.write_text(
        office.mapping.read_text("utf-8") + f'"before" = {{ id = "{ADA}", hubs = [] }}\n', "utf-8"
    )
    office.bring_in(two_teams)
    assert standing(office, ADA).hubs == frozenset()


def test_a_team_that_was_given_the_wrong_hub_takes_its_children_along(office: Office, two_teams: Path) -> None:
    office.bring_in(two_teams)
    correct(office, '"Unit 2" = "unit-2"', '"Unit 2" = "hub-two"')
    report = office.bring_in(two_teams)
    assert hubs_without(report.mapping) == (("hub-two",), ("unit-2",))
    assert report.holders.moved == ("2: from unit-2 to hub-two", "3: from unit-2 to hub-two")
    assert (holders(office, 1), holders(office, 2), holders(office, 3)) == (["unit-1"], ["hub-two"], ["hub-two"])
    assert office.bring_in(two_teams).changes == 0
    correct(office, '"Unit 2" = "hub-two"', '"Unit 2" = "unit-2"')
    office.bring_in(two_teams)
    assert holders(office, 2) == ["unit-2"]


def test_a_file_in_which_somebody_has_written_stays_where_it_is(office: Office, two_teams: Path) -> None:
    office.bring_in(two_teams)
    office.worker_edits(child(2), "person", SUBJECT, phone="01632 960000")
    with office.store.adding("test") as ledger:  # of the third child, only beside the main file
        apart = f"{child(3)}:clinical"
        ledger.add_sealed({apart: [create(apart, "case_note", {"said": "seen"}, WORKERS_PEN)]}, WORKER_KEY)
    correct(office, '"Unit 2" = "unit-2"', '"Unit 2" = "hub-two"')
    report = office.bring_in(two_teams)
    assert report.holders.stays == (
        "2: held by unit-2; the extract says hub-two. Somebody has written in the file since.",
        "3: held by unit-2; the extract says hub-two. Somebody has written in the file since.",
    )
    assert (holders(office, 2), holders(office, 3)) == (["unit-2"], ["unit-2"])


def test_a_file_that_was_given_to_a_hub_by_hand_stays_there(office: Office, two_teams: Path) -> None:
    office.bring_in(two_teams)
    with office.store.adding("test") as ledger:
        log = grants_log("unit-2")
        (state,) = [one for one in fold(ledger.changes_of(log)).values() if one.agreed["file"] == child(2)]
        change = edit(log, state, state.shown(), {"state": "held"}, office.store.pen(office.keys))
        ledger.add_sealed({log: [change]}, office.keys.administrator_key())
    correct(office, '"Unit 2" = "unit-2"', '"Unit 2" = "hub-two"')
    assert "An administrator gave it to that hub by hand." in office.bring_in(two_teams).holders.stays[0]
    assert holders(office, 2) == ["unit-2"]


def test_a_hub_keeps_the_file_of_a_child_with_whom_no_team_works_now(office: Office, tmp_path: Path) -> None:
    office.bring_in(book(tmp_path / "a.xlsx", [with_(id=1)]))
    report: Report = office.bring_in(book(tmp_path / "a.xlsx", [with_(id=1, end=with_()[4])]))
    assert (report.holders.closed, report.holders.stays) == (("1, held by unit-1",), ())
    assert holders(office, 1) == ["unit-1"]


def test_ids_that_cannot_name_a_file_or_are_daybook_s_own_are_called_something_else(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "ssd"
    folder.mkdir()
    for name, words in {
        "ssd_person": "pers_person_id,pers_forename\n1,Ann\na:b,Bo\n",
        "ssd_involvements": "invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_team\n"
        "i1,1,store,T:2\ni2,a:b,administrator,unallocated\n",
        "ssd_professionals": "prof_professional_id,prof_professional_name\nstore,Mr Store\nadministrator,Al\n",
        "ssd_department": f"dept_team_id,dept_team_name\nT:2,Odd\nunallocated,Nobody\n{'x' * 90},Long\n",
    }.items():
        (folder / f"{name}.csv").write_text(words, "utf-8")
    report = office.bring_in(folder)
    where = [line.partition(":")[0] for line in told(report.problems)]
    assert sorted(where) == [
        *(f"ssd_department.csv, row {row}, column dept_team_id" for row in (2, 3, 4)),
        *(f"ssd_professionals.csv, row {row}, column prof_professional_id" for row in (2, 3)),
    ]
    with office.store.reading() as ledger:
        assert all(is_case_file(head.file) for head in ledger.heads())
        book_ = fold(ledger.changes_of(AUTHORITY_BOOK))
    assert book_["professional", professional_record("administrator")].agreed["professional_name"] == "Administrator"
    assert ("professional", professional_record("store")) not in book_
    (mr_store,) = [worker.id for name, worker in report.mapping.workers.items() if name == "store"]
    assert standing(office, mr_store).hubs == {report.mapping.teams["T:2"]}
    assert report.mapping.teams["unallocated"] == ""
    office.mapping.unlink()
    assert office.bring_in(folder).mapping == report.mapping


def test_two_names_in_another_alphabet_are_two_hubs_and_two_people(office: Office, tmp_path: Path) -> None:
    rows = [with_(id=1, team="فريق", worker="Олена"), with_(id=2, team="Команда", worker="Оксана")]
    mapping = office.bring_in(book(tmp_path / "a.xlsx", rows)).mapping
    assert len(set(mapping.teams.values())) == 2
    assert len({worker.id for worker in mapping.workers.values()}) == 2
    assert [worker.hubs for worker in mapping.workers.values()] == [
        (mapping.teams["فريق"],) if name == "Олена" else (mapping.teams["Команда"],) for name in mapping.workers
    ]


@pytest.mark.parametrize(
    ("was", "shall_be", "says"),
    [
        ('"Unit 2" = "unit-2"', '"Unit 2" = "unit:2"', "“unit:2”, for the team “Unit 2”, cannot be a hub's id"),
        ('"Unit 2" = "unit-2"', '"Unit 2" = "unallocated"', "cannot be a hub's id"),
        (f'id = "{ADA}"', 'id = "administrator"', "kept for Daybook itself"),
        (f'id = "{ADA}", role = "social_worker"', f'id = "{ADA}", role = "boss"', "“boss”, for “Ada Lamb”, is no role"),
        ('hubs = ["unit-1", "unit-2"]', 'hubs = ["unit 1:"]', "“unit 1:”, for “Ada Lamb”, cannot be a hub's id"),
        (
            'id = "name-bo-hay", role = "social_worker"',
            f'id = "{ADA}", role = "asye"',
            f"Two lines give “{ADA}” different roles",
        ),
    ],
)
def test_a_mapping_that_cannot_stand_is_refused_with_every_fault(
    office: Office, two_teams: Path, was: str, shall_be: str, says: str
) -> None:
    office.bring_in(two_teams, dry_run=True)
    correct(office, was, shall_be)
    with pytest.raises(BadMapping) as refused:
        office.bring_in(two_teams)
    assert says in refused.value.sentence
    assert "Nothing was added" in refused.value.sentence


def test_a_mapping_that_notepad_saved_is_read(office: Office, two_teams: Path) -> None:
    office.bring_in(two_teams, dry_run=True)
    office.mapping.write_text(office.mapping.read_text("utf-8"), "utf-8-sig")
    assert office.bring_in(two_teams, accept_proposal=False).was_added


def test_two_lines_for_one_person_give_the_hubs_of_both(office: Office, two_teams: Path) -> None:
    office.bring_in(two_teams, dry_run=True)
    correct(office, 'id = "name-bo-hay", role = "social_worker", hubs = ["unit-2"]', f'id = "{ADA}", hubs = ["unit-3"]')
    office.bring_in(two_teams)
    assert standing(office, ADA).hubs == {"unit-1", "unit-2", "unit-3"}
