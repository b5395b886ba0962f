"""`./run`: Daybook on a made-up authority with its own central store, or, without a display, a walk that leaves pictures."""

import argparse
import os
import sys

from casework.errors import KnownError
from demo.asking import parser, understood
from demo.terminal import Terminal
from demo.trying import open_as

NO_SCREEN = ("offscreen", "minimal")


def main() -> int:
    """Open the window, or walk. 1 with a plain sentence where it could not be done."""
    options = parser().parse_args()
    terminal = Terminal()
    try:
        asked = understood(options)
        if options.walk or not has_display():
            return _walk(options, terminal)
        return open_as(asked, terminal=terminal)
    except KnownError as error:
        terminal.say(error.sentence)
        return 1
    except KeyboardInterrupt:
        terminal.end_line()
        return 130


def _walk(options: argparse.Namespace, terminal: Terminal) -> int:
    if options.hub or options.role or options.who or options.years:
        raise KnownError("The walk is Hannah Okafor’s, in hub 14: --hub, --role, --as and --years need a display.")
    from demo.walk.run import walk

    return walk(options.out, terminal, options.children)


def has_display() -> bool:
    """Whether a window would be seen by somebody."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in NO_SCREEN:
        return False
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
