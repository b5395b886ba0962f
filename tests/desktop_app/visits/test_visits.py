"""One visit to two children: written once, kept as it is typed, in each child's own file or in neither."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.errors import NotAllowed
from casework.kinds.people import SUBJECT, Person, Relation
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records
from desktop_app.visits import actions, queries
from desktop_app.visits.draft import PersonPresent, SharedSentence, VisitDraft, missing
from tests.support.copies import CHILD, SISTER, open_copy

NOW = datetime.datetime(2026, 6, 4, 16, 10)  # noqa: DTZ001 local time, as the laptop's clock shows it
TODAY = NOW.date()
NAMES = {CHILD: "Ella", SISTER: "Maya"}


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        yield opened


def written(records: Records) -> VisitDraft:
    draft = actions.begin(records, (CHILD, SISTER), NOW)
    draft = draft.same_for_all(seen=True, alone=True, bedroom=True)
    draft = draft.with_part(CHILD, own_part="Ella showed me her bunk.", seemed="bright")
    draft = draft.with_part(SISTER, alone=False, why_not_alone="asleep on Mum's lap", own_part="Maya slept throughout.")
    return msgspec.structs.replace(
        draft,
        purpose="To see how the new bedtime goes",
        observation="The kitchen was warm and tidy.",
        analysis="Bedtime is getting easier.",
        present=(PersonPresent("Carly Hart", "mother"),),
        shared=(
            SharedSentence("Mum had written the times on the fridge.", (CHILD, SISTER)),
            SharedSentence("Only Ella.", (CHILD,)),
        ),
    )


def test_the_visit_stands_in_each_childs_own_file(records: Records) -> None:
    actions.add_to_record(records, written(records), NAMES, TODAY)
    (ella,), (maya,) = records.records(CHILD, Visit), records.records(SISTER, Visit)
    assert ella.value.group == maya.value.group
    assert (ella.value.own_part, maya.value.own_part) == ("Ella showed me her bunk.", "Maya slept throughout.")
    assert maya.value.seen_alone is not None
    assert (maya.value.seen_alone.alone, maya.value.seen_alone.why_not) == (False, "asleep on Mum's lap")
    assert [one.name for one in ella.value.present.values()] == ["Carly Hart"]
    assert len(records.records(CHILD, SharedWords)) == 2
    assert [words.value.text for words in records.records(SISTER, SharedWords)] == [
        "Mum had written the times on the fridge."
    ]
    assert actions.unfinished(records) == []


def test_what_was_typed_is_there_again_after_the_lid_was_shut(records: Records) -> None:
    draft = written(records)
    actions.keep(records, draft)
    assert actions.unfinished(records) == [draft]


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ({"seen": None}, "Say whether Ella was seen."),
        ({"seen": False}, "Say why Ella was not seen."),
        ({"alone": None}, "Say whether Ella was seen alone."),
        ({"alone": False}, "Say why Ella was not seen alone."),
        ({"own_part": "  "}, "Write Ella's own part: what Ella said, did or showed."),
    ],
)
def test_each_childs_own_part_is_required(records: Records, part: dict[str, object], sentence: str) -> None:
    draft = written(records).with_part(CHILD, **part)
    assert [one.sentence for one in missing(draft, NAMES, TODAY)] == [sentence]
    with pytest.raises(actions.NotComplete, match="Ella"):
        actions.add_to_record(records, draft, NAMES, TODAY)
    assert records.records(SISTER, Visit) == []


def test_a_child_who_was_not_seen_needs_only_the_reason(records: Records) -> None:
    draft = written(records).with_part(CHILD, seen=False, not_seen_reason="at her dad's", own_part="", alone=None)
    actions.add_to_record(records, draft, NAMES, TODAY)
    (visit,) = records.records(CHILD, Visit)
    assert (visit.value.seen, visit.value.not_seen_reason, visit.value.seen_alone) == (False, "at her dad's", None)


def test_if_one_childs_file_may_not_be_written_none_is_and_the_draft_stays(records: Records) -> None:
    stranger = "person:" + "0" * 32
    draft = written(records)
    draft = msgspec.structs.replace(draft, parts={**draft.parts, stranger: draft.parts[CHILD]})
    actions.keep(records, draft)
    with pytest.raises(NotAllowed):
        actions.add_to_record(records, draft, NAMES, TODAY)
    assert records.records(CHILD, Visit) == []
    assert actions.unfinished(records) == [draft]


def test_a_visit_in_the_future_is_not_added(records: Records) -> None:
    draft = msgspec.structs.replace(written(records), date="2026-06-05")
    assert [one.field for one in missing(draft, NAMES, TODAY)] == ["date"]


def test_siblings_are_offered_and_who_lives_here_comes_first(records: Records) -> None:
    sister = records.create(CHILD, Person(forename="Maya"))
    mother = records.create(CHILD, Person(forename="Carly", surname="Hart"))
    records.add(
        sister,
        mother,
        records.create(CHILD, Relation(person=sister.header.record, other_file=SISTER, lives_with=True)),
        records.create(CHILD, Relation(person=mother.header.record, relationship="mother", lives_with=True)),
    )
    assert [(child.file, child.name) for child in queries.children_for_visit(records, CHILD)] == [
        (CHILD, "Ella"),
        (SISTER, "Maya"),
    ]
    assert queries.people_at_home(records, CHILD) == (("Carly Hart", "mother"),)
    assert queries.names_of(records, (CHILD, SISTER)) == NAMES
    assert records.record(CHILD, Person, SUBJECT) is not None


def test_visits_and_notes_are_listed_newest_first(records: Records) -> None:
    actions.add_to_record(records, written(records), NAMES, TODAY)
    records.add(records.create(CHILD, CaseNote(how="call", date="2026-06-05", said="School rang.")))
    note, visit = queries.entries(records, CHILD)
    assert (note.title, note.text, note.unsent) == ("Call", "School rang.", True)
    assert visit.title == "Visit: To see how the new bedtime goes"
    assert visit.shared == ("Mum had written the times on the fridge.", "Only Ella.")
