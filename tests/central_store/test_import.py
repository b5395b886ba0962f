"""An import adds all that is new or nothing, nothing twice, and never lays the office's word over a worker's."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework import ssd
from casework.case_files import AUTHORITY_BOOK, grants_log, person_file
from casework.editing import Pen, edit
from casework.fold import fold
from casework.kinds import NAME_OF
from casework.kinds.books import Grant, Professional
from casework.kinds.people import SUBJECT, Address, Person, Relation, display_name
from casework.kinds.reading import Kind, read_as
from casework.kinds.work import CareStage, CaseNote, Involvement
from casework.seals import SigningKey, device_id
from central_store.checking import problems
from central_store.devices.key_files import AuthorityKeys, read_authority_keys
from central_store.intake.importing import Report, import_extract
from central_store.intake.mapping import BadMapping
from central_store.making import make_store
from central_store.store import Store
from tests.central_store.test_reading_annex_a import ANNEX_A, ROW, book, with_
from tests.support.store import RunningStore

TODAY = datetime.date(2026, 11, 24)
TENANT = "made-up"
WORKER_KEY = SigningKey.from_bytes(bytes(32))
WORKERS_PEN = Pen("name-ada-lamb", device_id(WORKER_KEY.public), "2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z")


def quietly(_done: int, _of: int) -> None: ...


class Office:
    """A store and what an administrator does with it."""

    def __init__(self, folder: Path) -> None:
        key_file = folder / "authority.key"
        self.store: Store = make_store(
            folder / "store", TENANT, "Made-up Council", key_file, RunningStore.new_database()
        )
        self.keys: AuthorityKeys = read_authority_keys(key_file)
        self.mapping = folder / "mapping.toml"

    def bring_in(self, *paths: Path, dry_run: bool = False, accept_proposal: bool = True) -> Report:
        return import_extract(
            self.store,
            self.keys,
            paths,
            self.mapping,
            dry_run=dry_run,
            today=TODAY,
            progress=quietly,
            accept_proposal=accept_proposal,
        )

    def all_of(self, file: str, form: type[Kind]) -> list[Kind]:
        with self.store.reading() as ledger:
            states = fold(ledger.changes_of(file)).values()
        return [read_as(form, state) for state in states if state.kind == NAME_OF[form] and state.is_kept]

    def worker_edits(self, file: str, kind: str, record: bytes, **values: object) -> None:
        with self.store.adding("test") as ledger:
            state = fold(ledger.changes_of(file))[kind, record]
            change = edit(file, state, state.shown(), values, WORKERS_PEN)
            ledger.add_sealed({file: [change]}, WORKER_KEY)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = Office(tmp_path)
    yield opened
    opened.store.close()


def child(person_id: object) -> str:
    return person_file(TENANT, str(person_id))


def test_a_dry_run_adds_nothing_then_all_then_nothing_twice(office: Office) -> None:
    dry = office.bring_in(ANNEX_A, dry_run=True)
    assert dry.changes > 200
    with office.store.reading() as ledger:
        assert [head.file for head in ledger.heads()] == [AUTHORITY_BOOK]
    first = office.bring_in(ANNEX_A)
    assert (first.changes, first.files) == (dry.changes, dry.files)
    assert office.bring_in(ANNEX_A).changes == 0
    assert problems(office.store, quietly) == []


def test_a_child_without_a_name_is_shown_by_the_id(office: Office) -> None:
    office.bring_in(ANNEX_A)
    (person,) = office.all_of(child(6537810), Person)
    assert isinstance(person, Person)
    assert display_name(person) == "Name not supplied, id 6537810"


def test_children_without_a_team_go_to_the_unallocated_tray_and_on_once_there_is_one(
    office: Office, tmp_path: Path
) -> None:
    report = office.bring_in(book(tmp_path / "a.xlsx", [with_(team=None, worker=None)]))
    assert report.holders.unallocated == ("100",)
    office.bring_in(book(tmp_path / "a.xlsx", [ROW]))
    states = {
        hub: [grant.state for grant in office.all_of(grants_log(hub), Grant)] for hub in ("unallocated", "unit-1")
    }  # type: ignore[attr-defined]
    assert states == {"unallocated": ["handed on"], "unit-1": ["held"]}


def test_an_import_never_moves_a_child_between_hubs(office: Office, tmp_path: Path) -> None:
    office.bring_in(book(tmp_path / "a.xlsx", [ROW]))
    report = office.bring_in(book(tmp_path / "a.xlsx", [with_(team="Unit 2")]))
    assert report.holders.stays == (
        "100: held by unit-1; the extract says unit-2. The extract names another team than before.",
    )
    assert office.all_of(grants_log("unit-2"), Grant) == []


def test_workers_map_to_involvements_by_the_file_that_a_person_may_change(office: Office, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [ROW])
    office.bring_in(path, dry_run=True)
    words = office.mapping.read_text("utf-8")
    assert '"Ada Lamb" = { id = "name-ada-lamb", role = "social_worker", hubs = ["unit-1"] }' in words
    office.mapping.write_text(words.replace('"name-ada-lamb", role = "social_worker"', '"w7", role = "asye"'), "utf-8")
    office.bring_in(path)
    (involvement,) = office.all_of(child(100), Involvement)
    assert isinstance(involvement, Involvement)
    assert (involvement.professional_id, involvement.professional_name) == ("w7", "Ada Lamb")
    roles = {
        one.professional_id: one.role
        for one in office.all_of(AUTHORITY_BOOK, Professional)
        if isinstance(one, Professional)
    }
    assert roles["w7"] == "asye"


def test_a_mapping_file_with_a_mistake_stops_before_anything_is_added(office: Office, tmp_path: Path) -> None:
    office.mapping.write_text("[teams]\nUnit 1 = here\n", "utf-8")
    with pytest.raises(BadMapping, match=r"mapping\.toml cannot be read"):
        office.bring_in(book(tmp_path / "a.xlsx", [ROW]))
    with office.store.reading() as ledger:
        assert [head.file for head in ledger.heads()] == [AUTHORITY_BOOK]


def test_a_later_extract_changes_what_only_the_import_wrote(office: Office, tmp_path: Path) -> None:
    office.bring_in(book(tmp_path / "a.xlsx", [ROW]))
    office.bring_in(book(tmp_path / "a.xlsx", [with_(end=datetime.date(2026, 11, 1))]))
    (stage,) = office.all_of(child(100), CareStage)
    assert isinstance(stage, CareStage)
    assert stage.end_date == "2026-11-01"


def test_a_workers_correction_is_neither_undone_nor_trampled(office: Office, tmp_path: Path) -> None:
    office.bring_in(book(tmp_path / "a.xlsx", [ROW]))
    office.worker_edits(child(100), "person", SUBJECT, ethnicity="MWBC")
    assert office.bring_in(book(tmp_path / "a.xlsx", [ROW])).changes == 0
    office.bring_in(book(tmp_path / "a.xlsx", [[*ROW[:2], "k) APKN", *ROW[3:]]]))
    with office.store.reading() as ledger:
        state = fold(ledger.changes_of(child(100)))["person", SUBJECT]
    assert {version.value for version in state.versions("ethnicity")} == {"MWBC", "APKN"}


def test_what_could_not_be_read_is_a_note_on_the_child(office: Office, tmp_path: Path) -> None:
    office.bring_in(book(tmp_path / "a.xlsx", [with_(seen="about Easter")]))
    (note,) = office.all_of(child(100), CaseNote)
    assert isinstance(note, CaseNote)
    assert note.how == "import"
    assert "about Easter" in (note.said or "")


def test_cancelling_adds_nothing(office: Office) -> None:
    def cancel(done: int, _of: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_extract(
            office.store,
            office.keys,
            [ANNEX_A],
            office.mapping,
            dry_run=False,
            today=TODAY,
            progress=cancel,
            accept_proposal=True,
        )
    with office.store.reading() as ledger:
        assert [head.file for head in ledger.heads()] == [AUTHORITY_BOOK]


SSD = {
    "ssd_person.csv": "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob,pers_expected_dob,pers_is_mother\n"
    "100,Tess,Vole,F,2015-01-05,,N\n101,Bo,Vole,M,02/03/2018,,N\n102,Una,Vole,F,1988-05-05,,Y\n103,,Vole,U,,2027-02-01,N\n",
    "ssd_family.csv": "fami_table_id,fami_family_id,fami_person_id\n1,F1,100\n2,F1,101\n3,F1,999\n",
    "ssd_address.csv": "addr_address_id,addr_person_id,addr_address_type,addr_address_start_date,addr_address_end_date,"
    'addr_address_postcode,addr_address_json\n1,100,HOME,2020-01-01,,ZZ1 1ZZ,"{""HOUSE"": ""4"", ""STREET"": ""Made Up Lane""}"\n',
    "ssd_involvements.csv": "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,"
    "invo_person_id,invo_involvement_start_date,invo_involvement_end_date\n1,P1,ALLOCATED CASE WORKER,T1,100,2026-01-05,\n",
    "ssd_professionals.csv": "prof_professional_id,prof_professional_name,prof_professional_job_title,"
    "prof_professional_department,prof_social_worker_registration_no\nP1,Ada Lamb,Senior Social Worker,T1,SW1\n",
    "ssd_department.csv": "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name\nT1,Unit 1,G1,Group East\n",
    "ssd_missing.csv": "miss_person_id\n100\n",
}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    folder = tmp_path / "ssd"
    folder.mkdir()
    for name, words in SSD.items():
        (folder / name).write_text(words, "utf-8-sig")
    return folder


def test_the_dataset_and_annex_a_meet_in_one_child(office: Office, dataset: Path, tmp_path: Path) -> None:
    report = office.bring_in(dataset, book(tmp_path / "a.xlsx", [ROW]))
    file = child(100)
    people = {person.forename: person for person in office.all_of(file, Person) if isinstance(person, Person)}
    assert (people["Tess"].surname, people["Tess"].dob, people["Tess"].family) == ("Vole", "2015-01-05", "F1")
    (stage,) = office.all_of(file, CareStage)
    assert stage == CareStage(stage="cin_plan", start_date="2026-01-05", last_seen_date="2026-10-01")
    (address,) = office.all_of(file, Address)
    assert isinstance(address, Address)
    assert address.place is not None
    assert (address.place.lines, address.place.postcode) == ("4, Made Up Lane", "ZZ1 1ZZ")
    (relation,) = office.all_of(file, Relation)
    assert isinstance(relation, Relation)
    assert relation.other_file == child(101)
    assert {one.professional_id for one in office.all_of(file, Involvement)} == {"P1"}  # type: ignore[attr-defined]
    (grant,) = office.all_of(grants_log("T1"), Grant)
    assert isinstance(grant, Grant)
    assert (grant.file, grant.state) == (file, "held")
    assert "ssd_missing.csv" in report.extract.left_out
    assert any("nobody with the id “999”" in problem.sentence for problem in report.extract.problems)
    assert office.all_of(child(102), Person) == []
    (unborn,) = office.all_of(child(103), Person)
    assert isinstance(unborn, Person)
    assert unborn.expected_dob == "2027-02-01"
    assert office.bring_in(dataset, tmp_path / "a.xlsx").changes == 0


def test_the_table_of_the_dataset_names_only_fields_that_are() -> None:
    assert ssd.unknown_fields() == []
    assert ssd.column_of("person", "forename") == "ssd_person.pers_forename"
