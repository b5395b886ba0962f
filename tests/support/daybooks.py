"""The whole program over a made-up copy or a real store, opened without typing: for journeys through its pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.opening.actions import Opened
from desktop_app.record_store.records import Records
from desktop_app.shell import tokens
from desktop_app.shell.window import MainWindow
from desktop_app.start import Daybook
from desktop_app.start.desk import Desk
from tests.support import copies
from tests.support.pictures import settle, wear


@contextmanager
def open_daybook(folder: Path, prepare: Callable[[Records], object] = lambda _records: None) -> Iterator[Desk]:
    """Daybook on the copy of `copies.open_copy`, whose store cannot be reached; `prepare` fills the copy first."""
    wear(tokens.light())
    with copies.open_copy(folder) as (vault, records):
        prepare(records)
        daybook = Daybook(vault.profile)
        daybook.take(Opened(vault, records))
        assert daybook.desk is not None
        try:
            yield daybook.desk
        finally:
            assert isinstance(daybook.window, MainWindow)
            daybook.window.close()
            daybook.close()
            daybook.window.deleteLater()
            settle()
