"""Two children's files say something else of one person: it is shown, and a person has them say the same."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from casework.kinds.people import SUBJECT, Address, Person, Place, Relation
from desktop_app.caseload.view.child_page import ChildPage
from desktop_app.network.differing import HIDDEN, ChangedMeanwhile, differences, make_same
from desktop_app.network.view.differing_sheet import NONE_LEFT, DifferingSheet
from desktop_app.network.view.family_page import FamilyPage
from desktop_app.record_store.records import Records
from tests.desktop_app.direct_work.test_session_journey import click
from tests.desktop_app.network.test_siblings import AYLA, MAISIE, TOM, add, called, correct
from tests.support import made_up
from tests.support.accessibility import problems_in, words_on
from tests.support.daybooks import open_made_up_daybook
from tests.support.pictures import settle

TODAY = datetime.date(2026, 11, 10)


@pytest.fixture
def hannah(tmp_path: Path) -> Iterator[Records]:
    with made_up.open_made_up(tmp_path / "hannah", made_up.hub()) as (_, records):
        yield records


def rob_with_two_numbers(records: Records, **words: object) -> None:
    add(records, TOM, forename="Rob", relationship="Father", lives="elsewhere", phone="01632 960111", **words)
    correct(records, TOM, called(records, TOM, "Rob"), phone="01632 960222")


def test_the_made_up_hub_says_the_same_of_everybody(hannah: Records) -> None:
    assert [differences(hannah, file, TODAY) for file in (MAISIE, TOM, AYLA)] == [(), (), ()]


def test_both_are_shown_with_who_wrote_them_and_one_is_put_in_the_other_file(hannah: Records) -> None:
    rob_with_two_numbers(hannah)
    (found,) = differences(hannah, MAISIE, TODAY)
    assert found.about == "Rob: telephone"
    assert [(one.child, one.words) for one in found.sides] == [("Maisie", "01632 960111"), ("Tom", "01632 960222")]
    assert all(one.by.startswith("Hannah Okafor, ") and one.may_change for one in found.sides)
    (seen_from_tom,) = differences(hannah, TOM, TODAY)
    assert [one.child for one in seen_from_tom.sides] == ["Tom", "Maisie"]
    make_same(hannah, found, found.there, TODAY)
    assert called(hannah, MAISIE, "Rob").value.phone == "01632 960222"
    assert differences(hannah, MAISIE, TODAY) == ()
    history = hannah.history(MAISIE, "person", called(hannah, MAISIE, "Rob").record)
    assert [change.values.get("phone") for change in history] == ["01632 960111", "01632 960222"], "nothing is lost"


def test_how_it_is_spelt_and_what_one_file_does_not_say_is_no_difference(hannah: Records) -> None:
    add(hannah, TOM, forename="Rob", relationship="Father", phone="01632 960111")
    correct(hannah, TOM, called(hannah, TOM, "Rob"), phone="01632960111", forename="ROB")
    correct(hannah, MAISIE, called(hannah, MAISIE, "Rob"), surname="Yardley")
    assert differences(hannah, MAISIE, TODAY) == ()


def test_a_brother_is_compared_with_his_own_file(hannah: Records) -> None:
    (relation,) = [one.value for one in hannah.records(MAISIE, Relation) if one.value.other_file == TOM]
    tom = hannah.record(MAISIE, Person, relation.person or b"")
    assert tom is not None
    hannah.add(hannah.edit(tom, {"dob": "2020-01-02"}))
    (found,) = differences(hannah, MAISIE, TODAY)
    own = hannah.record(TOM, Person, SUBJECT)
    assert own is not None
    assert found.about.endswith(": date of birth")
    assert [one.value for one in found.sides] == ["2020-01-02", own.value.dob]
    assert found.here.words == "Thursday 2 January 2020"


def test_another_address_is_shown_and_a_confidential_one_never(hannah: Records) -> None:
    rob_with_two_numbers(hannah, lines="3 Old Yard", since="2026-02-01")
    correct(hannah, TOM, called(hannah, TOM, "Rob"), lines="9 New Road", moved="corrected")
    about = {one.about: one for one in differences(hannah, MAISIE, TODAY)}
    home = about["Rob: address"]
    assert [one.words for one in home.sides] == ["3 Old Yard", "9 New Road"]
    make_same(hannah, home, home.there, TODAY)
    rob = called(hannah, MAISIE, "Rob").record
    (lives,) = [one.value for one in hannah.records(MAISIE, Address) if one.value.person == rob]
    assert (lives.place, lives.address_start_date) == (Place("9 New Road"), "2026-02-01")
    correct(hannah, TOM, called(hannah, TOM, "Rob"), lines="4 Quiet Lane", is_confidential=True, moved="corrected")
    hidden = next(one for one in differences(hannah, MAISIE, TODAY) if one.about == "Rob: address")
    assert [(one.words, one.may_change) for one in hidden.sides] == [(HIDDEN, False)] * 2
    assert hidden.hidden


def test_what_stands_in_two_versions_is_settled_first(hannah: Records) -> None:
    rob_with_two_numbers(hannah)
    rob = called(hannah, MAISIE, "Rob")
    hannah.add(hannah.edit(rob, {"phone": "1"}), hannah.edit(rob, {"phone": "2"}))
    assert "phone" in called(hannah, MAISIE, "Rob").in_two_versions
    assert differences(hannah, MAISIE, TODAY) == ()


def test_what_changed_meanwhile_is_not_written_over(hannah: Records) -> None:
    rob_with_two_numbers(hannah)
    (found,) = differences(hannah, MAISIE, TODAY)
    correct(hannah, TOM, called(hannah, TOM, "Rob"), phone="01632 960333")
    with pytest.raises(ChangedMeanwhile, match="Nothing was changed"):
        make_same(hannah, found, found.here, TODAY)
    with pytest.raises(ChangedMeanwhile):
        make_same(hannah, msgspec.structs.replace(found, about="Nobody: telephone"), found.here, TODAY)
    assert called(hannah, TOM, "Rob").value.phone == "01632 960333"


def test_it_is_said_under_family_and_settled_side_by_side(tmp_path: Path, qtbot: QtBot) -> None:
    with open_made_up_daybook(tmp_path / "copy") as desk:
        rob_with_two_numbers(desk.records)
        desk.go("child", file=MAISIE, tab="family")
        page = desk.window.view()
        assert isinstance(page, ChildPage)
        tab = page.tab("family")
        assert isinstance(tab, FamilyPage)
        qtbot.waitUntil(tab.differing.isVisible)
        assert "This file and Tom’s differ. They do not say the same of Rob’s telephone." in words_on(tab)
        click(tab, "See both")
        qtbot.waitUntil(lambda: bool(desk.window.findChildren(DifferingSheet)))
        (sheet,) = desk.window.findChildren(DifferingSheet)
        settle()
        assert problems_in(sheet) == []
        click(sheet, "Put it in Maisie’s file too")
        qtbot.waitUntil(lambda: NONE_LEFT in words_on(sheet))
        qtbot.waitUntil(lambda: not tab.differing.isVisible())
        assert called(desk.records, MAISIE, "Rob").value.phone == "01632 960222"
