"""Programs started by forking a process that has read their modules already: a store is up in a tenth of the time.

What the program does is what its command does, from the arguments on. That the command itself starts it is tested
elsewhere, by starting it.
"""

import multiprocessing
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TextIO

NURSERY = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
NURSERY.set_forkserver_preload([__name__, "central_store.commands.run", "central_store.serving.server"])


class WarmProgram:
    """A program under way: its output to read, its process to end. `main` is a function of arguments that gives the exit code."""

    def __init__(self, main: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> None:
        heard, told = NURSERY.Pipe(duplex=False)
        self._process = NURSERY.Process(target=_run, args=(main, tuple(arguments), told))
        self._process.start()
        told.close()
        self.stdout: TextIO = os.fdopen(os.dup(heard.fileno()))
        heard.close()

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()

    def wait(self, seconds: float) -> int | None:
        """Its exit code, once it has ended; negative for a signal. None where it has not ended in this time."""
        self._process.join(seconds)
        code = self._process.exitcode
        self.stdout.close()
        return code


def _run(main: Callable[[Sequence[str]], int], arguments: Sequence[str], told: Connection) -> None:
    warnings.simplefilter("error")  # no warning may escape it
    os.dup2(told.fileno(), 1)
    sys.stdout = os.fdopen(1, "w")
    code = main(arguments)
    sys.stdout.flush()
    sys.exit(code)
