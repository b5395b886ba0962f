"""A correction is a draft from the first letter: over what was shown when it was begun, whatever arrives meanwhile."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casework.childs_words import OPEN_ROOM, WORKERS, earlier_words, family_member, who_may_see, words_for
from casework.errors import KnownError
from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.mapping import MapEntry
from casework.kinds.visits import Visit
from desktop_app.direct_work.queries import voice
from desktop_app.mapping.draft import new_map_draft
from desktop_app.mapping.queries import board
from desktop_app.plans.queries import words_for_plan
from desktop_app.record_store.records import Records
from desktop_app.search.queries import search
from desktop_app.shell.controls import TextArea
from desktop_app.visits.correction_draft import (
    CorrectionDraft,
    add_to_record,
    correction_form,
    correction_of_draft,
    keep,
)
from desktop_app.visits.view.correct_sheet import CorrectSheet
from tests.support.accessibility import words_on
from tests.support.copies import CHILD, open_copy

TODAY = datetime.date(2026, 6, 10)
WRONG, RIGHT = "I ride in the wardrob", "I hide in the wardrob"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path) as (_, opened):
        yield opened


def begun(records: Records, record: bytes, said: dict[str, str], why: str = "Heard it wrong") -> CorrectionDraft:
    form = correction_form(records, CHILD, record.hex())
    assert form is not None
    draft = form.draft.with_values(said=said, why=why)
    keep(records, draft)
    return draft


def visit(records: Records) -> bytes:
    change = records.create(CHILD, Visit(date="2026-06-09", purpose="Bedtime", own_part="She drew a cat."))
    records.add(change)
    return change.header.record


def said(records: Records, choice: str | None = "everyone") -> bytes:
    change = records.create(
        CHILD, Quote(words=WRONG, confirmed=True, said_on="2026-06-09", may_see=Sharing(choice) if choice else None)
    )
    records.add(change)
    return change.header.record


def quote(records: Records, record: bytes) -> Quote:
    found = records.record(CHILD, Quote, record)
    assert found is not None
    return found.value


# -- kept -----------------------------------------------------------------------------------------------------------


def test_it_is_gone_on_with_and_an_untouched_one_leaves_nothing_behind(records: Records) -> None:
    record = visit(records)
    draft = begun(records, record, {"own_part": "She drew a dog."})
    again = correction_form(records, CHILD, record.hex())
    assert again is not None
    assert (again.begun, again.draft) == (True, draft)
    keep(records, draft.with_values(said={}, why=""))
    assert correction_of_draft(records, draft.name) is None


def test_what_a_colleague_changed_meanwhile_stands_beside_it_in_two_versions(records: Records) -> None:
    record = visit(records)
    draft = begun(records, record, {"own_part": "She drew a dog."})
    shown = records.record(CHILD, Visit, record)
    assert shown is not None
    records.add(records.edit(shown, {"own_part": "She drew a fox."}))
    add_to_record(records, draft, TODAY)
    after = records.record(CHILD, Visit, record)
    assert after is not None
    assert after.in_two_versions == ("own_part",)
    assert records.drafts.lines(CHILD) == []


def test_without_a_reason_nothing_is_added_and_the_draft_stays(records: Records) -> None:
    draft = begun(records, visit(records), {"own_part": "She drew a dog."}, why="")
    with pytest.raises(KnownError, match="Say why"):
        add_to_record(records, draft, TODAY)
    assert correction_of_draft(records, draft.name) is not None


# -- a child's words ------------------------------------------------------------------------------------------------


def test_both_readings_of_a_childs_words_stay_and_the_childs_choice_on_them(records: Records) -> None:
    record = said(records)
    with pytest.raises(KnownError, match="read back"):
        add_to_record(records, begun(records, record, {"words": RIGHT}), TODAY)
    add_to_record(records, begun(records, record, {"words": RIGHT, "confirmed": "yes"}), TODAY)
    value = quote(records, record)
    assert (value.words, value.confirmed, value.may_see) == (RIGHT, True, Sharing("everyone"))
    (entry,) = voice(records, CHILD).entries
    assert entry.words == RIGHT
    ((line, before),) = entry.earlier
    assert before == WRONG
    assert line.endswith(" by Ruth Mensah, because: Heard it wrong")


@pytest.mark.parametrize("choice", ["everyone", "professionals", None])
def test_every_place_reads_the_corrected_words_as_far_as_the_child_said(records: Records, choice: str | None) -> None:
    record = said(records, choice)
    card = MapEntry(category="past_harm", standing="childs_words", quote=record)
    records.add(records.create(CHILD, card))
    add_to_record(records, begun(records, record, {"words": RIGHT, "confirmed": "yes"}), TODAY)
    the_map = board(records, new_map_draft(CHILD, TODAY))
    (on_card,) = the_map.cards if choice == "everyone" else the_map.apart
    assert on_card.text == RIGHT
    for_a_plan = [one.words for one in words_for_plan(records, CHILD).choosable]
    found = [one.excerpt for one in search(records, "wardrob", CHILD).entries]
    assert for_a_plan == ([RIGHT] if choice == "everyone" else [])
    assert bool(found) is (choice == "everyone")
    assert search(records, "ride", CHILD).entries == ()
    assert words_for(quote(records, record), OPEN_ROOM) == (RIGHT if choice == "everyone" else "")


def test_the_earlier_reading_is_for_no_family_whatever_the_child_chose(records: Records) -> None:
    record = said(records)
    add_to_record(records, begun(records, record, {"words": RIGHT, "confirmed": "yes"}), TODAY)
    changes = records.history(CHILD, "quote", record)
    assert [one.before for one in earlier_words(changes, WORKERS)] == [WRONG]
    assert earlier_words(changes, OPEN_ROOM) == ()
    assert earlier_words(changes, family_member("a")) == ()


def test_what_the_child_has_not_heard_again_is_shown_to_no_family_until_it_has(records: Records) -> None:
    record = said(records)
    add_to_record(records, begun(records, record, {"words": RIGHT, "confirmed": "no"}), TODAY)
    assert not who_may_see(quote(records, record), OPEN_ROOM).may_see
    assert words_for(quote(records, record), WORKERS) == RIGHT
    assert voice(records, CHILD).entries[0].source == "Corrected since, and not read back yet"
    add_to_record(records, begun(records, record, {"confirmed": "yes"}, why="Read back today"), TODAY)
    assert words_for(quote(records, record), OPEN_ROOM) == RIGHT


def test_after_a_lock_a_childs_words_are_covered_on_the_sheet_until_they_are_asked_for(
    records: Records, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    fresh = correction_form(records, CHILD, said(records).hex())
    assert fresh is not None
    first = CorrectSheet(window, fresh, TODAY)
    first.show_over()
    assert first.fields["words"].isVisible(), "whoever has just pressed it sees what is to be put right"
    keep(records, fresh.draft.with_values(said={"words": RIGHT}, field="words", at=3))
    again = correction_of_draft(records, fresh.draft.name)
    assert again is not None
    sheet = CorrectSheet(window, again, TODAY)
    sheet.show_over()
    assert not sheet.fields["words"].isVisible()
    assert RIGHT not in words_on(sheet)
    sheet._add()
    assert sheet.fields["words"].isVisible(), "nothing is added unseen"
    field = sheet.fields["words"]
    assert isinstance(field, TextArea)
    assert (field.paper.hasFocus() or sheet.focusWidget() is field.paper, field.paper.textCursor().position()) == (
        True,
        3,
    )


def test_what_was_left_empty_is_added_where_it_is_asked_for_and_nothing_else_is_changed(
    records: Records, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    form = correction_form(records, CHILD, visit(records).hex())
    assert form is not None
    sheet = CorrectSheet(window, form, TODAY, adds=True)
    sheet.show_over()
    first = next(one.key for one in form.draft.answers if one.is_empty)
    field = sheet.fields[first]
    assert isinstance(field, TextArea)
    assert sheet.focusWidget() is field.paper
    assert field.value() == ""
    assert sheet.written(form.draft).said["own_part"] == "She drew a cat."
