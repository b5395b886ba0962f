"""One measured figure, as `--json` writes it."""

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """name: of the benchmark; what: exactly; goal: to reach, in the same unit; holds: whether it is, on the whole corpus;
    beside: {peer or floor: figure} measured in the same run."""

    name: str
    what: str
    figure: float
    unit: str
    goal: float
    holds: bool
    beside: dict[str, float] = {}
