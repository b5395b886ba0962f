"""Who knows what, and a contact restriction with its order, in the made-up hub: one family, by chance, and never the harts."""

import datetime
from collections.abc import Iterator

import pytest

from casework.kinds.knowing import MUST_NOT_HEAR
from casework.kinds.people import Person, Relation, display_name
from casework.kinds.reading import read_values
from demo.hub import MadeUpHub, made_up_hub
from demo.people import Family

TODAY = datetime.date(2026, 11, 26)


@pytest.fixture(scope="module")
def hubs() -> tuple[MadeUpHub, ...]:
    return tuple(made_up_hub(seed, TODAY, 20) for seed in range(3))


def family_with(hub: MadeUpHub) -> tuple[Family, str, dict[str, object]]:
    """The family, the file, and what the record holds."""
    found = [
        (file, dict(change.values))
        for file, changes in hub.changes.items()
        for change in changes
        if change.header.kind == "who_knows"
    ]
    ((file, values),) = found
    return next(one for one in hub.families if file in [child.file for child in one.children]), file, values


def restrictions(hub: MadeUpHub) -> Iterator[tuple[str, bytes, dict[str, str]]]:
    for file, changes in hub.changes.items():
        for change in changes:
            contact = change.values.get("contact")
            if change.header.kind == "relation" and isinstance(contact, dict) and contact.get("allowed") != "yes":
                yield file, change.header.record, contact


def test_the_first_worker_has_a_family_in_which_one_must_not_hear_something(hubs: tuple[MadeUpHub, ...]) -> None:
    for hub in hubs:
        family, file, values = family_with(hub)
        assert family.worker == hub.worker
        assert file not in hub.showcase
        (who,) = [key.removeprefix("people/") for key, what in values.items() if what == MUST_NOT_HEAR]
        people = {one.header.record.hex(): one.values for one in hub.changes[file] if one.header.kind == "person"}
        away = read_values(Person, people[who])
        assert display_name(away).startswith(family.adults[family.away].forename)
        assert "{" not in f"{values['matter']}{values['why']}"


def test_contact_is_restricted_with_its_order_in_the_same_family(hubs: tuple[MadeUpHub, ...]) -> None:
    for hub in hubs:
        family, _, _ = family_with(hub)
        found = list(restrictions(hub))
        assert found
        for file, record, contact in found:
            assert file in [child.file for child in family.children]
            assert contact["order"]
            assert "{" not in contact["detail"] + contact["order"]
            made = next(one for one in hub.changes[file] if one.header.record == record)
            assert read_values(Relation, made.values).lives_with is not True


def test_it_goes_with_no_kind_of_worry(hubs: tuple[MadeUpHub, ...]) -> None:
    dealt = [family_with(hub)[0] for hub in hubs]
    assert len({family.harm for family in dealt}) > 1
