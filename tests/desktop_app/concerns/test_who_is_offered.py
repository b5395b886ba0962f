"""What the sheet of a safety concern offers: whom to ring, who may decide, who may have said something."""

import datetime

from casework.kinds.books import NumberToRing
from desktop_app.concerns.draft import started
from desktop_app.concerns.queries import concern_form
from desktop_app.record_store.records import Records
from desktop_app.visits.actions import begin as begin_visit
from desktop_app.visits.actions import keep as keep_visit
from desktop_app.visits.draft import PersonPresent
from tests.desktop_app.concerns.sheets import MAISIE, NOW, NUMBERS, TOM, give_numbers


def test_the_sheet_brings_the_numbers_the_deciders_and_the_family(hannah: Records) -> None:
    give_numbers(hannah)
    form = concern_form(hannah, "concern:" + "0" * 32, started("concern:" + "0" * 32, TOM, NOW), NOW)
    assert [(one.who, one.number) for one in form.ring] == [
        ("Marian Pryce", "01632 960111"),
        ("Front door", "01632 960120"),
        ("Duty team", "01632 960199"),
    ]
    assert form.checked == "26 October"
    assert [one.name for one in form.deciders] == ["Marian Pryce", "Owen Strand"]
    assert [child.called for child in form.children] == ["Tom", "Maisie", "Ayla"]
    assert form.choices == ()


def test_whom_the_authority_names_itself_stands_there_once_with_its_words(hannah: Records) -> None:
    give_numbers(
        hannah, NUMBERS | {"c": NumberToRing(3, "Marian Pryce, consultant", "01632960111", "8:30am to 5:30pm")}
    )
    form = concern_form(hannah, "concern:" + "0" * 32, started("concern:" + "0" * 32, TOM, NOW), NOW)
    assert [(one.who, one.what) for one in form.ring] == [
        ("Marian Pryce", "consultant social worker. 8:30am to 5:30pm"),
        ("Front door", "9am to 5pm"),
        ("Duty team", "5pm to 9am"),
    ]


def test_who_is_marked_on_the_visit_under_way_may_have_said_it(hannah: Records) -> None:
    visit = begin_visit(hannah, (TOM, MAISIE), NOW)
    keep_visit(hannah, visit.with_values(present=(PersonPresent("Stu", "Friend"),)))
    form = concern_form(hannah, "concern:" + "0" * 32, started("concern:" + "0" * 32, TOM, NOW), NOW)
    assert form.there == ("Stu",)
    other = started("concern:" + "0" * 32, TOM, NOW - datetime.timedelta(days=1))
    assert concern_form(hannah, other.name, other, NOW).there == ()


def test_without_the_authoritys_numbers_none_are_invented(hannah: Records) -> None:
    form = concern_form(hannah, "concern:" + "0" * 32, started("concern:" + "0" * 32, TOM, NOW), NOW)
    assert [one.who for one in form.ring] == ["Marian Pryce"]
