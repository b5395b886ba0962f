"""A session of direct work: kept with each stroke and sentence, added whole, and only what the child said is right counts."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.childs_words import OPEN_ROOM, WORKERS, Sight, family_member, who_may_see
from casework.errors import KnownError
from casework.ink import Point, Stroke, unpack
from casework.kinds.direct_work import Drawing, Quote, Session, Sharing
from casework.kinds.people import Person, Relation
from desktop_app.direct_work import actions, queries
from desktop_app.direct_work.draft import Said, SessionDraft, missing, said_as_observation
from desktop_app.direct_work.houses import House, house_at
from desktop_app.direct_work.sharing import said_back, tag
from desktop_app.record_store.records import AlreadyAdded, Records
from tests.support.copies import CHILD, SISTER, WORKER, open_copy

NOW = datetime.datetime(2026, 6, 9, 16, 10)  # noqa: DTZ001 local time, as the laptop's clock shows it
WORDS = "I hide in the wardrob wen they showt"


def line(x: int, colour: str = "black") -> Stroke:
    return Stroke(colour, 55, (Point(x, 5000, 10, 500), Point(x + 300, 5100, 30, 700)))


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        yield opened


def add_person(records: Records, name: str, relationship: str, file: str = CHILD) -> str:
    person = records.create(file, Person(forename=name))
    relation = records.create(file, Relation(person=person.header.record, relationship=relationship, lives_with=True))
    records.add(person, relation)
    return person.header.record.hex()


def held(records: Records) -> SessionDraft:
    """A session with words in two houses, and a drawing in two."""
    draft = actions.begin(records, CHILD, NOW)
    draft = msgspec.structs.replace(draft, alone=True, limits_explained=True, place="her bedroom")
    draft = draft.touched(House.GOOD).with_house_name(House.DREAMS, "Wen I am 9")
    draft = draft.with_stroke(line(500, "teal")).with_stroke(line(9000)).with_stroke(line(600))
    draft = draft.with_said(Said(WORDS, "worries", right=True, may_see=Sharing("professionals")))
    return draft.with_said(Said("the see side. no showting", "dreams", right=True))


def test_each_part_of_the_session_stands_in_the_childs_file(records: Records) -> None:
    draft = held(records)
    draft = msgspec.structs.replace(draft, observation="Ella drew for half an hour.", analysis="She trusts me more.")
    actions.add_to_record(records, draft, "Ella")
    (session,) = records.records(CHILD, Session)
    assert (session.value.started_with, session.value.alone, session.value.limits_explained) == ("good", True, True)
    assert session.value.observation == "Ella drew for half an hour."
    assert session.value.analysis == "She trusts me more."
    worry, dream = records.records(CHILD, Quote)
    assert (worry.value.words, worry.value.house, worry.value.confirmed) == (WORDS, "worries", True)
    assert worry.value.said_to == WORKER
    assert worry.value.setting == "her bedroom, alone"
    assert who_may_see(worry.value, OPEN_ROOM) is Sight.HELD_BACK
    assert who_may_see(dream.value, OPEN_ROOM) is Sight.NOT_ASKED
    assert actions.unfinished(records, CHILD) == ()


def test_drawings_are_kept_house_by_house_stroke_by_stroke(records: Records) -> None:
    actions.add_to_record(records, held(records), "Ella")
    good, dreams = records.records(CHILD, Drawing)
    assert (good.value.title, dreams.value.title) == ("Good things", "Wen I am 9")
    assert good.value.ink is not None
    assert unpack(records.open_attachment(good.value.ink)) == (line(500, "teal"), line(600))


def test_a_session_is_there_again_stroke_for_stroke_after_the_lid_was_shut(records: Records) -> None:
    draft = actions.begin(records, CHILD, NOW).with_stroke(line(500))
    actions.keep(records, draft)
    (found,) = actions.unfinished(records, CHILD)
    assert found.drawn() == (line(500),)
    assert actions.unfinished(records, SISTER) == ()


def test_words_count_only_when_the_child_said_that_they_are_right(records: Records) -> None:
    draft = held(records).with_said(Said("something I misheard", "good"))
    assert [one.field for one in missing(draft, "Ella")] == ["said"]
    with pytest.raises(actions.NotComplete) as refused:
        actions.add_to_record(records, draft, "Ella")
    assert "misheard" not in refused.value.sentence
    assert records.records(CHILD, Quote) == []
    moved = said_as_observation(draft, draft.said[-1].record)
    assert moved.observation == "I heard: “something I misheard” (not read back)."
    actions.add_to_record(records, moved, "Ella")
    assert len(records.records(CHILD, Quote)) == 2


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("alone", "Say whether Ella was alone with you."),
        ("limits_explained", "Say whether you told Ella what you must pass on."),
    ],
)
def test_what_a_session_must_say(records: Records, field: str, sentence: str) -> None:
    draft = msgspec.structs.replace(held(records), **{field: None})
    assert [one.sentence for one in missing(draft, "Ella")] == [sentence]


def test_who_else_was_there_must_be_said_only_of_a_child_who_was_not_alone(records: Records) -> None:
    draft = msgspec.structs.replace(held(records), alone=False)
    assert [one.sentence for one in missing(draft, "Ella")] == ["Say who else was there, or near enough to hear Ella."]
    assert missing(msgspec.structs.replace(draft, present="Nan"), "Ella") == ()


def test_nothing_said_drawn_or_seen_is_no_session(records: Records) -> None:
    draft = msgspec.structs.replace(actions.begin(records, CHILD, NOW), alone=True, limits_explained=True)
    assert [one.field for one in missing(draft, "Ella")] == ["observation"]


def test_what_a_child_chose_without_knowing_the_limits_does_not_count(records: Records) -> None:
    draft = msgspec.structs.replace(held(records), limits_explained=False)
    actions.add_to_record(records, draft, "Ella")
    assert all(quote.value.may_see is None for quote in records.records(CHILD, Quote))


def test_the_child_may_choose_again_another_day(records: Records) -> None:
    nan, dad = add_person(records, "Nan", "grandmother"), add_person(records, "Lee", "father")
    actions.add_to_record(records, held(records), "Ella")
    worry = records.records(CHILD, Quote)[0]
    actions.change_who_may_see(records, Sharing("picked", {nan: True, dad: False}), worry)
    worry = records.records(CHILD, Quote)[0]
    assert who_may_see(worry.value, family_member(nan)) is Sight.SHOWN
    assert who_may_see(worry.value, family_member(nan, dad)) is Sight.HELD_BACK
    assert queries.voice(records, CHILD).entries[0].tags[0].words == "Nan. Not Lee"


def test_taking_away_needs_a_reason(records: Records) -> None:
    actions.add_to_record(records, held(records), "Ella")
    worry = records.records(CHILD, Quote)[0]
    with pytest.raises(KnownError):
        actions.take_away(records, "  ", worry)
    actions.take_away(records, "Ella asked me to", worry)
    assert [quote.value.house for quote in records.records(CHILD, Quote)] == ["dreams"]


def test_the_voice_shows_words_with_their_source_and_their_drawing(records: Records) -> None:
    actions.add_to_record(records, held(records), "Ella")
    voice = queries.voice(records, CHILD)
    assert voice.child == "Ella"
    by_words = {entry.words: entry for entry in voice.entries}
    assert set(by_words) == {WORDS, "the see side. no showting", ""}  # and the good house, drawn without words
    dream = by_words["the see side. no showting"]
    assert dream.source == "Three houses, “Wen I am 9”, her bedroom, alone. Read back: “yes”"
    assert dream.picture is not None
    assert dream.picture.strokes == (line(9000),)
    assert dream.tags[0].words == "Not asked yet: professionals only"
    assert by_words[WORDS].picture is None
    assert who_may_see(records.records(CHILD, Quote)[0].value, WORKERS) is Sight.SHOWN
    assert dream.unsent


def test_a_house_has_its_third_of_the_sheet() -> None:
    houses = [house_at(Point(x, 0, 0, 0)) for x in (0, 3440, 3441, 6440, 6441, 10_000)]
    assert houses == [House.GOOD, House.GOOD, House.WORRIES, House.WORRIES, House.DREAMS, House.DREAMS]


def test_a_name_the_child_takes_back_is_gone_and_the_first_house_stays_the_first(records: Records) -> None:
    draft = held(records)
    assert draft.with_house_name(House.DREAMS, " ").houses == {}
    assert draft.touched(House.WORRIES).started_with == "good"


def test_what_the_child_chose_is_said_back() -> None:
    people = [("a", "Mum"), ("b", "Nan"), ("c", "Dad"), ("d", "Miss Bell"), ("e", "Tom")]
    picked = Sharing("picked", {"a": True, "b": True, "c": False, "e": False})
    assert said_back(picked, people) == (
        "So: Mum and Nan may see it. Dad and Tom will not.",
        "Miss Bell: not until you say. Me and the people I work with already know.",
    )
    assert said_back(Sharing("picked"), people[:1])[0] == "So: nobody in your family may see it."
    assert tag(picked, None, dict(people)).words == "Mum and Nan. Not Dad or Tom"
    assert tag(None, None, {}).tone == "warn"


def test_a_session_that_stands_in_the_record_is_never_added_or_kept_again(records: Records) -> None:
    """A second page of it, or a letter typed while it was being added, makes no second set of drawings."""
    draft = held(records)
    actions.add_to_record(records, draft, "Ella")
    drawings = records.records(CHILD, Drawing)
    later = msgspec.structs.replace(draft, observation="Ella was tired.")
    with pytest.raises(AlreadyAdded):
        actions.keep(records, later)
    with pytest.raises(AlreadyAdded):
        actions.add_to_record(records, later, "Ella")
    assert actions.unfinished(records, CHILD) == ()
    assert records.records(CHILD, Drawing) == drawings
    assert records.two_versions() == []
