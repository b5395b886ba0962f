"""`./run`: Daybook on a made-up hub with its own central store, or, without a display, a walk that leaves pictures."""

import argparse
import os
import sys
from pathlib import Path

from casework.errors import KnownError
from demo.terminal import Terminal
from demo.trying import PEOPLE, open_as

ROOT = Path(__file__).resolve().parents[1]
NO_SCREEN = ("offscreen", "minimal")


def main() -> int:
    """Open the window, or walk. 1 with a plain sentence where it could not be done."""
    asked = _asked()
    terminal = Terminal()
    try:
        if asked.walk or not has_display():
            from demo.walk.run import walk

            return walk(asked.out, terminal, asked.children)
        return open_as(asked.who, anew=asked.anew, terminal=terminal)
    except KnownError as error:
        terminal.say(error.sentence)
        return 1
    except KeyboardInterrupt:
        terminal.end_line()
        return 130


def has_display() -> bool:
    """Whether a window would be seen by somebody."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in NO_SCREEN:
        return False
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run", description=__doc__)
    parser.add_argument("--as", dest="who", choices=PEOPLE, default="worker", help="who you are in the made-up hub")
    parser.add_argument("--anew", action="store_true", help="forget what was tried and make the hub afresh")
    parser.add_argument("--walk", action="store_true", help="walk the journey off screen, although there is a display")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="where the walk leaves its pictures")
    parser.add_argument("--children", type=int, help="walk in a smaller hub, with about so many children")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
