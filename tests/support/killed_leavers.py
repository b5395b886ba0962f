"""A program that hands a revoked laptop over, in children of its own that are killed at a chosen step.

Run as `python -m tests.support.killed_leavers FOLDER`: a copy like those that follow, from whose key file the passphrase's
key is worked out once. A line "FOLDER STEP": the copy, and at the how-manieth step the child is killed as by SIGKILL (0:
never). A step is a file opened, renamed or removed, a folder read, a connection made, a part that arrived. The answer is how
it ended: "killed", "over" or the trouble; a line "FOLDER look" answers how many drafts and unsent things the copy holds.
"""

import os
import signal
import sys
from pathlib import Path

from casework.errors import KnownError
from desktop_app.opening.leaving import OrderedAway, finish, hand_over
from desktop_app.record_store.records import Records
from desktop_app.sync import transport
from desktop_app.vault import device_secret
from desktop_app.vault.key_file import read_key_file, slot_of
from desktop_app.vault.last_state import Seen
from desktop_app.vault.profile import Profile, ProfileLock
from desktop_app.vault.rotation import keys_in_use
from desktop_app.vault.vault import OpenVault, open_with_keys
from tests.support.vaults import PASSPHRASE

STEPS = frozenset(
    {
        "open",
        "os.rename",
        "os.remove",
        "os.rmdir",
        "os.mkdir",
        "os.listdir",
        "os.scandir",
        "shutil.rmtree",
        "socket.connect",
    }
)


class _Countdown:
    """Kills this process at the last step."""

    def __init__(self, steps: int) -> None:
        self._left = steps
        sys.addaudithook(self._saw)

    def step(self, *_: object) -> None:
        """One more was taken."""
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _saw(self, event: str, _arguments: object) -> None:
        if event in STEPS:
            self.step()


class Leavers:
    """Copies of one laptop."""

    def __init__(self, like: Path) -> None:
        self._slot = slot_of(read_key_file(Profile(like).key_file.read_bytes()), PASSPHRASE)

    def leave(self, folder: Path, steps: int) -> None:
        """As a start of Daybook does: what was handed over is ended, else the copy is opened and handed over."""
        profile, countdown = Profile(folder), _Countdown(steps)
        if finish(profile) is None and profile.has_vault:
            vault = self._open(profile)
            hand_over(OrderedAway(vault, Records(vault), "2026-11-27T09:00:00Z"), countdown.step)

    def look(self, folder: Path) -> str:
        """What the copy holds."""
        vault = self._open(Profile(folder))
        try:
            records = Records(vault)
            return f"{len(records.drafts.lines())} {records.waiting().count} {records.waiting().set_aside}"
        finally:
            vault.close()

    def child(self, folder: Path, steps: int) -> str:
        """A child of this process leaves; how it ended."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                self.leave(folder, steps)
            except KnownError as error:
                os.write(writing, error.sentence.encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as said:
            trouble = said.read().decode()
        _, status = os.waitpid(child, 0)
        return "killed" if os.WIFSIGNALED(status) else trouble or "over"

    def _open(self, profile: Profile) -> OpenVault:
        lock = ProfileLock(profile)
        lock.take()
        key_file = read_key_file(profile.key_file.read_bytes())
        keys = keys_in_use(profile, self._slot, key_file, profile.signing_key.read_bytes())
        return open_with_keys(profile, keys, lock, Seen.of(profile))


def main() -> None:
    """Warm everything up first, so that steps are those of leaving alone."""
    transport.warm_up()
    device_secret.warm_up()
    leavers = Leavers(Path(sys.argv[1]))
    for line in sys.stdin:
        folder, what = line.split()
        said = leavers.look(Path(folder)) if what == "look" else leavers.child(Path(folder), int(what))
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
