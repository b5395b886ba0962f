"""The lines of what waits: one for each thing a person did, by the child's name, and every word of what was refused."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from casework.acceptance import Reason
from casework.changes import Change, new_record_id
from casework.editing import create
from casework.kinds import Kind
from casework.kinds.direct_work import Drawing, Quote, Session, Sharing
from casework.kinds.mapping import MapEntry, Rating, Score
from casework.kinds.people import Person
from casework.kinds.plans import Action, WhoByWhen
from casework.kinds.visits import Present, SeenAlone, Visit
from casework.kinds.work import CaseNote
from desktop_app.record_store import schema
from desktop_app.record_store.records import Records
from desktop_app.sending.queries import NotAccepted, waiting
from desktop_app.vault.vault import OpenVault
from tests.support.copies import WORKER, new_child, office, open_copy, put

Copy = tuple[OpenVault, Records]
URDU = "ماما صبح سوتی ہیں"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with open_copy(tmp_path_factory.mktemp("waiting") / "copy") as both:
        yield both


@pytest.fixture
def copy(opened: Copy) -> Iterator[Copy]:
    """The same copy with nothing that waits."""
    yield opened
    with opened[0].engine.begin() as connection:
        connection.exec_driver_sql("UPDATE log SET sent=1")
        connection.exec_driver_sql("UPDATE pieces SET sent=1")
        connection.execute(schema.set_aside.delete())
        connection.execute(schema.drafts.delete())


def refused(vault: OpenVault, records: Records, change: Change) -> NotAccepted:
    with vault.engine.begin() as connection:
        aside = {"head": change.head, "salt": change.salt, "body": change.body, "since": "2026-11-26T10:00:00Z"}
        row = {"file": change.header.file, "id": change.id, "reason": Reason.RIGHT.value, **aside}
        connection.execute(schema.set_aside.insert().values(**row))
    (one,) = waiting(records).refused
    return one


def words_of(vault: OpenVault, records: Records, child: str, value: Kind) -> dict[str, str]:
    return dict(refused(vault, records, records.create(child, value)).words)


# -- things -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "title", "consists_of"),
    [
        ((CaseNote(said="x"),), "Note about Ella", "1 note"),
        ((Action(what="x"), Action(what="y")), "Next steps for Ella", "2 next steps"),
        ((MapEntry(text="x"), Rating(about="overall")), "Map of Ella", "1 card on the map and 1 rating"),
        (
            (Session(), Quote(words="x"), Quote(words="y"), Drawing()),
            "Direct work with Ella",
            "1 session of direct work, 2 sentences the child said and 1 drawing",
        ),
        ((Person(forename="Nan"),), "Somebody around Ella", "1 person"),
    ],
)
def test_what_a_person_did_at_once_is_one_line_that_says_what_it_consists_of(
    records: Records, child: str, values: tuple[Kind, ...], title: str, consists_of: str
) -> None:
    records.add(*(records.create(child, value) for value in values))
    (line,) = waiting(records).lines
    assert (line.title, line.second.partition(", written")[0]) == (title, consists_of)
    assert waiting(records).count == records.waiting().count == 1


def test_two_notes_an_hour_apart_are_two_things_in_the_order_in_which_they_are_sent(
    vault: OpenVault, records: Records, child: str
) -> None:
    pen = records.pen()
    for at in ("2026-11-26T09:00:00Z", "2026-11-26T10:00:00Z"):
        records.add(create(child, "case_note", {"said": at}, msgspec.structs.replace(pen, written=at)))
    first, second = waiting(records).lines
    assert "at 9am" in first.second
    assert "at 10am" in second.second
    assert not first.is_draft


def test_a_visit_names_each_child_once(vault: OpenVault, records: Records, child: str) -> None:
    brother = new_child(vault, "Tom")
    records.add(*(records.create(file, Visit(date="2026-11-26")) for file in (child, brother, child)))
    (line,) = waiting(records).lines
    assert line.title == "Visit to Ella and Tom"


def test_what_was_written_once_for_two_children_is_one_thing(vault: OpenVault, records: Records, child: str) -> None:
    brother = new_child(vault, "Tom")
    steps = (Action(what="x"), Action(what="y"))
    records.add(*(records.create(file, value) for file in (child, brother) for value in steps))
    (line,) = waiting(records).lines
    assert line.second.partition(", written")[0] == "2 next steps"


@pytest.mark.parametrize("name", [URDU, "O’Neil-Żak", "N'Golo", "{names}"])
def test_a_child_is_called_as_they_are_called_in_any_writing(vault: OpenVault, records: Records, name: str) -> None:
    file = new_child(vault, name)
    records.add(records.create(file, CaseNote(said="x")))
    assert [line.title for line in waiting(records).lines] == [f"Note about {name}"]


def test_what_goes_into_a_workers_own_book_is_not_about_a_child(records: Records) -> None:
    records.add(records.create(f"practice:{WORKER}", CaseNote(said="what I learned")))
    (line,) = waiting(records).lines
    assert line.title == "Note about the hub"


def test_a_kind_and_a_draft_of_a_newer_release_have_their_lines(records: Records, child: str) -> None:
    records.add(create(child, "wellbeing_check", {"mood": "low"}, records.pen()))
    records.drafts.keep("wellbeing:1", child, "wellbeing_check", {})
    sent, draft = waiting(records).lines
    assert (sent.title, sent.second.partition(",")[0]) == ("Entry about Ella", "1 wellbeing check")
    assert (draft.title, draft.is_draft, draft.file) == ("Draft: Entry about Ella", True, child)


def test_a_time_that_cannot_be_read_is_said_to_be_unknown(records: Records, child: str) -> None:
    pen = msgspec.structs.replace(records.pen(), written="some day")
    records.add(create(child, "case_note", {"said": "x"}, pen))
    (line,) = waiting(records).lines
    assert line.second == "1 note, written at a time that is not known"


def test_what_was_sent_is_no_longer_a_line(vault: OpenVault, records: Records, child: str) -> None:
    records.add(records.create(child, CaseNote(said="x")))
    with vault.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE log SET sent=1")
    assert waiting(records).lines == ()
    assert waiting(records).count == 0


# -- refused ------------------------------------------------------------------------------------------------------------


def test_every_word_of_a_refused_rating_can_be_read(vault: OpenVault, records: Records, child: str) -> None:
    value = Rating(about="overall", rater="nan", rater_name="Nan", score=Score(4, words="Mornings are hard"))
    said = words_of(vault, records, child, value)
    assert said["Score"] == "4 of 10: Mornings are hard"
    assert said["Rater name"] == "Nan"


def test_every_word_of_a_refused_step_visit_and_card_can_be_read(
    vault: OpenVault, records: Records, child: str
) -> None:
    step = Action(what="Ring school", who_by_when=WhoByWhen("Nan", "2026-11-30"))
    assert words_of(vault, records, child, step) == {
        "What": "Ring school",
        "Who by when": "Nan, by Monday 30 November 2026",
    }
    with vault.engine.begin() as connection:
        connection.execute(schema.set_aside.delete())
    visit = Visit(
        date="2026-11-26",
        seen=True,
        seen_alone=SeenAlone(alone=False, why_not="Mum stayed"),
        present={"g": Present("Gemma")},
    )
    said = words_of(vault, records, child, visit)
    assert said["Date"] == "Thursday 26 November 2026"
    assert said["Seen alone"] == "Not alone: Mum stayed"
    assert any("Gemma" in words for words in said.values())
    with vault.engine.begin() as connection:
        connection.execute(schema.set_aside.delete())
    card = MapEntry(text="Tom fell", standing="told", pair=new_record_id(), views={"Lee": "He did not"})
    said = words_of(vault, records, child, card)
    assert (said["Text"], said["Standing"], said["Views: Lee"]) == ("Tom fell", "Told to us", "He did not")
    assert "Pair" not in said, "an id says nothing to a person"


def test_who_may_see_refused_words_is_said_by_name(vault: OpenVault, records: Records, child: str) -> None:
    nan = office(child, Person(forename="Nan"))
    put(vault, nan)
    said = words_of(
        vault, records, child, Quote(words=URDU, may_see=Sharing("picked", {nan.header.record.hex(): True}))
    )
    assert said["Words"] == URDU
    assert said["May see"] == "Choice: Only people the child picked\nPeople: Nan: Yes"


def test_nothing_of_where_a_drawing_lies_or_how_it_is_opened_is_shown(
    vault: OpenVault, records: Records, child: str
) -> None:
    ink = records.keep_attachment(child, b"strokes", "application/vnd.daybook.ink")
    said = words_of(vault, records, child, Drawing(session=new_record_id(), title="Home", ink=ink))
    assert said == {"Title": "Home"}


def test_a_refused_change_without_a_word_says_so_by_having_none(vault: OpenVault, records: Records, child: str) -> None:
    value: Any = MapEntry(quote=new_record_id())
    assert words_of(vault, records, child, value) == {}


def test_words_stand_in_the_order_of_the_form_and_not_of_the_alphabet(
    vault: OpenVault, records: Records, child: str
) -> None:
    one = refused(
        vault, records, records.create(child, Visit(purpose="p", own_part="o", observation="b", analysis="a"))
    )
    fields = [field for field, _ in one.words]
    assert fields == sorted(fields, key=[name.replace("_", " ").capitalize() for name in Visit.__struct_fields__].index)


def test_of_what_was_refused_each_stands_for_itself_and_counts(vault: OpenVault, records: Records, child: str) -> None:
    refused(vault, records, records.create(child, CaseNote(said="one")))
    change = records.create(child, CaseNote(said="two"))
    with vault.engine.begin() as connection:
        row = {"file": child, "id": change.id, "head": change.head, "salt": change.salt, "body": change.body}
        connection.execute(schema.set_aside.insert().values(**row, reason="size", since="2026-11-26T11:00:00Z"))
    shown = waiting(records)
    assert [dict(one.words)["Said"] for one in shown.refused] == ["one", "two"]
    assert len({one.key for one in shown.refused}) == 2
    assert shown.count == 2
