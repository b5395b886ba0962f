"""What an authority sets: read as a file, changed, given back; a file with faults changes nothing."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.case_files import AUTHORITY_BOOK
from central_store.checking import problems
from central_store.commands.run import main
from central_store.commands.settings import written
from central_store.devices.key_files import AuthorityKeys, read_authority_keys
from central_store.making import make_store
from central_store.settings import BadSettings, Settings, keep_settings, kept_settings, read_settings
from central_store.store import Store

MORE = """
out_of_hours = "01632 960555"
complaints = "Ring 01632 960777"
[lock]
minutes = 3
minutes_with_a_family = 15
[recording]
voices = true
[[ring]]
who = "Emergency duty team"
number = "01632 960555"
hours = "5pm to 8am"
checked = 2026-11-02
[[ring]]
who = "Police"
number = "101"
checked = 2026-11-03
[[help]]
who = "IT service desk"
number = "01632 960100"
hours = "7am to 10pm"
checked = 2026-11-03
[labels]
"map.columns.worried" = "What worries us?"
"looked_after:map.columns.worried" = "What is hard?"
"""

TWICE = """
[[ring]]
who = "Police"
number = "101"
checked = 2026-11-03
[[ring]]
who = "police"
number = "999"
checked = 2026-11-03
"""


@pytest.fixture(scope="module")
def keys_and_folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[AuthorityKeys, Path]:
    folder = tmp_path_factory.mktemp("authority")
    make_store(folder / "store", "made-up", "Made-up Council", folder / "authority.key").close()
    return read_authority_keys(folder / "authority.key"), folder


@pytest.fixture
def keys(keys_and_folder: tuple[AuthorityKeys, Path]) -> AuthorityKeys:
    return keys_and_folder[0]


@pytest.fixture
def store(keys_and_folder: tuple[AuthorityKeys, Path]) -> Iterator[Store]:
    from central_store.store import Folder

    store = Store(Folder(keys_and_folder[1] / "store"))
    yield store
    keep_settings(store, keys_and_folder[0], Settings())
    store.close()


def settings_in(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    return read_settings(tmp_path / "settings.toml")


def test_what_is_shown_can_be_given_back_and_changes_nothing(store: Store, keys: AuthorityKeys, tmp_path: Path) -> None:
    assert keep_settings(store, keys, settings_in(tmp_path, MORE))
    shown = settings_in(tmp_path, "\n".join(written(kept_settings(store))))
    assert shown == settings_in(tmp_path, MORE)
    assert keep_settings(store, keys, shown) == ()


def test_what_is_taken_out_of_the_file_stands_no_longer(store: Store, keys: AuthorityKeys, tmp_path: Path) -> None:
    keep_settings(store, keys, settings_in(tmp_path, MORE))
    assert keep_settings(store, keys, settings_in(tmp_path, "[lock]\nminutes = 3\nminutes_with_a_family = 15")) == (
        "the number out of hours",
        "how to complain",
        "whom to ring",
        "whom to ring who cannot get into Daybook",
        "whether a child’s voice may be recorded",
        "the words of the framework",
    )
    assert kept_settings(store).labels == {}
    assert kept_settings(store).ring == ()
    assert kept_settings(store).help == ()
    assert kept_settings(store).lock.minutes == 3
    assert not kept_settings(store).recording.voices


def test_the_order_of_the_file_is_the_order_in_which_numbers_are_shown(
    store: Store, keys: AuthorityKeys, tmp_path: Path
) -> None:
    keep_settings(store, keys, settings_in(tmp_path, MORE))
    assert [one.who for one in kept_settings(store).ring] == ["Emergency duty team", "Police"]
    other_way = MORE.replace("Police", "Police, child abuse team")
    assert keep_settings(store, keys, settings_in(tmp_path, other_way)) == ("whom to ring",)
    assert [one.who for one in kept_settings(store).ring] == ["Emergency duty team", "Police, child abuse team"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[lock]\nminutes = 600", "minutes"),
        ("[lock]\nminuets = 5", "minuets"),
        ('[labels]\n"map.columns.wurried" = "x"', "There is no label “map.columns.wurried”"),
        ('[labels]\n"cp:map.columns.worried" = "x"', "“cp:map.columns.worried” names no level of need"),
        ('[labels]\n"map.standings.childs_words" = "Words"', "must keep {child}"),
        ('[[ring]]\nwho = ""\nnumber = "1"\nchecked = 2026-11-02', "who"),
        ('[[ring]]\nwho = "Police"\nnumber = "101"', "checked"),
        (TWICE, "rung twice"),
        (TWICE.replace("[ring]", "[help]"), "rung twice"),
        ("out_of_hours = 01632", "cannot be read"),
        ("\x00", "cannot be read"),
    ],
)
def test_a_file_with_a_fault_is_refused_whole_and_says_where(
    store: Store, keys: AuthorityKeys, tmp_path: Path, text: str, why: str
) -> None:
    keep_settings(store, keys, settings_in(tmp_path, MORE))
    before = kept_settings(store)
    with pytest.raises(BadSettings, match="Nothing was changed") as refused:
        settings_in(tmp_path, text)
    assert why in refused.value.sentence
    assert kept_settings(store) == before


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="cannot be read"):
        read_settings(tmp_path / "none.toml")


def test_from_the_command_line(
    store: Store, keys_and_folder: tuple[AuthorityKeys, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(keys_and_folder[1] / "store")]
    key = ["--authority-key", str(keys_and_folder[1] / "authority.key")]
    assert main(["settings", *where]) == 0
    shown = capsys.readouterr().out
    assert tomllib.loads(shown)["lock"] == {"minutes": 5, "minutes_with_a_family": 20}
    assert '# "map.columns.worried" = "What are we worried about?"' in shown
    changed = shown.replace(
        '# "map.columns.worried" = "What are we worried about?"', '"map.columns.worried" = "Worries"'
    )
    (tmp_path / "settings.toml").write_text(changed, "utf-8")
    assert main(["settings", str(tmp_path / "settings.toml"), *where]) == 1
    assert "--authority-key" in capsys.readouterr().err
    assert main(["settings", str(tmp_path / "settings.toml"), *where, *key]) == 0
    assert "Changed: the words of the framework." in capsys.readouterr().out
    assert kept_settings(store).labels == {"map.columns.worried": "Worries"}
    assert problems(store, lambda _done, _of: None) == []
    with store.reading() as ledger:
        assert any(change.header.kind == "policy" for change in ledger.changes_of(AUTHORITY_BOOK))
