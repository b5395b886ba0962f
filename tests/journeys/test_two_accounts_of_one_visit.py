"""Two workers go to one family, each writes it down on their own laptop, and both say "one visit": it stands once, with two accounts.

Its twin has no store while both say so: each laptop makes the same answer, and they come together as one.
"""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from casework.kinds.visits import SameVisit, Visit, visit_id
from desktop_app.record_store.records import Records
from desktop_app.start.desk import Desk
from desktop_app.visits.entries import entries
from desktop_app.visits.same_visit import join
from desktop_app.visits.view.entries_page import EntriesPage
from tests.support.accessibility import assert_usable, words_on
from tests.support.laptops import Laptop
from tests.support.store import RunningStore, child_file

ELLA = child_file("ella")
RUTHS, OMARS = b"ruths visit of to-day".ljust(16)[:16], b"omars visit of to-day".ljust(16)[:16]
RUTHS_ELLA, OMARS_ELLA = visit_id(RUTHS, ELLA), visit_id(OMARS, ELLA)


def write_down(records: Records, group: bytes, saw: str) -> None:
    today = datetime.date.today().isoformat()  # noqa: DTZ011 the worker's own day
    visit = Visit(group=group, date=today, purpose="Mornings", seen=True, observation=saw)
    records.add(records.create(ELLA, visit, record=visit_id(group, ELLA)))


def has_come(laptop: Laptop, visit: bytes) -> bool:
    """Whether a visit is on this laptop, once it has looked."""
    laptop.sync()
    return laptop.records.record(ELLA, Visit, visit) is not None


@pytest.mark.parametrize("is_twin", [False, True], ids=["connected", "no store until later"])
def test_both_say_that_it_was_one_visit(
    store: RunningStore, desk: Desk, omar: Laptop, qtbot: QtBot, is_twin: bool
) -> None:
    status = desk.window.side.status
    write_down(omar.records, OMARS, "Omar saw her on the stairs.")
    omar.sync()
    desk.act(write_down, RUTHS, "Ruth saw her in the kitchen.")
    desk.keeper.something_was_written()
    qtbot.waitUntil(lambda: desk.records.record(ELLA, Visit, OMARS_ELLA) is not None, timeout=20_000)
    qtbot.waitUntil(lambda: has_come(omar, RUTHS_ELLA), timeout=20_000)
    qtbot.waitUntil(lambda: status.shown().words == "All sent", timeout=20_000)
    if is_twin:
        store.kill()
    desk.window.show()
    desk.go("child", file=ELLA, tab="entries")
    view = desk.window.view()
    assert view is not None
    (page,) = view.findChildren(EntriesPage)
    qtbot.waitUntil(page.same_visit.isVisible, timeout=20_000)
    assert_usable(desk.window)
    buttons = [one for one in page.same_visit.findChildren(QAbstractButton) if one.isVisible()]
    (one_visit,) = [one for one in buttons if one.accessibleName().startswith("It was one visit")]
    qtbot.mouseClick(one_visit, Qt.MouseButton.LeftButton)
    join(omar.records, ELLA, OMARS_ELLA.hex(), RUTHS_ELLA.hex())
    if is_twin:
        qtbot.waitUntil(lambda: status.shown().words == "1 thing waiting to send", timeout=20_000)
        store.restart()
        desk.keeper.something_was_written()
    omar.sync()
    qtbot.waitUntil(lambda: status.shown().words == "All sent", timeout=20_000)
    omar.sync()
    qtbot.waitUntil(lambda: len(desk.records.records(ELLA, SameVisit)) == 1)
    qtbot.waitUntil(lambda: "As Omar wrote it" in words_on(page), timeout=20_000)
    assert not page.same_visit.isVisible()
    for records in (desk.records, omar.records):
        (answer,) = records.records(ELLA, SameVisit)
        assert (answer.value.same, answer.in_two_versions) == (True, ())
        (one,) = entries(records, ELLA)
        assert sorted(part.words for account in one.accounts for part in account.parts) == [
            "Omar saw her on the stairs.",
            "Ruth saw her in the kitchen.",
        ]
