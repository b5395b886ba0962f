"""Whom to ring is known before anything is unlocked: as the authority's book had it when the copy was open last."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import AUTHORITY_RECORD, Authority, NumberToRing
from desktop_app.opening.door import Door, keep_door, read_door
from desktop_app.vault.profile import Profile
from tests.support.accessibility import assert_usable
from tests.support.at_a_laptop import Clock, at_a_laptop
from tests.support.copies import WORKER, office, open_copy, put

DESK = NumberToRing(1, "IT service desk", "01632 960100", "7am to 10pm", "2026-11-02")
DUTY = NumberToRing(2, "Duty administrator", "01632 960102", "when the desk is closed")


def with_help(folder: Path, *numbers: NumberToRing) -> Profile:
    with open_copy(folder) as (vault, _):
        book = Authority(name="Made-up Council", help={str(one.position): one for one in numbers})
        put(vault, office(AUTHORITY_BOOK, book, AUTHORITY_RECORD))
    return Profile(folder)


def test_a_worker_who_is_locked_out_reads_whom_to_ring(qapp: QApplication, tmp_path: Path) -> None:
    profile = with_help(tmp_path / "copy", DUTY, DESK)
    with at_a_laptop(profile.folder, WORKER, Clock("19:00")) as hands:
        hands.wait_until(profile.door.exists, lambda: "Nothing was kept beside the vault")
        hands.press("Hide the screen")
        hands.key(Qt.Key.Key_Space)
        hands.press("Lock Daybook")
        hands.press("I cannot get in")
        hands.wait_for("If you cannot get in", "Duty administrator")
        said = hands.words()
        at = [said.index(words) for words in ("IT service desk", "01632 960100", "Duty administrator", "01632 960102")]
        assert at == sorted(at)
        assert_usable(hands.window)
        hands.press("Back to Unlock")
        hands.wait_for("Your passphrase")


def test_nothing_but_the_authoritys_numbers_and_its_store_stands_beside_the_vault(tmp_path: Path) -> None:
    profile = with_help(tmp_path / "copy", DESK)
    with open_copy(tmp_path / "other") as (_, records):
        keep_door(profile, records)
        identity = records.identity
    assert read_door(profile) == Door((), identity.address, identity.tls_root, identity.tenant, identity.authority)
    kept = profile.door.stat().st_mtime_ns
    with open_copy(tmp_path / "other") as (_, records):
        keep_door(profile, records)
    assert profile.door.stat().st_mtime_ns == kept


@pytest.mark.parametrize("there", [None, b"", b"\xff" * 40, b"\x81\xa4help\x01", b"\x00" * 200_000])
def test_a_door_that_cannot_be_read_names_nobody_and_stops_nothing(tmp_path: Path, there: bytes | None) -> None:
    profile = Profile(tmp_path)
    if there is not None:
        profile.door.write_bytes(there)
    assert read_door(profile) == Door()
