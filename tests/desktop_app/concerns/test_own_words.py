"""What a child said in a safety concern, taken into their voice: once, for professionals only, and undone by withdrawing."""

import pytest

from casework.childs_words import OPEN_ROOM, Sight, who_may_see
from casework.errors import KnownError
from casework.kinds.concerns import SafetyConcern
from casework.kinds.direct_work import Quote
from desktop_app.concerns import actions
from desktop_app.concerns.actions import add_to_record
from desktop_app.concerns.draft import name_of, started
from desktop_app.concerns.own_words import OwnWords, take_into_voice, take_out_of_voice
from desktop_app.concerns.queries import concern_form
from desktop_app.direct_work.queries import voice
from desktop_app.record_store.records import Records
from tests.desktop_app.concerns.sheets import MAISIE, NOW, TOM, WORKER, carry, filled


def test_a_childs_words_are_taken_into_their_voice_once_and_nobody_of_the_family_sees_them(
    hannah: Records, marian: Records
) -> None:
    draft = filled((TOM, MAISIE))
    add_to_record(hannah, draft, NOW)
    carry(hannah, marian)
    (concern_of_tom,) = hannah.records(TOM, SafetyConcern)
    key = draft.said[0].key
    assert set(_own(hannah, draft.group)) == {one.key for one in draft.said}
    for records in (hannah, marian, hannah):  # on two laptops without a connection, and pressed twice
        take_into_voice(records, TOM, concern_of_tom.record, key)
    carry(hannah, marian)
    for records in (hannah, marian):
        (quote,) = [one for one in records.records(TOM, Quote) if one.value.concern]
        assert (quote.value.words, quote.value.said_on) == ("I fell off the bunk.", NOW.date().isoformat())
        assert (quote.value.said_to, quote.in_two_versions) == (WORKER, ())
        assert who_may_see(quote.value, OPEN_ROOM) is Sight.NOT_ASKED
        assert _own(records, draft.group)[key].is_taken
    assert not [one for one in hannah.records(MAISIE, Quote) if one.value.concern], "only the child who said them"
    (entry,) = [one for one in voice(hannah, TOM).entries if one.words == "I fell off the bunk."]
    assert entry.source == ("Safety concern of Tuesday 10 November 2026, Home visit. Asked: “Tell me about that.”")
    assert [tag.words for tag in entry.tags] == ["Not asked yet: professionals only"]


def test_words_taken_into_their_voice_are_taken_out_again_and_go_with_the_concern(hannah: Records) -> None:
    draft = filled()
    add_to_record(hannah, draft, NOW)
    (record,) = hannah.records(TOM, SafetyConcern)
    first, second = (one.key for one in draft.said)
    for key in (first, second):
        take_into_voice(hannah, TOM, record.record, key)
    take_out_of_voice(hannah, TOM, record.record, first)
    own = _own(hannah, draft.group)
    assert (own[first].is_taken, own[first].why_away) == (False, "Taken from the safety concern by mistake.")
    actions.withdraw(hannah, draft.group, "It was another Tom.")
    assert not [one for one in hannah.records(TOM, Quote) if one.value.concern]
    with pytest.raises(KnownError):
        take_into_voice(hannah, TOM, record.record, first)
    actions.bring_back(hannah, draft.group)
    assert [one.value.words for one in hannah.records(TOM, Quote) if one.value.concern] == ["dunno"]
    take_into_voice(hannah, TOM, record.record, first)
    assert _own(hannah, draft.group)[first].is_taken


def _own(records: Records, group: bytes) -> dict[str, OwnWords]:
    name = name_of(group)
    return concern_form(records, name, started(name, TOM, NOW), NOW).own_words
