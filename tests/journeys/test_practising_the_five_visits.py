"""Somebody new, on a laptop that nobody has joined with, practises the first visit from its first step to its last: by clicks
and keys alone, without a connection, because there is none to be had."""

from pathlib import Path

from PySide6.QtCore import Qt

from casework.kinds.visits import Visit
from demo.walk.hands import settle
from desktop_app.practice.family import family
from desktop_app.practice.folder import practice_profile
from desktop_app.practice.view.script_panel import BEGUN, SEEN
from desktop_app.shell import style, tokens
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
from tests.journeys.practised import Practised
from tests.support.leaks import find_leaks
from tests.support.pictures import application, wear
from tests.support.vaults import PASSPHRASE

SHARED = "Rory said: two nights."
EFFIE = "I hear the stairs, she said. The zebrafinch cage stands by her door."
RORY = "When it is Gran Mo at home, he said."
NELL = "She turned to the voice of Craig and waited."


def test_the_first_visit_is_practised_from_the_first_step_to_the_last(tmp_path: Path) -> None:
    wear(tokens.light())
    daybook = Daybook(Profile(tmp_path / "own"))
    daybook.window.show()
    hands = Practised(daybook)
    try:
        _begin_to_practise(hands)
        _read_and_start(hands)
        _write(hands)
        _finish(hands)
        _look_at_it(hands, daybook)
    finally:
        daybook.close()
        daybook.window.deleteLater()
        settle()
        style.dress_for_practice(application(), practice=False)
    folder = practice_profile(Profile(tmp_path / "own")).folder
    assert find_leaks(folder, ("zebrafinch", "Sorley", "Tansy Court")) == []
    assert not (tmp_path / "own").exists(), "nothing of the practice lies where the worker's own copy will"


def _begin_to_practise(hands: Practised) -> None:
    hands.press("Practise on a made-up family")
    hands.wait_for("nothing leaves this laptop", "Choose a passphrase for practising")
    hands.type_into("Choose a passphrase for practising", PASSPHRASE)
    hands.key(Qt.Key.Key_Return)
    hands.wait_for("You are Robin Vale", "Practice: nothing is sent")


def _read_and_start(hands: Practised) -> None:
    hands.begin()
    hands.wait_for("Effie Sorley", "The children have been exposed to parental conflict", "Robin Vale: Sees Effie")
    hands.press("Look at it: What an experienced worker might have noticed")
    hands.wait_for("Nobody asked in case of what.")
    hands.press("Done")
    hands.wait_for("Step 1 of 8. 1 done.")
    hands.press("Visits and notes")
    hands.wait_for("I listen in case.")
    hands.next()
    hands.go()
    hands.press("Start visit: Effie Sorley, Rory and Nell Aldous")
    hands.wait_for("Visit to the Aldous family", "1 begun.", BEGUN)
    hands.press("Dani, Mum")
    hands.press("Craig, Effie’s stepfather, Rory and Nell’s dad")
    hands.next()


def _write(hands: Practised) -> None:
    hands.go()
    hands.type_into("Write the next sentence", SHARED)
    hands.key(Qt.Key.Key_Return)
    hands.wait_for("Rory is named, so only Rory is chosen.")
    hands.next()
    hands.go()
    for child in ("Effie", "Rory"):
        hands.press("Yes", of=f"Seen: {child}")
        hands.press("Yes", of=f"Bedroom seen: {child}")
        hands.type_into(f"How they seemed: {child}", "Watchful")
    hands.press("Yes", of="Seen alone: Effie")
    hands.press("Effie’s part, needed")
    hands.type_into("What did Effie say, do or show you?", EFFIE)
    hands.press("Done")
    hands.next()
    hands.press("No", of="Seen alone: Rory")
    hands.type_into("Why was Rory not seen alone?", "He stayed behind his mum and shook his head.")
    hands.press("Rory’s part, needed")
    hands.type_into("What did Rory say, do or show you?", RORY)
    hands.press("Moment mark")
    hands.press("Done")
    hands.next()
    hands.press("Seen: the same for all as for Effie")
    hands.press("Bedroom seen: the same for all as for Effie")
    hands.type_into("How they seemed: Nell", "Content")
    hands.press("Nell’s part, needed")
    hands.type_into("What did Nell do or show you?", NELL)
    hands.press("Done")
    hands.next()


def _finish(hands: Practised) -> None:
    hands.go()
    hands.press("Finish visit")
    moment = next(line for line in hands.words().splitlines() if line.endswith("what did you see?"))
    hands.type_into(moment, "He watched Craig get up.")
    hands.wait_for("Everything that is needed is there.")
    hands.press("Add to record")
    hands.wait_for("Added to Effie’s, Rory’s and Nell’s files.", SEEN)
    hands.next()


def _look_at_it(hands: Practised, daybook: Daybook) -> None:
    hands.go()
    hands.wait_for("Rory Aldous", RORY, SHARED)
    assert EFFIE not in hands.words()
    hands.all_was_there()
    hands.press("Done")
    hands.press("To the five visits")
    hands.wait_for("7 of 8 steps done")
    assert "waiting to send" not in hands.words()
    assert daybook.desk is not None
    records = daybook.desk.records
    assert [len(records.records(file, Visit)) for file in family().files] == [1, 1, 1]
    assert records.waiting().count == 0
