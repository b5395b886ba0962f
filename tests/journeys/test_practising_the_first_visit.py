"""Somebody new, on a laptop that nobody has joined with, practises the first visit from its first step to its last: by clicks
and keys alone, without a connection, because there is none to be had."""

from pathlib import Path

from PySide6.QtCore import Qt

from casework.kinds.visits import Visit
from demo.walk.hands import Hands, settle
from desktop_app.practice.family import family
from desktop_app.practice.folder import practice_profile
from desktop_app.shell import style, tokens
from desktop_app.start.program import Daybook
from desktop_app.vault.profile import Profile
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
    hands = Hands(lambda: daybook.window)
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


def _begin_to_practise(hands: Hands) -> None:
    hands.press("Practise on a made-up family")
    hands.wait_for("nothing leaves this laptop", "Choose a passphrase for practising")
    hands.type_into("Choose a passphrase for practising", PASSPHRASE)
    hands.key(Qt.Key.Key_Return)
    hands.wait_for("You are Robin Vale", "Practice: nothing is sent")


def _read_and_start(hands: Hands) -> None:
    hands.press("Begin this visit: The first visit")
    hands.wait_for("Effie Sorley", "Step 1 of 8.", "Read before you go")
    hands.press("Look at it: What an experienced worker might have noticed")
    hands.wait_for("Nobody asked in case of what.")
    hands.press("Done")
    hands.wait_for("Step 1 of 8. 1 done.")
    hands.press("Next step")
    hands.wait_for("Dani opens before you knock.")
    hands.press("Go to this page")
    hands.press("Start visit: Effie Sorley, Rory and Nell Aldous")
    hands.wait_for("Visit to the Aldous family", "Done. Daybook saw it in the record.")
    hands.press("Dani, Mum")
    hands.press("Next step")


def _write(hands: Hands) -> None:
    hands.wait_for("What is about all of them")
    hands.type_into("Write the next sentence", SHARED)
    hands.key(Qt.Key.Key_Return)
    for child in ("Effie", "Rory", "Nell"):
        hands.press("Yes", of=f"Seen: {child}")
        hands.press("Yes", of=f"Bedroom seen: {child}")
        hands.type_into(f"How they seemed: {child}", "Watchful")
    hands.press("Yes", of="Seen alone: Effie")
    hands.press("No", of="Seen alone: Rory")
    hands.type_into("Why was Rory not seen alone?", "He stayed behind his mum and shook his head.")
    for child, said in (("Effie", EFFIE), ("Rory", RORY)):
        hands.press(f"{child}’s part, needed")
        hands.type_into(f"What did {child} say, do or show you?", said)
    hands.press("Nell’s part, needed")
    hands.type_into("What did Nell do or show you?", NELL)
    for title in ("Effie, alone", "Rory, who will not leave his mum", "Nell, who cannot tell you"):
        hands.press("Next step")
        hands.wait_for(title)
        hands.press("Done")


def _finish(hands: Hands) -> None:
    hands.press("Next step")
    hands.wait_for("In the car: finish it")
    hands.press("Finish visit")
    hands.wait_for("Everything that is needed is there.")
    hands.press("Add to record")
    hands.wait_for("Added to Effie’s, Rory’s and Nell’s files.", "Done. Daybook saw it in the record.")


def _look_at_it(hands: Hands, daybook: Daybook) -> None:
    hands.press("Next step")
    hands.wait_for("Look at what each file holds")
    hands.press("Go to this page")
    hands.wait_for("Rory Aldous", RORY, SHARED)
    assert EFFIE not in hands.words()
    hands.press("Done")
    hands.press("To the five visits")
    hands.wait_for("7 of 8 steps done")
    assert "waiting to send" not in hands.words()
    assert daybook.desk is not None
    records = daybook.desk.records
    assert [len(records.records(file, Visit)) for file in family().files] == [1, 1, 1]
    assert records.waiting().count == 0
