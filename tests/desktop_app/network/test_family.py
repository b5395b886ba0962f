"""Family and network: who is who and where; a confidential address is covered, and the strictest of two versions counts."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.editing import Pen, edit
from casework.kinds.people import SUBJECT, Address, Contact, Person, Place, Relation
from desktop_app.network.addresses import Whereabouts
from desktop_app.network.queries import NOT_KNOWN, Family, family
from desktop_app.network.view.address_line import AddressLine
from desktop_app.network.view.family_page import FamilyPage
from desktop_app.shell import tokens
from desktop_app.shell.controls import TextLink
from tests.support import made_up
from tests.support.accessibility import assert_usable, words_on
from tests.support.copies import CHILD, COLLEAGUE, office, open_copy, put
from tests.support.pictures import settle, wear

TODAY = datetime.date(2026, 11, 10)
REFUGE = "4 Quiet Lane"


@pytest.fixture(scope="module")
def harts(tmp_path_factory: pytest.TempPathFactory) -> Family:
    made = made_up.hub()
    with made_up.open_made_up(tmp_path_factory.mktemp("harts"), made) as (_, records):
        return family(records, made.showcase[0], made_up.TODAY)


def test_everybody_stands_where_they_belong(harts: Family) -> None:
    assert [member.name for member in harts.home] == ["Gemma Hart", "Tom Hart", "Ayla Hart-Mensah"]
    assert harts.home[0].facts[0] == "Has parental responsibility"
    lee = next(member for member in harts.elsewhere if member.name == "Lee Hart")
    assert any(fact.startswith("Contact: Saturdays") for fact in lee.facts)
    assert lee.lives_at == Whereabouts("3 Old Foundry Yard, ZZ1 7PD", since=datetime.date(2025, 4, 15))
    assert [member.name for member in harts.not_known] == ["Dave"]
    assert harts.lives_at.lines == "12 Larch Row, ZZ1 4HL"
    assert any(worker.name == "Hannah Okafor" for worker in harts.workers.now)


def test_the_strictest_of_two_versions_of_an_address_counts(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy") as (vault, records):
        put(vault, office(CHILD, Address(person=SUBJECT, place=Place("1 Mill Road"))))
        (shown,) = records.records(CHILD, Address)
        state = records.state(*shown.key)
        theirs = Pen(COLLEAGUE, "d", "2026-11-09", "2026-11-09T10:00:00Z")
        put(vault, edit(CHILD, state, shown.shown, {"place": {"lines": REFUGE, "confidential": True}}, theirs))
        records.add(records.edit(shown, {"place": Place("2 Mill Road")}))
        lives_at = family(records, CHILD, TODAY).lives_at
    assert lives_at == Whereabouts("", is_confidential=True, two_versions=True)


def test_no_contact_is_said_as_it_is_and_unknown_responsibility_too(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy") as (_, records):
        father = records.create(CHILD, Person(forename="Rob"))
        contact = Contact("no", "", "Non-molestation order to May")
        records.add(father, records.create(CHILD, Relation(person=father.header.record, contact=contact)))
        (member,) = family(records, CHILD, TODAY).elsewhere
    assert member.facts == (NOT_KNOWN,)
    assert member.restriction == "No contact (from: Non-molestation order to May)"


def test_a_confidential_address_is_nowhere_on_the_window_until_asked_for(qtbot: QtBot) -> None:
    line = AddressLine(Whereabouts(REFUGE, is_confidential=True))
    qtbot.addWidget(line)
    line.show()
    assert REFUGE not in words_on(line)
    line._button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(line._button, Qt.Key.Key_Return)
    assert REFUGE in words_on(line)
    line.hide()
    line.show()
    assert REFUGE not in words_on(line)


def test_a_brother_opens_from_here(harts: Family, qtbot: QtBot) -> None:
    page = FamilyPage()
    qtbot.addWidget(page)
    page.show_family(harts, made_up.TODAY)
    tom = next(link for link in page.findChildren(TextLink) if link.words() == "Open Tom’s page")
    with qtbot.waitSignal(page.opened) as opened:
        tom.click()
    assert opened.args == [made_up.hub().showcase[1]]


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_at_every_text_size(harts: Family, qtbot: QtBot, percent: int) -> None:
    wear(tokens.light(percent))
    try:
        page = FamilyPage()
        qtbot.addWidget(page)
        page.show_family(harts, made_up.TODAY)
        page.resize(1086, 3000)
        page.show()
        settle()
        assert_usable(page)
    finally:
        wear(tokens.light())
