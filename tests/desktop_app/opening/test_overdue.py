"""A laptop that was too long without its store: shut, kindly, with nothing lost, and both ways back in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.errors import NotReachable
from casework.kinds.books import NumberToRing
from casework.kinds.work import CaseNote
from desktop_app.headless.run import main as headless
from desktop_app.opening import actions
from desktop_app.opening.actions import Opened, Overdue
from desktop_app.opening.overdue import connect, give_code, what_is_told
from desktop_app.opening.view.overdue import OverduePage
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.record_store.lease import WrongCode, standing
from desktop_app.shell import tokens
from desktop_app.shell.window import MainWindow
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
from desktop_app.vault.wrong_tries import this_moment
from tests.support.accessibility import assert_usable, words_on
from tests.support.laptops import new_laptop, open_again
from tests.support.leases import let_days_pass, let_it_run, put_clock_back
from tests.support.pictures import settle, wear
from tests.support.store import RunningStore, child_file
from tests.support.vaults import PASSPHRASE

ELLA = child_file("ella")
SAID = "She asked when Nan comes home."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
    with RunningStore(tmp_path_factory.mktemp("authority")) as running:
        running.add_hub("hub-1", ["ruth"], ["ella"])
        yield running


@pytest.fixture
def copy(store: RunningStore, tmp_path: Path) -> Path:
    """A laptop that was in step, wrote a note and half of another, and then lay in a drawer for fifteen days."""
    folder = tmp_path / "copy"
    with new_laptop(folder, store, "ruth") as laptop:
        laptop.sync()
        laptop.records.add(laptop.records.create(ELLA, CaseNote(how="call", said=SAID)))
        laptop.records.drafts.keep("note:1", ELLA, "note", {"said": "Half of a"})
        let_days_pass(laptop.vault.engine, 15)
    return folder


def unlocked(folder: Path) -> Overdue:
    found = actions.unlock(Profile(folder), PASSPHRASE)
    assert isinstance(found, Overdue)
    return found


def code_from(store: RunningStore, overdue: Overdue, days: int) -> str:
    told = what_is_told(overdue)
    asked = ("--device", told.device, "--challenge", told.challenge, "--days", str(days))
    return store.command("lease", "--data", str(store.data), *asked).splitlines()[1]


def test_contact_opens_it_with_everything_in_its_place(store: RunningStore, copy: Path) -> None:
    overdue = unlocked(copy)
    told = what_is_told(overdue)
    assert told.title == "Connect this laptop"
    assert "14 days" in told.why
    assert told.kept == "What you wrote is kept on this laptop and waits to be sent: 2 things."
    opened = connect(overdue)
    assert [one.value.said for one in opened.records.records(ELLA, CaseNote)] == [SAID]
    assert [one.name for one in opened.records.drafts.lines()] == ["note:1"]
    opened.close()
    again = actions.unlock(Profile(copy), PASSPHRASE)
    assert isinstance(again, Opened)
    again.close()


def test_without_a_connection_it_stays_shut_and_a_code_opens_it(store: RunningStore, copy: Path) -> None:
    overdue = unlocked(copy)
    store.stop()
    try:
        with pytest.raises(NotReachable):
            connect(overdue)
        with pytest.raises(WrongCode):
            give_code(overdue, "DAAA AAAA AAAA")
        opened = give_code(overdue, code_from(store, overdue, 3))
        assert opened.to_tell.startswith("The code opens Daybook on this laptop until ")
        assert opened.records.waiting().count == 2
        opened.close()
        again = actions.unlock(Profile(copy), PASSPHRASE)
        assert isinstance(again, Opened)
        let_days_pass(again.vault.engine, 4)
        again.close()
        unlocked(copy).close()
    finally:
        store.start()


def test_a_clock_that_went_back_is_said_with_what_it_shows(store: RunningStore, copy: Path) -> None:
    with open_again(copy) as laptop:
        laptop.sync()
        put_clock_back(laptop.vault.engine, 2)
    overdue = unlocked(copy)
    told = what_is_told(overdue)
    assert told.title == "This laptop’s clock went back"
    assert "set it right" in told.why
    assert told.kept == "What you wrote is kept on this laptop and waits to be sent: 1 thing."
    connect(overdue).close()


def test_headless_status_tells_it_nothing_is_exported_and_sync_opens_it(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(PASSPHRASE + "\n"))
        ended = headless([arguments[0], "--profile", str(copy), *arguments[1:]])
        said = capsys.readouterr()
        return ended, said.out, said.err

    assert "2 waiting to send" in run("status")[1]
    assert "closed since" in run("status")[1]
    ended, _, why = run("export", "--out", str(tmp_path / "out"), "--not-encrypted")
    assert (ended, why[:12]) == (1, "Closed since")
    assert "nothing is lost" in why
    assert not (tmp_path / "out").exists()
    assert run("sync")[0] == 0
    assert "opens without a connection until" in run("status")[1]


# -- at the screen ----------------------------------------------------------------------------------------------------


@pytest.fixture
def daybook(copy: Path, qtbot: QtBot) -> Iterator[Daybook]:
    wear(tokens.light())
    made = Daybook(Profile(copy))
    made.window.show()
    yield made
    made.close()
    made.window.deleteLater()
    settle()


def type_passphrase(daybook: Daybook, qtbot: QtBot) -> None:
    page = daybook.window
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page._passphrase.line, PASSPHRASE)
    qtbot.keyClick(page._passphrase.line, Qt.Key.Key_Return)


def overdue_page(daybook: Daybook, qtbot: QtBot) -> OverduePage:
    qtbot.waitUntil(lambda: isinstance(daybook.window, OverduePage), timeout=20_000)
    page = daybook.window
    assert isinstance(page, OverduePage)
    qtbot.waitUntil(page._open.isEnabled, timeout=20_000)
    return page


def test_with_a_connection_it_opens_by_itself(daybook: Daybook, qtbot: QtBot) -> None:
    type_passphrase(daybook, qtbot)
    qtbot.waitUntil(lambda: isinstance(daybook.window, MainWindow), timeout=20_000)
    assert daybook.desk is not None


def test_without_one_it_says_what_is_kept_and_takes_a_code(store: RunningStore, daybook: Daybook, qtbot: QtBot) -> None:
    store.stop()
    try:
        type_passphrase(daybook, qtbot)
        page = overdue_page(daybook, qtbot)
        said = words_on(page)
        assert "Nothing is lost." in said
        assert "2 things" in said
        assert "There is no connection to the central store just now." in said
        assert SAID not in said
        assert_usable(page)
        qtbot.keyClicks(page._code.line, "daaa aaaa aaaa")
        qtbot.keyClick(page._code.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "not the code" in page._code.error(), timeout=20_000)
        overdue = daybook._own_door._shut._held
        assert isinstance(overdue, Overdue)
        page._code.set_value(code_from(store, overdue, 2))
        page._open.click()
        qtbot.waitUntil(lambda: isinstance(daybook.window, MainWindow), timeout=20_000)
    finally:
        store.start()


def test_locking_gives_the_copy_back_and_asks_for_the_passphrase(
    store: RunningStore, daybook: Daybook, qtbot: QtBot, copy: Path
) -> None:
    store.stop()
    try:
        type_passphrase(daybook, qtbot)
        overdue_page(daybook, qtbot)
        daybook.lock()
        assert isinstance(daybook.window, UnlockPage)
        daybook._work.close()
        unlocked(copy).close()
    finally:
        store.start()


def test_a_copy_whose_time_is_over_while_it_is_open_is_locked(
    store: RunningStore, daybook: Daybook, qtbot: QtBot
) -> None:
    type_passphrase(daybook, qtbot)
    qtbot.waitUntil(lambda: isinstance(daybook.window, MainWindow), timeout=20_000)
    desk = daybook.desk
    assert desk is not None
    desk.keeper.stop()
    store.stop()
    try:
        let_it_run(desk.vault.engine, 13.9)
        care = daybook._lease_care
        assert care is not None
        care.look()
        daybook._work.ask(lambda: None).wait_until_ended(20)
        settle()
        assert daybook.desk is desk
        lease = standing(desk.vault.engine, this_moment())
        assert lease is not None
        assert lease.ends_soon
        let_it_run(desk.vault.engine, 0.2)
        care.look()
        qtbot.waitUntil(lambda: isinstance(daybook.window, UnlockPage), timeout=20_000)
        type_passphrase(daybook, qtbot)
        overdue_page(daybook, qtbot)
    finally:
        store.start()


@pytest.mark.parametrize("look", [tokens.light(), tokens.light(200)], ids=["100", "200"])
def test_it_fits_at_every_text_size(store: RunningStore, copy: Path, qtbot: QtBot, look: tokens.Look) -> None:
    overdue = unlocked(copy)
    wear(look)
    try:
        page = OverduePage(what_is_told(overdue), [NumberToRing(1, "IT service desk", "01632 960444", "At any time")])
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        page.setFocus()
        settle()
        assert page._area.verticalScrollBar().value() == 0  # what happened, and that nothing is lost, is read first
        page.say_not_reached("The central store cannot be reached. Go on working; everything is kept and sent later.")
        settle()
        page._area.verticalScrollBar().setValue(0)
        assert_usable(page)
    finally:
        wear(tokens.light())
        overdue.close()
