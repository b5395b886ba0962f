"""The colours can be read by people with poor sight, in every mode."""

import dataclasses
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.shell import tokens

MODES = {
    "light": tokens.LIGHT,
    "dark": tokens.DARK,
    "high contrast": tokens.high_contrast("#000000", "#FFFFFF", "#FFFF00", "#000000"),
}
GROUNDS = ("canvas", "surface", "sunken")
WRITTEN = [
    *[("ink", ground) for ground in (*GROUNDS, "primary_soft", "worry_soft", "well_soft", "next_soft", "child_soft")],
    *[("ink", ground) for ground in ("warn_soft", "danger_soft")],
    *[("muted", ground) for ground in (*GROUNDS, "primary_soft")],
    *[("primary", ground) for ground in (*GROUNDS, "primary_soft")],
    *[("on_primary", ground) for ground in ("primary", "primary_hover", "primary_pressed")],
    *[(name, f"{name}_soft") for name in ("worry", "well", "next", "child", "danger", "warn")],
    *[(name, ground) for name in ("worry", "well", "next", "child", "danger", "warn") for ground in GROUNDS],
]
DRAWN = [
    *[("outline", ground) for ground in ("canvas", "surface")],
    *[("focus", ground) for ground in (*GROUNDS, "primary_soft", "child_soft")],
    *[("danger", ground) for ground in GROUNDS],
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "ground"), WRITTEN)
def test_words_have_a_contrast_of_four_and_a_half_or_more(mode: str, ink: str, ground: str) -> None:
    colours = MODES[mode]
    assert tokens.contrast_ratio(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("edge", "ground"), DRAWN)
def test_edges_and_the_ring_of_focus_have_three_or_more(mode: str, edge: str, ground: str) -> None:
    colours = MODES[mode]
    assert tokens.contrast_ratio(getattr(colours, edge), getattr(colours, ground)) >= 3


def test_contrast_is_what_the_guideline_says() -> None:
    assert tokens.contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast_ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert tokens.contrast_ratio("#FFFFFF", "#777777") == tokens.contrast_ratio("#777777", "#FFFFFF")


def test_every_colour_of_every_mode_is_a_colour() -> None:
    for colours in MODES.values():
        for field in dataclasses.fields(colours):
            value = getattr(colours, field.name)
            assert len(value) == 7
            assert int(value[1:], 16) >= 0


@given(st.integers(-500, 1000))
def test_text_stays_between_its_bounds(percent: int) -> None:
    look = tokens.light().with_text(percent)
    assert 100 <= look.text_percent <= 200
    assert look.height(48) >= 48
    assert look.height(48) >= look.px(16) * 1.3


def test_importing_the_shell_leaves_pythons_own_import_in_place() -> None:
    program = (
        "import builtins; own = builtins.__import__; import desktop_app.shell.window; assert builtins.__import__ is own"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
