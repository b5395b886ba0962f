"""Whose decision counts, and who may take one out again: what is written below the screen changes nothing of it."""

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from casework.decisions import Worth
from casework.errors import NotAllowed
from casework.kinds.concerns import ManagementDecision
from desktop_app.concerns import actions
from desktop_app.concerns.actions import add_to_record
from desktop_app.concerns.queries import open_concerns
from desktop_app.concerns.reading import ConcernShown, concern
from desktop_app.concerns.view.decision_shown import DecisionText
from desktop_app.record_store.records import Records
from desktop_app.visits.entries import entries
from tests.desktop_app.concerns.sheets import COLLEAGUE, DECIDED, NOW, TOM, carry, filled

TODAY = NOW.date()
WHY = "I do not agree with it"


def shown(records: Records, group: bytes) -> ConcernShown:
    found = concern(records, group, TODAY)
    assert found is not None
    return found


def parts(records: Records) -> list[tuple[str, str]]:
    (entry,) = [one for one in entries(records, TOM) if one.title == "Safety concern"]
    return [(part.title, part.words) for part in entry.parts if part.what == "decided"]


def test_who_takes_no_decisions_makes_none_beside_the_consultants(marian: Records, dev: Records) -> None:
    draft = filled()
    add_to_record(marian, draft, NOW)
    carry(marian, dev)
    (theirs,) = dev.records(TOM, ManagementDecision)
    assert theirs.value.decision is not None
    own = msgspec.structs.replace(theirs.value.decision, what="Close it.", decided_by=COLLEAGUE, how="own")
    dev.add(dev.create(TOM, msgspec.structs.replace(theirs.value, decision=own, group=b"g" * 16)))
    carry(dev, marian)
    worths = {
        one.standing.decision.what: one.worth for one in shown(marian, draft.group).decisions if one.standing.decision
    }
    assert worths == {DECIDED: Worth.CONFIRMED, "Close it.": Worth.NO_DECIDER}
    assert shown(marian, draft.group).worth is Worth.CONFIRMED, "the consultant's decision still counts"
    assert any("Not by somebody who may decide." in words for _, words in parts(marian))


def test_a_decision_that_another_withdraws_below_the_screen_stands_and_says_so(
    marian: Records, dev: Records, qapp: QApplication
) -> None:
    draft = filled()
    add_to_record(marian, draft, NOW)
    carry(marian, dev)
    with pytest.raises(NotAllowed):
        actions.withdraw(dev, draft.group, WHY)
    (theirs,) = dev.records(TOM, ManagementDecision)
    dev.add(dev.withdraw(theirs, WHY))
    carry(dev, marian)
    (decision,) = shown(marian, draft.group).decisions
    assert decision.worth is Worth.CONFIRMED
    assert "somebody who may not withdraw it" in decision.taken_out_in_words
    assert WHY in decision.taken_out_in_words
    assert DECIDED in parts(marian)[0][1]
    assert WHY in parts(marian)[0][1]
    text = DecisionText(decision)
    assert text.tag.text() == "Confirmed"
    text.deleteLater()
    assert open_concerns(marian, TODAY) == ()


def test_a_decision_that_was_withdrawn_is_read_under_withdrawn_with_who_and_why(
    marian: Records, dev: Records, qapp: QApplication
) -> None:
    draft = filled()
    add_to_record(marian, draft, NOW)
    (own,) = marian.records(TOM, ManagementDecision)
    marian.add(marian.withdraw(own, WHY))
    carry(marian, dev)
    assert shown(dev, draft.group).decisions == ()
    (gone,) = shown(dev, draft.group).withdrawn_decisions
    assert gone.taken_out_in_words.startswith("Withdrawn by Marian Pryce, ")
    assert gone.taken_out_in_words.endswith(f"{WHY}.")
    ((title, words),) = parts(dev)
    assert title == "Withdrawn decision"
    assert DECIDED in words
    assert WHY in words
    text = DecisionText(gone)
    assert text.tag.text() == "Withdrawn"
    text.deleteLater()
    assert len(open_concerns(marian, TODAY)) == 1, "it waits for a decision again"


def test_with_a_concern_that_was_withdrawn_its_decision_can_still_be_read(marian: Records) -> None:
    draft = filled()
    add_to_record(marian, draft, NOW)
    actions.withdraw(marian, draft.group, "It was another Tom.")
    ((title, words),) = parts(marian)
    assert title == "Withdrawn decision"
    assert DECIDED in words
    assert "It was another Tom." in words
