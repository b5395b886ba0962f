"""What one child's page says now, what a tick on it adds to the record, and what is new on it since the last look."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.editing import Pen, create, edit
from casework.kinds.books import Professional, professional_record
from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.plans import Action, Done, WhoByWhen
from casework.kinds.work import CaseNote
from demo.staff import COLLEAGUE as SUPPORTER
from demo.staff import CONSULTANT, COORDINATOR
from desktop_app.caseload import actions
from desktop_app.caseload.queries import ChildNow, child_now
from desktop_app.caseload.since import since_looked
from desktop_app.record_store import schema
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support import made_up
from tests.support.copies import CHILD, COLLEAGUE, office, open_copy, put

TODAY = datetime.date(2026, 11, 10)
PEN = Pen(COLLEAGUE, "their-device", "2026-11-09T10:00:00Z", "2026-11-09T10:00:00Z")
Copy = tuple[OpenVault, Records]


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


@pytest.fixture(scope="module")
def maisie(tmp_path_factory: pytest.TempPathFactory) -> ChildNow:
    made = made_up.hub()
    with made_up.open_made_up(tmp_path_factory.mktemp("harts"), made) as (_, records):
        return child_now(records, made.showcase[0], made_up.TODAY)


def promised(records: Records) -> None:
    promise = Action(what="Bring back her drawing", who_by_when=WhoByWhen("Ruth", "2026-11-10"), promised_to="Ella")
    records.add(records.create(CHILD, promise))


# -- what it says ---------------------------------------------------------------------------------------------------


def test_one_look_tells_who_where_why_and_who_works_with_her(maisie: ChildNow) -> None:
    assert (maisie.name, maisie.possessive, maisie.stage) == ("Maisie Hart", "her", "Child protection plan")
    assert maisie.lives_with == ("Mum", "Tom", "Ayla")
    assert maisie.school == "Pebble Lane, Year 4"
    assert maisie.i_am_worker
    assert "Tom, who is 5, went to the shops alone" in maisie.why
    assert [who for who, _ in maisie.views] == ["Gemma", "Lee"]
    assert maisie.two_versions == ("a next step",)


def test_people_stand_with_their_children_last_and_the_eldest_of_those_first(maisie: ChildNow) -> None:
    assert [person.called for person in maisie.home] == ["Gemma", "Tom", "Ayla"]
    gemma, tom, _ = maisie.home
    assert gemma.has_parental_responsibility
    assert tom.other_file == made_up.hub().showcase[1]
    assert [person.called for person in maisie.elsewhere] == ["Grandad Ray", "Lee", "Nan"]


def test_what_is_due_comes_soonest_first_and_a_promise_is_not_said_twice(maisie: ChildNow) -> None:
    days = [due.on for due in maisie.due]
    assert days == sorted(days)
    assert maisie.due[0].what == "Visit"
    assert {promise.what for promise in maisie.promised} == {
        "Bring back her drawing",
        "Ring about the nursery place",
        "Tell her who reads her words",
    }
    assert not any("drawing" in due.what for due in maisie.due)


def test_the_newest_words_are_those_the_child_said_are_right(copy: Copy) -> None:
    _, records = copy
    records.add(
        records.create(CHILD, Quote(words="I like Nan's", said_on="2026-10-29", confirmed=True)),
        records.create(CHILD, Quote(words="not sure I said that", said_on="2026-11-01", confirmed=False)),
        records.create(
            CHILD, Quote(words="old", said_on="2026-01-01", confirmed=True, may_see=Sharing("professionals"))
        ),
    )
    last = child_now(records, CHILD, TODAY).last_words
    assert last is not None
    assert (last.words, last.said_on) == ("I like Nan's", datetime.date(2026, 10, 29))
    assert last.may_see.words == "Not asked yet: professionals only"


def test_an_empty_file_says_so_little_that_nothing_is_made_up(copy: Copy) -> None:
    _, records = copy
    now = child_now(records, CHILD, TODAY)
    assert (now.name, now.possessive, now.why, now.worker, now.seen) == ("Ella Hart", "their", "", "", None)
    assert (now.last_words, now.due, now.promised, now.home) == (None, (), (), ())


def test_what_waits_counts_records_and_drafts_of_this_child(copy: Copy) -> None:
    _, records = copy
    promised(records)
    records.drafts.keep("visit:1", CHILD, "visit", {})
    assert child_now(records, CHILD, TODAY).unsent == 2


# -- a promise kept ---------------------------------------------------------------------------------------------------


def test_a_promise_that_was_kept_leaves_the_page_and_stands_in_the_record(copy: Copy) -> None:
    _, records = copy
    promised(records)
    (line,) = child_now(records, CHILD, TODAY).promised
    assert actions.keep_promise(records, line.record, TODAY).files == {CHILD}
    assert child_now(records, CHILD, TODAY).promised == ()
    (action,) = records.records(CHILD, Action)
    assert action.value.done == Done("2026-11-10")


def test_taking_it_back_is_one_more_change_and_both_stay_readable(copy: Copy) -> None:
    _, records = copy
    promised(records)
    (line,) = child_now(records, CHILD, TODAY).promised
    actions.keep_promise(records, line.record, TODAY)
    actions.promise_not_kept(records, line.record, TODAY)
    (again,) = child_now(records, CHILD, TODAY).promised
    assert again.record.value.done is None
    assert len(records.history(*line.record.key)) == 3


def test_what_a_colleague_wrote_since_is_not_taken_back(copy: Copy) -> None:
    vault, records = copy
    promised(records)
    (line,) = child_now(records, CHILD, TODAY).promised
    actions.keep_promise(records, line.record, TODAY)
    state = records.state(*line.record.key)
    put(vault, edit(CHILD, state, state.shown(), {"done": {"on": "2026-11-09", "note": "Dev took it round"}}, PEN))
    with pytest.raises(actions.ChangedSince):
        actions.promise_not_kept(records, line.record, TODAY)
    (action,) = records.records(CHILD, Action)
    assert action.value.done == Done("2026-11-09", "Dev took it round")


def test_ticking_what_a_colleague_settled_on_another_day_shows_two_versions(copy: Copy) -> None:
    vault, records = copy
    promised(records)
    (line,) = child_now(records, CHILD, TODAY).promised
    state = records.state(*line.record.key)
    put(vault, edit(CHILD, state, state.shown(), {"done": {"on": "2026-11-08"}}, PEN))
    actions.keep_promise(records, line.record, TODAY)
    assert child_now(records, CHILD, TODAY).two_versions == ("a next step",)


# -- since you last looked ------------------------------------------------------------------------------------------------


def theirs(kind: str, **values: object) -> Change:
    return create(CHILD, kind, values, PEN)


def looked_at(vault: OpenVault, records: Records) -> None:
    with vault.engine.begin() as connection:
        connection.execute(schema.files.insert().values(file=CHILD, digest=b""))
    actions.looked(records, CHILD, since_looked(records, CHILD, TODAY).upto)


def test_what_others_did_is_told_by_who_and_what_and_never_in_a_childs_words(copy: Copy) -> None:
    vault, records = copy
    looked_at(vault, records)
    put(
        vault,
        theirs("case_note", how="call", said="long and private"),
        theirs("case_note", how="text", about="Saturday", said="private too"),
        theirs("quote", words="I am scared of the stairs"),
    )
    records.add(records.create(CHILD, CaseNote(said="my own")))
    news = since_looked(records, CHILD, TODAY).news
    assert [one.said for one in news] == ["Somebody added a sentence the child said", "Somebody added two notes"]
    assert news[1].about == "Call; Saturday"
    assert "scared" not in repr(news)


def test_two_of_anything_can_be_said(copy: Copy) -> None:
    vault, records = copy
    looked_at(vault, records)
    put(vault, theirs("quote", words="I like Nan"), theirs("quote", words="I like the park"))
    put(vault, theirs("involvement", professional_id="p-2"), theirs("involvement", professional_id="p-3"))
    assert [one.said for one in since_looked(records, CHILD, TODAY).news] == [
        "Somebody added two involvements",
        "Somebody added two sentences the child said",
    ]


def test_what_was_shown_is_old_once_the_page_is_left(copy: Copy) -> None:
    vault, records = copy
    looked_at(vault, records)
    put(vault, theirs("case_note", how="call", said="one"))
    shown = since_looked(records, CHILD, TODAY)
    put(vault, theirs("case_note", how="call", said="came after the page was shown"))
    actions.looked(records, CHILD, shown.upto)
    assert len(since_looked(records, CHILD, TODAY).news) == 1


def test_whoever_opens_a_page_for_the_first_time_reads_what_colleagues_added_lately(copy: Copy) -> None:
    vault, records = copy
    dev = Professional(professional_id=COLLEAGUE, professional_name="Dev Sandhu", role="social_worker")
    put(vault, office(AUTHORITY_BOOK, dev, professional_record(COLLEAGUE)))
    put(
        vault,
        theirs("case_note", how="call", said="one"),
        office(CHILD, CaseNote(how="import", said="from the extract")),
    )
    shown = since_looked(records, CHILD, TODAY)
    assert (shown.is_first, [one.said for one in shown.news]) == (True, ["Dev Sandhu added a note"])
    assert since_looked(records, CHILD, TODAY + datetime.timedelta(weeks=5)).news == (), "that was long ago"


def test_a_colleague_is_called_by_name(copy: Copy) -> None:
    vault, records = copy
    looked_at(vault, records)
    dev = Professional(professional_id=COLLEAGUE, professional_name="Dev Sandhu")
    put(vault, office(AUTHORITY_BOOK, dev, professional_record(COLLEAGUE)))
    put(vault, theirs("visit", date="2026-11-09"), theirs("shared_words", text="Tea was on the table."))
    assert [one.said for one in since_looked(records, CHILD, TODAY).news] == ["Dev Sandhu added a visit"]


def test_whoever_else_works_with_her_reads_which_social_worker_she_has(tmp_path: Path) -> None:
    made = made_up.hub()
    for who in (SUPPORTER, CONSULTANT, COORDINATOR):
        with made_up.open_made_up(tmp_path / who, made, who) as (_, records):
            now = child_now(records, made.showcase[0], made_up.TODAY)
        assert (now.worker, now.i_am_worker) == ("Hannah Okafor", False), who
