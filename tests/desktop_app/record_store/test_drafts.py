"""What is typed is on disk, encrypted, when keeping it returns; it is found again by what it is for."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.kinds.work import CaseNote
from desktop_app.record_store.drafts import AnotherReleases
from desktop_app.record_store.records import Records
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault, open_vault
from tests.support.copies import CHILD, SISTER, open_copy
from tests.support.leaks import find_leaks
from tests.support.vaults import PASSPHRASE

Copy = tuple[OpenVault, Records]


class Form(msgspec.Struct, frozen=True):
    """Something typed."""

    words: str
    ticks: tuple[bool, ...] = ()


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


def test_a_draft_is_there_after_the_program_ended(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy") as (_, records):
        records.drafts.keep("visit:1", CHILD, "visit", Form("She was tir"))
        records.drafts.keep("visit:1", CHILD, "visit", Form("She was tired", (True, False)))
    vault = open_vault(Profile(tmp_path / "copy"), PASSPHRASE)
    try:
        drafts = Records(vault).drafts
        assert drafts.find("visit:1", Form) == Form("She was tired", (True, False))
        assert [(line.name, line.file, line.what) for line in drafts.lines()] == [("visit:1", CHILD, "visit")]
    finally:
        vault.close()


def test_drafts_stand_newest_first_and_by_file(copy: Copy) -> None:
    _, records = copy
    for number, file in enumerate((CHILD, SISTER, CHILD)):
        records.drafts.keep(f"note:{number}", file, "note", Form(str(number)))
    assert {line.name for line in records.drafts.lines(CHILD)} == {"note:0", "note:2"}
    assert len(records.drafts.lines()) == 3
    assert records.drafts.find("note:9", Form) is None


def test_a_draft_goes_with_the_record_it_becomes_and_not_before(copy: Copy) -> None:
    _, records = copy
    records.drafts.keep("note:1", CHILD, "note", Form("School rang."))
    change = records.create(CHILD, CaseNote(said="School rang."))
    assert records.waiting().count == 1
    records.add(change, draft_done="note:1")
    assert records.drafts.find("note:1", Form) is None
    assert records.waiting().count == 1, "the record waits now"
    records.drafts.keep("note:2", CHILD, "note", Form("Thrown away"))
    records.drafts.done("note:2")
    assert records.drafts.lines() == []


def test_a_draft_of_another_release_is_kept_and_said_so(copy: Copy) -> None:
    _, records = copy
    records.drafts.keep("visit:1", CHILD, "visit", {"words": 7})
    with pytest.raises(AnotherReleases):
        records.drafts.find("visit:1", Form)
    assert len(records.drafts.lines()) == 1


def test_no_file_holds_a_word_of_a_draft(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy") as (_, records):
        for number in range(50):
            records.drafts.keep("visit:1", CHILD, "visit", Form(f"pangolin number {number} " * 20))
        assert find_leaks(tmp_path, ("pangolin",)) == [], "while it is open, the WAL included"
        records.drafts.done("visit:1")
    assert find_leaks(tmp_path, ("pangolin",)) == []
