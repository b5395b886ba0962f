"""first-download: the corpus onto an empty laptop: seals and digests checked, encrypted, folded, indexed."""

import tempfile
import time
from pathlib import Path

from backports import zstd

from benchmarks.corpus import CHANGES, make_corpus, professional_of
from benchmarks.figures import Figure
from benchmarks.stores import StoreProcess, joined_laptop
from central_store.store import Folder, Store

SECONDS, BYTES_A_CHANGE = 8.0, 45.0


def measure(changes: int = CHANGES) -> list[Figure]:
    """Seconds for the whole download, and bytes on the wire beyond the bodies compressed alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_corpus(folder, changes)
        with StoreProcess(folder) as store, joined_laptop(folder / "laptop", store, professional_of(0)) as laptop:
            began = time.perf_counter()
            outcome = laptop.engine.once()
            seconds = time.perf_counter() - began
            beyond = (laptop.engine.bytes_received - _compressed_bodies(folder)) / outcome.received
    is_whole = changes >= CHANGES
    return [
        Figure("first-download", f"{outcome.received} changes", seconds, "s", SECONDS, is_whole and seconds <= SECONDS),
        Figure(
            "first-download",
            "wire beyond zstd-3 of the bodies",
            beyond,
            "B a change",
            BYTES_A_CHANGE,
            is_whole and beyond <= BYTES_A_CHANGE,
        ),
    ]


def _compressed_bodies(folder: Path) -> int:
    store = Store(Folder(folder / "store"))
    with store.reading() as ledger:
        total = sum(
            len(zstd.compress(b"".join(change.body or b"" for change in ledger.changes_of(head.file)), 3))
            for head in ledger.heads()
        )
    store.close()
    return total
