"""In place of what keeps a copy in step: it tells who listens that something was written, and sends nothing to anybody."""

from collections.abc import Callable

STATUS, WHY = "Practice: nothing is sent", "Kept on this laptop."


class NothingIsSent:
    """Has no thread, no engine and no connection. `written` is called after every change and every draft."""

    def __init__(self, written: Callable[[], object]) -> None:
        self._written = written

    def start(self) -> None:
        """There is nothing to begin."""

    def something_was_written(self) -> None:
        """It stands in the record, and stays here."""
        self._written()

    def count_again(self) -> None:
        """A draft was kept or put away; none is counted."""
        self._written()

    def stop(self) -> None:
        """There is nothing to end."""
