"""Which paper is made of a plan: chosen in the preview, looked at, given and noted as what it is."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.kinds.plans import PlanCopy
from desktop_app.plans.queries import plans_of
from desktop_app.start.desk import Desk
from tests.desktop_app.direct_work.test_session_journey import click
from tests.desktop_app.plans.test_plan_paper import (
    AYLA,
    MAISIE,
    TOM,
    choose,
    copies,
    desk,
    opened_page,
    press,
    table,
    to_file,
)
from tests.support.accessibility import assert_usable, words_on
from tests.support.pdf import pdf_text

__all__ = ["desk"]


def test_the_same_plan_in_large_print_goes_out_as_what_it_is(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened_page(desk, qtbot)
    choose(page, qtbot, "Gemma")
    press(qtbot, page.looked)
    ordinary = len(page.pages.pages())
    qtbot.keyClick(page.form._box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Large print. Copy for Gemma." in pdf_text(table(page)._pdf))
    assert not page.looked.value()  # the other paper was looked at, not this one
    assert len(page.pages.pages()) > ordinary
    table(page).print_on(to_file(tmp_path / "printed.pdf"))
    for file in (MAISIE, TOM, AYLA):
        qtbot.waitUntil(lambda file=file: copies(desk, file)[-1] == ("Gemma", "printed", "3", 1))
        assert desk.records.records(file, PlanCopy)[-1].value.form == "large print"
    newest = plans_of(desk.records, MAISIE)[0].copies[0]
    assert newest.to == "Gemma"
    assert newest.what.startswith("Family plan in large print, printed, on ")
    assert newest.what.endswith(", copy 3, by Hannah Okafor")
    desk.go("child", file=MAISIE, tab="plan")
    qtbot.waitUntil(lambda: "Who has a copy" in words_on(desk.window))
    assert newest.what not in words_on(desk.window), "closed until it is asked for"
    click(desk.window, "Who has a copy")
    assert newest.what in words_on(desk.window)
    assert_usable(desk.window)
