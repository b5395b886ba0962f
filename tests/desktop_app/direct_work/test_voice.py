"""Their voice in the whole program: a child's words over time, covered at a press, asked again, taken away with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.record import Record
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.direct_work import actions
from desktop_app.direct_work.draft import new_session
from desktop_app.direct_work.view.choose_again_room import ChooseAgainRoom
from desktop_app.direct_work.view.drawing_picture import DrawingPicture
from desktop_app.direct_work.view.drawing_sheet import DrawingSheet
from desktop_app.direct_work.view.session_page import SessionPage
from desktop_app.direct_work.view.take_away_sheet import TakeAwaySheet
from desktop_app.direct_work.view.voice_card import VoiceCard
from desktop_app.direct_work.view.voice_tab import VoiceTab
from desktop_app.opening.pin import choose_pin
from desktop_app.shell import tokens
from desktop_app.shell.controls import Tag
from desktop_app.start.desk import Desk
from tests.desktop_app.direct_work.test_child_mode import press
from tests.desktop_app.direct_work.test_session_journey import PIN, click
from tests.support import made_up, pictures
from tests.support.accessibility import problems_in, words_on
from tests.support.daybooks import open_made_up_daybook

MAISIE, TOM, AYLA = made_up.hub().showcase
WORDS = "I hide in the wardrob wen they showt"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_made_up_daybook(tmp_path / "copy") as opened:
        for pieces in made_up.hub().pieces.values():
            for name, piece in pieces.items():
                opened.vault.pieces.keep(name, piece)
        yield opened


def voice_of(desk: Desk, qtbot: QtBot, file: str, child: str) -> VoiceTab:
    desk.go("child", file=file, tab="voice")
    page = desk.window.view()
    assert isinstance(page, ChildPage)
    tab = page.tab("voice")
    assert isinstance(tab, VoiceTab)
    qtbot.waitUntil(lambda: child in words_on(tab))
    if f"Press to show {child}’s words" in words_on(tab):
        click(tab, f"Press to show {child}’s words")
    return tab


def quote(desk: Desk, file: str = MAISIE, words: str = WORDS) -> Record[Quote] | None:
    return next((one for one in desk.records.records(file, Quote) if one.value.words == words), None)


def tags_of(card: VoiceCard) -> list[str]:
    return [tag.text() for tag in card.findChildren(Tag)]


def card_of(tab: VoiceTab, words: str) -> VoiceCard:
    pictures.settle()
    return next(
        card
        for card in tab.findChildren(VoiceCard)
        if card.isVisible() and any(words in label.text() for label in card.findChildren(QLabel))
    )


def test_words_stand_as_they_were_written_with_source_permission_and_drawing(desk: Desk, qtbot: QtBot) -> None:
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    first = card_of(tab, "wardrob")
    said = words_on(first)
    assert f"“{WORDS}”" in said
    assert "Three houses, “Worries”, alone. Read back: “yes”" in said
    assert "Gemma and Nan. Not Lee" in said
    (picture,) = first.findChildren(DrawingPicture)
    assert picture.strokes()


def test_ratings_stand_in_the_childs_words_and_nothing_is_added_up(desk: Desk, qtbot: QtBot) -> None:
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    said = words_on(tab.ratings)
    assert "“cos nan is here”" in said
    assert "4 of 10" in said
    assert "5 of 10" in said
    assert "4.5" not in said
    assert "not asked" in words_on(voice_of(desk, qtbot, TOM, "Tom").ratings)


def test_why_something_was_shown_after_all_is_said(desk: Desk, qtbot: QtBot) -> None:
    tab = voice_of(desk, qtbot, TOM, "Tom")
    said = words_on(card_of(tab, "mummy was sleeping"))
    assert "Shown to keep a child safe" in said
    assert "he had crossed two roads alone" in said


def test_words_drawings_and_ratings_are_covered_until_asked_for_and_again_on_leaving(desk: Desk, qtbot: QtBot) -> None:
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    assert "wardrob" in words_on(tab)
    page = desk.window.view()
    assert isinstance(page, ChildPage)
    for cover in (lambda: click(tab, "Cover words"), lambda: (page.choose("now"), page.choose("voice"))):
        cover()
        pictures.settle()
        said = words_on(tab)
        assert all(trace not in said for trace in ("wardrob", "cos nan is here", "bottle", "Not Lee", "Worries"))
        assert not [one for one in tab.findChildren(DrawingPicture) if one.isVisible()]
        click(tab, "Press to show Maisie’s words")
        assert "wardrob" in words_on(tab)


def test_a_child_without_words_yet_is_told_what_will_stand_here(desk: Desk, qtbot: QtBot) -> None:
    assert "No words from Ayla yet" in words_on(voice_of(desk, qtbot, AYLA, "Ayla"))


def test_older_words_are_shown_when_they_are_asked_for(desk: Desk, qtbot: QtBot) -> None:
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    voice = tab._voice
    assert voice is not None
    most_at_first = min(12, len(voice.entries))
    qtbot.waitUntil(lambda: sum(card.isVisible() for card in tab.findChildren(VoiceCard)) == most_at_first)


def test_the_child_chooses_again_and_the_tag_says_so(desk: Desk, qtbot: QtBot) -> None:
    choose_pin(desk.vault, PIN)
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    click(card_of(tab, "wardrob"), "Ask again who may see it")

    def rooms() -> list[ChooseAgainRoom]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, ChooseAgainRoom) and one.isVisible()]

    qtbot.waitUntil(lambda: len(rooms()) == 1)
    (room,) = rooms()
    try:
        pictures.settle()
        assert "So: Gemma and Nan may see it. Lee will not." in words_on(room)
        press(room, "Just the words")
        press(room, "Only people whose job it is")
        press(room, "That’s right")
        assert "I have written down what you chose." in words_on(room)
        press(room, "For the grown-up who brought it")
        QTest.keyClicks(room.door, PIN)
        qtbot.waitUntil(desk.window.isVisible)
        assert "wardrob" not in words_on(tab)
        click(tab, "Press to show Maisie’s words")
    finally:
        if desk.work.is_there(room):
            room.leave()
    found = quote(desk)
    assert found is not None
    assert found.value.may_see == Sharing("professionals")
    assert not found.in_two_versions
    qtbot.waitUntil(lambda: "Only people whose job it is" in tags_of(card_of(tab, "wardrob")))


def test_words_are_taken_away_with_a_reason_and_only_with_one(desk: Desk, qtbot: QtBot) -> None:
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    click(card_of(tab, "wardrob"), "Take it away")
    (sheet,) = [one for one in desk.window.findChildren(TakeAwaySheet) if one.isVisible()]
    click(sheet, "Take it away")
    qtbot.waitUntil(lambda: "Say why it is taken away" in words_on(sheet))
    assert quote(desk) is not None
    QTest.keyClicks(sheet.why.paper, "Maisie asked me to.")
    click(sheet, "Take it away")
    qtbot.waitUntil(lambda: quote(desk) is None)
    qtbot.waitUntil(lambda: "wardrob" not in words_on(tab))


def test_a_session_is_begun_from_here_and_an_unfinished_one_gone_on_with(desk: Desk, qtbot: QtBot) -> None:
    draft = new_session(MAISIE, made_up.NOW)
    actions.keep(desk.records, draft)
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    assert "The session of Tuesday 10 November is not in the record yet." in words_on(tab)
    click(tab, "Go on with it")
    page = desk.window.view()
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(lambda: page.draft() == draft)
    page.went_back.emit()
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    click(tab, "Begin direct work")
    assert isinstance(desk.window.view(), SessionPage)


def test_a_session_of_another_release_hides_nothing_that_stands_in_the_record(desk: Desk, qtbot: QtBot) -> None:
    desk.records.drafts.keep("session:00", MAISIE, "session", {"of": "another release"})
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    assert "cannot be opened by this one. It is kept." in words_on(tab)
    assert "wardrob" in words_on(tab)
    click(tab, "Begin direct work")
    page = desk.window.view()
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(lambda: page.draft() is not None)
    desk.go("three_houses", file=MAISIE, session="00")
    page = desk.window.view()
    assert isinstance(page, SessionPage)
    qtbot.waitUntil(lambda: "It is kept." in words_on(page))


@pytest.mark.parametrize("percent", [100, 200])
def test_the_tab_can_be_used_by_everybody(desk: Desk, qtbot: QtBot, percent: int) -> None:
    pictures.wear(tokens.light(percent))
    voice_of(desk, qtbot, MAISIE, "Maisie")
    assert problems_in(desk.window) == []


@pytest.mark.parametrize("percent", [100, 200])
def test_a_drawing_is_seen_as_large_as_the_window_allows(desk: Desk, qtbot: QtBot, percent: int) -> None:
    pictures.wear(tokens.light(percent))
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    click(card_of(tab, "wardrob"), "See it larger")
    (sheet,) = [one for one in desk.window.findChildren(DrawingSheet) if one.isVisible()]
    (drawing,) = sheet.findChildren(DrawingPicture)
    assert drawing.width() > 700
    assert sheet.height() <= desk.window.height()
    assert problems_in(sheet) == []
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_sheet_asks_before_words_are_lost(desk: Desk, qtbot: QtBot) -> None:
    tab = voice_of(desk, qtbot, MAISIE, "Maisie")
    click(card_of(tab, "wardrob"), "Take it away")
    (sheet,) = [one for one in desk.window.findChildren(TakeAwaySheet) if one.isVisible()]
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert quote(desk) is not None
