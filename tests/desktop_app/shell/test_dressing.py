"""Another text size or other colours: what is in sight changes at once, the rest when it comes into sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QScrollBar, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.shell import fonts, tokens
from desktop_app.shell.controls import (
    FlowRow,
    Menu,
    Page,
    Row,
    RowList,
    Stack,
    Tabs,
    Text,
    TextArea,
    TextField,
    scrolling,
)
from desktop_app.shell.navigation import NavEntry
from desktop_app.shell.window import MainWindow
from tests.support.pictures import settle, wear

TABS = ("Now", "Map", "Their voice", "Plan", "Visits and notes", "Family and network")


@pytest.fixture(autouse=True)
def _light_again(qtbot: QtBot) -> Iterator[None]:
    wear(tokens.light())
    yield
    wear(tokens.light())


_held: list[QWidget] = []


def shown(qtbot: QtBot, part: QWidget, wide: int = 1100) -> QWidget:
    qtbot.addWidget(part)
    _held[:] = [part]  # a window that nobody holds is gone
    part.resize(QSize(wide, 600))
    part.show()
    settle()
    return part


def test_words_in_sight_grow_at_once(qtbot: QtBot) -> None:
    words = Text("What is due")
    shown(qtbot, Stack(words))
    wear(tokens.light(200))
    assert words.font().pixelSize() == 32


def test_a_page_out_of_sight_is_dressed_when_it_is_shown(qtbot: QtBot) -> None:
    """Pages kept for Back cost nothing while the text size is changed."""
    dressed: list[str] = []

    class Counting(Text):
        def redress(self) -> None:
            super().redress()
            dressed.append(self._words)

    pages = QStackedWidget()
    here, kept = Counting("here"), Counting("kept")
    pages.addWidget(here)
    pages.addWidget(kept)
    shown(qtbot, pages)
    dressed.clear()
    wear(tokens.dark(150))
    assert dressed == ["here"]
    pages.setCurrentWidget(kept)
    settle()
    assert dressed == ["here", "kept"]
    assert kept.font().pixelSize() == fonts.font("body").pixelSize() == 24
    assert kept.palette().windowText().color().name() == tokens.current().colours.ink.lower()


def test_the_same_look_again_dresses_nothing(qtbot: QtBot) -> None:
    dressed: list[str] = []

    class Counting(Text):
        def redress(self) -> None:
            super().redress()
            dressed.append(self._words)

    shown(qtbot, Counting("here"))
    dressed.clear()
    wear(tokens.light())
    assert dressed == []


@pytest.mark.parametrize("chosen", ["Now", "Family and network"])
@pytest.mark.parametrize("percents", [(200,), (150, 200, 100), (200, 125)])
def test_no_tab_is_cut_off_when_the_text_size_changes_while_a_page_is_open(
    qtbot: QtBot, chosen: str, percents: tuple[int, ...]
) -> None:
    page = Page("Maisie Hart", back="Children", fills=True)
    tabs = Tabs("Parts", [(name, name) for name in TABS])
    page.add(Row(tabs, FlowRow(right=True), grows=0, gap=0))
    window = MainWindow([NavEntry("children", "Children", "users", lambda: page)])
    shown(qtbot, window, 1366)
    window.router.go("children")
    tabs.choose(chosen)
    settle()
    for percent in percents:
        wear(tokens.light(percent))
        bar = tabs._bar
        visible = [at for at in range(bar.count()) if bar.isTabVisible(at)]
        assert bar.currentIndex() in visible
        assert bar.tabRect(visible[0]).left() >= 0
        assert bar.tabRect(visible[-1]).right() < tabs.width()
        assert all(bar.tabRect(at).width() >= bar.width_of(at) for at in visible)


def test_fields_and_their_bars_follow_the_look(qtbot: QtBot) -> None:
    line, lines = TextField("Name"), TextArea("What was said")
    lines.set_value("One\n" * 60)
    area = scrolling(Stack(line, lines))
    shown(qtbot, area)
    bar = area.verticalScrollBar()
    assert isinstance(bar, QScrollBar)
    assert bar.isVisible()
    assert bar.width() == 16
    wear(tokens.dark(200))
    assert bar.width() == 20
    assert line.line.font().pixelSize() == lines.paper.font().pixelSize() == 32
    assert tokens.dark().colours.ink in line.line.styleSheet()
    assert tokens.dark().colours.outline in bar.styleSheet()


def test_a_short_list_has_no_bar_and_its_rows_run_to_the_edge(qtbot: QtBot) -> None:
    rows = RowList("Children")
    shown(qtbot, rows)
    assert not rows._view.verticalScrollBar().isVisible()
    assert rows._view.viewportMargins().right() == 0


def test_a_menu_wears_what_is_worn_when_it_is_opened(qtbot: QtBot) -> None:
    wear(tokens.dark(200))
    menu = Menu(shown(qtbot, QWidget()))
    menu.addAction("Children")
    assert menu.font().pixelSize() == 32
    assert tokens.dark().colours.surface in menu.styleSheet()
    assert menu.actionGeometry(menu.actions()[0]).height() >= tokens.TARGET_SMALLEST


def test_no_sheet_lies_over_the_whole_application(qapp: QApplication) -> None:
    """It would be matched against every part of every page: a change of the text size took seconds."""
    assert qapp.styleSheet() == ""
