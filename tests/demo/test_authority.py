"""The made-up authority: shaped like a real one, every hub filled when asked for, and everybody in it can be tried."""

import datetime
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from casework.access import Role
from casework.errors import KnownError
from casework.kinds.books import Hub, Professional
from casework.standing import standing_of
from central_store.checking import problems
from central_store.devices.key_files import read_authority_keys
from central_store.making import make_store
from central_store.people import Register
from demo import staff
from demo.asking import ROLES, parser, understood
from demo.authority import TEAM, groups, hub_called, hubs
from demo.ground import Ground, Made
from demo.hub import MadeUpHub, families_of, made_up_hub
from demo.loading import load_into
from demo.terminal import Terminal
from demo.trying import made_for
from tests.demo.test_hub import RANGES_FOR_DRAMA, REAL_NAMES, TODAY, digest, everything_said

TEN_YEARS_AGO = TODAY - datetime.timedelta(days=3652)


@pytest.fixture(scope="module")
def elsewhere() -> MadeUpHub:
    return made_up_hub(1, TODAY, 9, hub="hub-16", years=10)


def asked(*options: str) -> object:
    return understood(parser().parse_args(list(options)))


def test_it_has_fifteen_hubs_and_one_team_in_five_groups_each_with_forty_to_seventy_children() -> None:
    numbers = [hub.number for hub in hubs().values()]
    assert numbers == ["1", "3", "4", "5", "6", "7", "8", *map(str, range(13, 21)), TEAM]
    assert {hub.group for hub in hubs().values()} == set(groups())
    assert len(groups()) == 5
    assert all(40 <= hub.children <= 70 for hub in hubs().values())
    assert len({hub.name for hub in hubs().values()}) == len({hub.phone for hub in hubs().values()}) == 16
    assert len({worker.name for worker in staff.STAFF}) == len({worker.phone for worker in staff.STAFF})


def test_every_role_of_every_hub_is_somebody_who_stands_there() -> None:
    in_the_book = [hub.in_the_book() for hub in hubs().values()]
    for hub in hubs().values():
        for name, role in ROLES.items():
            if role is Role.CLINICIAN and not hub.has_clinician:
                continue
            worker = understood(parser().parse_args(["--hub", hub.number, "--role", name])).worker
            stands = standing_of(worker.id, staff.professional(worker, TODAY), in_the_book)
            assert stands.role is role
            assert hub.team_id in (stands.oversees if role is Role.GROUP_MANAGER else stands.hubs), (hub, name)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ("--hub", "2"),
            "There is no hub 2. There are hubs 1, 3, 4, 5, 6, 7, 8, 13, 14, 15, 16, 17, 18, 19, 20, and the",
        ),
        (("--hub", "1", "--role", "clinician"), "Hub 1 has no clinician. Choose another role, or another hub."),
        (("--role", "judge"), "Daybook knows no role “judge”. Roles: consultant social worker, senior social worker,"),
        (("--years", "11"), "There can be 2 to 10 years of work, not 11."),
        (("--children", "0"), "There can be 3 to 150 children, not 0."),
        (("--hub", "17", "--as", "colleague"), "--as names people of hub 14. In another hub, or for another role, say"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(options: tuple[str, ...], says: str) -> None:
    with pytest.raises(KnownError) as refused:
        asked(*options)
    assert refused.value.sentence.startswith(says)


def test_a_hub_and_a_role_are_named_as_people_say_them() -> None:
    assert hub_called("Hub 17") is hub_called("17")
    for written in ("family-support-worker", "Family support worker", "family_support_worker"):
        assert understood(parser().parse_args(["--role", written])).worker.id == staff.COLLEAGUE
    plain = understood(parser().parse_args([]))
    assert (plain.worker.id, plain.hub.team_id) == (staff.WORKER, staff.HERON)


def test_ten_years_of_another_hub_hold_to_every_rule_of_the_first(elsewhere: MadeUpHub) -> None:
    assert len(elsewhere.children) == 9
    written = sorted(change.header.written for changes in elsewhere.changes.values() for change in changes)
    assert TEN_YEARS_AGO.isoformat() < written[0] < (TEN_YEARS_AGO + datetime.timedelta(days=730)).isoformat()
    assert written[-1] < TODAY.isoformat()
    said = everything_said(elsewhere)
    numbers = re.findall(r"(?<![\w.])\+?0[\d ]{8,12}\d(?!\w)", said)
    assert {number[:9] for number in numbers} == set(RANGES_FOR_DRAMA)
    assert set(re.findall(rf"\b(?:{REAL_NAMES})\b", said)) == set()


def test_no_child_was_visited_or_helped_before_birth_in_ten_years(elsewhere: MadeUpHub) -> None:
    born = {file: child.born for file, child in elsewhere.children.items() if child.born}
    for file, day in born.items():
        visits = [change.values for change in elsewhere.changes[file] if change.header.kind == "visit"]
        assert all(values.get("date", "9") > day.isoformat() for values in visits)


@pytest.mark.parametrize("hub", ["hub-4", "hub-6", "hub-8", "hub-18"])
def test_no_kind_of_worry_goes_with_a_community_whatever_a_hub_is_for(hub: str) -> None:
    shape = hubs()[hub]
    dealt = [family for seed in range(60) for family in families_of(shape, random.Random(seed), TODAY, shape.children)]
    cells = Counter((family.community, family.harm) for family in dealt)
    communities, harms = Counter(f.community for f in dealt), Counter(f.harm for f in dealt)
    expected = {(c, h): communities[c] * harms[h] / len(dealt) for c in communities for h in harms}
    squares = sum((cells[cell] - many) ** 2 / many for cell, many in expected.items())
    by_chance = (len(communities) - 1) * (len(harms) - 1)
    assert (max(0.0, squares - by_chance) / len(dealt) / (len(harms) - 1)) ** 0.5 < 0.07


def test_a_second_hub_is_put_beside_the_first_and_only_once(tmp_path: Path) -> None:
    first, second = made_up_hub(3, TODAY, 3, hub="hub-1"), made_up_hub(3, TODAY, 3, hub="hub-17", years=3)
    store = make_store(tmp_path / "store", first.tenant, first.authority.name or "", tmp_path / "authority.key")
    keys = read_authority_keys(tmp_path / "authority.key")
    for hub in (first, second, second):
        load_into(store, keys, hub)
    assert problems(store, lambda _done, _of: None) == []
    register = Register(store.tenant, store.about.authority)
    with store.engine.connect() as connection:
        register.refresh(connection)
    manager = register.rights(staff.GROUP_MANAGERS["hub-17"])
    theirs, ours = next(iter(second.children)), next(iter(first.children))
    assert manager.may_read(theirs)
    assert not manager.may_read(ours)
    assert digest(second) == digest(made_up_hub(3, TODAY, 3, hub="hub-17", years=3))
    assert register.rights("tomi.faraday").may_write(theirs, "visit")
    assert not register.rights(staff.WORKER).may_read(theirs)
    with store.reading() as ledger:
        assert [change.id for change in ledger.changes_of(theirs)] == [change.id for change in second.changes[theirs]]
    store.close()


def test_every_hub_and_everybody_stands_in_the_book_from_the_first_hub_on() -> None:
    books = [entry.value for entry in made_up_hub(3, TODAY, 3).books]
    assert len([one for one in books if isinstance(one, Hub)]) == 16
    assert len([one for one in books if isinstance(one, Professional)]) == len(staff.STAFF)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--years", "5"), "The made-up authority here has 2 years of work. Add --anew to make it afresh with 5."),
        (("--children", "9"), "Hub 14 was made with 55 children. Add --anew to make it afresh with 9."),
    ],
)
def test_an_authority_that_was_made_stays_as_it_is(tmp_path: Path, options: tuple[str, ...], says: str) -> None:
    ground = Ground(tmp_path / "hub")
    ground.folder.mkdir()
    ground.keep(Made(1, TODAY, 9))
    assert made_for(ground, understood(parser().parse_args([])), Terminal()) == ground.made()
    with pytest.raises(KnownError) as refused:
        made_for(ground, understood(parser().parse_args(list(options))), Terminal())
    assert refused.value.sentence == says
