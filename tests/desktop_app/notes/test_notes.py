"""A call noted once: in each child's own file or in none, with who and by when, late ones with their reason."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.case_files import person_file
from casework.changes import new_record_id
from casework.editing import Pen, create
from casework.errors import NotAllowed
from casework.kinds.people import SUBJECT, Person, Relation
from casework.kinds.plans import Action
from casework.kinds.work import CaseNote, Involvement, note_id
from desktop_app.caseload.actions import looked
from desktop_app.caseload.since import since_looked
from desktop_app.caseload.unsent import unsent_things
from desktop_app.notes import actions, queries
from desktop_app.notes.draft import NoteDraft, missing, new_note
from desktop_app.record_store import schema
from desktop_app.record_store.records import AlreadyAdded, Records, TooLong
from desktop_app.sending.queries import waiting
from desktop_app.vault.vault import OpenVault
from desktop_app.visits.actions import begin
from desktop_app.visits.entries import Entry, entries
from tests.support.copies import CHILD, COLLEAGUE, SISTER, TENANT, WORKER, new_child, office, open_copy, put

NOW = datetime.datetime(2026, 6, 9, 16, 42)  # noqa: DTZ001 local time, as the laptop's clock shows it
TODAY = NOW.date()
SAID = "Nan can have both children on Friday."


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[tuple[OpenVault, Records]]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


@pytest.fixture
def records(copy: tuple[OpenVault, Records]) -> Records:
    return copy[1]


def written(*files: str, **values: Any) -> NoteDraft:
    draft = new_note(files or (CHILD, SISTER), NOW)
    return draft.with_values(**{"how": "call", "who_with": ("Nan Fellowes",), "said": SAID, **values})


def shown(records: Records, file: str) -> Entry:
    return entries(records, file)[0]


def test_shared_words_become_each_childs_own_record(records: Records) -> None:
    draft = written(analysis="She is offering more than before.")
    actions.keep(records, draft)
    changed = actions.add_to_record(records, draft, NOW)
    (ella,), (maya,) = records.records(CHILD, CaseNote), records.records(SISTER, CaseNote)
    assert changed.files == {CHILD, SISTER}
    assert ella.value == maya.value
    assert (ella.record, maya.record) == (note_id(draft.group, CHILD), note_id(draft.group, SISTER))
    assert (ella.value.said, ella.value.this_is) == (SAID, "told")
    assert ella.value.analysis == "She is offering more than before."
    assert ella.value.time == NOW.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    assert records.drafts.lines() == []


def test_what_will_be_done_is_a_next_step_of_each_child_and_read_with_the_note(records: Records) -> None:
    actions.add_to_record(records, written(what="Ring Mum", who="Ruth Mensah", by="2026-06-10"), NOW)
    for file in (CHILD, SISTER):
        (action,) = records.records(file, Action)
        assert action.value.what == "Ring Mum"
        assert action.value.who_by_when is not None
        assert (action.value.who_by_when.who, action.value.who_by_when.by) == ("Ruth Mensah", "2026-06-10")
        assert ("What will be done", "Ring Mum, Ruth Mensah, by Wednesday 10 June 2026") in [
            (part.title, part.words) for part in shown(records, file).parts
        ]


def test_what_was_said_stands_apart_from_what_the_worker_makes_of_it(records: Records) -> None:
    actions.add_to_record(records, written(CHILD, analysis="It may not hold.", how="email"), NOW)
    entry = shown(records, CHILD)
    assert (entry.title, entry.how) == ("Email", "with Nan Fellowes, 4:42pm")
    assert [(part.what, part.words) for part in entry.parts] == [("said", SAID), ("thought", "It may not hold.")]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"how": ""}, "Say how it came: a call, a text, a message, an email or a meeting."),
        ({"files": ()}, "Say which child it is about."),
        ({"who_with": ()}, "Say who it was with."),
        ({"said": " \n"}, "Write what was said."),
        ({"time": "half past"}, "Write the time, for example 10:30am."),
        ({"time": "4:50pm"}, "This is dated in the future. Change the day or the time."),
        ({"date": "2026-06-07"}, "Say why it is written down only now."),
        ({"what": "Ring Mum"}, "Say who does it."),
        ({"by": "2026-06-10"}, "Say what will be done, or take the day away."),
    ],
)
def test_what_a_note_must_say_is_asked_for(records: Records, values: dict[str, object], sentence: str) -> None:
    draft = written(**values)
    assert [one.sentence for one in missing(draft, NOW)] == [sentence]
    with pytest.raises(actions.NotComplete, match="^" + sentence.split("?", maxsplit=1)[0]):
        actions.add_to_record(records, draft, NOW)
    assert records.records(CHILD, CaseNote) == []


def test_a_note_of_yesterday_is_not_late_and_one_of_sunday_says_why(records: Records) -> None:
    assert missing(written(date="2026-06-08"), NOW) == ()
    late = written(CHILD, date="2026-06-07", late_because="The laptop was at the office")
    actions.add_to_record(records, late, NOW)
    entry = shown(records, CHILD)
    (mark,) = [mark.words for mark in entry.marks if mark.icon == "clock"]
    assert mark.startswith("Written ")
    assert ("late", "The laptop was at the office") in [(part.what, part.words) for part in entry.parts]


def test_a_name_that_was_typed_and_not_taken_is_not_lost(records: Records) -> None:
    actions.add_to_record(records, written(CHILD, next_person=" a man who gave no name "), NOW)
    (note,) = records.records(CHILD, CaseNote)
    assert note.value.who_with == "Nan Fellowes and a man who gave no name"


def test_into_every_file_or_into_none(records: Records) -> None:
    stranger = person_file(TENANT, "not-held")
    draft = written(CHILD, stranger)
    actions.keep(records, draft)
    with pytest.raises(NotAllowed):
        actions.add_to_record(records, draft, NOW)
    with pytest.raises(TooLong):
        actions.add_to_record(records, draft.with_values(files=(CHILD,), said="word " * 40_000), NOW)
    assert records.records(CHILD, CaseNote) == []
    assert actions.unfinished(records) == [draft]


def test_it_is_added_once_and_no_late_letter_brings_the_draft_back(records: Records) -> None:
    draft = written()
    actions.add_to_record(records, draft, NOW)
    with pytest.raises(AlreadyAdded):
        actions.add_to_record(records, draft, NOW)
    with pytest.raises(AlreadyAdded):
        actions.keep(records, draft)
    assert (len(records.records(CHILD, CaseNote)), records.drafts.lines()) == (1, [])


def test_a_draft_waits_with_the_child_it_is_about_and_with_nobody_before(records: Records) -> None:
    draft = written(files=())
    actions.keep(records, draft)
    assert [line.title for line in waiting(records).lines] == ["Draft: Note about a child not chosen yet"]
    actions.keep(records, draft.with_values(files=(SISTER, CHILD)))
    (line,) = waiting(records).lines
    assert (line.title, line.file, line.what) == ("Draft: Note about Maya and Ella", SISTER, "note")
    assert unsent_things(records) == {CHILD: 1, SISTER: 1}
    assert records.waiting().count == 1
    found = queries.draft_to_go_on_with(records, SISTER)
    assert found is not None
    assert found.group == draft.group
    actions.throw_away(records, draft)
    assert records.waiting().count == 0


def test_beside_a_family_only_its_own_begun_notes_are_offered(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    other = new_child(vault, "Zed")
    actions.keep(records, written(other))
    actions.keep(records, written(SISTER))
    words = [begun.words for begun in queries.note_form(records, new_note((CHILD, SISTER), NOW), TODAY).begun]
    assert words == ["Go on with the call about Maya, 4:42pm"]
    assert len(queries.note_form(records, new_note((), NOW), TODAY).begun) == 2


def test_a_child_is_found_by_the_start_of_any_name(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    new_child(vault, "Mary-Ann")
    found = queries.caseload_by_name(records, TODAY)

    def typed(words: str) -> list[str]:
        return [child.called for child in found if child.matches(words)]

    assert typed("ma") == ["Mary-Ann", "Maya"]
    assert typed("hart may") == ["Maya"]
    assert typed("ann") == ["Mary-Ann"]
    assert typed(" ") == []


def test_the_caseload_offers_no_child_in_whose_file_one_may_not_write(tmp_path: Path) -> None:
    with open_copy(tmp_path / "copy") as (vault, records):
        put(vault, office(person_file(TENANT, "elsewhere"), Person(forename="Elsie"), SUBJECT))
        assert {child.called for child in queries.caseload_by_name(records, TODAY)} == {"Ella", "Maya"}


def test_who_it_was_with_offers_family_and_professionals_once_each(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    for file, word in ((CHILD, "Father"), (SISTER, "Stepfather")):
        mum, lee = new_record_id(), new_record_id()
        put(
            vault,
            office(file, Person(forename="Carly", surname="Hart"), mum),
            office(file, Relation(person=mum, relationship="Mother", lives_with=True)),
            office(file, Person(forename="Lee", surname="Oke"), lee),
            office(file, Relation(person=lee, relationship=word)),
            office(file, Involvement(professional_name="Ms Bell", agency="School")),
            office(file, Involvement(professional_name="Mr Gone", involvement_end_date="2026-01-01")),
            office(file, Involvement(professional_name="Ruth Mensah", professional_id=WORKER)),
        )
    both = queries.around(records, (CHILD, SISTER), TODAY).people
    assert [person.words for person in both] == ["Carly Hart, Mum", "Lee Oke", "Ms Bell, School"]
    assert [person.words for person in queries.around(records, (CHILD,), TODAY).people][1] == "Lee Oke, Dad"
    assert [person.name for person in both if person.matches("mum")] == ["Carly Hart"]


def test_brothers_and_sisters_are_offered_until_they_are_chosen(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    put(vault, office(CHILD, Relation(relationship="Sister", other_file=SISTER)))
    assert [child.called for child in queries.around(records, (CHILD,), TODAY).siblings] == ["Maya"]
    assert queries.around(records, (CHILD, SISTER), TODAY).siblings == ()


def test_a_note_begun_at_a_visit_is_about_the_children_of_the_visit(records: Records) -> None:
    visit = begin(records, (CHILD, SISTER), NOW)
    assert queries.files_at(records, {"draft": visit.name}) == (CHILD, SISTER)
    assert queries.files_at(records, {"file": SISTER}) == (SISTER,)
    assert queries.files_at(records, {}) == ()


def test_a_colleague_sees_it_as_new_with_whom_it_was(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    with vault.engine.begin() as connection:
        connection.execute(schema.files.insert().values(file=CHILD, digest=b""))
    looked(records, CHILD, since_looked(records, CHILD, NOW.date()).upto)
    theirs = Pen(COLLEAGUE, "their-device", "2026-06-09T15:42:00Z", "2026-06-09T15:43:00Z")
    put(vault, create(CHILD, "case_note", {"how": "email", "who_with": "Ms Bell", "said": "private"}, theirs))
    (news,) = since_looked(records, CHILD, NOW.date()).news
    assert news.about == "Email with Ms Bell"


def test_an_older_note_and_one_of_a_newer_release_are_still_read(copy: tuple[OpenVault, Records]) -> None:
    vault, records = copy
    theirs = Pen(COLLEAGUE, "their-device", "2026-06-09T15:42:00Z", "2026-06-09T15:43:00Z")
    older = {"how": "call", "date": "2026-06-09", "about": "Saturday", "decided": "Ring again."}
    put(vault, create(CHILD, "case_note", older, theirs))
    put(vault, create(SISTER, "case_note", {"how": "call", "said": "Hello", "mood_of_caller": "low"}, theirs))
    assert [part.words for part in shown(records, CHILD).parts] == ["Ring again."]
    assert [part.words for part in shown(records, SISTER).parts] == ["Hello"]
    (newer,) = records.records(SISTER, CaseNote)
    records.add(records.edit(newer, {"analysis": "Later."}))
    assert records.state(*newer.key).agreed["mood_of_caller"] == "low"
