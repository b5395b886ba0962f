"""Drawing, rubbing out, undo and redo on a sheet of strokes."""

from hypothesis import given
from hypothesis import strategies as st

from casework.ink import Point, Stroke
from desktop_app.direct_work.sheet import Sheet


def line(*points: tuple[int, int], colour: str = "black", width: int = 50) -> Stroke:
    return Stroke(colour, width, tuple(Point(x, y, at * 10, 500) for at, (x, y) in enumerate(points)))


ONE, OTHER, DOT = line((1000, 1000), (3000, 1000)), line((1000, 5000), (3000, 5000), colour="blue"), line((8000, 8000))


def test_strokes_stay_in_the_order_in_which_they_were_drawn() -> None:
    sheet = Sheet([ONE])
    sheet.add(OTHER)
    assert sheet.strokes == (ONE, OTHER)
    assert sheet.last_time == 10


def test_a_rubbed_out_stroke_comes_back_in_its_place() -> None:
    sheet = Sheet([ONE, OTHER, DOT])
    assert sheet.rub_out(1).stroke == OTHER
    assert sheet.strokes == (ONE, DOT)
    sheet.undo()
    assert sheet.strokes == (ONE, OTHER, DOT)
    sheet.redo()
    assert sheet.strokes == (ONE, DOT)


def test_what_was_undone_cannot_be_done_again_after_something_new() -> None:
    sheet = Sheet()
    sheet.add(ONE)
    sheet.undo()
    sheet.add(OTHER)
    assert not sheet.can_redo
    assert sheet.redo() is None
    assert sheet.strokes == (OTHER,)


def test_a_rubber_takes_the_topmost_line_it_passes_near() -> None:
    sheet = Sheet([ONE, OTHER, DOT])
    assert sheet.under(Point(2000, 1150, 0, 0)) == 0
    assert sheet.under(Point(2000, 5000, 0, 0)) == 1
    assert sheet.under(Point(8050, 8050, 0, 0)) == 2
    assert sheet.under(Point(2000, 3000, 0, 0)) is None
    assert Sheet([ONE, line((2000, 500), (2000, 1500))]).under(Point(2000, 1000, 0, 0)) == 1


def test_a_sheet_that_was_kept_begins_with_nothing_to_undo() -> None:
    sheet = Sheet([ONE])
    assert sheet.undo() is None
    assert sheet.strokes == (ONE,)


@given(st.lists(st.sampled_from(["add", "rub first", "rub last", "undo", "redo"]), max_size=30))
def test_undoing_everything_gives_the_sheet_as_it_was_and_redoing_gives_it_back(steps: list[str]) -> None:
    sheet = Sheet([ONE, OTHER])
    for count, step in enumerate(steps):
        if step == "add":
            sheet.add(line((count * 100, count * 100)))
        elif step.startswith("rub") and sheet.strokes:
            sheet.rub_out(0 if step == "rub first" else len(sheet.strokes) - 1)
        elif step == "undo":
            sheet.undo()
        elif step == "redo":
            sheet.redo()
    while sheet.can_redo:
        sheet.redo()
    as_drawn = sheet.strokes
    while sheet.can_undo:
        sheet.undo()
    assert sheet.strokes == (ONE, OTHER)
    while sheet.can_redo:
        sheet.redo()
    assert sheet.strokes == as_drawn
