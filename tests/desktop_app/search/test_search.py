"""Search over everything: what a worker may see is found by any part of a word, newest first; what is hidden never is."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.case_files import Room, room_of
from casework.editing import Pen, edit
from casework.kinds.direct_work import Agreed, Quote, Recording, Sharing
from casework.kinds.mapping import MapEntry, Rating, Score
from casework.kinds.people import SUBJECT, Address, Person, Place, first_name
from casework.kinds.plans import Plan
from casework.kinds.visits import SharedWords, Visit
from casework.kinds.work import CaseNote
from desktop_app.network.secrecy import INSTEAD
from desktop_app.record_store.records import Records
from desktop_app.search.matching import excerpt, held_in, parts_of
from desktop_app.search.queries import FoundEntries, search
from desktop_app.vault.vault import OpenVault
from desktop_app.visits.entries import entries
from tests.support.copies import CHILD, COLLEAGUE, SISTER, office, open_copy, put

Copy = tuple[OpenVault, Records]
REFUGE = "Flat 2, 4 Quiet Lane, Northam"


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


def titles(found: FoundEntries) -> list[str]:
    return [one.title for one in found.entries]


def test_every_kind_of_entry_is_found_with_its_day_its_author_and_the_words_around(copy: Copy) -> None:
    vault, records = copy
    long = "Before that we spoke of school. " * 20
    put(vault, office(CHILD, CaseNote(how="call", date="2026-06-02", about="Half-term", said=f"{long}The heron flew.")))
    records.add(
        records.create(CHILD, Visit(date="2026-06-09", purpose="To see bedtime"), record=b"v" * 16),
        records.create(CHILD, SharedWords(visit=b"v" * 16, text="A heron hung over the sofa.")),
        records.create(CHILD, MapEntry(category="past_harm", text="The heron lamp fell.", standing="fact")),
        records.create(CHILD, Person(forename="Rob", role="Keeps a heron")),
        records.create(CHILD, Plan(title="Our plan", date="2026-05-01", if_same="We ring Heron House.")),
    )
    found = search(records, "heron", CHILD)
    assert set(titles(found)) == {
        "Visit: To see bedtime", "Call: Half-term", "Map: What has happened", "Rob", "Plan: Our plan"
    }  # fmt: skip
    days = [one.on for one in found.entries]
    assert days == sorted(days, key=lambda day: day or datetime.date.min, reverse=True)
    call = next(one for one in found.entries if one.title == "Call: Half-term")
    assert call.excerpt.words.endswith("The heron flew.")
    assert call.excerpt.words.startswith("… ")
    assert [call.excerpt.words[at:to] for at, to in call.excerpt.found] == ["heron"]
    visit = next(one for one in found.entries if one.title == "Visit: To see bedtime")
    assert (visit.record, visit.tab, visit.who) == (b"v" * 16, "entries", "Ruth Mensah")


def test_a_part_of_a_word_in_any_case_with_or_without_accents_is_enough(copy: Copy) -> None:
    _, records = copy
    records.add(
        records.create(CHILD, CaseNote(how="call", said="Zoë’s grandmother rang O'Brien about the well-being day."))
    )
    records.learn_words()
    for typed in ("GRANDM", "mother", "zoe", "o'brien", "o’bri", "well-being", "rang zoe"):
        assert len(search(records, typed, CHILD).entries) == 1, typed
    for typed in ("grandfather", "rang nobody", "  ", '"', "call"):
        assert search(records, typed, CHILD).entries == (), typed


def test_one_child_or_all_children_are_searched(copy: Copy) -> None:
    _, records = copy
    records.add(records.create(SISTER, CaseNote(how="text", about="A kestrel")))
    assert search(records, "kestrel", CHILD).entries == ()
    (found,) = search(records, "kestrel").entries
    assert (found.child, found.file) == ("Maya Hart", SISTER)


def test_what_this_worker_may_not_read_is_never_found(copy: Copy) -> None:
    vault, records = copy
    put(vault, office(room_of(CHILD, Room.CLINICAL), CaseNote(how="meeting", said="The pangolin hour.")))
    put(vault, office(room_of(CHILD, Room.WORKER_SAFETY), CaseNote(how="meeting", said="The dog pangolin.")))
    assert titles(search(records, "pangolin", CHILD)) == ["Meeting (worker safety)"]
    assert len(search(records, "pangolin").entries) == 1


def test_what_was_withdrawn_is_never_found(copy: Copy) -> None:
    _, records = copy
    records.add(records.create(CHILD, CaseNote(how="call", said="The quokka rang.")))
    (note,) = records.records(CHILD, CaseNote)
    records.add(records.withdraw(note, "another child"))
    assert search(records, "quokka", CHILD).entries == ()


def test_what_the_child_holds_back_is_not_found_and_not_counted(copy: Copy) -> None:
    _, records = copy
    shared = records.create(CHILD, Quote(words="I like the ocelot.", may_see=Sharing("everyone"), confirmed=True))
    kept = records.create(CHILD, Quote(words="The ocelot shouts at night.", may_see=Sharing("professionals")))
    on_map = MapEntry(text="The ocelot shouts at night.", standing="childs_words", quote=kept.header.record)
    records.add(
        shared,
        kept,
        records.create(CHILD, Quote(words="Nobody asked about the ocelot.")),
        records.create(CHILD, Recording(agreed=Agreed("The ocelot is why", "yes", "agreed", "Her mother"))),
        records.create(CHILD, on_map),
    )
    found = search(records, "ocelot", CHILD)
    assert [one.excerpt.words for one in found.entries] == ["I like the ocelot."]


def test_what_a_child_says_with_a_number_or_of_a_card_is_not_found_until_they_were_asked(copy: Copy) -> None:
    _, records = copy
    score, child = Score(8, words="cos the ocelot is here"), SUBJECT.hex()
    called = first_name(records.record(CHILD, Person, SUBJECT).value)  # type: ignore[union-attr]
    views = {called: "The ocelot bites", "Kelly": "The ocelot is old"}
    records.add(
        records.create(CHILD, Rating(about="overall", rater=child, score=score, date="2026-01-01")),
        records.create(CHILD, Rating(about="overall", rater="nan", score=Score(2, words="The ocelot sleeps"))),
        records.create(CHILD, MapEntry(text="An ocelot of hers", standing="childs_words")),
        records.create(CHILD, MapEntry(text="Nights", standing="fact", views=views)),
    )
    found = search(records, "ocelot", CHILD)
    words = " ".join(one.excerpt.words for one in found.entries)
    assert ("sleeps" in words, "is old" in words) == (True, True)
    assert not any(held in words for held in ("is here", "bites", "of hers"))
    everyone = Rating(about="overall", rater=child, score=score, date="2026-01-02", may_see=Sharing("everyone"))
    records.add(records.create(CHILD, everyone))
    assert any("is here" in one.excerpt.words for one in search(records, "ocelot", CHILD).entries)


@pytest.mark.parametrize("typed", ["Quiet Lane", "quiet", "ZZ9 1AA", "ZZ91AA", "4 quiet"])
def test_a_confidential_address_is_found_nowhere_however_it_was_written(copy: Copy, typed: str) -> None:
    _, records = copy
    records.add(
        records.create(SISTER, Address(person=SUBJECT, place=Place(REFUGE, "ZZ9 1AA", confidential=True))),
        records.create(CHILD, CaseNote(how="call", said="They moved to 4 Quiet Lane, zz91aa, by night.")),
    )
    assert search(records, typed).entries == ()
    (note,) = search(records, "moved", CHILD).entries
    assert note.excerpt.words == f"They moved to {INSTEAD}, {INSTEAD}, by night."
    assert INSTEAD in entries(records, CHILD)[0].parts[0].words


def test_words_of_both_versions_are_found_but_an_address_that_one_calls_confidential_in_neither(copy: Copy) -> None:
    vault, records = copy
    put(
        vault,
        office(CHILD, CaseNote(how="call", said="first")),
        office(CHILD, Address(person=SUBJECT, place=Place("1 Mill Road"))),
    )
    (note,), (home,) = records.records(CHILD, CaseNote), records.records(CHILD, Address)
    theirs = Pen(COLLEAGUE, "d", "2026-11-09", "2026-11-09T10:00:00Z")
    put(vault, edit(CHILD, records.state(*note.key), note.shown, {"said": "the lemur rang"}, theirs))
    secret = {"lines": "2 Mill Road", "confidential": True}
    put(vault, edit(CHILD, records.state(*home.key), home.shown, {"place": secret}, theirs))
    records.add(records.edit(note, {"said": "the zebu rang"}), records.edit(home, {"place": Place("3 Mill Road")}))
    assert len(search(records, "lemur", CHILD).entries) == len(search(records, "zebu", CHILD).entries) == 1
    assert search(records, "Mill", CHILD).entries == ()


def test_very_many_are_said_to_be_many(copy: Copy) -> None:
    _, records = copy
    records.add(*(records.create(CHILD, CaseNote(how="call", date="2026-06-02", said=f"Call {n}")) for n in range(70)))
    found = search(records, "call", CHILD)
    assert len(found.entries) == 60
    assert not found.is_all
    assert search(records, "call 7", CHILD).is_all


def test_an_excerpt_is_cut_between_words_and_marks_each_place() -> None:
    text = (
        "one two three four five six seven eight nine ten " * 8
        + "the wardrobe, and the Wardrobe again "
        + "after " * 60
    )
    cut = excerpt(text, parts_of("ward"))
    assert [cut.words[at:to].lower() for at, to in cut.found] == ["ward", "ward"]
    assert cut.words.startswith("… ")
    assert cut.words.endswith(" after …")
    assert held_in(text, parts_of("ward wardroom")) == {"ward"}
