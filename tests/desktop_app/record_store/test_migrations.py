"""A copy that an earlier release left opens with this one, with everything in it; killed on the way it opens all the same."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from casework.kinds.work import CaseNote
from desktop_app.record_store import migrations, schema
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import check_whole, reading
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, open_copy
from tests.support.first_release import SAID, copy_of_the_first_release, shape_of
from tests.support.vaults import open_once_more


@pytest.fixture
def old(tmp_path: Path) -> Iterator[OpenVault]:
    vault = copy_of_the_first_release(tmp_path / "old")
    yield vault
    vault.close()


def version_in(vault: OpenVault) -> int:
    with reading(vault.engine) as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def test_everything_that_was_in_it_is_there_and_can_be_gone_on_with(old: OpenVault, tmp_path: Path) -> None:
    with old.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO drafts VALUES('note:1', ?, 'note', x'80', '', '')", (CHILD,))
    records = Records(old)
    assert version_in(old) == schema.VERSION
    assert [one.value.said for one in records.records(CHILD, CaseNote)] == list(SAID)
    assert [one.value.said for one in records.find("wardrobe")] == [SAID[1]]
    assert [line.name for line in records.drafts.lines()] == ["note:1"]
    records.add(records.create(CHILD, CaseNote(said="Written with this release.")))
    old.close()
    opened = open_once_more(tmp_path / "old", old.signing_key)
    assert not opened.standing.was_put_back
    assert len(Records(opened).records(CHILD, CaseNote)) == 3
    assert check_whole(opened.engine) == []
    opened.close()


def test_its_tables_are_those_of_a_new_copy(old: OpenVault, tmp_path: Path) -> None:
    Records(old)
    with open_copy(tmp_path / "new") as (new, _), reading(old.engine) as one, reading(new.engine) as other:
        assert shape_of(one) == shape_of(other)


def test_each_version_has_its_step() -> None:
    assert list(migrations.STEPS) == list(range(2, schema.VERSION + 1))


def test_a_step_that_fails_leaves_the_copy_as_it_was(old: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half_done (name TEXT)")
        raise OSError("the power went")

    with reading(old.engine) as connection:
        before = shape_of(connection)
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, schema.VERSION: half})
    with pytest.raises(OSError, match="the power went"):
        Records(old)
    with reading(old.engine) as connection:
        assert shape_of(connection) == before
    monkeypatch.undo()
    assert len(Records(old).records(CHILD, CaseNote)) == 2


def test_nothing_of_it_is_read_into_memory_where_no_step_is_due(tmp_path: Path) -> None:
    known = {name: sys.modules.pop(name, None) for name in (migrations.__name__, "alembic")}
    try:
        with open_copy(tmp_path / "copy"):
            assert not known.keys() & sys.modules.keys()
    finally:
        sys.modules.update({name: module for name, module in known.items() if module is not None})
