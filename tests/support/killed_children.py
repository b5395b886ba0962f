"""A program that does things to a vault's keys in children of its own, to be killed in the middle of them.

Run as `python -m tests.support.killed_children FOLDER`. Each line names what the next child does; the answer is its process
id, and "ended" once it has. `look` opens the copy as the front door does, without working out the passphrase's key again,
and answers with the words it holds and the device it is: whatever was killed, both must be as they were.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from casework.recovery import RecoveryKey, answer_purpose, seal_to, slot_purpose
from desktop_app.vault.encrypted_database import check_whole, open_database, reading
from desktop_app.vault.errors import WrongPassphrase
from desktop_app.vault.key_file import LEAST, KeyFile, Slot, new_slot, read_key_file, slot_of
from desktop_app.vault.keys import database_key, new_vault_key
from desktop_app.vault.letting_in import Request
from desktop_app.vault.profile import Profile
from desktop_app.vault.rotation import keep_key_file, keys_in_use
from tests.support.vaults import PASSPHRASE

ANOTHER = "eleven brass kettles under rain"
RECOVERY_KEY = RecoveryKey.from_bytes(bytes(range(96)))


class Killed:
    """One copy, and the two passphrases that it may have."""

    def __init__(self, folder: Path) -> None:
        self.profile = Profile(folder)
        key_file = self._key_file()
        both = (
            slot_of(key_file, PASSPHRASE),
            new_slot(ANOTHER, profile=key_file.read_header().profile, hardness=LEAST),
        )
        self.slots = (*both, *(slot.for_recovery_with(RECOVERY_KEY.public) for slot in both))

    def write(self) -> None:
        """Add words that are acknowledged, and leave the log of the database lying, as a kill does."""
        slot, key_file = self._that_opens()
        keys = keys_in_use(self.profile, slot, key_file, self.profile.signing_key.read_bytes())
        engine = open_database(self.profile.database, database_key(keys.vault_key))
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO note(words) VALUES ('kept')"))
        _stay()

    def renew(self) -> None:
        """Put a new vault key in the place of the one in use, from the first step to the last."""
        slot, key_file = self._that_opens()
        if len(keys := slot.open(key_file)) == 1:
            keep_key_file(self.profile, slot, keys[0], new_vault_key())
        keys_in_use(self.profile, slot, self._key_file(), self.profile.signing_key.read_bytes())

    def change(self) -> None:
        """Change the passphrase to the other one, there and back, until it is killed."""
        while True:
            slot, key_file = self._that_opens()
            other = next(one for one in self.slots if one is not slot)
            keep_key_file(self.profile, other, *slot.open(key_file))

    def let_in(self) -> None:
        """Be let in by two administrators, who hold what the copy sealed for them, under the other passphrase."""
        slot, key_file = self._that_opens()
        if key_file.recovery_slot is None:
            keep_key_file(self.profile, slot.for_recovery_with(RECOVERY_KEY.public), *slot.open(key_file))
        request = Request(self.profile, "made-up")
        opened = RECOVERY_KEY.open(request.ask.slot, slot_purpose(request.ask.header))
        answer = seal_to(request.ask.ephemeral, opened, answer_purpose(request.ask.name))
        request.come_in(answer, next(one for one in self.slots[2:] if one.header != request.ask.header))

    def look(self) -> str:
        """How many words there are, whose laptop it is, and what is wrong with it."""
        slot, key_file = self._that_opens()
        both = len(slot.open(key_file)) == 2
        keys = keys_in_use(self.profile, slot, key_file, self.profile.signing_key.read_bytes())
        engine = open_database(self.profile.database, database_key(keys.vault_key))
        try:
            with reading(engine) as connection:
                count = connection.execute(text("SELECT count(*) FROM note")).scalar_one()
            problems = check_whole(engine)
        finally:
            engine.dispose()
        is_over = len(self._that_opens()[0].open(self._key_file())) == 1
        return f"{count} {keys.signing_key.public.hex()} {problems or 'whole'} {'half' if both else 'done'} {is_over}"

    def _that_opens(self) -> tuple[Slot, KeyFile]:
        key_file = self._key_file()
        for slot in self.slots:
            if slot.header == key_file.header:
                slot.open(key_file)
                return slot, key_file
        raise WrongPassphrase("Neither passphrase opens it.")

    def _key_file(self) -> KeyFile:
        return read_key_file(self.profile.key_file.read_bytes())


def _stay() -> None:
    sys.stdout.write("written\n")
    sys.stdout.flush()
    while True:
        time.sleep(1)


def main() -> None:
    killed = Killed(Path(sys.argv[1]))
    for line in sys.stdin:
        do: Callable[[], object] = getattr(killed, line.strip())
        if line.strip() == "look":
            _say(str(do()))
            continue
        child = os.fork()
        if child == 0:
            do()
            os._exit(0)
        _say(str(child))
        os.waitpid(child, 0)
        _say("ended")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
