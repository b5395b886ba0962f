"""start: from the start of the process to the unlock window painted, beside a window of Qt alone."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.at_the_window import PASSPHRASE
from benchmarks.figures import Figure
from desktop_app.vault.key_file import LEAST
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import make_vault

ROOT = Path(__file__).resolve().parents[1]
WARM, COLD = 500.0, 1200.0
RUNS, COLD_RUNS = 11, 5


def measure() -> list[Figure]:
    """Warm, and after the system has been asked to forget Daybook's files and its libraries'."""
    with tempfile.TemporaryDirectory() as name:
        make_vault(Profile(Path(name)), PASSPHRASE, hardness=LEAST).close()
        at_the_window("unlock", name)
        bare, warm = [], []
        for _ in range(RUNS):
            bare += at_the_window("bare", name)
            warm += at_the_window("unlock", name)
        cold = []
        for _ in range(COLD_RUNS):
            _forget_files()
            cold += at_the_window("unlock", name)
    beside = {"p95": statistics.quantiles(warm, n=20)[-1], "a window of Qt alone": statistics.median(bare)}
    warmly, coldly = statistics.median(warm), statistics.median(cold)
    return [
        Figure("start", "unlock window painted, warm, median", warmly, "ms", WARM, warmly <= WARM, beside),
        Figure(
            "start", "unlock window painted, cold, median", coldly, "ms", COLD, coldly <= COLD, {"slowest": max(cold)}
        ),
    ]


def at_the_window(what: str, profile: str, name: str = "") -> list[float]:
    """One run in a process of its own; its figures in milliseconds."""
    display = {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    environment = os.environ | display | {"BENCHMARK_BEGAN": repr(time.time())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed Daybook is compiled once
    command = [sys.executable, "-m", "benchmarks.at_the_window", what, profile, name]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [float(line) for line in done.stdout.split()]


def _forget_files() -> None:
    """Ask the system to drop what it holds of these files; what another running program uses of them stays."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in _files():
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _files() -> Iterator[Path]:
    for folder in (
        Path(sys.prefix).resolve(),
        Path(sys.base_prefix) / "lib",
        ROOT / "desktop_app",
        ROOT / "casework",
        ROOT / "resources",
    ):
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                yield path
