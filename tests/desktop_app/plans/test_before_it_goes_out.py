"""What must not leave the room on paper: a secret address however it is typed, a part that stands open, another Lee."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.people import Address, Contact, Person, Place, Relation
from casework.kinds.plans import LookAgain, Plan
from desktop_app.plans import actions
from desktop_app.plans.draft import Agreed, PlanDraft, Ring, Sentence, Step
from desktop_app.plans.previewing import Preview, preview
from desktop_app.plans.queries import plans_of_child
from desktop_app.record_store.records import Records
from desktop_app.vault.vault import OpenVault
from tests.support.copies import CHILD, open_copy, put

Copy = tuple[OpenVault, Records]
TODAY = datetime.date(2026, 6, 4)
REFUGE = Place("14 Heron Row, Millbrook", "ZZ9 9ZZ", confidential=True)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    with open_copy(tmp_path / "copy") as opened:
        yield opened


def made(records: Records, why: str = "Bedtimes have been loud.") -> PlanDraft:
    draft = msgspec.structs.replace(
        actions.begin(records, (CHILD,), TODAY),
        why=(Sentence(why),),
        needs_to_change=(Sentence("Bedtimes without shouting"),),
        steps=(Step("Ring the school", "Ruth", "2026-06-11"),),
        contacts=(Ring("Ruth Mensah", "your social worker", "01632 960123"),),
        look_again="2026-07-02",
        agreed=(Agreed("Carly", "yes"),),
    )
    actions.keep(records, draft)
    return draft


def on_paper(records: Records, draft: PlanDraft, reader: str = "Carly") -> Preview:
    found = preview(records, CHILD, "", draft.name, TODAY, reader)
    assert found is not None
    return found


def agreed(records: Records) -> bytes:
    draft = made(records)
    actions.agree(records, draft)
    return actions.plan_id(draft.group, CHILD)


@pytest.mark.parametrize(
    "typed",
    [
        "Collect her at 14 heron row.",
        "Collect her at 14, Heron Row.",
        "Collect her at 14 Heron Row, Millbrook.",
        "Her post goes to zz99zz.",
        "Her post goes to ZZ9 9ZZ.",
        "Her post goes to ZZ9\xa09ZZ.",
    ],
)
def test_a_secret_address_stops_the_paper_however_it_is_typed(copy: Copy, typed: str) -> None:
    _, records = copy
    records.add(records.create(CHILD, Address(place=REFUGE)))
    assert not on_paper(records, made(records, typed)).checks.may_go_out


def test_the_town_alone_is_no_secret_address(copy: Copy) -> None:
    _, records = copy
    records.add(records.create(CHILD, Address(place=REFUGE)))
    assert on_paper(records, made(records, "We went to Millbrook. 14 people came.")).checks.may_go_out


def test_an_address_that_one_of_two_versions_keeps_secret_is_secret(copy: Copy) -> None:
    vault, records = copy
    change = records.create(CHILD, Address(place=Place("The old place", "ZZ1 1ZZ")))
    records.add(change)
    (shown,) = records.records(CHILD, Address)
    theirs = records.edit(shown, {"place": REFUGE})
    records.add(records.edit(shown, {"place": Place("14 Heron Row, Millbrook", "ZZ9 9ZZ")}))
    put(vault, theirs)
    (now,) = records.records(CHILD, Address)
    assert now.value.place is None, "it stands in two versions"
    assert not on_paper(records, made(records, "Her post goes to ZZ9 9ZZ.")).checks.may_go_out


def test_of_two_people_with_one_name_the_one_who_is_not_to_see_the_child_is_thought_of(copy: Copy) -> None:
    _, records = copy
    for surname, lives_with, contact in (("Hart", True, None), ("Barker", False, Contact("no"))):
        person = records.create(CHILD, Person(forename="Lee", surname=surname))
        tie = Relation(person=person.header.record, lives_with=lives_with, contact=contact)
        records.add(person, records.create(CHILD, tie))
    sentences = [warned.sentence for warned in on_paper(records, made(records), "Lee").checks.warnings]
    assert "Lee is not to see Ella. Check that a copy may be given." in sentences


def test_a_part_of_a_plan_in_two_versions_is_not_left_off_the_paper_in_silence(copy: Copy) -> None:
    vault, records = copy
    plan = agreed(records)
    shown = records.record(CHILD, Plan, plan)
    assert shown is not None
    theirs = records.edit(shown, {"look_again": LookAgain("2026-08-01")})
    records.add(records.edit(shown, {"look_again": LookAgain("2026-07-09")}))
    put(vault, theirs)
    found = preview(records, CHILD, plan.hex(), "", TODAY, "Carly")
    assert found is not None
    assert not found.checks.may_go_out
    assert any("two versions" in warned.sentence.lower() for warned in found.checks.warnings)


def test_a_plan_that_was_withdrawn_has_no_paper(copy: Copy) -> None:
    _, records = copy
    plan = agreed(records)
    shown = records.record(CHILD, Plan, plan)
    assert shown is not None
    records.add(records.withdraw(shown, "It was never agreed."))
    assert preview(records, CHILD, plan.hex(), "", TODAY, "Carly") is None


def test_words_that_the_child_says_are_not_right_are_on_no_paper(copy: Copy) -> None:
    _, records = copy
    said = records.create(CHILD, Quote(words="I hide", confirmed=True, may_see=Sharing("everyone")))
    records.add(said)
    draft = msgspec.structs.replace(made(records), words={CHILD: (said.header.record,)})
    actions.keep(records, draft)
    assert [one.words for one in on_paper(records, draft).paper.values.childs_words] == ["I hide"]
    (quote,) = records.records(CHILD, Quote)
    records.add(records.edit(quote, {"confirmed": False}))
    assert on_paper(records, draft).paper.values.childs_words == ()


def test_a_plan_begun_with_another_release_hides_no_plan_of_the_record(copy: Copy) -> None:
    _, records = copy
    plan = agreed(records)
    records.drafts.keep("plan:other", CHILD, "plan", {"of": "another release"})
    found = plans_of_child(records, CHILD)
    assert [line.record.record for line in found.plans] == [plan]
    assert found.begun == ()
    assert [line.name for line in records.drafts.lines()] == ["plan:other"]
