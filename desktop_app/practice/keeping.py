"""In place of what keeps a copy in step: it tells who listens that something was written, and sends nothing to anybody."""

from collections.abc import Callable

from casework.errors import NotReachable

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

    def pause(self) -> None:
        """Nothing goes."""

    def go_on(self, *, all_of_it: bool = False) -> None:
        """Nothing goes."""

    def fetch(self, *_: object, **__: object) -> None:
        """All that the made-up family has is here. Raises NotReachable."""
        raise NotReachable("Nothing of the made-up family lies anywhere else.")

    def stop(self) -> None:
        """There is nothing to end."""
