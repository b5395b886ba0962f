"""one-change: from a worker's "Add to record" to a colleague's copy, over TLS, both connected and listening."""

import statistics
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.corpus import file_of, make_corpus, professional_of
from benchmarks.figures import Figure
from benchmarks.stores import Laptop, StoreProcess, joined_laptop
from casework.kinds.work import CaseNote

ROUNDS = 60
P50, P95, BYTES = 20.0, 40.0, 3 * 1024.0


def measure() -> list[Figure]:
    """Milliseconds, median and 95th percentile, and bytes on both laptops' wires together."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_corpus(folder, 700)
        with (
            StoreProcess(folder) as store,
            joined_laptop(folder / "one", store, professional_of(0)) as one,
            joined_laptop(folder / "two", store, professional_of(1)) as two,
        ):
            for laptop in (one, two):
                laptop.engine.once()
            before = _bytes(one) + _bytes(two)
            took = [_once(one, two, number) for number in range(ROUNDS)]
            wire = (_bytes(one) + _bytes(two) - before) / ROUNDS
    p95 = statistics.quantiles(took, n=20)[-1]
    p50 = statistics.median(took)
    return [
        Figure("one-change", "to a colleague's copy, p50", p50, "ms", P50, p50 <= P50),
        Figure("one-change", "to a colleague's copy, p95", p95, "ms", P95, p95 <= P95),
        Figure("one-change", "bytes of messages, both laptops", wire, "B", BYTES, wire <= BYTES),
    ]


def _once(one: Laptop, two: Laptop, number: int) -> float:
    arrived = threading.Event()

    def listen() -> None:
        if two.engine.has_news(20.0):
            two.engine.once()
            arrived.set()

    listener = threading.Thread(target=listen)
    listener.start()
    time.sleep(0.03)  # the colleague is listening, as they are all day; not part of what is measured
    began = time.perf_counter()
    one.records.add(one.records.create(file_of(number % 70), CaseNote(how="call", said=f"note {number}")))
    one.engine.once()
    arrived.wait(20)
    took = (time.perf_counter() - began) * 1000
    listener.join()
    return took


def _bytes(laptop: Laptop) -> int:
    return laptop.engine.bytes_received + laptop.engine.bytes_sent
