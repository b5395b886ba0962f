"""What a plan says of us and of who agreed: never more than stands in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.kinds.people import Person
from casework.kinds.plans import Agreement, Plan
from desktop_app.plans.agreed import agreement
from desktop_app.plans.our_part import lacks_ours, our_names
from desktop_app.record_store.records import Records
from tests.support.copies import CHILD, open_copy


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with open_copy(tmp_path / "copy") as (_, opened):
        yield opened


def plan(*answers: tuple[str, str], state: str = "agreed") -> Plan:
    return Plan(state=state, agreed={str(at): Agreement(who, said, "") for at, (who, said) in enumerate(answers)})


@pytest.mark.parametrize(
    ("answers", "words", "tone"),
    [
        ((("Dani", "yes"), ("Craig", "no")), "Agreed by Dani, not by Craig", "warn"),
        ((("Dani", "yes"), ("Craig", "yes")), "Agreed by Dani and Craig", "well"),
        ((("Dani", "yes"), ("Craig", "")), "Agreed by Dani, Craig not asked yet", "warn"),
        ((("Dani", "yes"), ("A", ""), ("B", ""), ("C", "")), "Agreed by Dani, 3 people not asked yet", "warn"),
        ((("Craig", "no"), ("Dani", "no")), "Not agreed by Craig or Dani", "warn"),
        ((), "Agreed, by whom is not written down", "warn"),
    ],
)
def test_the_tag_says_who_agreed_and_is_green_only_where_all_did(
    answers: tuple[tuple[str, str], ...], words: str, tone: str
) -> None:
    said = agreement(plan(*answers))
    assert (said.words, said.tone) == (words, tone)


def test_a_draft_is_a_draft_whatever_was_said() -> None:
    assert agreement(plan(("Dani", "yes"), state="draft")).words == "Draft"


def test_a_step_is_ours_by_the_workers_name_or_we_and_never_by_a_parents(records: Records) -> None:
    ours = our_names(records, (CHILD,))
    for who in ("Ruth", "Ruth Mensah", "Carly and Ruth", "We", "us"):
        assert lacks_ours(("Carly", who), ours) == ""
    assert lacks_ours((), ours) == ""
    assert lacks_ours(("Carly",), ours).startswith("It is not ours. What will we do?")
    assert lacks_ours(("Carly", "Nan"), ours).startswith("None of the 2 steps is ours.")
    records.add(records.create(CHILD, Person(forename="Ruth", surname="Hart")))
    assert lacks_ours(("Ruth",), our_names(records, (CHILD,))), "the aunt of that name is nobody of ours"
    assert lacks_ours(("Ruth Mensah",), our_names(records, (CHILD,))) == ""
