"""stall: the longest that the window stands still while somebody goes through as full a copy as there is."""

import datetime
import statistics
import tempfile
from pathlib import Path

from benchmarks.caseload_copy import CHILDREN
from benchmarks.figures import Figure
from benchmarks.full_copy import DRAWINGS, ENTRIES, make_full_copy
from benchmarks.start import at_the_window

LONGEST, P99 = 50.0, 17.0


def measure() -> list[Figure]:
    """Every turn of the screen's thread, from the list of children through pages, scrolling and search to Today."""
    with tempfile.TemporaryDirectory() as name:
        make_full_copy(Path(name), datetime.datetime.now().date())  # noqa: DTZ005
        turns = at_the_window("walk", name)[1:]
    what = f"{CHILDREN} children, {ENTRIES:,} entries, {DRAWINGS:,} drawings walked through"
    p99, longest = statistics.quantiles(turns, n=100)[-1], max(turns)
    over = float(sum(turn > LONGEST for turn in turns))
    return [
        Figure("stall", f"{what}, longest", longest, "ms", LONGEST, longest <= LONGEST, {"turns over the goal": over}),
        Figure("stall", f"{what}, p99", p99, "ms", P99, p99 <= P99, {"turns": float(len(turns))}),
    ]
