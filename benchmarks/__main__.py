"""`python -m benchmarks [NAME ...] [--json FILE]`: what ARCHITECTURE.md promises, measured side by side on this machine."""

import argparse
import importlib
import sys
from pathlib import Path

import msgspec

from benchmarks.figures import Figure

NAMES = {
    "start": "start",
    "unlock": "unlock",
    "caseload": "caseload",
    "child": "child",
    "first-download": "first_download",
    "one-change": "one_change",
    "attachments": "attachments",
    "store-pushes": "store_pushes",
    "vault-cost": "vault_cost",
    "plan-pdf": "plan_pdf",
    "search": "search",
    "ink": "ink",
    "scroll": "scroll",
    "stall": "stall",
    "memory": "memory",
    "ten-years": "ten_years",
}


def main() -> int:
    """Measure what is named, or all; print a line each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", type=Path, help="also write the figures here")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no benchmark called {', '.join(unknown)}; there are: {', '.join(NAMES)}")
    figures: list[Figure] = []
    for name in asked.names or NAMES:
        measured: list[Figure] = importlib.import_module(f"benchmarks.{NAMES[name]}").measure()
        for figure in measured:
            mark = "holds" if figure.holds else "falls short"
            sys.stdout.write(
                f"{figure.name}: {figure.what}: {figure.figure:.1f} {figure.unit} (goal {figure.goal:g}; {mark})\n"
            )
        figures += measured
    if asked.json:
        asked.json.write_bytes(msgspec.json.format(msgspec.json.encode(figures), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
