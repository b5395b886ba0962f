"""caseload: from the end of Argon2id to 70 children painted, and to the day painted. child: from the press to a child with 1,500 changes painted."""

import datetime
import functools
import statistics
import tempfile
from pathlib import Path

from benchmarks.caseload_copy import CHILDREN, LONG_FILE, make_copy
from benchmarks.figures import Figure
from benchmarks.start import at_the_window

CASELOAD, CHILD = 300.0, 100.0
RUNS = 9


def measure() -> list[Figure]:
    """The list of children, and the page on which Daybook opens."""
    what = f"unlocked to {CHILDREN} children painted, median"
    return [
        _figure("caseload", what, [lists for lists, _ in _runs()], CASELOAD),
        _figure("caseload", f"unlocked to the day of a hub of {CHILDREN} painted, median", list(_days()), CASELOAD),
    ]


def measure_child() -> list[Figure]:
    """One child's page, opened for the first time since the start."""
    what = f"a child with {LONG_FILE:,} changes opened, median"
    return [_figure("child", what, [child for _, child in _runs()], CHILD)]


def _days() -> tuple[float, ...]:
    """Today of each run; the first is left out."""
    with tempfile.TemporaryDirectory() as name:
        make_copy(Path(name), datetime.datetime.now().date())  # noqa: DTZ005
        found = [at_the_window("today", name)[1] for _ in range(RUNS + 1)]
    return tuple(found[1:])


@functools.cache
def _runs() -> tuple[tuple[float, float], ...]:
    """(children, child) of each run. The first, with nothing in the system's memory, is left out."""
    with tempfile.TemporaryDirectory() as name:
        child = make_copy(Path(name), datetime.datetime.now().date())  # noqa: DTZ005
        found = [at_the_window("open", name, child)[1:] for _ in range(RUNS + 1)]
    return tuple((children, child) for children, child in found[1:])


def _figure(name: str, what: str, took: list[float], goal: float) -> Figure:
    median = statistics.median(took)
    return Figure(name, what, median, "ms", goal, median <= goal, {"p95": statistics.quantiles(took, n=20)[-1]})
