"""Words on the terminal while something takes long: one line that changes where somebody looks on, else a line each."""

import sys
import time

SECONDS_BETWEEN = 0.1


class Terminal:
    """Writes to standard error, so that what is printed to be kept stands alone on standard output."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr.isatty()
        self._stage = ""
        self._wide = 0
        self._at = 0.0

    def going_on(self, words: str) -> None:
        """What is being done now, with how far it is after a colon."""
        stage = words.split(":", maxsplit=1)[0]
        is_new = stage != self._stage
        if not is_new and not (self._is_seen and time.monotonic() - self._at > SECONDS_BETWEEN):
            return
        if is_new:
            self.end_line()
        self._stage, self._at = stage, time.monotonic()
        if self._is_seen:
            sys.stderr.write("\r" + words.ljust(self._wide))
            self._wide = len(words)
        else:
            sys.stderr.write(stage + "\n")
        sys.stderr.flush()

    def end_line(self) -> None:
        """What comes next begins on a line of its own."""
        if self._wide:
            sys.stderr.write("\n")
        self._wide, self._stage = 0, ""

    def say(self, words: str) -> None:
        """A line that stays."""
        self.end_line()
        sys.stderr.write(words + "\n")
        sys.stderr.flush()
