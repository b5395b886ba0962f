"""A worker whose laptop is revoked while they work: what is typed is kept, the page says why, and the copy is handed over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.kinds.books import NumberToRing
from casework.leaving import DRAFT
from central_store.quarantine import Kept, Quarantine
from desktop_app.opening.leaving import WHY
from desktop_app.opening.view.leaving import LeavingPage
from desktop_app.opening.view.unlock import UnlockPage
from desktop_app.shell import tokens
from desktop_app.shell.window import MainWindow
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
from tests.desktop_app.notes.keyboard import Keyboard
from tests.support.accessibility import assert_usable, words_on
from tests.support.laptops import new_laptop
from tests.support.leavers import DRAFTS, OPEN, leave_in_the_middle
from tests.support.pictures import settle, wear
from tests.support.store import TENANT, RunningStore, child_file
from tests.support.vaults import PASSPHRASE

TYPED = "typed in the very moment"
ELLA, MAYA = child_file("ella"), child_file("maya")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        running.add_hub("hub-1", ["ruth", "omar"], ["ella", "maya"])
        yield running


@pytest.fixture
def device(tmp_path: Path, store: RunningStore) -> str:
    with new_laptop(tmp_path / "copy", store, "ruth") as laptop:
        laptop.sync()
        leave_in_the_middle(laptop, ELLA, MAYA)
        return laptop.records.identity.device


@pytest.fixture
def daybook(tmp_path: Path, device: str, qtbot: QtBot) -> Iterator[Daybook]:
    assert device
    wear(tokens.light())
    made = Daybook(Profile(tmp_path / "copy"))
    made.window.show()
    yield made
    made.close()
    made.window.deleteLater()
    settle()


def unlock(daybook: Daybook, qtbot: QtBot) -> None:
    page = daybook.window
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page._passphrase.line, PASSPHRASE)
    qtbot.keyClick(page._passphrase.line, Qt.Key.Key_Return)


def leaving_page(daybook: Daybook, qtbot: QtBot) -> LeavingPage:
    qtbot.waitUntil(lambda: isinstance(daybook.window, LeavingPage), timeout=30_000)
    page = daybook.window
    assert isinstance(page, LeavingPage)
    return page


def drafts_of(store: RunningStore, device: str) -> list[Kept]:
    opened = store.open()
    try:
        with opened.engine.connect() as connection:
            things = Quarantine(connection, TENANT, opened.folder).things(device)
    finally:
        opened.close()
    return [one for one in things if one.item.what == DRAFT]


def words_in(store: RunningStore, device: str, one: Kept) -> str:
    where = ("--data", str(store.data), "--device", device, "--item", str(one.number))
    return store.command("quarantine", "show", *where)


def test_revoked_while_it_is_open_what_was_typed_arrives_too(
    daybook: Daybook, store: RunningStore, device: str, qtbot: QtBot, tmp_path: Path
) -> None:
    unlock(daybook, qtbot)
    qtbot.waitUntil(lambda: isinstance(daybook.window, MainWindow), timeout=30_000)
    desk = daybook.desk
    assert desk is not None
    desk.go("child", file=ELLA)
    keyboard = Keyboard(desk.window, qtbot)
    sheet = keyboard.note()
    qtbot.keyClicks(sheet.fields.said.paper, TYPED)
    store.revoke(device)
    page = leaving_page(daybook, qtbot)
    qtbot.waitUntil(lambda: "This Daybook is closed" in words_on(page), timeout=30_000)
    assert "is with your authority, where a person looks through it." in words_on(page)
    drafts = drafts_of(store, device)
    assert len(drafts) == DRAFTS + OPEN + 1
    assert any(TYPED in words_in(store, device, one) for one in drafts)
    assert not (tmp_path / "copy").exists()
    assert daybook.desk is None
    page.close_wanted.emit()
    assert not page.isVisible()


def test_revoked_while_it_was_locked_it_says_what_waits_without_a_connection_and_goes_on_with_one(
    daybook: Daybook, store: RunningStore, device: str, qtbot: QtBot, tmp_path: Path
) -> None:
    store.revoke(device)
    unlock(daybook, qtbot)
    page = leaving_page(daybook, qtbot)
    qtbot.waitUntil(lambda: "This Daybook is closed" in words_on(page), timeout=30_000)
    assert len(drafts_of(store, device)) == DRAFTS + OPEN
    assert not (tmp_path / "copy").exists()


def test_cut_off_in_the_middle_nothing_is_destroyed_and_it_goes_on(
    daybook: Daybook, store: RunningStore, device: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casework.errors import NotReachable
    from desktop_app.sync.transport import Transport

    truly, sent = Transport.send_part, []

    def cut_off(self: Transport, name: str, part: bytes) -> None:
        sent.append(name)
        if len(sent) == 4:
            raise NotReachable("The central store cannot be reached.")
        truly(self, name, part)

    monkeypatch.setattr(Transport, "send_part", cut_off)
    store.revoke(device)
    unlock(daybook, qtbot)
    page = leaving_page(daybook, qtbot)
    qtbot.waitUntil(page._button.isVisible, timeout=30_000)
    said = words_on(page)
    assert "Nothing is destroyed before all of it has arrived." in said
    assert "Nothing you wrote is lost." in said
    assert "Marker-" not in said
    assert_usable(page)
    assert drafts_of(store, device) == []
    page._button.click()
    qtbot.waitUntil(lambda: "This Daybook is closed" in words_on(page), timeout=30_000)
    assert len(drafts_of(store, device)) == DRAFTS + OPEN
    assert len(sent) == len(set(sent)) + 1, "only the part that did not arrive was sent again"


def test_the_end_of_one_that_was_cut_off_needs_no_passphrase(
    store: RunningStore, device: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casework.errors import NotReachable
    from desktop_app.opening.leaving import OrderedAway, hand_over
    from tests.support.laptops import open_again

    store.revoke(device)
    laptop = open_again(tmp_path / "copy")

    def cut_off(*_: object) -> None:
        raise NotReachable("cut off")

    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.opening.leaving.send_receipt", cut_off)
        assert not hand_over(OrderedAway(laptop.vault, laptop.records, "2026-11-27T09:00:00Z")).is_told
    laptop.engine.close()
    wear(tokens.light())
    daybook = Daybook(Profile(tmp_path / "copy"))
    try:
        page = daybook.window
        assert isinstance(page, LeavingPage)
        page.show()
        qtbot.waitUntil(lambda: "This Daybook is closed" in words_on(page), timeout=30_000)
        assert not (tmp_path / "copy").exists()
    finally:
        daybook.close()
        daybook.window.deleteLater()
        settle()


@pytest.mark.parametrize("look", [tokens.light(), tokens.dark(200)], ids=["100", "200"])
def test_it_fits_at_every_text_size(qtbot: QtBot, look: tokens.Look) -> None:
    wear(look)
    try:
        page = LeavingPage(WHY, "What you had not sent.", [NumberToRing(1, "IT service desk", "01632 960444", "8am")])
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        for state in (
            lambda: page.say_progress(3, 9),
            lambda: page.say_waits("There is no connection."),
            lambda: page.say_done("It is with your authority.", is_told=True),
        ):
            state()
            settle()
            assert_usable(page)
    finally:
        wear(tokens.light())
