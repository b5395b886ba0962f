"""One visit to two children: written once, kept as it is typed, in each child's own file or in neither."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.errors import NotAllowed
from casework.kinds.people import Person, Relation
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import Involvement
from desktop_app.network.siblings import copies_of
from desktop_app.record_store.records import AlreadyAdded, Records, TooLong
from desktop_app.visits import actions, queries
from desktop_app.visits.begun import unfinished
from desktop_app.visits.draft import (
    PersonPresent,
    SharedSentence,
    VisitChild,
    VisitDraft,
    as_the_first,
    missing,
    new_draft,
    not_asked,
    read_time,
)
from tests.support.copies import CHILD, SISTER, WORKER, open_copy

NOW = datetime.datetime(2026, 6, 4, 16, 10)  # noqa: DTZ001 local time, as the laptop's clock shows it
TODAY = NOW.date()
ELLA, MAYA = VisitChild(CHILD, "Ella"), VisitChild(SISTER, "Maya")
CHILDREN = (ELLA, MAYA)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        yield opened


def written(records: Records) -> VisitDraft:
    draft = actions.begin(records, (CHILD, SISTER), NOW)
    draft = draft.same_for_all(seen=True, alone=True, bedroom=True)
    draft = draft.with_part(
        CHILD,
        own_part="Ella showed me her bunk.",
        seemed="bright",
        observation="She had drawn the times of the day.",
        analysis="Bedtime is getting easier.",
    )
    draft = draft.with_part(SISTER, alone=False, why_not_alone="asleep on Mum's lap", own_part="Maya slept throughout.")
    return msgspec.structs.replace(
        draft,
        purpose="To see how the new bedtime goes",
        present=(PersonPresent("Carly Hart", "mother"),),
        shared=(
            SharedSentence("Mum had written the times on the fridge.", (CHILD, SISTER)),
            SharedSentence("Only Ella.", (CHILD,)),
        ),
    )


def test_the_same_for_all_gives_no_answer_about_a_child_who_was_not_there() -> None:
    unborn = VisitChild("person:" + "3" * 32, "Baby", expected=datetime.date(2026, 8, 1))
    draft = new_draft((CHILD, SISTER, unborn.file), TODAY).with_part(CHILD, alone=True, seen=True)
    children = (*CHILDREN, unborn)
    parts = as_the_first(draft, children, "alone", TODAY).parts
    assert (parts[SISTER].alone, parts[unborn.file].alone) == (True, None)
    parts = as_the_first(draft.with_part(SISTER, seen=False), children, "alone", TODAY).parts
    assert parts[SISTER].alone is None
    assert as_the_first(draft.with_part(SISTER, seen=False), children, "seen", TODAY).parts[SISTER].seen is True


def test_whoever_is_written_in_and_not_known_is_somebody_met_in_every_childs_file(records: Records) -> None:
    records.add(records.create(CHILD, Person(forename="Nan")))
    there = (PersonPresent("Nan"), PersonPresent("Ruth Mensah"), PersonPresent("Dave", "about 30"))
    actions.add_to_record(records, written(records).with_values(present=there), CHILDREN, TODAY)

    def met(file: str) -> list[tuple[str | None, str | None]]:
        return [(one.value.forename, one.value.role) for one in records.records(file, Person) if one.value.provisional]

    assert met(CHILD) == [("Dave", "about 30")]
    assert set(met(SISTER)) == {("Dave", "about 30"), ("Nan", None)}
    (dave,) = [one for one in records.records(CHILD, Person) if one.value.provisional]
    assert [name for _, name in copies_of(records, dave)] == ["Maya"], "one person, to be corrected in both"


def test_the_visit_stands_in_each_childs_own_file(records: Records) -> None:
    actions.add_to_record(records, written(records), CHILDREN, TODAY)
    (ella,), (maya,) = records.records(CHILD, Visit), records.records(SISTER, Visit)
    assert ella.value.group == maya.value.group
    assert (ella.value.own_part, maya.value.own_part) == ("Ella showed me her bunk.", "Maya slept throughout.")
    assert maya.value.seen_alone is not None
    assert (maya.value.seen_alone.alone, maya.value.seen_alone.why_not) == (False, "asleep on Mum's lap")
    assert (ella.value.observation, maya.value.observation) == ("She had drawn the times of the day.", None)
    assert ella.value.analysis == "Bedtime is getting easier."
    assert ella.value.started == NOW.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    assert [one.name for one in ella.value.present.values()] == ["Carly Hart"]
    assert len(records.records(CHILD, SharedWords)) == 2
    assert [words.value.text for words in records.records(SISTER, SharedWords)] == [
        "Mum had written the times on the fridge."
    ]
    assert unfinished(records) == []


def test_what_was_typed_is_there_again_after_the_lid_was_shut(records: Records) -> None:
    draft = written(records)
    actions.keep(records, draft)
    assert unfinished(records) == [draft]


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ({"seen": None}, "Say whether Ella was seen."),
        ({"seen": False}, "Say why Ella was not seen."),
        ({"alone": None}, "Say whether Ella was seen alone."),
        ({"alone": False}, "Say why Ella was not seen alone."),
        ({"own_part": "  "}, "Write Ella’s own part: what Ella said, did or showed."),
    ],
)
def test_each_childs_own_part_is_required(records: Records, part: dict[str, object], sentence: str) -> None:
    draft = written(records).with_part(CHILD, **part)
    assert [one.sentence for one in missing(draft, CHILDREN, TODAY)] == [sentence]
    with pytest.raises(actions.NotComplete, match="Ella"):
        actions.add_to_record(records, draft, CHILDREN, TODAY)
    assert records.records(SISTER, Visit) == []


def test_a_child_who_was_not_seen_needs_only_the_reason(records: Records) -> None:
    draft = written(records).with_part(CHILD, seen=False, not_seen_reason="at her dad's", own_part="", alone=None)
    actions.add_to_record(records, draft, CHILDREN, TODAY)
    (visit,) = records.records(CHILD, Visit)
    assert (visit.value.seen, visit.value.not_seen_reason, visit.value.seen_alone) == (False, "at her dad's", None)


def test_if_one_childs_file_may_not_be_written_none_is_and_the_draft_stays(records: Records) -> None:
    stranger = "person:" + "0" * 32
    draft = written(records)
    draft = msgspec.structs.replace(draft, parts={**draft.parts, stranger: draft.parts[CHILD]})
    actions.keep(records, draft)
    with pytest.raises(NotAllowed):
        actions.add_to_record(records, draft, CHILDREN, TODAY)
    assert records.records(CHILD, Visit) == []
    assert unfinished(records) == [draft]


def test_a_visit_in_the_future_is_not_added(records: Records) -> None:
    draft = msgspec.structs.replace(written(records), date="2026-06-05")
    assert [one.field for one in missing(draft, CHILDREN, TODAY)] == ["date"]


def test_a_baby_is_not_asked_to_be_seen_alone_until_the_first_birthday(records: Records) -> None:
    born = datetime.date(2025, 6, 5)
    baby = VisitChild(CHILD, "Ella", born)
    assert not_asked(baby, "alone", TODAY) == "Not asked: a baby"
    assert not_asked(baby, "alone", datetime.date(2026, 6, 5)) == ""
    assert not_asked(baby, "seen", TODAY) == ""
    draft = written(records).with_part(CHILD, alone=None)
    assert missing(draft, (baby, MAYA), TODAY) == ()
    actions.add_to_record(records, draft.with_part(CHILD, alone=True), (baby, MAYA), TODAY)
    (visit,) = records.records(CHILD, Visit)
    assert (visit.value.seen, visit.value.seen_alone) == (True, None)


def test_a_child_who_is_not_born_is_not_asked_to_be_seen_but_has_a_part(records: Records) -> None:
    unborn = VisitChild(CHILD, "Ella", None, datetime.date(2026, 9, 1))
    draft = written(records).with_part(CHILD, seen=None, alone=None, own_part="")
    assert [one.sentence for one in missing(draft, (unborn, MAYA), TODAY)] == ["Write Ella’s own part."]
    actions.add_to_record(records, draft.with_part(CHILD, own_part="The cot is up."), (unborn, MAYA), TODAY)
    (visit,) = records.records(CHILD, Visit)
    assert (visit.value.seen, visit.value.seemed, visit.value.own_part) == (None, None, "The cot is up.")


def test_what_was_only_begun_is_put_in_its_place_and_added(records: Records) -> None:
    draft = written(records).with_values(
        next_sentence=" The heating was on. ", new_person=PersonPresent("Dave", "Friend")
    )
    actions.add_to_record(records, draft, CHILDREN, TODAY)
    assert "The heating was on." in [words.value.text for words in records.records(SISTER, SharedWords)]
    (visit,) = records.records(SISTER, Visit)
    assert [(one.name, one.role) for one in visit.value.present.values()] == [
        ("Carly Hart", "mother"),
        ("Dave", "Friend"),
    ]


def test_a_sentence_about_nobody_and_a_time_that_is_none_are_missing(records: Records) -> None:
    draft = written(records).with_values(shared=(SharedSentence("Nobody’s words.", ()),), ended="late")
    assert [(one.field, one.sentence) for one in missing(draft, CHILDREN, TODAY)] == [
        ("ended", "Write the time the visit ended, for example 10:30am."),
        ("shared", "Say which child this is about: “Nobody’s words.”."),
    ]


@pytest.mark.parametrize(
    ("typed", "time"),
    [("10:04", (10, 4)), ("9.30", (9, 30)), ("4pm", (16, 0)), ("12 am", (0, 0)), ("25:00", None), ("13pm", None)],
)
def test_times_are_read_as_people_type_them(typed: str, time: tuple[int, int] | None) -> None:
    assert read_time(typed) == (datetime.time(*time) if time else None)


def family_in(records: Records) -> None:
    maya = records.create(CHILD, Person(forename="Maya"))
    mother = records.create(CHILD, Person(forename="Carly", surname="Hart"))
    in_mayas = records.create(SISTER, Person(forename="Carly", surname="Hart"))
    dad = records.create(SISTER, Person(forename="Kofi"))
    records.add(
        *(maya, mother, in_mayas, dad),
        records.create(CHILD, Relation(person=maya.header.record, other_file=SISTER, lives_with=True)),
        records.create(CHILD, Relation(person=mother.header.record, relationship="Mother", lives_with=True)),
        records.create(SISTER, Relation(person=in_mayas.header.record, relationship="Mother", lives_with=True)),
        records.create(SISTER, Relation(person=dad.header.record, relationship="Father", lives_with=False)),
        records.create(SISTER, Person(forename="Dave", role="Friend", provisional=True)),
        records.create(
            SISTER, Involvement(professional_id="p-2", professional_name="Dev Sandhu", professional_role_id="asye")
        ),
        records.create(
            SISTER, Involvement(professional_id=WORKER, professional_name="Me", professional_role_id="asye")
        ),
    )


def test_siblings_are_offered_and_who_lives_here_comes_first(records: Records) -> None:
    family_in(records)
    found = queries.children_for_visit(records, CHILD)
    assert [(one.file, one.child.name, one.lives_here) for one in found] == [
        (CHILD, "Ella", True),
        (SISTER, "Maya", True),
    ]


def test_the_form_knows_the_family_and_names_everybody_once(records: Records) -> None:
    family_in(records)
    draft = written(records)
    actions.keep(records, draft)
    form = queries.visit_form(records, draft.name)
    assert form is not None
    assert (form.draft, form.family) == (draft, "the Hart family")
    assert [child.name for child in form.children] == ["Ella", "Maya"]
    assert [(one.called, one.role, one.is_new) for one in form.people] == [
        ("Carly", "Mum", False),
        ("Dev Sandhu", "Worker", False),
        ("Dave", "Friend", True),
        ("Kofi", "Maya’s dad", False),  # to Ella he is not, and the word goes into her record too
    ]
    alone = queries.people_for_visit(records, (SISTER,))
    assert ("Kofi", "Dad") in [(one.called, one.role) for one in alone]
    actions.throw_away(records, draft)
    assert queries.visit_form(records, draft.name) is None


def test_unfinished_visits_are_those_to_this_child(records: Records) -> None:
    draft = actions.begin(records, (SISTER,), NOW)
    both = actions.begin(records, (CHILD, SISTER), NOW)
    assert [one.name for one in queries.unfinished_visits(records, CHILD)] == [both.name]
    first = queries.unfinished_visits(records, SISTER)[-1]
    assert {one.name for one in queries.unfinished_visits(records)} == {draft.name, both.name}
    assert (first.on, first.started) == (TODAY, datetime.time(16, 10))


def test_two_visits_to_the_same_children_stay_two(records: Records) -> None:
    actions.add_to_record(records, written(records), CHILDREN, TODAY)
    actions.add_to_record(records, written(records), CHILDREN, TODAY)
    assert len(records.records(CHILD, Visit)) == 2
    assert len({visit.value.group for visit in records.records(CHILD, Visit)}) == 2


def test_a_visit_that_stands_in_the_record_is_never_added_or_kept_again(records: Records) -> None:
    draft = written(records)
    actions.add_to_record(records, draft, CHILDREN, TODAY)
    later = draft.with_part(CHILD, observation="She was tired.")
    with pytest.raises(AlreadyAdded):
        actions.keep(records, later)
    with pytest.raises(AlreadyAdded):
        actions.add_to_record(records, later, CHILDREN, TODAY)
    assert records.drafts.lines() == []
    assert records.two_versions() == []


def test_what_is_too_long_to_send_is_refused_before_a_part_of_the_visit_is_added(records: Records) -> None:
    """The store would refuse one child's part and take the other's: half a visit."""
    draft = written(records).with_part(CHILD, observation="She drew. " * 7000)
    actions.keep(records, draft)
    with pytest.raises(TooLong):
        actions.add_to_record(records, draft, CHILDREN, TODAY)
    assert records.records(CHILD, Visit) == records.records(SISTER, Visit) == []
    assert unfinished(records) == [draft]
    actions.add_to_record(records, draft.with_part(CHILD, observation="She drew."), CHILDREN, TODAY)
    assert len(records.records(SISTER, Visit)) == 1
