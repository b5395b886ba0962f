"""One mark for each person, never an average: placed, asked, taken back, and read over time."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.kinds.direct_work import Sharing
from casework.kinds.mapping import OVERALL, Rating, Score, rating_id
from casework.kinds.people import SUBJECT, Person
from desktop_app.mapping.draft import DID_NOT_WANT, NOT_ASKED
from desktop_app.mapping.ratings import Mark, Rater
from desktop_app.mapping.view.history_sheet import HistorySheet
from desktop_app.mapping.view.rating_sheet import SOMEBODY_ELSE, RatingSheet
from desktop_app.mapping.view.scale_line import LEVEL, ScaleLine
from desktop_app.mapping.words import map_words
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.start.desk import Desk
from tests.desktop_app.mapping.hands import WAIT, choose, open_map, press, sheet_of
from tests.support import pictures
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import CHILD, WORKER

NAN = bytes(15) + b"\x07"


def mark(name: str, value: int | None, *, child: bool = False, said: str = "") -> Mark:
    return Mark(Rater(name, name, "", child), Score(value, said), None)


def with_ratings(records: Records) -> None:
    """Nan is in the file; Ella and Nan were asked on two days."""
    records.add(records.create(CHILD, Person(forename="Nan", role="grandmother"), record=NAN))
    for day, child, nan in (("2026-10-01", 3, 2), ("2026-11-05", 5, 4)):
        for key, name, value in ((SUBJECT.hex(), "Ella", child), (NAN.hex(), "Nan", nan)):
            session = day.encode()
            score = Score(value, words="cos nan is here" if name == "Ella" else "")
            rating = Rating(about=OVERALL, rater=key, rater_name=name, score=score, date=day, session=session)
            records.add(records.create(CHILD, rating, record=rating_id(key, OVERALL, session)))


def ratings(desk: Desk) -> list[Rating]:
    return [record.value for record in desk.records.records(CHILD, Rating)]


@pytest.mark.parametrize(("width", "percent"), [(760, 100), (420, 100), (900, 200)])
def test_no_mark_covers_another_and_each_stands_over_its_number(qtbot: QtBot, width: int, percent: int) -> None:
    pictures.wear(tokens.light(percent))
    try:
        line = ScaleLine()
        qtbot.addWidget(line)
        names = ["Bola", "School", "Nan", "Hannah", "Gemma", "Lee", "Grandmother Okafor", "Ray"]
        marks = [mark(name, value) for name, value in zip(names, (2, 4, 4, 5, 6, 7, 10, 0), strict=True)]
        line.show_marks([*marks, mark("Ella", 5, child=True), mark("Tom", None, said=NOT_ASKED)], map_words().scale)
        line.resize(width, line.heightForWidth(width))
        line.show()
        pills = line.marks()
        assert len(pills) == 9
        for at, pill in enumerate(pills):
            assert line.rect().contains(pill.geometry())
            assert not any(pill.geometry().intersects(other.geometry()) for other in pills[at + 1 :])
            middle = line._x_of(pill.mark.score.value or 0, line.width())
            assert pill.geometry().left() <= middle <= pill.geometry().right() + 1
        lowest = max(pill.y() for pill in pills)
        assert {(lowest - pill.y()) % tokens.current().px(LEVEL) for pill in pills} == {0}
        assert next(pill for pill in pills if pill.mark.rater.is_child).y() == lowest
    finally:
        pictures.wear(tokens.light())


def test_no_average_is_said_anywhere(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot, with_ratings) as (_desk, page):
        qtbot.waitUntil(lambda: len(page.scale.line.marks()) == 2, timeout=WAIT)
        said = words_on(page.scale)
        assert "Ella 5" in said
        assert "4.5" not in said
        assert page.scale.line.accessibleName().endswith("Nan 4, Ella 5")
        assert "Not asked yet: Ruth" in said


def test_one_person_after_another_is_asked_by_keyboard(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot, with_ratings) as (desk, page):
        qtbot.waitUntil(lambda: len(page.scale.line.marks()) == 2, timeout=WAIT)
        desk.window.activateWindow()
        page.scale.ask.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(page.scale.ask, Qt.Key.Key_Return)
        sheet = sheet_of(desk, qtbot, RatingSheet)
        assert_usable(sheet)
        people = [sheet.who._box.itemText(at) for at in range(sheet.who._box.count())]
        assert people == ["Ella, child", "Nan, grandmother", "Ruth, social worker", "Somebody else"]
        qtbot.keyClick(sheet.who._box, Qt.Key.Key_N)
        assert sheet.who.value() == NAN.hex()
        first = sheet.score._parts["0"]
        first.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(first, Qt.Key.Key_1)
        qtbot.keyClick(sheet.score._parts["1"], Qt.Key.Key_0)
        assert sheet.score.value() == "10"
        qtbot.keyClick(sheet.score._parts["10"], Qt.Key.Key_7)
        assert sheet.score.value() == "7"
        qtbot.keyClicks(sheet.words.paper, "Four good mornings")
        press(sheet.next, qtbot)
        assert (sheet.who.value(), sheet.score.value(), sheet.words.value()) == (None, None, "")
        sheet.who._box.setCurrentIndex(sheet.who._box.findData(SOMEBODY_ELSE))
        qtbot.keyClicks(sheet.name.line, "Ray")
        qtbot.keyClicks(sheet.role.line, "uncle")
        choose(sheet.score, DID_NOT_WANT, qtbot)
        press(sheet.ready, qtbot)
        spoken = "Add to record: 2 answers on the scale"
        qtbot.waitUntil(lambda: page.not_added.add.accessibleName() == spoken, timeout=WAIT)
        assert len(ratings(desk)) == 4
        press(page.not_added.add, qtbot)
        qtbot.waitUntil(lambda: len(ratings(desk)) == 6, timeout=WAIT)
        nan, ray = ratings(desk)[4:]
        assert (nan.rater, nan.score) == (NAN.hex(), Score(7, words="Four good mornings"))
        assert (ray.rater_name, ray.rater_role, ray.score) == ("Ray", "uncle", Score(said=DID_NOT_WANT))
        assert nan.date == desk.today().isoformat()
        qtbot.waitUntil(lambda: "Did not want to say: Ray" in words_on(page.scale), timeout=WAIT)


def test_an_answer_is_not_lost_while_it_was_not_said_whose_it_is(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot, with_ratings) as (desk, page):
        press(page.scale.ask, qtbot)
        sheet = sheet_of(desk, qtbot, RatingSheet)
        qtbot.keyClicks(sheet.words.paper, "Four good mornings")
        for way_on in (sheet.ready, sheet.next):
            press(way_on, qtbot)
            assert sheet.isVisible()
            assert sheet.words.value() == "Four good mornings"
            assert sheet.who.error() == "Choose who says this, so that it can be kept."
            assert sheet.focusWidget() is sheet.who._box
        sheet.ask_to_leave()
        assert sheet.isVisible(), "it asks first"
        sheet.leave()


def test_an_answer_given_to_the_wrong_person_moves_and_can_be_taken_back(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot, with_ratings) as (desk, page):
        qtbot.waitUntil(lambda: len(page.scale.line.marks()) == 2, timeout=WAIT)
        press(page.scale.ask, qtbot)
        sheet = sheet_of(desk, qtbot, RatingSheet)
        sheet.who._box.setCurrentIndex(1)
        choose(sheet.score, "6", qtbot)
        sheet.who._box.setCurrentIndex(2)
        assert [(one.rater, one.score.value) for one in sheet._draft.ratings] == [(WORKER, 6)]
        press(sheet.take_back, qtbot)
        assert (sheet._draft.ratings, sheet.score.value()) == ((), None)
        press(sheet.ready, qtbot)
        qtbot.waitUntil(lambda: desk.records.drafts.lines(CHILD) == [], timeout=WAIT)


def test_a_number_without_a_person_is_asked_for_and_one_without_a_number_is_not_added(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with open_map(tmp_path, qtbot, with_ratings) as (desk, page):
        qtbot.waitUntil(lambda: len(page.scale.line.marks()) == 2, timeout=WAIT)
        press(page.scale.ask, qtbot)
        sheet = sheet_of(desk, qtbot, RatingSheet)
        qtbot.keyClicks(sheet.words.paper, "She is asleep")
        assert sheet.who.error()
        sheet.who._box.setCurrentIndex(1)
        press(sheet.ready, qtbot)
        qtbot.waitUntil(page.not_added.add.isVisible, timeout=WAIT)
        press(page.not_added.add, qtbot)
        again = sheet_of(desk, qtbot, RatingSheet)
        assert again.score.error() == "Choose a number for Nan, or why there is none."
        assert again.words.value() == "She is asleep"
        assert len(ratings(desk)) == 4


def test_what_a_person_said_over_time_is_read_newest_first(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot, with_ratings) as (desk, page):
        qtbot.waitUntil(lambda: len(page.scale.line.marks()) == 2, timeout=WAIT)
        ella = next(pill for pill in page.scale.line.marks() if pill.mark.rater.is_child)
        press(ella, qtbot)
        sheet = sheet_of(desk, qtbot, HistorySheet)
        year = "" if desk.today().year == 2026 else " 2026"
        said = words_on(sheet)
        newest, oldest = said.index(f"on 5 November{year}"), said.index(f"on 1 October{year}")
        assert newest < oldest
        assert "cos nan is here" not in said, "nobody asked Ella who may see her words"
        assert "Press to show" not in said, "nor does anything say that there are words"
        assert "Nan" not in said.replace("nan", "")
        assert_usable(sheet)
        again = next(button for button in sheet.findChildren(type(page.scale.ask)) if "Ask Ella" in button.words())
        press(again, qtbot)
        asked = sheet_of(desk, qtbot, RatingSheet)
        assert asked.who.value() == SUBJECT.hex()


def test_the_child_says_who_may_see_the_words_where_they_are_taken(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot, with_ratings) as (desk, page):
        qtbot.waitUntil(lambda: len(page.scale.line.marks()) == 2, timeout=WAIT)
        press(page.scale.ask, qtbot)
        sheet = sheet_of(desk, qtbot, RatingSheet)
        sheet.who.set_value(SUBJECT.hex())
        sheet._chose()
        choose(sheet.score, "6", qtbot)
        assert not sheet.may_see.isVisible(), "there are no words yet"
        qtbot.keyClicks(sheet.words.paper, "We had chips")
        assert sheet.may_see.isVisible()
        assert sheet.may_see.value() is None, "nobody answers for the child"
        sheet.may_see._box.setCurrentIndex(0)
        assert_usable(sheet)
        press(sheet.ready, qtbot)
        qtbot.waitUntil(page.not_added.add.isVisible, timeout=WAIT)
        press(page.not_added.add, qtbot)
        qtbot.waitUntil(lambda: any(one.may_see for one in ratings(desk)), timeout=WAIT)
        (asked,) = [one for one in ratings(desk) if one.may_see]
        assert (asked.score, asked.may_see) == (Score(6, words="We had chips"), Sharing("everyone"))
        qtbot.waitUntil(lambda: any(p.mark.score.value == 6 for p in page.scale.line.marks()), timeout=WAIT)
        press(next(pill for pill in page.scale.line.marks() if pill.mark.rater.is_child), qtbot)
        said = words_on(sheet_of(desk, qtbot, HistorySheet))
        assert "“We had chips”" in said
        assert "cos nan is here" not in said


def test_a_day_that_begins_while_the_draft_is_open_is_the_day_of_the_answer(tmp_path: Path, qtbot: QtBot) -> None:
    with open_map(tmp_path, qtbot, with_ratings) as (desk, page):
        qtbot.waitUntil(lambda: len(page.scale.line.marks()) == 2, timeout=WAIT)
        tomorrow = datetime.datetime.combine(desk.today() + datetime.timedelta(days=1), datetime.time(9))
        desk._now = lambda: tomorrow
        press(page.scale.ask, qtbot)
        sheet = sheet_of(desk, qtbot, RatingSheet)
        sheet.who._box.setCurrentIndex(1)
        choose(sheet.score, "4", qtbot)
        press(sheet.ready, qtbot)
        qtbot.waitUntil(page.not_added.add.isVisible, timeout=WAIT)
        press(page.not_added.add, qtbot)
        qtbot.waitUntil(lambda: len(ratings(desk)) == 5, timeout=WAIT)
        assert ratings(desk)[-1].date == tomorrow.date().isoformat()
