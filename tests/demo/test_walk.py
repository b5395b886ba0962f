"""`./run` without a display: the whole journey in real windows, in a process of its own, read from what it leaves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.store import ROOT

READ_ON = {
    "join": ("Join your hub", "Ring your administrator."),
    "unlock": ("Your passphrase",),
    "children": ("Reuben Castle", "Visit: 1 day late", "All sent"),
    "find-a-child": ("Maisie Hart", "Tom Hart", "Ayla Hart-Mensah"),
    "child-now": ("Why we are involved", "Press to show her words", "Gemma Hart, Mum, parental responsibility"),
    "her-words": ("“I hide in the wardrob wen they showt”", "Gemma and Nan. Not Lee"),
    "two-versions": ("Hannah Okafor (you)", "Dev Sandhu", "Use my version", "Use Dev’s version", "Choose one first"),
    "visits-and-notes": ("Management decision",),
    "waiting-to-send": ("Not connected. All safe on this laptop.",),
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
