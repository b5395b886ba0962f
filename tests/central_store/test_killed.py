"""kill -9 in the middle of pushes: what was acknowledged is there, nothing is there twice, and devices simply go on."""

import http.client
import random
import ssl
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casework.exchange import FilePush, Taken
from tests.central_store.device import Device
from tests.support.store import RunningStore, child_file

# Python before 3.12 does not close a TLS socket whose other end is gone before its first byte (SSLSocket._create).
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <ssl.SSLSocket:ResourceWarning")
CUT_OFF = (OSError, http.client.HTTPException, ssl.SSLError)
WORKERS, FILES = 4, 3


class Writing:
    """A worker's device that writes until it is cut off, and knows what was acknowledged and what was not answered."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.acknowledged: dict[str, list[str]] = {}
        self.unanswered: list[tuple[FilePush, str]] = []
        self._count = 0

    def until_cut_off(self, enough: threading.Event, after: int) -> None:
        """Push note after note; say when so many are acknowledged."""
        done = 0
        while True:
            self._count += 1
            file, said = child_file(f"child-{self._count % FILES}"), f"{self.device.professional} {self._count}"
            push = self.device.sealed(file, [self.device.note(file, said)])
            try:
                self._send(push, said)
            except CUT_OFF:
                self.unanswered.append((push, said))
                return
            done += 1
            if done == after:
                enough.set()

    def send_unanswered_again(self) -> None:
        """The very same bytes."""
        for push, said in self.unanswered:
            self._send(push, said)
        self.unanswered = []

    def _send(self, push: FilePush, said: str) -> None:
        (result,) = self.device.send(push)
        assert isinstance(result, Taken), result
        self.acknowledged.setdefault(push.file, []).append(said)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunningStore]:
    with RunningStore(tmp_path) as running:
        names = [f"worker-{number}" for number in range(WORKERS)]
        running.add_hub("hub-1", names, [f"child-{number}" for number in range(FILES)])
        yield running


@pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
@pytest.mark.parametrize("kills", [8, pytest.param(1000, marks=[pytest.mark.long, pytest.mark.timeout(3600)])])
def test_a_store_that_is_killed_loses_and_doubles_nothing(store: RunningStore, kills: int) -> None:
    survive(store, kills)


def survive(store: RunningStore, kills: int) -> None:
    """Kill it so often, at moments that differ, and look after each kill."""
    chance = random.Random(kills)
    writers = [Writing(Device(store, f"worker-{number}").join()) for number in range(WORKERS)]
    reader = Device(store, "worker-0").join()
    for _ in range(kills):
        with ThreadPoolExecutor(WORKERS) as pool:
            enough = threading.Event()
            running = [pool.submit(writer.until_cut_off, enough, chance.randint(1, 12)) for writer in writers]
            assert enough.wait(60)
            store.kill()
        for one in running:
            one.result()
        store.start()
        reader.pull_all()
        everything = {file: reader.said(file) for file in map(child_file, (f"child-{n}" for n in range(FILES)))}
        for writer in writers:
            for file, said in writer.acknowledged.items():
                assert set(said) <= set(everything[file]), "something acknowledged is gone"
            writer.send_unanswered_again()
    reader.pull_all()
    for file in map(child_file, (f"child-{n}" for n in range(FILES))):
        sent = [said for writer in writers for said in writer.acknowledged.get(file, [])]
        assert sorted(reader.said(file)) == sorted(sent), "something is there twice, or was never sent"
    assert store.problems() == []
    for device in (reader, *(writer.device for writer in writers)):
        device.close()
