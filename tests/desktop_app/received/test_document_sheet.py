"""The sheet of a document as a worker meets it: by key, by drop, by keyboard alone; nothing lost, nothing taken that cannot be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from casework.kinds.received import Document
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.received.actions import unfinished
from desktop_app.received.view.document_page import DocumentPage
from desktop_app.received.view.document_sheet import DocumentSheet
from desktop_app.shell import tokens
from desktop_app.shell.controls import Preview, Toast
from desktop_app.start.desk import Desk
from desktop_app.visits.view.entries_page import EntriesPage, Show
from desktop_app.visits.view.entry_card import EntryCard
from tests.desktop_app.received.sheets import Hands
from tests.support import made_up, papers
from tests.support.accessibility import problems_in, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.leaks import find_leaks
from tests.support.pictures import settle, wear

MAISIE, TOM, AYLA = made_up.hub().showcase
LETTER = ("Elm Road Primary School", "Marker-Capybara nine late mornings")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path_factory.mktemp("received") / "copy") as opened:
        yield opened


@pytest.fixture
def hands(desk: Desk, qtbot: QtBot) -> Iterator[Hands]:
    desk.go("child", file=MAISIE)
    page = desk.window.view()
    assert isinstance(page, ChildPage)
    page.choose("now")
    qtbot.waitUntil(page.acceptDrops)  # what may be begun here is known
    made = Hands(desk.window, qtbot)
    yield made
    sheet = made.find()
    if sheet is not None:
        sheet.leave()
    qtbot.waitUntil(lambda: unfinished(desk.records) == [])
    for toast in desk.window.findChildren(Toast):
        toast.go()
    if tokens.current() != tokens.light():
        wear(tokens.light())
    settle()


def documents(desk: Desk, file: str) -> list[Document]:
    return [one.value for one in desk.records.records(file, Document) if one.unsent]


def fill(hands: Hands, sheet: DocumentSheet, about: str) -> None:
    """By keyboard, from the files on: a letter from the grandmother, about something."""
    hands.tab_to(sheet.fields.what)
    hands.type("Letter")
    hands.tab_to(sheet.fields.source)
    hands.type("Nan")
    hands.tab_to(sheet.fields.about)
    hands.type(about)


def test_a_letter_is_filed_for_two_children_by_keyboard_alone(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    before = {file: len(documents(desk, file)) for file in (MAISIE, TOM, AYLA)}
    sheet = hands.open()
    assert QApplication.focusWidget() is sheet.files.choose
    hands.choose(papers.put(tmp_path, "letter.pdf", papers.pdf(*LETTER, pages=2)))
    assert "PDF, 2 pages. Encrypted on this laptop." in words_on(sheet)
    assert "Daybook cannot delete it for good" in words_on(sheet)
    fill(hands, sheet, "Nine late mornings.")
    hands.tab_to(sheet.fields.whose[TOM])
    hands.key(Qt.Key.Key_Space)
    assert "This will be in Maisie’s and Tom’s files." in words_on(sheet)
    hands.add()
    after = {file: len(documents(desk, file)) for file in (MAISIE, TOM, AYLA)}
    assert after == {MAISIE: before[MAISIE] + 1, TOM: before[TOM] + 1, AYLA: before[AYLA]}
    filed = documents(desk, TOM)[-1]
    assert (filed.document_type, filed.source, filed.about) == ("letter", "Nan", "Nine late mornings.")
    assert find_leaks(desk.vault.profile.folder, ["Marker-Capybara"]) == []


def test_what_is_missing_is_said_where_it_is_missing(hands: Hands, tmp_path: Path) -> None:
    sheet = hands.open()
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.files.error() == "Choose the document or photograph."
    hands.choose(papers.put(tmp_path, "a.jpg", papers.photograph()))
    assert sheet.files.error() == ""
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.fields.what.error() == "Say what it is."


def test_of_a_photograph_it_is_asked_who_was_asked_and_the_body_map_is_named(
    desk: Desk, hands: Hands, tmp_path: Path
) -> None:
    sheet = hands.open()
    assert "body map" not in words_on(sheet)
    hands.choose(papers.put(tmp_path, "bed.jpg", papers.photograph()))
    hands.tab_to(sheet.fields.what)
    hands.type("Photograph")
    assert "Use the body map of a safety concern, and ask a doctor to look." in words_on(sheet)
    assert not sheet.fields.asked.isVisible()
    sheet.fields.shows.parts()[0].click()
    assert sheet.fields.asked.isVisible()
    hands.tab_to(sheet.fields.source)
    hands.type("Hannah Okafor")
    hands.tab_to(sheet.fields.about)
    hands.type("Her bed.")
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.fields.asked.error() == "Say who was asked about this photograph."
    hands.type("Gemma")
    hands.tab_to(sheet.fields.said)
    hands.type("Yes, gladly")
    hands.add()
    asked = documents(desk, MAISIE)[-1].asked
    assert asked is not None
    assert (asked.who, asked.said) == ("Gemma", "Yes, gladly")


def test_what_cannot_be_filed_says_so_and_the_rest_is_taken(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    hands.open()
    files = [
        papers.put(tmp_path, "report.docx", b"PK\x03\x04"),
        papers.put(tmp_path, "one.pdf", papers.pdf("one")),
        papers.put(tmp_path, "locked.pdf", papers.pdf("x", password="secret")),
    ]
    sheet = hands.choose(*files)
    draft = sheet.draft()
    assert [one.name for one in draft.chosen] == ["one.pdf"]
    assert [words.partition("”")[0] for words in sheet.files.refusals()] == [
        "Not taken. “report.docx",
        "Not taken. “locked.pdf",
    ]
    hands.choose(papers.put(tmp_path, "two.png", papers.png()))
    assert sheet.files.refusals() == []
    assert [one.name for one in sheet.draft().chosen] == ["one.pdf", "two.png"]
    first = sheet.draft().chosen[0]
    button = next(one for one in sheet.findChildren(QAbstractButton) if one.accessibleName() == "Take one.pdf off")
    button.click()
    assert [one.name for one in sheet.draft().chosen] == ["two.png"]
    hands.bot.waitUntil(lambda: not desk.records.has_attachment(first.content))


def test_files_dropped_on_the_childs_page_open_the_sheet_with_them(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    page = desk.window.view()
    assert isinstance(page, ChildPage)
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(papers.put(tmp_path, "dropped.pdf", papers.pdf("x"))), QUrl("https://a.b/c")])
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dragged, left, no_key))
    sheet = hands.sheet()
    hands.bot.waitUntil(lambda: [one.name for one in sheet.draft().chosen] == ["dropped.pdf"])


def test_what_was_chosen_and_typed_is_kept_and_gone_on_with(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    sheet = hands.open()
    hands.choose(papers.put(tmp_path, "kept.pdf", papers.pdf("x")))
    hands.bot.waitUntil(lambda: [one.chosen[0].name for one in unfinished(desk.records)] == ["kept.pdf"])
    hands.tab_to(sheet.fields.about)
    hands.type("Half a sen")
    hands.key(Qt.Key.Key_Escape)
    keep = next(one for one in sheet._asking.findChildren(QAbstractButton) if one.text() == "Keep as draft")
    keep.click()
    hands.bot.waitUntil(lambda: hands.find() is None)
    desk.go("waiting")
    page = desk.window.view()
    hands.bot.waitUntil(lambda: "Draft: Document or photograph about Maisie" in words_on(page))
    page.draft_opened.emit(MAISIE, "document")
    again = hands.sheet()
    assert again.draft().about == "Half a sen"
    assert QApplication.focusWidget() is again.fields.about.focusProxy()
    assert [one.has_picture() for one in again.files.findChildren(Preview)] == [True]
    again.leave()
    hands.bot.waitUntil(lambda: unfinished(desk.records) == [])


@pytest.mark.parametrize("look", [tokens.light(), tokens.dark(), tokens.light(200)], ids=["light", "dark", "200 %"])
def test_the_sheet_can_be_used_in_every_look(hands: Hands, tmp_path: Path, look: tokens.Look) -> None:
    wear(look)
    sheet = hands.open()
    hands.choose(papers.put(tmp_path, "a.jpg", papers.photograph()), papers.put(tmp_path, "b.doc", b"\xd0\xcf\x11\xe0"))
    sheet.fields.what.set_value("photograph")
    sheet.fields.shows.set_value("yes")
    sheet.fields.changed.emit()
    settle()
    assert problems_in(sheet) == []


# -- read again ---------------------------------------------------------------------------------------------------------


def test_filed_it_stands_on_a_card_with_its_picture_and_opens_inside_daybook(
    desk: Desk, hands: Hands, tmp_path: Path
) -> None:
    sheet = hands.open()
    hands.choose(
        papers.put(tmp_path, "letter.pdf", papers.pdf(*LETTER, pages=2)),
        papers.put(tmp_path, "b.jpg", papers.photograph()),
    )
    fill(hands, sheet, "Opened again.")
    hands.add()
    page = desk.window.view()
    assert isinstance(page, ChildPage)
    page.choose("entries")
    tab = page.findChild(EntriesPage)
    assert tab is not None
    hands.bot.waitUntil(tab.is_filled)
    tab.choose(Show.DOCUMENTS)

    def card() -> EntryCard | None:
        settle()
        return next((one for one in tab.findChildren(EntryCard) if "Opened again." in words_on(one)), None)

    hands.bot.waitUntil(lambda: card() is not None)
    shown = card()
    assert shown is not None
    hands.bot.waitUntil(lambda: [one.has_picture() for one in shown.findChildren(Preview)] == [True])
    next(one for one in shown.findChildren(QAbstractButton) if one.accessibleName().startswith("Open: Letter")).click()
    opened = desk.window.view()
    assert isinstance(opened, DocumentPage)
    hands.bot.waitUntil(lambda: len(opened.pages.pages()) == 3 and opened.pages.pages()[0].is_drawn(), timeout=10_000)
    assert "Marker-Capybara" in opened.pages.pages()[0].accessibleDescription()
    assert QApplication.focusWidget() is opened.pages
    assert problems_in(desk.window) == []
    assert find_leaks(desk.vault.profile.folder, ["Marker-Capybara"]) == []
    desk.router.back()
    assert desk.window.view() is page
    assert opened.pages.pages() == []  # nothing is held for a page that nobody sees
    desk.router.forward()
    hands.bot.waitUntil(lambda: len(opened.pages.pages()) == 3, timeout=10_000)


def test_a_confidential_one_is_covered_until_it_is_asked_for(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    sheet = hands.open()
    hands.choose(papers.put(tmp_path, "order.pdf", papers.pdf("Marker-Capybara order")))
    fill(hands, sheet, "The refuge is named.")
    hands.tab_to(sheet.fields.confidential)
    hands.key(Qt.Key.Key_Space)
    hands.add()
    record = desk.records.records(MAISIE, Document)[-1]
    desk.go("document", file=MAISIE, record=record.record.hex())
    page = desk.window.view()
    assert isinstance(page, DocumentPage)
    hands.bot.waitUntil(lambda: "Covered" in words_on(page))
    assert "refuge" not in words_on(page)
    assert page.pages.pages() == []
    assert QApplication.focusWidget() is not None
    hands.key(Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: len(page.pages.pages()) == 1, timeout=10_000)
    assert "The refuge is named." in words_on(page)


def test_one_that_is_not_here_and_cannot_be_fetched_says_so(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    sheet = hands.open()
    hands.choose(papers.put(tmp_path, "far.pdf", papers.pdf("far")))
    fill(hands, sheet, "Far away.")
    hands.add()
    record = desk.records.records(MAISIE, Document)[-1]
    desk.records.forget_sealed(one.content for one in record.value.content or ())
    desk.go("document", file=MAISIE, record=record.record.hex())
    page = desk.window.view()
    hands.bot.waitUntil(lambda: "there is no connection to the central store now" in words_on(page), timeout=20_000)
    assert "Try again" in words_on(page)
