"""A central store that is started in a moment: its program is there already, and each start is a child of it.

For campaigns that kill a store a thousand times. What runs is `central_store serve`, in a process of its own.

Run as `python -m tests.support.forked_store`: each line is a list of arguments in JSON; the answers are the child's process id,
what the child says, and "ended" once it has.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from tests.support.store import ROOT, RunningStore

ENDED = "ended"


class ForkedStore(RunningStore):
    """As RunningStore, but for how it is started and killed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        command = [sys.executable, "-W", "error", "-m", "tests.support.forked_store"]
        self._program = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._child = 0

    def start(self, *more: str) -> None:
        """Start, on the port of the last time, and wait for the ready line."""
        arguments = ["serve", "--data", str(self.data), "--port", str(self._port), *more]
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps(arguments) + "\n")
        self._program.stdin.flush()
        self._child = int(self._line())
        self._is_ready(self._line())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        self._program.communicate(timeout=30)

    def _end(self, *, kill: bool) -> int | None:
        if not self._child:
            return None
        os.kill(self._child, signal.SIGKILL if kill else signal.SIGTERM)
        self._child = 0
        assert self._line() == ENDED
        return 0

    def _line(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline().strip()


def main() -> None:
    import central_store.serving.server  # noqa: F401 what takes long to load
    from central_store.commands.run import main as run

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(run(json.loads(line)))
        _say(str(child))
        os.waitpid(child, 0)
        _say(ENDED)


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
