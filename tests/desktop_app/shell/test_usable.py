"""The gallery of controls and the window are usable by keyboard, screen reader, finger, and with large text."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.shell import tokens
from desktop_app.shell.controls import BackLink, Page, PrimaryButton, Text
from tests.support import accessibility, gallery, pictures

LOOKS = pictures.LOOKS


@pytest.fixture(autouse=True)
def _light_again(qapp: object) -> Iterator[None]:
    yield
    pictures.wear(tokens.light())


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", [1366, 1134])
def test_every_control_is_usable(look: str, width: int, qtbot: QtBot) -> None:
    pictures.wear(LOOKS[look])
    ground = pictures.Ground(gallery.gallery(), QSize(width, 768))
    qtbot.addWidget(ground)
    accessibility.assert_usable(ground)


class Hindered(QWidget):
    """A page with every fault the walk must find."""

    def __init__(self) -> None:
        super().__init__()
        lay = QVBoxLayout(self)
        nameless = QPushButton("")
        nameless.setFixedSize(60, 60)
        small = QPushButton("Small")
        small.setFixedSize(100, 20)
        self.skipped = PrimaryButton("Skipped")
        cut = QLabel("These words are far too long for the little room that they were given here")
        cut.setFixedWidth(80)
        faint = Text("Too faint to read", colour="line")
        lay.addWidget(nameless)
        lay.addWidget(small)
        lay.addWidget(cut)
        lay.addWidget(faint)
        lay.addWidget(self.skipped)


def test_the_walk_finds_what_hinders_people(qtbot: QtBot) -> None:
    pictures.wear(tokens.light())
    ground = pictures.Ground(Hindered())
    qtbot.addWidget(ground)
    said = "\n".join(accessibility.problems_in(ground))
    assert "QPushButton in Hindered" in said
    assert "has no name" in said
    assert "“Small” is 100 × 20 px; 44 is the least" in said
    assert "do not fit" in said
    assert "“Too faint to read”" in said
    assert "“Small” shows no sign of having the keyboard’s focus" in said


def test_the_walk_finds_what_tab_never_reaches(qtbot: QtBot) -> None:
    page = Page("A page")
    first, trapped, last = (PrimaryButton(words) for words in ("First", "Trapped", "Last"))
    for part in (first, trapped, last):
        page.add(part)
    ground = pictures.Ground(page)
    qtbot.addWidget(ground)
    assert accessibility.problems_in(ground) == []
    last.keyPressEvent = lambda _event: None  # type: ignore[method-assign]
    trapped.focusNextPrevChild = lambda _on: True  # type: ignore[method-assign]  # Tab goes no further
    said = accessibility.problems_in(ground)
    assert any("“Last”" in sentence and "never reached with Tab" in sentence for sentence in said)


def test_words_on_a_window_hold_headings_fields_rows_and_buttons(qtbot: QtBot) -> None:
    ground = pictures.Ground(gallery.gallery())
    qtbot.addWidget(ground)
    said = accessibility.words_on(ground)
    for words in (
        "Maisie Hart",
        "Why we are involved",
        "Gemma was asleep and Maisie was feeding Ayla.",
        "Start visit",
        "Tom Hart, 5 years, lives with Mum, Child protection plan, 12 days ago, with Mum, See alone today",
        "Dave",
        "One note was not accepted. Nothing is lost.",
        "Child protection plan",
        "Not seen alone lately, 3",
        "Visits and notes",
    ):
        assert words in said


def test_a_passphrase_is_never_read_aloud(qtbot: QtBot) -> None:
    ground = pictures.Ground(gallery.gallery())
    qtbot.addWidget(ground)
    assert "seven quiet horses" not in accessibility.words_on(ground)


def test_pictures_are_sharp_on_a_screen_of_double_density(qtbot: QtBot, tmp_path) -> None:
    ground = pictures.Ground(gallery.gallery(), QSize(800, 600))
    qtbot.addWidget(ground)
    once, twice = pictures.picture(ground), pictures.picture(ground, 2.0)
    assert twice.size() == once.size() * 2
    assert _uneven_squares(twice) > 500, "icons and words are drawn anew, not blown up"
    assert pictures.save(ground, tmp_path / "a" / "b.png").stat().st_size > 1000


def _uneven_squares(image: QImage) -> int:
    """Squares of two by two pixels that are not of one colour: a picture blown up to double size has none."""
    return sum(
        image.pixel(x, y) != image.pixel(x + 1, y)
        for y in range(0, image.height() - 1, 6)
        for x in range(0, image.width() - 1, 2)
    )


def test_every_look_leaves_a_picture(qtbot: QtBot, tmp_path) -> None:
    written = pictures.save_looks(lambda: Page("Children", "Two"), tmp_path, "children")
    assert [path.name for path in written] == [f"children-{look}.png" for look in LOOKS]
    assert tokens.current() == tokens.light()


@pytest.mark.parametrize(("words", "said"), [("Children", "Back to Children"), ("Back", "Back")])
def test_a_way_back_is_said_as_a_person_would(words: str, said: str, qtbot: QtBot) -> None:
    link = BackLink(words)
    qtbot.addWidget(link)
    assert link.accessibleName() == said
    link.set_words("Plans")
    assert link.accessibleName() == "Back to Plans"
