"""What each role is offered on a child's page: what they may do and nothing else, and who can do the rest."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from casework.access import Role
from casework.deeds import FileDeed
from demo import staff
from demo.asking import ROLES
from demo.authority import hubs
from desktop_app.caseload.offers import Offers, offers
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.concerns.queries import NOBODY_TO_RAISE
from desktop_app.concerns.view.concern_page import ConcernPage
from desktop_app.mapping.view.read_sheet import ReadSheet
from desktop_app.notes.draft import new_note
from desktop_app.notes.queries import note_form
from desktop_app.record_store.identity import Identity, keep_identity
from desktop_app.record_store.records import Records
from desktop_app.today.queries import day
from desktop_app.vault.vault import OpenVault
from tests.casework.test_deeds import MAY
from tests.desktop_app.caseload.test_child_page import everything_answered
from tests.desktop_app.mapping.hands import map_of, sheet_of
from tests.support import made_up
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import NOWHERE, tls_root
from tests.support.daybooks import open_made_up_daybook

MAISIE = made_up.hub().showcase[0]
HERON = hubs()[staff.HERON]
BUTTONS = {
    "Start visit": FileDeed.VISIT,
    "New appointment": FileDeed.APPOINTMENT,
    "Safety concern": FileDeed.CONCERN,
    "File a document or photograph": FileDeed.DOCUMENT,
    "Add to: What is working well?": FileDeed.MAP,
    "Ask someone": FileDeed.MAP,
    "Begin direct work": FileDeed.DIRECT_WORK,
    "New plan": FileDeed.PLAN,
    "Add a person": FileDeed.FAMILY,
    "Correct what is known of Gemma Hart": FileDeed.FAMILY,
    "Write down who knows what": FileDeed.FAMILY,
}
TABS = ("now", "map", "voice", "plan", "entries", "family")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVault]:
    with made_up.open_made_up(tmp_path_factory.mktemp("copy"), made_up.hub()) as (vault, _):
        yield vault


def of(copy: OpenVault, worker: str) -> Records:
    """The same copy as this worker has it."""
    identity = Identity(NOWHERE, made_up.hub().tenant, worker, "", b"", b"", tls_root(), is_approved=True)
    keep_identity(copy.engine, identity)
    return Records(copy)


@pytest.mark.parametrize("role", list(ROLES.values()), ids=lambda one: one.value)
def test_every_role_is_offered_what_the_store_takes_from_it_and_told_who_can_do_the_rest(
    copy: OpenVault, role: Role
) -> None:
    found = offers(of(copy, staff.in_the_role(HERON, role).id), MAISIE)
    assert found.deeds == MAY[role]
    for deed in FileDeed:
        said = found.said(deed)
        assert bool(said) is (deed not in MAY[role])
        assert "Sam Oke" not in said or deed in MAY[Role.HUB_COORDINATOR]
        assert "Dev Sandhu" not in said or deed in MAY[Role.FAMILY_SUPPORT_WORKER]


def test_who_can_is_said_by_name_the_childs_own_worker_first(copy: OpenVault) -> None:
    found = offers(of(copy, staff.COORDINATOR), MAISIE)
    assert found.said(FileDeed.MAP) == "Hannah Okafor or Marian Pryce can add to the map."
    assert found.said(FileDeed.VISIT) == "Hannah Okafor or Marian Pryce can start a visit."
    assert found.said(FileDeed.APPOINTMENT, FileDeed.GIVE_PLAN) == ""
    supporter = offers(of(copy, "dev.sandhu"), MAISIE)
    assert supporter.said(FileDeed.VISIT, FileDeed.DIRECT_WORK, FileDeed.NEXT_STEP) == ""
    assert supporter.said(FileDeed.PLAN) == "Hannah Okafor or Marian Pryce can write a plan."
    manager = offers(of(copy, "owen.strand"), MAISIE)
    words = manager.said(FileDeed.VISIT, FileDeed.NOTE, FileDeed.CONCERN)
    assert words == "Hannah Okafor or Marian Pryce can start a visit or raise a safety concern."
    assert found.said(FileDeed.CONFIRM_DECISION) == "Marian Pryce can confirm a decision as their own."


def test_where_nobody_is_known_to_work_with_the_child_the_hub_is_named() -> None:
    assert Offers(frozenset(), {FileDeed.PLAN: "A social worker of the hub that holds this file"}).said(
        FileDeed.PLAN
    ) == ("A social worker of the hub that holds this file can write a plan.")


def test_a_group_manager_writes_notes_without_a_next_step_and_arranges_nothing(copy: OpenVault) -> None:
    records = of(copy, "owen.strand")
    draft = new_note((MAISIE,), made_up.NOW)
    assert not note_form(records, draft, made_up.TODAY).may_promise
    assert not day(records, made_up.NOW).may_arrange
    worker = of(copy, staff.WORKER)
    assert note_form(worker, draft, made_up.TODAY).may_promise
    today = day(worker, made_up.NOW + datetime.timedelta(minutes=1))
    assert today.may_arrange
    assert all(line.may_start and line.may_change for line in today.appointments)


@pytest.mark.parametrize("worker", [staff.WORKER, "dev.sandhu", "ruth.abelman", staff.COORDINATOR, "owen.strand"])
def test_a_button_somebody_may_not_use_is_not_on_the_page(tmp_path: Path, qtbot: QtBot, worker: str) -> None:
    allowed = MAY[staff.BY_ID[worker].role]
    with open_made_up_daybook(tmp_path / "copy", worker=worker) as desk:
        desk.go("child", file=MAISIE)
        page = desk.window.view()
        assert isinstance(page, ChildPage)
        found: set[str] = set()
        for tab in TABS:
            page.choose(tab)
            everything_answered(desk, qtbot)
            everything_answered(desk, qtbot)
            found |= names_on(page) & BUTTONS.keys()
        assert found == {name for name, deed in BUTTONS.items() if deed in allowed}
        page.choose("map")
        assert ("can add to the map." in words_on(page)) is (FileDeed.MAP not in allowed)


def names_on(page: ChildPage) -> set[str]:
    buttons = [button for button in page.findChildren(QAbstractButton) if button.isVisibleTo(page)]
    return {button.accessibleName() or button.text() for button in buttons}


def test_whoever_only_reads_opens_a_card_to_read_it_and_is_told_who_can_raise_a_concern(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with open_made_up_daybook(tmp_path / "copy", worker="owen.strand") as desk:
        desk.window.show()
        page = map_of(desk, qtbot, MAISIE)
        card = page.board.columns[0].list.shown()[0]
        qtbot.waitUntil(page.who_can.isVisible)
        page.card_opened.emit(card.record)
        sheet = sheet_of(desk, qtbot, ReadSheet)
        assert card.face.text in words_on(sheet)
        assert_usable(sheet)
        sheet.leave()
        raising = "Raise a safety concern"
        raise_it = next(one for one in desk.window.findChildren(QAbstractButton) if one.accessibleName() == raising)
        for leads_to, said in (("child", "can raise a safety concern"), ("today", NOBODY_TO_RAISE)):
            desk.go(leads_to, **({"file": MAISIE} if leads_to == "child" else {}))
            qtbot.mouseClick(raise_it, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda said=said: said in words_on(desk.window))  # type: ignore[misc]
            assert not isinstance(desk.window.view(), ConcernPage)


def test_the_parts_of_a_childs_page_ask_together_what_may_be_done(tmp_path: Path, qtbot: QtBot) -> None:
    asked: list[str] = []

    def counted(records: Records, file: str) -> Offers:
        asked.append(file)
        return offers(records, file)

    with open_made_up_daybook(tmp_path / "copy") as desk:
        heard: list[Offers] = []
        for _ in range(2):
            desk.ask_once(counted, MAISIE, then=heard.append, owner=desk.window)
        qtbot.waitUntil(lambda: len(heard) == 2)
        assert asked == [MAISIE]
        desk.ask_once(counted, MAISIE, then=heard.append, owner=desk.window)
        desk.tell((MAISIE,))
        desk.ask_once(counted, MAISIE, then=heard.append, owner=desk.window)
        qtbot.waitUntil(lambda: len(heard) == 4)
        assert asked == [MAISIE] * 3, "what is asked after a change is not answered from before it"
