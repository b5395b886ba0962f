"""memory: what the program holds after ten children were opened and a plan previewed, beside a window of Qt alone."""

import datetime
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.caseload_copy import make_copy, plan_in
from benchmarks.figures import Figure
from benchmarks.start import at_the_window

GOAL = 180.0
RUNS = 3
MEGABYTE = 1024 * 1024


def measure() -> list[Figure]:
    """PSS in megabytes, as Linux counts it; nothing is measured elsewhere."""
    if sys.platform != "linux":
        sys.stderr.write("memory: only Linux tells what a process holds of what it shares; not measured here.\n")
        return []
    with tempfile.TemporaryDirectory() as name:
        make_copy(Path(name), datetime.datetime.now().date())  # noqa: DTZ005
        held = [at_the_window("memory", name, plan_in(Path(name)))[-1] / MEGABYTE for _ in range(RUNS)]
    median = statistics.median(held)
    what = "ten children opened and a plan previewed, PSS, median"
    return [Figure("memory", what, median, "MB", GOAL, median <= GOAL, {"most": max(held)})]
