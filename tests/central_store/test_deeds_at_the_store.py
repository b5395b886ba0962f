"""What a screen offers and what the store takes are one answer: every role, every deed, pushed for real."""

from collections.abc import Iterator

import pytest

from casework.access import Role
from casework.changes import PRESENCE, write_change
from casework.deeds import ADDS, FileDeed
from casework.exchange import Taken
from tests.casework.test_deeds import MAY
from tests.central_store.device import NOON, Device, Refused
from tests.support.store import GROUP, RunningStore, child_file

CHILD = child_file("ella")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
    with RunningStore(tmp_path_factory.mktemp("authority")) as running:
        running.add_hub("hub-1", ["ruth"], ["ella"])
        yield running


def member(store: RunningStore, role: Role) -> Device:
    """The device of somebody who has this role in the hub, or manages its group."""
    name, hub = role.value.replace("_", "-"), GROUP if role is Role.GROUP_MANAGER else "hub-1"
    store.add_member(name, hub, role)
    return Device(store, name).join()


def takes(device: Device, kind: str) -> bool:
    """Whether the store takes a record of this kind from it."""
    change = write_change(
        file=CHILD,
        record=b"%-16.16s" % kind.encode(),
        kind=kind,
        values={PRESENCE: "kept"},
        over=frozenset(),
        author=device.professional,
        device=device.id,
        happened=NOON,
        written=NOON,
    )
    try:
        (result,) = device.send(device.sealed(CHILD, [change]))
    except Refused:
        return False
    return isinstance(result, Taken)


@pytest.mark.parametrize("role", [role for role in Role if MAY[role]], ids=lambda one: one.value)
def test_the_store_takes_from_each_role_what_its_screens_offer_and_refuses_the_rest(
    store: RunningStore, role: Role
) -> None:
    device = member(store, role)
    kinds = {kind for kinds in ADDS.values() for kind in kinds}
    taken = {kind for kind in sorted(kinds) if takes(device, kind)}
    device.close()
    for deed in FileDeed:
        assert (set(ADDS[deed]) <= taken) is (deed in MAY[role]), deed
