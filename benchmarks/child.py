"""child: opened in the same runs as the list of children."""

from benchmarks.caseload import measure_child as measure

__all__ = ["measure"]
