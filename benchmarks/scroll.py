"""scroll: frames of the list of children and of a child's visits and notes while somebody scrolls through them."""

import datetime
import statistics
import tempfile
from pathlib import Path

from benchmarks.caseload_copy import CHILDREN, LONG_FILE, make_copy
from benchmarks.figures import Figure
from benchmarks.start import at_the_window

GOAL_MS = 10.0
WHAT = (f"the list of {CHILDREN} children", f"visits and notes of a child with {LONG_FILE:,} changes")


def measure() -> list[Figure]:
    """p99 of the frames of each, in the real window."""
    with tempfile.TemporaryDirectory() as name:
        child = make_copy(Path(name), datetime.datetime.now().date())  # noqa: DTZ005
        found = at_the_window("scroll", name, child)[1:]
    half = len(found) // 2
    return [_figure(what, took) for what, took in zip(WHAT, (found[:half], found[half:]), strict=True)]


def _figure(what: str, took: list[float]) -> Figure:
    p99 = statistics.quantiles(took, n=100)[-1]
    beside = {"median": statistics.median(took), "longest": max(took)}
    return Figure("scroll", f"a frame of {what}, p99", p99, "ms", GOAL_MS, p99 <= GOAL_MS, beside)
