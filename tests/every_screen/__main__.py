"""Leaves a picture of every page and sheet in a folder: light and dark, at 100, 125 and 200 %.

python -m tests.every_screen FOLDER [PART OF A NAME ...]
"""

import gc
import os
import sys
import tempfile
from itertools import groupby
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TZ", "Europe/London")

from PySide6.QtGui import QAccessible

from demo.walk.eyes import picture
from desktop_app.shell import tokens
from tests.every_screen.at_a_desk import at_the_screen_of
from tests.every_screen.doors import DOORS, ON_PAPER
from tests.every_screen.scenes import SCENES
from tests.support.pictures import WINDOW, application, save, settle, wear

LOOKS = {
    f"{mode}-{percent}": look(percent)
    for mode, look in (("light", tokens.light), ("dark", tokens.dark))
    for percent in (100, 125, 200)
}


def main(folder: Path, names: list[str]) -> None:
    """Each screen is made anew for each look, as it is for whoever wears that."""
    application()
    QAccessible.setActive(True)
    gc.disable()  # as the program has it: parts of a screen are freed on its own thread
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [scene for scene in SCENES if _is_asked_for(scene.name, names)]
    for who, scenes in groupby(sorted(wanted, key=lambda scene: scene.who), key=lambda scene: scene.who):
        with tempfile.TemporaryDirectory() as copy, at_the_screen_of(who, Path(copy) / "copy") as at:
            for scene in scenes:
                for name, look in LOOKS.items():
                    wear(look)
                    at.desk.window.resize(WINDOW)
                    at.show(scene)
                    settle()
                    assert picture(*at.windows()).save(str(folder / f"{_file(scene.name)}-{name}.png"))
                    at.put_away()
    for door in (one for one in DOORS if _is_asked_for(one, names)):
        for name, look in LOOKS.items():
            if door in ON_PAPER and look.mode == "dark":
                continue
            wear(look)
            page = DOORS[door]()
            page.resize(WINDOW)
            page.show()
            save(page, folder / f"{_file(door)}-{name}.png")
            page.close()


def _is_asked_for(name: str, names: list[str]) -> bool:
    return not names or any(part in name for part in names)


def _file(name: str) -> str:
    return name.replace(",", "").replace(" ", "-")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
