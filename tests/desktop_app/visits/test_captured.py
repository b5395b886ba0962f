"""What was captured on a visit stands at its end already: taken up by reference, left by one press, never typed again."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.editing import Pen, create
from casework.kinds import NAME_OF
from casework.kinds.concerns import BodyMark, SafetyConcern, SaidOfConcern, Told
from casework.kinds.direct_work import Drawing, Quote, Session, Sharing
from casework.kinds.mapping import MapEntry, Rating, Score
from casework.kinds.reading import Kind, values_of
from casework.kinds.visits import Visit, visit_id
from casework.moments import as_utc
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from desktop_app.visits.actions import NotComplete, add_to_record
from desktop_app.visits.captured import captured_on, lines_of, who_showed
from desktop_app.visits.draft import VisitChild, VisitDraft, new_draft
from desktop_app.visits.entries import entries
from tests.desktop_app.visits.hands import CONTROL, MAISIE, Hands
from tests.support import made_up
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import COLLEAGUE, WORKER, put
from tests.support.daybooks import open_made_up_daybook

DAY = datetime.date(2026, 6, 4)
SHOWN, COVERED = Sharing("everyone"), Sharing("professionals")


def visit_to(file: str, day: datetime.date = DAY) -> VisitDraft:
    draft = new_draft((file,), day, "10am").with_values(purpose="Bedtime", ended="11am")
    return draft.with_part(file, seen=True, alone=True)


def at(day: datetime.date, hour: int) -> str:
    return as_utc(datetime.datetime.combine(day, datetime.time(hour, 30)))


def capture(vault: OpenVault, file: str, *values: Kind, hour: int = 10, author: str = WORKER) -> None:
    pen = Pen(author, "d", at(DAY, hour), at(DAY, hour))
    put(vault, *(create(file, NAME_OF[type(value)], values_of(value), pen) for value in values))


def of_direct_work(vault: OpenVault, draft: VisitDraft, file: str, may_see: Sharing = SHOWN) -> None:
    visit = visit_id(draft.group, file)
    pen = Pen(WORKER, "d", DAY.isoformat(), at(DAY, 10))
    session = create(file, "session", values_of(Session(tool="three_houses", visit=visit)), pen)
    of = session.header.record
    put(vault, session)
    capture(
        vault,
        file,
        Quote(words="i like my bunk", visit=visit, session=of, confirmed=True, may_see=may_see),
        Drawing(session=of, title="Worries", may_see=may_see),
    )


def test_the_childs_words_and_drawings_and_what_i_put_on_the_map_meanwhile_are_there(
    vault: OpenVault, records: Records, child: str
) -> None:
    draft = visit_to(child)
    of_direct_work(vault, draft, child)
    mine = MapEntry(text="Mornings are easier", standing="fact")
    capture(vault, child, mine, Rating(rater_name="Gemma", rater="g", score=Score(value=4)))
    capture(vault, child, MapEntry(text="Before the visit", standing="fact"), hour=8)
    capture(vault, child, MapEntry(text="Of a colleague", standing="fact"), author=COLLEAGUE)
    capture(vault, child, Quote(words="another day"))
    found = captured_on(records, draft)
    assert [(one.what, one.words, one.source) for one in found] == [
        ("Ella’s words", "“i like my bunk”", "direct work, read back"),
        ("Ella’s drawing", "Worries", "direct work"),
        ("On the map", "Mornings are easier", "the map, at 10:30am"),
        ("On the scale", "Gemma: 4 of 10", "the map, at 10:30am"),
    ]


def test_a_safety_concern_raised_on_it_stands_there_with_what_its_sheet_holds(
    vault: OpenVault, records: Records, child: str
) -> None:
    draft = visit_to(child)
    concern = SafetyConcern(
        visit=visit_id(draft.group, child),
        seen="A sleeve pulled down.",
        marks={"a": BodyMark(1, "Left arm"), "b": BodyMark(2, "Left arm")},
        said={"a": SaidOfConcern("Ella", "i fell", is_child=True)},
        told={"a": Told("Marian Pryce", at(DAY, 10))},
    )
    capture(vault, child, concern, SafetyConcern(seen="On another day."))
    (one,) = captured_on(records, draft)
    said = "what was seen, 2 marks, what Ella said, that Marian Pryce was told"
    assert (one.what, one.words, one.source) == ("Safety concern", said, "its sheet, at 10:30am")
    assert who_showed(draft, (one,)) == frozenset(), "it is no part of the child's own"
    assert lines_of(records, child, {one.key: one.kind}) == (f"Safety concern: {said}",)


def test_what_the_child_said_there_is_the_childs_part_and_what_is_left_is_not_taken(
    vault: OpenVault, records: Records, child: str
) -> None:
    draft = visit_to(child)
    of_direct_work(vault, draft, child)
    ella = (VisitChild(child, "Ella"),)
    words, drawing = captured_on(records, draft)
    left = draft.with_left(words.key, left=True)
    assert who_showed(left, (words, drawing)) == {child}
    neither = left.with_left(drawing.key, left=True)
    with pytest.raises(NotComplete, match="own part"):
        add_to_record(records, neither, ella, DAY)
    add_to_record(records, left, ella, DAY)
    (added,) = records.records(child, Visit)
    assert (added.value.taken, added.value.own_part) == ({drawing.key: "drawing"}, None)


@pytest.mark.parametrize(
    ("may_see", "line"), [(SHOWN, "Ella’s words: “i like my bunk”"), (COVERED, "Ella’s words: under Their voice")]
)
def test_in_the_record_the_words_stand_with_the_visit_as_far_as_the_child_said(
    vault: OpenVault, records: Records, child: str, may_see: Sharing, line: str
) -> None:
    draft = visit_to(child)
    of_direct_work(vault, draft, child, may_see)
    add_to_record(records, draft, (VisitChild(child, "Ella"),), DAY)
    (entry,) = entries(records, child)
    (part,) = [one for one in entry.parts if one.what == "captured"]
    assert part.words.splitlines()[0] == line
    (quote,) = records.records(child, Quote)
    records.add(records.withdraw(quote, "Ella asked me to"))
    (entry,) = entries(records, child)
    assert "words" not in next(one.words for one in entry.parts if one.what == "captured")


def test_at_the_end_it_is_covered_until_asked_for_and_left_by_one_key(tmp_path: Path, qtbot: QtBot) -> None:
    draft = visit_to(MAISIE, made_up.TODAY)

    def prepare(records: Records) -> None:
        records.drafts.keep(draft.name, MAISIE, "visit", draft)
        words = Quote(words="i like my bunk", visit=visit_id(draft.group, MAISIE), confirmed=True)
        records.add(records.create(MAISIE, words), records.create(MAISIE, Quote(words="not of this visit")))

    with open_made_up_daybook(tmp_path / "copy", prepare) as desk:
        hands = Hands(desk, qtbot)
        hands.open(draft.name)
        hands.bot.keyClick(hands.page, Qt.Key.Key_Return, CONTROL)
        card = hands.finish.captured
        qtbot.waitUntil(lambda: len(card.ticks) == 1)
        qtbot.waitUntil(lambda: hands.finish.missing_words() == [])
        assert "i like my bunk" not in words_on(desk.window)
        assert_usable(desk.window)
        qtbot.keyClick(card.uncover, Qt.Key.Key_Return)
        (tick,) = card.ticks.values()
        assert tick.accessibleName() == "Maisie’s words: “i like my bunk”"
        assert QApplication.focusWidget() is tick
        qtbot.keyClick(tick, Qt.Key.Key_Space)
        assert hands.finish.missing_words() == ["Write Maisie’s own part: what Maisie said, did or showed."]
        qtbot.keyClick(tick, Qt.Key.Key_Space)
        hands.press(hands.finish.add_button)
        qtbot.waitUntil(lambda: isinstance(desk.window.view(), ChildPage))
        (added,) = [one for one in desk.records.records(MAISIE, Visit) if one.value.group == draft.group]
        assert list(added.value.taken.values()) == ["quote"]
