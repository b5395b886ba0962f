"""The made-up hub's store as a process of its own, shared by every Daybook that is open on the hub."""

import socket
import subprocess
import sys
import time
from pathlib import Path

from casework.errors import KnownError
from demo.shares import Share

ROOT = Path(__file__).resolve().parents[1]
LONGEST_START = 30.0


class NotServed(KnownError):
    """The store could not be started."""


class StoreProcess:
    """Serves `folder`/store on one port. Several processes may start it; it ends when the last of them has gone."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port
        self._share = Share(folder / "in-use")
        self._log = folder / "store.log"
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"https://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, or join those who have it open already; returns at once."""
        self._share.take()
        command = [sys.executable, "-m", "demo.keep_store", str(self._folder), str(self._port)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
            )

    def wait_until_it_answers(self) -> None:
        """Raises NotServed where the port is another program's, or it does not come up."""
        if self._process is None or self._process.stdout is None:
            raise NotServed("The made-up hub's store was not started.")
        said = self._process.stdout.readline()
        until = time.monotonic() + LONGEST_START
        while not (said and answers(self._port)):
            if not said or self._process.poll() is not None or time.monotonic() > until:
                raise NotServed(self._log.read_text("utf-8").strip() or "The made-up hub's store does not answer.")
            time.sleep(0.05)

    def stop(self) -> None:
        """End the process that was started here, as an administrator would. For a walk: nobody else has the hub open."""
        if self._process is not None:
            self._process.terminate()
            self._process.communicate(timeout=LONGEST_START)
            self._process = None

    def leave(self) -> None:
        """Give back the share: the store ends unless another Daybook has the hub open."""
        self._share.give_back()


def answers(port: int) -> bool:
    """Whether anything listens there."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])
