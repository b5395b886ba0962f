"""unlock: from the passphrase to the record, over a caseload of 70 children; working out the passphrase's key and the rest apart.

The first is slow on purpose: it is what a guess costs. It is measured as this machine would set it when a laptop joins.
"""

import datetime
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.at_the_window import PASSPHRASE
from benchmarks.caseload_copy import CHILDREN, make_copy
from benchmarks.figures import Figure
from desktop_app.opening.actions import records_of, unlock
from desktop_app.opening.standing import take
from desktop_app.record_store.policy import own_labels
from desktop_app.vault.key_file import MIB, QUICKEST, SLOWEST, Slot, measured_hardness, read_key_file, slot_of
from desktop_app.vault.last_state import Seen
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.rotation import keys_in_use
from desktop_app.vault.vault import open_with_keys

RUNS = 9
REST_MS = 300.0
"""Goal of "caseload": from the passphrase's key to 70 children painted; opening is a part of it."""


def measure() -> list[Figure]:
    """Medians, in milliseconds; beside them the slowest, and the whole as the front door does it."""
    hardness = measured_hardness()
    with tempfile.TemporaryDirectory() as name:
        make_copy(Path(name), datetime.datetime.now().date(), hardness=hardness)  # noqa: DTZ005
        profile = Profile(Path(name))
        whole = [_whole(profile) for _ in range(RUNS)]
        worked_out = [_slot(profile) for _ in range(RUNS)]
        rest = [_rest(profile, slot) for _, slot in worked_out]
    argon = [took for took, _ in worked_out]
    key, opening = statistics.median(argon), statistics.median(rest)
    holds = QUICKEST * 1000 <= key <= SLOWEST * 1000
    how = f"{hardness.memory // MIB} MiB, {hardness.passes} passes, {hardness.lanes} lanes"
    beside = {"slowest": max(argon), "no quicker than": QUICKEST * 1000}
    door = {"slowest": max(rest), "the whole, as the front door does it": statistics.median(whole)}
    return [
        Figure("unlock", f"the passphrase's key by Argon2id ({how}), median", key, "ms", SLOWEST * 1000, holds, beside),
        Figure("unlock", f"the rest, {CHILDREN} children, median", opening, "ms", REST_MS, opening <= REST_MS, door),
    ]


def _whole(profile: Profile) -> float:
    began = time.perf_counter()
    opened = unlock(profile, PASSPHRASE)
    took = (time.perf_counter() - began) * 1000
    opened.close()
    return took


def _slot(profile: Profile) -> tuple[float, Slot]:
    key_file = read_key_file(profile.key_file.read_bytes())
    began = time.perf_counter()
    slot = slot_of(key_file, PASSPHRASE)
    return (time.perf_counter() - began) * 1000, slot


def _rest(profile: Profile, slot: Slot) -> float:
    """What the front door does once it has the passphrase's key."""
    began = time.perf_counter()
    lock = ProfileLock(profile)
    lock.take()
    key_file, seen = read_key_file(profile.key_file.read_bytes()), Seen.of(profile)
    vault = open_with_keys(profile, keys_in_use(profile, slot, key_file, profile.signing_key.read_bytes()), lock, seen)
    records, _ = records_of(vault)
    own_labels(records)
    take(vault.engine)
    took = (time.perf_counter() - began) * 1000
    vault.close()
    return took
