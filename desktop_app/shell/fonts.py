"""The two typefaces Daybook carries with it, as static files: Atkinson Hyperlegible Next, and Lexend for children.

Static, because Qt gives a variable font one weight only.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from desktop_app.shell import tokens

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FILES = (
    "AtkinsonHyperlegibleNext-Regular.ttf",
    "AtkinsonHyperlegibleNext-Medium.ttf",
    "AtkinsonHyperlegibleNext-SemiBold.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf",
    "Lexend-Regular.ttf",
    "Lexend-SemiBold.ttf",
)


class FontMissing(RuntimeError):
    """A font file that comes with Daybook is not there or is damaged: the installation is broken."""


@lru_cache(maxsize=1)
def load() -> None:
    """Make the typefaces known to Qt; once for a process, after the application object exists."""
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(FOLDER / name)) < 0:
            raise FontMissing(f"The font {name} could not be read. Install Daybook again.")


@lru_cache(maxsize=256)
def _made(family: str, px: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    return font


def font(role: str, look: tokens.Look | None = None) -> QFont:
    """The font of a role of `tokens.TYPE` at the text size worn now (or that of `look`)."""
    size = tokens.TYPE[role]
    family = tokens.CHILDS_FAMILY if size.childs else tokens.FAMILY
    return QFont(_made(family, (look or tokens.current()).px(size.px), size.weight))
