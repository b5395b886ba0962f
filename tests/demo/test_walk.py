"""`./run` without a display: the whole journey in real windows, in a process of its own, read from what it leaves."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.support.pdf import pdf_text
from tests.support.store import ROOT

READ_ON = {
    "join": ("Ring your administrator",),
    "today": (
        "Maisie and Tom Hart, Ayla Hart-Mensah",
        "Visit Reuben Castle",
    ),  # in the afternoon the morning is told shorter
    "children": ("Reuben Castle", "Visit: 1 day late", "All sent"),
    "unlock": ("Your passphrase", "No connection is needed."),
    "find-a-child": ("Maisie Hart", "Tom Hart", "Ayla Hart-Mensah"),
    "child-now": ("Why we are involved", "Press to show her words", "Gemma Hart, Mum, parental responsibility"),
    "her-words": ("“I hide in the wardrob wen they showt”", "Gemma and Nan. Not Lee"),
    "two-versions": ("Hannah Okafor (you)", "Dev Sandhu", "Use my version", "Use Dev’s version", "Choose one first"),
    "visits-and-notes": ("Management decision", "Marian Pryce"),
    "visit-begun": ("Visit to the Hart family", "Who is here", "Tom’s part, needed"),
    "visit": ("the kitchen smelled of toast.", "Not connected. All safe on this laptop.", "Saved on this laptop at"),
    "visit-map": ("What needs to happen?", "One mark for each person, no average.", "Lee: It is too strong."),
    "map-card": ("Add a card", "Gemma rang me herself on Monday, before it was too late."),
    "map-with-card": ("Not added to the record yet: 1 card.", "Not added yet."),
    "map-added": ("Added to the record: 1 card.",),
    "pin": ("Six digits",),
    "three-houses": ("Three houses to draw in: good things, worries, dreams", "Rub out", "Stop"),
    "childs-words": ("“nan reeds to me evry nite now”", "Yes, that’s right", "Take it away"),
    "who-may-see": ("Everyone who helps me", "Ask me first, every time", "I will tell you first if I can"),
    "given-back": ("Read back: yes", "Everyone who helps", "What you make of it"),
    "session-added": ("Visit to the Hart family", "Finish visit"),
    "visit-finished": ("It enters Maisie’s and Tom’s files, all of them or none.", "What you make of it"),
    "visit-in-record": ("Added to Maisie’s and Tom’s files.", "Not sent yet", "Maisie said she slept all night."),
    "their-voice": ("“nan reeds to me evry nite now”", "Not sent yet"),
    "plan": ("Plan with the family", "It is added to each of these children’s records, or to none."),
    "plan-finished": ("at home", "It was one morning.", "Nan says:", "Reads like age"),
    "plan-agreed": ("The plan is in the record of every child it is for.", "Agreed", "None of 7 steps done"),
    "plan-paper": (
        "Copy for Gemma",
        "Who does what, by when",
        "“Biscit is the best dog even tho he smels”",
        "On this paper",
    ),
    "plan-printed": ("Copy 1 for Gemma is noted.",),
    "protected-copy": ("The copy opens only with this passphrase.", "Do not send it with the copy."),
    "copy-saved": ("Saved and protected.",),
    "copy-given": ("On paper",),
    "who-sees": ("Stay here",),
    "waiting-to-send": ("Visit to Maisie and Tom", "Direct work with Maisie", "Not connected."),
    "sent": ("All sent",),
    "about": ("Your copy lies in", "not affiliated with or endorsed by", "Typefaces and icons"),
    "colleague": ("Reuben Castle", "All sent"),
    "colleague-reads": ("the kitchen smelled of toast.", "Maisie said she slept all night.", "Hannah Okafor"),
    "colleague-voice": ("“nan reeds to me evry nite now”", "Everyone who helps"),
    "colleague-map": ("What are we worried about?", "Maisie’s words. “nan reeds to me evry nite now”"),
    "colleague-plan": ("Agreed by Gemma, not by Lee", "2 copies given"),
}
"""What a newcomer reads on each picture, whatever the walk itself waits for."""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("walk")
    environment = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and "QT_" not in name}
    command = [sys.executable, "-W", "error", "-m", "demo", "--children", "8", "--out", str(folder / "out")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (folder / "said").write_text(done.stdout, "utf-8")
    return folder / "out"


def page(out: Path, name: str, kind: str) -> Path:
    (found,) = out.glob(f"[0-9][0-9]-{name}.{kind}")
    return found


@pytest.mark.parametrize("name", READ_ON)
def test_each_screen_says_what_a_newcomer_should_read(out: Path, name: str) -> None:
    words = page(out, name, "txt").read_text("utf-8")
    for expected in READ_ON[name]:
        assert expected in words
    assert page(out, name, "png").stat().st_size > 15_000


def test_there_is_a_picture_for_each_and_none_went_wrong(out: Path) -> None:
    pictures = sorted(path.stem for path in out.glob("*.png"))
    assert [name.split("-", 1)[1] for name in pictures] == list(READ_ON)
    assert [name[:2] for name in pictures] == [f"{number:02}" for number in range(1, len(READ_ON) + 1)]


def test_the_plan_opens_with_the_passphrase_that_was_printed_and_says_what_was_agreed(out: Path) -> None:
    name, passphrase = (out.parent / "said").read_text("utf-8").strip().split(" opens with the passphrase ")
    protected = (out / name).read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(protected))
    opened, plain = pikepdf.open(io.BytesIO(protected), password=passphrase), io.BytesIO()
    opened.save(plain, encryption=False)
    opened.close()
    read = pdf_text(plain.getvalue())
    for words in (
        *(
            "Our family plan",
            "Copy for Gemma",
            "Biscit is the best dog even tho he smels",
            "I want to be just the sister.",
        ),
        *("Nan says: Gemma rang me herself", "Your social worker, Hannah Okafor, says:", "01632 960117", "Copy 2."),
        *("If things get better We meet less often.", "If things stay the same We ask for a bigger meeting."),
        *("and said: “It was one morning.”", "Kofi: I agree"),
    ):
        assert words in " ".join(read.split()), words
    assert "Lee has not been asked" not in read, "he said what he thinks of it"
    assert "wardrob" not in read, "Maisie did not let everybody see that"


def test_the_printed_plan_has_as_many_pages_as_were_looked_at(out: Path) -> None:
    with pikepdf.open(out / "plan-printed.pdf") as printed:
        assert len(printed.pages) == 3
