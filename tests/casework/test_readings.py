"""What stood in a record before it was corrected: every reading is kept, with who, when and why."""

from casework.editing import WHY, Pen, create, edit
from casework.fold import fold_record
from casework.readings import Correction, corrections

FILE, NOTE = "person:" + "1" * 32, "case_note"
RUTH = Pen("ruth", "d1", "2026-11-10T09:00:00Z", "2026-11-10T09:00:00Z")
DEV = Pen("dev", "d2", "2026-11-12T09:00:00Z", "2026-11-12T09:00:00Z")


def test_a_correction_keeps_both_readings_with_who_when_and_why() -> None:
    first = create(FILE, NOTE, {"said": "On Monday.", "how": "call"}, RUTH)
    state = fold_record(NOTE, first.header.record, [first])
    second = edit(FILE, state, state.shown(), {"said": "On Tuesday.", WHY: "I mixed up the days."}, DEV)
    expected = Correction("said", "On Monday.", "On Tuesday.", "dev", DEV.written, "I mixed up the days.")
    assert corrections([second, first]) == (expected,)


def test_of_two_corrections_in_a_row_each_was_put_over_the_one_before_also_while_nothing_was_sent() -> None:
    changes = [create(FILE, NOTE, {"said": "one"}, RUTH)]
    for words, written in (("two", "2026-11-13T09:00:00Z"), ("three", "2026-11-14T09:00:00Z")):
        state = fold_record(NOTE, changes[0].header.record, changes)
        unsent = {change.id: change.header.over for change in changes}
        changes.append(edit(FILE, state, state.shown(), {"said": words}, Pen("dev", "d2", written, written), unsent))
    assert [(one.before, one.after) for one in corrections(changes)] == [("one", "two"), ("two", "three")]


def test_what_was_empty_was_added_and_the_same_again_is_no_correction() -> None:
    first = create(FILE, NOTE, {"said": "one", "analysis": ""}, RUTH)
    state = fold_record(NOTE, first.header.record, [first])
    more = edit(FILE, state, state.shown(), {"said": "one", "analysis": "more", "decided": "this"}, DEV)
    assert corrections([first, more]) == ()


def test_an_erased_reading_is_not_spoken_of() -> None:
    first = create(FILE, NOTE, {"said": "one"}, RUTH)
    state = fold_record(NOTE, first.header.record, [first])
    second = edit(FILE, state, state.shown(), {"said": "two"}, DEV)
    assert corrections([first.erased(), second]) == ()
