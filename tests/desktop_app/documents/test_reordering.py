"""Right-to-left text stands in the order the standard asks for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.reordering import has_right_to_left, levels_of_line, paragraph_levels, visual_order

CASES = [line for line in (Path(__file__).parent / "bidi_cases.txt").read_text("utf-8").splitlines() if line[:1] != "#"]


@pytest.mark.parametrize("case", CASES)
def test_the_standards_own_cases(case: str) -> None:
    points, direction, base, levels, order = case.split(";")
    text = "".join(chr(int(point, 16)) for point in points.split())
    found = paragraph_levels(text, {"0": 0, "1": 1, "2": None}[direction])
    on_line = levels_of_line(text, found, 0, len(text))
    kept = [at for at, gone in enumerate(found.removed) if not gone]
    assert found.base == int(base)
    assert ["x" if gone else str(level) for level, gone in zip(on_line, found.removed, strict=True)] == levels.split()
    assert [kept[at] for at in visual_order([on_line[at] for at in kept])] == [int(at) for at in order.split()]


MIXED = st.text(st.sampled_from("ab 12.,()אבגابت\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"), max_size=30)


@given(MIXED)
def test_every_character_is_seen_once(text: str) -> None:
    levels = paragraph_levels(text)
    assert sorted(visual_order(levels.each)) == list(range(len(text)))
    assert len(levels.each) == len(levels.removed) == len(text)
    assert all(0 <= level <= 127 for level in levels.each)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_text_without_right_to_left_letters_stays_as_it_is(text: str) -> None:
    if not has_right_to_left(text):
        assert not any(paragraph_levels(text, 0).each)


def test_a_number_in_an_isolate_keeps_its_order_in_arabic() -> None:
    text = "اتصل \u206601632 960117\u2069 يوم"
    seen = "".join(text[at] for at in visual_order(paragraph_levels(text).each))
    assert "01632 960117" in seen
