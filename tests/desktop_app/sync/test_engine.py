"""Two laptops and a real store: what one writes the other shows, and nothing is lost on the way."""

import ssl
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.errors import NotReachable
from casework.kinds.direct_work import Drawing
from casework.kinds.people import Person
from casework.kinds.work import CaseNote
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.sync.joining import NotTheirs, join
from desktop_app.sync.transport import StoreRefused
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.key_file import LEAST
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import make_vault
from tests.support.laptops import Laptop, new_laptop, open_again
from tests.support.store import RunningStore, child_file
from tests.support.vaults import PASSPHRASE

ELLA, OTHER = child_file("ella"), child_file("other")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella", "maya"])
        running.add_hub("hub-2", ["zoe"], ["other"])
        yield running


@pytest.fixture
def ruth(store: RunningStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "ruth", store, "ruth") as laptop:
        yield laptop


@pytest.fixture
def omar(store: RunningStore, tmp_path: Path) -> Iterator[Laptop]:
    with new_laptop(tmp_path / "omar", store, "omar") as laptop:
        yield laptop


def test_a_new_laptop_gets_its_hub_and_no_other(ruth: Laptop) -> None:
    outcome = ruth.sync()
    assert outcome.agrees
    files = {record.file for record in ruth.records.records_everywhere(Person)}
    assert files == {ELLA, child_file("maya")}
    assert AUTHORITY_BOOK in ruth.records.standing_of_files()
    assert ruth.sync().received == 0


def test_what_one_writes_the_other_shows_with_its_drawing(ruth: Laptop, omar: Laptop) -> None:
    ruth.sync()
    ink = ruth.records.keep_attachment(ELLA, b"strokes" * 50_000, "application/x-ink")
    ruth.records.add(
        ruth.records.create(ELLA, CaseNote(said="rang school")),
        ruth.records.create(ELLA, Drawing(title="Home", ink=ink)),
    )
    outcome = ruth.sync()
    assert (outcome.sent, outcome.agrees, ruth.records.waiting().count) == (2, True, 0)
    omar.sync()
    (note,) = omar.records.records(ELLA, CaseNote)
    assert (note.value.said, note.author) == ("rang school", "ruth")
    (drawing,) = omar.records.records(ELLA, Drawing)
    assert drawing.value.ink is not None
    assert omar.records.open_attachment(drawing.value.ink) == b"strokes" * 50_000
    for laptop in (ruth, omar):
        with reading(laptop.vault.engine) as connection:
            assert problems_of_copy(connection, laptop.records.identity) == []


def test_one_field_written_by_both_stands_in_two_versions_on_both_until_one_settles(ruth: Laptop, omar: Laptop) -> None:
    for laptop in (ruth, omar):
        laptop.sync()
    for laptop, school in ((ruth, "Elm Road"), (omar, "Oak Lane")):
        (person,) = laptop.records.records(ELLA, Person)
        laptop.records.add(laptop.records.edit(person, {"school": school}))
    for laptop in (ruth, omar, ruth):
        laptop.sync()
    for laptop in (ruth, omar):
        (person,) = laptop.records.records(ELLA, Person)
        versions = laptop.records.state(*person.key).versions("school")
        assert {version.value for version in versions} == {"Elm Road", "Oak Lane"}
    (person,) = omar.records.records(ELLA, Person)
    omar.records.add(omar.records.settle(person, "school", "Elm Road", "the school says so"))
    omar.sync()
    ruth.sync()
    (person,) = ruth.records.records(ELLA, Person)
    assert person.value.school == "Elm Road"
    assert ruth.records.two_versions() == []


def test_offline_work_waits_and_goes_when_the_store_is_back(store: RunningStore, ruth: Laptop, omar: Laptop) -> None:
    ruth.sync()
    store.kill()
    ruth.records.add(ruth.records.create(ELLA, CaseNote(said="written in the car")))
    with pytest.raises(NotReachable):
        ruth.sync()
    assert ruth.records.waiting().count == 1
    store.start()
    assert ruth.sync().sent == 1
    omar.sync()
    assert [note.value.said for note in omar.records.records(ELLA, CaseNote)] == ["written in the car"]


def test_a_laptop_closed_before_the_answer_sends_the_same_seal_again(
    store: RunningStore, ruth: Laptop, tmp_path: Path
) -> None:
    ruth.sync()
    ruth.records.add(ruth.records.create(ELLA, CaseNote(said="once")))
    with ruth.vault.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER cut BEFORE DELETE ON outgoing BEGIN SELECT RAISE(ABORT, 'cut'); END")
    with pytest.raises(Exception, match="cut"):
        ruth.sync()  # the store has it; this laptop's word of that was cut off
    with ruth.vault.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER cut")
    ruth.close()
    with open_again(tmp_path / "ruth") as again:
        assert again.records.waiting().count == 1
        outcome = again.sync()
        assert outcome.agrees
        assert again.records.waiting().count == 0
        assert len(again.records.records(ELLA, CaseNote)) == 1
    assert "holds" in store.command("verify", "--data", str(store.data))


def test_another_hubs_file_is_refused_and_set_aside(store: RunningStore, ruth: Laptop) -> None:
    ruth.sync()
    stray = ruth.records.create(OTHER, CaseNote(said="not mine to write"))
    mine = ruth.records.create(ELLA, CaseNote(said="mine"))
    from desktop_app.record_store.log import add_to_log

    with ruth.vault.engine.begin() as connection:  # as a changed program would
        for change in (stray, mine):
            add_to_log(connection, change.header.file, [(change, None, "", False)])
    ruth.sync()
    assert [(one.change.id, one.reason) for one in ruth.records.set_aside()] == [(stray.id, "right")]
    assert ruth.records.records(OTHER, CaseNote) == []
    assert ruth.records.waiting().count == 0
    opened = store.open()
    with opened.engine.connect() as connection:
        lines = connection.exec_driver_sql("SELECT what, file FROM audit WHERE what LIKE 'refused%'").all()
    opened.close()
    assert [tuple(line) for line in lines] == [("refused: right", OTHER)]


def test_a_revoked_laptop_is_refused(store: RunningStore, ruth: Laptop) -> None:
    ruth.sync()
    device = ruth.records.identity.device
    store.command("revoke", "--data", str(store.data), "--device", device, "--authority-key", str(store.key_file))
    with pytest.raises(StoreRefused):
        ruth.sync()


def test_a_code_is_good_for_one_laptop_and_names_one_store(store: RunningStore, tmp_path: Path) -> None:
    code = store.enrol("ruth")
    first = make_vault(Profile(tmp_path / "first"), PASSPHRASE, hardness=LEAST)
    second = make_vault(Profile(tmp_path / "second"), PASSPHRASE, hardness=LEAST)
    try:
        join(first.engine, first.signing_key, store.address, code)
        with pytest.raises(StoreRefused):
            join(second.engine, second.signing_key, store.address, code)
        with RunningStore(tmp_path / "elsewhere") as other, pytest.raises(NotTheirs):
            join(second.engine, second.signing_key, other.address, code)
    finally:
        first.close()
        second.close()


def test_a_store_put_back_from_yesterday_gets_back_what_the_laptops_hold(
    store: RunningStore, ruth: Laptop, omar: Laptop, tmp_path: Path
) -> None:
    for laptop in (ruth, omar):
        laptop.sync()
    store.command("backup", "--data", str(store.data), "--to", str(tmp_path / "yesterday"))
    for laptop, said in ((ruth, "ruth, after"), (omar, "omar, after")):
        laptop.records.add(laptop.records.create(ELLA, CaseNote(said=said)))
        laptop.sync()
    ruth.sync()
    store.stop()
    store.data.rename(tmp_path / "lost")
    store.command("restore", "--from", str(tmp_path / "yesterday"), "--data", str(store.data))
    store.start()
    for laptop in (omar, ruth, omar):
        assert laptop.sync().agrees
    for laptop in (ruth, omar):
        assert {note.value.said for note in laptop.records.records(ELLA, CaseNote)} == {"ruth, after", "omar, after"}
        assert laptop.records.two_versions() == []
    assert "holds" in store.command("verify", "--data", str(store.data))


def test_a_laptop_that_waits_for_news_lets_go_when_it_is_shut(ruth: Laptop) -> None:
    ruth.sync()
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(ruth.engine.has_news, 20.0)
        wait_until_a_thread_reads_from_the_store()
        began = time.monotonic()
        ruth.engine.close()
        with pytest.raises(NotReachable):
            waiting.result()
        assert time.monotonic() - began < 2


def wait_until_a_thread_reads_from_the_store() -> None:
    until = time.monotonic() + 20
    while not any(frame.f_code.co_filename == ssl.__file__ for frame in sys._current_frames().values()):
        assert time.monotonic() < until
        threading.Event().wait(0.005)
