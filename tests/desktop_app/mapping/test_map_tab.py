"""The map in the worker's hands: added, changed and withdrawn by pressing and typing; a colleague's work loses nothing."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.mapping import Category, MapEntry, NotAsked
from casework.kinds.plans import Action
from desktop_app.direct_work.view.off_the_map_card import OffTheMapCard
from desktop_app.direct_work.view.voice_tab import VoiceTab
from desktop_app.mapping.view.card_sheet import CardSheet
from desktop_app.record_store.records import Records
from desktop_app.shell.controls import TextLink, Toast
from desktop_app.start.desk import Desk
from desktop_app.versions.view.two_versions_page import TwoVersionsPage
from tests.desktop_app.mapping.hands import (
    HARM,
    WAIT,
    begin,
    choose,
    colleague_edits,
    colleague_withdraws,
    entries,
    open_map,
    press,
    press_card,
    sheet_of,
    texts,
    wait_for,
    with_harm,
)
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import CHILD, office, put


def said(desk: Desk) -> list[str]:
    return [toast.words() for toast in desk.window.findChildren(Toast) if toast.isVisible()]


def test_a_danger_statement_and_its_goal_are_written_paired_and_added(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        press(page.board.columns[0].add_button, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        choose(sheet.category, "danger_statement", qtbot)
        assert "a time it happened before" in sheet.text.hint.words()
        assert sheet.text.value() == "", "a hint is never written for the worker"
        qtbot.keyClicks(sheet.text.paper, "Nan is worried that it gets dark")
        choose(sheet.entry.standing, "opinion", qtbot)
        qtbot.keyClicks(sheet.entry.whose_view.line, "Nan and school")
        press(sheet.entry.views.more, qtbot)
        (lee,) = sheet.entry.views.rows
        assert lee.who is not None
        qtbot.keyClicks(lee.who.line, "Lee")
        qtbot.keyClicks(lee.says.line, "it is too strong")
        press(sheet.entry.views.more, qtbot)
        *_, gemma = sheet.entry.views.rows
        assert gemma.who is not None
        qtbot.keyClicks(gemma.who.line, "Gemma")
        qtbot.waitUntil(lambda: gemma.height() > gemma.asked.height() > 60, timeout=WAIT)
        choose(gemma.asked, "not asked", qtbot)
        assert gemma.says.isHidden()
        qtbot.keyClicks(gemma.why.line, "she was asleep")
        press(sheet.ready, qtbot)
        wait_for(page, 0, ["Nan is worried that it gets dark"], qtbot)
        sheet = begin(desk, page, 2, "A grown-up walks them home", qtbot)
        choose(sheet.category, "safety_goal", qtbot)
        sheet.pair._box.setCurrentIndex(1)
        assert sheet.pair._box.currentText() == "Pair 1: Nan is worried that it gets dark"
        qtbot.keyClicks(sheet.entry.whose_view.line, "Gemma")
        press(sheet.ready, qtbot)
        qtbot.waitUntil(lambda: page.not_added.add.accessibleName() == "Add to record: 2 cards", timeout=WAIT)
        assert entries(desk) == []
        press(page.not_added.add, qtbot)
        qtbot.waitUntil(lambda: len(entries(desk)) == 2, timeout=WAIT)
        qtbot.waitUntil(lambda: said(desk) == ["Added to the record: 2 cards."], timeout=WAIT)
        assert not page.not_added.isVisible()  # the page never says both
        danger, goal = entries(desk)
        assert danger.pair == goal.pair
        assert (danger.whose_view, danger.views) == (
            "Nan and school",
            {"Lee": "it is too strong", "Gemma": NotAsked("she was asleep")},
        )
        faces = [page.board.columns[column].list.shown()[0].face for column in (0, 2)]
        assert [(face.form, face.number) for face in faces] == [("pair", 1), ("pair", 1)]


def test_a_next_step_says_who_and_by_when(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        sheet = begin(desk, page, 2, "Sleeps at the house", qtbot)
        press(sheet.ready, qtbot)
        qtbot.waitUntil(page.not_added.add.isVisible, timeout=WAIT)
        press(page.not_added.add, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        assert sheet.step.who.error() == "Say who takes this next step."
        qtbot.keyClicks(sheet.step.who.line, "Lee")
        choose(sheet.step.kind, "from", qtbot)
        qtbot.keyClicks(sheet.step.day.line, "15 November 2026")
        press(sheet.ready, qtbot)
        qtbot.waitUntil(lambda: "Lee" in page.board.columns[2].list.shown()[0].face.foot, timeout=WAIT)
        press(page.not_added.add, qtbot)
        qtbot.waitUntil(lambda: len(desk.records.records(CHILD, Action)) == 1, timeout=WAIT)
        (step,) = desk.records.records(CHILD, Action)
        assert step.value.who_by_when is not None
        assert (step.value.who_by_when.who, step.value.who_by_when.lead, step.value.who_by_when.by) == (
            "Lee",
            "From",
            "2026-11-15",
        )


def test_an_edit_is_a_new_version_over_what_was_shown(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        (made,) = with_harm(desk)
        wait_for(page, 0, [HARM.text or ""], qtbot)
        press_card(page, 0, 0, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        qtbot.keyClick(sheet.text.paper, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(sheet.text.paper, " Alone.")
        press(sheet.ready, qtbot)
        wait_for(page, 0, ["Tom crossed two roads. Alone."], qtbot)
        press(page.not_added.add, qtbot)
        qtbot.waitUntil(lambda: entries(desk)[0].text == "Tom crossed two roads. Alone.", timeout=WAIT)
        history = desk.records.history(CHILD, "map_entry", made.header.record)
        assert [sorted(change.values) for change in history[1:]] == [["text"]]
        assert history[-1].header.over == (made.id,)


def test_a_pull_while_the_sheet_is_open_changes_neither_the_words_nor_what_they_are_over(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        made = with_harm(desk)
        wait_for(page, 0, [HARM.text or ""], qtbot)
        press_card(page, 0, 0, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        qtbot.keyClick(sheet.text.paper, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(sheet.text.paper, " Mine.")
        shown = sheet.card().shown
        colleague_edits(desk, made, {"text": "Tom crossed one road."})
        qtbot.waitUntil(sheet.notices.isVisible, timeout=WAIT)
        assert "A colleague changed this card" in sheet.notices.words()
        assert "Tom crossed one road." in sheet.notices.words()
        qtbot.keyClicks(sheet.text.paper, " Still mine.")
        assert sheet.text.value() == "Tom crossed two roads. Mine. Still mine."
        assert sheet.card().shown == shown
        press(sheet.ready, qtbot)
        wait_for(page, 0, ["Tom crossed two roads. Mine. Still mine."], qtbot)
        press(page.not_added.add, qtbot)
        both = "Two versions of what stands here."
        qtbot.waitUntil(
            lambda: both in [note.words for note in page.board.columns[0].list.shown()[0].face.notes], timeout=WAIT
        )
        assert "Tom crossed one road." in texts(page, 0)[0]
        assert "Tom crossed two roads. Mine. Still mine." in texts(page, 0)[0]
        press_card(page, 0, 0, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        assert not sheet.text.isVisible(), "only a settle may set what is in two versions"
        sheet.notices.settle_wanted.emit()
        qtbot.waitUntil(lambda: isinstance(desk.window.view(), TwoVersionsPage), timeout=WAIT)


def test_a_card_a_colleague_took_away_keeps_the_workers_words_as_a_new_card(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        made = with_harm(desk)
        wait_for(page, 0, [HARM.text or ""], qtbot)
        press_card(page, 0, 0, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        qtbot.keyClicks(sheet.text.paper, "On Monday ")
        colleague_withdraws(desk, made)
        qtbot.waitUntil(lambda: "took this card off the map" in sheet.notices.words(), timeout=WAIT)
        (again,) = [
            button
            for button in sheet.notices.findChildren(type(page.not_added.undo))
            if button.words() == "Make mine a new card"
        ]
        press(again, qtbot)
        qtbot.waitUntil(
            lambda: (
                [note.words for card in page.board.columns[0].list.shown() for note in card.face.notes]
                == ["Not added yet"]
            ),
            timeout=WAIT,
        )
        press(page.not_added.add, qtbot)
        qtbot.waitUntil(
            lambda: [one.text for one in entries(desk)] == ["On Monday Tom crossed two roads."], timeout=WAIT
        )
        assert desk.records.records(CHILD, MapEntry)[0].record != made[0].header.record


def test_withdrawing_asks_why(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        (made,) = with_harm(desk)
        wait_for(page, 0, [HARM.text or ""], qtbot)
        press_card(page, 0, 0, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        press(sheet.withdraw, qtbot)
        qtbot.keyClicks(sheet.why.paper, "It was his cousin.")
        press(sheet.ready, qtbot)
        qtbot.waitUntil(page.not_added.add.isVisible, timeout=WAIT)
        assert len(entries(desk)) == 1
        press(page.not_added.add, qtbot)
        wait_for(page, 0, [], qtbot)
        assert entries(desk) == []
        last = desk.records.history(CHILD, "map_entry", made.header.record)[-1]
        assert last.values["#why"] == "It was his cousin."


def test_nothing_on_the_map_says_that_a_child_holds_words_back_and_their_voice_leads_to_the_card(
    tmp_path: Path, qtbot: QtBot
) -> None:
    def prepare(records: Records) -> None:
        for words, sharing in (("I hide", None), ("nan reeds to me", Sharing("everyone"))):
            house = "worries" if sharing is None else "good"
            quote = Quote(words=words, house=house, confirmed=True, said_on="2026-10-29", may_see=sharing)
            records.add(records.create(CHILD, quote))
        card = MapEntry(category=Category.PAST_HARM.value, text="he shouts", standing="childs_words", whose_view="Ella")
        records.add(records.create(CHILD, card))

    with open_map(tmp_path, qtbot, prepare) as (desk, page):
        wait_for(page, 1, ["“nan reeds to me”"], qtbot)
        assert texts(page, 0) == []
        seen = words_on(desk.window.view()).casefold()
        assert not any(
            told in seen for told in ("i hide", "he shouts", "covered", "held back", "asked that", "ask first")
        )
        press(page.board.columns[0].add_button, qtbot)
        adding = sheet_of(desk, qtbot, CardSheet)
        choose(adding.entry.standing, "childs_words", qtbot)
        assert "I hide" not in [adding.entry.quote._box.itemText(at) for at in range(adding.entry.quote._box.count())]
        press(adding.ready, qtbot)
        desk.go("child", file=CHILD, tab="voice")
        tab = desk.window.view().tab("voice")  # type: ignore[union-attr]
        assert isinstance(tab, VoiceTab)
        qtbot.waitUntil(lambda: "Press to show Ella’s words" in words_on(tab), timeout=WAIT)
        assert "he shouts" not in words_on(tab)
        tab._uncover()
        (card,) = tab.findChildren(OffTheMapCard)
        assert "he shouts" in words_on(card)
        press(card.findChildren(TextLink)[0], qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        assert not sheet.text.isVisible()
        press(sheet.uncover, qtbot)
        assert sheet.text.value() == "he shouts"


def test_words_the_child_said_before_are_put_on_a_card_as_the_same_record(tmp_path: Path, qtbot: QtBot) -> None:
    def prepare(records: Records) -> None:
        quote = Quote(words="I do the bottle", confirmed=True, said_on="2026-10-29", may_see=Sharing("everyone"))
        records.add(records.create(CHILD, quote))

    with open_map(tmp_path, qtbot, prepare) as (desk, page):
        press(page.board.columns[0].add_button, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        choose(sheet.entry.standing, "childs_words", qtbot)
        assert sheet.entry.whose_view.value() == "Ella"
        qtbot.waitUntil(sheet.entry.quote.isVisible)
        sheet.entry.quote._box.setCurrentIndex(1)
        assert not sheet.text.isVisible()
        press(sheet.ready, qtbot)
        wait_for(page, 0, ["“I do the bottle”"], qtbot)
        press(page.not_added.add, qtbot)
        qtbot.waitUntil(lambda: len(entries(desk)) == 1, timeout=WAIT)
        (quote,) = desk.records.records(CHILD, Quote)
        assert (entries(desk)[0].quote, entries(desk)[0].text) == (quote.record, None)
        wait_for(page, 0, ["“I do the bottle”"], qtbot)
        assert page.board.columns[0].list.shown()[0].face.form == "child"


def test_the_keyboard_does_all_of_it(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        put(desk.vault, office(CHILD, HARM), office(CHILD, MapEntry(category="existing_strength", text="Nan reads")))
        desk.tell({CHILD})
        wait_for(page, 1, ["Nan reads"], qtbot)
        desk.window.activateWindow()
        left, right = (panel.list for panel in page.board.columns[:2])
        left.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(left, Qt.Key.Key_Right)
        qtbot.waitUntil(right.hasFocus)
        qtbot.keyClick(right, Qt.Key.Key_Return)
        sheet = sheet_of(desk, qtbot, CardSheet)
        assert sheet.text.value() == "Nan reads"
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        qtbot.waitUntil(right.hasFocus, timeout=WAIT)
        qtbot.keyClick(right, Qt.Key.Key_Left)
        qtbot.waitUntil(left.hasFocus)


def test_the_tab_and_its_sheets_are_usable(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        with_harm(desk)
        wait_for(page, 0, [HARM.text or ""], qtbot)
        assert_usable(desk.window, in_rows=(page.scale.line,))
        press_card(page, 0, 0, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        assert_usable(sheet)
        qtbot.keyClicks(sheet.text.paper, "x")
        press(sheet.ready, qtbot)
        qtbot.waitUntil(page.not_added.add.isVisible, timeout=WAIT)
        assert_usable(desk.window, in_rows=(page.scale.line,))


def test_what_a_card_goes_with_is_not_lost_when_its_danger_statement_is_gone(tmp_path: Path, qtbot: QtBot) -> None:
    pair = b"pair" * 4
    went_well = MapEntry(category="existing_safety", text="Nan came", whose_view="Nan", standing="told", pair=pair)
    with open_map(tmp_path, qtbot) as (desk, page):
        put(desk.vault, office(CHILD, went_well))
        desk.tell({CHILD})
        wait_for(page, 1, ["Nan came"], qtbot)
        press_card(page, 1, 0, qtbot)
        sheet = sheet_of(desk, qtbot, CardSheet)
        assert sheet.pair._box.currentText() == "What it goes with now"
        qtbot.keyClicks(sheet.text.paper, "At six ")
        assert sheet.card().pair == pair
        press(sheet.ready, qtbot)


def test_a_card_that_is_begun_at_once_after_another_can_go_with_it(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot) as (desk, page):
        sheet = begin(desk, page, 0, "Nan is worried that it gets dark", qtbot)
        choose(sheet.category, "danger_statement", qtbot)
        press(sheet.ready, qtbot)
        press(page.board.columns[2].add_button, qtbot)  # the board that shows the statement is still on its way
        goal = sheet_of(desk, qtbot, CardSheet)
        choose(goal.category, "safety_goal", qtbot)
        assert [goal.pair._box.itemText(at) for at in range(goal.pair._box.count())] == [
            "None",
            "Pair 1: Nan is worried that it gets dark",
        ]
