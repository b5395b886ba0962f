"""The one composition root: makes the parts, hands them to each other, and ends them in order."""

import gc
from collections.abc import Sequence

import desktop_app.shell  # noqa: F401  before anything else that imports Qt: see there


def main(arguments: Sequence[str] = ()) -> int:
    """Run Daybook until its window closes.

    What is imported stays; Python need not look through it again and again for what could be freed. From the first
    window on, `desktop_app.start.tidying` does that.
    """
    gc.disable()
    from desktop_app.start.running import main as run

    return run(arguments)
