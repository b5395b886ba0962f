"""Seven in the evening, and the passphrase is gone: two administrators let the worker in, by telephone and eight words.

By clicks and keys at the laptop, and by the store's own command at the administrators' machine.
"""

import re
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.case_files import AUTHORITY_BOOK
from casework.editing import edit
from casework.fold import fold
from casework.kinds.books import AUTHORITY_RECORD, Authority, NumberToRing
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote
from demo.walk.hands import Hands
from desktop_app.vault.errors import WrongPassphrase
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import open_vault
from tests.desktop_app.notes.keyboard import Keyboard
from tests.support.accessibility import assert_usable
from tests.support.administrators import NEW_PASSPHRASE, PASSPHRASES, ROSA, SAM, TARIQ
from tests.support.at_a_laptop import Clock, at_a_laptop
from tests.support.laptops import Laptop, new_laptop
from tests.support.store import PROGRAM, ROOT, RunningStore, child_file
from tests.support.vaults import PASSPHRASE

ELLA = child_file("ella")
WORD = re.compile(r"(?m)^[1-8]\. ([a-z]+)$")


@pytest.fixture
def store(tmp_path: Path) -> RunningStore:
    running = RunningStore(tmp_path)
    running.add_hub("hub-1", ["ruth", "omar"], ["ella"])
    opened = running.open()
    desk = NumberToRing(1, "IT service desk", "01632 960100", "7am to 10pm")
    with opened.adding("test") as ledger:
        state = fold(ledger.changes_of(AUTHORITY_BOOK))["authority", AUTHORITY_RECORD]
        told = edit(
            AUTHORITY_BOOK, state, state.shown(), values_of(Authority(help={"desk": desk})), opened.pen(running.keys)
        )
        ledger.add_sealed({AUTHORITY_BOOK: [told]}, running.keys.administrator_key())
    opened.close()
    return running


def recover(store: RunningStore, *options: str, typed: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    """The store's command, with lines on its standard input."""
    command = [*PROGRAM, "recover", "--data", str(store.data), *options]
    lines = "".join(f"{line}\n" for line in typed)
    return subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, check=False)


def choose_another(hands: Hands) -> None:
    hands.press("I cannot get in")
    hands.wait_for("If you cannot get in", "IT service desk", "01632 960100", "7am to 10pm")
    hands.press("Ask two administrators to let me in")
    hands.type_into("The new one", NEW_PASSPHRASE)
    hands.type_into("The new one again", NEW_PASSPHRASE)
    hands.press("Ask two administrators")


def begin_a_note(hands: Hands, qtbot: QtBot) -> None:
    """A call is noted, and not added yet."""
    keys = Keyboard(hands.window, qtbot)
    keys.note()
    keys.key(Qt.Key.Key_1)
    keys.type("ell")
    keys.enter(2)
    keys.type("Nan")
    keys.enter(2)
    keys.words("She can have her on")
    hands.press("Keep as draft")


def lock(hands: Hands) -> None:
    hands.press("Hide the screen")
    hands.key(Qt.Key.Key_Space)
    hands.press("Lock Daybook")


def test_the_worker_goes_on_where_she_was(qtbot: QtBot, store: RunningStore, tmp_path: Path) -> None:
    key = ("--authority-key", str(store.key_file))
    parts = {name: tmp_path / f"part-{at}" for at, name in enumerate((ROSA, SAM, TARIQ))}
    holders = [word for name, part in parts.items() for word in ("--holder", name, str(part))]
    profile = Profile(tmp_path / "ruth")
    with store:
        made = recover(store, "--new-key", *key, *holders, typed=tuple(PASSPHRASES[name] for name in parts))
        assert made.returncode == 0, made.stderr
        with new_laptop(profile.folder, store, "ruth") as ruth:
            ruth.sync()
            store.stop()  # from here on nothing reaches it
            ruth.records.add(ruth.records.create(ELLA, CaseNote(said="written at six")))
        with at_a_laptop(profile.folder, "ruth", Clock("18:50")) as hands:
            hands.wait_until(profile.door.exists, lambda: "Nothing was kept beside the vault")
            begin_a_note(hands, qtbot)
            lock(hands)
            hands.type_into("Your passphrase", "the one of last month")
            hands.press("Unlock")
            hands.wait_for("You have 4 more tries")
            choose_another(hands)
            hands.wait_for("The central store cannot be reached", "Nothing is lost")
            store.start()
            hands.press("Ask two administrators")
            hands.wait_for("Read out these words", "01632 960100")
            assert_usable(hands.window)
            words = " ".join(WORD.findall(hands.words()))
            (line,) = recover(store).stdout.splitlines()
            assert line.endswith("  Ruth  asked 0 minutes ago")
            shares = ("--share", str(parts[ROSA]), "--share", str(parts[TARIQ]))
            typed = (words, PASSPHRASES[ROSA], PASSPHRASES[TARIQ])
            let = recover(store, "--device", line.split("  ")[0], *shares, *key, typed=typed)
            assert let.returncode == 0, let.stderr
            assert f"opened by {ROSA} and {TARIQ}" in let.stdout
            hands.wait_for("Two administrators let you in.", "Nothing was lost")
            hands.press("I have read this")
            hands.wait_for("1 thing waiting to send. Connected.")  # the draft
        with new_laptop(tmp_path / "omar", store, "omar") as omar:
            assert omar.sync().agrees
            assert [note.value.said for note in omar.records.records(ELLA, CaseNote)] == ["written at six"]
        assert store.problems() == []
        assert recover(store).stdout == "No laptop waits to be let in.\n"
    with pytest.raises(WrongPassphrase):
        open_vault(profile, PASSPHRASE)
    with Laptop(open_vault(profile, NEW_PASSPHRASE)) as ruth:
        assert len(ruth.records.drafts.lines()) == 1
