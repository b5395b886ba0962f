"""Whose words a device may seal: its own, and an earlier one's only by the authority's own word."""

import pytest

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.editing import Pen, create
from casework.kinds.books import ApprovedDevice, Device, TakenOver, device_record
from casework.kinds.reading import values_of
from casework.seals import SigningKey, approve, device_id, let_succeed
from desktop_app.record_store.identity import Identity
from desktop_app.record_store.trust import Trust

AUTHORITY, STRANGER, NEW = SigningKey.generate(), SigningKey.generate(), SigningKey.generate()
TENANT, GIVEN, EARLIER = "made-up", "2026-11-27T19:00:00Z", ("a" * 32, "b" * 32)
IDENTITY = Identity("https://127.0.0.1:9", TENANT, "ruth", "a" * 32, AUTHORITY.public, b"", "")


def told(signed_by: SigningKey, public: bytes = NEW.public, tenant: str = TENANT) -> Change:
    """What stands in the authority's book of the new device."""
    approval = approve(AUTHORITY, TENANT, NEW.public, "ruth", GIVEN)
    word = let_succeed(signed_by, tenant, public, EARLIER, GIVEN)
    device = Device(
        approval=ApprovedDevice(approval.public, approval.professional, GIVEN, approval.signature),
        takes_over=TakenOver(word.devices, GIVEN, word.signature),
    )
    name = device_id(NEW.public)
    pen = Pen("administrator", "office", GIVEN, GIVEN)
    return create(AUTHORITY_BOOK, "device", values_of(device), pen, record=device_record(name))


def test_by_the_authority_s_word_also_those_of_the_devices_it_took_over_from() -> None:
    trust = Trust(IDENTITY)
    trust.learn([told(AUTHORITY)])
    new = device_id(NEW.public)
    assert trust.devices_of(new) == {new, *EARLIER}
    assert trust.devices_of(EARLIER[0]) == {EARLIER[0]}


@pytest.mark.parametrize(
    "word",
    [told(STRANGER), told(AUTHORITY, STRANGER.public), told(AUTHORITY, tenant="elsewhere")],
    ids=["another's word", "for another device", "for another authority"],
)
def test_by_any_other_word_its_own_alone(word: Change) -> None:
    trust = Trust(IDENTITY)
    trust.learn([word])
    new = device_id(NEW.public)
    assert trust.approval_of(new).public == NEW.public
    assert trust.devices_of(new) == {new}
