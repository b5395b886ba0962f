"""How the running store says that it is well, what it counts, and what it writes down for whoever keeps it."""

import json
import logging
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from casework.exchange import Endpoint
from central_store.serving.logs import Lines
from tests.central_store.device import Device, Refused
from tests.support.store import PROGRAM, READY_SECONDS, ROOT, RunningStore, child_file

ELLA = child_file("ella")
WORDS = "Ella said that the door was locked"


class WatchedStore(RunningStore):
    """A store that tells its figures, and whose log is read."""

    figures = ""

    def start(self, *more: str) -> None:
        """As its command starts it."""
        self.log = self.data.with_name("log")
        command = [*PROGRAM, "serve", "--data", str(self.data), "--port", "0", "--figures", "0", *more]
        with self.log.open("ab") as log:
            self._program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self._program.stdout is not None
        self._is_ready(self._program.stdout.readline())
        self.figures = self._program.stdout.readline().strip().removeprefix("figures on ")

    def stop(self) -> int | None:
        """As an administrator would."""
        self._program.terminate()
        code = self._program.wait(READY_SECONDS)
        assert self._program.stdout is not None
        self._program.stdout.close()
        return code

    def lines(self) -> list[dict[str, object]]:
        """What stands in its log."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def counted(self) -> dict[str, float]:
        """Every figure, by its name and labels."""
        with urllib.request.urlopen(self.figures, timeout=10) as answer:  # noqa: S310 our own address
            text = answer.read().decode()
        return {
            f"{sample.name}{sorted(sample.labels.items())}": sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }


@pytest.fixture
def store(tmp_path: Path) -> Iterator[WatchedStore]:
    made = WatchedStore(tmp_path)
    made.add_hub("hub-1", ["ruth"], ["ella"])
    with made:
        yield made


@pytest.fixture
def ruth(store: WatchedStore) -> Iterator[Device]:
    device = Device(store, "ruth").join()
    yield device
    device.close()


def comes(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold, looked at until it does."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if holds():
            return True
    return False


def health(device: Device) -> int:
    device.token = ""
    status, body, _ = device.raw("GET", Endpoint.HEALTH)
    assert body == b""
    return status


def test_while_its_database_does_not_answer_it_is_not_well_and_says_so_once(store: WatchedStore, ruth: Device) -> None:
    assert health(ruth) == 200
    assert store.counted()["daybook_well[]"] == 1
    store.in_database("ALTER TABLE audit_end RENAME TO away")
    assert comes(lambda: health(ruth) == 503)
    assert store.counted()["daybook_well[]"] == 0
    store.in_database("ALTER TABLE away RENAME TO audit_end")
    assert comes(lambda: health(ruth) == 200)
    trouble = "the database does not answer"
    said = [(line["level"], line["what"]) for line in store.lines() if line.get("trouble") == trouble]
    assert said == [("error", "not well"), ("info", "well again")]


def test_it_counts_what_was_asked_and_names_nobody(store: WatchedStore, ruth: Device) -> None:
    ruth.write(ELLA, WORDS)
    assert ruth.raw("GET", ruth.piece_path("grants:hub-2", "0" * 64))[0] == 403
    found = store.counted()
    assert found["daybook_requests_total[('answer', 'answered'), ('door', 'push')]"] >= 1
    assert found["daybook_requests_total[('answer', 'right'), ('door', 'pieces')]"] == 1
    assert found["daybook_changes_taken_total[]"] == 1
    assert found["daybook_commit_seconds_count[]"] >= 1
    assert found["daybook_commit_requests_sum[]"] >= found["daybook_commit_requests_count[]"]
    assert found["daybook_free_bytes[]"] > 0
    assert found["daybook_certificate_ends_timestamp_seconds[]"] > time.time()
    told = " ".join(found)
    for secret in ("ruth", "hub-1", ELLA, ruth.id, "locked"):
        assert secret not in told


def test_its_log_is_lines_of_json_that_say_where_it_failed_and_hold_no_word_of_a_record(
    store: WatchedStore, ruth: Device
) -> None:
    store.in_database("ALTER TABLE audit RENAME TO away")
    with pytest.raises(Refused) as refused:
        ruth.send(ruth.sealed(ELLA, [ruth.note(ELLA, WORDS)]))
    assert refused.value.code == "busy"
    store.in_database("ALTER TABLE away RENAME TO audit")
    assert store.stop() == 0
    lines = store.lines()
    assert [lines[0]["what"], lines[-1]["what"]] == ["starting", "ended"]
    (failed,) = [line for line in lines if line["what"] == "a request failed"]
    assert failed["door"] == "push"
    assert failed["failed"][0].startswith("sqlalchemy.exc.")  # type: ignore[index]
    assert any(place.startswith("central_store/serving/record.py:") for place in failed["where"])  # type: ignore[union-attr]
    written = store.log.read_text("utf-8")
    for secret in (WORDS, "locked", "ruth", ELLA, ruth.id, "INSERT"):
        assert secret not in written
    store.start()  # for the fixture to end


@pytest.mark.parametrize("said", ["here", "127.0.0.1:", "99999"])
def test_a_place_for_the_figures_that_is_none_is_refused_in_a_sentence(store: WatchedStore, said: str) -> None:
    command = [*PROGRAM, "serve", "--data", str(store.data), "--figures", said]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=READY_SECONDS)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{said} is not a place for the figures.")


def test_a_place_that_is_taken_is_named(store: WatchedStore) -> None:
    port = store.figures.rsplit(":", maxsplit=1)[-1].removesuffix("/metrics")
    command = [*PROGRAM, "serve", "--data", str(store.data), "--port", "0", "--figures", port]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=READY_SECONDS)
    assert done.returncode == 1
    assert f"at 127.0.0.1, port {port}" in done.stderr


def test_what_other_loggers_say_stays_out_of_it_because_it_may_quote_an_error() -> None:
    said = f"Task exception was never retrieved: ValueError({WORDS!r})"
    line = json.loads(Lines().format(logging.LogRecord("asyncio", logging.ERROR, "", 0, said, (), None)))
    assert line.keys() == {"at", "level", "from"}
    assert (line["level"], line["from"]) == ("error", "asyncio")
