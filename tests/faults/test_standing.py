"""What a laptop told against what its copy holds: the campaigns stand on this, so it must find what is wrong."""

import re

import pytest

from tests.faults.standing import NO_MORE, TRIES, WRITTEN, Line, Told

BEFORE = {"change a": WRITTEN, "draft b": "begun", TRIES: "0"}


@pytest.fixture
def told() -> Told:
    """A copy with an entry and a draft, of which an entry is being made."""
    made = Told()
    made.hear(Line(BEFORE).told() + Line().told())
    made.hear(Line({"change c": WRITTEN, "draft b": NO_MORE}).told())
    return made


@pytest.mark.parametrize("found", [BEFORE, {"change a": WRITTEN, "change c": WRITTEN, TRIES: "0"}])
def test_all_or_nothing_of_what_is_under_way_is_right(told: Told, found: dict[str, str]) -> None:
    told.check(found)
    assert told.stands == found
    told.check(found)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"draft b": "begun", TRIES: "0"}, "done, and gone: {'change a'"),
        ({"change a": WRITTEN, TRIES: "0"}, "done, and gone: {'draft b'"),
        (BEFORE | {"change c": WRITTEN}, "by half: {'change c'"),
        (BEFORE | {"draft b": "older"}, "done, and gone: {'draft b'"),
        (BEFORE | {"change z": WRITTEN}, "never done"),
        (BEFORE | {TRIES: "1"}, "gone: {'wrong tries'"),
    ],
)
def test_anything_else_is_not(told: Told, found: dict[str, str], said: str) -> None:
    with pytest.raises(AssertionError, match=re.escape(said)):
        told.check(found)


def test_once_it_is_told_to_be_done_it_must_be_there(told: Told) -> None:
    told.hear(b'[{"half a li\n' + Line().told())
    with pytest.raises(AssertionError, match=re.escape("done, and gone: {'change c'")):
        told.check(BEFORE)
