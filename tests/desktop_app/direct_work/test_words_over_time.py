"""A child's words and drawings over weeks and on two laptops: who may see them follows the child, and none is swallowed."""

import datetime
import time
from collections import Counter
from typing import Any

import msgspec
import pytest

from casework.changes import Change
from casework.childs_words import OPEN_ROOM, Sight, family_member, who_may_see
from casework.editing import create, edit, withdraw
from casework.errors import KnownError, RecordWithdrawn
from casework.fold import fold_record
from casework.ink import Point, Stroke, in_sheets, pack, unpack
from casework.kinds import NAME_OF, Kind
from casework.kinds.direct_work import Drawing, Override, Quote, Session, Sharing
from casework.kinds.people import Person, Relation
from casework.kinds.reading import values_of
from desktop_app.direct_work import actions, queries
from desktop_app.direct_work.draft import Said, SessionDraft, missing, said_as_observation
from desktop_app.direct_work.houses import House, first_touched_first, strokes_of
from desktop_app.direct_work.sharing import said_back, tag
from desktop_app.record_store.records import Records, TooLong
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, office, put
from tests.support.two_versions import THEIR_PEN

NOW = datetime.datetime(2026, 6, 9, 16, 10)  # noqa: DTZ001 local time, as the laptop's clock shows it
URDU = "ماما صبح سوتی ہیں"
Copy = tuple[OpenVault, Records]


def session(records: Records, child: str) -> SessionDraft:
    """One that lacks nothing but words or a drawing."""
    return msgspec.structs.replace(
        actions.begin(records, child, NOW), alone=True, limits_explained=True, observation="She was bright."
    )


def line(x: int, points: int = 2) -> Stroke:
    return Stroke("black", 50, tuple(Point(x, 5000, at, 500) for at in range(points)))


def person(vault: OpenVault, child: str, name: str, relationship: str = "") -> str:
    made = office(child, Person(forename=name))
    put(vault, made, office(child, Relation(person=made.header.record, relationship=relationship)))
    return made.header.record.hex()


def quote(vault: OpenVault, child: str, **others: Any) -> Change:
    value = Quote(words="I hide", confirmed=True, said_on="2026-06-01", may_see=Sharing("everyone"))
    made = office(child, msgspec.structs.replace(value, **others))
    put(vault, made)
    return made


def their_edit(vault: OpenVault, base: Change, values: dict[str, Any]) -> None:
    state = fold_record(base.header.kind, base.header.record, [base])
    put(vault, edit(base.header.file, state, state.shown(), values, THEIR_PEN))


def theirs(vault: OpenVault, file: str, value: Kind) -> None:
    put(vault, create(file, NAME_OF[type(value)], values_of(value), THEIR_PEN))


def only_quote(records: Records, child: str) -> Any:
    (found,) = records.records(child, Quote)
    return found


# -- who may see ------------------------------------------------------------------------------------------------------


def test_two_choices_written_down_apart_are_strict_until_the_child_says_which_and_that_settles_it(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = quote(vault, child, may_see=None)
    for choice in ("everyone", "professionals"):
        their_edit(vault, base, {"may_see": {"choice": choice}})
    shown = only_quote(records, child)
    assert shown.in_two_versions == ("may_see",)
    assert who_may_see(shown.value, OPEN_ROOM) is Sight.NOT_ASKED
    assert queries.voice(records, child).entries[0].tags[0].words == "Not asked yet: professionals only"
    actions.change_who_may_see(records, Sharing("ask_first"), shown)
    now = only_quote(records, child)
    assert (now.in_two_versions, now.value.may_see) == ((), Sharing("ask_first"))
    assert records.history(child, "quote", now.record)[-1].values["#why"] == "The child chose again."


def test_a_choice_that_a_colleague_wrote_meanwhile_is_not_replaced_unseen(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = quote(vault, child)
    shown = only_quote(records, child)
    their_edit(vault, base, {"may_see": {"choice": "professionals"}})
    actions.change_who_may_see(records, Sharing("ask_first"), shown)
    now = only_quote(records, child)
    assert now.in_two_versions == ("may_see",)
    assert who_may_see(now.value, family_member("nan")) is Sight.NOT_ASKED, "the stricter reading holds"


def test_words_and_drawing_are_changed_in_one_go_or_not_at_all(vault: OpenVault, records: Records, child: str) -> None:
    words, drawn = quote(vault, child), office(child, Drawing(title="Home", may_see=Sharing("everyone")))
    put(vault, drawn)
    shown, picture = only_quote(records, child), records.records(child, Drawing)[0]
    state = fold_record("drawing", drawn.header.record, [drawn])
    put(vault, withdraw(child, state, state.shown(), "The child asked", THEIR_PEN))
    with pytest.raises(RecordWithdrawn):
        actions.change_who_may_see(records, Sharing("professionals"), shown, picture)
    assert only_quote(records, child).value.may_see == Sharing("everyone")
    assert len(records.history(child, "quote", words.header.record)) == 1


def test_words_taken_away_are_gone_from_the_voice_and_readable_in_the_history(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = quote(vault, child)
    actions.take_away(records, " She asked me to. ", only_quote(records, child))
    assert queries.voice(records, child).entries == ()
    history = records.history(child, "quote", base.header.record)
    assert (history[0].values["words"], history[-1].values["#why"]) == ("I hide", "She asked me to.")


def test_somebody_picked_who_is_no_longer_in_the_file_is_not_named_and_still_may_not_be_guessed(
    vault: OpenVault, records: Records, child: str
) -> None:
    nan = person(vault, child, "Nan", "grandmother")
    quote(vault, child, may_see=Sharing("picked", {nan: True, "gone": True, "away": False}))
    (entry,) = queries.voice(records, child).entries
    assert entry.tags[0].words == "Nan"
    assert who_may_see(only_quote(records, child).value, family_member(nan)) is Sight.SHOWN
    assert who_may_see(only_quote(records, child).value, family_member(nan, "unknown")) is Sight.HELD_BACK


def test_two_people_of_one_name_are_two_people(vault: OpenVault, records: Records, child: str) -> None:
    one, other = person(vault, child, "Sam", "uncle"), person(vault, child, "Sam", "brother")
    asked = queries.people_to_ask(records, child)
    assert {(who.key, who.relationship) for who in asked} == {(one, "uncle"), (other, "brother")}
    value = Quote(words="x", may_see=Sharing("picked", {one: True, other: False}))
    assert who_may_see(value, family_member(one)) is Sight.SHOWN
    assert who_may_see(value, family_member(other)) is Sight.HELD_BACK


@pytest.mark.parametrize(
    ("override", "tone"),
    [
        (Override("She is not safe", "I told her", ("nan",)), "warn"),
        (Override("  ", "I told her"), "well"),
        (Override("She is not safe", ""), "well"),
    ],
)
def test_an_override_counts_only_with_its_reason_and_what_the_child_was_told(override: Override, tone: str) -> None:
    assert tag(Sharing("everyone"), override, {}).tone == tone


def test_a_choice_of_a_newer_release_is_read_as_the_strictest() -> None:
    newer = Sharing("my_school")
    assert tag(newer, None, {}).words == "Only people whose job it is"
    assert who_may_see(Quote(words="x", may_see=newer), OPEN_ROOM) is Sight.HELD_BACK
    assert said_back(newer, [("a", "Mum")])[0] == "So: nobody in your family may see it."


# -- words -------------------------------------------------------------------------------------------------------------


def test_words_that_two_people_wrote_down_apart_are_both_in_the_voice(
    vault: OpenVault, records: Records, child: str
) -> None:
    base = quote(vault, child)
    for words in ("I hide in the wardrob", "I hid in the wardrobe"):
        their_edit(vault, base, {"words": words})
    (entry,) = queries.voice(records, child).entries
    assert sorted(said[3:] for said in entry.words.splitlines()) == ["I hid in the wardrobe", "I hide in the wardrob"]
    assert entry.sight is Sight.NOT_ASKED, "nobody knows which of the two the child heard"


@pytest.mark.parametrize("words", [URDU, "i dont lik it!!1", "  wen they showt ", "😡😡", "line one\nline two"])
def test_words_stand_letter_for_letter(records: Records, child: str, words: str) -> None:
    draft = session(records, child).with_said(Said(words, "worries", right=True, language="Urdu"))
    actions.add_to_record(records, draft, "Ella")
    assert only_quote(records, child).value.words == words
    assert queries.voice(records, child).entries[0].words == words


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_a_yes_to_nothing_said_is_no_quote_and_stands_in_no_ones_way(records: Records, child: str, words: str) -> None:
    draft = session(records, child).with_said(Said(words, right=True))
    assert missing(draft, "Ella") == ()
    actions.add_to_record(records, draft, "Ella")
    assert records.records(child, Quote) == []


def test_a_no_when_it_was_read_back_is_asked_about_and_can_be_moved_to_what_was_heard(
    records: Records, child: str
) -> None:
    draft = session(records, child).with_said(Said("I hate it", right=False))
    assert [one.field for one in missing(draft, "Ella")] == ["said"]
    moved = said_as_observation(draft, draft.said[0].record)
    assert moved.observation == "She was bright.\nI heard: “I hate it” (not read back)."
    assert said_as_observation(moved, b"unknown") == moved


def test_words_too_long_to_send_are_refused_with_all_of_the_session_kept(records: Records, child: str) -> None:
    draft = session(records, child).with_said(Said("word " * 20_000, right=True)).with_stroke(line(500))
    actions.keep(records, draft)
    with pytest.raises(TooLong):
        actions.add_to_record(records, draft, "Ella")
    assert records.records(child, Session) == []
    assert records.records(child, Drawing) == []
    assert actions.unfinished(records, child) == (draft,)


# -- drawings ----------------------------------------------------------------------------------------------------------


def test_houses_that_a_child_calls_alike_keep_their_own_drawings(records: Records, child: str) -> None:
    draft = session(records, child).with_house_name(House.GOOD, "Home").with_house_name(House.DREAMS, "Home")
    draft = draft.with_stroke(line(500)).with_stroke(line(9000))
    draft = draft.with_said(Said("the see side", "dreams", right=True))
    draft = draft.with_said(Said("Nan", "good", right=True))
    actions.add_to_record(records, draft, "Ella")
    pictures = {entry.words: entry.picture for entry in queries.voice(records, child).entries}
    dreams, good = pictures["the see side"], pictures["Nan"]
    assert dreams is not None
    assert good is not None
    assert (dreams.strokes, good.strokes) == ((line(9000),), (line(500),))


def test_a_drawing_of_an_earlier_release_is_still_found_by_the_name_of_its_house(
    vault: OpenVault, records: Records, child: str
) -> None:
    made = office(child, Session(tool="three_houses", houses={"dreams": "Wen I am 9"}))
    put(vault, made, office(child, Drawing(session=made.header.record, title="Wen I am 9")))
    quote(vault, child, session=made.header.record, house="dreams")
    (entry,) = queries.voice(records, child).entries
    assert entry.picture is not None
    assert entry.picture.title == "Wen I am 9"


def test_thousands_of_strokes_are_kept_found_and_added_in_little_time(records: Records, child: str) -> None:
    strokes = [line(at % 10_000, points=8) for at in range(4_000)]
    draft = session(records, child).with_strokes(strokes)
    begun = time.process_time()
    actions.keep(records, draft)
    (found,) = actions.unfinished(records, child)
    assert found.drawn() == tuple(strokes)
    actions.add_to_record(records, found, "Ella")
    assert time.process_time() - begun < 10
    kept: list[Stroke] = []
    for one in records.records(child, Drawing):
        assert one.value.ink is not None
        kept += unpack(records.open_attachment(one.value.ink))
    assert Counter(kept) == Counter(strokes)


def test_strokes_are_put_on_as_few_sheets_as_hold_them_in_their_order() -> None:
    """Without it a child who drew more than one drawing may hold could never have the session added."""
    strokes = [line(at, points=4) for at in range(5)]
    sheets = list(in_sheets(strokes, most_points=8))
    assert [len(sheet) for sheet in sheets] == [2, 2, 1]
    assert [stroke for sheet in sheets for stroke in sheet] == strokes
    assert list(in_sheets([])) == []


def test_a_line_across_the_sheet_belongs_to_the_house_in_which_it_began() -> None:
    across = Stroke("black", 50, (Point(100, 1, 0, 1), Point(9_900, 1, 9, 1)))
    back = Stroke("black", 50, (Point(9_900, 1, 0, 1), Point(100, 1, 9, 1)))
    assert strokes_of(House.GOOD, (across, back)) == (across,)
    assert strokes_of(House.DREAMS, (across, back)) == (back,)
    assert strokes_of(House.WORRIES, (across, back)) == ()
    assert first_touched_first("dreams")[0] is House.DREAMS
    assert first_touched_first("a newer house") == tuple(House)


def test_a_drawing_that_has_not_come_yet_says_so_and_the_words_beside_it_are_read(
    vault: OpenVault, records: Records, child: str
) -> None:
    here = records.keep_attachment(child, pack((line(500),)), "application/vnd.daybook.ink")
    away = msgspec.structs.replace(here, pieces=("0" * 64,))
    theirs(vault, child, Drawing(title="Home", ink=away))
    theirs(vault, child, Drawing(title="Empty"))
    theirs(vault, child, Drawing(title="Torn", ink=msgspec.structs.replace(here, key=b"x" * 32)))
    troubles = {
        entry.picture.title: entry.picture.trouble for entry in queries.voice(records, child).entries if entry.picture
    }
    assert troubles["Home"] == "Not on this laptop yet. It comes with the next connection."
    assert troubles["Empty"] == "This drawing stands in two versions, or holds no lines."
    assert troubles["Torn"]


# -- sessions that were begun -------------------------------------------------------------------------------------------


def test_a_session_of_another_release_hides_none_of_this_one_and_none_is_begun_twice(
    records: Records, child: str
) -> None:
    mine = session(records, child)
    actions.keep(records, mine)
    records.drafts.keep("session:newer", child, actions.WHAT, {"record": "a newer form"})
    voice = queries.voice(records, child)
    assert voice.unfinished == (mine,)
    assert "another release" in voice.trouble
    again = queries.session_shown(records, child, "", None, NOW).draft
    assert again is not None
    assert again.record == mine.record, "today's session is gone on with"


def test_a_session_of_yesterday_or_of_another_visit_is_not_gone_on_with_unasked(records: Records, child: str) -> None:
    actions.keep(records, session(records, child))
    tomorrow = NOW + datetime.timedelta(days=1)
    kept = actions.unfinished(records, child)[0].record
    for visit, now in ((None, tomorrow), (b"v" * 16, NOW)):
        draft = queries.session_shown(records, child, "", visit, now).draft
        assert draft is not None
        assert draft.record != kept
    assert queries.session_shown(records, child, "ab" * 16, None, NOW).draft is None, "added, or thrown away since"


def test_nobody_is_asked_twice_and_a_child_alone_in_the_file_has_nobody_to_pick(
    vault: OpenVault, records: Records, child: str
) -> None:
    assert queries.people_to_ask(records, child) == ()
    home = office(child, Person(forename="Zed"))
    relation = Relation(person=home.header.record, relationship="brother", lives_with=True)
    put(vault, home, office(child, relation))
    person(vault, child, "Abi", "aunt")
    put(vault, office(child, Person(forename="Bo", role="teacher")))
    names = [(one.name, one.relationship) for one in queries.people_to_ask(records, child)]
    assert names == [("Zed", "brother"), ("Abi", "aunt"), ("Bo", "teacher")]


def test_throwing_a_session_away_leaves_nothing_of_it(records: Records, child: str) -> None:
    draft = session(records, child).with_said(Said("x", right=True))
    actions.keep(records, draft)
    actions.throw_away(records, draft)
    assert actions.unfinished(records, child) == ()
    assert queries.voice(records, child).entries == ()


def test_a_reason_is_asked_for_before_anything_is_taken_away(vault: OpenVault, records: Records, child: str) -> None:
    quote(vault, child)
    for why in ("", "  \n"):
        with pytest.raises(KnownError, match="Say why"):
            actions.take_away(records, why, only_quote(records, child))
    assert child != CHILD
    assert len(queries.voice(records, child).entries) == 1
