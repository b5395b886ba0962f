"""ten-years: the caseload and a child with ten years of notes in every file, against one year of them."""

import datetime
import statistics
import tempfile
from pathlib import Path

from benchmarks.caseload_copy import CHILDREN, NOTES_A_YEAR, make_copy
from benchmarks.figures import Figure
from benchmarks.start import at_the_window

GOAL = 1.2
RUNS = 5
SHORT, LONG = 1, 10


def measure() -> list[Figure]:
    """How many times as long it takes: the list of children, and one child's page."""
    (short_list, short_child), (long_list, long_child) = _took(SHORT), _took(LONG)
    what = f"{CHILDREN} children with {LONG} years of {NOTES_A_YEAR} notes each against {SHORT}"
    return [
        _figure(f"caseload, {what}", short_list, long_list),
        _figure(f"child, {what}", short_child, long_child),
    ]


def _took(years: int) -> tuple[float, float]:
    """(list of children, one child) in milliseconds, medians; the first run is left out."""
    with tempfile.TemporaryDirectory() as name:
        child = make_copy(Path(name), datetime.datetime.now().date(), years)  # noqa: DTZ005
        runs = [at_the_window("open", name, child)[1:] for _ in range(RUNS + 1)][1:]
    lists, children = zip(*runs, strict=True)
    return statistics.median(lists), statistics.median(children)


def _figure(what: str, short: float, long: float) -> Figure:
    times = long / short
    return Figure(
        "ten-years", what, times, "times", GOAL, times <= GOAL, {"one year, ms": short, "ten years, ms": long}
    )
