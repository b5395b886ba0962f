"""search: 200 questions over the corpus, as the screen asks them while somebody types: common words, rare ones, beginnings, two words."""

import random
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import CHANGES, file_of, make_corpus, professional_of
from benchmarks.figures import Figure
from benchmarks.stores import StoreProcess, joined_laptop
from casework.kinds.work import CaseNote
from desktop_app.record_store.records import Records
from desktop_app.search.queries import search

GOAL_MS = 50.0
QUESTIONS = 200
COMMON = 100


def measure(changes: int = CHANGES) -> list[Figure]:
    """p95 of all of them, over all children and within one; what is found is read, masked and cut to its excerpt."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_corpus(folder, changes)
        with StoreProcess(folder) as store, joined_laptop(folder / "laptop", store, professional_of(0)) as laptop:
            laptop.engine.once()
            began = time.perf_counter()
            laptop.records.learn_words()
            learned = (time.perf_counter() - began) * 1000
            typed = _questions(laptop.records)
            is_whole = changes >= CHANGES
            return [
                _figure(laptop.records, typed, "", is_whole, {"every word read once": learned}),
                _figure(laptop.records, typed, file_of(3), is_whole, {}),
            ]


def _questions(records: Records) -> list[str]:
    """A quarter each: words that nearly every entry holds, any word, beginnings of two or three letters, two words."""
    chance = random.Random(11)
    counted: dict[str, int] = {}
    for note in records.records(file_of(0), CaseNote):
        for word in (note.value.said or "").split():
            counted[word] = counted.get(word, 0) + 1
    words = sorted(counted, key=lambda word: counted[word], reverse=True)
    quarter = QUESTIONS // 4
    asked = [chance.choice(words[:COMMON]) for _ in range(quarter)]
    asked += [chance.choice(words) for _ in range(quarter)]
    asked += [chance.choice(words)[: chance.randint(2, 3)] for _ in range(quarter)]
    return asked + [f"{chance.choice(words[:COMMON])} {chance.choice(words)}" for _ in range(quarter)]


def _figure(records: Records, typed: list[str], file: str, is_whole: bool, beside: dict[str, float]) -> Figure:
    took, busy = [], []
    for words in typed:
        began, worked = time.perf_counter(), time.process_time()
        search(records, words, file)
        took.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    p95 = statistics.quantiles(took, n=20)[-1]
    where = "one child" if file else "all children"
    beside = {
        "median": statistics.median(took),
        "longest": max(took),
        "p95 of the processor's time alone": statistics.quantiles(busy, n=20)[-1],
        **beside,
    }
    return Figure(
        "search", f"{len(typed)} questions over {where}, p95", p95, "ms", GOAL_MS, is_whole and p95 <= GOAL_MS, beside
    )
