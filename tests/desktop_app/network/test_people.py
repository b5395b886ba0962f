"""People of a family, written down and corrected without a connection; somebody met today, matched later, parted again."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from casework.editing import Pen, edit
from casework.errors import TwoVersionsOpen
from casework.kinds.people import SUBJECT, Address, Person, Place, Relation
from desktop_app.network import actions
from desktop_app.network.draft import PersonDraft, missing, somebody_new
from desktop_app.network.person_form import PersonForm, form_of_draft, known_people, new_person, person_form
from desktop_app.network.queries import NOT_KNOWN, Family, Member, family
from desktop_app.network.view.person_line import PersonLine
from desktop_app.record_store.records import AlreadyAdded, Records
from desktop_app.shell.controls import TextLink
from desktop_app.vault.vault import OpenVault
from desktop_app.visits.queries import people_for_visit
from tests.support.accessibility import words_on
from tests.support.copies import CHILD, COLLEAGUE, office, open_copy, put

TODAY = datetime.date(2026, 11, 10)
Copy = tuple[OpenVault, Records]


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


def shown(records: Records) -> Family:
    return family(records, CHILD, TODAY)


def write(draft: PersonDraft, **words: object) -> PersonDraft:
    return draft.with_details(msgspec.structs.replace(draft.details, **words))


def add(records: Records, *, met: bool = False, **words: object) -> str:
    draft = write(somebody_new(CHILD, is_provisional=met), **words)
    actions.add_to_record(records, draft)
    return draft.record.hex()


def form(records: Records, key: str) -> PersonForm:
    found = person_form(records, CHILD, key, TODAY)
    assert found is not None
    return found


def the(members: tuple[Member, ...], name: str) -> Member:
    return next(member for member in members if member.name == name)


def test_a_father_who_lives_elsewhere_stands_in_his_own_home_with_what_must_not_be_overlooked(copy: Copy) -> None:
    _, records = copy
    add(
        records, forename="Rob", surname="Fenner", relationship="Father", lives="elsewhere", lines="3 Old Yard",
        postcode="zz1 7pd", since="2026-02-01", responsibility="Y", responsibility_source="birth certificate, seen 3 May",
        contact="supervised", contact_detail="Saturdays at the centre", contact_order="order of 2 March 2026",
    )  # fmt: skip
    add(
        records,
        forename="Tess",
        relationship="Partner of a parent",
        lives="elsewhere",
        lines="3 Old Yard",
        postcode="ZZ1 7PD",
    )
    (_, home) = shown(records).households
    assert home.title == "Rob and Tess’ home"
    assert home.lives_at.lines == "3 Old Yard, ZZ1 7PD"
    assert home.lives_at.since == datetime.date(2026, 2, 1)
    rob = the(home.members, "Rob Fenner")
    assert rob.relationship == "Dad"
    assert rob.facts == ("Has parental responsibility (birth certificate, seen 3 May)",)
    assert rob.restriction == "Supervised contact only: Saturdays at the centre (from: order of 2 March 2026)"
    assert the(home.members, "Tess").facts == (NOT_KNOWN,)


def test_a_new_baby_is_written_into_the_family_before_there_is_a_file(copy: Copy) -> None:
    _, records = copy
    key = add(records, preferred_name="Baby", relationship="Brother or sister", expected="2027-02-01", lives="here")
    assert [member.name for member in shown(records).home] == ["Baby"]
    again = form(records, key).draft
    actions.add_to_record(records, write(again, preferred_name="", forename="Noah", dob="2027-01-29", expected=""))
    (noah,) = shown(records).home
    assert (noah.name, noah.dob) == ("Noah", datetime.date(2027, 1, 29))


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({}, "forename"),
        ({"forename": "Rob"}, "relationship"),
        ({"forename": "Rob", "relationship": "Uncle", "responsibility": "Y"}, "responsibility_source"),
        ({"forename": "Rob", "relationship": "Uncle", "contact": "no"}, "contact_order"),
    ],
)
def test_what_must_be_said_first_is_asked_and_nothing_is_added(copy: Copy, words: dict[str, str], field: str) -> None:
    _, records = copy
    draft = write(somebody_new(CHILD, is_provisional=False), **words)
    assert missing(draft)[0].field == field
    with pytest.raises(actions.NotComplete):
        actions.add_to_record(records, draft)
    assert len(records.records(CHILD, Person)) == 1


def test_somebody_met_needs_a_first_name_alone_and_is_matched_and_parted_again(copy: Copy) -> None:
    _, records = copy
    known = add(records, forename="David", surname="Okoro", relationship="Partner of a parent")
    met = add(records, met=True, forename="Dave", role="about 30, in the kitchen")
    assert [one.name for one in shown(records).not_known] == ["Dave"]
    assert "Dave" in [one.name for one in people_for_visit(records, (CHILD,))]
    assert [one.words for one in known_people(records, CHILD, met)] == ["David Okoro, Partner of a parent"]
    actions.same_person(records, CHILD, met, known)
    assert shown(records).not_known == ()
    david = the(shown(records).elsewhere, "David Okoro")
    assert david.met_as[0].words.startswith("Met as “Dave”")
    assert "Dave" not in [one.name for one in people_for_visit(records, (CHILD,))]
    actions.not_the_same(records, CHILD, met)
    assert [one.name for one in shown(records).not_known] == ["Dave"]
    assert the(shown(records).elsewhere, "David Okoro").met_as == ()


def test_two_who_are_each_said_to_be_the_other_both_stay_in_sight(copy: Copy) -> None:
    _, records = copy
    one, other = (add(records, met=True, forename=name) for name in ("Dave", "Davey"))
    actions.same_person(records, CHILD, one, other)
    actions.same_person(records, CHILD, other, one)
    assert {member.name for member in shown(records).not_known} == {"Dave", "Davey"}


def test_a_correction_sets_only_what_was_changed(copy: Copy) -> None:
    vault, records = copy
    key = add(records, forename="Rob", relationship="Father", phone="07700 900100")
    draft = form(records, key).draft
    (person,) = [one for one in records.records(CHILD, Person) if one.record.hex() == key]
    theirs = Pen(COLLEAGUE, "d", "2026-11-09", "2026-11-09T10:00:00Z")
    put(vault, edit(CHILD, records.state(*person.key), person.shown, {"phone": "07700 900200"}, theirs))
    actions.add_to_record(records, write(draft, surname="Fenner"))
    rob = the(shown(records).elsewhere, "Rob Fenner")
    assert "Phone 07700 900200" in rob.facts
    assert records.two_versions(CHILD) == []


def test_what_a_colleague_wrote_meanwhile_is_shown_beside_and_never_under_it(copy: Copy) -> None:
    vault, records = copy
    key = add(records, forename="Rob", relationship="Father", responsibility="Y", responsibility_source="Mum says so")
    draft = form(records, key).draft
    (relation,) = records.records(CHILD, Relation)
    theirs = Pen(COLLEAGUE, "d", "2026-11-09", "2026-11-09T10:00:00Z")
    put(vault, edit(CHILD, records.state(*relation.key), relation.shown, {"responsibility_source": "order"}, theirs))
    actions.add_to_record(records, write(draft, responsibility_source="birth certificate"))
    assert the(shown(records).elsewhere, "Rob").facts[0].startswith("Parental responsibility: there are two versions")
    with pytest.raises(TwoVersionsOpen):
        actions.add_to_record(
            records, write(form(records, key).draft, responsibility="N", responsibility_source="court")
        )


def test_who_moved_has_both_addresses_in_the_record_and_who_was_written_wrongly_one(copy: Copy) -> None:
    _, records = copy
    key = add(records, forename="Rob", relationship="Father", lines="1 Mill Road", since="2026-01-01")
    draft = form(records, key).draft
    assert [one.field for one in missing(write(draft, lines="2 Mill Road"))] == ["moved"]
    assert [one.field for one in missing(write(draft, lines="2 Mill Road", moved="moved"))] == ["since"]
    actions.add_to_record(records, write(draft, lines="2 Mill Road", moved="moved", since="2026-11-01"))
    before, now = records.records(CHILD, Address)
    assert (before.value.place, before.value.address_end_date) == (Place("1 Mill Road"), "2026-11-01")
    assert the(shown(records).elsewhere, "Rob").lives_at.lines == "2 Mill Road"
    draft = form(records, key).draft
    actions.add_to_record(records, write(draft, lines="22 Mill Road", is_confidential=True, moved="corrected"))
    assert [one.record for one in records.records(CHILD, Address)] == [before.record, now.record]
    assert the(shown(records).elsewhere, "Rob").lives_at.is_confidential


def test_what_the_child_is_called_and_where_the_child_lives_is_corrected_too(copy: Copy) -> None:
    _, records = copy
    draft = form(records, SUBJECT.hex()).draft
    actions.add_to_record(records, write(draft, preferred_name="Ellie", lines="5 Mill Road"))
    assert (shown(records).child, shown(records).lives_at.lines) == ("Ellie Hart", "5 Mill Road")
    assert records.records(CHILD, Relation) == []


def test_what_was_begun_is_kept_and_an_untouched_form_leaves_nothing(copy: Copy) -> None:
    _, records = copy
    begun = new_person(records, CHILD, is_provisional=True)
    actions.keep(records, begun.draft)
    assert records.drafts.lines() == []
    written = write(begun.draft, forename="Da")
    actions.keep(records, written)
    again = new_person(records, CHILD, is_provisional=False)
    assert (again.begun, again.draft) == (True, written)
    assert form_of_draft(records, written.name) == again
    actions.add_to_record(records, written)
    assert records.drafts.lines() == []
    with pytest.raises(AlreadyAdded):
        actions.add_to_record(records, written)


def test_a_person_of_whom_no_relation_is_recorded_is_not_lost(copy: Copy) -> None:
    vault, records = copy
    put(vault, office(CHILD, Person(forename="Ann", role="Health visitor")))
    (ann,) = shown(records).elsewhere
    assert (ann.relationship, ann.facts) == ("Health visitor", ())


def answered_in_two_ways(copy: Copy) -> tuple[str, str, str]:
    """This worker says that Dave is Lee, the colleague on another laptop that he is Kofi."""
    vault, records = copy
    lee, kofi = (add(records, forename=name, relationship="Uncle") for name in ("Lee", "Kofi"))
    met = add(records, met=True, forename="Dave")
    dave = records.record(CHILD, Person, bytes.fromhex(met))
    assert dave is not None
    pen = Pen(COLLEAGUE, "their-laptop", "2026-11-09", "2026-11-09T10:00:00Z")
    link = {f"same_as/{CHILD}#{kofi}": "same person"}
    theirs = edit(CHILD, records.state(*dave.key), dave.shown, link, pen)
    actions.same_person(records, CHILD, met, lee)
    put(vault, theirs)
    return met, lee, kofi


@pytest.mark.parametrize("wrong", ["Lee", "Kofi"])
def test_two_answers_to_who_was_met_are_both_shown_until_one_is_taken_back(copy: Copy, wrong: str) -> None:
    _, records = copy
    met, lee, kofi = answered_in_two_ways(copy)
    (dave,) = shown(records).not_known
    assert [one.words.split(" on ")[0] for one in dave.answers] == [
        f"Kofi: said by {COLLEAGUE}",
        "Lee: said by Ruth Mensah",
    ]
    assert not any(one.met_as for one in shown(records).elsewhere), "joined with neither"
    known = {"Lee": lee, "Kofi": kofi}
    actions.not_this_one(records, CHILD, met, known.pop(wrong))
    assert shown(records).not_known == ()
    (right,) = known
    assert the(shown(records).elsewhere, right).met_as[0].key == met, "the other answer stands"


def test_both_answers_stand_on_the_page_with_who_said_them_and_a_way_to_take_back_each(
    copy: Copy, qtbot: QtBot
) -> None:
    _, records = copy
    met, lee, _kofi = answered_in_two_ways(copy)
    (dave,) = shown(records).not_known
    line = PersonLine(dave, TODAY, is_stranger=True)
    qtbot.addWidget(line)
    line.show()
    assert "There are two answers to who this is" in words_on(line)
    assert "Lee: said by Ruth Mensah" in words_on(line)
    taken: list[tuple[str, str]] = []
    line.taken_back.connect(lambda *said: taken.append(said))
    (back,) = [one for one in line.findChildren(TextLink) if one.accessibleName() == "Dave is not Lee"]
    back.click()
    assert taken == [(met, lee)]
