"""Long names, names in another writing and pictures in names: buttons stay in the window, nothing is cut off or a box."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.shell import fonts, shown_words, tokens
from desktop_app.shell.controls import Page, PrimaryButton, Small, Text
from desktop_app.shell.controls.row_layout import fitted
from desktop_app.shell.shown_words import INSTEAD, as_shown, breakable
from tests.support import pictures
from tests.support.pictures import settle

LONG = "Oluwaseunfunmilayo-Temitope Adebayo-Oluwasegun-Martins"
NO_BREAK = "Wolfeschlegelsteinhausenbergerdorff" * 2
FAMILY = "👩‍👩‍👧"


def inside(part: QWidget, window: QWidget) -> bool:
    at = part.mapTo(window, part.rect().topLeft())
    return window.rect().contains(QRect(at, part.size()))


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", [LONG, LONG * 2, NO_BREAK, "Maisie Hart"])
def test_a_name_of_any_length_leaves_the_buttons_in_the_window(qtbot: QtBot, percent: int, name: str) -> None:
    pictures.wear(tokens.light(percent))
    button, age = PrimaryButton("Start visit", "door-open"), Small("8 years", wrap=False)
    page = Page("", back="Children", actions=[button], beside=[age])
    qtbot.addWidget(page)
    page.resize(1134, 768)
    page.show()
    page.set_title(name)
    settle()
    assert page.width() == 1134
    for part in (button, age, page.header.title):
        assert inside(part, page), part
    assert page.header.title.words() == name
    shown = page.header.title.heightForWidth(page.header.title.width()) if page.header.title.wordWrap() else 0
    assert page.header.title.height() >= shown


def test_a_name_without_a_place_to_break_breaks_and_is_read_whole(qtbot: QtBot) -> None:
    title = Text(NO_BREAK, "page title", wrap=False)
    qtbot.addWidget(title)
    title.fit(300)
    assert title.wordWrap()
    assert title.accessibleName() == title.toolTip() == NO_BREAK
    title.fit(5000)
    assert (title.text(), title.accessibleName()) == (NO_BREAK, "")


def test_a_long_surname_in_a_list_is_shown_to_its_last_letter(qtbot: QtBot) -> None:
    said = fitted(NO_BREAK, "row title", 200)
    assert said.replace("\u200b", "") == NO_BREAK
    assert "\u200b" in said
    assert fitted("Maisie Hart", "row title", 200) == "Maisie Hart"
    assert breakable("Maisie", fonts.font("body"), 0) == "Maisie"


def test_a_picture_is_one_neutral_sign_where_no_font_has_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_words, "has_pictures", lambda: False)
    assert as_shown(f"O’Brien {FAMILY}") == f"O’Brien {INSTEAD}"
    assert as_shown("😀 Zoë") == f"{INSTEAD} Zoë"
    monkeypatch.setattr(shown_words, "has_pictures", lambda: True)
    assert as_shown(f"O’Brien {FAMILY}") == f"O’Brien {FAMILY}"


def test_what_a_child_wrote_in_another_writing_runs_as_it_does(qtbot: QtBot) -> None:
    assert as_shown("مُحَمَّد 8", prose=True) == "مُحَمَّد 8"
    assert as_shown("مُحَمَّد 8") != "مُحَمَّد 8"
