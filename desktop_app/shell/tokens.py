"""Every colour, length and type size on the screen, in one place: light, dark, high contrast; text from 100 to 200 %.

No Qt here: lengths are pixels at 100 %, colours are "#RRGGBB". `current()` is what the screen wears now;
`wear()` changes it and is called by `desktop_app.shell.style` alone.
"""

from dataclasses import dataclass, replace
from typing import Literal

Mode = Literal["light", "dark", "high contrast"]


@dataclass(frozen=True)
class Colours:
    """What each colour is for. A soft colour is a fill; the colour of the same name is written on it."""

    canvas: str
    surface: str
    sunken: str
    ink: str
    muted: str
    outline: str  # edge of what can be pressed or typed in: 3:1 against its ground
    line: str  # decoration only
    primary: str
    on_primary: str
    primary_soft: str
    primary_line: str
    primary_hover: str
    primary_pressed: str
    focus: str
    worry: str
    worry_soft: str
    well: str
    well_soft: str
    next: str
    next_soft: str
    child: str
    child_soft: str
    child_line: str
    danger: str
    danger_soft: str
    warn: str
    warn_soft: str
    paper: str  # the ground a child draws on; light in every mode, as paper is
    practice: str  # the band that says nothing here is real
    on_practice: str


LIGHT = Colours(
    canvas="#F6F4EF",
    surface="#FFFFFF",
    sunken="#EEEBE4",
    ink="#1F2A30",
    muted="#55636B",
    outline="#7B878D",
    line="#D9D4C9",
    primary="#0F5E63",
    on_primary="#FFFFFF",
    primary_soft="#DDEEEC",
    primary_line="#A9CFCB",
    primary_hover="#0B4B4F",
    primary_pressed="#083A3D",
    focus="#0B3C5D",
    worry="#9C3D1F",
    worry_soft="#FBE9E2",
    well="#2B6A3F",
    well_soft="#E4F1E6",
    next="#35548F",
    next_soft="#E6ECF8",
    child="#6A4C93",
    child_soft="#EFE8F7",
    child_line="#CDBBE3",
    danger="#B3261E",
    danger_soft="#FCE8E6",
    warn="#7A4F00",
    warn_soft="#FFF1D0",
    paper="#FFFDF8",
    practice="#7B2A5E",
    on_practice="#FFFFFF",
)

DARK = Colours(
    canvas="#12181B",
    surface="#1B2327",
    sunken="#0D1214",
    ink="#EAF0F0",
    muted="#A9B7BC",
    outline="#7F9097",
    line="#334046",
    primary="#7CCFC8",
    on_primary="#06282A",
    primary_soft="#173A3C",
    primary_line="#2C5F61",
    primary_hover="#95DAD4",
    primary_pressed="#5FB8B0",
    focus="#FFD84D",
    worry="#FFB59B",
    worry_soft="#3B221A",
    well="#9AD8A8",
    well_soft="#17301E",
    next="#AFC6FF",
    next_soft="#1B2844",
    child="#D3BBF2",
    child_soft="#2A2038",
    child_line="#57447A",
    danger="#FFB4AB",
    danger_soft="#3C1815",
    warn="#FFD27A",
    warn_soft="#352808",
    paper="#FFFDF8",
    practice="#F2B5D9",
    on_practice="#2A0A1E",
)


def high_contrast(window: str, text: str, chosen: str, on_chosen: str) -> Colours:
    """The colours the person chose in the operating system, unchanged: no soft fills, every line full strength."""
    return Colours(
        canvas=window,
        surface=window,
        sunken=window,
        ink=text,
        muted=text,
        outline=text,
        line=text,
        primary=chosen,
        on_primary=on_chosen,
        primary_soft=window,
        primary_line=chosen,
        primary_hover=chosen,
        primary_pressed=chosen,
        focus=text,
        worry=text,
        worry_soft=window,
        well=text,
        well_soft=window,
        next=text,
        next_soft=window,
        child=text,
        child_soft=window,
        child_line=text,
        danger=text,
        danger_soft=window,
        warn=text,
        warn_soft=window,
        paper=window,
        practice=text,
        on_practice=window,
    )


CRAYONS = {
    "black": "#2B2B2B",
    "brick": "#C4472B",
    "orange": "#E08A1E",
    "sun": "#F2B91D",
    "green": "#3E8E56",
    "teal": "#1C8085",
    "blue": "#3F68B5",
    "violet": "#7B57AE",
    "pink": "#D46A92",
    "brown": "#8A5A35",
    "pale skin": "#F3CDB0",
    "warm skin": "#B98058",
    "deep skin": "#6E4630",
}
"""For ink and art; never for text or state."""

FACES = ("#F9DE8F", "#DDEBC9", "#E9E6DE", "#CFE0F5", "#F3CFC4")
"""Fills of the five faces, happiest first; the face itself carries the meaning."""


@dataclass(frozen=True)
class TypeSize:
    """One role of text: pixels at 100 %, weight as in CSS, and the distance of its lines."""

    px: int
    weight: int
    line: float = 1.4
    childs: bool = False  # set in Lexend, kept for a child's own words and child mode


TYPE = {
    "page title": TypeSize(30, 700, 1.25),
    "compact title": TypeSize(24, 700, 1.25),
    "section": TypeSize(20, 600),
    "row title": TypeSize(18, 600),
    "reading": TypeSize(18, 400, 1.44),
    "body": TypeSize(16, 400),
    "row": TypeSize(16, 500),
    "button": TypeSize(16, 600),
    "large button": TypeSize(18, 600),
    "second": TypeSize(15, 400),
    "second medium": TypeSize(15, 500),
    "second strong": TypeSize(15, 600),
    "compact label": TypeSize(13, 500, 1.2),
    "childs words": TypeSize(18, 400, 1.4, childs=True),
    "childs title": TypeSize(30, 600, 1.35, childs=True),
    "childs question": TypeSize(28, 600, 1.35, childs=True),
    "childs body": TypeSize(20, 400, 1.35, childs=True),
    "childs help": TypeSize(18, 400, 1.35, childs=True),
}

FAMILY = "Atkinson Hyperlegible Next"
CHILDS_FAMILY = "Lexend"

SPACE = (4, 8, 12, 16, 24, 32, 48)
PAGE_PADDING = 24
RADIUS_CONTROL, RADIUS_CARD, RADIUS_COLUMN, RADIUS_TAG, RADIUS_CHILD = 8, 10, 14, 6, 24
TARGET, TARGET_SMALLEST, TARGET_CHILD = 48, 44, 64
FOCUS_WIDTH = 3
ICON = 20
ONE_COLUMN_BELOW = 900  # window width divided by the text scale


@dataclass(frozen=True)
class Look:
    """What the screen wears: the colours of a mode and the text size in per cent (100 to 200).

    practice: of the made-up family, on a ground of another colour and under a band that says so.
    """

    mode: Mode = "light"
    colours: Colours = LIGHT
    text_percent: int = 100
    practice: bool = False

    @property
    def scale(self) -> float:
        """1.0 at 100 %, 2.0 at 200 %."""
        return self.text_percent / 100

    @property
    def border(self) -> int:
        """Width of an ordinary edge in pixels."""
        return 2 if self.mode == "high contrast" else 1

    def px(self, at_100: float) -> int:
        """A type or icon size, grown with the text."""
        return round(at_100 * self.scale)

    def height(self, at_100: int, role: str = "button") -> int:
        """The least height of a control: what it is at 100 %, more only when its text needs it."""
        return max(at_100, round(TYPE[role].px * self.scale * 1.3) + 22)

    def with_text(self, percent: int) -> "Look":
        """The same look at another text size, kept within 100 to 200 %."""
        return replace(self, text_percent=min(200, max(100, percent)))


def light(text_percent: int = 100) -> Look:
    """Warm paper."""
    return Look().with_text(text_percent)


def dark(text_percent: int = 100) -> Look:
    """For the evening and for eyes that want it."""
    return Look("dark", DARK).with_text(text_percent)


def contrasting(colours: Colours, text_percent: int = 100) -> Look:
    """The system's high contrast."""
    return Look("high contrast", colours).with_text(text_percent)


def high_contrast_of_our_own(text_percent: int = 100) -> Look:
    """Yellow and white on black, for who wants it where the system does not offer it."""
    return contrasting(high_contrast("#000000", "#FFFFFF", "#FFFF00", "#000000"), text_percent)


GROUNDS_OF_PRACTICE = {
    "light": {"canvas": "#F7EAF2", "sunken": "#F0DCE8", "line": "#DDC2D2"},
    "dark": {"canvas": "#20121B", "sunken": "#170C13", "line": "#513446"},
}
"""In high contrast the person's own colours stay as they are, and the band alone says it."""


def for_practice(look: Look, *, practice: bool) -> Look:
    """The same look on the ground of the made-up family, or off it."""
    if look.practice == practice:
        return look
    plain = {"light": LIGHT, "dark": DARK}.get(look.mode, look.colours)
    grounds = GROUNDS_OF_PRACTICE.get(look.mode, {}) if practice else {}
    return replace(look, practice=practice, colours=replace(plain, **grounds))


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", 0 to 1 (WCAG 2.2)."""

    def channel(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * channel(colour[1:3]) + 0.7152 * channel(colour[3:5]) + 0.0722 * channel(colour[5:7])


def contrast_ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


class _Wardrobe:
    look = Look()
    practice = False


def current() -> Look:
    """What the screen wears now."""
    return _Wardrobe.look


def wear(look: Look) -> None:
    """Change what `current()` answers. Only `desktop_app.shell.style.dress` calls this: it also tells the widgets."""
    _Wardrobe.look = for_practice(look, practice=_Wardrobe.practice)


def begin_practice(*, practice: bool) -> None:
    """Every look worn from now on is of the made-up family, or no longer. Only `desktop_app.shell.style` calls this."""
    _Wardrobe.practice = practice
