"""An administrator gives every laptop the numbers that workers ring about a child's safety."""

from pathlib import Path

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.fold import fold
from casework.kinds.books import AUTHORITY_RECORD, Authority
from casework.kinds.reading import read_as
from central_store.commands.run import main
from central_store.store import Folder, Store, make_store

LIST = "who,number,hours,checked\nFront door,01632 960120,9am to 5pm,2026-11-02\nPolice,999,,2026-11-02\n"


@pytest.fixture
def where(tmp_path: Path) -> list[str]:
    key = tmp_path / "authority.key"
    make_store(tmp_path / "store", "made-up", "Made-up Council", key).close()
    return ["--data", str(tmp_path / "store"), "--authority-key", str(key)]


def bring_in(folder: Path, where: list[str], text: str) -> int:
    file = folder / "numbers.csv"
    file.write_text(text, "utf-8")
    return main(["numbers", *where, str(file)])


def authority(folder: Path) -> Authority:
    store = Store(Folder(folder / "store"))
    try:
        with store.reading() as ledger:
            return read_as(Authority, fold(ledger.changes_of(AUTHORITY_BOOK))["authority", AUTHORITY_RECORD])
    finally:
        store.close()


def test_a_new_list_takes_the_place_of_the_one_before(tmp_path: Path, where: list[str]) -> None:
    assert bring_in(tmp_path, where, LIST) == 0
    found = authority(tmp_path)
    assert [(one.who, one.number, one.hours) for one in found.ring.values()] == [
        ("Front door", "01632 960120", "9am to 5pm"),
        ("Police", "999", ""),
    ]
    assert found.name == "Made-up Council"
    assert bring_in(tmp_path, where, "who,number,hours,checked\nDuty team,01632 960199,nights,2026-11-09\n") == 0
    assert [one.who for one in authority(tmp_path).ring.values()] == ["Duty team"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who,number\nPolice,999\n", "needs the columns"),
        (LIST + "Duty team,,nights,2026-11-02\n", "Line 3 needs who it is and the number"),
        (LIST + "Duty team,01632 960199,nights,last week\n", "the day on which somebody tried 01632 960199"),
    ],
)
def test_a_list_with_a_gap_changes_nothing(
    tmp_path: Path, where: list[str], capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    assert bring_in(tmp_path, where, text) == 1
    assert said in capsys.readouterr().err
    assert authority(tmp_path).ring == {}
