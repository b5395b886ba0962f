"""attachments, the local part: a large paper sealed into the copy, flushed to the disk; and opened again, every byte proved."""

import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.vault_cost import small_copy
from casework.kinds.direct_work import Attachment
from desktop_app.record_store.records import Records
from desktop_app.vault.attachments import open_attachment, seal_attachment
from desktop_app.vault.safe_files import write_whole

GOAL = 100.0
MEGABYTES, RUNS = 64, 5
MEDIA = "application/pdf"


def measure() -> list[Figure]:
    """MB/s, medians; beside them the cipher alone in memory, and the disk alone: the same bytes in one plain file."""
    data = secrets.token_bytes(MEGABYTES * 1_000_000)
    with tempfile.TemporaryDirectory() as name, small_copy(Path(name) / "copy") as (records, _):
        runs = [_into_the_copy_and_out(records, data) for _ in range(RUNS)]
        in_memory = [_cipher_alone(data) for _ in range(RUNS)]
        one_file = [_speed(lambda: write_whole(Path(name) / "whole", data)) for _ in range(RUNS)]
    into, out = (statistics.median(speeds) for speeds in zip(*runs, strict=True))
    sealed, opened = (statistics.median(speeds) for speeds in zip(*in_memory, strict=True))
    floor = {"sealed in memory alone": sealed, "one plain file, flushed": statistics.median(one_file)}
    what = f"{MEGABYTES} MB"
    return [
        Figure("attachments", f"{what} sealed and flushed, median", into, "MB/s", GOAL, into >= GOAL, floor),
        Figure(
            "attachments",
            f"{what} read and proved, median",
            out,
            "MB/s",
            GOAL,
            out >= GOAL,
            {"opened in memory alone": opened},
        ),
    ]


def _into_the_copy_and_out(records: Records, data: bytes) -> tuple[float, float]:
    made: list[Attachment] = []
    into = _speed(lambda: made.append(records.seal(data, MEDIA)))
    os.sync()  # what one run left to write is not paid for by the next
    read: list[bytes] = []
    out = _speed(lambda: read.append(records.open_attachment(made[0])))
    assert read == [data]
    records.forget_sealed(made)
    return into, out


def _cipher_alone(data: bytes) -> tuple[float, float]:
    made: list[tuple[Attachment, dict[str, bytes]]] = []
    sealed = _speed(lambda: made.append(seal_attachment(data, MEDIA)))
    ((attachment, pieces),) = made
    return sealed, _speed(lambda: open_attachment(attachment, pieces.__getitem__))


def _speed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return MEGABYTES / (time.perf_counter() - began)
